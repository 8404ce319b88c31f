import { Command, Option } from 'commander';
import type { ImportFlags } from './import-run.ts';

/** `nearmiss import`: trajectories that others keep, in the form that `mutate` takes. */
export function importCommand(): Command {
  return new Command('import')
    .summary('bring trajectories of other tools into the form that mutate takes')
    .description(
      'Reads trajectories as others keep them (OpenAI chat and Responses, Anthropic messages, TRL, LLaMA-Factory, ATIF, OpenTelemetry spans of\n' +
        'generative models), one JSON object a line, one in the whole file, or a list of them, and writes {"id", "tools", "messages"} a line. Each is looked at as "mutate" will; one\n' +
        'that it could not use is left out and named.',
    )
    .argument('<file>', 'JSON lines, one JSON document, or a list of them')
    .addOption(new Option('--from <shape>', 'chat, responses, anthropic, sharegpt, atif or otel (default: what each looks like)'))
    .addOption(new Option('--out <file>', 'file to write').default('trajectories.jsonl'))
    .addOption(new Option('--left-out <file>', 'file to write what was left out into: {"place", "reason"} a line'))
    .option('--strict', 'stop at the first that cannot be read, and write nothing')
    .addHelpText(
      'after',
      '\nExamples:\n  nearmiss import spans.jsonl --out logs.jsonl && nearmiss mutate logs.jsonl\n  nearmiss import dpo.jsonl --from sharegpt --strict\n',
    )
    .action(async (file: string, flags: ImportFlags) => {
      const { runImport } = await import('./import-run.ts');
      runImport(file, flags);
    });
}
