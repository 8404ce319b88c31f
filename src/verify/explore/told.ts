import type { Json, JsonObject } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';
import { escapePattern } from '../strings.ts';
import { fitType } from './harvest.ts';
import type { Slot } from './slots.ts';
import { wordsOf } from './words.ts';

/** What a refusal says about one argument. */
export interface Told {
  pointer: string;
  /** values that it names, or that have the form it asks for */
  values: Json[];
  /** whether it says that the argument is missing */
  isNeeded: boolean;
}

const mostTold = 12;
/** characters of a list that are read */
const longestList = 400;

/** Reads what a server said when it refused a call: which argument it is about, and which values or which form it wants. */
export function readRefusal(reason: string, slots: readonly Slot[], args: JsonObject): Told[] {
  const blamed = findBlamed(reason, slots, args);
  const texts = [...new Set([...readAllowed(reason), ...readForms(reason), ...readBullets(reason)])];
  const bounds = readBounds(reason);
  const told: Told[] = [];
  for (const slot of blamed) {
    const isNeeded = saysMissing(reason, slot) && valueAt(args, slot.pointer) === undefined;
    const fitting = texts.flatMap((value) => fitValue(value, slot));
    const isNumber = [slot.schema.type].flat().some((type) => type === 'integer' || type === 'number');
    const values = [...fitting, ...(isNumber ? bounds : []), ...readType(reason), ...withStart(reason, valueAt(args, slot.pointer))].slice(
      0,
      mostTold,
    );
    if (values.length > 0 || isNeeded) told.push({ pointer: slot.pointer, values, isNeeded });
  }
  return told;
}

/** The arguments that a message is about: those whose value it quotes or whose name it has, else the only one. */
function findBlamed(reason: string, slots: readonly Slot[], args: JsonObject): Slot[] {
  const words = wordsOf(reason);
  const quoted = slots.filter((slot) => {
    const value = valueAt(args, slot.pointer);
    return (typeof value === 'string' || typeof value === 'number') && holdsQuoted(reason, String(value));
  });
  const named = slots.filter(
    ({ name }) =>
      new RegExp(`(?<![\\p{L}\\p{N}_])${escapePattern(name)}(?![\\p{L}\\p{N}_])`, 'u').test(reason) || holdsInRow(words, wordsOf(name)),
  );
  const both = quoted.filter((slot) => named.includes(slot));
  if (both.length > 0) return both;
  // A name may just be a word of the sentence; a quoted value seldom is.
  if (quoted.length > 0) return quoted;
  if (named.length > 0) return named.slice(0, 3);
  const given = slots.filter(({ pointer }) => valueAt(args, pointer) !== undefined);
  return given.length === 1 ? given : [];
}

function holdsQuoted(reason: string, value: string): boolean {
  return value.length >= 2 && new RegExp(`(?<![\\p{L}\\p{N}_])${escapePattern(value)}(?![\\p{L}\\p{N}_])`, 'u').test(reason);
}

function holdsInRow(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.length > 1 && words.some((_, at) => wanted.every((word, index) => words[at + index] === word));
}

function saysMissing(reason: string, { name }: Slot): boolean {
  return (
    /\b(?:required|missing|must (?:be )?(?:provide|specif|given|set|include)|provide|specify|needs?)\b/iu.test(reason) &&
    reason.includes(name)
  );
}

const lists =
  /\b(?:one of(?: the following)?|(?:allowed|valid|available|expected|supported|accepted|possible|permitted|known|existing|legal)(?: [\p{L}_]+){0,3}?(?: (?:are|is|include)\b|(?=\s*[:=[({"'`]))|choose (?:from|between)|options(?: are)?|choices(?: are)?|either|did you mean)\s*[:=]?\s*[[({]?\s*/giu;

/** Values that a message offers: `must be one of: a, b, c`, `Expected 'a' | 'b'`, `did you mean "x"?`. */
export function readAllowed(reason: string): string[] {
  const found: string[] = [];
  for (const match of reason.matchAll(lists)) {
    const rest = reason.slice(match.index + match[0].length, match.index + match[0].length + longestList + 1);
    const quoted = readQuotedList(rest);
    found.push(...(quoted.length > 0 ? quoted : /[:=[({]\s*$|one of|between|from/iu.test(match[0]) ? readPlainList(rest) : []));
  }
  return [...new Set(found)];
}

/** Quoted items that follow each other with nothing but separators between them. */
function readQuotedList(text: string): string[] {
  const items: string[] = [];
  let rest = text;
  for (;;) {
    const item = /^\s*(?:or\s+|and\s+|[,|/;]\s*(?:or\s+|and\s+)?)?["'`“‘«]([^"'`”’»\n]{1,80})["'`”’»]/u.exec(rest);
    if (item === null) return items;
    items.push(item[1] as string);
    rest = rest.slice(item[0].length);
  }
}

function readPlainList(text: string): string[] {
  const sentence = (/^[^\n\])}]*?(?=[\])}\n]|\.(?:\s|$)|$)/u.exec(text)?.[0] ?? '')
    .slice(0, longestList)
    .replace(/,[^,]*$/u, (last) => (text.length > longestList ? '' : last));
  const items = sentence.split(/\s*(?:,\s*(?:or|and)\s|[,|;]|\s(?:or|and)\s)\s*/u).map((item) => item.trim());
  return items.length > 1 && items.every((item) => /^[^\s]{1,60}$/u.test(item)) ? items : [];
}

/** Values of the form a message asks for: an example it gives, a date pattern, a mask. */
export function readForms(reason: string): string[] {
  const found: string[] = [];
  const asks =
    /\b(?:format|form|look(?:s)? like|like|e\.g\.?|example|such as|match(?:es|ing)?|pattern|expected|must be|should be|use|in the shape of)\b[\s:,(]*/giu;
  for (const match of reason.matchAll(asks)) {
    const rest = reason.slice(match.index + match[0].length, match.index + match[0].length + 120);
    const item = /^(?:an? |the |of )?["'`“«]?([^\s"'`”»,;()]{2,60})/u.exec(rest)?.[1]?.replace(/[.:]+$/u, '') ?? '';
    if (item === '') continue;
    const dates = fillDatePattern(item);
    if (dates.length > 0) found.push(...dates);
    else if (/[#]{2,}/u.test(item)) found.push(...fillMask(item));
    else if (/\d/u.test(item) && /[\p{L}\p{N}]/u.test(item)) found.push(item, ...varyDigits(item));
  }
  for (const match of reason.matchAll(
    /(?<![\p{L}\p{N}])(?:Y{2,4}|D{1,2}|M{1,2}|HH?|hh?)(?:[-/.:T ](?:Y{2,4}|D{1,2}|M{1,2}|HH?|hh?|mm|ss|SS|Www|ww))+/gu,
  )) {
    found.push(...fillDatePattern(match[0]));
  }
  if (/\bISO[ -]?8601\b|\bRFC ?3339\b/iu.test(reason))
    found.push(
      ...moments.slice(0, 4).map(({ y, m, d }) => `${y}-${m}-${d}`),
      ...moments.slice(0, 4).map(({ y, m, d, h, n }) => `${y}-${m}-${d}T${h}:${n}:00Z`),
    );
  return [...new Set(found)];
}

const moments = [
  { y: '2026', m: '03', d: '09', h: '09', n: '30', w: '11', q: '1' },
  { y: '2026', m: '03', d: '10', h: '10', n: '00', w: '12', q: '2' },
  { y: '2026', m: '04', d: '09', h: '14', n: '15', w: '15', q: '3' },
  { y: '2025', m: '11', d: '20', h: '16', n: '45', w: '47', q: '4' },
  { y: '2026', m: '06', d: '01', h: '08', n: '00', w: '23', q: '2' },
];

/** Moments written as a pattern says (`YYYY-MM-DD`, `DD/MM/YYYY`, `HH:MM`, `YYYY-Www`); none when it is no such pattern. */
function fillDatePattern(pattern: string): string[] {
  if (
    !/^(?:YYYY|YY|yyyy|MM|DD|dd|HH|hh|mm|ss|SS|ww|Www|Qn|Q|n|\[?T\]?|Z|[-/.: ])+$/u.test(pattern) ||
    !/YY|yyyy|DD|dd|HH|hh|MM/u.test(pattern)
  )
    return [];
  const isTime = !/YY|yyyy|DD|dd/u.test(pattern);
  return moments.map(({ y, m, d, h, n, w, q }) =>
    pattern
      .replace(/YYYY|yyyy/gu, y)
      .replace(/YY/gu, y.slice(2))
      .replace(/DD|dd/gu, d)
      .replace(/HH|hh/gu, h)
      .replace(/(?<=\d{2}:)(?:MM|mm)/gu, n)
      .replace(/MM|mm/gu, isTime ? n : m)
      .replace(/ss|SS/gu, '00')
      .replace(/Www/gu, `W${w}`)
      .replace(/ww/gu, w)
      .replace(/Qn/gu, `Q${q}`),
  );
}

/** `ORD-####` with digits in it. */
function fillMask(mask: string): string[] {
  return [1, 2, 3, 4, 5].map((number) => {
    let index = 0;
    return mask.replace(/#/gu, () => {
      index += 1;
      return String((number * index) % 10);
    });
  });
}

/** The same with another number at its end: `INV-1007` and `INV-1008`. */
export function varyDigits(text: string): string[] {
  const match = /^(.*?)(\d+)(\D*)$/u.exec(text);
  if (match === null) return [];
  const [, before, digits, after] = match as unknown as [string, string, string, string];
  const number = Number(digits);
  if (!Number.isSafeInteger(number + 3)) return [];
  return [1, 2, 3].map((more) => `${before}${String(number + more).padStart(digits.length, '0')}${after}`);
}

/** Values of the type that a message asks for, where the schema did not tell. */
function readType(reason: string): Json[] {
  const type = /\bexpected (?:an? )?["'`]?(boolean|number|integer)\b/iu.exec(reason)?.[1]?.toLowerCase();
  if (type === 'boolean') return [true, false];
  return type === undefined ? [] : [1, 2, 3, 5];
}

/** Numbers inside the bounds that a message names. */
function readBounds(reason: string): number[] {
  const number = '(-?\\d+(?:\\.\\d+)?)';
  const between = new RegExp(`\\b(?:between|from|in the range(?: of)?)\\s*\\[?${number}\\s*(?:and|to|-|\\.\\.|,)\\s*${number}`, 'iu').exec(
    reason,
  );
  if (between !== null) {
    const [low, high] = [Number(between[1]), Number(between[2])];
    const middle = Math.round((low + high) / 2);
    return [...new Set([low, high, middle, low + 1, high - 1])].filter((value) => value >= low && value <= high);
  }
  const least = new RegExp(`(?:>=?|at least|minimum(?: of| is)?|greater than(?: or equal to)?|no less than|above)\\s*${number}`, 'iu').exec(
    reason,
  );
  if (least !== null) return [1, 2, 5, 10].map((step) => Number(least[1]) + step);
  const most = new RegExp(`(?:<=?|at most|maximum(?: of| is)?|less than(?: or equal to)?|no more than|below)\\s*${number}`, 'iu').exec(
    reason,
  );
  return most === null ? [] : [1, 2, 3, 4].map((step) => Number(most[1]) - step).filter((value) => value > 0);
}

/** `must start with "x"`: what was tried, with that before it. */
function withStart(reason: string, tried: Json | undefined): string[] {
  const start = /\b(?:start|begin)(?:s)? with\s+["'`“]?([^\s"'`”,;]{1,40})/iu.exec(reason)?.[1]?.replace(/\.$/u, '');
  return start === undefined || typeof tried !== 'string' || tried.startsWith(start) ? [] : [`${start}${tried.replace(/^[/\W]+/u, '')}`];
}

function fitValue(text: string, slot: Slot): Json[] {
  const fitting = fitType({ value: text }, slot.schema)?.value;
  if (fitting === undefined) return [];
  return [slot.isList ? [fitting] : fitting];
}

/** Examples that a description gives: `e.g. "Oslo"`, `such as a, b`, words in quotes or backticks after `for example`. */
export function readExamples(description: string): string[] {
  const found: string[] = [];
  const signs =
    /\b(?:e\.g\.?,?|i\.e\.?,?|for example:?,?|examples?:?|such as|like|one of:?|allowed values:?|options:?|either)\s*[:(]?\s*/giu;
  for (const match of description.matchAll(signs)) {
    const rest = description.slice(match.index + match[0].length, match.index + match[0].length + 200);
    const quoted = readQuotedList(rest);
    if (quoted.length > 0) found.push(...quoted);
    else {
      const sentence = /^[^\n)\]]*?(?=[)\]\n]|[.;](?:\s|$)|$)/u.exec(rest)?.[0] ?? '';
      const items = sentence.split(/\s*(?:,\s*(?:or|and)\s|[,|]|\s(?:or|and)\s)\s*/u).map((item) => item.trim());
      if (items.every((item) => /^[\w./:@#+-]{1,60}$/u.test(item))) found.push(...items.filter((item) => item !== ''));
    }
  }
  found.push(...readAllowed(description), ...readBullets(description));
  return [...new Set(found)].filter((item) => item !== '...' && item !== 'etc').slice(0, mostTold);
}

/** Items listed line by line under a heading that offers them: `Available paths:`, then `- agents/` and so on. */
function readBullets(text: string): string[] {
  const found: string[] = [];
  let isOffered = false;
  for (const line of text.split('\n')) {
    const item = /^\s*[-*•]\s+["'`]?([^\s"'`:]{1,80})["'`]?(?:\s*$|\s*[:(–-])/u.exec(line)?.[1];
    if (item !== undefined) {
      if (isOffered) found.push(item);
    } else if (line.trim() !== '')
      isOffered =
        /\b(?:available|valid|allowed|supported|possible|options?|values|one of|directories|files)\b.*:\s*$/iu.test(line) ||
        (isOffered && /:\s*$/u.test(line));
  }
  return found;
}
