import type { Json } from '../model/json.ts';
import { stringsIn } from './strings.ts';

/** What in a value does not survive a JSON round trip everywhere, or undefined. */
export function findUnsafe(value: Json): string | undefined {
  return findUnsafeText(value) ?? (holdsUnsafeNumber(value) ? 'an integer beyond 2^53' : undefined);
}

/** The same without its numbers: schemas name bounds that no value will reach. */
export function findUnsafeText(value: Json): string | undefined {
  for (const text of stringsIn(value)) {
    if (!text.isWellFormed()) return 'text with half a surrogate pair';
    if (text === '__proto__') return 'a key named __proto__';
  }
  return undefined;
}

function holdsUnsafeNumber(value: Json): boolean {
  if (typeof value === 'number') return !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some(holdsUnsafeNumber);
}
