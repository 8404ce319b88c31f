import type { Json } from '../model/json.ts';
import type { Way } from '../model/ways.ts';
import { isSame, lookUp } from './json.ts';
import { type Hearing, mayMean } from './reader.ts';
import type { Recorded } from './row.ts';
import { type Asking, hearSmall, keyOf, type Link } from './templates.ts';

/** What a person has to say of one argument. */
export interface Demand {
  value: Json;
  hearing: Hearing;
  open?: readonly string[];
  /** whether the message takes it back */
  isTakenBack?: boolean;
}

/** One call that a turn makes, and what a person has to say for it. */
export interface Asked {
  recorded: Recorded;
  /** by pointer; not said: what comes from an earlier reply by itself. `open`: the words that leave it open, where nobody says it */
  demands: ReadonlyMap<string, Demand>;
}

/** A place where a request may begin or end, and the ways that it then comes in. */
export interface Edge {
  at: number;
  ways: readonly Way[];
}

/** What may stand around a request. */
export interface Frame {
  starts: readonly Edge[];
  ends: readonly Edge[];
}

/** A whole message, read. */
export interface Heard {
  /** the words that state a value or say which tool is wanted */
  words: readonly string[];
  ways: readonly Way[];
}

/** Takes one way to read a message. True: no other is wanted. */
export type Take = (heard: Heard) => boolean;

/** A text that is read, whole, as what templates say for these calls, each thing once and nothing left out. */
export class Speech {
  readonly #text: string;
  readonly #small: string;
  readonly #frame: Frame;
  readonly #steps: readonly Asked[];
  readonly #take: Take;
  /** Up to the place that was read: arguments that were said, words that count, ways. */
  readonly #said: string[] = [];
  readonly #words: string[] = [];
  readonly #ways: Way[] = [];

  constructor(text: string, frame: Frame, steps: readonly Asked[], take: Take) {
    this.#text = text;
    this.#small = hearSmall(text);
    this.#frame = frame;
    this.#steps = steps;
    this.#take = take;
  }

  /** Reads the text as this template in every way, until one is taken. Whether one was. */
  readAs({ first, when }: Asking): boolean {
    for (const { at, ways } of this.#frame.starts) {
      if (!this.#mayGoOn(first, at) || !when.every((each) => this.#holds(each))) continue;
      this.#ways.push(...ways);
      const isTaken = this.#go(first, at);
      this.#ways.length = 0;
      if (isTaken) return true;
    }
    return false;
  }

  #holds({ step, pointer, value }: Asking['when'][number]): boolean {
    const given = lookUp(this.#steps[step]?.recorded.primitive.arguments, pointer);
    return value === null ? given === undefined : isSame(given, value);
  }

  #go(link: Link | null, at: number): boolean {
    if (link === null) return this.#end(at);
    switch (link.is) {
      case 'clause':
        return this.#go(link.inner, at) || this.#go(link.next, at);
      case 'text':
        return this.#small.startsWith(link.words, at) && this.#go(link.next, at + link.words.length);
      case 'cue':
        return this.#small.startsWith(link.words, at) && this.#say(link, null, at, at + link.words.length);
      case 'literal':
        return this.#goLiteral(link, at);
      case 'slot':
        return this.#goSlot(link, at);
    }
  }

  #goLiteral(link: Extract<Link, { is: 'literal' }>, at: number): boolean {
    const demand = this.#due(link);
    if (demand === undefined || demand.open !== undefined || demand.hearing.source !== null) return false;
    if (!this.#small.startsWith(link.words, at) || !isSame(demand.value, link.value)) return false;
    return this.#say(link, link.key, at, at + link.words.length);
  }

  #goSlot(link: Extract<Link, { is: 'slot' }>, at: number): boolean {
    const demand = this.#due(link);
    if (demand === undefined) return false;
    if (demand.open !== undefined)
      return demand.open.some((open) => this.#small.startsWith(hearSmall(open), at) && this.#say(link, link.key, at, at + open.length));
    for (let end = this.#findEnd(link.next, at + 1); end >= 0; end = this.#findEnd(link.next, end + 1)) {
      const spoken = this.#text.slice(at, end);
      if (!mayMean(spoken, demand.value, demand.hearing)) continue;
      const before = this.#ways.length;
      if (demand.hearing.source === null) this.#ways.push(...waysOfDate(spoken, demand));
      if (this.#say(link, link.key, at, end)) return true;
      this.#ways.length = before;
    }
    return false;
  }

  /** What has to be said there; undefined where nothing has, or not again. */
  #due({ step, pointer, key }: { step: number; pointer: string; key: string }): Demand | undefined {
    return this.#said.includes(key) ? undefined : this.#steps[step]?.demands.get(pointer);
  }

  /** Goes on after words that count, and which say the argument with this key. */
  #say({ next }: Link, key: string | null, at: number, end: number): boolean {
    if (key !== null) this.#said.push(key);
    this.#words.push(this.#text.slice(at, end));
    const isTaken = this.#go(next, end);
    this.#words.pop();
    if (key !== null) this.#said.pop();
    return isTaken;
  }

  #end(at: number): boolean {
    const end = this.#frame.ends.find((each) => each.at === at);
    if (end === undefined || !saysAll(this.#said, this.#steps)) return false;
    return this.#take({ words: [...this.#words], ways: [...this.#ways, ...end.ways] });
  }

  /** The first place from there on at which words may end that this follows; -1 where there is none. */
  #findEnd(next: Link | null, from: number): number {
    if (next !== null && 'words' in next) return from > this.#text.length ? -1 : this.#small.indexOf(next.words, from);
    for (let end = from; end <= this.#text.length; end += 1) if (this.#mayGoOn(next, end)) return end;
    return -1;
  }

  /** Whether this may follow, by the words that it begins with. */
  #mayGoOn(link: Link | null, at: number): boolean {
    if (link === null) return this.#frame.ends.some((end) => end.at === at);
    if (link.is === 'clause') return this.#mayGoOn(link.inner, at) || this.#mayGoOn(link.next, at);
    return link.is === 'slot' || this.#small.startsWith(link.words, at);
  }
}

/** How a date that is said rests on what the system message tells. */
export function waysOfDate(spoken: string, { value, hearing, isTakenBack }: Demand): Way[] {
  if (isTakenBack === true || hearing.kind !== 'date' || typeof value !== 'string') return [];
  if (!spoken.includes(value.slice(0, 4))) return ['relative_date'];
  return spoken.includes('/') ? ['local_date'] : [];
}

/** Whether all was said that has to be. What a later call repeats of an earlier one may be left unsaid. */
function saysAll(said: readonly string[], steps: readonly Asked[]): boolean {
  return steps.every(({ demands }, step) =>
    [...demands].every(
      ([pointer, { value, hearing }]) =>
        said.includes(keyOf(step, pointer)) ||
        steps.slice(0, step).some((earlier) => {
          const same = earlier.demands.get(pointer);
          return same !== undefined && same.hearing.kind === hearing.kind && isSame(same.value, value);
        }),
    ),
  );
}
