import type { Chain, ChainStep } from '../../grounds/recipe.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { pointerOf, valueAt } from '../../model/pointer.ts';
import type { Reject, Result } from '../../model/primitive.ts';
import { replyText } from '../../primitives/reply.ts';
import type { ListedTool } from '../tools.ts';
import type { Trial } from '../trial.ts';
import { type Candidate, candidatesFor, type Given, isItsOwn, isShaping, type Sample, type Stock, slotKey } from './candidates.ts';
import { harvestReply, type KnownCall, type Past, pickSeen, type Seen, type Source, sortOf } from './harvest.ts';
import { findSlots, missingSlots, putAt, type Slot } from './slots.ts';
import { readRefusal } from './told.ts';

/** What an inquiry may use up and what it begins with. */
export interface InquirySettings {
  /** calls of one tool, and of all */
  perTool: number;
  total: number;
  /** milliseconds that the calls of one tool may take */
  patience: number;
  given: Given;
  /** what lies in the world */
  world: readonly Seen[];
  sample: Sample;
  /** names of the tools that may change the world */
  writes: ReadonlySet<string>;
}

/** A call that went well. */
interface Worked {
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

interface ToolState {
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

interface Proposal {
  args: JsonObject;
  before: Source;
  scenario: string;
  used: Map<string, readonly Seen[]>;
}

const perWave = 10;
const openingsAtOnce = 4;
const mostOpenings = 28;
/** So many replies of a sort that no record can hold are enough. */
const uselessReplies = 4;
const wantedRequired = 8;
const wantedOptional = 5;
const mostEnum = 12;
const mostPartners = 3;
const longestChain = 3;
const mostLinks = 10;
const mostSeenValues = 3_000;

/**
 * Finds out by asking what arguments a server's tools take: proposes calls wave by wave and learns from each reply. Values that
 * replies show are tried where their names fit, refusals are read for the values and forms they name, what fails is dropped.
 * Pure: the same replies lead to the same calls.
 */
export class Inquiry {
  readonly #settings: InquirySettings;
  readonly #tools: readonly ToolState[];
  readonly #tried = new Set<string>();
  readonly #told = new Map<string, Json[]>();
  readonly #shared = new Map<string, Json[]>();
  readonly #values = new Map<string, Map<string, Past>>();
  readonly #sorts = new Map<string, Map<string, Past>>();
  readonly #seen: Seen[];
  readonly #known = new Set<string>();
  readonly #pending = new Map<Chain, Proposal>();
  readonly #rejects: Reject[] = [];
  #calls = 0;

  constructor(tools: readonly ListedTool[], settings: InquirySettings) {
    this.#settings = settings;
    this.#seen = [...settings.world];
    this.#tools = tools.map((tool) => ({
      tool,
      slots: findSlots(tool.inputSchema),
      calls: 0,
      worked: [],
      failures: new Map(),
      failed: 0,
      strikes: 0,
      took: 0,
      forced: new Set(),
      closed: null,
    }));
  }

  /** Calls made so far. */
  get calls(): number {
    return this.#calls;
  }

  /** Calls that failed, each once. */
  get rejects(): readonly Reject[] {
    return this.#rejects;
  }

  /** The next calls to make; none when there is nothing left to find out. Tools that only read go first. */
  next(): Chain[] {
    const readers = this.#tools.filter(({ tool }) => !this.#settings.writes.has(tool.name));
    const writers = this.#tools.filter(({ tool }) => this.#settings.writes.has(tool.name));
    const reading = readers.flatMap((state) => this.#propose(state));
    const chains = reading.length > 0 ? reading : writers.flatMap((state) => this.#propose(state));
    return chains.slice(0, Math.max(0, this.#settings.total - this.#calls));
  }

  /** Takes in what came of the chains that were proposed; chains that were not run have no trials. */
  learn(chains: readonly Chain[], runs: readonly (readonly Trial[] | undefined)[], took: readonly number[] = []): void {
    for (const [index, chain] of chains.entries()) {
      const trials = runs[index];
      const proposal = this.#pending.get(chain);
      this.#pending.delete(chain);
      const state = this.#tools.find(({ tool }) => tool.name === chain.at(-1)?.tool);
      const trial = trials?.at(-1);
      if (proposal === undefined || state === undefined || trial === undefined) continue;
      this.#calls += trials?.length ?? 0;
      state.took += took[index] ?? 0;
      if (state.took > this.#settings.patience) state.closed ??= 'its calls take too long';
      if (trials?.length !== chain.length) continue;
      if (trial.verdict === 'ok' && trial.reason === '' && trial.result !== null) this.#succeed(state, proposal, trial, trial.result);
      else this.#fail(state, proposal, trial);
    }
  }

  /** Why tools could not be called with success, by tool: a sentence each. */
  explain(): Map<string, string> {
    const said = new Map<string, string>();
    for (const { tool, worked, failed, failures, closed, slots } of this.#tools) {
      if (worked.length > 0) continue;
      const lacking = slots
        .filter((slot) => slot.required && candidatesFor(tool, slot, this.#stock()).length === 0)
        .map(({ name }) => name);
      const [most] = [...failures].sort((a, b) => b[1] - a[1]);
      if (failed === 0 && lacking.length > 0) said.set(tool.name, `no value is known for ${lacking.join(', ')}`);
      else if (most !== undefined) said.set(tool.name, `${closed ?? `${failed} calls failed`}: ${most[0]}`);
      else said.set(tool.name, closed ?? 'no call of it was proposed');
    }
    return said;
  }

  /**
   * The chains worth recording: every call that went well, after those it rests on, and for values that another tool's reply
   * shows, that call before it. The most telling first.
   */
  settle(): Chain[] {
    const singles = this.#tools.map(({ tool, worked }) => {
      const solid = worked.filter(({ isHollow }) => !isHollow);
      const kept = solid.length > 0 ? solid : worked;
      // What finds nothing is no good answer, but a likely wrong one.
      const hollow = solid.length > 0 ? worked.filter(({ isHollow }) => isHollow).slice(0, 4) : [];
      return [
        ...kept.map((item) => chainOf(item, item.scenario)),
        ...hollow.map((item) => chainOf(item, item.scenario.startsWith('slip:') ? item.scenario : `slip:${item.scenario}`)),
      ].map((chain) => ({ chain, tool: tool.name }));
    });
    const longest = Math.max(0, ...singles.map(({ length }) => length));
    const inTurn = Array.from({ length: longest }, (_, index) => singles.flatMap((list) => list[index] ?? [])).flat();
    return [...inTurn.map(({ chain }) => chain), ...this.#link()];
  }

  #stock(): Stock {
    return {
      given: this.#settings.given,
      seen: this.#seen,
      sample: this.#settings.sample,
      told: this.#told,
      shared: this.#shared,
      tried: this.#values,
      sorts: this.#sorts,
    };
  }

  #propose(state: ToolState): Chain[] {
    const left = this.#settings.perTool - state.calls;
    if (state.closed !== null || left <= 0) return [];
    const proposals: Proposal[] = [];
    const open = state.worked.some(({ isHollow }) => !isHollow) || (state.worked.length > 0 && state.calls >= openingsAtOnce * 3);
    const most = Math.min(left, open ? perWave : openingsAtOnce);
    for (const proposal of open ? this.#cover(state) : this.#openUp(state)) {
      if (proposals.length >= most) break;
      const key = keyOf(state.tool.name, proposal);
      if (this.#tried.has(key) || proposal.before.length >= longestChain || !state.tool.inputs(proposal.args).valid) continue;
      this.#tried.add(key);
      proposals.push(proposal);
    }
    state.calls += proposals.length;
    return proposals.map((proposal) => {
      const chain: Chain = [
        ...proposal.before.map((call) => ({ ...call, scenario: proposal.scenario })),
        { tool: state.tool.name, arguments: proposal.args, scenario: proposal.scenario },
      ];
      this.#pending.set(chain, proposal);
      return chain;
    });
  }

  /** First calls of a tool nobody has called with success: its required arguments with their best values, then with others. */
  *#openUp(state: ToolState): Generator<Proposal> {
    if (state.failed >= mostOpenings) return;
    const { tool, slots, forced } = state;
    const stock = this.#stock();
    const required = slots.filter((slot) => slot.required || forced.has(slot.pointer));
    const values = new Map(required.map((slot) => [slot, candidatesFor(tool, slot, stock)]));
    if ([...values.values()].some((list) => list.length === 0)) return;
    const choose = (rank: (slot: Slot) => number, extra: readonly [Slot, Candidate][] = [], scenario = 'required-only') =>
      this.#fill(state, [...required.map((slot): [Slot, Candidate] => [slot, at(values.get(slot) ?? [], rank(slot))]), ...extra], scenario);
    const deepest = Math.max(1, ...[...values.values()].map((list) => Math.min(list.length, 14)));
    for (let rank = 0; rank < deepest; rank += 1) {
      yield* choose(() => rank);
      for (const varied of required) if (required.length > 1) yield* choose((slot) => (slot === varied ? rank : 0));
      if (rank > 3) continue;
      // Some tools need one of several optional arguments, and say so only in words.
      if (state.failed === 0) continue;
      for (const slot of slots.filter((candidate) => !required.includes(candidate))) {
        const list = candidatesFor(tool, slot, stock);
        const value = list[rank];
        if (value !== undefined) yield* choose(() => 0, [[slot, value]], `optional:${slot.name}`);
      }
    }
  }

  /** Further calls of a tool that works: every argument with further values, alone and beside others, all at once. */
  *#cover(state: ToolState): Generator<Proposal> {
    const { tool, slots, worked } = state;
    const stock = this.#stock();
    const first = worked.find(({ isHollow }) => !isHollow) ?? (worked[0] as Worked);
    const base: Proposal = { args: first.call.arguments, before: first.before, scenario: first.scenario, used: new Map(first.used) };
    const varied: { slot: Slot; good: Candidate[] }[] = [];
    for (const slot of slots) {
      const record = this.#values.get(slotKey(tool.name, slot));
      const candidates = candidatesFor(tool, slot, stock);
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
        for (const proposal of this.#extend(base, state, [[slot, candidate]], scenarioOf(slot, candidate))) {
          if (this.#tried.has(keyOf(tool.name, proposal))) continue;
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
          yield* this.#extend(
            base,
            state,
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
            yield* this.#extend(
              base,
              state,
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
      yield* this.#extend(
        base,
        state,
        optional.map(({ slot, good }): [Slot, Candidate] => [slot, good[0] as Candidate]),
        'all-optional',
      );
    }
  }

  /** The base with some values put in their places, and what the objects on the way then need. */
  *#extend(base: Proposal, state: ToolState, puts: readonly [Slot, Candidate][], scenario: string): Generator<Proposal> {
    let { args } = base;
    const used = new Map(base.used);
    for (const [slot, { value, seen }] of puts) {
      args = putAt(args, slot.segments, value);
      used.set(slot.pointer, seen);
    }
    const stock = this.#stock();
    for (let round = 0; round < 3; round += 1) {
      const missing = missingSlots(args, state.slots);
      if (missing.length === 0) break;
      for (const slot of missing) {
        const [best] = candidatesFor(state.tool, slot, stock);
        if (best === undefined) return;
        args = putAt(args, slot.segments, best.value);
        used.set(slot.pointer, best.seen);
      }
    }
    const before = sourceOf([...used.values()].flat());
    if (before !== null) yield { args: inOrder(args, state.tool), before, scenario, used };
  }

  *#fill(state: ToolState, puts: readonly [Slot, Candidate][], scenario: string): Generator<Proposal> {
    yield* this.#extend({ args: emptyArguments(state.tool), before: [], scenario, used: new Map() }, state, puts, scenario);
  }

  #succeed(state: ToolState, proposal: Proposal, trial: Trial, result: Result): void {
    const { tool, slots, worked } = state;
    const isHollow = saysNothing(result);
    const call = { tool: tool.name, arguments: proposal.args };
    const changed = trial.effect === 'changed';
    worked.push({ before: proposal.before, call, scenario: proposal.scenario, result, changed, isHollow, used: proposal.used });
    for (const slot of slots) {
      const value = valueAt(proposal.args, slot.pointer);
      if (value === undefined) continue;
      this.#note(slotKey(tool.name, slot), value, proposal.used.get(slot.pointer) ?? [], !isHollow);
      if (isHollow || slot.isList || typeof value === 'object') continue;
      const shared = this.#shared.get(slot.name.toLowerCase()) ?? [];
      if (shared.length < 12 && !shared.includes(value)) this.#shared.set(slot.name.toLowerCase(), [...shared, value]);
    }
    if (isHollow) return;
    const source = [...proposal.before, call];
    const isMade = changed || proposal.before.length > 0;
    for (const seen of harvestReply(source, result)) {
      const key = canonicalJson([seen.value, seen.words, seen.owner, tool.name, isMade]);
      if (this.#known.has(key) || this.#seen.length >= mostSeenValues) continue;
      this.#known.add(key);
      this.#seen.push({ ...seen, isMade });
    }
  }

  #fail(state: ToolState, proposal: Proposal, trial: Trial): void {
    const { tool, slots, failures } = state;
    const { verdict, channel, reason } = trial;
    this.#rejects.push({
      tool: tool.name,
      arguments: proposal.args,
      scenario: proposal.scenario,
      verdict,
      reason,
      ...(channel == null ? {} : { channel }),
    });
    state.failed += 1;
    const text = withoutValues(reason, proposal.args);
    failures.set(text, (failures.get(text) ?? 0) + 1);
    if (verdict === 'timeout' || verdict === 'crashed' || verdict === 'malformed') state.strikes += 1;
    const told = verdict === 'ok' ? [] : readRefusal(reason, slots, proposal.args);
    let news = 0;
    for (const { pointer, values, isNeeded } of told) {
      const key = `${tool.name}\n${pointer}`;
      const known = this.#told.get(key) ?? [];
      const fresh = values.filter((value) => !known.some((other) => canonicalJson(other) === canonicalJson(value)));
      if (fresh.length > 0) this.#told.set(key, [...known, ...fresh].slice(0, 24));
      if (isNeeded && !state.forced.has(pointer)) {
        state.forced.add(pointer);
        news += 1;
      }
      news += fresh.length;
    }
    // A reply too long for training may be shorter when less is asked for.
    if (verdict === 'too_large') {
      for (const slot of slots.filter(
        (candidate) => isShaping(candidate) && [candidate.schema.type].flat().some((type) => type === 'integer' || type === 'number'),
      )) {
        state.forced.add(slot.pointer);
        this.#told.set(slotKey(tool.name, slot), [2, 1, 3, 5]);
      }
    }
    const blamed = told.length > 0 ? told.map(({ pointer }) => pointer) : null;
    for (const slot of slots) {
      const value = valueAt(proposal.args, slot.pointer);
      if (value === undefined || (blamed !== null && !blamed.includes(slot.pointer))) continue;
      const worked = this.#values.get(slotKey(tool.name, slot))?.get(canonicalJson(value))?.ok ?? 0;
      if (worked === 0) this.#note(slotKey(tool.name, slot), value, proposal.used.get(slot.pointer) ?? [], false);
    }
    if (state.strikes >= 2 && state.worked.length === 0) state.closed = `it ended or hung ${state.strikes} times`;
    else if (state.strikes >= 4) state.closed = 'it ended or hung too often';
    else if (state.worked.length === 0 && news === 0 && isHopeless(failures)) state.closed = 'what it needs is out of reach';
    else if (verdict === 'invalid_result' && state.worked.length === 0 && state.failed >= uselessReplies)
      state.closed = 'its replies are of no use';
  }

  #note(key: string, value: Json, seen: readonly Seen[], isGood: boolean): void {
    const add = (map: Map<string, Map<string, Past>>, id: string) => {
      const own = map.get(key) ?? new Map<string, Past>();
      map.set(key, own);
      const past = own.get(id) ?? { ok: 0, failed: 0 };
      own.set(id, isGood ? { ...past, ok: past.ok + 1 } : { ...past, failed: past.failed + 1 });
    };
    add(this.#values, canonicalJson(value));
    for (const item of seen) add(this.#sorts, sortOf(item));
  }

  /** Chains in which a value goes from one reply into the next call: up to ten for each way between two tools. */
  #link(): Chain[] {
    const chains: Chain[] = [];
    for (const { tool, slots, worked } of this.#tools) {
      for (const slot of slots) {
        const counts = new Map<string, number>();
        for (const item of worked.filter(({ isHollow, before }) => !isHollow && before.length === 0)) {
          const value = valueAt(item.call.arguments, slot.pointer);
          const single = slot.isList && Array.isArray(value) && value.length === 1 ? value[0] : value;
          if (typeof single !== 'string' && typeof single !== 'number') continue;
          for (const seen of this.#showing(single, tool.name, slot)) {
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
  #showing(value: string | number, tool: string, slot: Slot): Seen[] {
    const past = this.#sorts.get(slotKey(tool, slot));
    const byTool = new Map<string, Seen>();
    for (const seen of this.#seen) {
      const from = seen.source?.at(-1)?.tool;
      if (from === undefined || from === tool || seen.isMade === true || String(seen.value) !== String(value) || byTool.has(from)) continue;
      const fits = (past?.get(sortOf(seen))?.ok ?? 0) > 0 || pickSeen([seen], { tool, name: slot.name, schema: slot.schema }).length > 0;
      if (fits && !isItsOwn(seen, tool)) byTool.set(from, seen);
    }
    return [...byTool.values()];
  }
}

/** The calls that must come before these values are there; null when they need more than one line of calls. */
function sourceOf(seen: readonly Seen[]): Source | null {
  const sources = new Map(
    seen.filter(({ isMade }) => isMade === true).map(({ source }) => [canonicalJson(source as unknown as Json), source ?? []]),
  );
  return sources.size > 1 ? null : ([...sources.values()][0] ?? []);
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

function keyOf(tool: string, { args, before }: Proposal): string {
  return canonicalJson([tool, args, before as unknown as Json]);
}

function at(list: readonly Candidate[], rank: number): Candidate {
  return list[Math.min(rank, list.length - 1)] as Candidate;
}

function scenarioOf(slot: Slot, { value, origin }: Candidate): string {
  if (Array.isArray(slot.schema.enum)) return `enum:${slot.name}=${String(value)}`;
  if (origin === 'declared' && (value === slot.schema.minimum || value === slot.schema.maximum)) return `bound:${slot.name}`;
  return slot.required ? `value:${slot.name}` : `optional:${slot.name}`;
}

/** The arguments in the order in which the schema names them. */
function inOrder(args: JsonObject, { inputSchema }: ListedTool): JsonObject {
  const names = isObject(inputSchema.properties) ? Object.keys(inputSchema.properties) : [];
  const known = names.filter((name) => Object.hasOwn(args, name));
  return Object.fromEntries(
    [...known, ...Object.keys(args).filter((name) => !names.includes(name))].map((name) => [name, args[name] as Json]),
  );
}

/** Required objects that have no place of their own in them. */
function emptyArguments(tool: ListedTool): JsonObject {
  const { required, properties } = tool.inputSchema;
  const args: JsonObject = {};
  for (const name of Array.isArray(required) ? required : []) {
    const schema = isObject(properties) ? properties[String(name)] : undefined;
    if (isObject(schema) && schema.type === 'object') args[String(name)] = {};
  }
  return args;
}

const nothings =
  /^\W*(?:\[\s*\]|\{\s*\}|null|none|undefined|(?:sorry,? )?(?:there (?:are|is) )?no\b.{0,80}(?:found|match|result|available|exist)|not found|nothing\b|0 (?:results?|matches|rows|items)|.{0,80}\bnot found\b|.{0,60}\bdoes not exist\b|empty)/iu;

/** Whether a reply says that there is nothing of what was asked for. */
export function saysNothing(result: Result): boolean {
  const text = replyText(result).trim();
  if (text.length <= 300 && nothings.test(text)) return true;
  if (!/^[[{]/u.test(text)) return false;
  try {
    return isEmptied(JSON.parse(text) as Json);
  } catch {
    return false;
  }
}

/** A document whose lists are all empty, and that has some. */
function isEmptied(document: Json): boolean {
  if (Array.isArray(document)) return document.length === 0;
  if (!isObject(document)) return false;
  const members = Object.values(document);
  const lists = members.filter((member) => Array.isArray(member));
  const counts = members.filter((member) => typeof member === 'number');
  return lists.length > 0 && lists.every((list) => list.length === 0) && counts.every((count) => count === 0) && !members.some(isObject);
}

/** Failures that no other argument will mend. */
const outOfReach =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|getaddrinfo|fetch failed|network (?:error|is unreachable)|connection (?:refused|error)|could not connect|unauthori[sz]ed|401|403|invalid (?:api|access) ?(?:key|token)|api key|not configured|not authenticated|authentication)\b/iu;

function isHopeless(failures: ReadonlyMap<string, number>): boolean {
  const all = [...failures.values()].reduce((sum, count) => sum + count, 0);
  const beyond = [...failures].filter(([text]) => outOfReach.test(text)).reduce((sum, [, count]) => sum + count, 0);
  return beyond >= 3 && beyond === all;
}

/** A refusal with the values of the call taken out, so that the same refusal is counted as one. */
function withoutValues(reason: string, args: JsonObject): string {
  let text = reason;
  const visit = (value: Json) => {
    if (typeof value === 'string' && value.length > 1) text = text.replaceAll(value, '…');
    else if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isObject(value)) for (const item of Object.values(value)) visit(item);
  };
  visit(args);
  return text.slice(0, 200);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
