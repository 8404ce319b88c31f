import { Command, Option } from 'commander';
import { splitList } from './flag-values.ts';
import type { ProposeFlags } from './propose-run.ts';
import { askAgainOption, queueOption } from './queue-flags.ts';

/** `nearmiss propose`: request templates by a language model, for a person to look at. */
export function proposeCommand(): Command {
  return new Command('propose')
    .summary('ask a language model how people would ask for the tools of a ground')
    .description(
      'Has the model that the config names under "model": {"propose": ...} write request templates for the tools of a recorded ground. Those that\n' +
        'parse, fit a recorded call and state nothing else are written to a file beside phrases.json. Nothing uses them until you copy them there.\n' +
        'With --values it thinks of arguments that nobody tried, and those that the schemas take are written for "nearmiss verify" to run.',
    )
    .argument('<ground>', 'name of a recorded ground')
    .addOption(new Option('--config <file>', 'settings; nearmiss.config.{json,yaml,ts} of this folder when left out'))
    .addOption(new Option('--primitives <dir>', 'folder of recorded grounds (default: the shipped ones)'))
    .addOption(new Option('--tools <a,b>', 'only these tools').argParser(splitList))
    .option('--values', 'arguments to try instead, in the form that "nearmiss verify --values" takes: it runs them, and keeps what holds')
    .addOption(new Option('--out <file>', 'file to write (default: <ground>.proposed.json, or <ground>.values.json)'))
    .option('--record', 'ask the model for the answers that the cassette lacks')
    .option('--refresh', 'ask it for all of them anew')
    .option('--partial', 'write what there is')
    .option('--dry-run', 'say what asking would take, and ask nobody')
    .addOption(queueOption('the calls made'))
    .addOption(askAgainOption())
    .addHelpText(
      'after',
      '\nExamples:\n  nearmiss propose git --dry-run\n  nearmiss propose notes --primitives tool-primitives --record\n  nearmiss propose desk --values --record && nearmiss verify --server ... --values desk.values.json\n',
    )
    .action(async (ground: string, flags: ProposeFlags) => {
      const { runPropose } = await import('./propose-run.ts');
      await runPropose(ground, flags);
    });
}
