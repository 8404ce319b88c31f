import type { Mistake } from './mistake.ts';
import { readQuantity, writeQuantities } from './quantity.ts';

export const flippedSign: Mistake = {
  name: 'flipped-sign',
  summary: 'Adds where it should take away: 4 for -4.',
  weight: 0.3,
  kinds: ['number'],
  is: (from, to) => {
    const [ours, theirs] = [readQuantity(from), readQuantity(to)];
    return ours !== null && theirs !== null && ours === -theirs && ours !== 0;
  },
  slips: (from) => {
    const number = readQuantity(from);
    // Nobody writes a minus that was never there.
    return number === null || number >= 0 ? [] : writeQuantities([-number], from);
  },
};
