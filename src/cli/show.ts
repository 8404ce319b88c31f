import { Command, Option } from 'commander';
import { parseCount } from './flag-values.ts';
import type { ShowFlags } from './show-run.ts';

/** `nearmiss show`: pairs for human eyes. */
export function showCommand(): Command {
  return new Command('show')
    .summary('print pairs for human eyes')
    .description('Prints pairs of a built dataset: the request with the words that prove the case, both sides, and what differs.')
    .argument('<dir>', 'folder of a built dataset; with --critical the name of a recorded ground')
    .addOption(new Option('--n <count>', 'how many').default(5).argParser(parseCount))
    .addOption(new Option('--operator <name>', 'only pairs of one operator'))
    .addOption(new Option('--id <id>', 'the pair of this id'))
    .addOption(new Option('--svg <file>', 'the first of them as a picture, too'))
    .addOption(new Option('--critical', "a ground's arguments: which are critical, and on what evidence"))
    .addOption(new Option('--primitives <dir>', 'with --critical: folder of recorded grounds (default: the shipped ones)'))
    .addOption(new Option('--overrides <file>', 'with --critical: as "nearmiss build" takes it'))
    .addHelpText(
      'after',
      '\nExamples:\n  nearmiss show dataset\n  nearmiss show dataset --n 20 --operator near-day\n  nearmiss show dataset --id 0f3c9a5d11b2e47a\n  nearmiss show git --critical\n',
    )
    .action(async (dir: string, flags: ShowFlags) => {
      const { runShow } = await import('./show-run.ts');
      await runShow(dir, flags);
    });
}
