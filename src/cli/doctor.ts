import { Command, Option } from 'commander';
import type { DoctorFlags } from './doctor-run.ts';
import { parseCount, splitList } from './flag-values.ts';

/** `nearmiss doctor`: what a trainer will see of a dataset. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .summary('say what a trainer will see of every row')
    .description(
      'Looks at a dataset as its consumers will: writes every row in their form, reads it back, renders it through a chat template, and\n' +
        'says which rows would be dropped, changed, cut at the wrong place or be too long. What it cannot judge it says. Exit code 0 when\n' +
        'every row arrives as it is, 1 when one does not, 2 when the input is wrong.',
    )
    .argument('<dir>', 'folder of a built dataset')
    .addOption(new Option('--for <a,b>', 'consumers').argParser(splitList).default(['trl'], 'trl'))
    .addOption(new Option('--template <file|name>', 'chat template: a file of Jinja, a tokenizer_config.json, or "chatml"'))
    .addOption(new Option('--any-template', 'take a template that nobody has compared with Python, too'))
    .addOption(new Option('--tokenizer <file>', "the model's tokenizer.json: tokens are counted, not estimated (slow: --sample bounds it)"))
    .addOption(new Option('--max-length <tokens>', "the trainer's limit (default: its own)").argParser(parseCount))
    .addOption(new Option('--sample <n>', 'pairs to look at, spread over the dataset (default: all)').argParser(parseCount))
    .addOption(new Option('--predict <file>', 'the text of every row as the trainer will have it, one JSON object a line, too'))
    .addOption(new Option('--json', 'the result as one JSON object'))
    .addHelpText(
      'after',
      `
Examples:
  nearmiss doctor dataset --for trl --template tokenizer_config.json --max-length 8192
  nearmiss doctor dataset --for llamafactory,ms-swift,openai
  nearmiss doctor dataset --for trl --template chatml --predict seen.jsonl
`,
    )
    .action(async (dir: string, flags: DoctorFlags) => {
      const { runDoctor } = await import('./doctor-run.ts');
      await runDoctor(dir, flags);
    });
}
