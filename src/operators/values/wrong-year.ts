import type { Mistake } from './mistake.ts';
import { readMoment, slipMoments } from './moment.ts';

export const wrongYear: Mistake = {
  name: 'wrong-year',
  summary: 'Takes the same day or month of another year.',
  weight: 0.6,
  kinds: ['date'],
  is: (from, to) => {
    const [ours, theirs] = [readMoment(from), readMoment(to)];
    return ours !== null && theirs !== null && ours.year !== theirs.year && ours.month === theirs.month && ours.day === theirs.day;
  },
  slips: (from) => slipMoments(from, (moment) => [-1, 1].map((years) => ({ ...moment, year: moment.year + years }))),
};
