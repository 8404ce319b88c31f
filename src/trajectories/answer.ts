import { NearmissError } from '../errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { readReplied } from '../model/markup.ts';
import type { Answer, Reading } from '../model/phrases.ts';
import { pointerOf, segmentsOf, valueAt } from '../model/pointer.ts';
import type { Result } from '../model/primitive.ts';
import { replyText } from '../primitives/reply.ts';
import { joinList } from './speak.ts';

/** Longest list an answer spells out; the rest is counted. */
const LONGEST_LIST = 12;

/** The wordings of the first answer that fits the reply, every slot filled; none when no answer fits. */
export function answersOf(answers: readonly Answer[], call: JsonObject, result: Result): readonly string[] {
  for (const answer of answers) {
    const readings = readingsOf(answer, result);
    if (readings === null) continue;
    const said = answer.say.map((wording) => fill(wording, readings, call)).filter((wording) => wording !== null);
    if (said.length > 0) return said;
  }
  return [];
}

/**
 * Wordings of the answer that fits the reply with one element of a list left out: those of each element in turn. None where the answer
 * counts as well, or names the element elsewhere: such an answer would contradict itself.
 */
export function partialAnswersOf(answers: readonly Answer[], call: JsonObject, result: Result): readonly (readonly string[])[] {
  const whole = answersOf(answers, call, result);
  const text = replyText(result);
  const answer = answers.find((each) => {
    const readings = readingsOf(each, result);
    return readings !== null && each.say.some((wording) => fill(wording, readings, call) !== null);
  });
  if (answer === undefined || Object.values(answer.read).some((reading) => 'count' in reading || 'size' in reading)) return [];
  const readings = readingsOf(answer, result) as ReadonlyMap<string, string>;
  return Object.entries(answer.read).flatMap(([name, reading]) => {
    const items = (listIn(reading, result, text) ?? []).map((item) => readReplied(answer, item));
    if (items.length < 2 || items.length > LONGEST_LIST || new Set(items).size < items.length) return [];
    if ([...readings.values()].includes(String(items.length))) return [];
    return items.flatMap((left) => {
      const others = new Map(readings).set(name, joinList(items.filter((item) => item !== left)));
      const said = answer.say.map((wording) => fill(wording, others, call)).filter((words) => words !== null);
      const partial = said.filter((words) => !words.includes(left) && !whole.includes(words));
      return partial.length === 0 ? [] : [partial];
    });
  });
}

const knownReadings = new WeakMap<Result, Map<Answer, ReadonlyMap<string, string> | null>>();

/** What an answer reads out of a reply; null when it does not fit. Many calls are answered from one reply: it is read once. */
function readingsOf(answer: Answer, result: Result): ReadonlyMap<string, string> | null {
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

function sayItems(words: readonly string[]): string {
  return words.length <= LONGEST_LIST
    ? joinList(words)
    : `${words.slice(0, LONGEST_LIST).join(', ')} and ${words.length - LONGEST_LIST} more`;
}

/** The wording with its slots filled from readings, then arguments; null when a slot stays empty. */
function fill(wording: string, readings: ReadonlyMap<string, string>, call: JsonObject): string | null {
  let whole = true;
  const text = wording.replace(/\{([^{}]+)\}(\.?)/gu, (_, name: string, stop: string) => {
    const value = readings.get(name) ?? sayArgument(valueAt(call, pointerOf(name.split('.'))));
    if (value === null || value === '') whole = false;
    // A sentence that is told ends with its own full stop.
    return `${value ?? ''}${/[.!?]$/u.test(value ?? '') ? '' : stop}`;
  });
  return whole ? text : null;
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
