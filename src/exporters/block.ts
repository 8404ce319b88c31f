import type { Pair, Split } from '../model/pair.ts';
import { splitSchema } from '../model/pair.ts';
import { printPair } from './canonical.ts';
import { dpoColumns, tabulateDpo } from './dpo.ts';
import type { PairText } from './fragments.ts';
import { encodeRowGroup, type RowGroup } from './parquet.ts';
import { sftColumns, tabulateSft } from './sft.ts';

/** What one block of pairs adds to one split's files. */
export interface SplitPieces {
  /** canonical lines, each ended */
  lines: string;
  rows: number;
  dpo: RowGroup;
  sft: RowGroup;
}

/** What one block of pairs adds to the dataset's files, and what it counts. */
export interface Block {
  splits: Record<Split, SplitPieces>;
  counts: BlockCounts;
}

/** Pairs by what they are. */
export interface BlockCounts {
  byFamily: Record<string, number>;
  byOperator: Record<string, number>;
  byGround: Record<string, number>;
  byShape: Record<string, number>;
}

/** Prints pairs for every file a build writes. */
export function printBlock(pairs: Iterable<Pair>): Block {
  const lines: Record<Split, string[]> = { train: [], test: [] };
  const texts: Record<Split, PairText[]> = { train: [], test: [] };
  const counts: BlockCounts = { byFamily: {}, byOperator: {}, byGround: {}, byShape: {} };
  for (const pair of pairs) {
    const { line, text } = printPair(pair);
    lines[pair.split].push(line);
    texts[pair.split].push(text);
    count(counts.byFamily, pair.deviation.family);
    count(counts.byOperator, pair.deviation.operator);
    count(counts.byGround, pair.meta.grounds[0] as string);
    count(counts.byShape, pair.shape);
  }
  const splits = Object.fromEntries(
    splitSchema.options.map((split) => [
      split,
      {
        lines: lines[split].map((line) => `${line}\n`).join(''),
        rows: lines[split].length,
        dpo: encodeRowGroup(dpoColumns, tabulateDpo(texts[split])),
        sft: encodeRowGroup(sftColumns, tabulateSft(texts[split])),
      },
    ]),
  ) as Block['splits'];
  return { splits, counts };
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** The sum of what blocks counted, names sorted. */
export function addCounts(all: readonly BlockCounts[]): BlockCounts {
  const total: BlockCounts = { byFamily: {}, byOperator: {}, byGround: {}, byShape: {} };
  for (const counts of all) {
    for (const by of Object.keys(total) as (keyof BlockCounts)[]) {
      for (const [name, number] of Object.entries(counts[by])) total[by][name] = (total[by][name] ?? 0) + number;
    }
  }
  for (const by of Object.keys(total) as (keyof BlockCounts)[]) {
    total[by] = Object.fromEntries(Object.entries(total[by]).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return total;
}
