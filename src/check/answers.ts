import type { Json, JsonObject } from '../model/json.ts';
import type { Answer, Reading } from '../model/phrases.ts';
import type { Primitive } from '../model/primitive.ts';
import { type Conversation, readConversation, type StandingCall } from './conversation.ts';
import type { KnownGround } from './ground.ts';
import { isObject, lookUp, sortedText, splitPointer } from './json.ts';
import { findReplies } from './recordings.ts';
import { isSameCall, type Reasons, type Recorded, type Row, type Side } from './row.ts';

/** A wording with, for each piece, the words that may stand there. */
type Wording = readonly (readonly string[])[];

/** Judges answers in words against the replies they report. */
export class AnswerJudge {
  readonly #wordings = new Map<string, readonly Wording[]>();

  /** Every answer of the conversation, on either way it takes, against the reply before it. */
  judgeAnswers(row: Row): Reasons {
    const answers = [...readWay(row, row.chosen).answers];
    // A rejected answer of its own is judged with what it reports.
    if (row.rejected.call !== null) answers.push(...readWay(row, row.rejected).answers.slice(row.prompt.answers.length));
    if (answers.length === 0) return null;
    return answers.flatMap(({ text, after }) => {
      if (after === null) return [`the answer ${show(text)} follows no call`];
      const replies = findReplies(row, after);
      // A reply that was never recorded is another claim's business.
      if (replies.length === 0 || replies.some((recorded) => this.#says(text, recorded, after.arguments))) return [];
      return [`the answer ${show(text)} is not what the reply to ${after.id} (${after.name}) says`];
    });
  }

  /** What the evidence names as reported, and that a wrong answer is not right by luck. */
  judgeReported(row: Row): Reasons {
    const { chosen, rejected } = row;
    const { reported } = row.pair.evidence;
    const faults: string[] = [];
    for (const side of ['chosen', 'rejected'] as const) {
      const answers = row[side].call === null;
      if (answers && reported[side] === null) faults.push(`${side} answers and evidence.reported.${side} is null`);
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
    if (reported.primitive.id === executed?.primitive.id) return ['the rejected answer reports the reply of the very call that is due'];
    const due = readWay(row, row.chosen).calls.slice(row.prompt.calls.length);
    const asked = [...due, ...(call === null ? [] : [call])].filter(({ name }) => name === reported.primitive.tool);
    const told = [reported.primitive, ...asked].some((claimed) => this.#says(text, reported, claimed.arguments));
    const faults = told ? [] : [`the rejected answer ${show(text)} is not what the reply of ${reported.primitive.id} says`];
    const right =
      (executed !== null && this.#says(text, executed, executed.primitive.arguments)) ||
      due.some((made) => findReplies(row, made).some((recorded) => this.#says(text, recorded, made.arguments)));
    if (right) faults.push(`the rejected answer ${show(text)} is what the right call gives`);
    return faults;
  }

  /** Whether these words are an answer to the call with these arguments, given the recorded reply. */
  #says(text: string, { ground, primitive }: Recorded, values: JsonObject): boolean {
    const key = `${ground.name} ${primitive.id} ${sortedText(values)}`;
    let wordings = this.#wordings.get(key);
    if (wordings === undefined) {
      wordings = wordAnswers(ground, primitive, values);
      this.#wordings.set(key, wordings);
    }
    return wordings.some((wording) => canBe(text, wording));
  }
}

/** The conversation as it goes on when that side is taken. */
function readWay(row: Row, { message, continuation }: Side): Conversation {
  return readConversation([...row.pair.prompt, message, ...continuation]);
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

/** The wordings of the first answer that fits the reply. */
function wordAnswers(ground: KnownGround, primitive: Primitive, values: JsonObject): Wording[] {
  const reply = ground.replyOf(primitive);
  for (const answer of ground.phrases.tools[primitive.tool]?.answers ?? []) {
    if (answer.when !== undefined && !new RegExp(answer.when, 'mu').test(reply)) continue;
    const readings = readAll(answer, primitive, reply);
    const wordings = readings === null ? [] : answer.say.map((say) => fill(say, readings, values)).filter((wording) => wording !== null);
    if (wordings.length > 0) return wordings;
  }
  return [];
}

function readAll(answer: Answer, primitive: Primitive, reply: string): Map<string, readonly string[]> | null {
  const readings = new Map<string, readonly string[]>();
  for (const [name, reading] of Object.entries(answer.read)) {
    const words = read(reading, primitive, reply);
    if (words === null) return null;
    readings.set(name, words);
  }
  return readings;
}

function read(reading: Reading, primitive: Primitive, reply: string): readonly string[] | null {
  if ('match' in reading) {
    const found = new RegExp(reading.match, 'mu').exec(reply)?.[1];
    return found === undefined ? null : [found];
  }
  if ('count' in reading) return [String(Array.from(reply.matchAll(new RegExp(reading.count, 'gmu'))).length)];
  if ('each' in reading) return sayItems(Array.from(reply.matchAll(new RegExp(reading.each, 'gmu')), (found) => found[1] ?? ''));
  const document = primitive.result.structuredContent ?? parse(reply);
  if ('json' in reading) return sayItems(pickAll(document, splitPointer(reading.json)));
  const list = lookUp(document, reading.size);
  return Array.isArray(list) ? [String(list.length)] : null;
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
function sayItems(items: readonly Json[]): string[] | null {
  const words = items.flat().flatMap((item) => (item === null || Array.isArray(item) || isObject(item) ? [] : [String(item)]));
  if (words.length === 0) return null;
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
    const words = readings.get(piece) ?? sayItems([argument ?? null]);
    if (words === null || words[0] === '') return null;
    pieces.push(words);
  }
  return pieces;
}

/** Whether the text is the pieces one after the other. */
function canBe(text: string, wording: Wording): boolean {
  let places = new Set([0]);
  for (const piece of wording) {
    const next = new Set<number>();
    for (const place of places) for (const words of piece) if (text.startsWith(words, place)) next.add(place + words.length);
    if (next.size === 0) return false;
    places = next;
  }
  return places.has(text.length);
}

function show(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}
