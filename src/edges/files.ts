import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import { NearmissError } from '../errors.ts';

/**
 * Writes a file whole: its bytes go to a neighbour first, which then takes the name, so that nobody ever sees half of it.
 * Missing folders are made.
 */
export function writeFileWhole(path: string, ...pieces: readonly (string | Uint8Array)[]): void {
  mkdirSync(dirname(path), { recursive: true });
  const aside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.aside`);
  try {
    const file = openSync(aside, 'wx');
    try {
      for (const piece of pieces) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

/** Values as JSONL: one a line, each line ended. */
export function toJsonl(values: Iterable<unknown>): string {
  let text = '';
  for (const value of values) text += `${JSON.stringify(value)}\n`;
  return text;
}

/** A file's text. A missing or unreadable file is a one-line error that names it. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw explainReading(path, error);
  }
}

/** A JSON file, checked by a schema when one is given. */
export function readJson<S extends z.ZodType = z.ZodUnknown>(path: string, schema?: S): z.output<S> {
  return parseRecord(readText(path), path, schema);
}

/**
 * The values of a JSONL file in order, read line by line. Blank lines are skipped. A line that is no JSON, or does not fit
 * the schema, is a one-line error with its file and line number (from 1).
 */
export async function* readJsonl<S extends z.ZodType = z.ZodUnknown>(
  path: string,
  schema?: S,
): AsyncGenerator<z.output<S>, void, undefined> {
  for await (const { text, line } of readTextLines(path)) yield parseRecord(text, `${path}:${line}`, schema);
}

/** The lines of a text file in order, with their numbers from 1; blank ones are skipped. */
export async function* readTextLines(path: string): AsyncGenerator<{ text: string; line: number }, void, undefined> {
  const input = createReadStream(path, { encoding: 'utf8' });
  const failed = new Promise<never>((_, reject) => input.once('error', reject));
  failed.catch(() => undefined);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  let number = 0;
  try {
    for (;;) {
      const next = await Promise.race([lines.next(), failed]);
      if (next.done === true) return;
      number += 1;
      if (next.value.trim() === '') continue;
      yield { text: next.value, line: number };
    }
  } catch (error) {
    throw error instanceof NearmissError ? error : explainReading(path, error);
  } finally {
    input.destroy();
  }
}

/** All values of a JSONL file at once; errors as in `readJsonl`. */
export function readJsonlSync<S extends z.ZodType = z.ZodUnknown>(path: string, schema?: S): z.output<S>[] {
  const values: z.output<S>[] = [];
  for (const [index, line] of readText(path).split('\n').entries()) {
    if (line.trim() !== '') values.push(parseRecord(line, `${path}:${index + 1}`, schema));
  }
  return values;
}

/** sha256 (hex) of a file's bytes, read in pieces. */
export function sha256OfFile(path: string): string {
  const hash = createHash('sha256');
  const piece = new Uint8Array(1 << 16);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw explainReading(path, error);
  }
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) hash.update(piece.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** Names in a folder, sorted by code units so that every machine sees one order. A missing folder is a one-line error. */
export function listFolder(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    throw explainReading(path, error);
  }
}

/** A value of a JSON text, checked by a schema when one is given; what does not fit is a one-line error that begins with its place. */
export function parseRecord<S extends z.ZodType>(text: string, place: string, schema: S | undefined): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new NearmissError(`${place}: not JSON: ${(error as Error).message.replace(/\s+/gu, ' ').slice(0, 160)}`, { cause: error });
  }
  if (schema === undefined) return value as z.output<S>;
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? 'the value' : issue.path.map(String).join('.');
  throw new NearmissError(`${place}: ${where}: ${issue?.message ?? 'does not fit its schema'}`, { cause: checked.error });
}

/** Why a path could not be read, as a one-line error. */
export function explainReading(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return new NearmissError(`${path}: no such file or folder`, { cause: error });
  if (code === 'EISDIR') return new NearmissError(`${path}: a folder, where a file is needed`, { cause: error });
  if (code === 'ENOTDIR') return new NearmissError(`${path}: a file, where a folder is needed`, { cause: error });
  if (code === 'EACCES' || code === 'EPERM') return new NearmissError(`${path}: no permission to read`, { cause: error });
  return error;
}
