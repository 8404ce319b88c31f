import { Command, Option } from 'commander';
import type { MergeFlags } from './merge-run.ts';

/** `nearmiss merge`: one dataset of its shards. */
export function mergeCommand(): Command {
  return new Command('merge')
    .summary('put the shards of a dataset together')
    .description(
      'Puts the shards that "nearmiss build --shard i/n" or "nearmiss mutate --shard i/n" made together into one dataset: the very bytes\n' +
        'that one run without --shard writes. A shard that is missing, there twice, of another dataset or damaged is named, and nothing is\n' +
        'written. Takes the time of copying, and no more memory for more rows.',
    )
    .argument('<dirs...>', 'folders of all shards, in any order')
    .addOption(new Option('--out <dir>', 'folder to write').default('dataset'))
    .option('--dry-run', 'look for all shards, and write nothing')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  nearmiss build --pairs 1e6 --shard 3/7 --out parts/3     one of seven, each on a machine of its own\n' +
        '  nearmiss merge parts/* --out dataset                     all seven\n' +
        '\nA shard is a dataset by itself: check, audit, show, export and doctor take its folder, too.\n',
    )
    .action(async (dirs: string[], flags: MergeFlags) => {
      const { runMerge } = await import('./merge-run.ts');
      runMerge(dirs, flags);
    });
}
