import type { Mistake } from './mistake.ts';
import { addDays, readMoment, slipMoments } from './moment.ts';

/** Beyond this many days another day is no near miss. */
const MOST_DAYS = 31;
const DAY = 86_400_000;

export const nearDay: Mistake = {
  name: 'near-day',
  summary: 'Takes a day close by: the day before, the same weekday of the week after.',
  weight: 1,
  kinds: ['date'],
  is: (from, to) => {
    const [ours, theirs] = [readMoment(from), readMoment(to)];
    if (ours === null || theirs === null || ours.day === null || theirs.day === null) return false;
    const days = Math.abs(Date.UTC(ours.year, ours.month - 1, ours.day) - Date.UTC(theirs.year, theirs.month - 1, theirs.day)) / DAY;
    return days > 0 && days <= MOST_DAYS;
  },
  slips: (from) =>
    slipMoments(from, (moment) => {
      const { day } = moment;
      return day === null ? [] : [1, -1, 7, -7].map((days) => addDays({ ...moment, day }, days));
    }),
};
