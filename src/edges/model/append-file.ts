import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { NearmissError } from '../../errors.ts';
import { explainReading, parseRecord } from '../files.ts';

/** A JSONL file that only grows: what was appended is on the disk when `append` returns. */
export class AppendFile {
  readonly #file: number;

  /** A last line that a killed run left torn is cut off. */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#file = openSync(path, 'a+');
    const whole = readFileSync(this.#file).lastIndexOf(10) + 1;
    if (whole < fstatSync(this.#file).size) ftruncateSync(this.#file, whole);
  }

  append(record: object): void {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    for (let written = 0; written < line.length; ) written += writeSync(this.#file, line, written);
    fdatasyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** The records of such a file, without a torn last line; none where there is no file. */
export function readRecords<S extends z.ZodType>(path: string, schema: S): z.output<S>[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw explainReading(path, error) instanceof NearmissError ? explainReading(path, error) : error;
  }
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((line, index) => (line === '' ? [] : [parseRecord(line, `${path}:${index + 1}`, schema)]));
}
