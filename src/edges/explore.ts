import { NearmissError } from '../errors.ts';
import type { Chain } from '../grounds/recipe.ts';
import { canonicalJson } from '../model/canonical.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Phrases } from '../model/phrases.ts';
import type { Primitive, Reject } from '../model/primitive.ts';
import { replyText } from '../primitives/reply.ts';
import { assembleRecords } from '../verify/assemble.ts';
import type { Given } from '../verify/explore/candidates.ts';
import { Inquiry } from '../verify/explore/inquiry.ts';
import { looksPassing, maskText, usualMasks } from '../verify/explore/masks.ts';
import { guessRoles, settleRoles } from '../verify/explore/roles.ts';
import { sampleWith } from '../verify/explore/sample.ts';
import { draftPhrases, findIdleFamilies } from '../verify/explore/starter.ts';
import type { Plan } from '../verify/plan.ts';
import type { ListedTool } from '../verify/tools.ts';
import { settleRuns } from '../verify/trial.ts';
import { checkGivenValues } from './given-values.ts';
import { usualLimits } from './mcp.ts';
import { type OwnServer, recordCommand, stageOf } from './own-server.ts';
import { Recorder, type RecorderOptions, type Survey } from './recorder.ts';
import { seeWorld } from './see-world.ts';
import { settleGround, type Verified } from './verify.ts';

/** What exploring may use up. */
export interface Budget {
  /** calls of one tool while finding out what it takes; what worked is then recorded twice */
  perTool: number;
  /** such calls of all tools */
  calls: number;
  /** milliseconds for everything */
  time: number;
  /** decides the sampled values */
  seed: string;
}

/** How exploring goes about it, beside how recording does. */
export interface ExploreOptions extends Partial<RecorderOptions> {
  /** values that the user knows, by parameter or tool.parameter */
  given?: Given;
  budget?: Partial<Budget>;
}

export const usualBudget: Budget = { perTool: 80, calls: 2_000, time: 10 * 60_000, seed: 'explore' };

export interface Explored extends Verified {
  phrases: Phrases;
  /** families of mistakes that these records give no material for */
  idle: string[];
  /** tools that could not be called with success, and why */
  lacking: Map<string, string>;
  /** what the time did not suffice for, as a sentence, or null */
  shortfall: string | null;
}

/** Part of the time that finding out may take; recording makes every call twice and starts more processes. */
const scoutingShare = 0.35;
/** How often recording makes a call that scouting made once. */
const recordingFactor = 2.6;
/** Part of the time, of finding out and of recording, that one tool may take. */
const mostOfOne = 0.1;
/** milliseconds from which on a call counts as slow */
const slow = 1_000;
const callLimit = 20_000;

/**
 * Finds out what a server nobody has described can do: asks it wave by wave what its tools take, with values from its schemas, its
 * world, its own replies and its refusals, and then records what went well, twice, in fresh worlds.
 */
export async function exploreServer(server: OwnServer, options: ExploreOptions = {}): Promise<Explored> {
  return openOwn(server, options, async (recorder, plan, survey) => exploreWith(recorder, plan, survey, server, options));
}

/** The calls that exploring would begin with; the server is started to list its tools, and none of them is called. */
export async function planExploration(server: OwnServer, options: ExploreOptions = {}): Promise<Plan> {
  return openOwn(server, options, async (_, plan, survey) => ({ ...plan, chains: openInquiry(plan, survey, server, options).next() }));
}

/** Starts a server of one's own, lists its tools, and acts with what that showed. */
export async function openOwn<T>(
  server: OwnServer,
  options: ExploreOptions,
  act: (recorder: Recorder, plan: Plan, survey: Survey) => Promise<T>,
): Promise<T> {
  if (server.allowWrites && server.world === null) {
    throw new NearmissError(
      '--allow-writes needs --world <dir>: calls that write are made on copies of it, so that each starts from the same state (an empty folder will do for a server that keeps nothing)',
    );
  }
  const root = `/srv/${server.name}`;
  const stage = stageOf(server);
  const limits = { ...usualLimits, call: callLimit };
  const recorder = new Recorder(stage, root, [], { limits, ...options, secrets: server.secrets });
  try {
    const survey = await recorder.survey();
    checkGivenValues(options.given ?? new Map(), survey.tools);
    return await act(recorder, planFor(server, root, survey), survey);
  } finally {
    await recorder.close();
  }
}

function callable(plan: Plan, survey: Survey): ListedTool[] {
  return survey.tools.filter((tool) => tool.fault === null && !Object.hasOwn(plan.leftOut, tool.name));
}

function openInquiry(plan: Plan, survey: Survey, server: OwnServer, options: ExploreOptions): Inquiry {
  const budget = { ...usualBudget, ...options.budget };
  return new Inquiry(callable(plan, survey), {
    perTool: budget.perTool,
    total: budget.calls,
    patience: budget.time * scoutingShare * mostOfOne,
    given: options.given ?? new Map(),
    world: server.world === null ? [] : seeWorld(server.world, plan.root),
    sample: sampleWith(budget.seed, callable(plan, survey)),
    writes: new Set(plan.writes),
  });
}

async function exploreWith(
  recorder: Recorder,
  outline: Plan,
  survey: Survey,
  server: OwnServer,
  options: ExploreOptions,
): Promise<Explored> {
  const began = Date.now();
  const budget = { ...usualBudget, ...options.budget };
  const tools = callable(outline, survey);
  const inquiry = openInquiry(outline, survey, server, options);
  const known = `${outline.known}${JSON.stringify(survey.tools.map(({ name, description, inputSchema }) => [name, description, inputSchema]))}`;
  const planOf = (chains: readonly Chain[]): Plan => ({
    ...outline,
    chains,
    known: known + JSON.stringify(chains.flat().map((step) => step.arguments)),
  });
  const until = began + budget.time * scoutingShare;
  const durations = new Map<string, number>();
  for (let chains = inquiry.next(); chains.length > 0 && Date.now() < until; chains = inquiry.next()) {
    const { trials, took } = await recorder.scout(planOf(chains), survey.tools, until);
    // What looks as if it were another the next time is looked at a second time: no call may rest on what passes.
    const passing = chains.filter((_, index) => {
      const last = trials[index]?.at(-1);
      return last?.verdict === 'ok' && last.result !== null && looksPassing(replyText(last.result));
    });
    const second = passing.length === 0 ? [] : (await recorder.scout(planOf(passing), survey.tools, until)).trials;
    inquiry.learn(chains, trials, took, new Map(passing.map((chain, index) => [chain, second[index]])));
    for (const [index, chain] of chains.entries()) durations.set(keyOf(chain), took[index] ?? 0);
    options.onProgress?.(inquiry.calls, budget.calls);
  }
  const { chains, dropped } = trimToTime(inquiry.settle(), durations, budget.time - (Date.now() - began));
  const plan = planOf(chains);
  const runs = await recorder.run(plan, survey.tools);
  const settled = settleRuns(plan, ...runs);
  const first = assembleRecords(plan, survey.tools, settled);
  const final = { ...plan, roles: settleRoles(tools, first.primitives) };
  const verified = settleGround(final, survey, settled);
  const rejects = mergeRejects(verified.rejects, inquiry.rejects, verified.primitives);
  const lacking = inquiry.explain();
  const ground = {
    ...verified.ground,
    tools: verified.ground.tools.map((tool) =>
      lacking.has(tool.name) && !tool.admitted ? { ...tool, reason: lacking.get(tool.name) as string } : tool,
    ),
  };
  const phrases = draftPhrases(plan.name, ground.tools, verified.primitives, server.world === null ? null : plan.root);
  return {
    ground,
    primitives: verified.primitives,
    rejects,
    lacking,
    phrases,
    idle: findIdleFamilies(phrases, verified.primitives),
    shortfall: dropped === 0 ? null : `${dropped} calls that went well were not recorded for lack of time`,
  };
}

/** As many chains, in their order, as can be recorded in so many milliseconds, by what they took before; no tool takes much of it. */
function trimToTime(chains: readonly Chain[], durations: ReadonlyMap<string, number>, left: number): { chains: Chain[]; dropped: number } {
  const known = [...durations.values()];
  const usual = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const spent = new Map<string, number>();
  let all = 0;
  const kept = chains.filter((chain) => {
    const cost = (durations.get(keyOf(chain)) ?? usual * chain.length) * recordingFactor;
    const tool = chain.at(-1)?.tool ?? '';
    const own = (spent.get(tool) ?? 0) + cost;
    // Calls of no length to speak of are never too many.
    if (all + cost > left || (cost > slow && own > left * mostOfOne)) return false;
    spent.set(tool, own);
    all += cost;
    return true;
  });
  return { chains: kept, dropped: chains.length - kept.length };
}

function keyOf(chain: Chain): string {
  return canonicalJson(chain.map((step) => [step.tool, typeof step.arguments === 'function' ? null : step.arguments]) as Json);
}

/** Failures of both kinds, each once, sorted; what was recorded in the end is none. */
function mergeRejects(recorded: readonly Reject[], scouted: readonly Reject[], primitives: readonly Primitive[]): Reject[] {
  const callOf = ({ tool, arguments: args }: { tool: string; arguments: JsonObject }) => canonicalJson([tool, args]);
  const made = new Set([...primitives.map(callOf), ...recorded.map(callOf)]);
  const failed = scouted.filter((reject) => !made.has(callOf(reject))).map((reject) => ({ ...reject, reason: maskText(reject.reason) }));
  const unique = new Map([...recorded, ...failed].map((reject) => [`${reject.tool}\n${canonicalJson(reject as unknown as Json)}`, reject]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reject]) => reject);
}

function planFor(server: OwnServer, root: string, survey: Survey): Plan {
  const isReading = (annotations: JsonObject | undefined) => annotations?.readOnlyHint === true;
  const command = recordCommand(server, root);
  const leftOut = survey.tools
    .filter((tool) => !isReading(tool.annotations) && !server.allowWrites)
    .map((tool) => [tool.name, 'it is not marked read-only, and calls that may write were not allowed'] as const);
  return {
    name: server.name,
    title: `${survey.server.name} ${survey.server.version}`,
    source: { package: command.join(' '), version: survey.server.version, licence: 'unknown', command },
    world: { recipe: 'own', seed: '' },
    root,
    roles: guessRoles(survey.tools),
    writes: survey.tools.filter((tool) => !isReading(tool.annotations)).map(({ name }) => name),
    leftOut: Object.fromEntries(leftOut),
    masks: [],
    spareMasks: usualMasks,
    ignored: [],
    chains: [],
    known: '',
  };
}
