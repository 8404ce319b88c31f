import type { Json } from '../../model/json.ts';
import { type Mistake, noSlips } from './mistake.ts';
import { readMoment } from './moment.ts';

/** A zone as the time zone database names it. */
const ZONE = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US)\/[A-Za-z_/+\-0-9]+$/u;

export const wrongZone: Mistake = {
  name: 'wrong-zone',
  summary: 'Takes another time zone for the same clock.',
  weight: 0.6,
  kinds: ['date', 'text', 'name', 'enum', 'id'],
  is: (from, to) => {
    if (isZone(from) && isZone(to)) return true;
    const [ours, theirs] = [readMoment(from), readMoment(to)];
    return (
      ours !== null &&
      theirs !== null &&
      ours.tail !== theirs.tail &&
      String(from).slice(0, 16) === String(to).slice(0, 16) &&
      ours.minutes !== null
    );
  },
  slips: noSlips,
};

function isZone(value: Json): boolean {
  return typeof value === 'string' && ZONE.test(value);
}
