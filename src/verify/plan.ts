import type { Chain, Mask } from '../grounds/recipe.ts';
import type { JsonObject } from '../model/json.ts';
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
  /** a world laid anew under the running server would not be seen: each chain that wrote is the last of its process */
  holdsOpen?: boolean;
  leftOut: Readonly<Record<string, string>>;
  /** applied to every reply */
  masks: readonly Mask[];
  /** applied to all replies of a tool when its replies differ between runs without them */
  spareMasks: readonly Mask[];
  ignored: readonly RegExp[];
  /** made between chains that share a process, unrecorded */
  between?: { tool: string; arguments: JsonObject };
  chains: readonly Chain[];
  /** text that the world, the arguments and the tools may repeat: what stands here is no leak */
  known: string;
}

/** Chains that share a process. Fixed, so that no record depends on the number of jobs. */
const batchSize = 48;

/** How a plan's chains, by their index, share processes in its two runs. */
export interface Batches {
  first: number[][];
  second: number[][];
}

/**
 * Splits a plan's chains into batches so that what a process remembers of one chain shows in another: the first run mixes
 * tools as much as it can, the second keeps chains of the same tools to themselves and takes them backwards.
 */
export function planBatches(plan: Plan): Batches {
  const byTools = Map.groupBy(plan.chains.keys(), (index) => [...new Set(plan.chains[index]?.map(({ tool }) => tool))].sort().join());
  const groups = [...byTools].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  const count = Math.ceil(plan.chains.length / batchSize);
  // Dealt like cards: every batch gets its share of every group.
  const first: number[][] = Array.from({ length: count }, () => []);
  for (const [position, index] of groups.flat().entries()) first[position % count]?.push(index);
  const second = groups.flatMap((group) => cut(group.toReversed()));
  return { first, second };
}

/**
 * One chain that went well for every sequence of tools and sets of arguments, as far back in its batch as there is one: run
 * alone, they show whether a call is only what it is because of what other chains left in the process.
 */
export function pickSamples(first: readonly (readonly number[])[], runs: readonly (readonly SampledTrial[])[]): number[] {
  const picked = new Map<string, { chain: number; position: number }>();
  for (const batch of first) {
    for (const [position, chain] of batch.entries()) {
      const trials = runs[chain] ?? [];
      if (trials.some(({ verdict }) => verdict !== 'ok')) continue;
      const key = JSON.stringify(trials.map(({ tool, arguments: args }) => [tool, Object.keys(args).sort()]));
      if (position > (picked.get(key)?.position ?? -1)) picked.set(key, { chain, position });
    }
  }
  return [...picked.values()].map(({ chain }) => chain).sort((a, b) => a - b);
}

type SampledTrial = { tool: string; arguments: object; verdict: string };

function cut(indexes: readonly number[]): number[][] {
  const batches: number[][] = [];
  for (let at = 0; at < indexes.length; at += batchSize) batches.push(indexes.slice(at, at + batchSize));
  return batches;
}
