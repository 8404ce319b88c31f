import type { Json } from '../model/json.ts';
import type { Primitive, Upstream } from '../model/primitive.ts';
import { quote } from './claims.ts';
import type { StandingCall } from './conversation.ts';
import { isSame, lookUp } from './json.ts';
import { isSameCall, type Reasons, type Recorded, type Row } from './row.ts';

/** Whether each side's call was recorded as the evidence says. */
export function judgeExecuted(row: Row): Reasons {
  const faults: string[] = [];
  for (const side of ['chosen', 'rejected'] as const) {
    const { call, executed } = row[side];
    const id = row.pair.evidence.executed[side];
    if (call === null) {
      if (id !== null) faults.push(`evidence.executed.${side} is ${id} though ${side} makes no call`);
    } else if (id === null) {
      if (side === 'chosen') faults.push('the chosen call was not executed');
      else {
        const overlooked = findRecording(row, call);
        if (overlooked !== undefined) faults.push(`evidence.executed.rejected is null though ${overlooked} recorded that call`);
      }
    } else if (executed === null) faults.push(`no recording ${id} in ${row.pair.meta.grounds.join(', ')}`);
    else if (!isSameCall(call, { name: executed.primitive.tool, arguments: executed.primitive.arguments })) {
      faults.push(`${id} recorded ${executed.primitive.tool} with ${quote(executed.primitive.arguments)}, not the call of ${side}`);
    }
  }
  return faults;
}

/** Whether the evidence claims no recording: a given row has none. */
export function judgeNothingRecorded({ evidence, continuation }: Row['pair']): Reasons {
  const faults = (['executed', 'reported'] as const).flatMap((what) =>
    (['chosen', 'rejected'] as const).flatMap((side) =>
      evidence[what][side] === null ? [] : [`evidence.${what}.${side} is ${evidence[what][side]}; no recording stands behind a given row`],
    ),
  );
  if (evidence.equivalence.results !== 'unknown') faults.push('results is "differ" though nothing was recorded');
  if (continuation.rejected.length > 0) faults.push('something follows the rejected side, which was never taken');
  return faults;
}

/** The recording of a call in the state in which the chosen call ran; in any state where chosen makes no call. */
function findRecording(row: Row, call: NonNullable<Row['rejected']['call']>): string | undefined {
  const chosen = row.chosen.executed;
  if (row.chosen.call !== null && chosen === null) return undefined;
  const grounds = chosen === null ? row.grounds : [chosen.ground];
  return grounds
    .flatMap((ground) => ground.recordings(call.name, call.arguments))
    .find((primitive) => chosen === null || isSame(primitive.after, chosen.primitive.after))?.id;
}

/** The recordings of a standing call that gave its reply. */
export function findReplies(row: Row, call: StandingCall): readonly Recorded[] {
  let found = row.replies.get(call);
  if (found === undefined) {
    found = row.grounds.flatMap((ground) =>
      ground
        .recordings(call.name, call.arguments)
        .filter((primitive) => ground.replyOf(primitive) === call.reply)
        .map((primitive) => ({ ground, primitive })),
    );
    row.replies.set(call, found);
  }
  return found;
}

/** Whether every reply of the conversation, and of what follows either side, was recorded for its call. */
export function judgeReplies(row: Row): Reasons {
  const faults: string[] = [];
  let replies = 0;
  const judge = (calls: readonly StandingCall[], where: string): void => {
    for (const call of calls) {
      if (call.reply === null) continue;
      replies += 1;
      if (findReplies(row, call).length === 0)
        faults.push(`${where}: the reply to ${call.id} (${call.name}) was never recorded for that call`);
    }
  };
  judge(row.prompt.calls, 'prompt');
  for (const side of ['chosen', 'rejected'] as const) {
    const { continuation, call, executed, way } = row[side];
    if (continuation.length === 0) continue;
    const after = way.calls.slice(row.prompt.calls.length);
    judge(after, `continuation.${side}`);
    const first = after.find((standing) => standing.id === call?.id);
    if (first !== undefined && executed !== null && first.reply !== executed.ground.replyOf(executed.primitive)) {
      faults.push(`continuation.${side}: the reply to ${first.id} is not that of ${executed.primitive.id}`);
    }
  }
  return replies === 0 ? null : faults;
}

/** Whether one state of the world carries the whole conversation: each call ran in what the calls before it left. */
export function judgeState(row: Row): Reasons {
  const faults: string[] = [];
  for (const ground of row.grounds) {
    // The states the world may be in; null before the first call, when it may be any.
    let states: ReadonlySet<string> | null = null;
    for (const call of row.prompt.calls) {
      const candidates = findReplies(row, call).filter((recorded) => recorded.ground === ground);
      if (candidates.length === 0) continue;
      const open = states;
      const next: Set<string> = new Set(
        candidates
          .filter(({ primitive }) => open === null || open.has(ground.stateOf(primitive) ?? '?'))
          .flatMap(({ primitive }) => ground.stateAfter(primitive) ?? []),
      );
      if (next.size === 0)
        faults.push(`the reply to ${call.id} (${call.name}) was recorded in another state than the calls before it left`);
      else states = next;
    }
    for (const side of ['chosen', 'rejected'] as const) {
      const executed = row[side].executed;
      if (executed?.ground !== ground) continue;
      const state = ground.stateOf(executed.primitive);
      if (state === null) faults.push(`${executed.primitive.id} ran after a call that is not recorded`);
      else if (states !== null && !states.has(state))
        faults.push(`${executed.primitive.id} (${side}) was recorded in another state than the prompt left`);
    }
    const [left, right] = [row.chosen.executed, row.rejected.executed];
    if (left?.ground === ground && right?.ground === ground && ground.stateOf(left.primitive) !== ground.stateOf(right.primitive)) {
      faults.push(`${left.primitive.id} and ${right.primitive.id} were recorded in different states`);
    }
  }
  return faults;
}

/**
 * Whether an argument of the chosen call that comes from an earlier reply stands in a reply of the prompt. It has to come from there
 * when nobody says it: its origin is upstream, or the request names the element only. In a chain at least one argument does.
 */
export function judgeUpstream(row: Row): Reasons {
  const { call, executed } = row.chosen;
  if (call === null || executed === null || executed.primitive.upstream.length === 0) return null;
  const { primitive } = executed;
  const { stated } = row.pair.evidence;
  const faults: string[] = [];
  let standing = 0;
  for (const pointer of new Set(primitive.upstream.map((source) => source.pointer))) {
    const sources = primitive.upstream.filter((source) => source.pointer === pointer && stands(row, executed, source));
    const unsaid = primitive.roles[pointer]?.origin === 'upstream' || (stated.label && stated.pointer === pointer);
    standing += sources.length;
    if (sources.length === 0 && unsaid) faults.push(`${pointer} comes from an earlier reply, which is not in the prompt`);
    for (const source of sources) faults.push(...judgeSource(executed, source, lookUp(call.arguments, pointer)));
  }
  if (standing === 0 && row.pair.shape === 'serial' && row.pair.deviation.step > 0 && isChain(row, executed)) {
    faults.push('no argument of the call comes from the replies before it');
  }
  return faults;
}

/** Whether anybody asks for the calls of the turn as for one thing; those of two requests in one message have nothing to do with each other. */
function isChain({ prompt }: Row, { ground, primitive }: Recorded): boolean {
  const made = prompt.calls.filter(({ turn }) => turn === prompt.turns).map(({ name }) => name);
  return ground.askingsFor([...made, primitive.tool]).length > 0;
}

/** Whether the call that gave the value stands in the prompt with its recorded reply. */
export function stands(row: Row, { ground }: Recorded, source: Upstream): boolean {
  const earlier = ground.primitives.get(source.call);
  if (earlier === undefined) return false;
  const recorded = { name: earlier.tool, arguments: earlier.arguments };
  return row.prompt.calls.some((made) => made.reply === ground.replyOf(earlier) && isSameCall(made, recorded));
}

function judgeSource({ ground }: Recorded, source: Upstream, value: Json | undefined): string[] {
  const reply = ground.replyOf(ground.primitives.get(source.call) as Primitive);
  const { pointer, at, label } = source;
  const words = reply.slice(at.start, at.end);
  const faults: string[] = [];
  if (value === undefined || !(words === String(value) || words === JSON.stringify(value) || `"${words}"` === JSON.stringify(value))) {
    faults.push(`${pointer} is ${quote(value)}, and the reply has ${quote(words)} at ${at.start}-${at.end}`);
  }
  if (label !== null && reply.slice(label.start, label.end) !== label.text) {
    faults.push(`the reply has no ${quote(label.text)} at ${label.start}-${label.end}`);
  }
  return faults;
}

/** Whether the two sides came to different things: by their replies, got or reported, or by the worlds they left behind. */
export function judgeResults(row: Row): Reasons {
  const { results } = row.pair.evidence.equivalence;
  const { chosen, rejected } = row;
  const { family } = row.pair.deviation;
  // Calling again gives the reply that is already there, and a guess is wrong whatever it gives: no result tells the sides apart.
  if (chosen.call === null && (family !== 'wrong_answer' || chosen.reported === rejected.reported)) {
    return results === 'unknown' ? null : ['results is "differ" though only one reply was reported'];
  }
  if (results === 'unknown') return rejected.executed === null ? [] : ['results is unknown though the rejected call has a recorded reply'];
  const left = chosen.executed ?? chosen.reported;
  const right = rejected.executed ?? rejected.reported;
  if (left === null || right === null) return ['results is "differ" though a side has no recorded reply'];
  if (chosen.executed !== null && rejected.executed !== null && leaveDifferent(left.primitive, right.primitive)) return [];
  const [one, other] = [left, right].map(({ ground, primitive }) => ground.plainReplyOf(primitive));
  return one === other ? ['the recorded replies of both sides are the same'] : [];
}

/** Whether only one of two calls changed the world, or both did and left it different. */
function leaveDifferent(one: Primitive, other: Primitive): boolean {
  if (one.effect !== other.effect) return true;
  return one.leaves !== null && other.leaves !== null && one.leaves !== other.leaves;
}
