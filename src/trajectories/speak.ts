import type { Json } from '../model/json.ts';
import type { Kind } from '../model/primitive.ts';

/** What the words of a request may rest on. */
export interface Voice {
  /** virtual root of the ground when the conversation states it, so that a path may be said relative to it */
  statedRoot: string | null;
  /** spoken words of enum and flag values of one tool, by pointer and value */
  words: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

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
      return typeof value === 'string' ? spokenPath(value, voice.statedRoot) : [];
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) ? spokenCount(value) : [];
    case 'position':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? spokenPosition(value) : [];
    case 'number':
      return typeof value === 'number' ? spokenNumber(value) : typeof value === 'string' ? [value] : [];
    case 'date':
      return typeof value === 'string' ? spokenDate(value) : [];
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

/** "1st", "22nd", "113th". */
function digitsOfNth(number: number): string {
  const last = number % 100 >= 11 && number % 100 <= 13 ? 0 : number % 10;
  return `${number}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`;
}

function weekdayOf(day: string): string {
  return WEEKDAYS[new Date(`${day}T00:00Z`).getUTCDay()] as string;
}

function spokenNumber(amount: number): string[] {
  const digits = String(amount);
  if (!/^\d{4,}(?:\.\d+)?$/u.test(digits)) return [digits];
  const [whole, rest] = digits.split('.') as [string, string | undefined];
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return [digits, rest === undefined ? grouped : `${grouped}.${rest}`];
}

/** A day or a month with its year; anything else is said as it is written. */
function spokenDate(date: string): string[] {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(date);
  if (day !== null) {
    const month = MONTHS[Number(day[2]) - 1];
    if (month === undefined) return [date];
    const [year, number] = [day[1], Number(day[3])];
    const nth = digitsOfNth(number);
    return [
      `${number} ${month} ${year}`,
      date,
      `${month} ${number}, ${year}`,
      `${nth} ${month} ${year}`,
      `the ${nth} of ${month} ${year}`,
      `${number} ${month.slice(0, 3)} ${year}`,
      `${weekdayOf(date)}, ${number} ${month} ${year}`,
    ];
  }
  const month = /^(\d{4})-(\d{2})$/u.exec(date);
  if (month !== null) {
    const name = MONTHS[Number(month[2]) - 1];
    return name === undefined ? [date] : [`${name} ${month[1]}`, date];
  }
  return date === '' ? [] : [date];
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
