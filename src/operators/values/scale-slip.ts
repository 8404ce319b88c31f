import type { Mistake } from './mistake.ts';
import { readQuantity, writeQuantities } from './quantity.ts';

/** A slipped zero or three, percent for parts, and the units people confuse: minutes and hours, months and years, days and weeks, bytes and kibibytes. */
const SCALES = [10, 100, 1000, 60, 12, 7, 24, 1024];

export const scaleSlip: Mistake = {
  name: 'scale-slip',
  summary: 'Is off by a unit or a power of ten: minutes for hours, 2500 for 250.',
  weight: 0.7,
  kinds: ['count', 'number'],
  is: (from, to) => {
    const [ours, theirs] = [readQuantity(from), readQuantity(to)];
    if (ours === null || theirs === null || ours === 0 || theirs === 0) return false;
    const ratio = Math.max(ours / theirs, theirs / ours);
    return SCALES.some((scale) => Math.abs(ratio - scale) < 1e-9 * scale);
  },
  slips: (from, { pointer }) => {
    const number = readQuantity(from);
    if (number === null || number === 0) return [];
    const units = unitsOf(pointer);
    const smaller = [10, ...units].map((scale) => number / scale).filter((slip) => !Number.isInteger(number) || Number.isInteger(slip));
    // A zero too many or too few happens to any number; units are confused where there are at least tens of them.
    const larger = Math.abs(number) >= 10 ? units.map((scale) => number * scale) : [];
    return writeQuantities([number * 10, ...smaller, ...larger], from);
  },
};

/** What lies between the units that the parameter may be taken in, as far as its name says what it measures. */
function unitsOf(pointer: string): readonly number[] {
  if (/sec|minute|hour|duration|timeout|delay|interval|wait|ttl/iu.test(pointer)) return [60, 1000];
  if (/percent|rate|share|ratio|margin|alpha|level|prob/iu.test(pointer)) return [100];
  if (/gram|weight|mass|kilo|length|height|width|depth|distance|radius|volume|lit(?:er|re)|met(?:er|re)|byte|size/iu.test(pointer))
    return [1000];
  return [];
}
