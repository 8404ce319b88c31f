import { canonicalJson } from '../../model/canonical.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';
import type { Result } from '../../model/primitive.ts';
import type { ListedTool } from '../tools.ts';
import { type Candidate, candidatesFor, slotKey } from './candidates.ts';
import type { KnownCall, Seen, Source } from './harvest.ts';
import type { Knowledge } from './knowledge.ts';
import { emptyArguments, inOrder, missingSlots, putAt, type Slot } from './slots.ts';

/** A call that went well. */
export interface Worked {
  /** calls before it that it rests on */
  before: Source;
  call: KnownCall;
  scenario: string;
  result: Result;
  changed: boolean;
  /** whether the reply says that there is nothing */
  isHollow: boolean;
  /** by pointer: what was seen there before it was used */
  used: ReadonlyMap<string, readonly Seen[]>;
}

/** One tool and what came of its calls so far. */
export interface ToolState {
  tool: ListedTool;
  slots: readonly Slot[];
  calls: number;
  worked: Worked[];
  /** refusals so far, by what they say with the values taken out */
  failures: Map<string, number>;
  failed: number;
  /** calls that hung or ended the server */
  strikes: number;
  /** milliseconds that its calls took */
  took: number;
  /** optional arguments that turned out to be needed */
  forced: Set<string>;
  /** why no more of its calls are made, or null */
  closed: string | null;
}

/** A call to try, after the calls that it rests on. */
export interface Proposal {
  args: JsonObject;
  before: Source;
  scenario: string;
  used: Map<string, readonly Seen[]>;
}

const mostOpenings = 28;
const wantedRequired = 8;
const wantedOptional = 5;
const mostEnum = 12;
const mostPartners = 3;

/** First calls of a tool nobody has called with success: its required arguments with their best values, then with others. */
export function* openUp(state: ToolState, known: Knowledge): Generator<Proposal> {
  if (state.failed >= mostOpenings) return;
  const { tool, slots, forced } = state;
  const required = slots.filter((slot) => slot.required || forced.has(slot.pointer));
  const values = new Map(required.map((slot) => [slot, candidatesFor(tool, slot, known)]));
  if ([...values.values()].some((list) => list.length === 0)) return;
  const fresh: Proposal = { args: emptyArguments(tool.inputSchema), before: [], scenario: '', used: new Map() };
  const choose = (rank: (slot: Slot) => number, extra: readonly [Slot, Candidate][] = [], scenario = 'required-only') =>
    extend(
      fresh,
      state,
      known,
      [...required.map((slot): [Slot, Candidate] => [slot, at(values.get(slot) ?? [], rank(slot))]), ...extra],
      scenario,
    );
  const deepest = Math.max(1, ...[...values.values()].map((list) => Math.min(list.length, 14)));
  for (let rank = 0; rank < deepest; rank += 1) {
    yield* choose(() => rank);
    // A value that fails by itself may only be there once the call that showed it was made.
    if (state.failed > 0)
      for (const puts of putAfterSources(required, values, known)) yield* extend(fresh, state, known, puts, 'required-only');
    for (const varied of required) if (required.length > 1) yield* choose((slot) => (slot === varied ? rank : 0));
    if (rank > 3) continue;
    // Some tools need one of several optional arguments, and say so only in words.
    if (state.failed === 0) continue;
    for (const slot of slots.filter((candidate) => !required.includes(candidate))) {
      const list = candidatesFor(tool, slot, known);
      const value = list[rank];
      if (value !== undefined) yield* choose(() => 0, [[slot, value]], `optional:${slot.name}`);
    }
  }
}

const mostSources = 3;

/** For replies of writing tools that hold values of these places: those values, marked as being there only after their calls. */
function putAfterSources(
  required: readonly Slot[],
  values: ReadonlyMap<Slot, readonly Candidate[]>,
  known: Knowledge,
): [Slot, Candidate][][] {
  const lists = required.map((slot) => values.get(slot) ?? []);
  const keyOf = ({ seen }: Candidate) => (seen[0]?.source == null ? '' : canonicalJson(seen[0].source as unknown as Json));
  const isFromWriter = ({ seen }: Candidate) => seen[0]?.isMade !== true && known.writes.has(seen[0]?.source?.at(-1)?.tool ?? '');
  const sources = [...new Set(lists.flat().filter(isFromWriter).map(keyOf))].slice(0, mostSources);
  return sources.map((source) =>
    required.map((slot, index): [Slot, Candidate] => {
      const list = lists[index] ?? [];
      const shown = list.find((candidate) => keyOf(candidate) === source);
      if (shown === undefined) return [slot, list[0] as Candidate];
      return [slot, { ...shown, seen: shown.seen.map((item) => ({ ...item, isMade: true })) }];
    }),
  );
}

/** Further calls of a tool that works: every argument with further values, alone and beside others, all at once. */
export function* coverTool(state: ToolState, known: Knowledge, isTried: (proposal: Proposal) => boolean): Generator<Proposal> {
  const { tool, slots, worked } = state;
  const first = worked.find(({ isHollow }) => !isHollow) ?? (worked[0] as Worked);
  const base: Proposal = { args: first.call.arguments, before: first.before, scenario: first.scenario, used: new Map(first.used) };
  const varied: { slot: Slot; good: Candidate[] }[] = [];
  for (const slot of slots) {
    const record = known.tried.get(slotKey(tool.name, slot));
    const candidates = candidatesFor(tool, slot, known);
    const isClosed = Array.isArray(slot.schema.enum) || slot.schema.type === 'boolean';
    const wanted = isClosed ? mostEnum : slot.required || slot.needed ? wantedRequired : wantedOptional;
    const good = candidates.filter(({ value }) => (record?.get(canonicalJson(value))?.ok ?? 0) > 0);
    const failed = [...(record?.values() ?? [])].reduce((sum, past) => sum + (past.ok === 0 ? past.failed : 0), 0);
    varied.push({ slot, good });
    if (good.length >= wanted || failed >= wanted + 4) continue;
    let missing = wanted - good.length;
    for (const candidate of candidates) {
      if (missing <= 0) break;
      if (record?.has(canonicalJson(candidate.value)) === true && !good.includes(candidate)) continue;
      for (const proposal of extend(base, state, known, [[slot, candidate]], scenarioOf(slot, candidate))) {
        if (isTried(proposal)) continue;
        missing -= 1;
        yield proposal;
      }
    }
  }
  const optional = varied.filter(({ slot, good }) => valueAt(base.args, slot.pointer) === undefined && good.length > 0);
  const required = varied.filter(({ slot, good }) => valueAt(base.args, slot.pointer) !== undefined && good.length > 1);
  for (const { slot, good } of optional) {
    for (const partner of required) {
      for (const value of partner.good.slice(1, 1 + mostPartners)) {
        yield* extend(
          base,
          state,
          known,
          [
            [partner.slot, value],
            [slot, good[0] as Candidate],
          ],
          `optional:${slot.name}+value:${partner.slot.name}`,
        );
      }
    }
  }
  for (const [index, one] of required.entries()) {
    for (const other of required.slice(index + 1)) {
      for (const rank of [1, 2]) {
        const [left, right] = [one.good[rank], other.good[rank]];
        if (left !== undefined && right !== undefined)
          yield* extend(
            base,
            state,
            known,
            [
              [one.slot, left],
              [other.slot, right],
            ],
            `value:${one.slot.name}+value:${other.slot.name}`,
          );
      }
    }
  }
  if (optional.length > 1) {
    yield* extend(
      base,
      state,
      known,
      optional.map(({ slot, good }): [Slot, Candidate] => [slot, good[0] as Candidate]),
      'all-optional',
    );
  }
}

/** The base with some values put in their places, and what the objects on the way then need. */
function extend(base: Proposal, state: ToolState, known: Knowledge, puts: readonly [Slot, Candidate][], scenario: string): Proposal[] {
  let { args } = base;
  const used = new Map(base.used);
  for (const [slot, { value, seen }] of puts) {
    args = putAt(args, slot.segments, value);
    used.set(slot.pointer, seen);
  }
  for (let round = 0; round < 3; round += 1) {
    const missing = missingSlots(args, state.slots);
    if (missing.length === 0) break;
    for (const slot of missing) {
      const [best] = candidatesFor(state.tool, slot, known);
      if (best === undefined) return [];
      args = putAt(args, slot.segments, best.value);
      used.set(slot.pointer, best.seen);
    }
  }
  const before = sourceOf([...used.values()].flat());
  return before === null ? [] : [{ args: inOrder(args, state.tool.inputSchema), before, scenario, used }];
}

/** The calls that must come before these values are there; null when they need more than one line of calls. */
function sourceOf(seen: readonly Seen[]): Source | null {
  const sources = new Map(
    seen.filter(({ isMade }) => isMade === true).map(({ source }) => [canonicalJson(source as unknown as Json), source ?? []]),
  );
  return sources.size > 1 ? null : ([...sources.values()][0] ?? []);
}

function at(list: readonly Candidate[], rank: number): Candidate {
  return list[Math.min(rank, list.length - 1)] as Candidate;
}

function scenarioOf(slot: Slot, { value, origin }: Candidate): string {
  if (Array.isArray(slot.schema.enum)) return `enum:${slot.name}=${String(value)}`;
  if (origin === 'declared' && (value === slot.schema.minimum || value === slot.schema.maximum)) return `bound:${slot.name}`;
  return slot.required ? `value:${slot.name}` : `optional:${slot.name}`;
}
