import type { Chain, ChainStep } from '../../grounds/recipe.ts';
import { pointerOf, valueAt } from '../../model/pointer.ts';
import { replyText } from '../../primitives/reply.ts';
import { isItsOwn, slotKey } from './candidates.ts';
import { pickSeen, type Seen, type Source, sortOf } from './harvest.ts';
import type { Knowledge } from './knowledge.ts';
import type { ToolState, Worked } from './proposals.ts';
import type { Slot } from './slots.ts';

const mostLinks = 10;

/**
 * The chains worth recording: every call that went well, after those it rests on, and for values that another tool's reply
 * shows, that call before it. The most telling first.
 */
export function settleChains(tools: readonly ToolState[], known: Knowledge): Chain[] {
  const singles = tools.map(({ tool, worked }) => {
    const solid = worked.filter(({ isHollow }) => !isHollow);
    const kept = thinOut(solid.length > 0 ? solid : worked);
    // What finds nothing is no good answer, but a likely wrong one.
    const hollow = solid.length > 0 ? worked.filter(({ isHollow }) => isHollow).slice(0, 4) : [];
    return [
      ...kept.map((item) => chainOf(item, item.scenario)),
      ...hollow.map((item) => chainOf(item, item.scenario.startsWith('slip:') ? item.scenario : `slip:${item.scenario}`)),
    ].map((chain) => ({ chain, tool: tool.name }));
  });
  const longest = Math.max(0, ...singles.map(({ length }) => length));
  const inTurn = Array.from({ length: longest }, (_, index) => singles.flatMap((list) => list[index] ?? [])).flat();
  return [...inTurn.map(({ chain }) => chain), ...linkCalls(tools, known)];
}

/** Of calls that all get the same reply whatever is asked, two. */
function thinOut(worked: readonly Worked[]): readonly Worked[] {
  const replies = new Set(worked.map(({ result, changed }) => (changed ? '' : replyText(result))));
  return worked.length > 3 && replies.size === 1 && !replies.has('') ? worked.slice(0, 2) : worked;
}

/** Chains in which a value goes from one reply into the next call: up to ten for each way between two tools. */
function linkCalls(tools: readonly ToolState[], known: Knowledge): Chain[] {
  const chains: Chain[] = [];
  for (const { tool, slots, worked } of tools) {
    for (const slot of slots) {
      const counts = new Map<string, number>();
      for (const item of worked.filter(({ isHollow, before }) => !isHollow && before.length === 0)) {
        const value = valueAt(item.call.arguments, slot.pointer);
        const single = slot.isList && Array.isArray(value) && value.length === 1 ? value[0] : value;
        if (typeof single !== 'string' && typeof single !== 'number') continue;
        for (const seen of findShowing(single, tool.name, slot, known)) {
          const source = seen.source as Source;
          const way = source.at(-1)?.tool ?? '';
          const count = counts.get(way) ?? 0;
          if (count >= mostLinks) continue;
          counts.set(way, count + 1);
          const scenario = `chain:${way}-then-${tool.name}`;
          const pointer = slot.isList ? pointerOf([...slot.segments, 0]) : slot.pointer;
          chains.push([
            ...source.map((call): ChainStep => ({ ...call, scenario })),
            { ...item.call, scenario, upstream: { [pointer]: seen.label === null ? {} : { label: seen.label } } },
          ]);
        }
      }
    }
  }
  return chains;
}

/** Where a value that worked in a place was seen as what that place takes, in replies of other tools to calls in the seeded world. */
function findShowing(value: string | number, tool: string, slot: Slot, known: Knowledge): Seen[] {
  const past = known.sorts.get(slotKey(tool, slot));
  const byTool = new Map<string, Seen>();
  for (const seen of known.seen) {
    const from = seen.source?.at(-1)?.tool;
    if (from === undefined || from === tool || seen.isMade === true || String(seen.value) !== String(value) || byTool.has(from)) continue;
    const fits = (past?.get(sortOf(seen))?.ok ?? 0) > 0 || pickSeen([seen], { tool, name: slot.name, schema: slot.schema }).length > 0;
    if (fits && !isItsOwn(seen, tool)) byTool.set(from, seen);
  }
  return [...byTool.values()];
}

function chainOf({ before, call, used }: Worked, scenario: string): Chain {
  const upstream: Record<string, { label?: string }> = {};
  for (const [pointer, seen] of used) {
    for (const [index, item] of seen.entries()) {
      if (item.isMade !== true) continue;
      const place = Array.isArray(valueAt(call.arguments, pointer)) ? `${pointer}/${index}` : pointer;
      upstream[place] = item.label === null ? {} : { label: item.label };
    }
  }
  return [
    ...before.map((earlier): ChainStep => ({ ...earlier, scenario })),
    { ...call, scenario, ...(Object.keys(upstream).length > 0 ? { upstream } : {}) },
  ];
}
