import { once } from 'node:events';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { createGzip, type Gzip } from 'node:zlib';
import { NearmissError } from '../errors.ts';
import { type Example, type ExampleKind, examplesOf, UNFINISHED } from '../exporters/example.ts';
import { type Exporter, type ExportRow, Refusal, type Table, type TokenCounter, type WrittenTable } from '../exporters/exporter.ts';
import { GrowingBytes } from '../exporters/parquet/bytes.ts';
import type { Cell, Column } from '../exporters/parquet/columns.ts';
import { ParquetAssembler, RowGroupBuilder } from '../exporters/parquet/parquet.ts';
import { textOf, textsOf } from '../exporters/read-pair.ts';
import type { FileRecord } from '../model/manifest.ts';
import type { Pair, Split } from '../model/pair.ts';
import { FileSink } from './sink.ts';

export type Compression = 'gzip' | 'zstd';

/** How files are written. */
export interface FileSettings {
  /** lines of JSON, or Parquet where the format has types for it */
  as: 'jsonl' | 'parquet';
  compress: Compression | null;
  /** rows in one file at most; null: all */
  shardRows: number | null;
  /** counts the tokens of the longest rows; null: nobody does */
  tokenizer: TokenCounter | null;
}

/** Bytes of lines that are gathered before they are written: few, since some fifty files are written at once. */
const PIECE = 1 << 18;
/** Rows and bytes of a row group: few enough for viewers that read groups whole, and for all formats to be written at once. */
const GROUP_ROWS = 1000;
const GROUP_BYTES = 4 << 20;

/** Rows whose tokens are counted: the longest ones by their characters, since to count takes a hundred times as long as to write. */
const COUNTED_ROWS = 16;

/** Endings that say how lines are compressed. */
const endings = { gzip: '.gz', zstd: '.zst' } as const;

/** Writes the rows of one table and split: all that its pairs give, into one file or several. */
export class TableWriter {
  readonly table: Table;
  readonly split: Split;
  readonly counts = { in: 0, out: 0, refused: {} as Record<string, number>, longest: 0 };
  readonly files: Record<string, FileRecord> = {};
  readonly stem: string;
  readonly #open: ((path: string) => RowFile) | null;
  readonly #settings: FileSettings;
  readonly #ending: string;
  /** the longest rows, the shortest of them first */
  readonly #longRows: string[] = [];
  #file: { path: string; rows: RowFile } | null = null;
  #rowsInFile = 0;

  /** `folder`: the format's; null writes nothing and counts. */
  constructor(folder: string | null, exporter: Exporter, table: Table, split: Split, isOnly: boolean, settings: FileSettings) {
    this.table = table;
    this.split = split;
    this.#settings = settings;
    this.stem = isOnly ? split : `${table.name}-${split}`;
    const columns = settings.as === 'parquet' ? table.parquet : undefined;
    const isDocument = exporter.frame !== undefined;
    this.#ending =
      columns !== undefined
        ? '.parquet'
        : `${isDocument ? '.json' : '.jsonl'}${settings.compress === null ? '' : endings[settings.compress]}`;
    this.#open =
      folder === null
        ? null
        : (path) => {
            const sink = new FileSink(join(folder, ...path.split('/')));
            return columns !== undefined ? new ParquetRows(sink, columns) : new LineRows(sink, settings.compress, exporter.frame);
          };
  }

  /** Takes the examples that a pair gives. A promise where bytes have to be waited for. */
  add(pair: Pair): Promise<void> | undefined {
    const examples = examplesOf(pair, this.table.takes) as Example<ExampleKind>[];
    this.counts.in += Math.max(1, examples.length);
    if (examples.length === 0) this.#refuse(UNFINISHED);
    let waiting: Promise<void> | undefined;
    for (const example of examples) {
      const row = this.table.write(example);
      if (row instanceof Refusal) this.#refuse(row.reason);
      else {
        const before = waiting;
        waiting = before === undefined ? this.#write(row) : before.then(() => this.#write(row));
      }
    }
    return waiting;
  }

  #refuse(reason: string): void {
    this.counts.refused[reason] = (this.counts.refused[reason] ?? 0) + 1;
  }

  #write(row: ExportRow): Promise<void> | undefined {
    this.counts.out += 1;
    if (this.#open === null) return undefined;
    const isFull = this.#file !== null && this.#rowsInFile === this.#settings.shardRows;
    if (isFull) return this.finish().then(() => this.#add(row));
    return this.#add(row);
  }

  #add(row: ExportRow): Promise<void> | undefined {
    this.#file ??= this.#begin();
    this.#rowsInFile += 1;
    const { texts, waiting } = this.#file.rows.add(row);
    const characters = texts.reduce((sum, text) => sum + text.length, 0);
    this.counts.longest = Math.max(this.counts.longest, characters);
    if (this.#settings.tokenizer !== null) this.#keepLong(texts, characters);
    return waiting;
  }

  #keepLong(texts: readonly string[], characters: number): void {
    if (this.#longRows.length === COUNTED_ROWS && characters <= (this.#longRows[0] as string).length) return;
    this.#longRows.push(texts.join(''));
    this.#longRows.sort((a, b) => a.length - b.length);
    if (this.#longRows.length > COUNTED_ROWS) this.#longRows.shift();
  }

  #begin(): { path: string; rows: RowFile } {
    const number = String(Object.keys(this.files).length).padStart(5, '0');
    const path = `${this.stem}${this.#settings.shardRows === null ? '' : `/${number}`}${this.#ending}`;
    return { path, rows: (this.#open as (path: string) => RowFile)(path) };
  }

  get #tokens(): number | null {
    const { tokenizer } = this.#settings;
    return tokenizer === null ? null : this.#longRows.reduce((most, text) => Math.max(most, tokenizer.count(text)), 0);
  }

  /** Closes the file that is open. */
  async finish(): Promise<void> {
    if (this.#file === null) return;
    const { path, rows } = this.#file;
    this.files[path] = { ...(await rows.finish()), rows: this.#rowsInFile };
    this.#file = null;
    this.#rowsInFile = 0;
  }

  abandon(): void {
    this.#file?.rows.abandon();
  }

  get written(): WrittenTable {
    const { out, longest } = this.counts;
    return {
      table: this.table,
      split: this.split,
      stem: this.stem,
      files: Object.keys(this.files),
      rows: out,
      longest,
      tokens: this.#tokens,
    };
  }
}

/** A file of rows under way. */
interface RowFile {
  /** Adds a row; gives its texts, and what to wait for. */
  add(row: ExportRow): { texts: readonly string[]; waiting: Promise<void> | undefined };
  finish(): Promise<{ sha256: string; bytes: number }>;
  abandon(): void;
}

class LineRows implements RowFile {
  readonly #sink: FileSink;
  readonly #press: Press | null;
  readonly #bytes = new GrowingBytes();
  readonly #frame: Exporter['frame'];
  #isFirst = true;

  constructor(sink: FileSink, compress: Compression | null, frame: Exporter['frame']) {
    this.#sink = sink;
    this.#press = compress === null ? null : new Press(compress, sink);
    this.#frame = frame;
    if (frame !== undefined) this.#bytes.add(frame.open);
  }

  add(row: ExportRow): { texts: readonly string[]; waiting: Promise<void> | undefined } {
    let line = '';
    for (const key of Object.keys(row)) line += `${line === '' ? '{' : ','}${JSON.stringify(key)}:${textOf(row[key])}`;
    if (this.#frame !== undefined && !this.#isFirst) this.#bytes.add(this.#frame.between);
    this.#isFirst = false;
    this.#bytes.add(line);
    this.#bytes.add(this.#frame === undefined ? '}\n' : '}');
    return { texts: [line, '}'], waiting: this.#bytes.size < PIECE ? undefined : this.#flush() };
  }

  #flush(): Promise<void> | undefined {
    const bytes = this.#bytes.view();
    const waiting = this.#press === null ? this.#sink.append(bytes) : this.#press.append(Buffer.from(bytes));
    this.#bytes.clear();
    return waiting ?? undefined;
  }

  async finish(): Promise<{ sha256: string; bytes: number }> {
    if (this.#frame !== undefined) this.#bytes.add(this.#frame.close);
    await this.#flush();
    this.#bytes.free();
    await this.#press?.end();
    return this.#sink.finish();
  }

  abandon(): void {
    this.#press?.abandon();
    this.#sink.abandon();
  }
}

/** Compresses bytes on their way into a file, as one stream. */
class Press {
  readonly #stream: Gzip;

  constructor(compress: Compression, sink: FileSink) {
    this.#stream = compress === 'gzip' ? createGzip() : createZstd();
    this.#stream.on('data', (bytes: Buffer) => sink.append(bytes));
  }

  append(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stream.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }

  async end(): Promise<void> {
    const ended = once(this.#stream, 'end');
    this.#stream.end();
    await ended;
  }

  abandon(): void {
    this.#stream.destroy();
  }
}

function createZstd(): Gzip {
  const create = (zlib as { createZstdCompress?: () => Gzip }).createZstdCompress;
  if (create === undefined)
    throw new NearmissError(`--compress zstd needs Node 22.15 or newer, not ${process.version}: gzip works with any`);
  return create();
}

class ParquetRows implements RowFile {
  readonly #sink: FileSink;
  readonly #columns: readonly Column[];
  readonly #group: RowGroupBuilder;
  readonly #file: ParquetAssembler;
  #rows = 0;

  constructor(sink: FileSink, columns: readonly Column[]) {
    this.#sink = sink;
    this.#columns = columns;
    this.#group = new RowGroupBuilder(columns);
    this.#file = new ParquetAssembler(columns, (bytes) => sink.append(bytes));
  }

  add(row: ExportRow): { texts: readonly string[]; waiting: undefined } {
    const cells = this.#columns.map(({ name, kind }) => cellOf(row[name], kind));
    this.#group.add(cells);
    this.#rows += 1;
    if (this.#rows % GROUP_ROWS === 0 || this.#group.size >= GROUP_BYTES) this.#flush();
    return { texts: cells.flatMap((cell) => (typeof cell === 'boolean' ? [cell ? '1' : '0'] : cell)), waiting: undefined };
  }

  #flush(): void {
    const { meta, bytes } = this.#group.take();
    this.#file.add(meta, bytes);
  }

  async finish(): Promise<{ sha256: string; bytes: number }> {
    this.#flush();
    this.#group.free();
    this.#file.finish();
    return this.#sink.finish();
  }

  abandon(): void {
    this.#sink.abandon();
  }
}

function cellOf(value: ExportRow[string] | undefined, kind: Column['kind']): Cell {
  if (kind === 'json-list') return textsOf(value as unknown[]);
  return kind === 'json' ? textOf(value) : (value as string | boolean);
}
