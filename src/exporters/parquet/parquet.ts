import type { ColumnChunk, FileMetaData, PageHeader, SchemaElement } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { GrowingBytes } from './bytes.ts';
import { type Cell, type Column, type ColumnKind, describeFeatures, type Row } from './columns.ts';
import { GrowingNumbers } from './numbers.ts';
import { boundSnappy, compressSnappy } from './snappy.ts';

/*
 * A Parquet file is a run of row groups and a footer that says where they lie. A block of pairs makes one row group without
 * knowing what stands before it; the assembler puts row groups one after another and writes the footer. So blocks can be made in
 * any order and anywhere, and a file costs no more memory than its largest block.
 *
 * hyparquet-writer 0.17.0 gives the format (page headers, levels, footer), not the way through a column: its own
 * ParquetWriter parses and prints JSON values again and allocates per value, which took twice as long. Its modules are written
 * against exactly that version; the test reads everything back with hyparquet.
 */

/** Where the pages of one column lie. Offsets and sizes are bytes; offsets count from the first byte of the row group. */
export interface ChunkMeta {
  encoding: 'PLAIN' | 'RLE_DICTIONARY';
  dictionaryAt: number | null;
  dataAt: number;
  values: number;
  bytes: number;
  uncompressed: number;
}

/** What the footer has to know about a row group. Plain JSON, to be kept beside its bytes. */
export interface RowGroupMeta {
  rows: number;
  bytes: number;
  columns: ChunkMeta[];
}

export interface RowGroup {
  /** good until its builder takes the next */
  bytes: Uint8Array;
  meta: RowGroupMeta;
}

/** A page is closed at the first row that begins after this many bytes of values, before compression. */
const PAGE_BYTES = 1 << 20;
const MAGIC = new Uint8Array([0x50, 0x41, 0x52, 0x31]);

/**
 * Gathers rows into a row group: Snappy-compressed pages, a dictionary where a column repeats. Text becomes bytes as soon as it is
 * given, and the buffers stay from group to group, so a build makes no garbage that outlives a row.
 */
export class RowGroupBuilder {
  readonly #columns: readonly ColumnBuilder[];
  readonly #writer = new ByteWriter(1 << 16);
  #rows = 0;

  constructor(columns: readonly Column[]) {
    this.#columns = columns.map((column) => new ColumnBuilder(column));
  }

  /** Adds a row: a cell for each column. */
  add(row: Row): void {
    if (row.length !== this.#columns.length) throw new RangeError(`a row of ${row.length} cells for ${this.#columns.length} columns`);
    for (let place = 0; place < row.length; place++) (this.#columns[place] as ColumnBuilder).add(row[place] as Cell);
    this.#rows += 1;
  }

  /** Bytes of the values since the last call, before compression. */
  get size(): number {
    return this.#columns.reduce((sum, { size }) => sum + size, 0);
  }

  /** The rows since the last call. No rows make an empty group. */
  take(): RowGroup {
    const writer = this.#writer;
    writer.offset = 0;
    writer.index = 0;
    const rows = this.#rows;
    const chunks = rows === 0 ? [] : this.#columns.map((column) => column.write(writer));
    this.clear();
    return { bytes: writer.getBytes(), meta: { rows, bytes: writer.offset, columns: chunks } };
  }

  /** Lets go of the buffers: no row can be added any more. */
  free(): void {
    for (const column of this.#columns) column.free();
    this.#writer.buffer.transfer(0);
  }

  /** Forgets the rows since the last call. */
  clear(): void {
    for (const column of this.#columns) column.clear();
    this.#rows = 0;
  }
}

/** Rows as one row group. */
export function encodeRowGroup(columns: readonly Column[], rows: Iterable<Row>): RowGroup {
  const builder = new RowGroupBuilder(columns);
  for (const row of rows) builder.add(row);
  return builder.take();
}

/** Puts row groups into one file, in the order they come. Bytes go to `append` at once; only the footer is kept. */
export class ParquetAssembler {
  readonly #columns: readonly Column[];
  readonly #append: (bytes: Uint8Array) => void;
  readonly #groups: { at: number; meta: RowGroupMeta }[] = [];
  #offset = 0;

  constructor(columns: readonly Column[], append: (bytes: Uint8Array) => void) {
    this.#columns = columns;
    this.#append = append;
    this.#write(MAGIC);
  }

  /** Adds a row group, its bytes whole or in pieces. An empty one leaves no trace. */
  add(meta: RowGroupMeta, bytes: Uint8Array | Iterable<Uint8Array>): void {
    const at = this.#offset;
    for (const piece of bytes instanceof Uint8Array ? [bytes] : bytes) this.#write(piece);
    if (this.#offset - at !== meta.bytes) throw new RangeError(`row group has ${this.#offset - at} bytes, not ${meta.bytes}`);
    if (meta.rows > 0) this.#groups.push({ at, meta });
  }

  /** Writes the footer; says how many rows and bytes the file has. */
  finish(): { rows: number; bytes: number } {
    const rows = this.#groups.reduce((sum, { meta }) => sum + meta.rows, 0);
    const footer = new ByteWriter(1 << 12);
    // The footer's type has a length that is found while it is written.
    const metadata: Omit<FileMetaData, 'metadata_length'> = {
      version: 2,
      created_by: 'nearmiss',
      schema: describeSchema(this.#columns),
      num_rows: BigInt(rows),
      row_groups: this.#groups.map(({ at, meta }) => ({
        columns: meta.columns.map((chunk, place) => placeChunk(this.#columns[place] as Column, chunk, at)),
        total_byte_size: BigInt(meta.columns.reduce((sum, chunk) => sum + chunk.uncompressed, 0)),
        total_compressed_size: BigInt(meta.bytes),
        num_rows: BigInt(meta.rows),
      })),
      key_value_metadata: [{ key: 'huggingface', value: describeFeatures(this.#columns) }],
    };
    writeMetadata(footer, metadata as FileMetaData);
    this.#write(footer.getBytes());
    this.#write(MAGIC);
    return { rows, bytes: this.#offset };
  }

  #write(bytes: Uint8Array): void {
    this.#append(bytes);
    this.#offset += bytes.length;
  }
}

/** The schema of the recipe that `datasets`, TRL, DuckDB and pandas were seen to read: three-level lists of JSON. */
function describeSchema(columns: readonly Column[]): SchemaElement[] {
  const elements: SchemaElement[] = [{ name: 'root', num_children: columns.length }];
  for (const { name, kind } of columns) {
    if (kind === 'json-list') {
      elements.push({ name, repetition_type: 'OPTIONAL', converted_type: 'LIST', logical_type: { type: 'LIST' }, num_children: 1 });
      elements.push({ name: 'list', repetition_type: 'REPEATED', num_children: 1 });
    }
    elements.push({
      name: kind === 'json-list' ? 'element' : name,
      repetition_type: 'OPTIONAL',
      ...elementType(kind),
    });
  }
  return elements;
}

function elementType(kind: ColumnKind): Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type'> {
  if (kind === 'flag') return { type: 'BOOLEAN' };
  if (kind === 'text') return { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } };
  return { type: 'BYTE_ARRAY', converted_type: 'JSON', logical_type: { type: 'JSON' } };
}

function placeChunk(column: Column, chunk: ChunkMeta, at: number): ColumnChunk {
  return {
    file_offset: BigInt(at + (chunk.dictionaryAt ?? chunk.dataAt)),
    meta_data: {
      type: column.kind === 'flag' ? 'BOOLEAN' : 'BYTE_ARRAY',
      encodings: chunk.encoding === 'PLAIN' ? ['PLAIN', 'RLE'] : ['PLAIN', 'RLE', 'RLE_DICTIONARY'],
      path_in_schema: column.kind === 'json-list' ? [column.name, 'list', 'element'] : [column.name],
      codec: 'SNAPPY',
      num_values: BigInt(chunk.values),
      total_compressed_size: BigInt(chunk.bytes),
      total_uncompressed_size: BigInt(chunk.uncompressed),
      data_page_offset: BigInt(at + chunk.dataAt),
      ...(chunk.dictionaryAt === null ? {} : { dictionary_page_offset: BigInt(at + chunk.dictionaryAt) }),
    },
  };
}

/**
 * The values of one column in PLAIN encoding (a text: its length in four bytes, then its UTF-8; a flag: one bit, the lowest first), and the
 * levels that say which row has which.
 */
class ColumnBuilder {
  readonly #isList: boolean;
  readonly #isFlag: boolean;
  /** one for true, zero for false */
  readonly #flags = new GrowingNumbers();
  readonly #dictionary: Map<string, number> | null;
  readonly #bytes = new GrowingBytes();
  /** number of each value in the dictionary; empty without one */
  readonly #codes = new GrowingNumbers();
  readonly #definition = new GrowingNumbers();
  readonly #repetition = new GrowingNumbers();
  readonly #starts = new RowStarts();
  #values = 0;

  constructor({ kind, repeats }: Column) {
    this.#isList = kind === 'json-list';
    this.#isFlag = kind === 'flag';
    this.#dictionary = repeats ? new Map() : null;
  }

  add(cell: Cell): void {
    this.#starts.add(this.#bytes.size, this.#values, this.#definition.length);
    if (typeof cell === 'boolean') {
      if (!this.#isFlag) throw new TypeError('a column of texts was given a flag');
      this.#flags.add(cell ? 1 : 0);
      this.#values += 1;
      this.#definition.add(1);
      return;
    }
    if (this.#isFlag) throw new TypeError('a column of flags was given a text');
    if (typeof cell === 'string') {
      if (this.#isList) throw new TypeError('a list column was given a text');
      this.#addValue(cell);
      this.#definition.add(1);
      return;
    }
    if (!this.#isList) throw new TypeError('a column without lists was given one');
    // Levels of OPTIONAL list > REPEATED > OPTIONAL element: 3 is a value, 1 a list without elements.
    if (cell.length === 0) {
      this.#definition.add(1);
      this.#repetition.add(0);
    }
    for (let place = 0; place < cell.length; place++) {
      this.#addValue(cell[place] as string);
      this.#definition.add(3);
      this.#repetition.add(place === 0 ? 0 : 1);
    }
  }

  #addValue(value: string): void {
    this.#values += 1;
    if (this.#dictionary === null) {
      this.#bytes.addValue(value);
      return;
    }
    let code = this.#dictionary.get(value);
    if (code === undefined) {
      code = this.#dictionary.size;
      this.#dictionary.set(value, code);
      this.#bytes.addValue(value);
    }
    this.#codes.add(code);
  }

  get size(): number {
    return this.#bytes.size;
  }

  write(writer: ByteWriter): ChunkMeta {
    const start = writer.offset;
    let uncompressed = 0;
    let dictionaryAt: number | null = null;
    if (this.#dictionary !== null) {
      dictionaryAt = start;
      const header = { num_values: this.#dictionary.size, encoding: 'PLAIN' } as const;
      uncompressed += writePage(writer, this.#bytes.view(), noLevels, (sizes) => ({
        type: 'DICTIONARY_PAGE',
        ...sizes,
        dictionary_page_header: header,
      }));
    }
    const dataAt = writer.offset;
    for (let row = 0; row < this.#starts.length; ) {
      const end = this.#findPageEnd(row);
      uncompressed += this.#writeDataPage(writer, row, end);
      row = end;
    }
    return {
      encoding: this.#dictionary === null ? 'PLAIN' : 'RLE_DICTIONARY',
      dictionaryAt,
      dataAt,
      values: this.#definition.length,
      bytes: writer.offset - start,
      uncompressed,
    };
  }

  /** The row at which the next page begins. */
  #findPageEnd(from: number): number {
    if (this.#dictionary !== null) return this.#starts.length;
    const full = this.#startOf(from).byte + PAGE_BYTES;
    let row = from + 1;
    while (row < this.#starts.length && this.#startOf(row).byte < full) row++;
    return row;
  }

  #startOf(row: number): RowStart {
    return this.#starts.at(row) ?? { byte: this.#bytes.size, value: this.#values, level: this.#definition.length };
  }

  #writeDataPage(writer: ByteWriter, from: number, end: number): number {
    const first = this.#startOf(from);
    const last = this.#startOf(end);
    const levels = new ByteWriter(64);
    const repetitionBytes = this.#isList ? writeRleBitPackedHybrid(levels, this.#repetition.view(first.level, last.level), 1) : 0;
    const definitionBytes = writeRleBitPackedHybrid(levels, this.#definition.view(first.level, last.level), this.#isList ? 2 : 1);
    const page = this.#encodePage(first, last);
    const values = last.level - first.level;
    return writePage(writer, page, levels.getBytes(), (sizes) => ({
      type: 'DATA_PAGE_V2',
      ...sizes,
      data_page_header_v2: {
        num_values: values,
        num_nulls: values - (last.value - first.value),
        num_rows: end - from,
        encoding: this.#dictionary === null ? 'PLAIN' : 'RLE_DICTIONARY',
        definition_levels_byte_length: definitionBytes,
        repetition_levels_byte_length: repetitionBytes,
        is_compressed: true,
      },
    }));
  }

  #encodePage(first: RowStart, last: RowStart): Uint8Array {
    if (this.#isFlag) return packFlags(this.#flags.view(first.value, last.value));
    if (this.#dictionary !== null) return encodeCodes(this.#codes.view(), this.#dictionary.size);
    return this.#bytes.view(first.byte, last.byte);
  }

  clear(): void {
    this.#bytes.clear();
    this.#dictionary?.clear();
    for (const list of [this.#flags, this.#codes, this.#definition, this.#repetition, this.#starts]) list.clear();
    this.#values = 0;
  }

  free(): void {
    this.clear();
    this.#bytes.free();
  }
}

/** Where a row begins in its column. */
interface RowStart {
  byte: number;
  value: number;
  level: number;
}

/** Where rows begin. Three buffers and no object a row: objects that live until their group is written fill the heap's old space. */
class RowStarts {
  readonly #bytes = new GrowingNumbers();
  readonly #values = new GrowingNumbers();
  readonly #levels = new GrowingNumbers();

  get length(): number {
    return this.#bytes.length;
  }

  add(byte: number, value: number, level: number): void {
    this.#bytes.add(byte);
    this.#values.add(value);
    this.#levels.add(level);
  }

  at(row: number): RowStart | undefined {
    if (row >= this.length) return undefined;
    return { byte: this.#bytes.at(row), value: this.#values.at(row), level: this.#levels.at(row) };
  }

  clear(): void {
    for (const list of [this.#bytes, this.#values, this.#levels]) list.clear();
  }
}

const noLevels = new Uint8Array(0);

// For the compressed bytes of one page, which are copied before the next is begun.
let packed = new Uint8Array(1 << 18);

/** Writes header, levels and compressed values; gives the size the page has without compression. */
function writePage(
  writer: ByteWriter,
  values: Uint8Array,
  levels: Uint8Array,
  describe: (sizes: Pick<PageHeader, 'uncompressed_page_size' | 'compressed_page_size'>) => PageHeader,
): number {
  if (boundSnappy(values.length) > packed.length) packed = new Uint8Array(boundSnappy(values.length));
  const compressed = packed.subarray(0, compressSnappy(values, packed));
  const start = writer.offset;
  writePageHeader(
    writer,
    describe({ uncompressed_page_size: levels.length + values.length, compressed_page_size: levels.length + compressed.length }),
  );
  const header = writer.offset - start;
  writer.appendBytes(levels);
  writer.appendBytes(compressed);
  return header + levels.length + values.length;
}

function packFlags(flags: Int32Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(flags.length / 8));
  for (const [place, flag] of flags.entries()) bytes[place >> 3] = (bytes[place >> 3] as number) | (flag << (place & 7));
  return bytes;
}

function encodeCodes(codes: Int32Array, size: number): Uint8Array {
  const width = Math.ceil(Math.log2(Math.max(1, size)));
  const page = new ByteWriter(codes.length + 16);
  page.appendUint8(width);
  writeRleBitPackedHybrid(page, codes, width);
  return page.getBytes();
}
