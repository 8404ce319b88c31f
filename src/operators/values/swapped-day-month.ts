import type { Mistake } from './mistake.ts';
import { readMoment, slipMoments } from './moment.ts';

export const swappedDayMonth: Mistake = {
  name: 'swapped-day-month',
  summary: 'Reads 4 March as 3 April.',
  weight: 0.4,
  kinds: ['date'],
  is: (from, to) => {
    const [ours, theirs] = [readMoment(from), readMoment(to)];
    return ours !== null && theirs !== null && ours.year === theirs.year && ours.month === theirs.day && ours.day === theirs.month;
  },
  slips: (from) => slipMoments(from, (moment) => (moment.day === null ? [] : [{ ...moment, month: moment.day, day: moment.month }])),
};
