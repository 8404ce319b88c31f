import { Command, InvalidArgumentError, Option } from 'commander';
import { assembleDataset, openDataset, reasonOf } from '../edges/dataset-writer.ts';
import { NearmissError } from '../errors.ts';
import type { Config } from '../model/config.ts';
import type { Manifest } from '../model/manifest.ts';
import { mixPresetNames, mixPresets } from '../model/mix.ts';
import { familySchema } from '../model/pair.ts';
import type { Build } from '../pipeline.ts';
import { makeBlocks } from './build-workers.ts';
import { settleConfig } from './config.ts';
import { parseCount } from './count.ts';
import { Progress } from './progress.ts';
import { tableOf } from './table.ts';

interface BuildFlags {
  config?: string;
  dryRun?: boolean;
  balance?: boolean;
  record?: boolean;
  refresh?: boolean;
  partial?: boolean;
  ownWords?: boolean;
  [flag: string]: unknown;
}

/** `nearmiss build`: a dataset from recorded primitives. */
export function buildCommand(): Command {
  return new Command('build')
    .summary('build a preference dataset from recorded primitives')
    .description(
      'Builds chosen/rejected pairs from verified calls, offline. The same primitives, config and seed give the same bytes, with any\n' +
        'number of workers, stopped and started again or not.',
    )
    .addOption(new Option('--config <file>', 'settings; nearmiss.config.{json,yaml,ts} of this folder when left out'))
    .addOption(new Option('--grounds <a,b>', 'grounds to build from (default: all recorded)').argParser(splitList))
    .addOption(new Option('--pairs <n>', 'how many pairs (default: 2000)').argParser(parseCount))
    .addOption(new Option('--seed <text>', 'the one seed of the build (default: "nearmiss")'))
    .addOption(new Option('--out <dir>', 'folder to write (default: "dataset")'))
    .addOption(new Option('--primitives <dir>', 'folder of recorded grounds (default: the shipped ones)'))
    .addOption(new Option('--workers <n>', 'threads; changes no byte (default: cores, at most 8)').argParser(parseCount))
    .addOption(new Option('--test-share <f>', 'share of base trajectories in the test split (default: 0.1)').argParser(parseShare))
    .addOption(
      new Option('--mix <name|file>', 'default, uniform, value-only, or a file that "nearmiss calibrate" wrote (default: default)'),
    )
    .option('--no-balance', 'let looks be right and wrong as often as it happens: shows in an audit what balancing is good for')
    .addOption(
      new Option(
        '--overrides <file>',
        'what you know better of arguments: {"git.git_log": {"/since": {"critical": false}}}, as JSON or YAML',
      ),
    )
    .addOption(
      new Option('--controls <n>', 'rows whose two sides mean the same, as a test set of its own: how many, or 0.05 for a share').argParser(
        parseControls,
      ),
    )
    .option('--record', 'where the config gives a model the job "phrase": ask it for the answers that its cassette lacks')
    .option('--refresh', 'ask it for all of them anew')
    .option('--partial', 'where answers are lacking, keep our own words')
    .option('--own-words', 'ask no model, whatever the config says')
    .option('--dry-run', 'say what would be built, and write nothing')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  nearmiss build                                    2,000 pairs of all shipped grounds into dataset/\n' +
        '  nearmiss build --pairs 20000 --seed 7 --out d7    more, under another seed\n' +
        '  nearmiss build --grounds git,sqlite --dry-run     what two grounds would give\n' +
        '  nearmiss build --record                           with requests said anew by the model of the config\n',
    )
    .action(runBuild);
}

async function runBuild({ config: file, dryRun, balance, record, refresh, partial, ownWords, ...flags }: BuildFlags): Promise<void> {
  const config = await settleConfig(file, { ...flags, balance: balance === false ? false : undefined });
  const { openBuild } = await import('../pipeline.ts');
  const own = openBuild(config);
  const phrasing = config.model?.phrase === undefined || ownWords === true ? null : (await models()).openPhrasing(own, config);
  if (phrasing === null && (record === true || refresh === true))
    throw new NearmissError('there is no model to ask: the config names none under "model": {"phrase": {"model": ...}}');
  const controls = config.controls === 0 ? null : own.planControls();
  if (dryRun === true) {
    const asked = phrasing === null ? '' : (await models()).estimatePhrasing(phrasing);
    console.log(`${describePlan(own, config.out)}${describeControls(controls)}${asked}`);
    return;
  }
  const flagged = { record: record === true, refresh: refresh === true, partial: partial === true };
  const phrasebook = phrasing === null ? null : await (await models()).sayRequestsAnew(phrasing, flagged);
  const build = phrasebook === null ? own : own.withPhrasebook(phrasebook);
  try {
    const folder = openDataset(config.out, build.identity);
    if (folder.finished !== null) {
      console.log(`${config.out} already holds this build, whole: ${folder.finished.counts.pairs} pairs, seed "${config.seed}".`);
      return;
    }
    const missing = Array.from({ length: build.blockCount }, (_, block) => block).filter((block) => !folder.blocks.has(block));
    const progress = new Progress('building', 'blocks');
    let done = build.blockCount - missing.length;
    if (done > 0) console.error(`going on with a build that was stopped: ${done} of ${build.blockCount} blocks are there`);
    await makeBlocks(build, config, phrasebook, folder.blocks, missing, () => progress.advance(++done, build.blockCount));
    progress.finish();
    const manifest = assembleDataset(folder, build.blockCount, build.identity, Object.fromEntries([...build.plan.discarded].sort()), {
      grounds: build.grounds.map(({ ground }) => ground),
      command: rebuildCommand(config),
      ...(controls === null || controls.controls === 0 ? {} : { controls: build.controlsOf(controls) }),
    });
    console.log(`${describeOverrides(build.overridden)}${describeResult(manifest, config.out)}`);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof NearmissError || typeof code !== 'string') throw error;
    throw new NearmissError(`cannot write to ${config.out}: ${reasonOf(error)}. The same command goes on from here once that is mended`, {
      cause: error,
    });
  }
}

/** What asks models is loaded for those builds alone that have one. */
const models = () => import('./phrase-run.ts');

/** The command line that makes the same dataset again; settings that no flag gives are taken from the manifest. */
function rebuildCommand(config: Config): string {
  const mix = mixPresetNames.find((name) => familySchema.options.every((family) => mixPresets[name][family] === config.mix[family]));
  if (mix === undefined || Object.keys({ ...config.operators, ...config.overrides, ...config.model?.phrase }).length > 0)
    return 'nearmiss build --config config.json   # what manifest.json has under "config"';
  const grounds = config.grounds === undefined ? '' : ` --grounds ${config.grounds.join(',')}`;
  const share = config.testShare === 0.1 ? '' : ` --test-share ${config.testShare}`;
  const named = mix === 'default' ? '' : ` --mix ${mix}`;
  const controls = config.controls === 0 ? '' : ` --controls ${config.controls}`;
  return `nearmiss build --pairs ${config.pairs} --seed ${JSON.stringify(config.seed)}${grounds}${share}${named}${controls}`;
}

function describePlan(build: Build, out: string): string {
  const capacityOf = build.countCapacity();
  const rows = build.plan.quotas.map(({ operator, ground, pairs }) => [
    operator.family,
    operator.name,
    ground,
    String(pairs),
    String(capacityOf(operator, ground)),
  ]);
  const discarded = [...build.plan.discarded].sort().map(([reason, count]) => [reason, String(count)]);
  return [
    `would build ${build.plan.pairs} pairs into ${out}, and has written nothing:`,
    tableOf(['family', 'operator', 'ground', 'pairs', 'of at most'], rows),
    'candidates discarded:',
    tableOf(['reason', 'count'], discarded),
    describeOverrides(build.overridden),
  ].join('\n');
}

function describeControls(plan: ReturnType<Build['planControls']> | null): string {
  if (plan === null) return '';
  const rows = plan.quotas.map(({ kind, controls, capacity }) => [kind, String(controls), String(capacity)]);
  return `controls (both sides mean the same; a test set of their own):\n${tableOf(['respelling', 'rows', 'of at most'], rows)}`;
}

/** What the user's overrides came to; nothing where there are none. */
function describeOverrides(overridden: Build['overridden']): string {
  if (overridden.length === 0) return '';
  const rows = overridden.map(({ ground, tool, pointer, override, calls, changed, unsaid }) => [
    `${ground}.${tool}`,
    pointer,
    Object.entries(override)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
    String(calls),
    String(changed),
    unsaid === 0 ? '' : `${unsaid} stay as they were: nobody says their value, so no request can state it`,
  ]);
  return `${tableOf(['override', 'argument', 'says', 'calls', 'changed', ''], rows)}\n`;
}

function describeResult({ counts, controls, discarded, seed }: Manifest, out: string): string {
  const section = (name: string, numbers: Readonly<Record<string, number>>) =>
    tableOf(
      [name, 'pairs'],
      Object.entries(numbers).map(([key, n]) => [key, String(n)]),
    );
  return [
    `${counts.pairs} pairs (${counts.train} train, ${counts.test} test) in ${out}, seed "${seed}"`,
    '',
    section('family', counts.byFamily),
    section('operator', counts.byOperator),
    section('ground', counts.byGround),
    section('shape', counts.byShape),
    ...(counts.byPhrasing === undefined ? [] : [section('request', counts.byPhrasing)]),
    ...(controls === undefined ? [] : [section('control', controls.byKind)]),
    tableOf(
      ['discarded because', 'candidates'],
      Object.entries(discarded).map(([reason, n]) => [reason, String(n)]),
    ),
    `${out}/pairs/*.jsonl   the canonical pairs, one a line, each with its proof`,
    `${out}/dpo, ${out}/sft   Parquet for trainers: load_dataset("${out}", "dpo")`,
    ...(controls === undefined ? [] : [`${out}/controls       rows for measuring over-sensitivity: load_dataset("${out}", "controls")`]),
    `${out}/README.md       the dataset card; manifest.json: what it was made from`,
    '',
    `next: nearmiss show ${out}    (look at some)   nearmiss check ${out}    (prove every row)`,
  ].join('\n');
}

/** The names of a list with commas. */
export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** A share of rows that may be kept apart. */
function parseControls(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number > 0 && (number < 1 || Number.isSafeInteger(number))))
    throw new InvalidArgumentError('A share above 0 and below 1 is needed, or a whole number of rows.');
  return number;
}

export function parseShare(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && number <= 0.9)) throw new InvalidArgumentError('A number from 0 to 0.9 is needed.');
  return number;
}
