import { readNumbers } from './numbers.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const FULL = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const MIDNIGHT = /[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$/u;

/**
 * Every date that the words may mean, in ISO 8601: a day (`2026-03-19`), a month (`2026-03`) or a moment that is not midnight.
 * `3/4/2026` gives two days, because people write both, unless it is told which number is the day.
 */
export function readDates(words: string, order: 'day' | 'month' | null = null): string[] {
  const text = words
    .trim()
    .replace(/^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+/iu, '')
    .replace(/^the\s+/iu, '');
  const found = new Set<string>();
  const add = (year: string, month: number, day: string): void => {
    const date = makeDay(Number(year), month, Number(day));
    if (date !== null) found.add(date);
  };
  let match = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/u.exec(text.replace(MIDNIGHT, ''));
  if (match) add(match[1] as string, Number(match[2]), match[3] as string);
  match = /^(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+([a-z]+)\.?,?\s+(\d{4})$/iu.exec(text);
  if (match) add(match[3] as string, monthOf(match[2] as string), match[1] as string);
  match = /^([a-z]+)\.?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/iu.exec(text);
  if (match) add(match[3] as string, monthOf(match[1] as string), match[2] as string);
  match = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})$/u.exec(text);
  if (match) {
    if (match[2] !== '/' || order !== 'month') add(match[4] as string, Number(match[3]), match[1] as string);
    if (match[2] === '/' && order !== 'day') add(match[4] as string, Number(match[1]), match[3] as string);
  }
  match = /^(\d{4})-(\d{2})$/u.exec(text);
  if (match && makeDay(Number(match[1]), Number(match[2]), 1) !== null) found.add(text);
  match = /^([a-z]+)\.?,?\s+(\d{4})$/iu.exec(text);
  if (match && monthOf(match[1] as string) > 0) found.add(`${match[2]}-${String(monthOf(match[1] as string)).padStart(2, '0')}`);
  if (found.size === 0 && /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/u.test(text)) {
    const moment = new Date(/(?:Z|[+-]\d{2}:?\d{2})$/u.test(text) ? text : `${text.replace(' ', 'T')}Z`);
    if (!Number.isNaN(moment.getTime())) found.add(moment.toISOString());
  }
  return [...found];
}

function monthOf(name: string): number {
  const lower = name.toLowerCase();
  const full = FULL.indexOf(lower);
  return (full >= 0 ? full : MONTHS.indexOf(lower === 'sept' ? 'sep' : lower)) + 1;
}

function makeDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1000 || date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

/**
 * Every day or month that the words may mean, seen from a day: "yesterday", "last Friday", "three days ago", "13 May", "last month". What leaves
 * out the year is of this year and of the year that brings it nearest: two readings where those are not one.
 */
export function readDatesFrom(words: string, today: string): string[] {
  const text = words
    .trim()
    .toLowerCase()
    .replace(/^the (?=\d)/u, '');
  const from = (days: number): string => new Date(Date.parse(today) + days * DAY).toISOString().slice(0, 10);
  const fixed = ['the day before yesterday', 'yesterday', 'today', 'tomorrow', 'the day after tomorrow'].indexOf(text);
  if (fixed >= 0) return [from(fixed - 2)];
  const ago = /^(?:(a week)|(\d+|[a-z]+) days) ago$/u.exec(text);
  if (ago !== null) return (ago[1] === undefined ? readNumbers(ago[2] as string) : [7]).map((days) => from(-days));
  const named = /^(last|this) ([a-z]+day)$/u.exec(text);
  if (named !== null) {
    const weekday = WEEKDAYS.indexOf(named[2] as string);
    const now = (new Date(today).getUTCDay() + 6) % 7;
    if (weekday < 0) return [];
    if (named[1] === 'this') return [from(weekday - now)];
    // "Last Monday", said on a Friday, is this week's to some and the one before to others.
    return weekday < now ? [from(weekday - now), from(weekday - now - 7)] : [from(weekday - now - 7)];
  }
  const shift = ['last month', 'this month', 'next month'].indexOf(text);
  if (shift >= 0)
    return [new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 2 + shift, 1)).toISOString().slice(0, 7)];
  const [year] = today.split('-');
  const years = [Number(year) - 1, Number(year), Number(year) + 1].map(String);
  const bare = years.flatMap((each) => [...readDates(`${words.trim().replace(/^the (?=\d)/iu, '')} ${each}`)]);
  const distance = (date: string): number => Math.abs(Date.parse(date) - Date.parse(date.length === 7 ? today.slice(0, 7) : today));
  const nearest = bare.toSorted((one, other) => distance(one) - distance(other)).slice(0, 1);
  return [...new Set([...bare.filter((date) => date.startsWith(`${year}-`)), ...nearest])];
}

const DAY = 86_400_000;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
