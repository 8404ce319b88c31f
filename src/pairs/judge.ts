import type { Primitive } from '../model/primitive.ts';
import type { Mutation } from '../operators/operator.ts';
import { outcomesDiffer } from '../primitives/families.ts';
import { type Call, callOf, changeCall, type Decision, stepOf } from '../trajectories/decision.ts';
import { canonicalCall } from './equivalence.ts';

/** A mutation that is proved wrong, with what proves it. */
export interface Proved {
  mutation: Mutation;
  /** the rejected call; null where the rejected side answers instead */
  call: Call | null;
  /** the primitive that recorded it; null where none did */
  recorded: Primitive | null;
}

/** Why a mutation cannot be proved wrong. Every discard is counted under one of these. */
export type DiscardReason =
  /** the changed call does not fit its tool's schema */
  | 'invalid_schema'
  /** the changed call means the same, said differently */
  | 'equivalent'
  /** executed, the changed call gave the same reply */
  | 'same_result'
  /** nobody executed the changed call, and only its reply could tell whether it matters or just fails */
  | 'unrecorded'
  /** no request states what the change contradicts */
  | 'not_stated'
  /** no request fits these calls */
  | 'no_request_fits'
  /** the same calls were recorded in a state that took fewer calls to reach */
  | 'same_calls'
  /** the reply gives no answer to say */
  | 'no_answer';

export type Judgement = { proved: Proved } | { discarded: DiscardReason };

/** Judges one mutation of a decision against schema, meaning and recordings. What the request states is judged per template. */
export function judgeMutation(decision: Decision, mutation: Mutation): Judgement {
  const { change } = mutation;
  const { ground } = decision.trajectory;
  const { primitive } = stepOf(decision);
  if (change.op === 'answer') return { proved: { mutation, call: null, recorded: null } };
  if (change.op === 'call') {
    return decision.trajectory.answers.length === 0
      ? { discarded: 'no_answer' }
      : { proved: { mutation, call: callOf(change.again), recorded: change.again } };
  }
  const call = changeCall(callOf(primitive), change);
  if (!ground.tools.has(call.name) || !ground.accepts(call.name, call.arguments)) return { discarded: 'invalid_schema' };
  const tool = ground.tools.get(primitive.tool);
  if (
    call.name === primitive.tool &&
    canonicalCall(call, primitive.roles, tool) === canonicalCall(callOf(primitive), primitive.roles, tool)
  ) {
    return { discarded: 'equivalent' };
  }
  const recorded = ground.families.recorded(call.name, call.arguments, primitive.after) ?? null;
  if (recorded !== null && !outcomesDiffer(recorded, primitive)) return { discarded: 'same_result' };
  // Another value written to the same place is wrong whatever the reply; of any other change only the reply tells whether it matters, or just fails.
  const writesAnother = call.name === primitive.tool && change.op === 'replace' && primitive.effect === 'changed';
  if (recorded === null && !writesAnother) return { discarded: 'unrecorded' };
  return { proved: { mutation, call, recorded } };
}
