import type { Json } from '../model/json.ts';
import type { Kind } from '../model/primitive.ts';
import { digitsOfNth, spokenDate } from './dates.ts';
import type { Told } from './told.ts';

/** What the words of a request may rest on. */
export interface Voice extends Told {
  /** spoken words of enum and flag values of one tool, by pointer and value */
  words: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

/** The ways to say a value, the plainest first; none when it cannot be said. Every form can be read back to the value. */
export function spokenForms(value: Json, kind: Kind, pointer: string, voice: Voice): readonly string[] {
  switch (kind) {
    case 'enum':
    case 'flag':
      return (
        voice.words[pointer]?.[typeof value === 'string' ? value : JSON.stringify(value)] ??
        (kind === 'enum' && typeof value === 'string' && voice.words[pointer] === undefined ? [value] : [])
      );
    case 'path':
      return typeof value === 'string' ? spokenPath(value, voice.root) : [];
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) ? spokenCount(value) : [];
    case 'position':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? spokenPosition(value) : [];
    case 'number':
      return typeof value === 'number' ? spokenNumber(value) : typeof value === 'string' ? [value] : [];
    case 'date':
      return typeof value === 'string' ? spokenDate(value, voice) : [];
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string') ? spokenList(value as string[]) : [];
    default:
      return typeof value === 'string' ? (value.trim() === '' ? [] : [value]) : typeof value === 'number' ? [String(value)] : [];
  }
}

function spokenPath(path: string, root: string | null): string[] {
  if (root !== null && path.startsWith(`${root}/`)) return [path.slice(root.length + 1), path];
  return path === '' ? [] : [path];
}

function spokenCount(count: number): string[] {
  const word = ONES[count];
  return word === undefined || count < 2 ? [String(count)] : [String(count), word];
}

/** Counted from 0, said from "first". */
function spokenPosition(position: number): string[] {
  const digits = digitsOfNth(position + 1);
  const word = ORDINALS[position];
  return word === undefined ? [digits] : [word, digits];
}

function spokenNumber(amount: number): string[] {
  const digits = String(amount);
  if (!/^\d{4,}(?:\.\d+)?$/u.test(digits)) return [digits];
  const [whole, rest] = digits.split('.') as [string, string | undefined];
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return [digits, rest === undefined ? grouped : `${grouped}.${rest}`];
}

/** Items that hold commas or "and" would not come apart again. */
function spokenList(items: readonly string[]): string[] {
  if (items.length === 0 || items.some((item) => item === '' || /,| and /u.test(item))) return [];
  return [joinList(items)];
}

/** "a, b and c". */
export function joinList(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
