import { readAmounts } from './amounts.ts';
import { foldText } from './words.ts';

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const NAMED_TIMES: Readonly<Record<string, [number, number]>> = { noon: [12, 0], midday: [12, 0], midnight: [0, 0] };
const DAY = 86_400_000;

/** A day or a part of one: what is not said is null. Months count from 1. */
export interface PartialDay {
  year: number | null;
  month: number | null;
  day: number | null;
}

export interface Clock {
  hour: number;
  minute: number;
  /** whether the half of the day is said, or the hour leaves no doubt */
  sure: boolean;
}

/** "Tuesday, 4 March at half past five": a text of more words is about something that happens then. */
const MOST_WORDS = 8;

function isSentence(value: string): boolean {
  return (value.match(/\p{L}{2,}/gu) ?? []).length > MOST_WORDS;
}

/** The days that a machine-written value may hold: ISO 8601, or numbers and a month's name. Two where day and month may change places. */
export function daysOf(value: string): PartialDay[] {
  if (isSentence(value)) return [];
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?$/u.exec(value.trim());
  if (iso)
    return [
      { year: Number(iso[1]), month: iso[2] === undefined ? null : Number(iso[2]), day: iso[3] === undefined ? null : Number(iso[3]) },
    ];
  // With dots and a short year it may be a version as well.
  const isDate =
    /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}|\d{1,2}([-/])\d{1,2}\3\d{2})(?:[T ].*)?$/u.test(value.trim()) ||
    value.split(' ').some((word) => monthOf(foldText(word)) !== null);
  return isDate && value.length <= 40 ? readDays(value, null) : [];
}

/** Every day, or part of one, that some words of the text name; relative ones are counted from `today`. */
export function readDays(text: string, today: Date | null): PartialDay[] {
  const found: PartialDay[] = [];
  const add = (year: number | null, month: number | null, day: number | null): void => {
    if ((month === null || (month >= 1 && month <= 12)) && (day === null || (day >= 1 && day <= 31))) found.push({ year, month, day });
  };
  for (const [, year, month, day] of text.matchAll(/(?<!\d)(\d{4})\s?[-/.]\s?(\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)/gu))
    add(Number(year), Number(month), day === undefined ? null : Number(day));
  for (const [, one, other, year] of text.matchAll(/(?<![\d./-])(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?(?!\d)/gu)) {
    const full = year === undefined ? null : Number(year.length === 2 ? `20${year}` : year);
    add(full, Number(one), Number(other));
    add(full, Number(other), Number(one));
  }
  const words = foldText(text.replace(/(\d)(?:st|nd|rd|th)\b/giu, '$1')).split(' ');
  const numbers = words.map((word) => (/^\d+$/u.test(word) ? Number(word) : null));
  words.forEach((word, at) => {
    const month = monthOf(word);
    if (month === null) return;
    const near = words.slice(Math.max(0, at - 4), at + 7);
    const years = numbers.slice(at + 1, at + 6).filter((number) => number !== null && number > 31 && number < 10000);
    const spelled = readAmounts(near.filter((other) => monthOf(other) === null).join(' ')).filter(
      (number) => Number.isInteger(number) && number >= 1 && number <= 31,
    );
    const year = years[0] ?? (numbers[at - 1] !== null && (numbers[at - 1] as number) > 31 ? (numbers[at - 1] as number) : null);
    if (spelled.length === 0) add(year, month, null);
    for (const day of spelled) add(year, month, day);
  });
  // A bare year or day is one only where no month is said.
  if (found.length === 0) {
    for (const [, year] of text.matchAll(/(?<![\d.,])((?:1[5-9]|20|21)\d{2})(?![\d.,]\d)/gu)) add(Number(year), null, null);
    for (const [, day] of text.matchAll(/(?<!\d)(\d{1,2})(?:st|nd|rd|th)\b/giu)) add(null, null, Number(day));
  }
  if (today !== null) for (const date of readRelative(words, today)) add(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  return found;
}

function readRelative(words: readonly string[], today: Date): Date[] {
  const text = words.join(' ');
  const dates: Date[] = [];
  const inDays = (days: number): void => void dates.push(new Date(today.getTime() + days * DAY));
  if (/\b(?:today|tonight|this (?:morning|evening|afternoon)|now)\b/u.test(text)) inDays(0);
  if (/\btomorrow\b/u.test(text)) inDays(/\bday after tomorrow\b/u.test(text) ? 2 : 1);
  if (/\byesterday\b/u.test(text)) inDays(/\bday before yesterday\b/u.test(text) ? -2 : -1);
  words.forEach((word, at) => {
    const weekday = weekdayOf(word);
    if (weekday === null) return;
    const ahead = (weekday - today.getUTCDay() + 7) % 7;
    for (const days of words[at - 1] === 'last' ? [ahead - 7, ahead - 14] : [ahead, ahead + 7]) inDays(days);
  });
  const span = /\b(?:in|next|last|past|after)? ?((?:\w+ )?\w+) (day|week|month|year)s?\b/u.exec(text);
  if (span !== null) {
    const size = { day: 1, week: 7 }[span[2] as string];
    for (const count of readAmounts(span[1] as string)) {
      if (size !== undefined) for (const sign of [1, -1]) inDays(sign * count * size);
      else
        for (const sign of [1, -1])
          dates.push(
            new Date(
              Date.UTC(
                today.getUTCFullYear() + (span[2] === 'year' ? sign * count : 0),
                today.getUTCMonth() + (span[2] === 'month' ? sign * count : 0),
                today.getUTCDate(),
              ),
            ),
          );
    }
  }
  if (/\bnext week\b/u.test(text)) inDays(7);
  return dates;
}

/** The day that the conversation calls today, or null. */
export function findToday(texts: readonly string[]): Date | null {
  for (const text of texts) {
    for (const match of text.matchAll(/\b(?:today|now|current(?:ly)?|date)\b/giu)) {
      const [day] = readDays(text.slice(match.index, match.index + 80), null).filter(
        ({ year, month, day }) => year !== null && month !== null && day !== null,
      );
      if (day !== undefined) return new Date(Date.UTC(day.year as number, (day.month as number) - 1, day.day as number));
    }
  }
  return null;
}

export function monthOf(word: string): number | null {
  const at = MONTHS.findIndex(
    (month) => month === word || (word.length >= 3 && (word === month.slice(0, 3) || (word === 'sept' && month === 'september'))),
  );
  return at < 0 ? null : at + 1;
}

export function weekdayOf(word: string): number | null {
  const bare = word.replace(/s$/u, '');
  const at = WEEKDAYS.findIndex((day) => day === word || day === bare || (bare.length >= 3 && bare.length <= 5 && day.startsWith(bare)));
  return at < 0 ? null : at;
}

/** The time of day that a machine-written value holds, or null. */
export function clockOf(value: string): Clock | null {
  if (isSentence(value)) return null;
  const match = /(?:^|[T ])(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(am|pm|a\.m\.|p\.m\.)?/iu.exec(value.trim());
  if (match === null) {
    const bare = /^(\d{1,2})\s*(am|pm)$/iu.exec(value.trim());
    return bare === null ? null : { hour: toHour(Number(bare[1]), bare[2] as string), minute: 0, sure: true };
  }
  const hour = match[3] === undefined ? Number(match[1]) : toHour(Number(match[1]), match[3]);
  return { hour, minute: Number(match[2]), sure: true };
}

/** Every time of day that some words of the text name. */
export function readClocks(text: string): Clock[] {
  const found: Clock[] = [];
  const words = foldText(text);
  const isLate = /\b(?:pm|p m|evening|afternoon|tonight|night)\b/u.test(words) || /\dpm\b/u.test(words);
  const isEarly = /\b(?:am|a m|morning)\b/u.test(words) || /\dam\b/u.test(words);
  const add = (hour: number, minute: number): void => {
    if (hour > 24 || minute > 59) return;
    const halves =
      hour > 12 || hour === 0
        ? [hour % 24]
        : isLate && !isEarly
          ? [(hour % 12) + 12, ...(hour === 12 ? [0] : [])]
          : isEarly && !isLate
            ? [hour % 12]
            : [hour % 12, (hour % 12) + 12];
    for (const half of halves) found.push({ hour: half, minute, sure: halves.length === 1 });
  };
  for (const [, hour, minute] of text.matchAll(/(?<!\d)(\d{1,2})[:.h](\d{2})(?!\d)/gu)) add(Number(hour), Number(minute));
  for (const [, hour] of text.matchAll(/(?<![\d:])(\d{1,2})\s*(?:am|pm|a\.m|p\.m|o['’ ]?clock|h\b)/giu)) add(Number(hour), 0);
  for (const [word, [hour, minute]] of Object.entries(NAMED_TIMES))
    if (new RegExp(`\\b${word}\\b`, 'u').test(words)) found.push({ hour, minute, sure: true });
  const past = /\b(half|quarter|\w+(?: \w+)?) (past|after|to|before|of) (\w+)\b/u.exec(words);
  if (past !== null) {
    const minutes = past[1] === 'half' ? [30] : /quarter$/u.test(past[1] as string) ? [15] : readAmounts(past[1] as string);
    for (const hour of readAmounts(past[3] as string))
      for (const minute of minutes) {
        const isPast = past[2] === 'past' || past[2] === 'after';
        add(isPast ? hour : hour - 1, isPast ? minute : 60 - minute);
      }
  }
  // Days of a month are no hours.
  if (/\d(?:st|nd|rd|th)\b/iu.test(text) || words.split(' ').some((word) => monthOf(word) !== null)) return found;
  for (const hour of readAmounts(text)) if (Number.isInteger(hour) && hour >= 0 && hour <= 24) add(hour, 0);
  return found;
}

function toHour(hour: number, half: string): number {
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}
