import { Command, Option } from 'commander';
import type { PushFlags } from './push-run.ts';

/** `nearmiss push`: a dataset or an export into a dataset repository. */
export function pushCommand(): Command {
  return new Command('push')
    .summary('put a dataset on the Hugging Face hub')
    .description(
      'Puts a dataset, or one format of an export, into a dataset repository of the Hugging Face hub, card and manifest included. It says\n' +
        'what it would do and does nothing without --yes. Files go up one by one, and those that are there as they are, are left alone:\n' +
        'after a cut, the same command goes on. The token is read from HF_TOKEN. Needs the package @huggingface/hub.',
    )
    .argument('<dir>', 'folder of a built dataset, or of one exported format')
    .addOption(new Option('--repo <owner/name>', 'dataset repository; made where there is none').makeOptionMandatory())
    .addOption(new Option('--public', 'make the repository for everybody to see (default: private)'))
    .addOption(new Option('--yes', 'do it'))
    .addHelpText(
      'after',
      '\nExamples:\n  nearmiss push dataset --repo me/near-misses\n  HF_TOKEN=... nearmiss push dataset --repo me/near-misses --yes\n',
    )
    .action(async (dir: string, flags: PushFlags) => {
      const { runPush } = await import('./push-run.ts');
      await runPush(dir, flags);
    });
}
