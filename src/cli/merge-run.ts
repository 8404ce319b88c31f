import { existsSync } from 'node:fs';
import { abandonDataset, assembleDataset, holdsBegun, openDataset, reasonOf } from '../edges/dataset-writer.ts';
import { controlsOfShard, openShards, partOfShard, type ShardSet } from '../edges/shards.ts';
import { NearmissError } from '../errors.ts';
import type { Manifest, SourceFile } from '../model/manifest.ts';
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
      console.log(describeResult(assemble(set, out), out, many));
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

function assemble({ shards, identity }: ShardSet, out: string): Manifest {
  const [{ manifest: first, shard }] = shards;
  const progress = new Progress('merging', 'MB');
  const all = sizeOf(shards);
  let done = 0;
  const onRead = (bytes: number) => {
    done += bytes;
    progress.advance(Math.floor(done / 1e6), Math.ceil(all / 1e6));
  };
  const controls = shards.flatMap((folder) => controlsOfShard(folder, onRead) ?? []);
  const manifest = assembleDataset(out, {
    identity: { ...identity, source: addSources(shards.map(({ manifest }) => manifest.source)) },
    parts: shards.map((folder) => partOfShard(folder, onRead)),
    ...(controls.length === 0 ? {} : { controls }),
    discarded: first.source === null ? first.discarded : addCounts(shards.map(({ manifest }) => manifest.discarded)),
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
function addSources(sources: readonly Manifest['source'][]): Manifest['source'] {
  const given = sources.filter((source): source is SourceFile => source !== null);
  const [first] = given;
  if (first === undefined) return null;
  const sum = (of: 'used' | 'skipped') => given.reduce((all, source) => all + source[of], 0);
  return { ...first, used: sum('used'), skipped: sum('skipped') };
}

function addCounts(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total = new Map<string, number>();
  for (const counts of all) for (const [name, count] of Object.entries(counts)) total.set(name, (total.get(name) ?? 0) + count);
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
