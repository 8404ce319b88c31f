import type { GivenSlot, Saying } from '../given.ts';
import { readClock, readDays } from '../moment.ts';
import type { Talk } from '../talk.ts';
import { wordsOf } from '../words.ts';

/** Where a date or time of day is stated, in whatever form. Of a value that is both, the day will do. */
export function findMoment(slot: GivenSlot, talk: Talk): Saying | null {
  const text = slot.value as string;
  const days = readDays(text);
  const clock = days.length === 0 ? readClock(text) : null;
  if (days.length === 0 && clock === null) return null;
  for (const message of talk.stating) {
    const said = talk.said(message);
    const day = said.days.find((spot) =>
      days.some(
        ({ year, month, day }) =>
          spot.month === month && spot.day === day && (spot.year === year || year === null || (spot.year === null && day !== null)),
      ),
    );
    const hour = clock === null ? undefined : said.clocks.find(({ minutes }) => minutes.includes(clock.minutes));
    const spot = day ?? hour;
    if (spot !== undefined) return { message, start: spot.start, end: spot.end, whole: true };
    const [month] = days.filter(({ day }) => day === null);
    if (month !== undefined && month.year !== null) {
      const name = wordsOf(text);
      const run = said.runsOf(name)[0];
      if (run !== undefined) return { message, ...run, whole: true };
    }
  }
  return null;
}
