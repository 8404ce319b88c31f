import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { AuditReport, DatasetAudit } from '../audit/audit.ts';
import type { Limits } from '../audit/gate.ts';
import type { AuditedRow } from '../audit/rows.ts';
import { NearmissError } from '../errors.ts';
import type { Config } from '../model/config.ts';
import { between, parseCount } from './flag-values.ts';

interface AuditFlags {
  sample: number;
  folds: number;
  seed: string;
  json?: boolean;
  html?: string;
  card?: boolean;
  maxAuc?: number;
  maxAucValues?: number;
  maxAucOperator?: number;
  maxLengthRatio?: number;
  maxRepeated?: number;
  maxLeaked?: number;
  maxNear?: number;
  maxUnexecuted?: number;
  maxMixError?: number;
  config?: string;
}

/** `nearmiss audit`: whether the negatives can be told by their looks, and how a dataset is balanced. */
export function auditCommand(): Command {
  return new Command('audit')
    .summary('measure whether the negatives can be told by their looks')
    .description(
      'Trains a judge that sees completions and never the request, and measures on rows it was not trained on how well it tells rejected ' +
        'from chosen. Half right is what it should be: then nothing but the request says which side is wrong. Counts the balance of the ' +
        'dataset too. Exit code 0, or 1 when a limit that was given is exceeded, 2 when the input is wrong.',
    )
    .argument('<dirs...>', 'folder of a built dataset, or of all its shards')
    .addOption(new Option('--sample <rows>', 'rows the judges see; the balance counts all').default(20_000).argParser(parseCount))
    .addOption(new Option('--folds <n>', 'parts; each is judged by what the others taught').default(5).argParser(parseFolds))
    .addOption(new Option('--seed <text>', 'decides the sample and the intervals').default('audit'))
    .optionsGroup('Output:')
    .addOption(new Option('--json', 'the report as one JSON object'))
    .addOption(new Option('--html <file>', 'the report as one page with plots, too'))
    .addOption(new Option('--card', "the figures into the dataset's card and its hash into the manifest, too"))
    .optionsGroup('Limits (none unless given; exit code 1 and a line for each that is exceeded):')
    .addOption(new Option('--max-auc <auc>', 'of the judge of all rows').argParser(between(0.5, 1)))
    .addOption(
      new Option('--max-auc-values <auc>', 'of a judge of values and presence (wrong_value, missing_optional) alone').argParser(
        between(0.5, 1),
      ),
    )
    .addOption(new Option('--max-auc-operator <auc>', 'of a judge of any one operator alone').argParser(between(0.5, 1)))
    .addOption(new Option('--max-length-ratio <ratio>', 'of the median of rejected/chosen characters, either way').argParser(between(1)))
    .addOption(new Option('--max-repeated <share>', 'of rows that say the same as another').argParser(between(0, 1)))
    .addOption(new Option('--max-leaked <share>', 'of test rows whose request stands in train').argParser(between(0, 1)))
    .addOption(new Option('--max-near <share>', 'of test requests that nearly say what one of train says').argParser(between(0, 1)))
    .addOption(new Option('--max-unexecuted <share>', 'of rows that words alone prove').argParser(between(0, 1)))
    .addOption(new Option('--max-mix-error <share>', "between a family's share and that of the mix").argParser(between(0, 1)))
    .addOption(new Option('--config <file>', 'settings whose "audit" holds limits, too: {"maxAuc": 0.6}; flags win'))
    .addHelpText(
      'after',
      `
How to read it:
  AUC         how often a chosen completion gets a higher score than a rejected one: 0.5 is chance, 1 is told every time. Below 0.5
              means that what held for other rows is the wrong way round here.
  new groups  the judge had seen other base trajectories of the same tools: what a model that trains on these rows could learn.
  new calls   nor had it seen any completion of the rows it judges, on either side: what carries over to other calls.
  own pair    how often the chosen side of a row gets a higher score than the rejected side of the same row.
  mixed       the judge of all rows, on rows of this kind.     alone  a judge of such rows only, which is stricter.

Examples:
  nearmiss audit dataset
  nearmiss audit dataset --html audit.html
  nearmiss audit parts/*                                          all shards of a dataset, as if they were merged
  nearmiss audit dataset --card                                   before a push
  nearmiss audit dataset --max-auc 0.6 --max-auc-values 0.55      as a gate
  nearmiss audit dataset --json | jq '.blind.operators[] | [.name, .alone.calls.auc]'
`,
    )
    .action(runAudit);
}

async function runAudit(dirs: readonly string[], flags: AuditFlags): Promise<void> {
  const [
    { DatasetAudit },
    { auditedRowSchema },
    { findBreaches },
    { isFolder, readLines },
    { parseRecord, readJson, writeFileWhole },
    shards,
    manifests,
    progress,
  ] = await Promise.all([
    import('../audit/audit.ts'),
    import('../audit/rows.ts'),
    import('../audit/gate.ts'),
    import('../edges/dataset-folder.ts'),
    import('../edges/files.ts'),
    import('../edges/shards.ts'),
    import('../model/manifest.ts'),
    import('./progress.ts'),
  ]);
  const limits = limitsOf({ ...(await readLimits(flags.config)), ...flags });
  for (const dir of dirs) if (!isFolder(dir)) throw new NearmissError(`${dir}: no such folder; give the folder that a build wrote`);
  if (flags.html !== undefined && isFolder(flags.html)) throw new NearmissError(`--html ${flags.html}: a folder, where a file is needed`);
  const [first = ''] = dirs;
  const set = dirs.length === 1 ? null : shards.openShards(dirs);
  const dir = set === null ? first : `${dirs.length} shards`;
  const folders = set === null ? [first] : set.shards.map(({ path }) => path);
  const files = folders
    .flatMap((folder) => ['train', 'test'].map((split) => join(folder, 'pairs', `${split}.jsonl`)))
    .filter((file) => existsSync(file));
  if (files.length === 0) throw new NearmissError(`${dir} holds no pairs: "nearmiss build --out ${dir}" makes some`);
  const manifestPath = join(first, 'manifest.json');
  const manifest =
    set !== null ? shards.addManifests(set) : existsSync(manifestPath) ? readJson(manifestPath, manifests.manifestSchema) : null;
  const { whyNoCard, writeCard } = await import('./audit-card.ts');
  const noCard = flags.card !== true ? null : set === null ? whyNoCard(first) : 'shards have no card: merge them first';
  if (noCard !== null) throw new NearmissError(`--card: ${noCard}`);
  const isTerminal = process.stderr.isTTY === true;
  const bar = new progress.Progress('auditing', 'judges');
  const audit = new DatasetAudit({ seed: flags.seed, sample: flags.sample, folds: flags.folds, progress: bar.advance });
  for (const file of files) {
    let line = 0;
    for (const text of readLines(file)) {
      line += 1;
      if (text.trim() !== '') addRow(audit, `${file}:${line}`, () => parseRecord(text, `${file}:${line}`, auditedRowSchema));
      if (isTerminal && audit.rows % 500 === 0) process.stderr.write(`\r\x1b[Kreading: ${audit.rows} rows`);
    }
  }
  if (isTerminal) process.stderr.write('\r\x1b[K');
  if (audit.rows === 0) throw new NearmissError(`${dir} has no rows`);
  const report = audit.report(manifest);
  bar.finish();
  const breaches = findBreaches(report, limits);
  if (flags.html !== undefined) {
    const { renderPage } = await import('../audit/html.ts');
    writePage(flags.html, renderPage(report, dir), writeFileWhole);
  }
  if (flags.card === true) writeCard(first, report, commandOf(flags));
  console.log(flags.json === true ? JSON.stringify({ ...report, breaches }) : await describe(report, dir, flags, breaches));
  if (breaches.length > 0) process.exitCode = 1;
}

/** The command line that gives the same figures, whoever has the folder. */
function commandOf({ sample, folds, seed }: AuditFlags): string {
  const plain = (text: string) => (/^[\w.-]+$/u.test(text) ? text : JSON.stringify(text));
  return `nearmiss audit <this folder> --sample ${sample} --folds ${folds} --seed ${plain(seed)}`;
}

function addRow(audit: DatasetAudit, place: string, read: () => AuditedRow): void {
  try {
    audit.add(read());
  } catch (cause) {
    // Nesting that exhausts the stack is the row's fault, not a bug.
    if (cause instanceof RangeError) throw new NearmissError(`${place}: it is nested too deep`, { cause });
    throw cause;
  }
}

async function describe(report: AuditReport, dir: string, { html, card }: AuditFlags, breaches: readonly string[]): Promise<string> {
  const { describeAudit } = await import('./audit-text.ts');
  const page = `${html === undefined ? '' : `\nthe page: ${html}\n`}${card === true ? `\nthe card: ${join(dir, 'README.md')}\n` : ''}`;
  return `${describeAudit(report, dir)}${page}${breaches.length === 0 ? '' : `\n${breaches.map((breach) => `limit exceeded: ${breach.replace(/\p{Cc}/gu, ' ')}\n`).join('')}`}`.trimEnd();
}

function writePage(path: string, page: string, write: (path: string, text: string) => void): void {
  try {
    write(path, page);
  } catch (cause) {
    throw new NearmissError(`cannot write ${path}: ${(cause as Error).message.split('\n')[0]}`, { cause });
  }
}

/** The limits of the config file: the one named, else that of the working folder. */
async function readLimits(file: string | undefined): Promise<LimitFlags> {
  const { findConfig, settleConfig } = await import('./config.ts');
  return file === undefined && findConfig() === undefined ? {} : (await settleConfig(file, {})).audit;
}

type LimitFlags = Partial<Record<keyof Config['audit'], number | undefined>>;

function limitsOf(given: LimitFlags): Limits {
  const limits = {
    auc: given.maxAuc,
    aucValues: given.maxAucValues,
    aucOperator: given.maxAucOperator,
    lengthRatio: given.maxLengthRatio,
    repeated: given.maxRepeated,
    leaked: given.maxLeaked,
    near: given.maxNear,
    unexecuted: given.maxUnexecuted,
    mixError: given.maxMixError,
  };
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}

function parseFolds(text: string): number {
  const folds = parseCount(text);
  if (folds < 2 || folds > 20) throw new InvalidArgumentError('A whole number from 2 to 20 is needed.');
  return folds;
}
