import type { Json, JsonObject } from '../model/json.ts';
import { readReplied } from '../model/markup.ts';
import type { Answer, Reading } from '../model/phrases.ts';
import type { Primitive } from '../model/primitive.ts';
import { isBroken } from './broken.ts';
import type { StandingCall } from './conversation.ts';
import type { KnownGround } from './ground.ts';
import { isObject, isSame, lookUp, splitPointer } from './json.ts';
import { asksBack } from './questions.ts';
import { findReplies } from './recordings.ts';
import { isSameCall, type Reasons, type Recorded, type Row } from './row.ts';

/** A wording with, for each piece, the words that may stand there: those at odd places are values. */
export type Wording = readonly (readonly string[])[];

/** Every way in which a text can be the answers to two requests, in one breath or one below the other. */
export function* halve(text: string): Generator<readonly [string, string]> {
  for (const { index, 0: space } of text.matchAll(/ |(?=\n\n)/gu)) yield [text.slice(0, index), text.slice(index + (space.length || 2))];
}

/** Judges answers in words against the replies they report. */
export class AnswerJudge {
  readonly #wordings = new Map<string, readonly Wording[]>();

  /** Every answer of the conversation, on either way it takes, against the reply before it. */
  judgeAnswers(row: Row): Reasons {
    const asks = asksBack(row, 'chosen');
    // A question reports nothing.
    const answers = row.chosen.way.answers.slice(0, asks ? row.prompt.answers.length : undefined);
    // A rejected answer of its own is judged with what it reports.
    if (row.rejected.call !== null) answers.push(...row.rejected.way.answers.slice(row.prompt.answers.length));
    if (answers.length === 0) return null;
    return answers.flatMap(({ text, after }) => {
      if (after === null) return [`the answer ${show(text)} follows no call`];
      const replies = findReplies(row, after);
      // A reply that was never recorded is another claim's business.
      if (replies.length === 0 || replies.some((recorded) => this.#says(text, recorded, after.arguments))) return [];
      if (row.pair.meta.ways?.includes('two_requests') && this.#answersBoth(row, text, after)) return [];
      return [`the answer ${show(text)} is not what the reply to ${after.id} (${after.name}) says`];
    });
  }

  /** Whether an answer is one to the first call of the turn and one to the last, since the request asks for both. */
  #answersBoth(row: Row, text: string, last: StandingCall): boolean {
    const first = row.prompt.calls.find(({ turn }) => turn === row.prompt.turns);
    if (first === undefined || first.id === last.id) return false;
    const says = (words: string, call: StandingCall): boolean =>
      findReplies(row, call).some((recorded) => this.#says(words, recorded, call.arguments));
    return [...halve(text)].some(([one, other]) => says(other, last) && says(one, first));
  }

  /** What the evidence names as reported, and that a wrong answer is not right by luck. */
  judgeReported(row: Row): Reasons {
    const { chosen, rejected } = row;
    const { reported } = row.pair.evidence;
    const faults: string[] = [];
    for (const side of ['chosen', 'rejected'] as const) {
      const answers = row[side].call === null;
      if (saysNothingReported(row, side)) {
        if (reported[side] !== null) faults.push(`${side} reports no reply and evidence.reported.${side} is not null`);
      } else if (answers && reported[side] === null) faults.push(`${side} answers and evidence.reported.${side} is null`);
      else if (!answers && reported[side] !== null) faults.push(`${side} makes a call and evidence.reported.${side} is not null`);
      else if (answers && row[side].reported === null) faults.push(`no recording ${reported[side]} in ${row.pair.meta.grounds.join(', ')}`);
    }
    if (faults.length > 0) return faults;
    if (chosen.reported !== null) faults.push(...judgeChosen(row, chosen.reported));
    if (rejected.reported !== null) faults.push(...this.#judgeRejected(row, rejected.reported));
    return chosen.reported === null && rejected.reported === null ? null : faults;
  }

  #judgeRejected(row: Row, reported: Recorded): string[] {
    const { executed, call } = row.chosen;
    const text = row.rejected.message.content;
    if (row.pair.deviation.family === 'wrong_answer') return this.#judgeWrongAnswer(row, reported);
    if (reported.primitive.id === executed?.primitive.id) return ['the rejected answer reports the reply of the very call that is due'];
    const due = row.chosen.way.calls.slice(row.prompt.calls.length);
    const asked = [...due, ...(call === null ? [] : [call])].filter(({ name }) => name === reported.primitive.tool);
    const told = [reported.primitive, ...asked].some((claimed) => this.#says(text, reported, claimed.arguments));
    const faults = told ? [] : [`the rejected answer ${show(text)} is not what the reply of ${reported.primitive.id} says`];
    const right =
      (executed !== null && this.#says(text, executed, executed.primitive.arguments)) ||
      due.some((made) => findReplies(row, made).some((recorded) => this.#says(text, recorded, made.arguments)));
    if (right) faults.push(`the rejected answer ${show(text)} is what the right call gives`);
    return faults;
  }

  /** An answer that is wrong though nothing is wrong with the calls before it. */
  #judgeWrongAnswer(row: Row, reported: Recorded): string[] {
    const { executed } = row.chosen;
    const text = row.rejected.message.content;
    const { primitive } = reported;
    if (executed !== null) {
      if (executed.primitive.id !== primitive.id) return ['the rejected answer claims another call than the one that is due'];
      const faults = primitive.effect === 'changed' ? [] : [`${primitive.tool} changes nothing, so there is nothing to claim as done`];
      const made = row.prompt.calls.some((call) => isSameCall(call, { name: primitive.tool, arguments: primitive.arguments }));
      if (made) faults.push(`${primitive.tool} with these arguments was made, so the claim may be true`);
      if (!this.#says(text, reported, primitive.arguments))
        faults.push(`the rejected answer ${show(text)} does not claim that ${primitive.tool} was done`);
      return faults;
    }
    const right = row.chosen.reported;
    if (right === null) return ['the right answer reports nothing'];
    const faults = this.#says(text, right, right.primitive.arguments)
      ? [`the rejected answer ${show(text)} is what the right call gives`]
      : [];
    const isSaid =
      primitive.id === right.primitive.id
        ? saysInPart(text, right)
        : primitive.tool === right.primitive.tool && this.#says(text, reported, right.primitive.arguments);
    if (!isSaid)
      faults.push(`the rejected answer ${show(text)} is neither what ${primitive.id} says nor a part of what the right call gives`);
    return faults;
  }

  /** Whether these words are an answer to the call with these arguments, given the recorded reply. */
  #says(text: string, { ground, primitive }: Recorded, values: JsonObject): boolean {
    const key = `${ground.name} ${primitive.id} ${JSON.stringify(values)}`;
    let wordings = this.#wordings.get(key);
    if (wordings === undefined) {
      wordings = wordAnswers(ground, primitive, values);
      this.#wordings.set(key, wordings);
    }
    return wordings.some((wording) => canBe(text, wording));
  }
}

/** Whether a side is in words that report no reply: a question, or a broken call written out. */
function saysNothingReported(row: Row, side: 'chosen' | 'rejected'): boolean {
  return asksBack(row, side) || (side === 'rejected' && isBroken(row));
}

function judgeChosen(row: Row, { ground, primitive }: Recorded): string[] {
  const last: StandingCall | undefined = row.prompt.calls.at(-1);
  const same =
    last !== undefined &&
    last.turn === row.prompt.turns &&
    isSameCall(last, { name: primitive.tool, arguments: primitive.arguments }) &&
    last.reply === ground.replyOf(primitive);
  return same ? [] : [`the chosen answer reports ${primitive.id}, which is not the last call of the turn`];
}

/** Every wording of every answer that fits the reply, with what it is one of. */
export function* listSayings(
  { ground, primitive }: Recorded,
  values: JsonObject,
): Generator<{ answer: Answer; at: number; wording: Wording }> {
  const reply = ground.replyOf(primitive);
  for (const answer of answersOfTool(ground, primitive)) {
    if (!isFor(answer, values, reply)) continue;
    const readings = readAll(answer, primitive, reply);
    if (readings !== null) yield* fillEach(answer, readings, values);
  }
}

/** As `listSayings`, of answers that leave out one of the things which the reply lists. */
export function* listPartialSayings(recorded: Recorded): Generator<{ answer: Answer; at: number; wording: Wording }> {
  for (const [answer, readings] of shortenLists(recorded)) yield* fillEach(answer, readings, recorded.primitive.arguments);
}

function* fillEach(answer: Answer, readings: ReadonlyMap<string, readonly string[]>, values: JsonObject) {
  for (const [at, say] of answer.say.entries()) {
    const wording = fill(say, readings, values);
    if (wording !== null) yield { answer, at, wording };
  }
}

function answersOfTool(ground: KnownGround, { tool, verdict }: Primitive): readonly Answer[] {
  const { answers = [], failures = [] } = ground.phrases.tools[tool] ?? {};
  return verdict === 'ok' ? answers : failures;
}

/** The wordings of the first answer that fits the reply. */
function wordAnswers(ground: KnownGround, primitive: Primitive, values: JsonObject): Wording[] {
  const reply = ground.replyOf(primitive);
  for (const answer of answersOfTool(ground, primitive)) {
    if (!isFor(answer, values, reply)) continue;
    const readings = readAll(answer, primitive, reply);
    const wordings = readings === null ? [] : answer.say.map((say) => fill(say, readings, values)).filter((wording) => wording !== null);
    if (wordings.length > 0) return wordings;
  }
  return [];
}

/** Whether the words are an answer to a recorded call that leaves out one of the things which its reply lists. */
function saysInPart(text: string, recorded: Recorded): boolean {
  for (const [answer, partial, left] of shortenLists(recorded)) {
    if (!text.includes(left) && answer.say.some((say) => isSaidBy(text, fill(say, partial, recorded.primitive.arguments)))) return true;
  }
  return false;
}

/** What an answer reads out of a reply with one of the things left out which that lists, and what is left out. */
function* shortenLists({ ground, primitive }: Recorded): Generator<readonly [Answer, ReadonlyMap<string, readonly string[]>, string]> {
  const reply = ground.replyOf(primitive);
  for (const answer of ground.phrases.tools[primitive.tool]?.answers ?? []) {
    if (!isFor(answer, primitive.arguments, reply)) continue;
    const readings = readAll(answer, primitive, reply);
    if (readings === null) continue;
    const lists = Object.entries(answer.read).flatMap(([name, reading]) =>
      'each' in reading || 'json' in reading
        ? [{ name, items: findItems(reading, primitive, reply).map((item) => readReplied(answer, item)) }]
        : [],
    );
    for (const { items } of lists) {
      for (const left of items.length > 1 ? items.keys() : []) {
        const shorter = new Map(readings);
        // Lists of one length tell of the same things.
        for (const list of lists) {
          const others = list.items.length === items.length ? sayItems(list.items.filter((_, index) => index !== left)) : null;
          if (others !== null) shorter.set(list.name, others);
        }
        yield [answer, shorter, items[left] as string];
      }
    }
  }
}

/** Whether the answer is for a call with these arguments and such a reply. */
function isFor({ when, given = {} }: Answer, values: JsonObject, reply: string): boolean {
  return (
    (when === undefined || new RegExp(when, 'mu').test(reply)) &&
    Object.entries(given).every(([pointer, value]) => isSame(lookUp(values, pointer) ?? null, value))
  );
}

function isSaidBy(text: string, wording: Wording | null): boolean {
  return wording !== null && canBe(text, wording);
}

function readAll(answer: Answer, primitive: Primitive, reply: string): Map<string, readonly string[]> | null {
  const readings = new Map<string, readonly string[]>();
  for (const [name, reading] of Object.entries(answer.read)) {
    const words = read(reading, primitive, reply);
    if (words === null) return null;
    readings.set(
      name,
      words.map((each) => readReplied(answer, each)),
    );
  }
  return readings;
}

function read(reading: Reading, primitive: Primitive, reply: string): readonly string[] | null {
  if ('match' in reading) {
    const found = new RegExp(reading.match, 'mu').exec(reply)?.[1];
    return found === undefined ? null : [found];
  }
  if ('count' in reading) return [String(Array.from(reply.matchAll(new RegExp(reading.count, 'gmu'))).length)];
  if ('size' in reading) {
    const list = lookUp(primitive.result.structuredContent ?? parse(reply), reading.size);
    return Array.isArray(list) ? [String(list.length)] : null;
  }
  return sayItems(findItems(reading, primitive, reply));
}

/** What a reading of several things finds, as words. */
function findItems(reading: Extract<Reading, { each: string } | { json: string }>, primitive: Primitive, reply: string): string[] {
  const found: Json[] =
    'each' in reading
      ? Array.from(reply.matchAll(new RegExp(reading.each, 'gmu')), (match) => match[1] ?? '')
      : pickAll(primitive.result.structuredContent ?? parse(reply), splitPointer(reading.json));
  return listWords(found);
}

/** Values as words; those that are no single value are left out. */
function listWords(values: readonly Json[]): string[] {
  return values.flat().flatMap((item) => (item === null || Array.isArray(item) || isObject(item) ? [] : [String(item)]));
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function pickAll(here: Json | undefined, [segment, ...rest]: readonly string[]): Json[] {
  if (segment === undefined) return here === undefined ? [] : [here];
  if (segment === '*') return Array.isArray(here) ? here.flatMap((item) => pickAll(item, rest)) : [];
  return pickAll(lookUp(here, `/${segment.replace(/~/gu, '~0').replace(/\//gu, '~1')}`), rest);
}

/** The ways to name these items: all of them, or the first ones and how many more there are. */
function sayItems(items: readonly string[]): string[] | null {
  if (items.length === 0) return null;
  const isEnded = items.some((item, index) => index < items.length - 1 && /[.!?]"?$/u.test(item));
  const words = isEnded ? items.map((item) => `"${item}"`) : items;
  const cut = words.slice(1).map((_, index) => `${words.slice(0, index + 1).join(', ')} and ${words.length - index - 1} more`);
  return [words.length === 1 ? (words[0] as string) : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`, ...cut];
}

function fill(say: string, readings: ReadonlyMap<string, readonly string[]>, values: JsonObject): Wording | null {
  const pieces: (readonly string[])[] = [];
  for (const [index, piece] of say.split(/\{([^{}]+)\}/u).entries()) {
    if (index % 2 === 0) {
      pieces.push([piece]);
      continue;
    }
    const argument = lookUp(
      values,
      piece.split('.').reduce((pointer, name) => `${pointer}/${name}`, ''),
    );
    const words = readings.get(piece) ?? sayItems(listWords([argument ?? null]));
    if (words === null || words[0] === '') return null;
    pieces.push(words);
  }
  return pieces;
}

/** Whether the text is the pieces one after the other. */
function canBe(text: string, wording: Wording): boolean {
  let places = [0];
  for (const piece of wording) {
    const next: number[] = [];
    for (const place of places) {
      for (const words of piece) {
        const left = leaveStop(text, place, words);
        const end = place + left.length;
        if (text.startsWith(left, place) && !next.includes(end)) next.push(end);
      }
    }
    if (next.length === 0) return false;
    places = next;
  }
  return places.includes(text.length);
}

/** The values of a text, in order, where it is the pieces one after the other; null where it is not. */
export function readValues(text: string, wording: Wording, from = 0, place = 0): string[] | null {
  const options = wording[place];
  if (options === undefined) return from === text.length ? [] : null;
  for (const words of options) {
    const left = place % 2 === 0 ? leaveStop(text, from, words) : words;
    const rest = text.startsWith(left, from) ? readValues(text, wording, from + left.length, place + 1) : null;
    if (rest !== null) return place % 2 === 0 ? rest : [left, ...rest];
  }
  return null;
}

/** What ends a sentence by itself, or as the end of a quote, takes no second full stop. */
function leaveStop(text: string, place: number, words: string): string {
  return /[.!?]"?$/u.test(text.slice(Math.max(0, place - 2), place)) ? words.replace(/^("?)\./u, '$1') : words;
}

function show(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}
