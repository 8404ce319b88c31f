import { setFlagsFromString } from 'node:v8';
import { Command, Option } from 'commander';
import { parseMistakes } from './build.ts';
import { between, parseCount, splitList } from './flag-values.ts';
import type { MutateFlags } from './mutate-run.ts';
import { parseShard } from './shard.ts';

/** `nearmiss mutate`: near misses of calls in conversations that somebody brings. */
export function mutateCommand(): Command {
  return new Command('mutate')
    .summary('make near misses of the calls in your own logs')
    .description(
      'Reads conversations that went well, one a line: {"id"?, "tools", "messages"} as in the chat API of OpenAI (arguments as object or\n' +
        'as text), or pairs with "prompt", "chosen" and "tools". In each it looks for values of a call that the conversation states, and\n' +
        'changes one of them into another that is surely not meant. What the conversation does not state is left alone.',
    )
    .argument('<file.jsonl>', 'conversations, one a line')
    .addOption(new Option('--out <dir>', 'folder to write').default('dataset'))
    .addOption(new Option('--seed <text>', 'the one seed').default('nearmiss'))
    .addOption(new Option('--per-row <k>', 'pairs made of one row at most').argParser(parseCount).default(2))
    .addOption(new Option('--operators <a,b>', 'mistakes to make (default: all that apply)').argParser(splitList))
    .addOption(
      new Option('--compose <n>', 'changes that each pair carries: 1, or 2 of different arguments').argParser(parseMistakes).default(1),
    )
    .addOption(new Option('--test-share <f>', 'share of rows in the test split').argParser(between(0, 0.9)).default(0.1))
    .addOption(
      new Option(
        '--shard <i/n>',
        'mutate one of n parts of the rows alone, such as 3/7, on any machine; "nearmiss merge" makes of all of them what one run gives',
      ).argParser(parseShard),
    )
    .option('--strict', 'stop at the first row that cannot be read, and write nothing')
    .option('--dry-run', 'say what would be made, and write nothing')
    .addHelpText(
      'after',
      '\nA row:\n' +
        '  {"id": "a1", "tools": [{"type": "function", "function": {"name": "book", "parameters": {...}}}],\n' +
        '   "messages": [{"role": "user", "content": "Book Rome for 3 nights."},\n' +
        '                {"role": "assistant", "content": null, "tool_calls": [{"id": "c1", "type": "function",\n' +
        '                 "function": {"name": "book", "arguments": {"city": "Rome", "nights": 3}}}]}]}\n' +
        '\nExamples:\n' +
        '  nearmiss mutate logs.jsonl --dry-run                      how many pairs there would be, and of what\n' +
        '  nearmiss mutate logs.jsonl --out negatives --per-row 4    up to four of each row\n' +
        '  nearmiss mutate logs.jsonl --operators near-day,near-number\n' +
        '  nearmiss mutate logs.jsonl --shard 3/7 --out parts/3      the third of seven parts: as many machines\n',
    )
    .action(async (file: string, flags: MutateFlags) => {
      const { runMutate } = await import('./mutate-run.ts');
      // What loading made room for is enough: more would only let garbage wait.
      setFlagsFromString('--semi-space-growth-factor=1');
      await runMutate(file, flags);
    });
}
