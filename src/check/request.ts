import type { Json } from '../model/json.ts';
import type { Upstream } from '../model/primitive.ts';
import { joints, type Way } from '../model/ways.ts';
import type { StandingCall } from './conversation.ts';
import { hasFailed } from './failed.ts';
import type { KnownGround } from './ground.ts';
import { applyChange, isSame, lookUp } from './json.ts';
import { asksBack, opennessOf } from './questions.ts';
import { mayMean } from './reader.ts';
import { findReplies } from './recordings.ts';
import { isSameCall, type Reasons, type Recorded, type Row } from './row.ts';
import { readSignatures } from './signatures.ts';
import { type Asked, type Demand, type Edge, type Frame, type Heard, Speech, type Take, waysOfDate } from './speech.ts';
import { hearTold } from './told.ts';
import { findTurns, isAbout, type TurnFound } from './turns.ts';
import { straighten } from './typos.ts';

/**
 * Whether every user message, from its first word to its last, is a template that asks for the calls of its turn and says all they
 * need, and the system message one of the ground's.
 */
export function judgeRequest(row: Row): Reasons {
  const [system] = row.pair.prompt;
  const faults =
    system?.role === 'system' && row.grounds[0]?.isOwnSystem(system.content) !== true
      ? ['the system message is none of the ground of the call']
      : [];
  const messages = row.pair.prompt.filter((message) => message.role === 'user');
  const { calls } = row.chosen.way;
  const told = new Set(row.pair.meta.ways);
  const heard = new Set<Way>();
  const unasked = messages.flatMap(({ content }, index) => {
    const isLast = index === messages.length - 1;
    const steps = findAsked(row, calls, index + 1, isLast);
    // A call that was never recorded is another claim's business.
    if (steps === null) return [];
    if (steps.length === 0) return [`message "${content.slice(0, 80)}" asks for no call`];
    const text = straighten(content);
    const own: Way[] = text === content ? [] : ['typos'];
    const reading = isLast
      ? chooseReading(told, [...heard, ...own], (take) => readLast(row, calls, text, steps, take))
      : firstReading((take) => readRequest(row, text, steps, take));
    if (reading !== null) {
      for (const way of [...own, ...reading.ways]) if (isLast || way === 'persona' || way === 'typos') heard.add(way);
      return [];
    }
    const tools = steps.map(({ recorded }) => recorded.primitive.tool);
    return [`no template asks for ${tools.join(', then ')} with these arguments in the words ${JSON.stringify(content)}`];
  });
  const [said, found] = [told, heard].map((ways) => [...ways].sort().join(', ') || 'no way of its own');
  const misnamed =
    row.pair.meta.ways === undefined || unasked.length > 0 || said === found ? [] : [`the row tells of ${said}, and is read as ${found}`];
  return [...faults, ...unasked, ...misnamed];
}

function firstReading(read: (take: Take) => boolean): Heard | null {
  let reading: Heard | null = null;
  read((heard) => {
    reading = heard;
    return true;
  });
  return reading;
}

/** Of several readings one that comes in the ways which the row tells of, some of which were heard before. */
function chooseReading(told: ReadonlySet<Way>, heard: readonly Way[], read: (take: Take) => boolean): Heard | null {
  const chosen: { reading: Heard | null } = { reading: null };
  read((other) => {
    const { reading } = chosen;
    if (reading !== null && !(other.ways.every((way) => told.has(way)) && other.ways.length >= reading.ways.length)) return false;
    chosen.reading = other;
    const all = new Set([...heard, ...other.ways]);
    return all.size === told.size && [...all].every((way) => told.has(way));
  });
  return chosen.reading;
}

/** Every way in which the last request can be read: the words that state a value or say which tool is wanted, in order. */
export function readWords(row: Row): (readonly string[])[] {
  const messages = row.pair.prompt.filter((message) => message.role === 'user');
  const { calls } = row.chosen.way;
  const steps = findAsked(row, calls, messages.length, true);
  const readings: (readonly string[])[] = [];
  if (steps === null || steps.length === 0) return readings;
  readLast(row, calls, straighten(messages.at(-1)?.content ?? ''), steps, ({ words }) => {
    readings.push(words);
    return false;
  });
  return readings;
}

/** What the user asks for in a turn, from 1; null where a call of it was never recorded. */
function findAsked(row: Row, all: readonly StandingCall[], turn: number, isLast: boolean): Asked[] | null {
  const made = all.filter((call) => call.turn === turn);
  // A slip that failed is not what was asked for: the call after it is.
  const calls = made.filter((call, index) => index === made.length - 1 || !findReplies(row, call).some(hasFailed));
  const steps: Asked[] = [];
  for (const call of calls) {
    const recorded = call.id === row.chosen.call?.id ? row.chosen.executed : findNext(row, call, steps.at(-1)?.recorded);
    if (recorded === null) return null;
    steps.push(askFor(recorded, calls.slice(0, steps.length), row.pair.prompt));
  }
  if (asksBack(row, 'chosen') && isLast) steps.push(...leaveOpen(row));
  return steps;
}

/**
 * Reads the last message, its slips mended, in every way until one is taken: as a request that says all, as one that takes something back, as a
 * second go, as two requests. Whether one was taken.
 */
function readLast(row: Row, calls: readonly StandingCall[], text: string, steps: readonly Asked[], take: Take): boolean {
  if (readRequest(row, text, steps, take)) return true;
  if (steps.length === 1) return readTurns(row, calls, text, steps[0] as Asked, take);
  return steps.length === 2 && readBoth(row, text, steps, take);
}

/** Reads a whole message as templates that ask for these calls. */
function readRequest(row: Row, content: string, steps: readonly Asked[], take: Take): boolean {
  const { ground } = (steps[0] as Asked).recorded;
  const askings = ground.askingsFor(steps.map(({ recorded }) => recorded.primitive.tool));
  const readIn = (frame: Frame): boolean => {
    if (frame.starts.length === 0 || frame.ends.length === 0) return false;
    const speech = new Speech(content, frame, steps, take);
    return askings.some((asking) => speech.readAs(asking));
  };
  const frame = frameOf(row, content, ground);
  return (
    readIn(frame) ||
    readIn({ ...frame, starts: findStartsAfterAsides(content, frame.starts, row, steps) }) ||
    readIn({ ...frame, ends: findEndsBeforeAsides(content, frame.ends, row, steps) })
  );
}

/** Reads a message as one in which a value takes the place of another: of its own, or of the turn before. */
function readTurns(row: Row, calls: readonly StandingCall[], text: string, asked: Asked, take: Take): boolean {
  const { ground, primitive } = asked.recorded;
  for (const { at, ways } of frameOf(row, text, ground).ends) {
    for (const turn of findTurns(text.slice(0, at))) {
      for (const [pointer, demand] of asked.demands) {
        const spoken = text.slice(turn.value.start, turn.value.end);
        const kinds = [...asked.demands].filter(([other]) => other !== pointer).map(([, { hearing }]) => hearing.kind);
        if (demand.hearing.source !== null || !mayMean(spoken, demand.value, demand.hearing)) continue;
        if (!isAbout(turn, demand.hearing.kind, kinds)) continue;
        const said = [...ways, ...waysOfDate(spoken, demand), turn.way];
        const isOther = (value: Json): boolean =>
          !mayMean(spoken, value, demand.hearing) && (turn.other === null || mayMean(turn.other, value, demand.hearing));
        if (turn.way !== 'correction') {
          const before = findBefore(row, calls, primitive, pointer);
          if (before !== undefined && isOther(before) && take({ words: inOrder(turn, spoken), ways: said })) return true;
          continue;
        }
        const other = lookUp(row.rejected.call?.arguments, pointer);
        if (other === undefined || row.rejected.call?.name !== primitive.tool || !isOther(other)) continue;
        const demands = new Map(asked.demands).set(pointer, { ...demand, value: other, isTakenBack: true });
        const takeBody: Take = (body) => take({ words: [...body.words, ...inOrder(turn, spoken)], ways: [...said, ...body.ways] });
        if (readRequest(row, text.slice(0, turn.at), [{ ...asked, demands }], takeBody)) return true;
      }
    }
  }
  return false;
}

function inOrder({ value, other, otherAt }: TurnFound, spoken: string): string[] {
  if (other === null) return [spoken];
  return otherAt < value.start ? [other, spoken] : [spoken, other];
}

/** The value that the call of the turn before has at an argument, where that is all it differs in. */
function findBefore(row: Row, calls: readonly StandingCall[], primitive: Recorded['primitive'], pointer: string): Json | undefined {
  const made = calls.filter(({ turn }) => turn === row.prompt.turns - 1);
  const [before] = made;
  if (made.length !== 1 || before?.name !== primitive.tool) return undefined;
  const value = lookUp(before.arguments, pointer);
  const own = lookUp(primitive.arguments, pointer) as Json;
  if (value === undefined) return undefined;
  const change = { op: 'replace', pointer, from: value, to: own } as const;
  return isSame(applyChange(before.arguments, change) ?? null, primitive.arguments) ? value : undefined;
}

/** Reads a message as two requests, the first for the first call and the second for the second. */
function readBoth(row: Row, text: string, steps: readonly Asked[], take: Take): boolean {
  const [first, second] = steps as [Asked, Asked];
  const { starts } = frameOf(row, text, first.recorded.ground);
  for (const { before, between } of joints) {
    for (const start of starts.filter(({ at }) => text.startsWith(before, at))) {
      const from = start.at + before.length;
      for (let at = text.indexOf(between, from + 1); at >= 0; at = text.indexOf(between, at + 1)) {
        const begin = firstReading((takeBegin) => readRequest(row, text.slice(from, at), [first], takeBegin));
        if (begin === null) continue;
        const takeSecond: Take = ({ words, ways }) =>
          take({ words: [...begin.words, ...words], ways: [...start.ways, ...ways, 'two_requests'] });
        if (readRequest(row, text.slice(at + between.length), [second], takeSecond)) return true;
      }
    }
  }
  return false;
}

/** The call that is guessed at, with the argument that the request leaves open. */
function leaveOpen({ pair, rejected }: Row): Asked[] {
  const { executed } = rejected;
  if (executed === null) return [];
  const asked = askFor(executed, [], pair.prompt);
  const { pointer } = pair.evidence.stated;
  const demands = [...asked.demands].map(
    ([at, demand]) => [at, at === pointer ? { ...demand, open: opennessOf(rejected, pointer).unsaid } : demand] as const,
  );
  return [{ ...asked, demands: new Map(demands) }];
}

/** The recording of a call: of several, the one that ran in the state which the call before left. */
function findNext(row: Row, call: StandingCall, before: Recorded | undefined): Recorded | null {
  const candidates = findReplies(row, call);
  const follows = ({ ground, primitive }: Recorded): boolean =>
    before?.ground === ground && ground.stateOf(primitive) === ground.stateAfter(before.primitive);
  return candidates.find(follows) ?? candidates[0] ?? null;
}

function askFor(recorded: Recorded, earlier: readonly StandingCall[], prompt: Row['pair']['prompt']): Asked {
  const { ground, primitive } = recorded;
  const [system] = prompt;
  const rootTold = system?.role === 'system' && system.content.includes(ground.root);
  const told = hearTold(prompt);
  const demands = new Map<string, Demand>();
  for (const [pointer, role] of Object.entries(primitive.roles)) {
    const value = lookUp(primitive.arguments, pointer);
    if (role.origin !== 'user' || value === undefined) continue;
    const source = findSource(recorded, pointer, earlier);
    if (source !== null && source.label === null) continue;
    demands.set(pointer, { value, hearing: { ground, tool: primitive.tool, pointer, kind: role.kind, rootTold, told, source } });
  }
  return { recorded, demands };
}

/** Where an argument comes from, when a call of the same turn gave it: the latest one. */
function findSource({ ground, primitive }: Recorded, pointer: string, earlier: readonly StandingCall[]): Upstream | null {
  if (primitive.upstream.length === 0) return null;
  for (const call of earlier.toReversed()) {
    for (const source of primitive.upstream) {
      const giver = ground.primitives.get(source.call);
      if (source.pointer !== pointer || giver === undefined || call.reply !== ground.replyOf(giver)) continue;
      if (isSameCall(call, { name: giver.tool, arguments: giver.arguments })) return source;
    }
  }
  return null;
}

/** Where a request may begin and end: at once, or after an opener and before a closer, or a name. */
function frameOf(row: Row, text: string, { phrases }: KnownGround): Frame {
  const { before, after } = readSignatures(row.pair, text);
  return {
    starts: [
      ...['', ...phrases.openers].filter((opener) => text.startsWith(opener)).map((opener) => ({ at: opener.length, ways: [] })),
      ...before.map((name) => ({ at: name.length, ways: ['persona'] as const })),
    ],
    ends: [
      ...['', ...phrases.closers]
        .filter((closer) => text.endsWith(closer))
        .map((closer) => ({ at: text.length - closer.length, ways: [] })),
      ...after.map((name) => ({ at: text.length - name.length, ways: ['persona'] as const })),
    ],
  };
}

/** Where it may begin after a remark in passing: one that mentions the value which rejected takes, and not the right one. */
function findStartsAfterAsides(text: string, starts: readonly Edge[], row: Row, steps: readonly Asked[]): Edge[] {
  return findAsides(row, steps).flatMap(({ before, after, means }) =>
    starts
      .filter(({ at }) => text.startsWith(before, at))
      .flatMap(({ at, ways }) => {
        const from = at + before.length;
        return placesOf(`${after} `, text, from + 1)
          .filter((end) => means(text.slice(from, end)))
          .map((end) => ({ at: end + after.length + 1, ways: [...ways, 'remark_before' as const] }));
      }),
  );
}

/** Where it may end before such a remark. */
function findEndsBeforeAsides(text: string, ends: readonly Edge[], row: Row, steps: readonly Asked[]): Edge[] {
  return findAsides(row, steps).flatMap(({ before, after, means }) =>
    ends
      .filter(({ at }) => text.endsWith(after, at))
      .flatMap(({ at, ways }) => {
        const end = at - after.length;
        return placesOf(` ${before}`, text, 0)
          .filter((start) => start + before.length + 1 < end && means(text.slice(start + before.length + 1, end)))
          .map((start) => ({ at: start, ways: [...ways, 'remark_after' as const] }));
      }),
  );
}

/** A remark around the value that rejected takes. */
interface Aside {
  before: string;
  after: string;
  means(words: string): boolean;
}

function findAsides({ chosen, rejected }: Row, steps: readonly Asked[]): Aside[] {
  const asked = steps.find(({ recorded }) => recorded === chosen.executed);
  if (asked === undefined || rejected.call?.name !== chosen.call?.name) return [];
  const remarks = asked.recorded.ground.phrases.tools[asked.recorded.primitive.tool]?.asides ?? {};
  return Object.entries(remarks).flatMap(([pointer, wordings]) => {
    const demand = asked.demands.get(pointer);
    const other = lookUp(rejected.call?.arguments, pointer);
    if (demand === undefined || other === undefined) return [];
    const means = (words: string): boolean => mayMean(words, other, demand.hearing) && !mayMean(words, demand.value, demand.hearing);
    return wordings.map((wording) => {
      const [before = '', after = ''] = wording.split('{other}');
      return { before, after, means };
    });
  });
}

function placesOf(words: string, text: string, from: number): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words, from); at >= 0; at = text.indexOf(words, at + 1)) places.push(at);
  return places;
}
