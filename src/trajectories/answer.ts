import { NearmissError } from '../errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
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
    readings = fits ? readAll(answer.read, result, text) : null;
    known.set(answer, readings);
  }
  return readings;
}

function readAll(readings: Readonly<Record<string, Reading>>, result: Result, text: string): Map<string, string> | null {
  const values = new Map<string, string>();
  for (const [name, reading] of Object.entries(readings)) {
    const value = read(reading, result, text);
    if (value === null) return null;
    values.set(name, value);
  }
  return values;
}

/** What a reading finds, as words; null when it finds nothing. */
function read(reading: Reading, result: Result, text: string): string | null {
  if ('match' in reading) return patternOf(reading.match, 'mu').exec(text)?.[1] ?? null;
  if ('each' in reading) return sayValues([...text.matchAll(patternOf(reading.each, 'gmu'))].map((match) => match[1] ?? ''));
  if ('count' in reading) return String([...text.matchAll(patternOf(reading.count, 'gmu'))].length);
  const document = result.structuredContent ?? parseOrNull(text);
  if (document === null) return null;
  if ('size' in reading) {
    const list = valueAt(document, reading.size);
    return Array.isArray(list) ? String(list.length) : null;
  }
  return sayValues(valuesAt(document, segmentsOf(reading.json)));
}

function valuesAt(here: Json | undefined, segments: readonly string[]): Json[] {
  const [segment, ...rest] = segments;
  if (here === undefined) return [];
  if (segment === undefined) return [here];
  if (segment === '*') return Array.isArray(here) ? here.flatMap((item) => valuesAt(item, rest)) : [];
  return valuesAt(valueAt(here, pointerOf([segment])), rest);
}

function sayValues(values: readonly Json[]): string | null {
  const flat = values.flat().filter((value) => value !== null && typeof value !== 'object');
  if (flat.length === 0) return null;
  const words = flat.map(String);
  return words.length <= LONGEST_LIST
    ? joinList(words)
    : `${words.slice(0, LONGEST_LIST).join(', ')} and ${words.length - LONGEST_LIST} more`;
}

/** The wording with its slots filled from readings, then arguments; null when a slot stays empty. */
function fill(wording: string, readings: ReadonlyMap<string, string>, call: JsonObject): string | null {
  let whole = true;
  const text = wording.replace(/\{([^{}]+)\}/gu, (_, name: string) => {
    const value = readings.get(name) ?? sayValues([valueAt(call, pointerOf(name.split('.'))) ?? null]);
    if (value === null || value === '') whole = false;
    return value ?? '';
  });
  return whole ? text : null;
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
