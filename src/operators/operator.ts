import type { Json } from '../model/json.ts';
import type { Family } from '../model/pair.ts';
import type { Primitive } from '../model/primitive.ts';
import type { Stream } from '../random/stream.ts';
import { type Decision, failedBefore } from '../trajectories/decision.ts';

/** Where an operator may act: an argument of the call that is due, or (pointer '') the call as a whole. */
export interface Target {
  pointer: string;
}

/** One change to what the assistant does, as data. Pointers lead into the call `{name, arguments}`. */
export type Change =
  | { op: 'replace'; pointer: string; from: Json; to: Json }
  | { op: 'remove'; pointer: string; from: Json }
  /** answers instead of calling: reports a reply as if it were that to `asked` */
  | { op: 'answer'; reports: Primitive; asked: Primitive }
  /** makes this call instead of saying something: one that was made already, one that nobody asked for, one with a guessed value */
  | { op: 'call'; again: Primitive }
  /** says one of these instead of calling, or instead of the right answer; `reports` the reply they are taken from, null where they report none */
  | { op: 'say'; words: readonly string[]; reports: Primitive | null };

/** A change to the call that is due, in place of another step. */
export type CallChange = Extract<Change, { op: 'replace' | 'remove' }>;

export function isCallChange(change: Change): change is CallChange {
  return change.op === 'replace' || change.op === 'remove';
}

/** What the conversation must hold for the mutation to be a mistake somebody makes. */
export type Setting =
  | { needs: 'request' }
  /** an earlier turn about this call */
  | { needs: 'turn'; about: Primitive }
  /** a remark before the request that mentions this call's value of the target */
  | { needs: 'aside'; about: Primitive };

/** The usual setting: nothing but the request. One object, for a plan holds it a hundred thousand times. */
export const requestAlone: Setting = { needs: 'request' };

/** The record of one change, before judgement. */
export interface Mutation {
  change: Change;
  setting: Setting;
  /** the argument (or '' for the tool) whose statement in the request proves the change wrong: that the request says it, or leaves it open */
  stated: string;
}

/** What is wrong with a mutant: it is valid and not what was meant, or no validator takes it. */
export type Claim = 'breaks-intent' | 'breaks-schema';

/** A rule that makes mutants. Its name equals its file's. */
export interface Operator {
  name: string;
  family: Family;
  /** what the mistake is, in one sentence */
  summary: string;
  claim: Claim;
  /** its share within its family, relative to the others, unless the config says otherwise */
  weight: number;
  /** what just happened where it acts, if that is another thing than what was asked for: a call that failed */
  after?: 'failure';
  /** Where it may act; none when it has nothing to say here. */
  targets(decision: Decision): readonly Target[];
  /** The changes it proposes there, nearest misses first; the stream breaks ties and fills in. Never throws, never touches its input. */
  mutate(decision: Decision, target: Target, stream: Stream): Iterable<Mutation>;
  /** For one that takes its changes from other recorded calls: the mutation that it takes from this one. */
  take?(decision: Decision, target: Target, other: Primitive): Mutation;
}

/** Whether an operator has anything to do with what happened before a decision: after a call that failed, only those that are about it. */
export function actsAt({ after }: Operator, decision: Decision): boolean {
  return (after === 'failure') === (failedBefore(decision) !== null);
}
