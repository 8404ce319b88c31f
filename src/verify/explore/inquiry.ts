import type { Chain } from '../../grounds/recipe.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { Json } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';
import type { Reject, Result } from '../../model/primitive.ts';
import { replyText } from '../../primitives/reply.ts';
import type { ListedTool } from '../tools.ts';
import type { Trial } from '../trial.ts';
import { candidatesFor, type Given, isShaping, type Sample, slotKey } from './candidates.ts';
import { harvestReply, type Seen } from './harvest.ts';
import { Knowledge } from './knowledge.ts';
import { looksPassing } from './masks.ts';
import { coverTool, openUp, type Proposal, type ToolState } from './proposals.ts';
import { isHopeless, readSoftRefusal, saysNothing, withoutValues } from './replies.ts';
import { settleChains } from './settle.ts';
import { findSlots } from './slots.ts';
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

const perWave = 10;
const openingsAtOnce = 4;
/** So many replies of a sort that no record can hold are enough. */
const uselessReplies = 4;
const longestChain = 3;
/** characters of a refusal that are kept */
const longestReason = 300;

/**
 * Finds out by asking what arguments a server's tools take: proposes calls wave by wave and learns from each reply. Values that
 * replies show are tried where their names fit, refusals are read for the values and forms they name, what fails is dropped.
 * Pure: the same replies lead to the same calls.
 */
export class Inquiry {
  readonly #settings: InquirySettings;
  readonly #tools: readonly ToolState[];
  readonly #tried = new Set<string>();
  readonly #known: Knowledge;
  readonly #pending = new Map<Chain, Proposal>();
  readonly #rejects: Reject[] = [];
  #calls = 0;

  constructor(tools: readonly ListedTool[], settings: InquirySettings) {
    this.#settings = settings;
    this.#known = new Knowledge(settings.given, settings.world, settings.sample, settings.writes);
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

  /**
   * Takes in what came of the chains that were proposed; chains that were not run have no trials. `again` holds second runs of those
   * whose replies look passing: of these only what both runs showed is kept.
   */
  learn(
    chains: readonly Chain[],
    runs: readonly (readonly Trial[] | undefined)[],
    took: readonly number[] = [],
    again: ReadonlyMap<Chain, readonly Trial[] | undefined> = new Map(),
  ): void {
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
      const refusal = trial.result === null || trial.verdict !== 'ok' ? null : readSoftRefusal(trial.result);
      if (trial.verdict !== 'ok' || trial.reason !== '' || trial.result === null) this.#fail(state, proposal, trial);
      else if (refusal === null) this.#succeed(state, proposal, trial, trial.result, again.get(chain)?.at(-1)?.result ?? null);
      else this.#fail(state, proposal, { ...trial, verdict: 'soft_error', reason: refusal });
    }
  }

  /** Why tools could not be called with success, by tool: a sentence each. */
  explain(): Map<string, string> {
    const said = new Map<string, string>();
    for (const { tool, worked, failed, failures, closed, slots } of this.#tools) {
      if (worked.length > 0) continue;
      const lacking = slots.filter((slot) => slot.required && candidatesFor(tool, slot, this.#known).length === 0).map(({ name }) => name);
      const [most] = [...failures].sort((a, b) => b[1] - a[1]);
      if (failed === 0 && lacking.length > 0) said.set(tool.name, `no value is known for ${lacking.join(', ')}`);
      else if (most !== undefined) said.set(tool.name, `${closed ?? `${failed} calls failed`}: ${most[0]}`);
      else said.set(tool.name, closed ?? 'no call of it was proposed');
    }
    return said;
  }

  /** The chains worth recording. */
  settle(): Chain[] {
    return settleChains(this.#tools, this.#known);
  }

  #propose(state: ToolState): Chain[] {
    const left = this.#settings.perTool - state.calls;
    if (state.closed !== null || left <= 0) return [];
    const proposals: Proposal[] = [];
    const open = state.worked.some(({ isHollow }) => !isHollow) || (state.worked.length > 0 && state.calls >= openingsAtOnce * 3);
    const most = Math.min(left, open ? perWave : openingsAtOnce);
    const isTried = (proposal: Proposal) => this.#tried.has(keyOf(state.tool.name, proposal));
    for (const proposal of open ? coverTool(state, this.#known, isTried) : openUp(state, this.#known)) {
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

  #succeed(state: ToolState, proposal: Proposal, trial: Trial, result: Result, again: Result | null): void {
    const { tool, slots, worked } = state;
    const isHollow = saysNothing(result);
    const call = { tool: tool.name, arguments: proposal.args };
    const changed = trial.effect === 'changed';
    worked.push({ before: proposal.before, call, scenario: proposal.scenario, result, changed, isHollow, used: proposal.used });
    for (const slot of slots) {
      const value = valueAt(proposal.args, slot.pointer);
      if (value === undefined) continue;
      this.#known.note(slotKey(tool.name, slot), value, proposal.used.get(slot.pointer) ?? [], !isHollow);
      if (isHollow || slot.isList || typeof value === 'object') continue;
      this.#known.share(slot.name, value);
    }
    if (isHollow) return;
    for (const { isMade: isNeeded, source: shown } of [...proposal.used.values()].flat()) {
      if (isNeeded === true) this.#known.markMade(shown?.at(-1)?.tool ?? '');
    }
    const source = [...proposal.before, call];
    const isMade = changed || proposal.before.length > 0;
    const second = again === null ? '' : replyText(again);
    const found = harvestReply(source, result).filter(({ value }) => !looksPassing(String(value)) || second.includes(String(value)));
    this.#known.show(found.map((seen) => ({ ...seen, isMade })));
  }

  #fail(state: ToolState, proposal: Proposal, { verdict, reason, channel, result }: Trial): void {
    const { tool, slots, failures } = state;
    const said = reason.replace(/\s+/gu, ' ').slice(0, longestReason).toWellFormed();
    this.#rejects.push({
      tool: tool.name,
      arguments: proposal.args,
      scenario: proposal.scenario,
      verdict,
      reason: said,
      ...(channel == null ? {} : { channel }),
    });
    state.failed += 1;
    const text = withoutValues(said, proposal.args);
    failures.set(text, (failures.get(text) ?? 0) + 1);
    if (verdict === 'timeout' || verdict === 'crashed' || verdict === 'malformed') state.strikes += 1;
    const told = verdict === 'ok' ? [] : readRefusal(reason, slots, proposal.args);
    let news = 0;
    for (const { pointer, values, isNeeded } of told) {
      news += this.#known.tell(`${tool.name}\n${pointer}`, values);
      if (isNeeded && !state.forced.has(pointer)) {
        state.forced.add(pointer);
        news += 1;
      }
    }
    // No chain can begin with a call that was not kept, but what it shows is known.
    if (verdict === 'too_large' && result !== null) {
      const call = { tool: tool.name, arguments: proposal.args };
      const found = harvestReply([call], result).filter(({ value }) => !looksPassing(String(value)));
      this.#known.show(found.map((seen) => ({ ...seen, label: null, source: null })));
    }
    // A reply too long for training may be shorter when less is asked for.
    if (verdict === 'too_large') {
      for (const slot of slots.filter(
        (candidate) => isShaping(candidate) && [candidate.schema.type].flat().some((type) => type === 'integer' || type === 'number'),
      )) {
        state.forced.add(slot.pointer);
        this.#known.tell(slotKey(tool.name, slot), [2, 1, 3, 5]);
      }
    }
    const blamed = told.length > 0 ? told.map(({ pointer }) => pointer) : null;
    for (const slot of slots) {
      const value = valueAt(proposal.args, slot.pointer);
      if (value === undefined || (blamed !== null && !blamed.includes(slot.pointer))) continue;
      const worked = this.#known.pastOf(slotKey(tool.name, slot), value)?.ok ?? 0;
      if (worked === 0) this.#known.note(slotKey(tool.name, slot), value, proposal.used.get(slot.pointer) ?? [], false);
    }
    if (state.strikes >= 2 && state.worked.length === 0) state.closed = `it ended or hung ${state.strikes} times`;
    else if (state.strikes >= 4) state.closed = 'it ended or hung too often';
    else if (state.worked.length === 0 && news === 0 && isHopeless(failures)) state.closed = 'what it needs is out of reach';
    else if (verdict === 'invalid_result' && state.worked.length === 0 && state.failed >= uselessReplies)
      state.closed = 'its replies are of no use';
  }
}

function keyOf(tool: string, { args, before }: Proposal): string {
  return canonicalJson([tool, args, before as unknown as Json]);
}
