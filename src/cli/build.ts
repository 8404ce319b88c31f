import { Command, InvalidArgumentError, Option } from 'commander';
import type { BuildFlags } from './build-run.ts';
import { between, parseCount, splitList } from './flag-values.ts';
import { askAgainOption, queueOption } from './queue-flags.ts';
import { parseShard } from './shard.ts';

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
    .addOption(
      new Option(
        '--workers <n>',
        'threads; changes no byte (default: one and another for each 50,000 pairs, at most one a core and 8)',
      ).argParser(parseCount),
    )
    .addOption(new Option('--test-share <f>', 'share of base trajectories in the test split (default: 0.1)').argParser(between(0, 0.9)))
    .addOption(
      new Option('--mix <name|file>', 'default, uniform, value-only, or a file that "nearmiss calibrate" wrote (default: default)'),
    )
    .option('--no-balance', 'let looks be right and wrong as often as it happens: shows in an audit what balancing is good for')
    .addOption(new Option('--compose <n>', 'mistakes that each negative carries: 1 or 2 (default: 1)').argParser(parseMistakes))
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
    .addOption(
      new Option('--typos <f>', 'share of conversations whose user mistypes a plain word or two (default: 0)').argParser(between(0, 1)),
    )
    .option('--record', 'where the config gives a model the job "phrase" or "answer": ask it for what its cassette lacks')
    .option('--refresh', 'ask it for all of that anew')
    .option('--partial', 'where something is lacking, keep our own words')
    .option('--own-words', 'ask no model, whatever the config says')
    .addOption(
      new Option(
        '--shard <i/n>',
        'build one of n parts alone, such as 3/7, on any machine; "nearmiss merge" makes of all of them the dataset that one build gives',
      ).argParser(parseShard),
    )
    .addOption(
      new Option(
        '--plan <file>',
        'the plan of the whole build: read where the file is there, else written, so that other shards need not plan',
      ),
    )
    .addOption(queueOption('the calls of --record, or the shards of --shards, made'))
    .addOption(new Option('--shards <n>', 'with --queue: how many shards workers make, to be put together here').argParser(parseCount))
    .addOption(new Option('--parts <dir>', 'the folder, shared with the workers, that they write them in'))
    .addOption(askAgainOption())
    .option('--dry-run', 'say what would be built, and write nothing')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  nearmiss build                                    2,000 pairs of all shipped grounds into dataset/\n' +
        '  nearmiss build --pairs 20000 --seed 7 --out d7    more, under another seed\n' +
        '  nearmiss build --grounds git,sqlite --dry-run     what two grounds would give\n' +
        '  nearmiss build --pairs 1e6 --shard 3/7 --out parts/3    the third of seven parts: as many machines\n' +
        '  nearmiss build --record                           with requests said anew, and final answers written, by the models of the config:\n' +
        '      "model": { "phrase": { "model": "writer-1" }, "answer": { "model": "writer-1" } }, either or both\n' +
        '\nWhat a model writes is refused unless it comes to our own words: a request states what it stated, an answer tells what it told and\n' +
        'nothing that no reply carries. It is asked again with the reason, and at last our own words stay, counted by reason.\n',
    )
    .action(async (flags: BuildFlags) => {
      const { runBuild } = await import('./build-run.ts');
      await runBuild(flags);
    });
}

/** A share of rows that may be kept apart. */
function parseControls(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number > 0 && (number < 1 || Number.isSafeInteger(number))))
    throw new InvalidArgumentError('A share above 0 and below 1 is needed, or a whole number of rows.');
  return number;
}

export function parseMistakes(text: string): number {
  if (text !== '1' && text !== '2') throw new InvalidArgumentError('1 or 2 is needed.');
  return Number(text);
}
