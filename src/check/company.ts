import { DigestMap } from './compact.ts';

/**
 * What rows are told apart by, and what they have to have in common: the rows of a dataset, or of all shards of one. Of each row hashes are
 * kept, some 150 bytes.
 */
export class Company {
  readonly ids = new DigestMap();
  readonly pairs = new DigestMap();
  readonly groups = new DigestMap();
  readonly prompts = new DigestMap();
  readonly trajectories = new DigestMap();
  readonly groupTools = new DigestMap();
  readonly sources = new DigestMap();
  readonly #files: { file: string; before: number }[] = [];
  #folder = '';
  #rows = 0;

  /** Rows that have come in. */
  get rows(): number {
    return this.#rows;
  }

  /** The folder that the rows from here on lie in, as it is told; '' where there is but one. */
  enterFolder(folder: string): void {
    this.#folder = folder;
  }

  /** Takes in the next row of a file. */
  enter(file: string): void {
    const path = this.#folder === '' ? file : `${this.#folder}/${file}`;
    if (this.#files.at(-1)?.file !== path) this.#files.push({ file: path, before: this.#rows });
    this.#rows += 1;
  }

  /** File and line of a row, by when it came in, from 1. */
  nameRow(row: number): string {
    const start = this.#files.findLast(({ before }) => before < row);
    return start === undefined ? 'another row' : `${start.file}:${row - start.before}`;
  }
}
