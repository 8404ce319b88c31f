import type { Json } from '../../model/json.ts';
import type { Mistake } from './mistake.ts';
import { readMoment, slipMoments } from './moment.ts';

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d)?$/u;
const HALF_DAY = 720;
const DAY = 1440;

export const wrongTime: Mistake = {
  name: 'wrong-time',
  summary: 'Takes another time of the same day: seven in the morning for seven in the evening, an hour too early.',
  weight: 0.8,
  kinds: ['date', 'text', 'name'],
  is: (from, to) => {
    if (CLOCK.test(String(from)) && CLOCK.test(String(to))) return from !== to;
    const [ours, theirs] = [readMoment(from), readMoment(to)];
    const isSameDay =
      ours !== null && theirs !== null && ours.year === theirs.year && ours.month === theirs.month && ours.day === theirs.day;
    return isSameDay && ours.minutes !== null && theirs.minutes !== null && ours.minutes !== theirs.minutes;
  },
  slips: (from) => slipClock(from) ?? slipMoments(from, (moment) => slipMinutes(moment.minutes).map((minutes) => ({ ...moment, minutes }))),
};

function slipClock(from: Json): string[] | null {
  const match = typeof from === 'string' ? CLOCK.exec(from) : null;
  if (match === null) return null;
  return slipMinutes(Number(match[1]) * 60 + Number(match[2])).map(
    (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}${match[3] ?? ''}`,
  );
}

/** Half a day off (am for pm), then an hour. */
function slipMinutes(minutes: number | null): number[] {
  return minutes === null ? [] : [HALF_DAY, 60, -60].map((slip) => (minutes + slip + DAY) % DAY);
}
