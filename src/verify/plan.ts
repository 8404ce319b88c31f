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

/** Chains that may share a process. Fixed, so that no record depends on the number of jobs. */
const batchSize = 48;

/** Indexes of a plan's chains, split by whether one of their tools writes, in batches that may share a process. */
export interface Batches {
  reading: number[][];
  writing: number[][];
}

/** Splits a plan's chains into batches, in their order. */
export function planBatches(plan: Plan): Batches {
  const writers = new Set(plan.writes);
  const isWriting = (index: number) => plan.chains[index]?.some((step) => writers.has(step.tool)) === true;
  const indexes = [...plan.chains.keys()];
  return { reading: cut(indexes.filter((index) => !isWriting(index))), writing: cut(indexes.filter(isWriting)) };
}

/**
 * One reading chain that went well for every tool and set of arguments: run alone, they show whether a tool only works because of what
 * another chain left in the process.
 */
export function pickSamples(plan: Plan, runs: readonly (readonly { tool: string; arguments: object; verdict: string }[])[]): number[] {
  const picked = new Map<string, number>();
  for (const index of planBatches(plan).reading.flat()) {
    const trials = runs[index] ?? [];
    if (trials.some(({ verdict }) => verdict !== 'ok')) continue;
    for (const { tool, arguments: args } of trials) {
      const key = JSON.stringify([tool, Object.keys(args).sort()]);
      if (!picked.has(key)) picked.set(key, index);
    }
  }
  return [...new Set(picked.values())];
}

function cut(indexes: readonly number[]): number[][] {
  const batches: number[][] = [];
  for (let at = 0; at < indexes.length; at += batchSize) batches.push(indexes.slice(at, at + batchSize));
  return batches;
}
