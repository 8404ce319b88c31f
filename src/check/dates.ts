const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const FULL = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const MIDNIGHT = /[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$/u;

/**
 * Every date that the words may mean, in ISO 8601: a day (`2026-03-19`), a month (`2026-03`) or a moment that is not midnight.
 * `3/4/2026` gives two days, because people write both.
 */
export function readDates(words: string): string[] {
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
    add(match[4] as string, Number(match[3]), match[1] as string);
    if (match[2] === '/') add(match[4] as string, Number(match[1]), match[3] as string);
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
