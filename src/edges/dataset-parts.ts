import type { Block, BlockCounts } from '../exporters/dataset/block.ts';
import { printControls } from '../exporters/dataset/controls.ts';
import type { RowGroupMeta } from '../exporters/parquet/parquet.ts';
import type { Control } from '../model/control.ts';
import type { ControlCounts } from '../model/manifest.ts';
import type { Split } from '../model/pair.ts';
import { BLOCK_PAIRS, type Stretch } from '../model/shard.ts';
import type { BlockStore } from './blocks.ts';

/** The two tables of pairs. */
export type PairTable = 'dpo' | 'sft';

/** Bytes in pieces, each good until the next is asked for. */
export type Pieces = Iterable<Uint8Array>;

/** A row group of a Parquet file, its bytes to be read before the next is asked for. */
export interface PrintedRowGroup {
  meta: RowGroupMeta;
  bytes: Pieces;
}

/** A stretch of a dataset's pairs, printed, as it is put behind another: a block that was just made, or a finished shard. */
export interface Part {
  counts: BlockCounts;
  rows: Readonly<Record<Split, { lines: number } & Record<PairTable, number>>>;
  lines(split: Split): Pieces;
  groups(table: PairTable, split: Split): Iterable<PrintedRowGroup>;
}

/** A stretch of a dataset's controls, printed. */
export interface ControlPart {
  counts: ControlCounts;
  lines: Pieces;
  groups: Iterable<PrintedRowGroup>;
}

/** The finished blocks of a stretch, in order. Their records are read anew by each who asks: a million of them fill no memory. */
export function partsOfBlocks(blocks: BlockStore, { from, to }: Stretch): Iterable<Part> {
  return {
    *[Symbol.iterator]() {
      for (let block = from; block < to; block++) yield partOfBlock(blocks, block);
    },
  };
}

/** A block that was just printed; good until the next is. */
export function partOfPrinted({ counts, splits }: Block): Part {
  const rowsOf = ({ rows, dpo, sft }: Block['splits'][Split]) => ({ lines: rows, dpo: dpo.meta.rows, sft: sft.meta.rows });
  return {
    counts,
    rows: { train: rowsOf(splits.train), test: rowsOf(splits.test) },
    lines: (split) => [splits[split].lines],
    groups: (table, split) => {
      const { meta, bytes } = splits[split][table];
      return [{ meta, bytes: [bytes] }];
    },
  };
}

function partOfBlock(blocks: BlockStore, block: number): Part {
  const { counts, splits } = blocks.record(block);
  const rowsOf = (split: Split) => {
    const { rows, dpo, sft } = splits[split];
    return { lines: rows, dpo: dpo.meta.rows, sft: sft.meta.rows };
  };
  return {
    counts,
    rows: { train: rowsOf('train'), test: rowsOf('test') },
    lines: (split) => blocks.read(block, splits[split].lines),
    groups: (table, split) => {
      const slice = splits[split][table];
      return [{ meta: slice.meta, bytes: blocks.read(block, slice) }];
    },
  };
}

/** Controls in lots of a row group each, printed as they are asked for. */
export function* partsOfControls(controls: Iterable<Control>): Generator<ControlPart> {
  for (const lot of inLots(controls, BLOCK_PAIRS)) {
    const { lines, group } = printControls(lot);
    yield { counts: countControls(lot), lines: [lines], groups: [{ meta: group.meta, bytes: [group.bytes] }] };
  }
}

function countControls(controls: readonly Control[]): ControlCounts {
  const byKind: Record<string, number> = {};
  for (const { respelling } of controls) byKind[respelling.kind] = (byKind[respelling.kind] ?? 0) + 1;
  return { rows: controls.length, executed: controls.filter(({ evidence }) => evidence.sameness === 'results').length, byKind };
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
