import type { Json } from './json.ts';

/** Decimals that Hugging Face `datasets` writes of a number. */
const MOST_DECIMALS = 10;

/**
 * Whether every reader gives a number back as it is. Hugging Face `datasets` keeps JSON columns with the `ujson` of pandas (seen in
 * 3.1), which writes at most ten decimals and reads 0.3 as 3 x 0.1 = 0.30000000000000004: a model would learn to say that.
 */
export function isPortableNumber(value: number): boolean {
  if (Number.isInteger(value)) return Number.isSafeInteger(value) && !Object.is(value, -0);
  const [whole = '', decimals = ''] = String(Math.abs(value)).split('.');
  if (decimals.length > MOST_DECIMALS || decimals.includes('e') || whole.includes('e')) return false;
  return Number(whole) + Number(decimals) * Number(`1e-${decimals.length}`) === Math.abs(value);
}

/** A number in a JSON value that some reader would change; undefined where there is none. */
export function findUnportable(value: Json): number | undefined {
  if (typeof value === 'number') return isPortableNumber(value) ? undefined : value;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const member of Object.values(value)) {
    const found = findUnportable(member);
    if (found !== undefined) return found;
  }
  return undefined;
}
