import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { DigestMap, digestText } from '../check/compact.ts';
import type { GivenFile } from '../check/given/source.ts';
import { NearmissError } from '../errors.ts';
import type { Json } from '../model/json.ts';

const PIECE = 1 << 20;
const LINE_FEED = 10;
/** Rows of one id that are looked at. */
const MOST_OF_ONE_NAME = 1000;

/** A file of given rows: where each row stands, by its name. Rows are read again when they are asked for, so some 30 bytes a row are kept. */
export class SourceRows implements GivenFile {
  readonly rows: number;
  readonly sha256: string;
  readonly #file: number;
  /** name -> line, from 1 */
  readonly #lines = new DigestMap();
  readonly #more = new Map<string, number[]>();
  /** where each line starts, and the end of the last */
  readonly #starts: number[] = [0];
  #last: { line: number; row: Json | undefined } = { line: 0, row: undefined };

  /** @throws {NearmissError} where the file cannot be read */
  constructor(path: string) {
    try {
      this.#file = openSync(path, 'r');
    } catch (cause) {
      throw new NearmissError(`${path}: cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause });
    }
    const hash = createHash('sha256');
    let at = 0;
    const piece = Buffer.allocUnsafe(PIECE);
    for (let read = this.#read(piece, 0, path); read > 0; read = this.#read(piece, at, path)) {
      const data = piece.subarray(0, read);
      hash.update(data);
      for (let end = data.indexOf(LINE_FEED); end >= 0; end = data.indexOf(LINE_FEED, end + 1)) this.#starts.push(at + end + 1);
      at += read;
    }
    if (this.#starts.at(-1) !== at) this.#starts.push(at);
    this.sha256 = hash.digest('hex');
    this.rows = this.#index();
  }

  *rowsNamed(name: string): Iterable<Json> {
    const first = this.#lines.find(digestText(name));
    for (const line of first === undefined ? [] : [first, ...(this.#more.get(name) ?? [])]) {
      const row = this.#rowAt(line);
      if (row !== undefined && nameOf(row, line) === name) yield row;
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  #read(into: Buffer, at: number, path: string): number {
    try {
      return readSync(this.#file, into, 0, into.length, at);
    } catch (cause) {
      throw new NearmissError(`${path}: cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause });
    }
  }

  /** Names every line; gives how many hold something. */
  #index(): number {
    let rows = 0;
    for (let line = 1; line < this.#starts.length; line += 1) {
      const text = this.#textAt(line);
      if (text.trim() === '') continue;
      rows += 1;
      const name = nameOf(parse(text), line);
      if (name === null || this.#lines.claim(digestText(name), line) === undefined) continue;
      const others = this.#more.get(name) ?? [];
      if (others.length < MOST_OF_ONE_NAME) this.#more.set(name, [...others, line]);
    }
    return rows;
  }

  #rowAt(line: number): Json | undefined {
    if (this.#last.line !== line) this.#last = { line, row: parse(this.#textAt(line)) };
    return this.#last.row;
  }

  #textAt(line: number): string {
    const [start, end] = [this.#starts[line - 1] as number, this.#starts[line] as number];
    const bytes = Buffer.allocUnsafe(end - start);
    readSync(this.#file, bytes, 0, bytes.length, start);
    return bytes.toString('utf8');
  }
}

/** A row's id, or its line number; null where the line is no row. */
function nameOf(row: Json | undefined, line: number): string | null {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return null;
  return (typeof row.id === 'string' && row.id !== '') || typeof row.id === 'number' ? String(row.id) : String(line);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
