import type { Told } from './told.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const SMALL = 'zero one two three four five six seven eight nine ten'.split(' ');

const DAY = 86_400_000;
/** A day or month without its year is of this year to some and nearest to others: further off than this, or in another year, nobody leaves it out. */
const NEAR = { days: 170, months: 5 };

/** The ways to say a day or a month, the plainest first; anything else is said as it is written. Those that rest on what is told come first. */
export function spokenDate(date: string, told: Pick<Told, 'today' | 'order'>): string[] {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(date);
  const month = day === null ? /^(\d{4})-(\d{2})$/u.exec(date) : null;
  const [, year = '', number = '', ofMonth = ''] = day ?? month ?? [];
  const name = MONTHS[Number(number) - 1];
  if (name === undefined) return date === '' ? [] : [date];
  if (day === null) return [...(told.today === null ? [] : nearMonth(date, name, told.today)), `${name} ${year}`, date];
  const nth = digitsOfNth(Number(ofMonth));
  const plain = Number(ofMonth);
  return [
    ...(told.order === null ? [] : [(told.order === 'day first' ? [ofMonth, number, year] : [number, ofMonth, year]).join('/')]),
    ...(told.today === null ? [] : nearDay(date, told.today, told.order)),
    `${plain} ${name} ${year}`,
    date,
    `${name} ${plain}, ${year}`,
    `${nth} ${name} ${year}`,
    `the ${nth} of ${name} ${year}`,
    `${plain} ${name.slice(0, 3)} ${year}`,
    sayDay(date),
  ];
}

/** "Tuesday, 30 June 2026". */
export function sayDay(date: string): string {
  const { day, name } = partsOf(date);
  return `${weekdayOf(date)}, ${day} ${name} ${date.slice(0, 4)}`;
}

/** "1st", "22nd", "113th". */
export function digitsOfNth(number: number): string {
  const last = number % 100 >= 11 && number % 100 <= 13 ? 0 : number % 10;
  return `${number}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`;
}

/** A day seen from another: in words that stand like "then", and as a day without its year. */
function nearDay(date: string, today: string, order: Told['order']): string[] {
  const days = (Date.parse(date) - Date.parse(today)) / DAY;
  const weeks = weekOf(date) - weekOf(today);
  const said: string[] = [];
  const named = { '-2': 'the day before yesterday', '-1': 'yesterday', '0': 'today', '1': 'tomorrow', '2': 'the day after tomorrow' }[days];
  if (named !== undefined) said.push(named);
  // Within the week "last Monday" may be yesterday or a week before it.
  if (days <= -2 && days >= -6 && weeks === -1) said.push(`last ${weekdayOf(date)}`);
  if (days >= 2 && days <= 6 && weeks === 0) said.push(`this ${weekdayOf(date)}`);
  if (days <= -3 && days >= -10) said.push(days === -7 ? 'a week ago' : `${SMALL[-days]} days ago`);
  if (Math.abs(days) <= NEAR.days && isSameYear(date, today)) {
    const { day, name } = partsOf(date);
    said.push(order === 'month first' ? `${name} ${day}` : `${day} ${name}`);
  }
  return said;
}

function nearMonth(date: string, name: string, today: string): string[] {
  const months = (Number(date.slice(0, 4)) - Number(today.slice(0, 4))) * 12 + Number(date.slice(5)) - Number(today.slice(5, 7));
  const named = { '-1': 'last month', '0': 'this month', '1': 'next month' }[months];
  return [...(named === undefined ? [] : [named]), ...(Math.abs(months) <= NEAR.months && isSameYear(date, today) ? [name] : [])];
}

/** Words that stand like "then": "on yesterday" and "yesterday orders" are no English. */
const LIKE_THEN = /^(?:(?:the day (?:before|after) )?(?:yesterday|tomorrow)|today|(?:last|this|next) \p{L}+|a week ago|\p{L}+ days ago)$/u;
const BEFORE_THEN = /\b(?:since|until|till|from|to|through|and|after|before|for|than|is|was|by|between|came back|placed) $/u;
/** "Since three days ago" is no English either. */
const NEVER_BEFORE_AGO = /\b(?:since|for|than|by) $/u;
const AFTER_THEN = /^(?:[.,;:?!]|$| (?:and|to|until|till|through|by|please|at|as|with|or|up|onwards?)\b)/u;

/** Whether a date said so stands well between what comes before and after it. */
export function standsBetween(before: string, form: string, after: string): boolean {
  // In a list of values "Friday, 29 May 2026" would be two of them.
  if (!LIKE_THEN.test(form)) return !(form.includes(',') && after === ', ');
  return BEFORE_THEN.test(before) && AFTER_THEN.test(after) && !(form.endsWith(' ago') && NEVER_BEFORE_AGO.test(before));
}

/** How words say a date, whichever it is: "0 M 0" for 19 March 2026, "then" for all that is seen from today. */
export function styleOfDate(form: string): string {
  if (LIKE_THEN.test(form)) return 'then';
  return form
    .replace(/\d+/gu, '0')
    .replace(/0(?:st|nd|rd|th)\b/gu, '0th')
    .replace(/\p{Lu}\p{Ll}+/gu, 'M');
}

/** Whether words for a date leave its year to what is told. */
export function isRelative(form: string, date: string): boolean {
  return !form.includes(date.slice(0, 4));
}

/** Whether a date is written in digits in an order that is told. */
export function isLocal(form: string): boolean {
  return form.includes('/');
}

function isSameYear(one: string, other: string): boolean {
  return one.slice(0, 4) === other.slice(0, 4);
}

function partsOf(date: string): { day: number; name: string } {
  return { day: Number(date.slice(8)), name: MONTHS[Number(date.slice(5, 7)) - 1] as string };
}

function weekdayOf(date: string): string {
  return WEEKDAYS[new Date(`${date}T00:00Z`).getUTCDay()] as string;
}

/** Weeks since some Monday. */
function weekOf(date: string): number {
  return Math.floor((Date.parse(date) / DAY + 3) / 7);
}
