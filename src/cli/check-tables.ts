import { join } from 'node:path';
import type { Tally } from '../check/claims.ts';
import type { ExpectedTable } from '../check/exports.ts';
import { openParquet, type ParquetTable } from '../edges/dataset-folder.ts';

/** A Parquet file that is read beside the canonical rows it is made from. What keeps it from being read is told at the end. */
export class TableFile {
  readonly table: ExpectedTable;
  readonly #path: string | null;
  #parquet: ParquetTable | null = null;
  #groups: ReturnType<ParquetTable['readGroups']> | null = null;
  #failure: unknown = null;

  /** @param folder that of the dataset; null where the file is not in it */
  constructor(folder: string | null, table: ExpectedTable) {
    this.table = table;
    this.#path = folder === null ? null : join(folder, table.file);
  }

  async open(): Promise<void> {
    await this.#try(async () => {
      if (this.#path === null) return;
      this.#parquet = await openParquet(this.#path);
      if (this.table.open(this.#parquet)) this.#groups = this.#parquet.readGroups();
    });
  }

  /** Whether it has to be read on before the next canonical row is held against it. */
  get isDue(): boolean {
    return this.#groups !== null && this.table.isDue;
  }

  /** Reads on to the row that is due. */
  async readOn(): Promise<void> {
    while (this.isDue) await this.#readGroup();
  }

  async #readGroup(): Promise<void> {
    await this.#try(async () => {
      const group = await this.#groups?.next();
      if (group === undefined || group.done === true) this.#groups = null;
      else this.table.hold(group.value);
    });
  }

  async #try(what: () => Promise<void>): Promise<void> {
    try {
      await what();
    } catch (error) {
      this.#groups = null;
      this.#failure = error;
    }
  }

  /** Reads the rows that no canonical row gives, and closes the file. */
  async close(): Promise<void> {
    this.table.judgeLeft();
    while (this.#groups !== null) {
      await this.#readGroup();
      this.table.judgeLeft();
    }
    this.#parquet?.close();
  }

  /** Tells what was found; its rows, or null where there is no such file. */
  tell(tally: Tally): number | null {
    if (this.#failure !== null) throw this.#failure;
    const { file, rows } = this.table;
    if (this.#parquet !== null) this.table.tell(tally);
    else if (rows > 0) tally.note('export', { row: null, file, line: null }, [`it is missing; the canonical rows give ${rows} rows`]);
    return this.#parquet === null ? null : this.#parquet.rows;
  }
}
