import type { Chain, Mask } from '../grounds/recipe.ts';
import type { Role } from '../model/primitive.ts';

/** What is to be tried on one server, with all that judging the replies needs. Data and pure functions only. */
export interface Plan {
  name: string;
  title: string;
  source: { package: string; version: string; licence: string; command: string[] };
  world: { recipe: string; seed: string };
  /** virtual root: where the records say the world lies */
  root: string;
  roles: Readonly<Record<string, Readonly<Record<string, Role>>>>;
  writes: readonly string[];
  leftOut: Readonly<Record<string, string>>;
  /** applied to every reply */
  masks: readonly Mask[];
  /** applied to all replies of a tool when its replies differ between runs without them */
  spareMasks: readonly Mask[];
  ignored: readonly RegExp[];
  chains: readonly Chain[];
  /** text that the world, the arguments and the tools may repeat: what stands here is no leak */
  known: string;
}

/** Chains per process when none of them writes. Fixed, so that no record depends on the number of jobs. */
const batchSize = 48;

/** Chains that share a process and a world, by their index in the plan. */
export interface Batch {
  chains: readonly number[];
  /** whether a chain in it may change the world; such a batch has one chain */
  writes: boolean;
}

/** Splits a plan's chains into batches: chains that only read share one, chains that write have one each. */
export function planBatches(plan: Plan): Batch[] {
  const writers = new Set(plan.writes);
  const reading: number[] = [];
  const batches: Batch[] = [];
  for (const [index, chain] of plan.chains.entries()) {
    if (chain.some((step) => writers.has(step.tool))) batches.push({ chains: [index], writes: true });
    else reading.push(index);
  }
  for (let at = 0; at < reading.length; at += batchSize) batches.push({ chains: reading.slice(at, at + batchSize), writes: false });
  return batches;
}
