import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { NearmissError } from '../errors.ts';
import type { Json } from '../model/json.ts';
import { explainReading, readText } from './files.ts';
import { readLines } from './given-rows.ts';

/** A larger file is read as lines, whatever it looks like. */
const LARGEST_DOCUMENT = 256 << 20;

/** A JSON value of a file: a line, or a member of a list. Without a value the text was no JSON. */
export interface GivenDocument {
  place: string;
  value?: Json;
}

/** The documents of a file in order: JSON lines, one document over many lines, or a list of them. Memory: a line, or the one document. */
export function* readDocuments(path: string): Generator<GivenDocument> {
  refuseOtherKinds(path);
  const first = readLines(path).next();
  // A line that is no JSON by itself may begin a document of many lines; it may as well be a bad line.
  if (first.done !== true && parse(first.value.text) === undefined && sizeOf(path) <= LARGEST_DOCUMENT) {
    const whole = parse(readText(path).replace(/^\ufeff/u, ''));
    if (whole !== undefined) {
      yield* spread(path, whole);
      return;
    }
  }
  for (const { text, number } of readLines(path)) {
    const place = `${path}:${number}`;
    const value = parse(text);
    if (value === undefined) yield { place };
    else yield* spread(place, value);
  }
}

function* spread(place: string, value: Json): Generator<GivenDocument> {
  // An empty list is no document, and does not vanish either.
  if (Array.isArray(value) && value.length > 0)
    for (const [number, member] of value.entries()) yield { place: `${place}[${number}]`, value: member };
  else yield { place, value };
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    // Nesting that exhausts the stack is the text's fault, too.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    throw explainReading(path, error);
  }
}

/** How files that are no text begin (hex), and what to do about it. */
const kinds: readonly [string, string][] = [
  ['1f8b', 'compressed by gzip: "gunzip -k" it first'],
  ['28b52ffd', 'compressed by zstd: "unzstd" it first'],
  ['504b0304', 'a zip archive: unpack it first'],
  ['50415231', 'Parquet: write it as lines of JSON first'],
  ['fffe', 'in UTF-16: save it as UTF-8 first'],
  ['feff', 'in UTF-16: save it as UTF-8 first'],
];

function refuseOtherKinds(path: string): void {
  const bytes = Buffer.alloc(4);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, bytes);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw explainReading(path, error);
  }
  const kind = kinds.find(([begin]) => bytes.toString('hex').startsWith(begin));
  if (kind !== undefined) throw new NearmissError(`${path} is ${kind[1]}`);
}
