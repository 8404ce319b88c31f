import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file written piece by piece beside its name, which it takes only when it is whole. */
export class FileSink {
  readonly #path: string;
  readonly #aside: string;
  readonly #file: number;
  readonly #hash = createHash('sha256');
  #bytes = 0;

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    this.#aside = join(dirname(path), `.${basename(path)}.aside`);
    this.#file = openSync(this.#aside, 'w');
  }

  append(bytes: Uint8Array): void {
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }

  /** Gives the file its name; says what it holds. */
  finish(): { sha256: string; bytes: number } {
    closeSync(this.#file);
    renameSync(this.#aside, this.#path);
    return { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }

  /** Takes back what was written. */
  abandon(): void {
    try {
      closeSync(this.#file);
    } finally {
      rmSync(this.#aside, { force: true });
    }
  }
}
