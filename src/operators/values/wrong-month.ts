import type { Mistake } from './mistake.ts';
import { addMonths, readMoment, slipMoments } from './moment.ts';

export const wrongMonth: Mistake = {
  name: 'wrong-month',
  summary: 'Takes another month, the day kept where there is one.',
  weight: 0.8,
  kinds: ['date'],
  is: (from, to) => {
    const [ours, theirs] = [readMoment(from), readMoment(to)];
    return ours !== null && theirs !== null && ours.day === theirs.day && ours.month !== theirs.month;
  },
  slips: (from) => slipMoments(from, (moment) => [-1, 1].map((months) => addMonths(moment, months))),
};
