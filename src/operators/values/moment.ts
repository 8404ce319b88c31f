import type { Json } from '../../model/json.ts';

/** A day, a month or a moment as ISO 8601 writes it; parts that are not written are null. */
export interface Moment {
  year: number;
  month: number;
  day: number | null;
  /** minutes after midnight */
  minutes: number | null;
  /** what is written after hours and minutes: seconds and offset */
  tail: string;
}

const FORM = /^(\d{4})-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(.*))?)?$/u;

/** Reads a date of ISO 8601; null for any other value, and for days that do not exist. */
export function readMoment(value: Json): Moment | null {
  const match = typeof value === 'string' ? FORM.exec(value) : null;
  if (match === null) return null;
  const [year, month] = [Number(match[1]), Number(match[2])];
  const day = match[3] === undefined ? null : Number(match[3]);
  const minutes = match[4] === undefined ? null : Number(match[4]) * 60 + Number(match[5]);
  const exists = month >= 1 && month <= 12 && (day === null || (day >= 1 && day <= daysIn(year, month))) && (minutes ?? 0) < 1440;
  return exists ? { year, month, day, minutes, tail: match[6] ?? '' } : null;
}

/** Writes a moment in the form of the text it was read from; null when there is no such day. */
export function writeMoment(moment: Moment, like: string): string | null {
  const { year, month, day, minutes, tail } = moment;
  if (month < 1 || month > 12 || (day !== null && (day < 1 || day > daysIn(year, month)))) return null;
  const date = [String(year).padStart(4, '0'), two(month), ...(day === null ? [] : [two(day)])].join('-');
  return minutes === null ? date : `${date}${like.charAt(10)}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}${tail}`;
}

/** The moment some days later. */
export function addDays(moment: Moment & { day: number }, days: number): Moment {
  const date = new Date(Date.UTC(moment.year, moment.month - 1, moment.day + days));
  return { ...moment, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The moment some months later, the day kept. */
export function addMonths(moment: Moment, months: number): Moment {
  const from0 = moment.year * 12 + moment.month - 1 + months;
  return { ...moment, year: Math.floor(from0 / 12), month: (from0 % 12) + 1 };
}

/** The texts of those changed moments that exist. */
export function slipMoments(from: Json, change: (moment: Moment) => readonly Moment[]): string[] {
  const moment = readMoment(from);
  if (moment === null) return [];
  return change(moment).flatMap((slip) => {
    const text = writeMoment(slip, from as string);
    return text === null || text === from ? [] : [text];
  });
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
