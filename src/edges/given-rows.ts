import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { explainReading } from './files.ts';

/** Bytes read at once. */
const PIECE = 1 << 20;
/** A line is cut here: what is longer is no row, and must not fill the memory. */
const LONGEST_LINE = 64 << 20;
const LINE_FEED = 0x0a;

/** A line that is not blank. */
export interface GivenLine {
  text: string;
  /** from 1 */
  number: number;
  /** its place among the lines that are not blank, from 0 */
  row: number;
}

/** What one reading of a file came to. */
export interface FileDigest {
  sha256: string;
  /** lines that are not blank */
  rows: number;
}

/**
 * The lines of a file in order, read in pieces; returns the digest of what was read. Lines that are not `wanted`, by place, are counted and passed
 * over. A file that cannot be read is a one-line error.
 */
export function* readLines(path: string, wanted: (row: number) => boolean = () => true): Generator<GivenLine, FileDigest> {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  let number = 0;
  let rows = 0;
  /** the beginning of a line whose end is not read yet */
  let kept: Buffer[] = [];
  let keptLength = 0;
  const file = open(path);
  try {
    for (let read = readPiece(path, file, piece); read > 0; read = readPiece(path, file, piece)) {
      const bytes = piece.subarray(0, read);
      hash.update(bytes);
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
        keep(bytes.subarray(start, end));
        yield* take();
        start = end + 1;
      }
      // The piece is read into again.
      keep(Buffer.from(bytes.subarray(start)));
    }
    if (keptLength > 0) yield* take();
  } finally {
    closeSync(file);
  }
  return { sha256: hash.digest('hex'), rows };

  function keep(bytes: Buffer): void {
    if (keptLength < LONGEST_LINE) kept.push(bytes);
    keptLength += bytes.length;
  }

  function* take(): Generator<GivenLine, void> {
    number++;
    const bytes = kept.length === 1 ? (kept[0] as Buffer) : Buffer.concat(kept);
    kept = [];
    keptLength = 0;
    if (isBlank(bytes)) return;
    const row = rows++;
    if (!wanted(row)) return;
    const text = bytes.toString('utf8');
    // A byte order mark is no part of the first row.
    yield { text: number === 1 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, number, row };
  }
}

function isBlank(line: Buffer): boolean {
  for (const byte of line) if (byte !== 0x20 && (byte < 0x09 || byte > 0x0d)) return false;
  return true;
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw explainReading(path, error);
  }
}

function readPiece(path: string, file: number, piece: Buffer): number {
  try {
    return readSync(file, piece);
  } catch (error) {
    throw explainReading(path, error);
  }
}
