import type { Json } from '../../model/json.ts';
import { type Mistake, noSlips } from './mistake.ts';

export const siblingEntity: Mistake = {
  name: 'sibling-entity',
  summary: 'Takes another thing that shares part of its name: the colleague of the same first name, the file of that name elsewhere.',
  weight: 1.2,
  kinds: ['path', 'name', 'id', 'text', 'pattern'],
  is: (from, to) => {
    const [ours, theirs] = [wordsOf(from), wordsOf(to)];
    return ours.some((word) => theirs.includes(word));
  },
  slips: noSlips,
};

/** Shorter words and these tell nothing apart. */
const SMALL = new Set([
  'the',
  'and',
  'for',
  'from',
  'with',
  'src',
  'srv',
  'csv',
  'txt',
  'json',
  'yaml',
  'html',
  'xlsx',
  'docx',
  'pptx',
  'pdf',
]);

/** Words that name: of a path those of its last part. */
function wordsOf(value: Json): string[] {
  if (typeof value !== 'string') return [];
  const last = value.replace(/\/+$/u, '').split('/').at(-1) as string;
  return last
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word.length > 2 && !SMALL.has(word) && !/^\d+$/u.test(word));
}
