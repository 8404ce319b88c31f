import type { ChainStep } from '../grounds/recipe.ts';
import { canonicalJson } from '../model/canonical.ts';
import { contentId } from '../model/hash.ts';
import { valueAt } from '../model/pointer.ts';
import type { Primitive, Reject, Result, Upstream } from '../model/primitive.ts';
import { replyText } from '../primitives/reply.ts';
import type { Plan } from './plan.ts';
import { assignRoles } from './roles.ts';
import type { ListedTool } from './tools.ts';
import { isFailure, type Settled } from './trial.ts';
import { locateUpstream } from './upstream.ts';

/** What two runs of a plan leave. */
export interface Assembled {
  /** sorted by id */
  primitives: Primitive[];
  /** sorted, each once */
  rejects: Reject[];
}

/** One kept call of one chain, before the same calls of other chains are merged with it. */
interface Kept {
  primitive: Primitive;
  reject(reason: string): Reject;
}

/** Makes records of settled trials: ids, states, roles and the places of upstream values; then merges what is the same call. */
export function assembleRecords(plan: Plan, tools: readonly ListedTool[], settled: readonly (readonly Settled[])[]): Assembled {
  const schemas = new Map(tools.map((tool) => [tool.name, tool.inputSchema]));
  const rejects: Reject[] = [];
  const kept: Kept[] = [];
  for (const [index, trials] of settled.entries()) {
    const chain = plan.chains[index] ?? [];
    const calls: { id: string; result: Result }[] = [];
    const after: string[] = [];
    let unmended: Primitive | null = null;
    for (const [position, trial] of trials.entries()) {
      const step = chain[position];
      if (step === undefined) break;
      const reject = (reason: string): Reject => ({
        tool: trial.tool,
        arguments: trial.arguments,
        scenario: step.scenario,
        verdict: trial.verdict,
        ...(trial.channel == null ? {} : { channel: trial.channel }),
        reason,
      });
      const { result } = trial;
      const failed = step.fails === true && isFailure(trial.verdict) && trial.effect === 'none';
      if (step.fails === true && trial.verdict === 'ok') {
        rejects.push(reject('it was to fail, and did not'));
        break;
      }
      if (result === null || !(failed || (trial.verdict === 'ok' && trial.reason === ''))) {
        rejects.push(reject(trial.reason));
        break;
      }
      const id = contentId({ ground: plan.name, tool: trial.tool, arguments: trial.arguments, after, result });
      const upstream = locateAll(step, trial, calls);
      if (typeof upstream === 'string') rejects.push(reject(upstream));
      else {
        const primitive: Primitive = {
          id,
          tool: trial.tool,
          arguments: trial.arguments,
          scenario: step.scenario,
          after: [...after],
          roles: assignRoles(trial.arguments, { ...plan.roles[trial.tool], ...step.roles }, schemas.get(trial.tool) ?? {}),
          upstream,
          result,
          verdict: failed ? (trial.verdict as Primitive['verdict']) : 'ok',
          stability: trial.stability,
          masks: trial.masks,
          effect: trial.effect,
          leaves: trial.leaves,
        };
        kept.push({ primitive, reject });
        if (unmended !== null && !failed) unmended.mended = id;
        unmended = failed ? primitive : null;
      }
      calls.push({ id, result });
      if (trial.effect === 'changed') after.push(id);
    }
  }
  const sound = dropOrphans(dropContradictions(kept, rejects), rejects);
  return { primitives: mergeSame(sound), rejects: sortRejects(rejects) };
}

/** Finds every upstream value of a step in the reply it came from; a sentence when one is missing. */
function locateAll(step: ChainStep, trial: Settled, calls: readonly { id: string; result: Result }[]): Upstream[] | string {
  const found: Upstream[] = [];
  for (const [pointer, source] of Object.entries(step.upstream ?? {})) {
    const from = source.from ?? calls.length - 1;
    const call = calls[from];
    if (call === undefined) return `upstream ${pointer}: the chain has no earlier call ${from}`;
    const value = valueAt(trial.arguments, pointer);
    if (typeof value !== 'string' && typeof value !== 'number') return `upstream ${pointer}: no text or number stands there`;
    const label = typeof source.label === 'function' ? source.label(calls.map(({ result }) => result)) : (source.label ?? null);
    if (typeof source.label === 'function' && label === null)
      return `upstream ${pointer}: its label could not be taken from the earlier replies`;
    const place = locateUpstream(replyText(call.result), String(value), label);
    if (typeof place === 'string') return `upstream ${pointer}: ${place}`;
    found.push({ pointer, call: call.id, at: place.at, label: place.label });
  }
  return found;
}

/** The same call in the same state must give the same reply everywhere; where it does not, something hidden decided it. */
function dropContradictions(kept: readonly Kept[], rejects: Reject[]): Kept[] {
  const replies = new Map<string, Set<string>>();
  const keyOf = ({ primitive }: Kept) => canonicalJson([primitive.tool, primitive.arguments, primitive.after]);
  for (const item of kept) {
    const key = keyOf(item);
    const known = replies.get(key) ?? new Set();
    replies.set(key, known.add(`${item.primitive.id} ${item.primitive.effect}`));
  }
  return kept.filter((item) => {
    const isSure = replies.get(keyOf(item))?.size === 1;
    if (!isSure) rejects.push(item.reject('not stable: the same call in the same state gave another reply in another chain'));
    return isSure;
  });
}

/** A call that rests on one that was not kept cannot be kept either. */
function dropOrphans(kept: readonly Kept[], rejects: Reject[]): Kept[] {
  let left = [...kept];
  for (;;) {
    const ids = new Set(left.map(({ primitive }) => primitive.id));
    const rests = ({ primitive: { after, upstream, mended } }: Kept) => [
      ...after,
      ...upstream.map(({ call }) => call),
      ...(mended === undefined ? [] : [mended]),
    ];
    const [sound, orphans] = [
      left.filter((item) => rests(item).every((id) => ids.has(id))),
      left.filter((item) => !rests(item).every((id) => ids.has(id))),
    ];
    if (orphans.length === 0) return sound;
    for (const orphan of orphans) rejects.push(orphan.reject('it rests on an earlier call that was not kept'));
    left = sound;
  }
}

/** One record for the same call in several chains: everything upstream, the first scenario in code-unit order with its roles. */
function mergeSame(kept: readonly Kept[]): Primitive[] {
  const groups = Map.groupBy(kept, ({ primitive }) => primitive.id);
  const merged = [...groups.values()].map((group) => {
    const members = group
      .map(({ primitive }) => primitive)
      .sort((a, b) => compare(a.scenario, b.scenario) || compare(canonicalJson(a), canonicalJson(b)));
    const [first] = members as [Primitive, ...Primitive[]];
    const upstream = new Map(members.flatMap((member) => member.upstream.map((link) => [canonicalJson(link), link] as const)));
    const masks = [...new Set(members.flatMap((member) => member.masks))].sort();
    const leaves = members.every((member) => member.leaves === first.leaves) ? first.leaves : null;
    return {
      ...first,
      upstream: [...upstream].sort(([a], [b]) => compare(a, b)).map(([, link]) => link),
      stability: masks.length === 0 ? ('stable' as const) : ('masked' as const),
      masks,
      leaves,
    };
  });
  return merged.sort((a, b) => compare(a.id, b.id));
}

function sortRejects(rejects: readonly Reject[]): Reject[] {
  const unique = new Map(rejects.map((reject) => [`${reject.tool}\n${canonicalJson(reject)}`, reject]));
  return [...unique].sort(([a], [b]) => compare(a, b)).map(([, reject]) => reject);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
