import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFolder, readLines } from '../edges/dataset-folder.ts';
import { reasonOf } from '../edges/dataset-writer.ts';
import { nameAside, recoverPlace, takePlace } from '../edges/export-folder.ts';
import { type Compression, type FileSettings, TableWriter } from '../edges/export-writer.ts';
import { readJson, readText } from '../edges/files.ts';
import { NearmissError } from '../errors.ts';
import type { ChatTemplate, Exporter, ExportSettings, TokenCounter } from '../exporters/exporter.ts';
import { allExporters, findExporters } from '../exporters/index.ts';
import { PairReader } from '../exporters/read-pair.ts';
import { type ExportManifest, exportManifestSchema } from '../model/export-manifest.ts';
import { sha256Hex } from '../model/hash.ts';
import type { FileRecord } from '../model/manifest.ts';
import { type Split, splitSchema } from '../model/pair.ts';
import { VERSION } from '../version.ts';
import { describeExports, describeFormats, listFormats } from './export-text.ts';
import { Progress } from './progress.ts';

/** What the command line says. */
export interface ExportFlags {
  to?: string[];
  out: string;
  template?: string;
  anyTemplate?: boolean;
  tokenizer?: string;
  as: FileSettings['as'];
  compress?: Compression;
  shardRows?: number;
  replace?: boolean;
  undocumented?: boolean;
  dryRun?: boolean;
  list?: boolean;
  json?: boolean;
}

const PROGRESS_ROWS = 500;

/** One format on its way: where its files gather, and who writes them. */
interface Task {
  exporter: Exporter;
  /** the folder it is filled in, before it takes its name */
  aside: string;
  writers: TableWriter[];
}

/** Formats that are filled in one walk through the pairs. More would read the pairs less often, and hold the row groups of more tables. */
const FORMATS_AT_ONCE = 4;

/** Reads the pairs and hands each to the tables of some formats at a time. Memory: a row group or a piece of lines a table, however many pairs. */
export async function runExport(dir: string | undefined, flags: ExportFlags): Promise<void> {
  if (flags.list === true) {
    console.log(flags.json === true ? JSON.stringify(listFormats()) : describeFormats());
    return;
  }
  if (dir === undefined) throw new NearmissError('give the folder of a built dataset, or --list');
  const settings: ExportSettings = { template: await openTemplateAt(flags), undocumented: flags.undocumented === true };
  const exporters = settleFormats(flags, settings);
  const sources = findPairs(dir);
  const tokenizer = await openTokenizerAt(flags);
  if (flags.dryRun !== true) for (const exporter of exporters) preparePlace(exporter, flags);
  let tasks: readonly Task[] = [];
  try {
    const manifests: Record<string, ExportManifest> = {};
    for (let first = 0; first < exporters.length; first += FORMATS_AT_ONCE) {
      // Those that are done let go of what their tables held.
      tasks = exporters.slice(first, first + FORMATS_AT_ONCE).map((exporter) => openTask(exporter, settings, flags, tokenizer));
      const digests = await readAll(dir, sources, tasks);
      for (const task of tasks)
        manifests[task.exporter.name] = await finishTask(task, flags.out, digests, { ...settings, tokenizer }, flags.dryRun === true);
    }
    console.log(flags.json === true ? JSON.stringify(manifests) : describeExports(manifests, flags.out, flags.dryRun === true));
  } catch (error) {
    for (const { writers, aside } of tasks) {
      for (const writer of writers) writer.abandon();
      if (flags.dryRun !== true) rmSync(aside, { recursive: true, force: true });
    }
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof NearmissError || typeof code !== 'string' || code.startsWith('ERR_')) throw error;
    throw new NearmissError(`cannot write to ${flags.out}: ${reasonOf(error)}`, { cause: error });
  }
}

/** The template that was asked for; none where none was. */
export async function openTemplateAt({
  template,
  anyTemplate,
}: {
  template?: string;
  anyTemplate?: boolean;
}): Promise<ChatTemplate | null> {
  if (template === undefined) return null;
  const { openTemplate, shippedTemplate } = await import('../exporters/template.ts');
  if (!existsSync(template)) return shippedTemplate(template);
  if (template.endsWith('.json')) readJson(template);
  return openTemplate(readText(template), template, anyTemplate === true);
}

/** The tokenizer that was asked for; none where none was. */
export async function openTokenizerAt({ tokenizer }: { tokenizer?: string }): Promise<TokenCounter | null> {
  return tokenizer === undefined ? null : (await import('../edges/tokenizer.ts')).openTokenizer(tokenizer);
}

function settleFormats({ to }: ExportFlags, { template }: ExportSettings): Exporter[] {
  if (to === undefined || to.length === 0) throw new NearmissError('--to says which formats: --list names them');
  if (to.includes('all')) return allExporters.filter((exporter) => exporter.template === 'none' || template !== null);
  const exporters = findExporters(to);
  const inNeed = exporters.find((exporter) => exporter.template === 'required');
  if (inNeed !== undefined && template === null)
    throw new NearmissError(`--to ${inNeed.name} needs --template: a file of Jinja, a tokenizer_config.json, or "chatml"`);
  return exporters;
}

/** The files of canonical pairs that a folder holds. */
export function findPairs(dir: string): { split: Split; path: string }[] {
  if (!isFolder(dir)) throw new NearmissError(`${dir}: no such folder; give the folder that a build wrote`);
  const sources = splitSchema.options.map((split) => ({ split, path: join(dir, 'pairs', `${split}.jsonl`) }));
  const found = sources.filter(({ path }) => existsSync(path));
  if (found.length === 0) throw new NearmissError(`${dir} holds no pairs: "nearmiss build --out ${dir}" makes some`);
  return found;
}

/** Makes sure, before anything is written, that an export can take its place. */
function preparePlace(exporter: Exporter, flags: ExportFlags): void {
  const folder = join(flags.out, exporter.name);
  recoverPlace(flags.out, exporter.name);
  if (existsSync(folder)) checkReplaceable(folder, exporter, flags.replace === true);
}

function openTask(exporter: Exporter, settings: ExportSettings, flags: ExportFlags, tokenizer: TokenCounter | null): Task {
  const aside = nameAside(flags.out, exporter.name);
  const tables = exporter.tables(settings);
  const files: FileSettings = { as: flags.as, compress: flags.compress ?? null, shardRows: flags.shardRows ?? null, tokenizer };
  const writers = tables.flatMap((table) =>
    splitSchema.options.map(
      (split) => new TableWriter(flags.dryRun === true ? null : aside, exporter, table, split, tables.length === 1, files),
    ),
  );
  return { exporter, aside, writers };
}

function checkReplaceable(folder: string, { name }: Exporter, replace: boolean): void {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) throw new NearmissError(`${folder} exists and is no export: choose another folder with --out`);
  if (!replace) throw new NearmissError(`${folder} already holds an export: --replace writes over it, --out writes elsewhere`);
  const { format } = readJson(manifest, exportManifestSchema);
  if (format !== name) throw new NearmissError(`${folder} holds an export of ${format}: choose another folder with --out`);
}

async function readAll(
  dir: string,
  sources: readonly { split: Split; path: string }[],
  tasks: readonly Task[],
): Promise<Record<Split, string | null>> {
  const total = countPairs(dir);
  const digests: Record<Split, string | null> = { train: null, test: null };
  const progress = new Progress('exporting', 'pairs');
  const reader = new PairReader();
  let done = 0;
  for (const { split, path } of sources) {
    const writers = tasks.flatMap((task) => task.writers).filter((writer) => writer.split === split);
    const lines = readLines(path);
    let line = 0;
    for (let next = lines.next(); ; next = lines.next()) {
      if (next.done === true) {
        digests[split] = next.value.sha256;
        break;
      }
      line += 1;
      const pair = reader.read(next.value);
      if ('bad' in pair) throw new NearmissError(`${path}:${line}: ${pair.bad}`);
      if (pair.split !== split) throw new NearmissError(`${path}:${line}: the pair is of the split "${pair.split}"`);
      for (const writer of writers) {
        const waiting = writer.add(pair);
        if (waiting !== undefined) await waiting;
      }
      done += 1;
      if (done % PROGRESS_ROWS === 0 && total !== null) progress.advance(done, total);
    }
    // Here, and not when all is read: what they gathered would stay while the next split gathers as much.
    for (const writer of writers) await writer.finish();
  }
  progress.finish();
  return digests;
}

/** How many pairs the dataset's manifest counts; null without one. */
export function countPairs(dir: string): number | null {
  const path = join(dir, 'manifest.json');
  if (!existsSync(path)) return null;
  const { counts } = readJson(path) as { counts?: { pairs?: number } };
  return counts?.pairs ?? null;
}

/** Closes a format's files, writes what stands beside them, and gives the folder its name: it appears whole or not at all. */
async function finishTask(
  { exporter, aside, writers }: Task,
  out: string,
  source: Record<Split, string | null>,
  { template, tokenizer }: ExportSettings & { tokenizer: TokenCounter | null },
  isDry: boolean,
): Promise<ExportManifest> {
  const files: Record<string, FileRecord> = Object.assign({}, ...writers.map((writer) => writer.files));
  const written = writers.map((writer) => writer.written);
  if (!isDry) {
    mkdirSync(aside, { recursive: true });
    for (const [name, text] of Object.entries(exporter.beside?.(written) ?? {})) {
      writeFileSync(join(aside, name), text);
      files[name] = { sha256: sha256Hex(text), bytes: Buffer.byteLength(text), rows: null };
    }
  }
  const manifest: ExportManifest = {
    schema: 'nearmiss/export@1',
    nearmiss: VERSION,
    format: exporter.name,
    exporter: exporter.version,
    source,
    template: exporter.template === 'none' || template === null ? null : { name: template.name, sha256: template.sha256 },
    ...(tokenizer === null ? {} : { tokenizer: { name: tokenizer.name, sha256: tokenizer.sha256 } }),
    tables: writers.map(({ table, split, counts }, place) => ({
      name: table.name,
      split,
      in: counts.in,
      out: counts.out,
      refused: sortKeys(counts.refused),
      longest: counts.longest,
      ...(tokenizer === null ? {} : { tokens: written[place]?.tokens ?? 0 }),
    })),
    files: sortKeys(files),
  };
  if (isDry) return manifest;
  writeFileSync(join(aside, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  takePlace(aside, out, exporter.name);
  return manifest;
}

function sortKeys<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
