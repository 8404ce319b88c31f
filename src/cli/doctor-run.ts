import { type Consumer, consumers } from '../doctor/consumers.ts';
import { CHARACTERS_PER_TOKEN, Examination, type Finding, findings, isWrong, type Verdict } from '../doctor/doctor.ts';
import { readLines } from '../edges/dataset-folder.ts';
import { FileSink } from '../edges/sink.ts';
import { NearmissError } from '../errors.ts';
import type { ExportSettings, TokenCounter } from '../exporters/exporter.ts';
import { findExporters } from '../exporters/index.ts';
import { PairReader } from '../exporters/read-pair.ts';
import { nearest } from '../nearest.ts';
import { countPairs, findPairs, openTemplateAt, openTokenizerAt } from './export-run.ts';
import { Progress } from './progress.ts';
import { tableOf } from './table.ts';

/** What the command line says. */
export interface DoctorFlags {
  for: string[];
  template?: string;
  anyTemplate?: boolean;
  tokenizer?: string;
  maxLength?: number;
  sample?: number;
  predict?: string;
  json?: boolean;
}

const PROGRESS_ROWS = 500;

/** Looks at the pairs, or at a sample spread evenly over them, once for all consumers. */
export async function runDoctor(dir: string, flags: DoctorFlags): Promise<void> {
  const asked = findConsumers(flags.for);
  const settings: ExportSettings = { template: await openTemplateAt(flags), undocumented: false };
  const sources = findPairs(dir);
  const counter = await openTokenizerAt(flags);
  const examinations = asked.flatMap((consumer) => examine(consumer, settings, flags.maxLength ?? null, counter));
  const total = countPairs(dir);
  const every = flags.sample === undefined || total === null ? 1 : Math.max(1, Math.floor(total / flags.sample));
  const predictions = flags.predict === undefined ? null : new FileSink(flags.predict);
  const progress = new Progress('looking', 'pairs');
  const reader = new PairReader();
  let pairs = 0;
  try {
    for (const { path } of sources) {
      let line = 0;
      for (const text of readLines(path)) {
        line += 1;
        pairs += 1;
        if (total !== null && pairs % PROGRESS_ROWS === 0) progress.advance(pairs, total);
        if ((pairs - 1) % every !== 0) continue;
        const pair = reader.read(text);
        if ('bad' in pair) throw new NearmissError(`${path}:${line}: ${pair.bad}`);
        const told = examinations.flatMap((examination) => examination.look(pair));
        predictions?.append(Buffer.from(told.map((prediction) => `${JSON.stringify(prediction)}\n`).join('')));
      }
    }
  } catch (error) {
    predictions?.abandon();
    throw error;
  }
  predictions?.finish();
  progress.finish();
  const verdicts = examinations.map((examination) => examination.verdict());
  console.log(
    flags.json === true
      ? JSON.stringify({ charactersPerToken: counter === null ? CHARACTERS_PER_TOKEN : null, verdicts })
      : describeVerdicts(verdicts, counter),
  );
  if (verdicts.some((verdict) => Object.keys(verdict.findings).some(isWrong))) process.exitCode = 1;
}

function findConsumers(names: readonly string[]): Consumer[] {
  const known = consumers.map(({ name }) => name);
  return [...new Set(names)].map((name) => {
    const found = consumers.find((consumer) => consumer.name === name);
    if (found === undefined) throw new NearmissError(`unknown consumer "${name}"${nearest(name, known)}: there are ${known.join(', ')}`);
    return found;
  });
}

function examine(consumer: Consumer, settings: ExportSettings, limit: number | null, counter: TokenCounter | null): Examination[] {
  return consumer.reads.map(({ format, table, rendering }) => {
    const [exporter] = findExporters([format]);
    if (exporter === undefined) throw new RangeError(`no format ${format}`);
    if (exporter.template === 'required' && settings.template === null)
      throw new NearmissError(`--for ${consumer.name} reads rendered text: --template says through what it goes`);
    return new Examination(consumer, exporter, table, rendering, settings, limit, counter);
  });
}

function describeVerdicts(verdicts: readonly Verdict[], counter: TokenCounter | null): string {
  const rows = verdicts.map((verdict) => [
    verdict.consumer,
    verdict.format === verdict.consumer ? verdict.table : `${verdict.format} ${verdict.table}`,
    String(verdict.rows),
    String(verdict.written),
    verdict.rendered === 0 ? '-' : String(verdict.rendered),
    String(verdict.length.median),
    String(verdict.length.p99),
    String(verdict.length.longest),
    String(verdict.tokens),
    verdict.limit === null ? '-' : String(verdict.limit),
  ]);
  const found = verdicts.flatMap(({ consumer, format, table, refused, findings: some }) => [
    ...Object.entries(refused).map(([reason, count]) => [consumer, `${format} ${table}`, String(count), `dropped: ${reason}`, '']),
    ...Object.entries(some).map(([finding, { rows: count, ids }]) => [
      consumer,
      `${format} ${table}`,
      String(count),
      `${finding}: ${findings[finding as Finding]}`,
      ids.join(' '),
    ]),
  ]);
  const unknown = new Map<string, Set<string>>();
  for (const verdict of verdicts)
    for (const what of verdict.unknown) unknown.set(what, (unknown.get(what) ?? new Set()).add(verdict.consumer));
  const isFine = !verdicts.some((verdict) => Object.keys(verdict.findings).some(isWrong));
  return [
    tableOf(['for', 'rows of', 'rows', 'written', 'rendered', 'median', 'p99', 'longest', 'tokens', 'limit'], rows),
    `Lengths are characters of the text (of the row where it is not rendered); tokens: of the longest row, ${counter === null ? `estimated at ${CHARACTERS_PER_TOKEN} characters a token` : `counted with ${counter.name}`}.\n`,
    ...(found.length === 0 ? [] : [tableOf(['for', 'rows of', 'rows', 'what', 'for example'], found)]),
    'Not judged here:\n',
    ...[...unknown].map(([what, who]) => `  ${[...who].join(', ')}: ${what}\n`),
    isFine ? 'Every row that is written arrives as it is.' : 'Not every row arrives as it is.',
  ].join('\n');
}
