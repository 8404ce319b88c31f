import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Block, BlockCounts } from '../exporters/dataset/block.ts';
import type { RowGroupMeta } from '../exporters/parquet/parquet.ts';
import type { Split } from '../model/pair.ts';
import { splitSchema } from '../model/pair.ts';
import { writeFileWhole } from './files.ts';

/** A block is read back in pieces of this size. */
const PIECE_BYTES = 1 << 20;

/** A finished block as kept on disk: where its pieces lie in its file. */
export interface BlockRecord {
  counts: BlockCounts;
  splits: Record<Split, { rows: number; lines: Slice; dpo: Slice & { meta: RowGroupMeta }; sft: Slice & { meta: RowGroupMeta } }>;
}

/** Bytes of a block's file. */
export interface Slice {
  at: number;
  bytes: number;
}

/**
 * The finished blocks of a build under way, one data file and one record each. The record is written last and whole: a block
 * counts as finished when its record is there, so a build that was stopped anywhere goes on where it was.
 */
export class BlockStore {
  readonly folder: string;
  readonly #piece = Buffer.allocUnsafe(PIECE_BYTES);

  constructor(folder: string) {
    this.folder = folder;
  }

  has(block: number): boolean {
    return existsSync(this.#path(block, 'json'));
  }

  write(number: number, block: Block): void {
    const pieces: Uint8Array[] = [];
    let at = 0;
    const place = (bytes: Uint8Array): Slice => {
      const slice = { at, bytes: bytes.length };
      pieces.push(bytes);
      at += bytes.length;
      return slice;
    };
    const splits = Object.fromEntries(
      splitSchema.options.map((split) => {
        const { lines, rows, dpo, sft } = block.splits[split];
        return [
          split,
          {
            rows,
            lines: place(lines),
            dpo: { ...place(dpo.bytes), meta: dpo.meta },
            sft: { ...place(sft.bytes), meta: sft.meta },
          },
        ];
      }),
    ) as BlockRecord['splits'];
    writeFileWhole(this.#path(number, 'data'), ...pieces);
    writeFileWhole(this.#path(number, 'json'), JSON.stringify({ counts: block.counts, splits } satisfies BlockRecord));
  }

  record(block: number): BlockRecord {
    return JSON.parse(readFileSync(this.#path(block, 'json'), 'utf8')) as BlockRecord;
  }

  /** The bytes of a slice, piece by piece. Each piece is good until the next is asked for. */
  *read(block: number, { at, bytes }: Slice): Generator<Uint8Array> {
    const file = openSync(this.#path(block, 'data'), 'r');
    try {
      for (let read = 0; read < bytes; ) {
        const got = readSync(file, this.#piece, 0, Math.min(this.#piece.length, bytes - read), at + read);
        if (got === 0) throw new Error(`${this.#path(block, 'data')} is shorter than its record says`);
        yield this.#piece.subarray(0, got);
        read += got;
      }
    } finally {
      closeSync(file);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #path(block: number, ending: 'data' | 'json'): string {
    return join(this.folder, `${String(block).padStart(9, '0')}.${ending}`);
  }
}
