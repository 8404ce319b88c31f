import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { NearmissError } from '../errors.ts';
import type { Chain } from '../grounds/recipe.ts';
import type { JsonObject } from '../model/json.ts';
import type { Phrases } from '../model/phrases.ts';
import { assembleRecords } from '../verify/assemble.ts';
import { callKey, proposeCalls } from '../verify/explore/candidates.ts';
import { harvestReply, type Seen } from '../verify/explore/harvest.ts';
import { usualMasks } from '../verify/explore/masks.ts';
import { guessRoles, proveRoles } from '../verify/explore/roles.ts';
import { draftPhrases } from '../verify/explore/starter.ts';
import type { Plan } from '../verify/plan.ts';
import type { ListedTool } from '../verify/tools.ts';
import { settleRuns, type Trial } from '../verify/trial.ts';
import { type OwnServer, recordCommand, stageOf } from './own-server.ts';
import { Recorder, type RecorderOptions, type Survey } from './recorder.ts';
import { settleGround, type Verified } from './verify.ts';

export interface Explored extends Verified {
  phrases: Phrases;
  /** tools that could not be called, and the arguments no value is known for */
  lacking: Map<string, string[]>;
}

/** Rounds of calls: each may use what the replies of the one before have shown. */
const mostRounds = 3;
const mostFiles = 12;

/**
 * Finds out what a server nobody has described can do: lists its tools, calls them with what their schemas declare and with
 * what its own replies show, and records what holds.
 */
export async function exploreServer(server: OwnServer, options: Partial<RecorderOptions> = {}): Promise<Explored> {
  return withRecorder(server, options, async (recorder, plan, survey) => {
    const { lacking, ...verified } = await exploreWith(recorder, plan, survey, server);
    return { ...verified, lacking, phrases: draftPhrases(plan.name, verified.ground.tools, verified.primitives) };
  });
}

/** The calls that exploring would begin with; the server is started to list its tools, and none of them is called. */
export async function planExploration(server: OwnServer, options: Partial<RecorderOptions> = {}): Promise<Plan> {
  return withRecorder(server, options, async (_, plan, survey) => {
    const { chains } = proposeCalls(callable(plan, survey), { seen: seeStart(server, plan.root), worked: new Map(), tried: new Set() });
    return { ...plan, chains };
  });
}

async function withRecorder<T>(
  server: OwnServer,
  options: Partial<RecorderOptions>,
  act: (recorder: Recorder, plan: Plan, survey: Survey) => Promise<T>,
): Promise<T> {
  if (server.allowWrites && server.world === null) {
    throw new NearmissError(
      '--allow-writes needs --world <dir>: calls that write are made on copies of it, so that each starts from the same state',
    );
  }
  const root = `/srv/${server.name}`;
  const stage = stageOf(server);
  const recorder = new Recorder(stage, root, [], { ...options, secrets: server.secrets });
  try {
    const survey = await recorder.survey();
    return await act(recorder, planFor(server, root, survey), survey);
  } finally {
    await recorder.close();
  }
}

function callable(plan: Plan, survey: Survey): ListedTool[] {
  return survey.tools.filter((tool) => tool.fault === null && !Object.hasOwn(plan.leftOut, tool.name));
}

function seeStart(server: OwnServer, root: string): Seen[] {
  return server.world === null ? [] : seeWorld(server.world, root);
}

async function exploreWith(
  recorder: Recorder,
  outline: Plan,
  survey: Survey,
  server: OwnServer,
): Promise<Verified & { lacking: Map<string, string[]> }> {
  const tools = callable(outline, survey);
  const chains: Chain[] = [];
  const runs: [Trial[][], Trial[][]] = [[], []];
  const tried = new Set<string>();
  let seen = seeStart(server, outline.root);
  let worked = new Map<string, JsonObject[]>();
  let lacking = new Map<string, string[]>();
  const known = `${outline.known}${JSON.stringify(survey.tools.map(({ name, description, inputSchema }) => [name, description, inputSchema]))}`;
  const planOf = (list: readonly Chain[]): Plan => ({
    ...outline,
    chains: list,
    known: known + JSON.stringify(seen.map(({ value }) => value)),
  });
  for (let round = 0; round < mostRounds; round += 1) {
    const proposal = proposeCalls(tools, { seen, worked, tried });
    lacking = proposal.lacking;
    if (proposal.chains.length === 0) break;
    for (const chain of proposal.chains) tried.add(keyOf(chain));
    const made = await recorder.run(planOf(proposal.chains), survey.tools);
    chains.push(...proposal.chains);
    for (const run of [0, 1] as const) runs[run].push(...made[run]);
    const { primitives } = assembleRecords(planOf(chains), survey.tools, settleRuns(planOf(chains), ...runs));
    const fresh = primitives.filter(({ after }) => after.length === 0);
    worked = new Map(
      [...Map.groupBy(fresh, ({ tool }) => tool)].map(([tool, list]) => [tool, list.map((primitive) => primitive.arguments)]),
    );
    const shown = fresh
      .filter(({ effect }) => effect === 'none')
      .flatMap((primitive) => harvestReply(primitive.tool, primitive.arguments, primitive.result));
    seen = [...seeStart(server, outline.root), ...shown];
  }
  const plan = planOf(chains);
  const settled = settleRuns(plan, ...runs);
  const guessed = assembleRecords(plan, survey.tools, settled);
  const final = { ...plan, roles: proveRoles(guessRoles(tools), guessed.primitives) };
  return { ...settleGround(final, survey, settled), lacking };
}

function keyOf(chain: Chain): string {
  const last = chain.at(-1);
  return callKey(chain.map(({ tool }) => tool).join('>'), (last?.arguments ?? {}) as JsonObject);
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

/** Files and folders of the world as values that paths may take. */
function seeWorld(world: string, root: string): Seen[] {
  const found: Seen[] = [];
  const visit = (folder: string) => {
    for (const name of readdirSync(folder).sort()) {
      if (name.startsWith('.') || found.length >= mostFiles * 4) continue;
      const path = join(folder, name);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats === undefined) continue;
      const value = `${root}/${relative(world, path).split(sep).join('/')}`;
      found.push({ value, words: ['path'], owner: [stats.isDirectory() ? 'folder' : 'file'], label: null, source: null });
      if (stats.isDirectory()) visit(path);
    }
  };
  visit(resolve(world));
  const files = found.filter(({ owner }) => owner[0] === 'file').slice(0, mostFiles);
  const folders = [
    { value: root, words: ['path'], owner: ['folder'], label: null, source: null },
    ...found.filter(({ owner }) => owner[0] === 'folder'),
  ];
  return [...files, ...folders.slice(0, mostFiles)];
}
