import type { Json, JsonObject } from '../model/json.ts';
import { removeAt, replaceAt } from '../model/pointer.ts';
import type { Primitive } from '../model/primitive.ts';
import { hasFailed } from '../primitives/families.ts';
import type { Step, Trajectory } from './trajectory.ts';

/**
 * A point of a trajectory where the assistant acts: it owes a call, the answer because every reply is there, or a question because the
 * request leaves open what the call needs.
 */
export interface Decision {
  trajectory: Trajectory;
  /** the call that is due, or that the answer follows; from 0 */
  step: number;
  due: 'call' | 'answer' | 'question';
}

/** A call's name and arguments. */
export interface Call {
  name: string;
  arguments: JsonObject;
}

/** Every point of a trajectory that can be decided wrongly. */
export function decisionsOf(trajectory: Trajectory): Decision[] {
  if (trajectory.open !== undefined) return [{ trajectory, step: 0, due: 'question' }];
  if (trajectory.slip !== undefined) return [{ trajectory, step: 0, due: 'call' }];
  if (hasFailed((trajectory.steps[0] as Step).primitive)) return [{ trajectory, step: 0, due: 'answer' }];
  const calls = trajectory.steps.map((_, step): Decision => ({ trajectory, step, due: 'call' }));
  return [...calls, { trajectory, step: trajectory.steps.length - 1, due: 'answer' }];
}

/** The call that failed just before a decision; null where none did. */
export function failedBefore({ trajectory: { slip, steps }, due }: Decision): Primitive | null {
  if (slip !== undefined) return slip;
  const last = steps.at(-1)?.primitive;
  return due === 'answer' && last !== undefined && hasFailed(last) ? last : null;
}

/** The step a decision is about. */
export function stepOf(decision: Decision): Step {
  return decision.trajectory.steps[decision.step] as Step;
}

/** The call a primitive records. */
export function callOf(primitive: Primitive): Call {
  return { name: primitive.tool, arguments: primitive.arguments };
}

/** A call with one place changed; the input stays as it is and shares nothing that changed. */
export function changeCall(call: Call, change: { op: 'replace'; pointer: string; to: Json } | { op: 'remove'; pointer: string }): Call {
  const document = call as unknown as JsonObject;
  const changed = change.op === 'remove' ? removeAt(document, change.pointer) : replaceAt(document, change.pointer, change.to);
  return changed as unknown as Call;
}
