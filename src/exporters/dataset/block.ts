import type { NamelessPair, Split } from '../../model/pair.ts';
import { GrowingBytes } from '../parquet/bytes.ts';
import { type RowGroup, RowGroupBuilder } from '../parquet/parquet.ts';
import { printPair } from './canonical.ts';
import { dpoColumns, toDpoRow } from './dpo.ts';
import { sftColumns, toSftRow } from './sft.ts';

/** What one block of pairs adds to one split's files. */
export interface SplitPieces {
  /** canonical lines as UTF-8, each ended; good until the next block is printed */
  lines: Uint8Array;
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
  byPhrasing?: Record<string, number>;
  byAnswering?: Record<string, number>;
}

/** Gathers the rows of one split, as bytes from the first. */
class SplitPrinter {
  readonly #lines = new GrowingBytes();
  readonly #dpo = new RowGroupBuilder(dpoColumns);
  readonly #sft = new RowGroupBuilder(sftColumns);

  add(pair: NamelessPair): void {
    const text = printPair(pair, this.#lines);
    this.#dpo.add(toDpoRow(text));
    const sft = toSftRow(text);
    if (sft !== null) this.#sft.add(sft);
  }

  take(): SplitPieces {
    const dpo = this.#dpo.take();
    return { lines: this.#lines.view(), rows: dpo.meta.rows, dpo, sft: this.#sft.take() };
  }

  clear(): void {
    this.#lines.clear();
    this.#dpo.clear();
    this.#sft.clear();
  }
}

// Kept from block to block for their buffers, not for what is in them.
const printers: Record<Split, SplitPrinter> = { train: new SplitPrinter(), test: new SplitPrinter() };

/** Prints pairs for every file a build writes. */
export function printBlock(pairs: Iterable<NamelessPair>): Block {
  const counts: BlockCounts = { byFamily: {}, byOperator: {}, byGround: {}, byShape: {} };
  // What a block that failed left behind.
  for (const printer of Object.values(printers)) printer.clear();
  for (const pair of pairs) {
    printers[pair.split].add(pair);
    count(counts.byFamily, pair.deviation.family);
    count(counts.byOperator, pair.deviation.operator);
    // Given rows come from no ground.
    const [ground] = pair.meta.grounds;
    if (ground !== undefined) count(counts.byGround, ground);
    count(counts.byShape, pair.shape);
    const { phrased, answered } = pair.meta;
    if (phrased !== undefined) {
      counts.byPhrasing ??= {};
      count(counts.byPhrasing, phrased.reason ?? 'said_anew');
    }
    if (answered !== undefined) {
      counts.byAnswering ??= {};
      for (const { reason } of answered.answers) count(counts.byAnswering, reason ?? 'written_anew');
    }
  }
  return { splits: { train: printers.train.take(), test: printers.test.take() }, counts };
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** The sum of what blocks counted, names sorted. */
export function addCounts(all: readonly BlockCounts[]): BlockCounts {
  const total: BlockCounts = { byFamily: {}, byOperator: {}, byGround: {}, byShape: {} };
  for (const counts of all) {
    for (const by of Object.keys(counts) as (keyof BlockCounts)[]) {
      const sum: Record<string, number> = total[by] ?? {};
      total[by] = sum;
      for (const [name, number] of Object.entries(counts[by] ?? {})) sum[name] = (sum[name] ?? 0) + number;
    }
  }
  for (const [by, counts] of Object.entries(total) as [keyof BlockCounts, Record<string, number>][]) {
    total[by] = Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return total;
}
