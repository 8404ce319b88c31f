import { Command, Option } from 'commander';
import { type Claim, claims, formatProblem, type Report } from '../check/claims.ts';
import { NearmissError } from '../errors.ts';
import type { CheckSettings } from './check-folder.ts';
import { parseCount } from './flag-values.ts';
import { tableOf } from './table.ts';

interface CheckFlags {
  primitives?: string;
  source?: string;
  together?: boolean;
  workers?: number;
  json?: boolean;
  maxProblems: number;
}

/** `nearmiss check`: the proof of every row, derived again. */
export function checkCommand(): Command {
  return new Command('check')
    .summary('prove every row of a dataset again')
    .description(
      'Derives every claim of a dataset again from its files and the recordings it was made from, with code of its own: another ' +
        'validator, another reader of the words, nothing of the evidence taken on trust. Exit code 0 when every claim holds, 1 when ' +
        'one does not, 2 when the folder cannot be read.',
    )
    .argument('<dirs...>', 'folder of a built dataset, or of all its shards')
    .addOption(new Option('--primitives <dir>', 'folder of recorded grounds (default: the shipped ones)'))
    .addOption(new Option('--source <file>', 'the given rows it was made from: prove that each pair stands in its row'))
    .addOption(new Option('--together', 'of shards that were each checked by themselves: only what they have to be together'))
    .addOption(new Option('--workers <n>', 'threads; changes nothing that is said (default: 1)').argParser(parseCount))
    .addOption(new Option('--json', 'the result as one JSON object'))
    .addOption(new Option('--max-problems <n>', 'problems to list; the others are counted').default(20).argParser(parseCount))
    .addHelpText(
      'after',
      `\nClaims:\n${Object.entries(claims)
        .map(([name, holds]) => `  ${name.padEnd(12)} ${holds}`)
        .join(
          '\n',
        )}\n\nExamples:\n  nearmiss check dataset\n  nearmiss check mutants --source logs.jsonl\n  nearmiss check dataset --json | jq .problems\n  nearmiss check parts/3                 a shard, where it was made; then, of all of them:\n  nearmiss check parts/* --together\n`,
    )
    .action(runCheck);
}

async function runCheck(dirs: readonly string[], { primitives, source, together, workers, json, maxProblems }: CheckFlags): Promise<void> {
  const [{ checkFolder, checkShards }, { shippedPrimitives }] = await Promise.all([
    import('./check-folder.ts'),
    import('../edges/grounds.ts'),
  ]);
  const isTerminal = process.stderr.isTTY === true;
  const [first = ''] = dirs;
  if (together === true && dirs.length === 1) throw new NearmissError('--together is about several shards: give the folders of all');
  const dir = dirs.length === 1 ? first : `${dirs.length} shards`;
  const settings: CheckSettings = {
    primitives: primitives ?? shippedPrimitives,
    maxProblems,
    together: together === true,
    workers: workers ?? 1,
    ...(source === undefined ? {} : { source }),
    progress: (rows) => {
      if (isTerminal) process.stderr.write(`\r\x1b[Kchecking: ${rows} rows`);
    },
  };
  const report = dirs.length === 1 ? await checkFolder(first, settings) : await checkShards(dirs, settings);
  if (isTerminal) process.stderr.write('\r\x1b[K');
  console.log(json === true ? JSON.stringify(report) : describeReport(dir, report));
  if (!report.ok) process.exitCode = 1;
}

function describeReport(dir: string, { ok, rows, claims: checked, problems, found }: Report): string {
  if (ok) {
    const tested = Object.entries(checked) as [Claim, number][];
    return `${dir}: ${rows} rows, every claim holds.\n\n${tableOf(
      ['claim', 'checked'],
      tested.map(([name, count]) => [name, String(count)]),
    )}`;
  }
  const more = found > problems.length ? ` (${problems.length} shown; --max-problems shows more)` : '';
  return `${problems.map(formatProblem).join('\n')}\n\n${dir}: ${rows} rows, ${found} ${found === 1 ? 'problem' : 'problems'}${more}.`;
}
