import { createHash, type Hash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NearmissError } from '../errors.ts';
import { addCounts } from '../exporters/dataset/block.ts';
import { datasetFile } from '../exporters/parquet/columns.ts';
import { type PlacedRowGroup, readRowGroups } from '../exporters/parquet/row-groups.ts';
import { type FileRecord, type Manifest, type ManifestShard, manifestSchema } from '../model/manifest.ts';
import { type Pair, splitSchema } from '../model/pair.ts';
import { nameShard } from '../model/shard.ts';
import { isFolder, readLines as readTextLines } from './dataset-folder.ts';
import type { ControlPart, Part, PrintedRowGroup } from './dataset-parts.ts';
import { type BuildIdentity, holdsBegun, identityOf, KEYS } from './dataset-writer.ts';
import { readJson, sha256OfFile } from './files.ts';

/** A finished shard and where it lies. */
export interface ShardFolder {
  path: string;
  manifest: Manifest;
  shard: ManifestShard;
}

/** All shards of one dataset, in order. */
export interface ShardSet {
  shards: readonly [ShardFolder, ...ShardFolder[]];
  /** what the whole was asked to be */
  identity: BuildIdentity;
}

/**
 * Opens the shards of one dataset, in any order. Each must be there once, whole, and of the same dataset as the others.
 *
 * @throws NearmissError that names the first folder that is none of them, or the shards that are missing
 */
export function openShards(paths: readonly string[]): ShardSet {
  const found = paths.map(openShard);
  const [first] = found as [ShardFolder];
  const byNumber = new Map<number, ShardFolder>();
  for (const shard of found) {
    const other = findDifference(first, shard);
    if (other !== null) throw new NearmissError(`${shard.path} is a shard of another dataset than ${first.path}: ${other}`);
    const twin = byNumber.get(shard.shard.number);
    if (twin !== undefined) {
      const both = realpathSync(twin.path) === realpathSync(shard.path) ? `${shard.path} is given twice` : `${twin.path} and ${shard.path}`;
      throw new NearmissError(`shard ${nameShard(shard.shard)} is there twice: ${both}`);
    }
    byNumber.set(shard.shard.number, shard);
  }
  const { of } = first.shard;
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((number) => !byNumber.has(number));
  if (missing.length > 0) throw new NearmissError(nameMissing(missing, of));
  const shards = found.toSorted((a, b) => a.shard.number - b.shard.number) as [ShardFolder, ...ShardFolder[]];
  for (const [at, { path, manifest, shard }] of shards.entries()) {
    if (shard.positions.from !== (shards[at - 1]?.shard.positions.to ?? 0)) refuseDamaged(path, 'manifest.json', shard);
    if (!isConsistent(manifest)) refuseDamaged(path, 'manifest.json', shard);
    for (const [file, record] of Object.entries(manifest.files)) if (!hasSize(join(path, file), record)) refuseDamaged(path, file, shard);
  }
  const { shard: _, ...identity } = identityOf(first.manifest);
  return { shards, identity };
}

/** What the manifests of all shards count. */
export function addManifests({ shards }: ShardSet): Pick<Manifest, 'counts' | 'operators' | 'config'> {
  const [{ manifest }] = shards;
  const sum = (of: (counts: Manifest['counts']) => number) => shards.reduce((all, shard) => all + of(shard.manifest.counts), 0);
  const counts = {
    pairs: sum(({ pairs }) => pairs),
    train: sum(({ train }) => train),
    test: sum(({ test }) => test),
    sft: { train: sum(({ sft }) => sft.train), test: sum(({ sft }) => sft.test) },
    ...addCounts(
      shards.map(
        ({
          manifest: {
            counts: { pairs: _, train: __, test: ___, sft: ____, ...by },
          },
        }) => by,
      ),
    ),
  };
  return { counts, operators: manifest.operators, config: manifest.config };
}

function openShard(path: string): ShardFolder {
  if (!isFolder(path)) throw new NearmissError(`${path}: no such folder; give the folders that "--shard" wrote`);
  const file = join(path, 'manifest.json');
  if (!existsSync(file))
    throw new NearmissError(
      holdsBegun(path)
        ? `${path} holds a shard that is not finished: the command that began it goes on with it`
        : `${path} holds no manifest.json, so it is no shard`,
    );
  const manifest = readJson(file, manifestSchema);
  if (manifest.shard === undefined) throw new NearmissError(`${path} holds a whole dataset, not a shard of one`);
  return { path, manifest, shard: manifest.shard };
}

/** What tells two shards to be of different datasets; null where nothing does. */
function findDifference(one: ShardFolder, other: ShardFolder): string | null {
  if (one.shard.of !== other.shard.of) return `one of ${other.shard.of} shards, not of ${one.shard.of}`;
  const [left, right] = [one, other].map(({ manifest }) => identityOf(manifest)) as [BuildIdentity, BuildIdentity];
  return differenceOf(left, right);
}

/** In what the second build is another one than the first; null where they are the same. */
export function differenceOf(left: BuildIdentity, right: BuildIdentity): string | null {
  const differ = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  const tell = (what: string, a: unknown, b: unknown) => `${what} ${JSON.stringify(b) ?? 'none'}, not ${JSON.stringify(a) ?? 'none'}`;
  if (differ(left.nearmiss, right.nearmiss)) return tell('made by version', left.nearmiss, right.nearmiss);
  if (differ(left.seed, right.seed)) return tell('seed', left.seed, right.seed);
  const settings = [...new Set([...Object.keys(left.config), ...Object.keys(right.config)])];
  const setting = settings.find((name) => differ(left.config[name], right.config[name]));
  if (setting !== undefined) return tell(`setting "${setting}"`, left.config[setting], right.config[setting]);
  const grounds = [...new Set([...Object.keys(left.primitives), ...Object.keys(right.primitives)])];
  const ground = grounds.find((name) => differ(left.primitives[name], right.primitives[name]));
  if (ground !== undefined) return `other primitives of the ground "${ground}"`;
  if (differ(left.source, right.source)) return 'made of another file of rows';
  if (differ(left.operators, right.operators)) return 'other operators';
  return null;
}

/** Told one by one at most. */
const MOST_TOLD = 5;

function nameMissing(missing: readonly number[], of: number): string {
  const told = missing.slice(0, MOST_TOLD).map((number) => nameShard({ number, of }));
  const more = missing.length > MOST_TOLD ? ` and ${missing.length - MOST_TOLD} more` : '';
  return missing.length === 1 ? `shard ${told[0]} is missing` : `shards ${told.join(', ')}${more} are missing`;
}

/** Whether every row that is counted stands in a file. */
function isConsistent({ counts, controls, files }: Manifest): boolean {
  const wanted: [string, number][] = [
    ...splitSchema.options.flatMap((split): [string, number][] => [
      [`pairs/${split}.jsonl`, counts[split]],
      [datasetFile('dpo', split), counts[split]],
      [datasetFile('sft', split), counts.sft[split]],
    ]),
    [CONTROLS, controls?.rows ?? 0],
    [datasetFile('controls', 'test'), controls?.rows ?? 0],
  ];
  return counts.pairs === counts.train + counts.test && wanted.every(([file, rows]) => (files[file]?.rows ?? 0) === rows);
}

function hasSize(path: string, { bytes }: FileRecord): boolean {
  return statSync(path, { throwIfNoEntry: false })?.size === bytes;
}

function refuseDamaged(path: string, file: string, shard: ManifestShard): never {
  throw new NearmissError(`${join(path, file)} is missing or was changed: remove ${path} and make shard ${nameShard(shard)} again`);
}

/** Hears how many bytes were read. */
type OnRead = (bytes: number) => void;

/** The pairs of a shard, as they are put behind those of the one before. What is read is held against the manifest. */
export function partOfShard(folder: ShardFolder, onRead: OnRead): Part {
  const { manifest } = folder;
  const { pairs: _, train, test, sft, ...counts } = manifest.counts;
  return {
    counts,
    rows: { train: { lines: train, dpo: train, sft: sft.train }, test: { lines: test, dpo: test, sft: sft.test } },
    lines: (split) => readLines(folder, `pairs/${split}.jsonl`, onRead),
    groups: (table, split) => readGroups(folder, datasetFile(table, split), onRead),
  };
}

/** The controls of a shard; null where it has none. */
export function controlsOfShard(folder: ShardFolder, onRead: OnRead): ControlPart | null {
  const { controls } = folder.manifest;
  if (controls === undefined) return null;
  return {
    counts: controls,
    lines: readLines(folder, CONTROLS, onRead),
    groups: readGroups(folder, datasetFile('controls', 'test'), onRead),
  };
}

/** What a shard of given rows keeps to tell its pairs from those of others by. */
export function readKeysOf(folder: ShardFolder): Uint8Array {
  const { path, manifest, shard } = folder;
  const record = manifest.files[KEYS];
  if (record === undefined) refuseDamaged(path, 'manifest.json', shard);
  const file = join(path, KEYS);
  if (sha256OfFile(file) !== record.sha256) refuseDamaged(path, KEYS, shard);
  return readFileSync(file);
}

/** The pairs of a shard, by position. */
export function* readPairsOf(folder: ShardFolder): Generator<Pair> {
  const streams = splitSchema.options.map((split) => readPairs(folder, `pairs/${split}.jsonl`));
  const heads = streams.map((stream) => stream.next());
  for (;;) {
    const waiting = heads.flatMap(({ done, value }, at) => (done === true ? [] : [{ pair: value as Pair, at }]));
    const [first] = waiting.toSorted((a, b) => a.pair.meta.index - b.pair.meta.index);
    if (first === undefined) return;
    yield first.pair;
    heads[first.at] = (streams[first.at] as Generator<Pair>).next();
  }
}

function* readPairs({ path, manifest, shard }: ShardFolder, name: string): Generator<Pair> {
  const record = manifest.files[name];
  if (record === undefined) return;
  const lines = readTextLines(join(path, name));
  for (let next = lines.next(); ; next = lines.next()) {
    if (next.done === true) {
      if (next.value.sha256 !== record.sha256) refuseDamaged(path, name, shard);
      return;
    }
    yield parsePair(next.value, () => refuseDamaged(path, name, shard));
  }
}

function parsePair(line: string, refuse: () => never): Pair {
  try {
    return JSON.parse(line) as Pair;
  } catch {
    return refuse();
  }
}

const CONTROLS = 'controls/test.jsonl';
const PIECE_BYTES = 1 << 20;

/** A file of a shard, read from its beginning to its end, with the hash of what was read. */
class ShardFile {
  readonly #folder: ShardFolder;
  readonly #name: string;
  readonly #record: FileRecord;
  readonly #file: number;
  readonly #hash: Hash = createHash('sha256');
  readonly #piece = Buffer.allocUnsafe(PIECE_BYTES);
  #read = 0;

  readonly #onRead: OnRead;

  constructor(folder: ShardFolder, name: string, record: FileRecord, onRead: OnRead) {
    this.#onRead = onRead;
    this.#folder = folder;
    this.#name = name;
    this.#record = record;
    this.#file = openSync(join(folder.path, ...name.split('/')), 'r');
  }

  /** The next bytes, in pieces. */
  *take(bytes: number): Generator<Uint8Array> {
    for (const end = this.#read + bytes; this.#read < end; ) {
      const got = readSync(this.#file, this.#piece, 0, Math.min(PIECE_BYTES, end - this.#read), this.#read);
      if (got === 0) this.refuse();
      const piece = this.#piece.subarray(0, got);
      this.#hash.update(piece);
      this.#read += got;
      this.#onRead(got);
      yield piece;
    }
  }

  /** Reads what is left and holds the hash against the manifest. */
  settle(): void {
    for (const _ of this.take(this.#record.bytes - this.#read));
    if (this.#hash.digest('hex') !== this.#record.sha256) this.refuse();
  }

  /** The row groups that the footer tells of, which must stand one behind the other. */
  groups(): PlacedRowGroup[] {
    const tail = this.#readTail(8);
    const footer = tail.readUInt32LE(0) + 8;
    if (tail.toString('latin1', 4) !== 'PAR1' || footer > this.#record.bytes) this.refuse();
    const bytes = this.#readTail(footer);
    return readRowGroups(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
  }

  #readTail(bytes: number): Buffer {
    const tail = Buffer.alloc(bytes);
    readSync(this.#file, tail, 0, bytes, this.#record.bytes - bytes);
    return tail;
  }

  refuse(): never {
    refuseDamaged(this.#folder.path, this.#name, this.#folder.shard);
  }

  close(): void {
    closeSync(this.#file);
  }
}

function* readLines(folder: ShardFolder, name: string, onRead: OnRead): Generator<Uint8Array> {
  const record = folder.manifest.files[name];
  if (record === undefined) return;
  const file = new ShardFile(folder, name, record, onRead);
  try {
    yield* file.take(record.bytes);
    file.settle();
  } finally {
    file.close();
  }
}

function* readGroups(folder: ShardFolder, name: string, onRead: OnRead): Generator<PrintedRowGroup> {
  const record = folder.manifest.files[name];
  if (record === undefined) return;
  const file = new ShardFile(folder, name, record, onRead);
  try {
    let groups: PlacedRowGroup[] = [];
    try {
      groups = file.groups();
    } catch (error) {
      if (error instanceof NearmissError) throw error;
      file.refuse();
    }
    let end = 0;
    for (const { at, meta } of groups) {
      for (const _ of file.take(at - end));
      yield { meta, bytes: file.take(meta.bytes) };
      end = at + meta.bytes;
    }
    file.settle();
  } finally {
    file.close();
  }
}
