import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { NearmissError } from '../../errors.ts';
import { reasonOf } from '../dataset-writer.ts';
import { explainReading, parseRecord } from '../files.ts';

/** A JSONL file that only grows: what was appended is on the disk when `append` returns. */
export class AppendFile {
  readonly #path: string;
  readonly #file: number;

  /** A last line that a killed run left torn is cut off. */
  constructor(path: string) {
    this.#path = path;
    this.#file = tryWriting(path, () => {
      mkdirSync(dirname(path), { recursive: true });
      return openSync(path, 'a+');
    });
    const whole = readFileSync(this.#file).lastIndexOf(10) + 1;
    if (whole < fstatSync(this.#file).size) ftruncateSync(this.#file, whole);
  }

  append(record: object): void {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    tryWriting(this.#path, () => {
      for (let written = 0; written < line.length; ) written += writeSync(this.#file, line, written);
      fdatasyncSync(this.#file);
    });
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** Does something that writes a file; what the system refuses is a one-line error. */
export function tryWriting<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).code !== 'string') throw error;
    throw new NearmissError(`cannot write ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/** The records of such a file, without a torn last line; none where there is no file. */
export function readRecords<S extends z.ZodType>(path: string, schema: S): z.output<S>[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw explainReading(path, error);
  }
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((line, index) => (line === '' ? [] : [parseRecord(line, `${path}:${index + 1}`, schema)]));
}
