import type { Json } from '../../model/json.ts';
import { type Mistake, noSlips } from './mistake.ts';

export const wrongEdition: Mistake = {
  name: 'wrong-edition',
  summary: "Takes another edition of the same thing: last year's budget, the version before, invoice 2051 for 2052.",
  weight: 1,
  kinds: ['path', 'name', 'id', 'text', 'pattern'],
  is: (from, to) => {
    const [ours, theirs] = [stemOf(from), stemOf(to)];
    return ours !== null && ours === theirs;
  },
  slips: noSlips,
};

const MONTHS =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/giu;

/** The text without its numbers and months; null when it has none, or is a number. */
function stemOf(value: Json): string | null {
  if (typeof value !== 'string') return null;
  const stem = value.toLowerCase().replace(MONTHS, '#').replace(/\d+/gu, '#');
  return stem.includes('#') && stem !== '#' ? stem : null;
}
