/** Pairs of one block: the unit of work, of going on after a stop, of a shard and of a Parquet row group. */
export const BLOCK_PAIRS = 1000;

/** One of the parts that a dataset can be made in, apart and anywhere: 3/7 is the third of seven. */
export interface Shard {
  /** from 1 */
  number: number;
  of: number;
}

/** More would be parts of less than a block in any dataset there is. */
export const MOST_SHARDS = 1e6;

/** Whole numbers from `from` to before `to`. */
export interface Stretch {
  from: number;
  to: number;
}

/** What a shard has of so many things that stand in order: stretches as even as can be, one behind the other; null: all of them. */
export function stretchOf(shard: Shard | null, things: number): Stretch {
  if (shard === null) return { from: 0, to: things };
  const { number, of } = shard;
  return { from: Math.floor((things * (number - 1)) / of), to: Math.floor((things * number) / of) };
}

/** The same of things that are made in blocks: a shard has whole blocks. */
export function stretchInBlocks(shard: Shard | null, things: number): Stretch {
  const { from, to } = stretchOf(shard, Math.ceil(things / BLOCK_PAIRS));
  return { from: from * BLOCK_PAIRS, to: Math.min(things, to * BLOCK_PAIRS) };
}

export function nameShard({ number, of }: Shard): string {
  return `${number}/${of}`;
}
