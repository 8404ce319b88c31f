import { Command, Option } from 'commander';
import type { FailureLog } from '../calibrate/log.ts';
import { NearmissError } from '../errors.ts';
import type { Json } from '../model/json.ts';
import { parseCount } from './flag-values.ts';
import { tableOf } from './table.ts';

interface CalibrateFlags {
  out?: string;
  json?: boolean;
  maxProblems: number;
}

/** `nearmiss calibrate`: the mix of one's own failures. */
export function calibrateCommand(): Command {
  return new Command('calibrate')
    .summary('count the failures of a log, and write the mix that builds as many of each')
    .description(
      'Tells of each failure in a log which family it belongs to and which operator makes such ones, by rules and no model, and counts ' +
        'them. Exit code 0, or 2 when not one row can be told. docs/calibrate.md has the rules and what a row may look like.',
    )
    .argument('<log>', 'JSONL: a row has `messages`, `tools`, `expected` and `actual`')
    .addOption(new Option('--out <file>', 'write the mix, for "nearmiss build --mix <file>"'))
    .addOption(new Option('--json', 'counts and mix as one JSON object'))
    .addOption(
      new Option('--max-problems <n>', 'rows that cannot be told to list; the others are counted').default(20).argParser(parseCount),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  nearmiss calibrate failures.jsonl --out mix.json\n  nearmiss build --mix mix.json --pairs 20000\n' +
        '  nearmiss calibrate failures.jsonl --json | jq .counts\n',
    )
    .action(runCalibrate);
}

async function runCalibrate(path: string, { out, json, maxProblems }: CalibrateFlags): Promise<void> {
  const [{ FailureLog }, { parseRecord, readTextLines, writeFileWhole }] = await Promise.all([
    import('../calibrate/log.ts'),
    import('../edges/files.ts'),
  ]);
  const log = new FailureLog();
  for await (const { text, line } of readTextLines(path)) {
    try {
      log.add(parseRecord(text, 'the line', undefined) as Json, line);
    } catch (error) {
      // Nesting that exhausts the stack is the row's fault, not a bug.
      if (error instanceof RangeError) log.pass(line, 'it is nested too deep');
      else if (error instanceof NearmissError) log.pass(line, error.message);
      else throw error;
    }
  }
  const [first] = log.untold;
  if (log.told === 0)
    throw new NearmissError(
      first === undefined
        ? `${path} has no rows`
        : `${path}: none of ${log.untold.length} rows can be told; line ${first.line}: ${first.reason}`,
    );
  const mix = log.mix();
  if (out !== undefined) writeMix(out, `${JSON.stringify(mix, null, 2)}\n`, writeFileWhole);
  console.log(json === true ? JSON.stringify({ counts: log.counts(), untold: log.untold, mix }) : describe(log, path, out, maxProblems));
}

function writeMix(path: string, text: string, write: (path: string, text: string) => void): void {
  try {
    write(path, text);
  } catch (cause) {
    throw new NearmissError(`cannot write ${path}: ${(cause as Error).message.split('\n')[0]}`, { cause });
  }
}

function describe(log: FailureLog, path: string, out: string | undefined, most: number): string {
  const rows = log
    .counts()
    .map(({ family, operator, failures }) => [
      family,
      operator ?? '(no operator makes it)',
      String(failures),
      `${((100 * failures) / log.told).toFixed(1)} %`,
    ]);
  const { untold } = log;
  const listed = untold.slice(0, most).map(({ line, reason }) => `  ${path}:${line}: ${reason.replace(/\p{Cc}/gu, ' ')}`);
  const more = untold.length > most ? [`  ... and ${untold.length - most} more (--max-problems shows more)`] : [];
  return [
    `${path}: ${log.told} failures told, ${untold.length} rows not`,
    '',
    tableOf(['family', 'operator', 'failures', 'share'], rows),
    ...(untold.length === 0 ? [] : ['not told:', ...listed, ...more, '']),
    out === undefined ? '--out mix.json writes the mix that builds as many of each.' : `next: nearmiss build --mix ${out}`,
  ].join('\n');
}
