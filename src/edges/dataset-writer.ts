import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NearmissError } from '../errors.ts';
import { addCounts } from '../exporters/dataset/block.ts';
import { type CardFacts, renderCard } from '../exporters/dataset/card.ts';
import { controlColumns, printControls } from '../exporters/dataset/controls.ts';
import { dpoColumns } from '../exporters/dataset/dpo.ts';
import { sftColumns } from '../exporters/dataset/sft.ts';
import { type Column, datasetFile } from '../exporters/parquet/columns.ts';
import { ParquetAssembler } from '../exporters/parquet/parquet.ts';
import type { Control } from '../model/control.ts';
import { type FileRecord, type Manifest, manifestSchema } from '../model/manifest.ts';
import { type Split, splitSchema } from '../model/pair.ts';
import { type BlockRecord, BlockStore } from './blocks.ts';
import { readJson, sha256OfFile, writeFileWhole } from './files.ts';
import { FileSink } from './sink.ts';

/** Where a build under way keeps its finished blocks. */
const WORK = '.nearmiss';
const BLOCKS = 'blocks';
const IDENTITY = 'build.json';
const MANIFEST = 'manifest.json';

/** The folder a build may write, and what is already there. */
export interface DatasetFolder {
  path: string;
  /** the finished build that lies there, when it is the one asked for */
  finished: Manifest | null;
  blocks: BlockStore;
}

/** What makes a build the one it is: everything that decides its bytes. */
export type BuildIdentity = Pick<Manifest, 'nearmiss' | 'seed' | 'config' | 'primitives' | 'source' | 'operators'>;

/**
 * Opens a folder for one build: empty, or holding the same build, finished or begun. Anything else is refused, so that nothing of
 * another build is overwritten or mixed in.
 */
export function openDataset(path: string, identity: BuildIdentity): DatasetFolder {
  mkdirSync(path, { recursive: true });
  const blocks = new BlockStore(join(path, WORK, BLOCKS));
  const names = readdirSync(path);
  if (names.includes(MANIFEST)) return { path, finished: openFinished(path, identity), blocks };
  const begun = join(path, WORK, IDENTITY);
  const identityText = `${JSON.stringify(identity, null, 2)}\n`;
  if (existsSync(begun)) {
    if (readFileSync(begun, 'utf8') !== identityText) refuseForeign(path, 'begun and not finished');
  } else if (names.some((name) => name !== WORK)) {
    throw new NearmissError(`${path} is not empty and holds no build: choose another folder with --out`);
  } else writeFileWhole(begun, identityText);
  return { path, finished: null, blocks };
}

function openFinished(path: string, wanted: BuildIdentity): Manifest {
  const manifest = readJson(join(path, MANIFEST), manifestSchema);
  const { nearmiss, seed, config, primitives, source, operators } = manifest;
  const found: BuildIdentity = { nearmiss, seed, config, primitives, source: withoutOutcome(source), operators };
  if (JSON.stringify(found) !== JSON.stringify({ ...wanted, source: withoutOutcome(wanted.source) })) {
    refuseForeign(path, `seed "${seed}", ${manifest.counts.pairs} pairs`);
  }
  const damaged = Object.entries(manifest.files).find(([file, record]) => !isWhole(join(path, file), record));
  if (damaged !== undefined) {
    throw new NearmissError(`${path} holds this build, but ${damaged[0]} is missing or was changed: remove the folder to build it again`);
  }
  return manifest;
}

/** What came of given rows is known only when all are read: it is no part of what was asked for. */
function withoutOutcome(source: Manifest['source']): Manifest['source'] {
  return source === null ? null : { ...source, used: 0, skipped: 0 };
}

function refuseForeign(path: string, what: string): never {
  throw new NearmissError(`${path} holds another build (${what}): choose another folder with --out, or remove it`);
}

function isWhole(path: string, record: FileRecord): boolean {
  return existsSync(path) && sha256OfFile(path) === record.sha256;
}

/** Puts the finished blocks together into the dataset's files; the manifest comes last. Memory: one piece of a block. */
export function assembleDataset(
  folder: DatasetFolder,
  blockCount: number,
  identity: BuildIdentity,
  discarded: Readonly<Record<string, number>>,
  about: Pick<CardFacts, 'grounds' | 'command'> & { controls?: Iterable<Control> },
): Manifest {
  const records = Array.from({ length: blockCount }, (_, block) => folder.blocks.record(block));
  const files: Record<string, FileRecord> = {};
  const rows = { dpo: { train: 0, test: 0 }, sft: { train: 0, test: 0 } };
  for (const split of splitSchema.options) {
    const lines = records.reduce((sum, record) => sum + record.splits[split].rows, 0);
    if (lines > 0) files[`pairs/${split}.jsonl`] = writeLines(folder, records, split);
    for (const [config, columns] of [
      ['dpo', dpoColumns],
      ['sft', sftColumns],
    ] as const) {
      rows[config][split] = records.reduce((sum, record) => sum + record.splits[split][config].meta.rows, 0);
      if (rows[config][split] > 0) files[datasetFile(config, split)] = writeTable(folder, records, split, config, columns);
    }
  }
  const controls = about.controls === undefined ? undefined : writeControls(folder, about.controls, files);
  const facts: CardFacts['manifest'] = {
    schema: 'nearmiss/manifest@1',
    ...identity,
    counts: {
      pairs: rows.dpo.train + rows.dpo.test,
      train: rows.dpo.train,
      test: rows.dpo.test,
      sft: rows.sft,
      ...addCounts(records.map(({ counts }) => counts)),
    },
    ...(controls === undefined ? {} : { controls }),
    discarded,
  };
  files['README.md'] = writeText(folder, 'README.md', renderCard({ manifest: facts, ...about }));
  const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  const manifest: Manifest = { ...facts, files: sorted };
  writeFileWhole(join(folder.path, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  new BlockStore(join(folder.path, WORK)).remove();
  return manifest;
}

function writeLines(folder: DatasetFolder, records: readonly BlockRecord[], split: Split): FileRecord {
  return writeWhole(join(folder.path, 'pairs', `${split}.jsonl`), (sink) => {
    let rows = 0;
    for (const [block, record] of records.entries()) {
      for (const piece of folder.blocks.read(block, record.splits[split].lines)) sink.append(piece);
      rows += record.splits[split].rows;
    }
    return rows;
  });
}

function writeTable(
  folder: DatasetFolder,
  records: readonly BlockRecord[],
  split: Split,
  config: 'dpo' | 'sft',
  columns: readonly Column[],
): FileRecord {
  return writeWhole(join(folder.path, ...datasetFile(config, split).split('/')), (sink) => {
    const assembler = new ParquetAssembler(columns, (bytes) => sink.append(bytes));
    for (const [block, record] of records.entries()) {
      const slice = record.splits[split][config];
      assembler.add(slice.meta, folder.blocks.read(block, slice));
    }
    return assembler.finish().rows;
  });
}

/** Controls printed at a time, and in one row group. */
const CONTROL_ROWS = 1000;

/** Writes the controls' two files, both from one walk over them; none where there are no rows. */
function writeControls(folder: DatasetFolder, controls: Iterable<Control>, files: Record<string, FileRecord>): Manifest['controls'] {
  const byKind: Record<string, number> = {};
  let [rows, executed] = [0, 0];
  const take = (some: readonly Control[]) => {
    for (const { respelling, evidence } of some) {
      rows += 1;
      byKind[respelling.kind] = (byKind[respelling.kind] ?? 0) + 1;
      if (evidence.sameness === 'results') executed += 1;
    }
    return printControls(some);
  };
  const path = 'controls/test.jsonl';
  const table = datasetFile('controls', 'test');
  const tableRecord = writeWhole(join(folder.path, ...table.split('/')), (tableSink) => {
    const assembler = new ParquetAssembler(controlColumns, (bytes) => tableSink.append(bytes));
    files[path] = writeWhole(join(folder.path, ...path.split('/')), (sink) => {
      for (const some of inLots(controls, CONTROL_ROWS)) {
        const { lines, group } = take(some);
        sink.append(lines);
        assembler.add(group.meta, group.bytes);
      }
      return rows;
    });
    return assembler.finish().rows;
  });
  files[table] = tableRecord;
  return { rows, executed, byKind: Object.fromEntries(Object.entries(byKind).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function* inLots<T>(all: Iterable<T>, size: number): Generator<T[]> {
  let lot: T[] = [];
  for (const one of all) {
    lot.push(one);
    if (lot.length < size) continue;
    yield lot;
    lot = [];
  }
  if (lot.length > 0) yield lot;
}

function writeText(folder: DatasetFolder, name: string, text: string): FileRecord {
  return writeWhole(join(folder.path, name), (sink) => {
    sink.append(Buffer.from(text));
    return null;
  });
}

/** Writes one file; a failure leaves nothing of it behind. */
function writeWhole(path: string, write: (sink: FileSink) => number | null): FileRecord {
  const sink = new FileSink(path);
  try {
    const rows = write(sink);
    return { ...sink.finish(), rows };
  } catch (error) {
    sink.abandon();
    throw error;
  }
}

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const known: Record<string, string> = {
    EACCES: 'no permission',
    EPERM: 'no permission',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    EEXIST: 'a file of that name is in the way',
    ENOTDIR: 'a part of the path is a file',
  };
  const code = (error as NodeJS.ErrnoException)?.code;
  return (code !== undefined ? known[code] : undefined) ?? (error as Error).message;
}
