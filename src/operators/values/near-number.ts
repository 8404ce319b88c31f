import type { Mistake } from './mistake.ts';
import { readQuantity, writeQuantities } from './quantity.ts';

export const nearNumber: Mistake = {
  name: 'near-number',
  summary: 'Takes a number close by, or swaps two digits.',
  weight: 1,
  kinds: ['count', 'number', 'position', 'id'],
  is: (from, to, { kind }) => {
    const [ours, theirs] = [readQuantity(from), readQuantity(to)];
    if (ours === null || theirs === null) return false;
    // The places beside one that is counted from 0: whoever counts from 1 takes the next.
    if (kind === 'position') return Math.abs(ours - theirs) <= 5;
    if (swapDigits(String(Math.abs(ours))).includes(Math.abs(theirs))) return true;
    return kind !== 'id' && Math.abs(ours - theirs) <= Math.max(5, Math.abs(ours));
  },
  slips: (from, { kind }) => {
    const number = readQuantity(from);
    if (number === null || kind === 'id') return [];
    if (kind === 'position')
      return writeQuantities(
        [number + 1, number - 1].filter((place) => place >= 0),
        from,
      );
    const sign = Math.sign(number);
    if (!Number.isInteger(number))
      return writeQuantities(
        [number + sign, number - sign].filter((slip) => Math.sign(slip) === sign),
        from,
      );
    const size = Math.abs(number);
    const slips = [size + 1, size - 1, ...swapDigits(String(size)), size + 10].filter((slip) => slip > 0);
    return writeQuantities(
      slips.map((slip) => slip * (sign || 1)),
      from,
    );
  },
};

/** Every number that two neighbouring digits in the wrong order give. */
function swapDigits(digits: string): number[] {
  if (!/^\d+$/u.test(digits)) return [];
  const swapped = Array.from(digits.slice(1), (_, i) => digits.slice(0, i) + digits[i + 1] + digits[i] + digits.slice(i + 2));
  return swapped.filter((text) => text !== digits && !text.startsWith('0')).map(Number);
}
