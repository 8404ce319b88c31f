import { NearmissError } from '../errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { readReplied } from '../model/markup.ts';
import type { Answer, Reading } from '../model/phrases.ts';
import { pointerOf, segmentsOf, valueAt } from '../model/pointer.ts';
import type { Result } from '../model/primitive.ts';
import { replyText } from '../primitives/reply.ts';
import { endsSentence } from './request.ts';
import { joinList } from './speak.ts';

/** Longest list an answer spells out; the rest is counted. */
const LONGEST_LIST = 12;

/** The wordings of the first answer that fits the reply, every slot filled; none when no answer fits. */
export function answersOf(answers: readonly Answer[], call: JsonObject, result: Result): readonly string[] {
  for (const answer of answers) {
    const readings = readingsOf(answer, call, result);
    if (readings === null) continue;
    const said = answer.say.map((wording) => fill(wording, readings, call)).filter((wording) => wording !== null);
    if (said.length > 0) return said;
  }
  return [];
}

/** What stands between the answers to two requests: in one breath where the first is a sentence, else one below the other. */
export function betweenAnswers(first: string): string {
  return endsSentence(first) && !first.includes('\n') ? ' ' : '\n\n';
}

/** A stretch of an answer: a value that was read from the reply or stands in the call, or words around it. */
export interface AnswerPart {
  text: string;
  isValue: boolean;
}

/** An answer taken apart, with the words around the values in each wording of it: its own is number `wording`. */
export interface AnswerParts {
  parts: readonly AnswerPart[];
  answer: Answer;
  wording: number;
}

/** Which of these answers this text is, and by which wording; null where it is none, so that nothing can be told of its parts. */
export function takeApart(answers: readonly Answer[], call: JsonObject, result: Result, text: string): AnswerParts | null {
  for (const answer of answers) {
    const readings = readingsOf(answer, call, result);
    if (readings === null) continue;
    const found = takeWordingApart(answer, readings, call, text);
    if (found !== null) return found;
  }
  return null;
}

/** As `takeApart`, of an answer that leaves out one thing which the reply lists. */
export function takePartialApart(answers: readonly Answer[], call: JsonObject, result: Result, text: string): AnswerParts | null {
  for (const answer of answers) {
    for (const [readings] of shortenedLists(answer, call, result)) {
      const found = takeWordingApart(answer, readings, call, text);
      if (found !== null) return found;
    }
  }
  return null;
}

function takeWordingApart(answer: Answer, readings: ReadonlyMap<string, string>, call: JsonObject, text: string): AnswerParts | null {
  for (const [wording, say] of answer.say.entries()) {
    const parts = fillParts(say, readings, call);
    if (parts !== null && parts.map((part) => part.text).join('') === text) return { parts, answer, wording };
  }
  return null;
}

/** The words around the values of a wording. */
export function frameOf(say: string): string {
  return say.replace(/\{[^{}]+\}/gu, ' ');
}

/**
 * Wordings of the answer that fits the reply with one element of a list left out: those of each element in turn. None where the answer
 * counts as well, or names the element elsewhere: such an answer would contradict itself.
 */
export function partialAnswersOf(answers: readonly Answer[], call: JsonObject, result: Result): readonly (readonly string[])[] {
  const whole = answersOf(answers, call, result);
  const answer = answers.find((each) => {
    const readings = readingsOf(each, call, result);
    return readings !== null && each.say.some((wording) => fill(wording, readings, call) !== null);
  });
  if (answer === undefined || Object.values(answer.read).some((reading) => 'count' in reading || 'size' in reading)) return [];
  const readings = readingsOf(answer, call, result) as ReadonlyMap<string, string>;
  return [...shortenedLists(answer, call, result)].flatMap(([others, left, size]) => {
    if ([...readings.values()].includes(String(size))) return [];
    const said = answer.say.map((wording) => fill(wording, others, call)).filter((words) => words !== null);
    const partial = said.filter((words) => !words.includes(left) && !whole.includes(words));
    return partial.length === 0 ? [] : [partial];
  });
}

/**
 * What an answer reads out of a reply with one element of a list left out, in turn, what is left out, and how many there were. What stands at its place
 * in lists of the same length is left out as well: files and the lines of each are told in one order.
 */
function* shortenedLists(
  answer: Answer,
  call: JsonObject,
  result: Result,
): Generator<readonly [readings: ReadonlyMap<string, string>, left: string, size: number]> {
  const readings = readingsOf(answer, call, result);
  if (readings === null) return;
  const text = replyText(result);
  const lists = Object.entries(answer.read).map(([name, reading]) => ({
    name,
    items: (listIn(reading, result, text) ?? []).map((item) => readReplied(answer, item)),
  }));
  const shortened = new Set<number>();
  for (const { items } of lists) {
    const size = items.length;
    if (size < 2 || size > LONGEST_LIST || new Set(items).size < size || shortened.has(size)) continue;
    shortened.add(size);
    for (const [place, left] of items.entries()) {
      const shorter = new Map(readings);
      for (const list of lists) {
        if (list.items.length === size) shorter.set(list.name, sayItems(list.items.filter((_, index) => index !== place)));
      }
      yield [shorter, left, size];
    }
  }
}

const knownReadings = new WeakMap<Result, Map<Answer, ReadonlyMap<string, string> | null>>();

/** What an answer reads out of a reply; null when it does not fit, or is for other calls. Many calls are answered from one reply: it is read once. */
function readingsOf(answer: Answer, call: JsonObject, result: Result): ReadonlyMap<string, string> | null {
  if (!isFor(answer, call)) return null;
  let known = knownReadings.get(result);
  if (known === undefined) {
    known = new Map();
    knownReadings.set(result, known);
  }
  let readings = known.get(answer);
  if (readings === undefined) {
    const text = replyText(result);
    const fits = answer.when === undefined || patternOf(answer.when, 'mu').test(text);
    readings = fits ? readAll(answer, result, text) : null;
    known.set(answer, readings);
  }
  return readings;
}

/** Whether the call has the argument values that the answer is for. */
function isFor({ given = {} }: Answer, call: JsonObject): boolean {
  return Object.entries(given).every(([pointer, value]) => JSON.stringify(valueAt(call, pointer) ?? null) === JSON.stringify(value));
}

function readAll(answer: Answer, result: Result, text: string): Map<string, string> | null {
  const values = new Map<string, string>();
  for (const [name, reading] of Object.entries(answer.read)) {
    const value = read(reading, result, text);
    if (value === null) return null;
    values.set(name, readReplied(answer, value));
  }
  return values;
}

/** What a reading finds, as words; null when it finds nothing. */
function read(reading: Reading, result: Result, text: string): string | null {
  if ('match' in reading) return patternOf(reading.match, 'mu').exec(text)?.[1] ?? null;
  if ('count' in reading) return String([...text.matchAll(patternOf(reading.count, 'gmu'))].length);
  if ('size' in reading) {
    const list = valueAt(result.structuredContent ?? parseOrNull(text), reading.size);
    return Array.isArray(list) ? String(list.length) : null;
  }
  const items = listIn(reading, result, text);
  return items === null ? null : sayItems(items);
}

/** What a reading that may find several things finds; null for one that finds a single thing, or where there is nothing. */
function listIn(reading: Reading, result: Result, text: string): readonly string[] | null {
  if ('each' in reading) return wordsOf([...text.matchAll(patternOf(reading.each, 'gmu'))].map((match) => match[1] ?? ''));
  if (!('json' in reading)) return null;
  const document = result.structuredContent ?? parseOrNull(text);
  return document === null ? null : wordsOf(valuesAt(document, segmentsOf(reading.json)));
}

function valuesAt(here: Json | undefined, segments: readonly string[]): Json[] {
  const [segment, ...rest] = segments;
  if (here === undefined) return [];
  if (segment === undefined) return [here];
  if (segment === '*') return Array.isArray(here) ? here.flatMap((item) => valuesAt(item, rest)) : [];
  return valuesAt(valueAt(here, pointerOf([segment])), rest);
}

/** Values as words; null where there are none. */
function wordsOf(values: readonly Json[]): string[] | null {
  const flat = values.flat().filter((value) => value !== null && typeof value !== 'object');
  return flat.length === 0 ? null : flat.map(String);
}

/** A list, the rest of a long one counted. Sentences in it are told apart by quotes: nobody reads past `?,`. */
function sayItems(items: readonly string[]): string {
  const words = items.slice(0, -1).some(endsSentence) ? items.map((item) => `"${item}"`) : items;
  return words.length <= LONGEST_LIST
    ? joinList(words)
    : `${words.slice(0, LONGEST_LIST).join(', ')} and ${words.length - LONGEST_LIST} more`;
}

/** The wording with its slots filled from readings, then arguments; null when a slot stays empty. */
function fill(wording: string, readings: ReadonlyMap<string, string>, call: JsonObject): string | null {
  const { first, slots } = cutWording(wording);
  let text = first;
  for (const slot of slots) {
    const value = fillSlot(slot, readings, call);
    if (value === null) return null;
    text += value + stopAfter(value, slot.stop) + slot.after;
  }
  return text;
}

/** As `fill`, with the values told from the words around them. */
function fillParts(wording: string, readings: ReadonlyMap<string, string>, call: JsonObject): AnswerPart[] | null {
  const { first, slots } = cutWording(wording);
  const parts: AnswerPart[] = [{ text: first, isValue: false }];
  for (const slot of slots) {
    const value = fillSlot(slot, readings, call);
    if (value === null) return null;
    const around = [stopAfter(value, slot.stop), slot.after].map((text) => ({ text, isValue: false }));
    parts.push({ text: value, isValue: true }, ...around);
  }
  return parts.filter(({ text }) => text !== '');
}

/** A place of a wording that is filled: with a reading, or with the argument at the pointer. */
interface Slot {
  name: string;
  pointer: string;
  /** the full stop after it, with the quote that closes before, and the words up to the next slot */
  stop: string;
  after: string;
}

interface Wording {
  first: string;
  slots: readonly Slot[];
}

const SLOT = /\{([^{}]+)\}("?\.)?/gu;
const wordings = new Map<string, Wording>();

/** A wording cut at its slots, once: it is filled for every call and many a reply. */
function cutWording(wording: string): Wording {
  let cut = wordings.get(wording);
  if (cut === undefined) {
    const [first = '', ...rest] = wording.split(SLOT);
    const slots = Array.from({ length: rest.length / 3 }, (_, at): Slot => {
      const [name, stop = '', after] = rest.slice(3 * at) as [string, string | undefined, string];
      return { name, pointer: pointerOf(name.split('.')), stop, after };
    });
    cut = { first, slots };
    wordings.set(wording, cut);
  }
  return cut;
}

function fillSlot({ name, pointer }: Slot, readings: ReadonlyMap<string, string>, call: JsonObject): string | null {
  const value = readings.get(name) ?? sayArgument(valueAt(call, pointer));
  return value === '' ? null : value;
}

/** A sentence that is told ends with its own full stop. */
function stopAfter(value: string, stop: string): string {
  return endsSentence(value) ? stop.replace(/\.$/u, '') : stop;
}

function sayArgument(value: Json | undefined): string | null {
  const words = wordsOf([value ?? null]);
  return words === null ? null : sayItems(words);
}

const patterns = new Map<string, RegExp>();

/** A hand-written pattern, compiled once. */
function patternOf(source: string, flags: string): RegExp {
  const key = `${flags}:${source}`;
  let pattern = patterns.get(key);
  if (pattern === undefined) {
    try {
      pattern = new RegExp(source, flags);
    } catch (cause) {
      throw new NearmissError(`answer pattern ${JSON.stringify(source)}: ${(cause as Error).message}`, { cause });
    }
    patterns.set(key, pattern);
  }
  pattern.lastIndex = 0;
  return pattern;
}

function parseOrNull(text: string): Json | null {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
