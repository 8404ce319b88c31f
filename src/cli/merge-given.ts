import type { BlockStore } from '../edges/blocks.ts';
import { type Part, partsOfBlocks } from '../edges/dataset-parts.ts';
import { readKeysOf, readPairsOf, type ShardFolder } from '../edges/shards.ts';
import { printBlock } from '../exporters/dataset/block.ts';
import type { NamelessPair } from '../model/pair.ts';
import { SeenPairs } from '../mutate/seen.ts';
import { countRowsOfBlock } from './given-blocks.ts';
import { readKeys } from './pair-keys.ts';

/** Pairs of a shard that say what a pair of an earlier shard says. */
export interface Repeated {
  positions: ReadonlySet<number>;
  /** rows that have given no other pair */
  rows: number;
}

/** What one run would have left out of each shard of given rows, because it was there before. */
export function findRepeated(shards: readonly ShardFolder[]): Map<ShardFolder, Repeated> {
  const seen = new SeenPairs();
  const found = new Map<ShardFolder, Repeated>();
  for (const folder of shards) {
    const positions = new Set<number>();
    const [all, gone] = [new Map<number, number>(), new Map<number, number>()];
    const perRow = perRowOf(folder);
    for (const { position, key } of readKeys(readKeysOf(folder))) {
      const row = Math.floor(position / perRow);
      all.set(row, (all.get(row) ?? 0) + 1);
      if (seen.add(key)) continue;
      positions.add(position);
      gone.set(row, (gone.get(row) ?? 0) + 1);
    }
    const rows = [...gone].filter(([row, count]) => all.get(row) === count).length;
    if (positions.size > 0) found.set(folder, { positions, rows });
  }
  return found;
}

/** Prints the blocks of a shard again without those pairs. */
export function printWithout({ positions }: Repeated, folder: ShardFolder, blocks: BlockStore): Iterable<Part> {
  const perBlock = perRowOf(folder) * countRowsOfBlock(perRowOf(folder));
  const { from, to } = folder.shard.positions;
  const stretch = { from: Math.floor(from / perBlock), to: Math.ceil(to / perBlock) };
  const pairs = readPairsOf(folder);
  let next = pairs.next();
  for (let block = stretch.from; block < stretch.to; block++) blocks.write(block, printBlock(takeBlock((block + 1) * perBlock)));
  return partsOfBlocks(blocks, stretch);

  function* takeBlock(end: number): Generator<NamelessPair> {
    for (; next.done !== true && next.value.meta.index < end; next = pairs.next())
      if (!positions.has(next.value.meta.index)) yield next.value;
  }
}

function perRowOf({ manifest }: ShardFolder): number {
  return Number(manifest.config.perRow);
}
