import { z } from 'zod';
import { canonicalJson } from '../model/canonical.ts';
import { type JsonObject, jsonObjectSchema } from '../model/json.ts';
import { type Channel, channelSchema, type Result, resultSchema, type Verdict, verdictSchema } from '../model/primitive.ts';
import { replyText } from '../primitives/reply.ts';
import { maskResult } from './mask.ts';
import type { Plan } from './plan.ts';

/** One call as one run of its chain made it. Arguments and reply name the virtual root; masks that always apply are applied. */
export interface Trial {
  tool: string;
  arguments: JsonObject;
  verdict: Verdict;
  /** the way a failure came; null when the call succeeded or was not made */
  channel?: Channel | null;
  /** why the call is not kept; empty when nothing speaks against it */
  reason: string;
  result: Result | null;
  masks: string[];
  effect: 'none' | 'changed';
  /** digest of the world after a call that changed it */
  leaves: string | null;
}

/** A trial that comes from elsewhere. */
export const trialSchema: z.ZodType<Trial> = z.strictObject({
  tool: z.string(),
  arguments: jsonObjectSchema,
  verdict: verdictSchema,
  channel: channelSchema.nullable().optional(),
  reason: z.string(),
  result: resultSchema.nullable(),
  masks: z.array(z.string()),
  effect: z.enum(['none', 'changed']),
  leaves: z.string().nullable(),
}) as z.ZodType<Trial>;

/** One call as two runs made it, settled. */
export interface Settled extends Trial {
  stability: 'stable' | 'masked';
}

/** Whether a verdict is that of a call that failed and said so. */
export function isFailure(verdict: Verdict): verdict is 'tool_error' | 'soft_error' {
  return verdict === 'tool_error' || verdict === 'soft_error';
}

/** Whether two runs of one chain made the same calls and got the same replies. What they left behind may differ: times, for one. */
export function agree(first: readonly Trial[] | undefined, second: readonly Trial[] | undefined): boolean {
  return first !== undefined && second !== undefined && findDisagreement(first, second) === null;
}

/** The tool of the first call in which two runs of one chain disagree, or null when they agree. */
export function findDisagreement(first: readonly Trial[] = [], second: readonly Trial[] = []): string | null {
  const length = Math.max(first.length, second.length);
  for (let index = 0; index < length; index += 1) {
    const [left, right] = [first[index], second[index]];
    const isSame =
      left !== undefined && right !== undefined && canonicalJson({ ...left, leaves: null }) === canonicalJson({ ...right, leaves: null });
    if (!isSame) return (left ?? right)?.tool ?? null;
  }
  return null;
}

/**
 * Settles two runs of the plan's chains, each a list of trials by chain, into one: what differs between them is refused. The
 * spare masks of a plan are used for a tool as soon as any of its replies needs them, so that all its records read alike.
 */
export function settleRuns(plan: Plan, first: readonly (readonly Trial[])[], second: readonly (readonly Trial[])[]): Settled[][] {
  const needing = findNeedingMasks(plan, first, second);
  const applyMasks = (trial: Trial): Trial => {
    if (!needing.has(trial.tool) || trial.result === null) return trial;
    const masked = maskResult(trial.result, plan.spareMasks);
    return { ...trial, result: masked.result, masks: [...new Set([...trial.masks, ...masked.masks])] };
  };
  return first.map((trials, chain) => {
    const others = second[chain] ?? [];
    return trials.map((trial, index) => {
      const other = others[index];
      return settleTrial(applyMasks(trial), other === undefined ? undefined : applyMasks(other));
    });
  });
}

function findNeedingMasks(plan: Plan, first: readonly (readonly Trial[])[], second: readonly (readonly Trial[])[]): Set<string> {
  const tools = new Set<string>();
  if (plan.spareMasks.length === 0) return tools;
  for (const [chain, trials] of first.entries()) {
    for (const [index, trial] of trials.entries()) {
      const other = second[chain]?.[index];
      if (other === undefined || trial.result === null || other.result === null) continue;
      if (canonicalJson(trial.result) === canonicalJson(other.result)) continue;
      const masked = [trial.result, other.result].map((result) => canonicalJson(maskResult(result, plan.spareMasks).result));
      if (masked[0] === masked[1]) tools.add(trial.tool);
    }
  }
  return tools;
}

function settleTrial(trial: Trial, other: Trial | undefined): Settled {
  const stability = trial.masks.length === 0 ? 'stable' : 'masked';
  const refuse = (reason: string, { verdict, channel = null }: Pick<Trial, 'verdict' | 'channel'> = trial): Settled => ({
    ...trial,
    stability,
    verdict,
    channel,
    reason,
  });
  if (other === undefined) return refuse('not stable: the second run did not come to this call');
  if (canonicalJson(trial.arguments) !== canonicalJson(other.arguments))
    return refuse('not stable: the second run took other arguments from its replies');
  if (trial.verdict !== other.verdict) {
    const [worse] = [trial, other].filter(({ verdict }) => verdict !== 'ok').sort((a, b) => (a.verdict < b.verdict ? -1 : 1));
    return refuse(`not stable: ${[trial.verdict, other.verdict].sort().join(' in one run, ')} in the other`, worse);
  }
  if (trial.verdict !== 'ok' || trial.reason !== '' || other.reason !== '') {
    const isSame = trial.effect === other.effect && canonicalJson(trial.result) === canonicalJson(other.result);
    if (trial.reason === other.reason && isSame) return { ...trial, stability };
    return refuse(
      trial.verdict === 'ok'
        ? `not stable: ${trial.reason === '' ? other.reason : trial.reason}`
        : `the two runs failed with different words`,
    );
  }
  if (trial.effect !== other.effect) return refuse('not stable: one run changed the world, the other did not');
  if (trial.result === null || other.result === null) return { ...trial, stability };
  if (canonicalJson(trial.result) !== canonicalJson(other.result))
    return refuse(`not stable: ${describeDifference(trial.result, other.result)}`);
  const leaves = trial.leaves === other.leaves ? trial.leaves : null;
  return { ...trial, stability, leaves, masks: [...new Set([...trial.masks, ...other.masks])] };
}

/** Where two replies part, in a few characters. Says nothing of the second's text: it differs each time. */
export function describeDifference(first: Result, second: Result): string {
  const [left, right] = [replyText(first), replyText(second)];
  if (left === right) return 'the replies of the two runs differ outside their text';
  let at = 0;
  while (left[at] === right[at]) at += 1;
  const before = left.slice(Math.max(0, at - 40), at).replace(/\s+/gu, ' ');
  return `the replies of the two runs differ at character ${at}, after ${JSON.stringify(before.toWellFormed())}`;
}
