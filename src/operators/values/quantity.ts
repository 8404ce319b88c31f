import type { Json } from '../../model/json.ts';
import { isPortableNumber } from '../../model/number.ts';

/** A number, written as one or as digits in a text; null for anything else. */
export function readQuantity(value: Json): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/u.test(value) ? Number(value) : null;
}

/** Numbers written as the one they slip from, at most ten decimals, none the same, none that a trainer would read as another. */
export function writeQuantities(numbers: readonly number[], like: Json): Json[] {
  const rounded = numbers.map((number) => Number(number.toFixed(10))).filter(isPortableNumber);
  const written = rounded.map((number) => (typeof like === 'string' ? String(number) : number));
  return [...new Set(written)].filter((slip) => slip !== like);
}
