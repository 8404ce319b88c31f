import { partsOfBlocks, partsOfControls } from '../edges/dataset-parts.ts';
import { assembleDataset, openDataset, reasonOf } from '../edges/dataset-writer.ts';
import { writePairs } from '../edges/pair-files.ts';
import { NearmissError } from '../errors.ts';
import type { Config } from '../model/config.ts';
import type { Manifest } from '../model/manifest.ts';
import { mixPresetNames, mixPresets } from '../model/mix.ts';
import { familySchema } from '../model/pair.ts';
import { BLOCK_PAIRS, nameShard, type Shard, stretchInBlocks, stretchOf } from '../model/shard.ts';
import { type Books, type Build, noBooks } from '../pipeline.ts';
import { Crew } from './build-crew.ts';
import type { Elsewhere } from './build-elsewhere.ts';
import { describeControls, describeOverrides, describePlan, describeResult } from './build-text.ts';
import { settleConfig } from './config.ts';
import { Progress } from './progress.ts';
import { checkQueueFlags } from './queue-flags.ts';
import { cutOfPairs, refuseTooMany } from './shard.ts';

/** What the command line says; flags that are settings of the config go by their names. */
export interface BuildFlags {
  config?: string;
  dryRun?: boolean;
  balance?: boolean;
  record?: boolean;
  refresh?: boolean;
  partial?: boolean;
  ownWords?: boolean;
  shard?: Shard;
  shards?: number;
  parts?: string;
  queue?: string;
  askAgain?: boolean;
  plan?: string;
  [flag: string]: unknown;
}

/** Builds a dataset, or one shard of it, as the command line says. */
export async function runBuild(given: BuildFlags): Promise<void> {
  const {
    config: file,
    dryRun,
    balance,
    record,
    refresh,
    partial,
    ownWords,
    shard = null,
    shards,
    parts,
    queue,
    askAgain,
    plan,
    ...flags
  } = given;
  const elsewhere = readElsewhere(given);
  const config = await settleConfig(file, { ...flags, balance: balance === false ? false : undefined });
  if (shard !== null) refuseTooMany(shard, cutOfPairs(config.pairs));
  const { from, to } = stretchOf(shard, Math.ceil(config.pairs / BLOCK_PAIRS));
  const crew = dryRun === true ? new Crew(config, 0) : new Crew(config, elsewhere === null ? to - from : 0, plan);
  try {
    await buildWith(crew, config, { dryRun, record, refresh, partial, ownWords, queue, askAgain, shard, elsewhere });
  } finally {
    await crew.dismiss();
  }
}

/** What is to be done with the build of a config. */
interface Task extends Pick<BuildFlags, 'dryRun' | 'record' | 'refresh' | 'partial' | 'ownWords' | 'queue' | 'askAgain'> {
  shard: Shard | null;
  elsewhere: Elsewhere | null;
}

async function buildWith(crew: Crew, config: Config, task: Task): Promise<void> {
  const { dryRun, record, refresh, partial, ownWords, queue, askAgain, shard, elsewhere } = task;
  const own = await crew.open();
  const isAsked = config.model?.phrase !== undefined || config.model?.answer !== undefined;
  const jobs = isAsked && ownWords !== true ? (await models()).openJobs(own, config) : null;
  if (jobs === null && (record === true || refresh === true))
    throw new NearmissError(
      'there is no model to ask: the config names none under "model": {"phrase": {"model": ...}} or {"answer": {"model": ...}}',
    );
  const controls = config.controls === 0 ? null : own.planControls();
  if (dryRun === true) {
    const asked = jobs === null ? '' : (await models()).estimateJobs(jobs);
    console.log(`${describePlan(own, config.out, shard)}${describeControls(controls)}${asked}`);
    return;
  }
  const flagged = { record: record === true, refresh: refresh === true, partial: partial === true, queue, askAgain };
  const books = jobs === null ? noBooks : await (await models()).writeBooks(jobs, flagged);
  const build = jobs === null ? own : own.withBooks(books);
  if (elsewhere !== null) {
    const { buildElsewhere } = await import('./build-elsewhere.ts');
    await buildElsewhere(build, config, books, elsewhere);
    return;
  }
  try {
    const { made, manifest } = await makeDataset(build, config, books, controls, shard, crew);
    if (made) console.log(`${describeOverrides(build.overridden)}${describeResult(manifest, config.out)}`);
    else {
      const what = shard === null ? 'this build' : `shard ${nameShard(shard)} of this build`;
      console.log(`${config.out} already holds ${what}, whole: ${manifest.counts.pairs} pairs, seed "${config.seed}".`);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof NearmissError || typeof code !== 'string') throw error;
    throw new NearmissError(`cannot write to ${config.out}: ${reasonOf(error)}. The same command goes on from here once that is mended`, {
      cause: error,
    });
  }
}

/** Where and in how many parts the dataset is to be made; null: here, as a whole. Refuses flags that would be passed over. */
function readElsewhere({ queue, askAgain, record, refresh, shard, shards, parts }: BuildFlags): Elsewhere | null {
  checkQueueFlags({ queue, askAgain }, record === true || refresh === true || shards !== undefined);
  if ((shards === undefined) !== (parts === undefined) || (shards !== undefined && queue === undefined))
    throw new NearmissError('--shards, --parts and --queue go together: how many shards workers make, where, and how they are reached');
  if (shards === undefined || parts === undefined || queue === undefined) return null;
  if (shard !== undefined) throw new NearmissError('--shard makes one of the parts, and --shards has all of them made: one of the two');
  return { queue, shards, parts };
}

/** Makes the blocks that are lacking and puts them together. `made` is false where all was there already. */
export async function makeDataset(
  build: Build,
  config: Config,
  books: Books,
  controls: ReturnType<Build['planControls']> | null,
  shard: Shard | null,
  crew: Crew,
): Promise<{ made: boolean; manifest: Manifest }> {
  const identity = shard === null ? build.identity : { ...build.identity, shard };
  const folder = openDataset(config.out, identity);
  if (folder.finished !== null) return { made: false, manifest: folder.finished };
  const stretch = stretchOf(shard, build.blockCount);
  const all = stretch.to - stretch.from;
  const missing = Array.from({ length: all }, (_, at) => stretch.from + at).filter((block) => !folder.blocks.has(block));
  const progress = new Progress(shard === null ? 'building' : `building shard ${nameShard(shard)}`, 'blocks');
  let done = all - missing.length;
  if (done > 0) console.error(`going on with a build that was stopped: ${done} of ${all} blocks are there`);
  await crew.makeBlocks(build, books, folder.blocks, missing, () => progress.advance(++done, all));
  progress.finish();
  const ownControls = controls === null ? null : stretchInBlocks(shard, controls.controls);
  const manifest = assembleDataset(folder.path, {
    identity,
    pairs: writePairs(folder.path, partsOfBlocks(folder.blocks, stretch)),
    ...(controls === null || ownControls === null || ownControls.from === ownControls.to
      ? {}
      : { controls: partsOfControls(build.controlsOf(controls, ownControls)) }),
    discarded: Object.fromEntries([...build.plan.discarded].sort()),
    about: {
      grounds: build.grounds.map(({ ground: { name, title, source } }) => ({ name, title, source })),
      command: rebuildCommand(config),
    },
    positions: stretchInBlocks(shard, config.pairs),
  });
  return { made: true, manifest };
}

/** What asks models is loaded for those builds alone that have one. */
const models = () => import('./book-run.ts');

/** The command line that makes the same dataset again; settings that no flag gives are taken from the manifest. */
function rebuildCommand(config: Config): string {
  const mix = mixPresetNames.find((name) => familySchema.options.every((family) => mixPresets[name][family] === config.mix[family]));
  if (
    mix === undefined ||
    Object.keys({ ...config.operators, ...config.overrides, ...config.model?.phrase, ...config.model?.answer }).length > 0
  )
    return 'nearmiss build --config config.json   # what manifest.json has under "config"';
  const grounds = config.grounds === undefined ? '' : ` --grounds ${config.grounds.join(',')}`;
  const share = config.testShare === 0.1 ? '' : ` --test-share ${config.testShare}`;
  const named = mix === 'default' ? '' : ` --mix ${mix}`;
  const controls = config.controls === 0 ? '' : ` --controls ${config.controls}`;
  const compose = config.compose === 1 ? '' : ` --compose ${config.compose}`;
  const typos = config.typos === undefined || config.typos === 0 ? '' : ` --typos ${config.typos}`;
  return `nearmiss build --pairs ${config.pairs} --seed ${JSON.stringify(config.seed)}${grounds}${share}${named}${compose}${controls}${typos}`;
}
