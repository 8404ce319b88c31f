import { join } from 'node:path';
import { addCounts } from '../exporters/dataset/block.ts';
import { dpoColumns } from '../exporters/dataset/dpo.ts';
import { sftColumns } from '../exporters/dataset/sft.ts';
import { datasetFile } from '../exporters/parquet/columns.ts';
import { ParquetAssembler } from '../exporters/parquet/parquet.ts';
import type { FileRecord } from '../model/manifest.ts';
import { type Split, splitSchema } from '../model/pair.ts';
import type { PairTable, Part } from './dataset-parts.ts';
import { FileSink } from './sink.ts';

/** What was written of pairs. */
export interface WrittenPairs extends Pick<Part, 'counts' | 'rows'> {
  /** by their paths in the dataset */
  files: Record<string, FileRecord>;
}

const COLUMNS = { dpo: dpoColumns, sft: sftColumns } as const;
const TABLES = ['dpo', 'sft'] as const;

/**
 * The files of a dataset's pairs, written side by side as parts of it come: so a part is read once, or never lies on the disk by itself. They take
 * their names when all is there; one that would hold no row does not come to be. Memory: the tables' footers.
 */
export class PairFiles {
  readonly #path: string;
  readonly #sinks = new Map<string, FileSink>();
  readonly #tables = new Map<string, ParquetAssembler>();
  readonly #rows = { train: { lines: 0, dpo: 0, sft: 0 }, test: { lines: 0, dpo: 0, sft: 0 } };
  #counts = addCounts([]);

  constructor(path: string) {
    this.#path = path;
  }

  add(part: Part): void {
    this.#counts = addCounts([this.#counts, part.counts]);
    for (const split of splitSchema.options) {
      const [rows, more] = [this.#rows[split], part.rows[split]];
      if (more.lines > 0) for (const piece of part.lines(split)) this.#sinkOf(linesFile(split)).append(piece);
      for (const table of TABLES)
        if (more[table] > 0) for (const { meta, bytes } of part.groups(table, split)) this.#tableOf(table, split).add(meta, bytes);
      for (const file of ['lines', ...TABLES] as const) rows[file] += more[file];
    }
  }

  finish(): WrittenPairs {
    const files: Record<string, FileRecord> = {};
    for (const split of splitSchema.options) {
      const rows = this.#rows[split];
      if (rows.lines > 0) files[linesFile(split)] = { ...this.#settle(linesFile(split)), rows: rows.lines };
      for (const table of TABLES) {
        if (rows[table] === 0) continue;
        this.#tableOf(table, split).finish();
        files[datasetFile(table, split)] = { ...this.#settle(datasetFile(table, split)), rows: rows[table] };
      }
    }
    return { counts: this.#counts, rows: this.#rows, files };
  }

  #settle(name: string): Omit<FileRecord, 'rows'> {
    const whole = this.#sinkOf(name).finish();
    this.#sinks.delete(name);
    return whole;
  }

  /** Takes back what has not taken its name. */
  abandon(): void {
    for (const sink of this.#sinks.values()) sink.abandon();
  }

  #tableOf(table: PairTable, split: Split): ParquetAssembler {
    const name = datasetFile(table, split);
    let assembler = this.#tables.get(name);
    if (assembler === undefined) {
      const sink = this.#sinkOf(name);
      assembler = new ParquetAssembler(COLUMNS[table], (bytes) => sink.append(bytes));
      this.#tables.set(name, assembler);
    }
    return assembler;
  }

  #sinkOf(name: string): FileSink {
    let sink = this.#sinks.get(name);
    if (sink === undefined) {
      sink = new FileSink(join(this.#path, ...name.split('/')));
      this.#sinks.set(name, sink);
    }
    return sink;
  }
}

/** Writes all parts; a failure leaves nothing of them behind. */
export function writePairs(path: string, parts: Iterable<Part>): WrittenPairs {
  const files = new PairFiles(path);
  try {
    for (const part of parts) files.add(part);
    return files.finish();
  } catch (error) {
    files.abandon();
    throw error;
  }
}

function linesFile(split: Split): string {
  return `pairs/${split}.jsonl`;
}
