import { writeFileWhole } from '../edges/files.ts';
import { listGrounds, readGround, shippedPrimitives } from '../edges/grounds.ts';
import { Cassette } from '../edges/model/cassette.ts';
import { readPrompt } from '../edges/model/prompts.ts';
import { cassettePath } from '../edges/model/session.ts';
import { NearmissError } from '../errors.ts';
import type { ModelRequest } from '../model/model-request.ts';
import type { Proposals } from '../model/proposals.ts';
import { nearest } from '../nearest.ts';
import { type GroundLibrary, openGround } from '../primitives/library.ts';
import { callsOf, proposeRequestOf, readProposals } from '../proposing/ask.ts';
import { fold, judgeTemplate } from '../proposing/judge-template.ts';
import { callsRequestOf, siftCalls, type Trials } from '../proposing/values.ts';
import { askAll } from './ask-all.ts';
import { settleConfig } from './config.ts';
import { describeEstimate, estimate } from './estimate.ts';
import { freshFirst } from './fresh.ts';
import { checkQueueFlags, type QueueFlags } from './queue-flags.ts';
import { tableOf } from './table.ts';

export interface ProposeFlags extends QueueFlags {
  config?: string;
  primitives?: string;
  tools?: string[];
  values?: boolean;
  out?: string;
  record?: boolean;
  refresh?: boolean;
  partial?: boolean;
  dryRun?: boolean;
}

/** Letters that one template is guessed to have. */
const TEMPLATE_LETTERS = 90;

export async function runPropose(name: string, flags: ProposeFlags): Promise<void> {
  checkQueueFlags(flags, flags.record === true || flags.refresh === true);
  const config = await settleConfig(flags.config, { primitives: flags.primitives });
  const { model } = config;
  const settings = model?.propose;
  if (model === undefined || settings === undefined)
    throw new NearmissError('there is no model to ask: the config names none under "model": {"propose": {"model": ...}}');
  const ground = findGround(config.primitives ?? shippedPrimitives, name);
  const tools = chooseTools(ground, flags.tools);
  const isOfValues = flags.values === true;
  const prompt = isOfValues ? readPrompt('propose-values', undefined) : readPrompt('propose', settings.prompt);
  const ask = isOfValues ? callsRequestOf : proposeRequestOf;
  const cassette = new Cassette(cassettePath(model, name));
  const questions = new Map(tools.map((tool) => [tool, ask(ground, tool, settings, prompt)]));
  const lacking = (): ModelRequest[] => [...questions.values()].filter((request) => cassette.find(request) === undefined);
  if (flags.dryRun === true) {
    const open = lacking().map((request) => ({ request, answerLetters: settings.requests * TEMPLATE_LETTERS }));
    console.log(
      describeEstimate('propose', settings.model, tools.length, tools.length - open.length, estimate(open, 1, model), cassette.path),
    );
    return;
  }
  if (flags.record === true || flags.refresh === true) {
    const { find, onReply } = freshFirst(cassette, flags.refresh === true);
    const nextOf = (request: ModelRequest): ModelRequest | null => (find(request) === undefined ? request : null);
    await askAll('propose', model, settings.model, cassette, [...questions.values()], nextOf, flags, onReply);
  }
  const left = lacking().length;
  if (left > 0 && flags.partial !== true)
    throw new NearmissError(
      `${cassette.path} lacks the answers for ${left} of ${tools.length} tools: --record asks the model for them, --partial leaves those out`,
    );
  if (isOfValues) {
    writeValues(ground, questions, cassette, flags.out ?? `${name}.values.json`, settings.model);
    return;
  }
  const proposals: Proposals = {
    schema: 'nearmiss/proposals@1',
    ground: name,
    model: settings.model,
    terms: model.terms ?? null,
    tools: {},
    refused: {},
  };
  for (const [tool, request] of questions) {
    const reply = cassette.find(request);
    if (reply !== undefined) sift(ground, tool, readProposals(reply), proposals);
  }
  const out = flags.out ?? `${name}.proposed.json`;
  writeFileWhole(out, `${JSON.stringify(proposals, null, 2)}\n`);
  console.log(describeProposals(out, proposals));
}

/** Writes the values that are worth a trial, as `nearmiss verify --values` takes them. */
function writeValues(
  ground: GroundLibrary,
  questions: ReadonlyMap<string, ModelRequest>,
  cassette: Cassette,
  out: string,
  model: string,
): void {
  const trials: Trials = { values: new Map(), refused: new Map() };
  for (const [tool, request] of questions) {
    const reply = cassette.find(request);
    if (reply !== undefined) siftCalls(ground, tool, reply, trials);
  }
  const { values, refused } = trials;
  writeFileWhole(out, `${JSON.stringify(Object.fromEntries(values), null, 2)}\n`);
  const rows = [...values].map(([parameter, found]) => [parameter, found.map((value) => JSON.stringify(value)).join(', ')]);
  const counted = [...refused].map(([reason, count]) => [reason, String(count)]);
  const count = [...values.values()].reduce((sum, found) => sum + found.length, 0);
  console.log(
    [
      `${count} values of ${model} in ${out}. None is believed: "nearmiss verify --values ${out}" runs them and keeps what holds.`,
      '',
      ...(rows.length === 0 ? [] : [tableOf(['parameter', 'values'], rows)]),
      ...(counted.length === 0 ? [] : [tableOf(['refused because', 'calls'], counted)]),
    ].join('\n'),
  );
}

function findGround(folder: string, name: string): GroundLibrary {
  const recorded = listGrounds(folder);
  if (!recorded.includes(name))
    throw new NearmissError(`unknown ground "${name}"${nearest(name, recorded)}: recorded are ${recorded.join(', ')}`);
  return openGround(readGround(folder, name));
}

/** The tools that have calls to ask for, or those of them that are named. */
function chooseTools(ground: GroundLibrary, wanted: readonly string[] | undefined): string[] {
  const called = [...ground.tools.keys()].filter((tool) => callsOf(ground, tool).length > 0);
  for (const tool of wanted ?? [])
    if (!called.includes(tool))
      throw new NearmissError(`unknown tool "${tool}"${nearest(tool, called)}: with calls there are ${called.join(', ')}`);
  return wanted === undefined ? called : [...new Set(wanted)];
}

/** Keeps the templates that can be used, and counts the others. */
function sift(ground: GroundLibrary, tool: string, templates: readonly string[], proposals: Proposals): void {
  const taken = new Set<string>();
  for (const request of ground.phrases.tools[tool]?.requests ?? []) {
    for (const say of typeof request === 'string' ? [request] : [request.say].flat()) taken.add(fold(say));
  }
  const kept: string[] = [];
  for (const template of templates) {
    const refusal = judgeTemplate(ground, tool, template, taken);
    if (refusal !== null) proposals.refused[refusal] = (proposals.refused[refusal] ?? 0) + 1;
    else kept.push(template);
    taken.add(fold(template));
  }
  if (kept.length > 0) proposals.tools[tool] = kept;
}

function describeProposals(out: string, { tools, refused, model }: Proposals): string {
  const rows = Object.entries(tools).flatMap(([tool, templates]) => templates.map((template, at) => [at === 0 ? tool : '', template]));
  const counted = Object.entries(refused).map(([reason, count]) => [reason, String(count)]);
  return [
    `${rows.length} templates of ${model} in ${out}. Nothing uses them: look at each, and copy what people would say into phrases.json.`,
    '',
    ...(rows.length === 0 ? [] : [tableOf(['tool', 'template'], rows)]),
    ...(counted.length === 0 ? [] : [tableOf(['refused because', 'templates'], counted)]),
  ].join('\n');
}
