import { createHash } from 'node:crypto';
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetRead } from 'hyparquet';
import { NearmissError } from '../errors.ts';

const PIECE = 1 << 20;
/** A row of this many bytes is no row. */
const LONGEST_LINE = 64 << 20;

/** Paths of everything below a folder that is no folder, with forward slashes, sorted. Links are not followed. */
export function listFiles(folder: string): { path: string; plain: boolean }[] {
  const files: { path: string; plain: boolean }[] = [];
  const walk = (inside: string): void => {
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else files.push({ path, plain: entry.isFile() });
    }
  };
  walk('');
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

export function sizeOf(path: string): number {
  return statSync(path).size;
}

/** Size and sha256 of what was read. */
export interface ReadBytes {
  bytes: number;
  sha256: string;
}

/** The lines of a JSONL file, one after the other; at the end, how many bytes there were and their hash. */
export function* readLines(path: string): Generator<string, ReadBytes, undefined> {
  const file = openSync(path, 'r');
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Buffer[] = [];
  let kept = 0;
  let bytes = 0;
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      const data = piece.subarray(0, read);
      hash.update(data);
      bytes += read;
      let from = 0;
      for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, from)) {
        const line = kept === 0 ? data.subarray(from, end) : Buffer.concat([...rest, data.subarray(from, end)]);
        rest = [];
        kept = 0;
        from = end + 1;
        yield decode(decoder, line, path);
      }
      if (from < read) {
        rest.push(Buffer.from(data.subarray(from)));
        kept += read - from;
        if (kept > LONGEST_LINE) throw new NearmissError(`${path}: a line is longer than ${LONGEST_LINE} bytes`);
      }
    }
    if (kept > 0) throw new NearmissError(`${path}: cut short: its last line does not end`);
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    closeSync(file);
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, line: Buffer, path: string): string {
  try {
    return decoder.decode(line);
  } catch (cause) {
    throw new NearmissError(`${path}: it is not UTF-8`, { cause });
  }
}

/** A column of a Parquet file and what it declares to hold. */
export interface ParquetColumn {
  name: string;
  /** `text`, `json`, `list of json`, or what else the file says */
  type: string;
}

/** A Parquet file, read column by column. */
export interface ParquetTable {
  rows: number;
  columns: ParquetColumn[];
  /** The rows, group by group: of each the cells in the order of columns. JSON stays text. */
  readGroups(): AsyncGenerator<readonly (readonly unknown[])[]>;
  close(): void;
}

/** Opens a Parquet file. One that is cut short or is none is a one-line error. */
export async function openParquet(path: string): Promise<ParquetTable> {
  const file = openSync(path, 'r');
  const buffer: AsyncBuffer = {
    byteLength: fstatSync(file).size,
    slice: (start, end = buffer.byteLength) => {
      const bytes = new Uint8Array(Math.max(0, end - start));
      const read = readSync(file, bytes, 0, bytes.length, start);
      return bytes.buffer.slice(0, read);
    },
  };
  const explain = (cause: unknown): NearmissError =>
    new NearmissError(`${path}: cut short, or no Parquet file: ${(cause as Error).message}`, { cause });
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(buffer);
  } catch (error) {
    closeSync(file);
    throw explain(error);
  }
  return {
    rows: Number(metadata.num_rows),
    columns: describeColumns(metadata),
    close: () => closeSync(file),
    readGroups: () => readGroups(buffer, metadata, explain),
  };
}

async function* readGroups(file: AsyncBuffer, metadata: FileMetaData, explain: (cause: unknown) => NearmissError) {
  const decoder = new TextDecoder();
  let from = 0;
  for (const { num_rows } of metadata.row_groups) {
    const [rowStart, rowEnd] = [from, from + Number(num_rows)];
    let group: readonly (readonly unknown[])[] = [];
    try {
      await parquetRead({
        ...{ file, metadata, rowStart, rowEnd },
        parsers: { jsonFromBytes: (bytes) => decoder.decode(bytes) },
        onComplete: (rows) => {
          group = rows;
        },
      });
    } catch (error) {
      throw explain(error);
    }
    yield group;
    from = rowEnd;
  }
}

function describeColumns({ schema }: FileMetaData): ParquetColumn[] {
  const columns: ParquetColumn[] = [];
  for (let place = 1; place < schema.length; place += 1) {
    const element = schema[place] as FileMetaData['schema'][number];
    if (element.num_children === undefined) columns.push({ name: element.name, type: describeType(element) });
    else {
      const inner = schema[place + 2];
      const isList = element.converted_type === 'LIST' && inner !== undefined && inner.num_children === undefined;
      columns.push({ name: element.name, type: isList ? `list of ${describeType(inner)}` : 'a group' });
      place += 2;
    }
  }
  return columns;
}

function describeType({ type, converted_type }: FileMetaData['schema'][number]): string {
  if (converted_type === 'UTF8') return 'text';
  return converted_type === undefined ? String(type) : converted_type.toLowerCase();
}
