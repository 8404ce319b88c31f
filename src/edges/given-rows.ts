import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { explainReading } from './files.ts';

/** Bytes read at once. */
const PIECE = 1 << 20;
/** A line is cut here: what is longer is no row, and must not fill the memory. */
const LONGEST_LINE = 64 << 20;

/** A line that is not blank. */
export interface GivenLine {
  text: string;
  /** from 1 */
  number: number;
}

/** What one reading of a file came to. */
export interface FileDigest {
  sha256: string;
  /** lines that are not blank */
  rows: number;
}

/** The lines of a file in order, read in pieces; returns the digest of what was read. A file that cannot be read is a one-line error. */
export function* readLines(path: string): Generator<GivenLine, FileDigest> {
  const hash = createHash('sha256');
  const decoder = new StringDecoder('utf8');
  const piece = Buffer.allocUnsafe(PIECE);
  const state = { number: 0, rows: 0 };
  let kept: string[] = [];
  let keptLength = 0;
  const file = open(path);
  try {
    for (let read = readPiece(path, file, piece); read > 0; read = readPiece(path, file, piece)) {
      const bytes = piece.subarray(0, read);
      hash.update(bytes);
      const lines = decoder.write(bytes).split('\n');
      for (const [index, part] of lines.entries()) {
        if (keptLength < LONGEST_LINE) kept.push(part);
        keptLength += part.length;
        if (index === lines.length - 1) continue;
        yield* take();
      }
    }
    kept.push(decoder.end());
    if (kept.join('') !== '') yield* take();
  } finally {
    closeSync(file);
  }
  return { sha256: hash.digest('hex'), rows: state.rows };

  function* take(): Generator<GivenLine, void> {
    state.number++;
    const text = kept.length === 1 ? (kept[0] as string) : kept.join('');
    kept = [];
    keptLength = 0;
    if (text.trim() === '') return;
    state.rows++;
    // A byte order mark is no part of the first row.
    yield { text: state.number === 1 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, number: state.number };
  }
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
