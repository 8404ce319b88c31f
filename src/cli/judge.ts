import { Command, Option } from 'commander';
import { between, parseCount } from './flag-values.ts';
import type { JudgeFlags } from './judge-run.ts';
import { askAgainOption, queueOption } from './queue-flags.ts';

/** `nearmiss judge`: what a language model thinks of a dataset. */
export function judgeCommand(): Command {
  return new Command('judge')
    .summary('ask a language model what it thinks of pairs')
    .description(
      'Shows pairs to the model that the config names under "model": {"judge": ...}, without saying which side is which: it says which one does\n' +
        'what was asked, and gives marks for request, call and answer. The report tells which rows it doubts. No row is changed.',
    )
    .argument('<dir>', 'folder of a built dataset')
    .addOption(new Option('--config <file>', 'settings; nearmiss.config.{json,yaml,ts} of this folder when left out'))
    .addOption(new Option('--n <count>', 'how many pairs, drawn fairly').default(200).argParser(parseCount))
    .addOption(new Option('--operator <name>', 'only pairs of one operator'))
    .option('--record', 'ask the model for the answers that the cassette lacks')
    .option('--refresh', 'ask it for all of them anew')
    .option('--partial', 'report on the rows that have an answer')
    .option('--dry-run', 'say what asking would take, and ask nobody')
    .addOption(queueOption('the calls made'))
    .addOption(askAgainOption())
    .addOption(new Option('--max-doubted <share>', 'exit with 1 where it doubts more of the rows').argParser(between(0, 1)))
    .option('--json', 'the report as one JSON object (schemas/judge-report.json)')
    .addHelpText(
      'after',
      '\nExamples:\n  nearmiss judge dataset --dry-run\n  nearmiss judge dataset --n 500 --record\n  nearmiss judge dataset --n 500 --json\n',
    )
    .action(async (dir: string, flags: JudgeFlags) => {
      const { runJudge } = await import('./judge-run.ts');
      await runJudge(dir, flags);
    });
}
