import type { Stream } from '../../random/stream.ts';
import type { Hint } from './place.ts';
import { wordsOf } from './words.ts';

const MILLISECONDS_A_DAY = 86_400_000;
/** Days are drawn from 2026, the year that "now" lies in everywhere; what begins from its first half, what ends from its second. */
const YEAR = Date.UTC(2026, 0, 1);

/** A day as YYYY-MM-DD: beginnings lie before ends. */
export function speakDay(hint: Hint, stream: Stream): string {
  return new Date(YEAR + dayOf(hint, stream) * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** A time of day as HH:MM:SS, on a quarter of an hour within working hours. */
export function speakTime(stream: Stream): string {
  return `${String(7 + stream.below(13)).padStart(2, '0')}:${stream.pick(['00', '15', '30', '45'])}:00`;
}

/** A day in the writing that the description asks for; YYYY-MM-DD where it asks for none. */
export function speakDayAsTold(hint: Hint, stream: Stream): string {
  const day = speakDay(hint, stream);
  const [year = '', month = '', date = ''] = day.split('-');
  const told = hint.description;
  if (/DD[/]MM[/]YYYY/iu.test(told)) return `${date}/${month}/${year}`;
  if (/MM[/]DD[/]YYYY/iu.test(told)) return `${month}/${date}/${year}`;
  if (/DD-MM-YYYY/iu.test(told)) return `${date}-${month}-${year}`;
  if (/DD\.MM\.YYYY/iu.test(told)) return `${date}.${month}.${year}`;
  if (/YYYYMMDD/iu.test(told)) return `${year}${month}${date}`;
  if (/YYYY[/]MM[/]DD/iu.test(told)) return `${year}/${month}/${date}`;
  if (/YYYY-MM-DD[T ]HH|ISO[ -]?8601 (?:date-?time|timestamp)|RFC ?3339|date-?time|timestamp/iu.test(told))
    return `${day}T${speakTime(stream)}Z`;
  if (/YYYY-MM(?!-)/u.test(told)) return `${year}-${month}`;
  return day;
}

function dayOf(hint: Hint, stream: Stream): number {
  const words = wordsOf(hint.name);
  if (words.some((word) => ['start', 'from', 'since', 'after', 'begin', 'checkin', 'departure', 'min'].includes(word)))
    return stream.below(181);
  if (words.some((word) => ['end', 'to', 'until', 'before', 'till', 'checkout', 'return', 'due', 'deadline', 'max'].includes(word)))
    return 181 + stream.below(184);
  return stream.below(365);
}
