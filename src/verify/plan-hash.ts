import { hashJson } from '../model/hash.ts';
import type { Plan } from './plan.ts';
import type { ListedTool } from './tools.ts';

/**
 * sha256 (hex) of all that decides what a plan's calls come to and how they are judged: the chains, the tools as listed, the seeded world
 * by its digest. Two machines with the same hash may share the chains.
 */
export function hashPlan(plan: Plan, tools: readonly ListedTool[], world: string): string {
  const { name, root, writes, leftOut, masks, ignored, known, chains } = plan;
  return hashJson({
    name,
    root,
    world,
    writes,
    leftOut,
    known,
    masks: masks.map(({ name: mask, pattern, replacement }) => [mask, String(pattern), replacement]),
    ignored: ignored.map(String),
    tools: tools.map((tool) => [tool.name, tool.hash, tool.fault]),
    chains: chains.map((chain) => chain.map(({ tool, arguments: args }) => [tool, typeof args === 'function' ? String(args) : args])),
  });
}
