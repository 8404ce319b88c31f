import type { ColumnChunk, Encoding, FileMetaData, PageHeader, SchemaElement } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { type Cells, type Column, describeFeatures, type Table } from './columns.ts';
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
  bytes: Uint8Array;
  meta: RowGroupMeta;
}

/** A page is closed at the first row that begins after this many bytes of values, before compression. */
const PAGE_BYTES = 1 << 20;
const MAGIC = new Uint8Array([0x50, 0x41, 0x52, 0x31]);

/** One block of rows as a row group: Snappy-compressed pages, a dictionary where a column repeats. A block without rows is empty. */
export function encodeRowGroup(columns: readonly Column[], table: Table): RowGroup {
  if (table.rows === 0) return { bytes: new Uint8Array(0), meta: { rows: 0, bytes: 0, columns: [] } };
  const writer = group;
  writer.index = 0;
  writer.offset = 0;
  const chunks = columns.map((column, place) => {
    const cells = table.cells[place];
    if (cells?.length !== table.rows) throw new RangeError(`column ${column.name} has ${cells?.length} cells, not ${table.rows}`);
    return encodeChunk(writer, column, cells);
  });
  return { bytes: writer.getBytes().slice(), meta: { rows: table.rows, bytes: writer.offset, columns: chunks } };
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
      type: 'BYTE_ARRAY',
      ...(kind === 'text'
        ? { converted_type: 'UTF8', logical_type: { type: 'STRING' } }
        : { converted_type: 'JSON', logical_type: { type: 'JSON' } }),
    });
  }
  return elements;
}

function placeChunk(column: Column, chunk: ChunkMeta, at: number): ColumnChunk {
  return {
    file_offset: BigInt(at + (chunk.dictionaryAt ?? chunk.dataAt)),
    meta_data: {
      type: 'BYTE_ARRAY',
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

/** Values and levels of one column, flat. Levels are null where every value stands at the highest one and none is repeated. */
interface Flat {
  values: string[];
  definition: number[] | null;
  repetition: number[] | null;
  /** Index into `values` and index into the levels at which each row begins. */
  rowValues: number[];
  rowLevels: number[];
}

function flatten(column: Column, cells: Cells): Flat {
  if (column.kind !== 'json-list') {
    const rows = cells.map((_, row) => row);
    return { values: cells as string[], definition: null, repetition: null, rowValues: rows, rowLevels: rows };
  }
  const flat = {
    values: [] as string[],
    definition: [] as number[],
    repetition: [] as number[],
    rowValues: [] as number[],
    rowLevels: [] as number[],
  };
  for (const list of cells as readonly (readonly string[])[]) {
    flat.rowValues.push(flat.values.length);
    flat.rowLevels.push(flat.definition.length);
    // Levels of OPTIONAL list > REPEATED > OPTIONAL element: 3 is a value, 1 a list without elements.
    if (list.length === 0) {
      flat.definition.push(1);
      flat.repetition.push(0);
    }
    for (let place = 0; place < list.length; place++) {
      flat.values.push(list[place] as string);
      flat.definition.push(3);
      flat.repetition.push(place === 0 ? 0 : 1);
    }
  }
  return flat;
}

function encodeChunk(writer: ByteWriter, column: Column, cells: Cells): ChunkMeta {
  const flat = flatten(column, cells);
  const start = writer.offset;
  let uncompressed = 0;
  let codes: number[] | null = null;
  let dictionaryAt: number | null = null;
  if (column.repeats) {
    const dictionary = new Map<string, number>();
    codes = flat.values.map((value) => codeOf(dictionary, value));
    dictionaryAt = start;
    const page = takeValues([...dictionary.keys()], 0, dictionary.size);
    uncompressed += writePage(writer, page, noLevels, (sizes) => ({
      type: 'DICTIONARY_PAGE',
      ...sizes,
      dictionary_page_header: { num_values: dictionary.size, encoding: 'PLAIN' },
    }));
  }
  const dataAt = writer.offset;
  const encoding = codes === null ? 'PLAIN' : 'RLE_DICTIONARY';
  let row = 0;
  while (row < cells.length) {
    const end = codes === null ? findPageEnd(flat, row, cells.length) : cells.length;
    uncompressed += writeDataPage(writer, encoding, flat, codes, row, end);
    row = end;
  }
  return { encoding, dictionaryAt, dataAt, values: (flat.definition ?? flat.values).length, bytes: writer.offset - start, uncompressed };
}

function codeOf(dictionary: Map<string, number>, value: string): number {
  const known = dictionary.get(value);
  if (known !== undefined) return known;
  dictionary.set(value, dictionary.size);
  return dictionary.size - 1;
}

/** The row at which the next page begins. Counts UTF-16 units, which is near enough to bytes to size a page by. */
function findPageEnd(flat: Flat, from: number, rows: number): number {
  let size = 0;
  let value = flat.rowValues[from] as number;
  for (let row = from + 1; row < rows; row++) {
    const next = flat.rowValues[row] as number;
    for (; value < next; value++) size += (flat.values[value] as string).length;
    if (size >= PAGE_BYTES) return row;
  }
  return rows;
}

function writeDataPage(writer: ByteWriter, encoding: Encoding, flat: Flat, codes: number[] | null, from: number, end: number): number {
  const last = end === flat.rowValues.length;
  const firstValue = flat.rowValues[from] as number;
  const endValue = last ? flat.values.length : (flat.rowValues[end] as number);
  const firstLevel = flat.rowLevels[from] as number;
  const endLevel = last ? (flat.definition ?? flat.values).length : (flat.rowLevels[end] as number);
  const levels = new ByteWriter(64);
  const repetitionBytes = flat.repetition === null ? 0 : writeRleBitPackedHybrid(levels, flat.repetition.slice(firstLevel, endLevel), 1);
  const definitionBytes =
    flat.definition === null
      ? writeRleBitPackedHybrid(levels, new Array<number>(endLevel - firstLevel).fill(1), 1)
      : writeRleBitPackedHybrid(levels, flat.definition.slice(firstLevel, endLevel), 2);
  const page = codes === null ? takeValues(flat.values, firstValue, endValue) : encodeCodes(codes.slice(firstValue, endValue));
  return writePage(writer, page, levels.getBytes(), (sizes) => ({
    type: 'DATA_PAGE_V2',
    ...sizes,
    data_page_header_v2: {
      num_values: endLevel - firstLevel,
      num_nulls: endLevel - firstLevel - (endValue - firstValue),
      num_rows: end - from,
      encoding,
      definition_levels_byte_length: definitionBytes,
      repetition_levels_byte_length: repetitionBytes,
      is_compressed: true,
    },
  }));
}

const noLevels = new Uint8Array(0);

/** Writes header, levels and compressed values; gives the size the page has without compression. */
function writePage(
  writer: ByteWriter,
  values: Uint8Array,
  levels: Uint8Array,
  describe: (sizes: Pick<PageHeader, 'uncompressed_page_size' | 'compressed_page_size'>) => PageHeader,
): number {
  if (boundSnappy(values.length) > packed.length) packed = Buffer.allocUnsafe(2 * boundSnappy(values.length));
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

function encodeCodes(codes: number[]): Uint8Array {
  const width = Math.ceil(Math.log2(codes.reduce((most, code) => Math.max(most, code), 0) + 1));
  const page = new ByteWriter(codes.length + 16);
  page.appendUint8(width);
  writeRleBitPackedHybrid(page, codes, width);
  return page.getBytes();
}

// Kept from block to block, so that nothing large has to be allocated and collected: the row group, copied out when it is whole, and
// for every page its bytes and its compressed bytes, both used up before the next page is begun.
const group = new ByteWriter(1 << 21);
let plain = Buffer.allocUnsafe(1 << 21);
let packed = Buffer.allocUnsafe(1 << 21);

/** Values in PLAIN encoding: each its length in four bytes, then its UTF-8. Good until the next call. */
function takeValues(values: readonly string[], from: number, end: number): Uint8Array {
  let at = 0;
  for (let place = from; place < end; place++) {
    const value = values[place] as string;
    const most = at + 4 + 3 * value.length;
    if (most > plain.length) {
      const wider = Buffer.allocUnsafe(Math.max(most, 2 * plain.length));
      plain.copy(wider, 0, 0, at);
      plain = wider;
    }
    const size = plain.write(value, at + 4, 'utf8');
    plain.writeUInt32LE(size, at);
    at += 4 + size;
  }
  return plain.subarray(0, at);
}
