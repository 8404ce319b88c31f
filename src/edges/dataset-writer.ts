import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NearmissError } from '../errors.ts';
import { type CardFacts, renderCard } from '../exporters/dataset/card.ts';
import { controlColumns } from '../exporters/dataset/controls.ts';
import { datasetFile } from '../exporters/parquet/columns.ts';
import { ParquetAssembler } from '../exporters/parquet/parquet.ts';
import { type ControlCounts, type FileRecord, type Manifest, type ManifestShard, manifestSchema } from '../model/manifest.ts';
import { nameShard, type Shard, type Stretch } from '../model/shard.ts';
import { BlockStore } from './blocks.ts';
import type { ControlPart } from './dataset-parts.ts';
import { readJson, sha256OfFile, writeFileWhole } from './files.ts';
import type { WrittenPairs } from './pair-files.ts';
import { FileSink } from './sink.ts';

/** Where a build under way keeps its finished blocks. */
const WORK = '.nearmiss';
const BLOCKS = 'blocks';
const IDENTITY = 'build.json';
const MANIFEST = 'manifest.json';
/** Where a shard of given rows keeps what its pairs are told from those of others by. */
export const KEYS = 'keys.bin';

/** The folder a build may write, and what is already there. */
export interface DatasetFolder {
  path: string;
  /** the finished build that lies there, when it is the one asked for */
  finished: Manifest | null;
  blocks: BlockStore;
}

/** What makes a build the one it is: everything that decides its bytes. */
export type BuildIdentity = Pick<Manifest, 'nearmiss' | 'seed' | 'config' | 'primitives' | 'source' | 'operators'> & { shard?: Shard };

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

/** Whether a folder holds a dataset, or a shard of one, that was begun and is not finished. */
export function holdsBegun(path: string): boolean {
  return existsSync(join(path, WORK, IDENTITY));
}

/** Takes back what was written of a dataset that cannot be finished: all of it, or but for the blocks that were there before. */
export function abandonDataset(path: string, before: 'no folder' | 'empty' | 'begun'): void {
  for (const name of readdirSync(path)) if (before !== 'begun' || name !== WORK) rmSync(join(path, name), { recursive: true, force: true });
  if (before === 'no folder') rmdirSync(path);
}

function openFinished(path: string, wanted: BuildIdentity): Manifest {
  const manifest = readJson(join(path, MANIFEST), manifestSchema);
  const found = identityOf(manifest);
  if (JSON.stringify(found) !== JSON.stringify({ ...wanted, source: withoutOutcome(wanted.source) })) {
    const part = found.shard === undefined ? '' : `shard ${nameShard(found.shard)}, `;
    refuseForeign(path, `${part}seed "${found.seed}", ${manifest.counts.pairs} pairs`);
  }
  const damaged = Object.entries(manifest.files).find(([file, record]) => !isWhole(join(path, file), record));
  if (damaged !== undefined) {
    throw new NearmissError(`${path} holds this build, but ${damaged[0]} is missing or was changed: remove the folder to build it again`);
  }
  return manifest;
}

/** What was asked for when a dataset was made. */
export function identityOf({ nearmiss, seed, config, primitives, source, operators, shard }: Manifest): BuildIdentity {
  const part = shard === undefined ? {} : { shard: { number: shard.number, of: shard.of } };
  return { nearmiss, seed, config, primitives, source: withoutOutcome(source), operators, ...part };
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

/** What a dataset is put together of, and what its card and manifest tell of it. */
export interface Assembly {
  identity: BuildIdentity;
  pairs: WrittenPairs;
  /** left out where no controls were asked for */
  controls?: Iterable<ControlPart>;
  discarded: Readonly<Record<string, number>>;
  about: Pick<ManifestShard, 'grounds' | 'command'>;
  /** those of the whole that are its own */
  positions: Stretch;
  /** what a shard keeps to tell its pairs from those of others */
  keys?: Uint8Array;
}

/** Makes a dataset of pairs that are written; the manifest comes last, and then the blocks go. */
export function assembleDataset(path: string, assembly: Assembly): Manifest {
  const { identity, discarded, about, positions } = assembly;
  const { counts, rows, files } = assembly.pairs;
  const { shard, ...whole } = identity;
  const controls = assembly.controls === undefined ? undefined : writeControls(path, assembly.controls, files);
  const facts: CardFacts['manifest'] = {
    schema: 'nearmiss/manifest@1',
    ...whole,
    ...(shard === undefined ? {} : { shard: { ...shard, positions, ...about } }),
    counts: {
      pairs: rows.train.dpo + rows.test.dpo,
      train: rows.train.dpo,
      test: rows.test.dpo,
      sft: { train: rows.train.sft, test: rows.test.sft },
      ...counts,
    },
    ...(controls === undefined ? {} : { controls }),
    discarded,
  };
  files['README.md'] = writeBytes(path, 'README.md', Buffer.from(renderCard({ manifest: facts, ...about })));
  if (assembly.keys !== undefined) files[KEYS] = writeBytes(path, KEYS, assembly.keys);
  const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  const manifest: Manifest = { ...facts, files: sorted };
  writeFileWhole(join(path, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  new BlockStore(join(path, WORK)).remove();
  return manifest;
}

/** Writes the controls' two files, both from one walk over them. */
function writeControls(path: string, parts: Iterable<ControlPart>, files: Record<string, FileRecord>): ControlCounts {
  const lines = 'controls/test.jsonl';
  const table = datasetFile('controls', 'test');
  let [rows, executed] = [0, 0];
  const byKind: Record<string, number> = {};
  const tableRecord = writeWhole(join(path, ...table.split('/')), (tableSink) => {
    const assembler = new ParquetAssembler(controlColumns, (bytes) => tableSink.append(bytes));
    files[lines] = writeWhole(join(path, ...lines.split('/')), (sink) => {
      for (const part of parts) {
        for (const piece of part.lines) sink.append(piece);
        for (const { meta, bytes } of part.groups) assembler.add(meta, bytes);
        rows += part.counts.rows;
        executed += part.counts.executed;
        for (const [kind, some] of Object.entries(part.counts.byKind)) byKind[kind] = (byKind[kind] ?? 0) + some;
      }
      return rows;
    });
    return assembler.finish().rows;
  });
  files[table] = tableRecord;
  return { rows, executed, byKind: Object.fromEntries(Object.entries(byKind).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function writeBytes(path: string, name: string, bytes: Uint8Array): FileRecord {
  return writeWhole(join(path, name), (sink) => {
    sink.append(bytes);
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
