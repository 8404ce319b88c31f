import type { Json } from '../../model/json.ts';
import { isObject } from '../json.ts';
import { couldBeNumber, readAmounts, statesNumber } from './amounts.ts';
import { readFlag } from './flags.ts';
import { type Clock, clockOf, daysOf, monthOf, type PartialDay, readClocks, readDays, weekdayOf } from './moments.ts';
import type { Slot } from './slot.ts';
import { areAkin, areOfOneNation, namesOfCode } from './synonyms.ts';
import { foldText, holdsWords, isShortFor, stemsOf } from './words.ts';

/** Where words were said: what stands around them, and what the conversation tells of days. */
export interface Setting {
  /** the words with the clause they stand in */
  around: string;
  today: Date | null;
  /** months and years that the conversation names, for words that name a day only */
  months: ReadonlySet<number>;
  years: ReadonlySet<number>;
}

/** How near words are to a value: 0 they do not mean it, 1 they share words with it, 2 they may be a way to say it, 3 they say it, 4 they are it. */
export type Nearness = 0 | 1 | 2 | 3 | 4;
export const SAID = 3;
const LIKE = 2;

/** How near the words are to the value of that place. */
export function nearnessOf(words: string, value: Json, slot: Slot, setting: Setting): Nearness {
  if (typeof value === 'boolean') return readFlag(words, setting.around, slot) === value ? SAID : 0;
  if (typeof value === 'number') return isNumber(words, value, slot) ? SAID : 0;
  if (typeof value === 'string') return nearnessOfText(words, value, slot, setting);
  if (value === null) return 0;
  const parts = Object.values(value as Record<string, Json>).filter((part) => part !== null);
  const near = parts.map((part) => nearnessOf(words, part, slot, setting));
  if (parts.length === 0) return /\b(?:no|none|nothing|empty|without)\b/iu.test(words) ? LIKE : 0;
  // A list is said where all of its members are; an object where one of them is, as the others are said elsewhere.
  const whole = isObject(value) ? Math.max(...near) : Math.min(...near);
  return (whole > 0 ? whole : Math.min(1, Math.max(...near))) as Nearness;
}

function isNumber(words: string, value: number, { name }: Slot): boolean {
  if (statesNumber(words, value)) return true;
  const spoken = foldText(words).split(' ');
  if (/month/iu.test(name) && spoken.some((word) => monthOf(word) === value)) return true;
  if (/day/iu.test(name) && spoken.some((word) => weekdayOf(word) === value)) return true;
  // An hour said without its half of the day may be either.
  if (/hour/iu.test(name)) return readClocks(words).some((clock) => clock.hour === value);
  if (/minute/iu.test(name)) return /\d[:.]\d\d/u.test(words) && readClocks(words).some((clock) => clock.minute === value);
  return false;
}

function nearnessOfText(words: string, value: string, slot: Slot, setting: Setting): Nearness {
  const [said, wanted] = [foldText(words), foldText(value)];
  if (said === wanted && /[\p{L}\p{N}]/u.test(words)) return 4;
  if (words.trim() === value.trim()) return 4;
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number)) return statesNumber(words, number) ? SAID : 0;
  const moment = nearnessOfMoment(words, value, setting);
  if (moment !== null) return moment;
  // What a machine looks up by its letters is not said by another form of the word.
  if (isLiteral(slot)) return holdsWords(said, wanted) ? SAID : holdsWords(wanted, said) || isOneWord(said, wanted) ? LIKE : 0;
  const [spoken, meant] = [stemsOf(words), stemsOf(value)];
  if (meant.length > 0 && meant.every((stem) => countOf(stem, meant) <= countOf(stem, spoken)) && isSameInDigits(meant, spoken))
    return meant.length === spoken.length ? SAID : LIKE;
  if (holdsWords(said, wanted) || holdsWords(wanted, said)) return LIKE;
  const compact = [said, wanted].map((text) => text.replace(/ /gu, ''));
  if (compact[0] === compact[1]) return SAID;
  if (
    Math.min(...compact.map((text) => text.length)) >= 4 &&
    (compact[0]?.includes(compact[1] as string) || compact[1]?.includes(compact[0] as string))
  )
    return LIKE;
  if (namesOfCode(value).some((name) => isSameName(words, name)) || namesOfCode(words).some((name) => isSameName(value, name))) return SAID;
  if (isShortFor(words, value) || isShortFor(value, words)) return LIKE;
  if (Array.isArray(slot.schema.enum) && spoken.some((stem) => meant.some((other) => stem.startsWith(other) || other.startsWith(stem))))
    return LIKE;
  if (areAkin(words, value) || areOfOneNation(words, value)) return LIKE;
  const share = meant.filter((stem) => spoken.includes(stem)).length;
  return share > 0 && share >= Math.min(meant.length, spoken.length) / 2 ? 1 : 0;
}

/** Whether a place takes a path, a key or the like. */
function isLiteral({ name, schema }: Slot): boolean {
  if (Array.isArray(schema.enum)) return false;
  return /(?:^|[_-]|[a-z](?=[A-Z]))(?:path|file|filename|folder|dir|directory|destination_path|id|ids|uuid|token|key|password|url|uri|email|host|sku|username)s?$/iu.test(
    name.replace(/(?:Name|_name)$/u, ''),
  );
}

function isOneWord(said: string, wanted: string): boolean {
  return said.replace(/ /gu, '') === wanted.replace(/ /gu, '');
}

/** Parts with digits have to come in the same order: 2.1.3 is not 1.2.3. */
function isSameInDigits(meant: readonly string[], spoken: readonly string[]): boolean {
  const digits = (stems: readonly string[]): string => stems.filter((stem) => /\d/u.test(stem)).join(' ');
  return holdsWords(digits(spoken), digits(meant)) || digits(meant) === '';
}

function countOf(stem: string, stems: readonly string[]): number {
  return stems.filter((other) => other === stem).length;
}

function isSameName(words: string, name: string): boolean {
  const [said, known] = [stemsOf(words), stemsOf(name)];
  return said.length > 0 && known.length > 0 && (said.every((stem) => known.includes(stem)) || known.every((stem) => said.includes(stem)));
}

/** For a value that is a day, a time or both; null where it is neither. */
function nearnessOfMoment(words: string, value: string, { today, months, years }: Setting): Nearness | null {
  const [days, clock] = [daysOf(value), clockOf(value)];
  const isMoment = days.some((day) => day.month !== null) || /^\d{4}$/u.test(value.trim()) || clock !== null;
  if (!isMoment) return nearnessOfWeekday(words, value);
  const spoken = readDays(words, today);
  const saysDay = days.some((day) => spoken.some((said) => agrees(said, day, months, years)));
  const saysClock = clock !== null && readClocks(words).some((said) => said.hour === clock.hour % 24 && said.minute === clock.minute);
  if (days.length > 0 && clock !== null && !isMidnight(clock)) return saysDay && saysClock ? SAID : saysDay || saysClock ? LIKE : 0;
  return saysDay || (days.length === 0 && saysClock) ? SAID : 0;
}

function nearnessOfWeekday(words: string, value: string): Nearness | null {
  const weekday = weekdayOf(foldText(value));
  if (weekday === null || value.length > 9) return null;
  const isWeekend = weekday % 6 === 0;
  if (
    foldText(words)
      .split(' ')
      .some((word) => weekdayOf(word) === weekday)
  )
    return SAID;
  return (/weekday|workday/iu.test(words) && !isWeekend) || (/weekend/iu.test(words) && isWeekend) ? SAID : 0;
}

/** Whether what is said of a day fits the value; a month or year that is not said has to be named somewhere, if any is. */
function agrees(said: PartialDay, value: PartialDay, months: ReadonlySet<number>, years: ReadonlySet<number>): boolean {
  const fits = (part: number | null, wanted: number | null, named: ReadonlySet<number>): boolean =>
    part === null ? wanted === null || named.size === 0 || named.has(wanted) : wanted === null || part === wanted;
  return (
    fits(said.year, value.year, years) &&
    fits(said.month, value.month, months) &&
    (said.day === null || value.day === null || said.day === value.day)
  );
}

function isMidnight({ hour, minute }: Clock): boolean {
  return hour === 0 && minute === 0;
}

/** Whether the words could be taken for the value by somebody who thinks in other units, shares or thousands. */
export function couldMean(words: string, value: Json, stated: Json): boolean {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return (
    typeof number === 'number' &&
    Number.isFinite(number) &&
    readAmounts(words).length > 0 &&
    couldBeNumber(words, number, typeof stated === 'number' ? stated : null)
  );
}
