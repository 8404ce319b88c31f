import { join } from 'node:path';
import { Command, Option } from 'commander';
import { parseCount } from './flag-values.ts';
import { packageRoot } from './verify-shipped.ts';
import type { WorkerFlags } from './worker-run.ts';

/** `nearmiss worker`: does what commands with `--queue` hand out. */
export function workerCommand(): Command {
  return new Command('worker')
    .summary('do the work that commands with --queue hand out')
    .description(
      'Takes part in all that commands with the same --queue have done, until it is stopped: Ctrl-C or SIGTERM finish the jobs in hand and\n' +
        'take no more. Start any number, on any machines. Keys, servers and addresses are those of this machine: none comes through the queue.',
    )
    .requiredOption(
      '--queue <url>',
      'address of the Redis server, such as redis://127.0.0.1:6379; its password may be in NEARMISS_QUEUE_PASSWORD',
    )
    .addOption(new Option('--config <file>', 'settings; nearmiss.config.{json,yaml,ts} of this folder when left out'))
    .addOption(new Option('--calls <n>', 'calls of a model at a time').argParser(parseCount).default(4))
    .addOption(new Option('--jobs <n>', 'other jobs at a time: server processes').argParser(parseCount).default(1))
    .addOption(new Option('--parts <dir>', 'folder to write shards of builds in; none are made without'))
    .addOption(new Option('--primitives <dir>', 'folder of recorded grounds to make them of (default: the shipped ones)'))
    .addOption(
      new Option('--servers <dir>', 'folder with the pinned servers of shipped grounds').default(
        join(packageRoot, 'tool-primitives', 'servers'),
        'the shipped one',
      ),
    )
    .option('--no-sandbox', 'do not shut servers in, even where bubblewrap can')
    .option('--yes', 'start servers of the config without asking; else those alone that were allowed before')
    .addOption(
      new Option('--patience <seconds>', 'give jobs of a worker that shows no sign of life for so long to others')
        .argParser(parseCount)
        .default(30),
    )
    .action(async (flags: WorkerFlags) => {
      const { runWorker } = await import('./worker-run.ts');
      await runWorker(flags);
    });
}
