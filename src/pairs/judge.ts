import type { Json } from '../model/json.ts';
import type { Primitive } from '../model/primitive.ts';
import { type CallChange, type Claim, isCallChange, type Mutation, type Operator } from '../operators/operator.ts';
import { isPlaceholder } from '../operators/placeholders.ts';
import { readCells } from '../operators/values/cells.ts';
import { outcomesDiffer } from '../primitives/families.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import { type Call, callOf, changeCall, type Decision, stepOf } from '../trajectories/decision.ts';
import { canonicalCall } from './equivalence.ts';

/** A mutation that is proved wrong, with what proves it. */
export interface Proved extends Mutation {
  /** the primitive that recorded the rejected call; null where none did, or where nothing is called */
  recorded: Primitive | null;
  /** a change of another argument that is made as well, proved alone; `recorded` is then of the call with both */
  second?: Proved & { operator: Operator };
  /** where there is a second change: the primitive that recorded the call with the first one alone */
  alone?: Primitive | null;
}

/** The rejected call; null where the rejected side answers instead. */
export function wrongCallOf(decision: Decision, { change, second }: Changes): Call | null {
  if (change.op === 'call') return callOf(change.again);
  if (!isCallChange(change)) return null;
  const call = changeCall(callOf(stepOf(decision).primitive), change);
  return second !== undefined && isCallChange(second.change) ? changeCall(call, second.change) : call;
}

/** One change of a call, or two. */
type Changes = Pick<Mutation, 'change'> & Pick<Proved, 'second'>;

/** The primitive that recorded the rejected call in the state of the decision; null where none did, or where nothing is called. */
export function recordingOf(decision: Decision, mutation: Changes): Primitive | null {
  const { change } = mutation;
  if (change.op === 'call') return change.again;
  const call = wrongCallOf(decision, mutation);
  const { families } = decision.trajectory.ground;
  return call === null ? null : (families.recorded(call.name, call.arguments, stepOf(decision).primitive.after) ?? null);
}

/** Why a mutation cannot be proved wrong. Every discard is counted under one of these. */
export type DiscardReason =
  /** the changed call does not fit its tool's schema */
  | 'invalid_schema'
  /** a call that was to break its schema is one that a validator takes */
  | 'unbroken'
  /** the changed call means the same, said differently */
  | 'equivalent'
  /** executed, the changed call failed: anybody sees that */
  | 'fails'
  /** executed, the changed call gave the same reply */
  | 'same_result'
  /** nobody executed the changed call, and only its reply could tell whether it matters or just fails */
  | 'unrecorded'
  /** alone it is proved; no other mutation can be made with it */
  | 'no_second'
  /** no request states what the change contradicts */
  | 'not_stated'
  /** no request fits these calls */
  | 'no_request_fits'
  /** the words that ask for these calls ask for others too, which have them */
  | 'same_request'
  /** the reply gives no answer to say */
  | 'no_answer';

export type Judgement = { proved: Proved } | { discarded: DiscardReason };

/**
 * Judges mutations of decisions, one at a time, against schema, meaning and recordings; one that is to break its schema against two
 * validators. What the request states is judged per template.
 */
export type Judge = (decision: Decision, mutation: Mutation, claim?: Claim) => Judgement;

type JudgedCall = { recorded: Primitive | null } | { discarded: DiscardReason };

/** A judge with a memory: several operators propose the same change in different settings. */
export function createJudge(): Judge {
  const fitting = new Map<Primitive, boolean>();
  /** Whether a call fits its schema; that a recorded one does is found out once. */
  const fits = (ground: GroundLibrary, call: Call, recorded: Primitive | null): boolean => {
    if (recorded === null) return ground.accepts(call.name, call.arguments);
    const answer = fitting.get(recorded) ?? ground.accepts(call.name, call.arguments);
    fitting.set(recorded, answer);
    return answer;
  };
  const known = new Map<Primitive, { meaning: string; judged: Map<string, JudgedCall> }>();
  return (decision, mutation, claim = 'breaks-intent') => {
    const { change } = mutation;
    const { ground } = decision.trajectory;
    const { primitive } = stepOf(decision);
    if (change.op === 'answer' || change.op === 'say') return { proved: { ...mutation, recorded: null } };
    if (change.op === 'call') {
      return decision.trajectory.answers.length === 0 ? { discarded: 'no_answer' } : { proved: { ...mutation, recorded: change.again } };
    }
    if (claim === 'breaks-schema') {
      const isBroken = breaks(ground, changeCall(callOf(primitive), change), change);
      return isBroken ? { proved: { ...mutation, recorded: null } } : { discarded: 'unbroken' };
    }
    let about = known.get(primitive);
    if (about === undefined) {
      about = { meaning: canonicalCall(callOf(primitive), primitive.roles, ground.tools.get(primitive.tool)), judged: new Map() };
      known.set(primitive, about);
    }
    const key = change.op === 'remove' ? change.pointer : `${change.pointer} ${JSON.stringify(change.to)}`;
    let judged = about.judged.get(key);
    if (judged === undefined) {
      judged = judgeCall(ground, primitive, change, about.meaning, fits);
      about.judged.set(key, judged);
    }
    return 'discarded' in judged ? judged : { proved: { ...mutation, ...judged } };
  };
}

/** Whether no such tool is there, both validators refuse the arguments, or a placeholder was left in them. */
function breaks(ground: GroundLibrary, call: Call, change: CallChange): boolean {
  if (!ground.tools.has(call.name) || ground.refuses(call.name, call.arguments)) return true;
  return change.op === 'replace' && isPlaceholder(change.to);
}

/** Whether cells get another extent than the table has that the call writes into them: such a call just fails. */
function outgrowsTable(from: Json, to: Json, call: Call): boolean {
  const [was, is] = [readCells(from), readCells(to)];
  if (was === null || is === null || (was.right - was.left === is.right - is.left && was.bottom - was.top === is.bottom - is.top))
    return false;
  return Object.values(call.arguments).some((value) => Array.isArray(value) && value.every(Array.isArray));
}

function judgeCall(
  ground: GroundLibrary,
  primitive: Primitive,
  change: CallChange,
  meaning: string,
  fits: (ground: GroundLibrary, call: Call, recorded: Primitive | null) => boolean,
): JudgedCall {
  const call = changeCall(callOf(primitive), change);
  const isSameTool = call.name === primitive.tool;
  const recorded = ground.families.recorded(call.name, call.arguments, primitive.after) ?? null;
  if (!ground.tools.has(call.name) || !fits(ground, call, recorded)) return { discarded: 'invalid_schema' };
  if (isSameTool && canonicalCall(call, primitive.roles, ground.tools.get(call.name)) === meaning) return { discarded: 'equivalent' };
  if (recorded === null && ground.families.fails(call.name, call.arguments, primitive.after)) return { discarded: 'fails' };
  if (recorded !== null && !outcomesDiffer(recorded, primitive)) return { discarded: 'same_result' };
  // Another value written to the same place is wrong whatever the reply; of any other change only the reply tells whether it matters, or just fails.
  const writesAnother =
    isSameTool && change.op === 'replace' && primitive.effect === 'changed' && !outgrowsTable(change.from, change.to, call);
  if (recorded === null && !writesAnother) return { discarded: 'unrecorded' };
  return { recorded };
}
