import type { GivenSlot, Saying } from '../given.ts';
import { type DayForm, daysIn, readClock, readDays } from '../moment.ts';
import type { Talk } from '../talk.ts';
import type { Wording } from '../wording.ts';

/** Days and times that a careless reader would take for the one that is said. */
export function nearMoments(slot: GivenSlot, saying: Saying, talk: Talk, wording: Wording): string[] {
  const text = slot.value as string;
  const said = talk.said(saying.message);
  const isHere = (spot: { start: number; end: number }) => spot.start < saying.end && saying.start < spot.end;
  const heard = said.days.filter(isHere);
  const forms = readDays(text).filter(
    ({ month, day, year }) =>
      heard.length === 0 ||
      heard.some((spot) => spot.month === month && spot.day === day && (spot.year === null || year === null || spot.year === year)),
  );
  // Of 03/04/2024 nobody knows which it is, whatever is said.
  if (new Set(readDays(text).map(({ month, day }) => `${month} ${day}`)).size > 1) return [];
  const readings = new Set(forms.map(({ month, day }) => `${month} ${day}`));
  if (readings.size === 1) {
    const form = forms[0] as DayForm;
    return nearDays(form, slot, wording).flatMap(([year, month, day]) => {
      if (isSaid(year, month, day)) return [];
      const written = form.write(year, month, day);
      return written === null || written === text ? [] : [written];
    });
  }
  const clock = readClock(text);
  if (clock === null || readings.size > 1) return [];
  return [60, -60, 120, -120, 90]
    .map((step) => clock.minutes + step)
    .filter((minutes) => minutes >= 0 && minutes < 1440)
    .filter((minutes) => wording.bound !== 'most' || minutes > clock.minutes)
    .filter((minutes) => wording.bound !== 'least' || minutes < clock.minutes)
    .filter((minutes) => !said.clocks.some((spot) => spot.minutes.includes(minutes)))
    .map((minutes) => clock.write(minutes));

  function isSaid(year: number | null, month: number, day: number | null): boolean {
    for (const message of talk.people()) {
      if (
        message.days.some(
          (spot) =>
            spot.month === month && (spot.day === day || spot.day === null) && (spot.year === null || year === null || spot.year === year),
        )
      )
        return true;
    }
    return false;
  }
}

type Day = readonly [number | null, number, number | null];

function nearDays(form: DayForm, slot: GivenSlot, wording: Wording): Day[] {
  const { year, month, day } = form;
  const found: Day[] = [];
  if (day !== null) {
    // The day after an end may be how a tool ends a range, and a day either way may be another time zone.
    for (const step of [7, -7, 2, -2, 3, -3]) {
      const moved = new Date(Date.UTC(year ?? 2024, month - 1, day + step));
      if (year === null && moved.getUTCFullYear() !== 2024) continue;
      found.push([year === null ? null : moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate()]);
    }
  }
  for (const step of [1, -1]) {
    const other = month + step;
    if (other >= 1 && other <= 12 && (day === null || day <= daysIn(year ?? 2024, other))) found.push([year, other, day]);
  }
  if (year !== null && !(month === 2 && day === 29)) found.push([year + 1, month, day], [year - 1, month, day]);
  const isEarliest = slot.words.some((word) => ['start', 'from', 'since', 'begin', 'after', 'min', 'checkin'].includes(word));
  const isLatest = slot.words.some((word) => ['end', 'until', 'to', 'before', 'max', 'due', 'deadline', 'by'].includes(word));
  const order = ([y, m, d]: Day) => ((y ?? 0) * 12 + m) * 32 + (d ?? 0);
  const here = order([year, month, day]);
  return found.filter((other) => {
    if (isEarliest || isLatest || wording.bound === null) return true;
    return wording.bound === 'most' ? order(other) > here : order(other) < here;
  });
}
