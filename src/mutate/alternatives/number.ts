import { isPortableNumber } from '../../model/number.ts';
import type { GivenSlot } from '../given.ts';
import type { Wording } from '../wording.ts';

/** Numbers close to one, that a careless reader would take; what is asked in which direction decides which. */
export function nearNumbers(value: number, whole: boolean, wording: Wording, range: readonly [number, number] | null): number[] {
  const { bound } = wording;
  const found = closeTo(value, whole).filter((other) => {
    if (bound === 'most' && other < value) return false;
    if (bound === 'least' && other > value) return false;
    return range === null || other < range[0] || other > range[1];
  });
  return [...new Set(found.map(toTwelveDigits))].filter(
    (other) => isOff(value, other, whole) && Math.sign(other) === (Math.sign(value) || 1) && isPortableNumber(other),
  );
}

function toTwelveDigits(number: number): number {
  return Number.isInteger(number) && Math.abs(number) < 1e12 ? number : Number(number.toPrecision(12));
}

/** Whether a number is far enough off not to be the other one rounded. */
function isOff(value: number, other: number, whole: boolean): boolean {
  if (whole) return other !== value;
  return Math.abs(other - value) >= 0.05 * Math.abs(value) && other !== Math.floor(value) && other !== Math.ceil(value);
}

function closeTo(value: number, whole: boolean): number[] {
  const size = Math.abs(value);
  const sign = Math.sign(value) || 1;
  if (size === 0) return [1, 2];
  if (whole && size >= 1900 && size <= 2100) return [1, -1, 2, -2, 3, -3].map((step) => sign * (size + step));
  if (whole && size < 100) {
    const steps = size < 20 ? [1, -1, 2, -2, 3] : [2, -2, 1, -1, 5, -5, 10];
    return steps.map((step) => sign * (size + step));
  }
  // A step of the second telling digit: 1234 -> 1334, 37.77 -> 38.77, 0.05 -> 0.06.
  const digits = Math.floor(Math.log10(size));
  const decimals = /\.(\d+)$/u.exec(String(size))?.[1]?.length ?? 0;
  const isRound = size / 10 ** digits === Math.round(size / 10 ** digits);
  const step = 10 ** (isRound ? digits : digits - 1);
  const fine = (other: number) => Number(other.toFixed(Math.max(decimals, step < 1 ? -Math.log10(step) : 0)));
  const steps = isRound ? [1, -1, 2, 0.5, -0.5] : [1, -1, 2, -2, 3, 5, -5];
  const swapped = whole && size >= 100 ? swapDigits(String(size)) : [];
  return [...steps.map((times) => fine(size + times * step)), ...swapped]
    .filter((other) => !whole || Number.isInteger(other))
    .map((other) => sign * other);
}

/** Two of the first three digits in the wrong order, where that is far enough off to show. */
function swapDigits(digits: string): number[] {
  return [0, 1]
    .filter((at) => at + 1 < digits.length && digits[at] !== digits[at + 1])
    .map((at) => `${digits.slice(0, at)}${digits[at + 1]}${digits[at]}${digits.slice(at + 2)}`)
    .filter((text) => !text.startsWith('0'))
    .map(Number);
}

const LIMITS: readonly [RegExp, number, number][] = [
  [/^(?:month|birth_?month)s?$/u, 1, 12],
  [/^(?:day|day_?of_?month)$/u, 1, 28],
  [/^hours?$/u, 0, 23],
  [/^(?:minutes?|seconds?)$/u, 0, 59],
  [/^quarter$/u, 1, 4],
  [/^(?:lat|latitude)$/u, -90, 90],
  [/^(?:lon|lng|long|longitude)$/u, -180, 180],
];

/** Whether a number can stand in a place whose schema forgot to say what can: a plain failure is no near miss. */
export function isPlausible(slot: GivenSlot, from: number, to: number): boolean {
  const { words } = slot;
  const last = words.at(-1) ?? '';
  for (const word of words.length > 1 ? [last, words.join('_')] : [last]) {
    const limit = LIMITS.find(([form]) => form.test(word));
    if (limit !== undefined && from >= limit[1] && from <= limit[2] && (to < limit[1] || to > limit[2])) return false;
  }
  const text = `${slot.name} ${slot.description}`.toLowerCase();
  if (from > 0 && from < 1 && to >= 1) return false;
  if (from <= 1 && to > 1 && /prob|significance|alpha|confidence|ratio|fraction/u.test(text) && !Number.isInteger(from)) return false;
  if (/percent/u.test(text) && from <= 100 && to > 100) return false;
  if (/rating|stars|score/u.test(text) && ((from <= 5 && to > 5) || (from <= 10 && to > 10))) return false;
  if (/\bage\b|_age\b/u.test(text) && from <= 110 && to > 110) return false;
  const told = /(?:between|from|range:?|\()\s*(-?\d+(?:\.\d+)?)\s*(?:and|to|-|–)\s*(\d+(?:\.\d+)?)(?=[\s).,]|$)/iu.exec(slot.description);
  if (told !== null) {
    const [low, high] = [Number(told[1]), Number(told[2])];
    if (low < high && from >= low && from <= high && (to < low || to > high)) return false;
  }
  return true;
}
