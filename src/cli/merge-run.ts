import { existsSync } from 'node:fs';
import { abandonDataset, assembleDataset, type DatasetFolder, holdsBegun, openDataset, reasonOf } from '../edges/dataset-writer.ts';
import { writePairs } from '../edges/pair-files.ts';
import { controlsOfShard, openShards, partOfShard, type ShardFolder, type ShardSet } from '../edges/shards.ts';
import { NearmissError } from '../errors.ts';
import type { Manifest } from '../model/manifest.ts';
import { findRepeated, printWithout, type Repeated } from './merge-given.ts';
import { SAME_PAIR } from './pair-keys.ts';
import { Progress } from './progress.ts';

/** What the command line says. */
export interface MergeFlags {
  out: string;
  dryRun?: boolean;
}

/** Puts shards together as the last step of a build does with blocks. */
export function runMerge(dirs: readonly string[], { out, dryRun }: MergeFlags): void {
  const set = openShards(dirs);
  const { shards } = set;
  const pairs = shards.reduce((sum, { manifest }) => sum + manifest.counts.pairs, 0);
  const many = `${shards.length} ${shards.length === 1 ? 'shard' : 'shards'}`;
  if (pairs === 0) throw new NearmissError(`none of the ${many} has a pair`);
  if (dryRun === true) {
    console.log(`would merge ${many} into ${out}: ${pairs} pairs, ${(sizeOf(shards) / 1e6).toFixed(1)} MB, and has written nothing`);
    return;
  }
  const before = !existsSync(out) ? 'no folder' : holdsBegun(out) ? 'begun' : 'empty';
  try {
    const folder = openDataset(out, set.identity);
    if (folder.finished !== null) {
      console.log(`${out} already holds these pairs, whole: ${folder.finished.counts.pairs}, seed "${folder.finished.seed}".`);
      return;
    }
    try {
      console.log(describeResult(assemble(set, folder), out, many));
    } catch (error) {
      abandonDataset(out, before);
      throw error;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof NearmissError || typeof code !== 'string') throw error;
    throw new NearmissError(`cannot write to ${out}: ${reasonOf(error)}`, { cause: error });
  }
}

function assemble({ shards, identity }: ShardSet, { path, blocks }: DatasetFolder): Manifest {
  const [{ manifest: first, shard }] = shards;
  const progress = new Progress('merging', 'MB');
  const all = sizeOf(shards);
  let done = 0;
  const onRead = (bytes: number) => {
    done += bytes;
    progress.advance(Math.floor(done / 1e6), Math.ceil(all / 1e6));
  };
  const controls = shards.flatMap((folder) => controlsOfShard(folder, onRead) ?? []);
  const repeated = first.source === null ? new Map<ShardFolder, Repeated>() : findRepeated(shards);
  const parts = shards.flatMap((folder) => {
    const some = repeated.get(folder);
    return some === undefined ? [partOfShard(folder, onRead)] : [...printWithout(some, folder, blocks)];
  });
  const manifest = assembleDataset(path, {
    identity: { ...identity, source: addSources(shards, repeated) },
    pairs: writePairs(path, parts),
    ...(controls.length === 0 ? {} : { controls }),
    discarded: first.source === null ? first.discarded : addDiscarded(shards, repeated),
    about: { grounds: shard.grounds, command: shard.command },
    positions: { from: 0, to: (shards.at(-1) as (typeof shards)[number]).shard.positions.to },
  });
  progress.finish();
  return manifest;
}

function sizeOf(shards: ShardSet['shards']): number {
  return shards.reduce((sum, { manifest }) => sum + Object.values(manifest.files).reduce((all, { bytes }) => all + bytes, 0), 0);
}

/** What came of all given rows; null where there were none. */
function addSources(shards: ShardSet['shards'], repeated: ReadonlyMap<ShardFolder, Repeated>): Manifest['source'] {
  const [{ manifest }] = shards;
  if (manifest.source === null) return null;
  const total = { ...manifest.source, used: 0, skipped: 0 };
  for (const folder of shards) {
    total.used += (folder.manifest.source?.used ?? 0) - (repeated.get(folder)?.rows ?? 0);
    total.skipped += folder.manifest.source?.skipped ?? 0;
  }
  return total;
}

/** What was left out of all given rows, by reason. */
function addDiscarded(shards: ShardSet['shards'], repeated: ReadonlyMap<ShardFolder, Repeated>): Record<string, number> {
  const total = new Map<string, number>();
  const add = (reason: string, count: number) => total.set(reason, (total.get(reason) ?? 0) + count);
  for (const { manifest } of shards) for (const [reason, count] of Object.entries(manifest.discarded)) add(reason, count);
  for (const { positions } of repeated.values()) add(SAME_PAIR, positions.size);
  return Object.fromEntries([...total].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function describeResult({ counts, seed, files }: Manifest, out: string, many: string): string {
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  return [
    `${counts.pairs} pairs (${counts.train} train, ${counts.test} test) of ${many} in ${out}, seed "${seed}": ${(bytes / 1e6).toFixed(1)} MB`,
    '',
    `next: nearmiss show ${out}    (look at some)   nearmiss check ${out}    (prove every row)`,
  ].join('\n');
}
