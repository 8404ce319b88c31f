import type { Json } from '../model/json.ts';
import type { Role, Upstream } from '../model/primitive.ts';
import { readConversation, type StandingCall } from './conversation.ts';
import { hasFailed } from './failed.ts';
import type { KnownGround } from './ground.ts';
import { isSame, lookUp } from './json.ts';
import { asksBack, opennessOf } from './questions.ts';
import { type Hearing, mayMean } from './reader.ts';
import { findReplies } from './recordings.ts';
import { isSameCall, type Reasons, type Recorded, type Row } from './row.ts';
import { type Asking, hearSmall, type Piece } from './templates.ts';

/** What a person has to say of one argument. */
interface Demand {
  value: Json;
  hearing: Hearing;
  open?: readonly string[];
}

/** One call that a turn makes, and what a person has to say for it. */
interface Asked {
  recorded: Recorded;
  /** by pointer; not said: what comes from an earlier reply by itself. `open`: the words that leave it open, where nobody says it */
  demands: ReadonlyMap<string, Demand>;
}

/**
 * Whether every user message, from its first word to its last, is a template that asks for the calls of its turn and says all they
 * need, and the system message one of the ground's.
 */
export function judgeRequest(row: Row): Reasons {
  const [system] = row.pair.prompt;
  const faults =
    system?.role === 'system' && !isOwnSystem(row, system.content) ? ['the system message is none of the ground of the call'] : [];
  const messages = row.pair.prompt.filter((message) => message.role === 'user');
  const calls = readCalls(row);
  const unasked = messages.flatMap(({ content }, index) => {
    const steps = findAsked(row, calls, index + 1, index === messages.length - 1);
    // A call that was never recorded is another claim's business.
    if (steps === null) return [];
    if (steps.length === 0) return [`message "${content.slice(0, 80)}" asks for no call`];
    if (!readRequest(row, content, steps).next().done) return [];
    const tools = steps.map(({ recorded }) => recorded.primitive.tool);
    return [`no template asks for ${tools.join(', then ')} with these arguments in the words ${JSON.stringify(content)}`];
  });
  return [...faults, ...unasked];
}

/** Every way in which the last request can be read: the words that state a value or say which tool is wanted, in order. */
export function* readWords(row: Row): Generator<readonly string[]> {
  const messages = row.pair.prompt.filter((message) => message.role === 'user');
  const steps = findAsked(row, readCalls(row), messages.length, true);
  if (steps !== null && steps.length > 0) yield* readRequest(row, messages.at(-1)?.content ?? '', steps);
}

/** Every call of the right way, whatever turn made it. */
function readCalls({ pair, chosen }: Row): readonly StandingCall[] {
  return readConversation([...pair.prompt, chosen.message, ...chosen.continuation]).calls;
}

/** What the user asks for in a turn, from 1; null where a call of it was never recorded. */
function findAsked(row: Row, all: readonly StandingCall[], turn: number, isLast: boolean): Asked[] | null {
  const [system] = row.pair.prompt;
  const made = all.filter((call) => call.turn === turn);
  // A slip that failed is not what was asked for: the call after it is.
  const calls = made.filter((call, index) => index === made.length - 1 || !findReplies(row, call).some(hasFailed));
  const steps: Asked[] = [];
  for (const call of calls) {
    const recorded = call.id === row.chosen.call?.id ? row.chosen.executed : findNext(row, call, steps.at(-1)?.recorded);
    if (recorded === null) return null;
    const rootTold = system?.role === 'system' && system.content.includes(recorded.ground.root);
    steps.push(askFor(recorded, calls.slice(0, steps.length), rootTold));
  }
  if (asksBack(row, 'chosen') && isLast) steps.push(...leaveOpen(row));
  return steps;
}

/** Every way to read a whole message as a template that asks for these calls. */
function* readRequest(row: Row, content: string, steps: readonly Asked[]): Generator<readonly string[]> {
  const { ground } = (steps[0] as Asked).recorded;
  const askings = ground.askingsFor(steps.map(({ recorded }) => recorded.primitive.tool));
  const starts = findStarts(content, ground);
  for (const asking of askings) yield* readAs(asking, content, starts, steps);
  const later = findStartsAfterAsides(content, starts, row, steps);
  for (const asking of askings) yield* readAs(asking, content, later, steps);
}

/** The call that is guessed at, with the argument that the request leaves open. */
function leaveOpen({ pair, rejected }: Row): Asked[] {
  const { executed } = rejected;
  if (executed === null) return [];
  const [system] = pair.prompt;
  const asked = askFor(executed, [], system?.role === 'system' && system.content.includes(executed.ground.root));
  const { pointer } = pair.evidence.stated;
  const demands = [...asked.demands].map(
    ([at, demand]) => [at, at === pointer ? { ...demand, open: opennessOf(rejected, pointer).unsaid } : demand] as const,
  );
  return [{ ...asked, demands: new Map(demands) }];
}

function isOwnSystem({ grounds: [ground] }: Row, content: string): boolean {
  return ground?.phrases.systems.some((system) => system.replaceAll('{root}', ground.root) === content) ?? false;
}

/** The recording of a call: of several, the one that ran in the state which the call before left. */
function findNext(row: Row, call: StandingCall, before: Recorded | undefined): Recorded | null {
  const candidates = findReplies(row, call);
  const follows = ({ ground, primitive }: Recorded): boolean =>
    before?.ground === ground && ground.stateOf(primitive) === ground.stateAfter(before.primitive);
  return candidates.find(follows) ?? candidates[0] ?? null;
}

function askFor(recorded: Recorded, earlier: readonly StandingCall[], rootTold: boolean): Asked {
  const { ground, primitive } = recorded;
  const demands = new Map<string, Demand>();
  for (const [pointer, role] of Object.entries(primitive.roles)) {
    const value = lookUp(primitive.arguments, pointer);
    if (role.origin !== 'user' || value === undefined) continue;
    const source = findSource(recorded, pointer, earlier);
    if (source !== null && source.label === null) continue;
    demands.set(pointer, { value, hearing: hear(ground, primitive.tool, pointer, role, rootTold, source) });
  }
  return { recorded, demands };
}

function hear(ground: KnownGround, tool: string, pointer: string, role: Role, rootTold: boolean, source: Upstream | null): Hearing {
  return { ground, tool, pointer, kind: role.kind, rootTold, source };
}

/** Where an argument comes from, when a call of the same turn gave it: the latest one. */
function findSource({ ground, primitive }: Recorded, pointer: string, earlier: readonly StandingCall[]): Upstream | null {
  for (const call of earlier.toReversed()) {
    for (const source of primitive.upstream) {
      const giver = ground.primitives.get(source.call);
      if (source.pointer !== pointer || giver === undefined || call.reply !== ground.replyOf(giver)) continue;
      if (isSameCall(call, { name: giver.tool, arguments: giver.arguments })) return source;
    }
  }
  return null;
}

/** Every way to read these words, whole, as what this template says for these calls, each thing once and nothing left out. */
function* readAs(asking: Asking, text: string, starts: readonly number[], steps: readonly Asked[]): Generator<readonly string[]> {
  const holds = asking.when.every(({ step, pointer, value }) => isSame(lookUp(steps[step]?.recorded.primitive.arguments, pointer), value));
  if (!holds) return;
  const { phrases } = (steps[0] as Asked).recorded.ground;
  for (const start of starts) {
    for (const { at, said, words } of say(asking.pieces, text, { at: start, said: [], words: [] }, steps)) {
      if (['', ...phrases.closers].includes(text.slice(at)) && saysAll(said, steps)) yield words;
    }
  }
}

/** Where a request may begin: at once, or after an opener. */
function findStarts(text: string, { phrases }: KnownGround): number[] {
  return [0, ...phrases.openers.filter((opener) => text.startsWith(opener)).map((opener) => opener.length)];
}

/** Where it may begin after a remark in passing: one that mentions the value which rejected takes, and not the right one. */
function findStartsAfterAsides(text: string, starts: readonly number[], { chosen, rejected }: Row, steps: readonly Asked[]): number[] {
  const asked = steps.find(({ recorded }) => recorded === chosen.executed);
  if (asked === undefined || rejected.call?.name !== chosen.call?.name) return [];
  const found: number[] = [];
  const asides = asked.recorded.ground.phrases.tools[asked.recorded.primitive.tool]?.asides ?? {};
  for (const [pointer, remarks] of Object.entries(asides)) {
    const demand = asked.demands.get(pointer);
    const other = lookUp(rejected.call?.arguments, pointer);
    if (demand === undefined || other === undefined) continue;
    const means = (words: string): boolean => mayMean(words, other, demand.hearing) && !mayMean(words, demand.value, demand.hearing);
    for (const remark of remarks) {
      const [before = '', after = ''] = remark.split('{other}');
      for (const start of starts.filter((place) => text.startsWith(before, place))) {
        const from = start + before.length;
        for (let end = text.indexOf(`${after} `, from + 1); end >= 0; end = text.indexOf(`${after} `, end + 1)) {
          if (means(text.slice(from, end))) found.push(end + after.length + 1);
        }
      }
    }
  }
  return found;
}

/** How far a text was read, and which arguments it said. */
interface Reading {
  at: number;
  said: readonly string[];
  /** the words that state a value or say which tool is wanted */
  words: readonly string[];
}

/** Every way to read the pieces from there. */
function* say(pieces: readonly Piece[], text: string, { at, said, words }: Reading, steps: readonly Asked[]): Generator<Reading> {
  const [piece, ...rest] = pieces;
  if (piece === undefined) {
    yield { at, said, words };
    return;
  }
  if (piece.is === 'clause') {
    yield* say([...piece.pieces, ...rest], text, { at, said, words }, steps);
    yield* say(rest, text, { at, said, words }, steps);
    return;
  }
  if (piece.is === 'text' || piece.is === 'cue') {
    const after = at + piece.words.length;
    const heard = piece.is === 'cue' ? [...words, text.slice(at, after)] : words;
    if (hearSmall(text).startsWith(piece.words, at)) yield* say(rest, text, { at: after, said, words: heard }, steps);
    return;
  }
  const demand = steps[piece.step]?.demands.get(piece.pointer);
  const key = `${piece.step}${piece.pointer}`;
  if (demand === undefined || said.includes(key)) return;
  if (demand.open !== undefined) {
    for (const open of piece.is === 'slot' ? demand.open : []) {
      const after = at + open.length;
      const heard = { at: after, said: [...said, key], words: [...words, text.slice(at, after)] };
      if (hearSmall(text).startsWith(hearSmall(open), at)) yield* say(rest, text, heard, steps);
    }
    return;
  }
  if (piece.is === 'literal') {
    const fits = demand.hearing.source === null && isSame(demand.value, piece.value) && hearSmall(text).startsWith(piece.words, at);
    const after = at + piece.words.length;
    if (fits) yield* say(rest, text, { at: after, said: [...said, key], words: [...words, text.slice(at, after)] }, steps);
    return;
  }
  for (const end of findEnds(text, at, rest[0])) {
    const spoken = text.slice(at, end);
    const after = { at: end, said: [...said, key], words: [...words, spoken] };
    if (mayMean(spoken, demand.value, demand.hearing)) yield* say(rest, text, after, steps);
  }
}

/** Where the words of a slot may end: before what the template has next. */
function* findEnds(text: string, at: number, next: Piece | undefined): Generator<number> {
  const words = next === undefined || next.is === 'slot' || next.is === 'clause' ? '' : next.words;
  const small = hearSmall(text);
  for (let end = small.indexOf(words, at + 1); end >= 0 && end <= text.length; end = small.indexOf(words, end + 1)) {
    yield end;
    if (end === text.length) return;
  }
}

/** Whether all was said that has to be. What a later call repeats of an earlier one may be left unsaid. */
function saysAll(said: readonly string[], steps: readonly Asked[]): boolean {
  return steps.every(({ demands }, step) =>
    [...demands].every(
      ([pointer, { value, hearing }]) =>
        said.includes(`${step}${pointer}`) ||
        steps.slice(0, step).some((earlier) => {
          const same = earlier.demands.get(pointer);
          return same !== undefined && same.hearing.kind === hearing.kind && isSame(same.value, value);
        }),
    ),
  );
}
