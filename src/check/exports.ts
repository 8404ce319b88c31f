import type { Pair, Split } from '../model/pair.ts';
import type { Place, Tally } from './claims.ts';
import { type Digest, DigestList, digestText } from './compact.ts';

export const configs = ['dpo', 'sft'] as const;
export type Config = (typeof configs)[number] | 'controls';

/** The columns of each configuration, as a Parquet file declares them. */
export const columns: Readonly<Record<Config, readonly { name: string; type: string }[]>> = {
  dpo: [
    { name: 'id', type: 'text' },
    { name: 'prompt', type: 'list of json' },
    { name: 'chosen', type: 'list of json' },
    { name: 'rejected', type: 'list of json' },
    { name: 'tools', type: 'list of json' },
    { name: 'deviation', type: 'json' },
  ],
  sft: [
    { name: 'id', type: 'text' },
    { name: 'messages', type: 'list of json' },
    { name: 'tools', type: 'list of json' },
  ],
  controls: [
    { name: 'id', type: 'text' },
    { name: 'prompt', type: 'list of json' },
    { name: 'original', type: 'list of json' },
    { name: 'respelt', type: 'list of json' },
    { name: 'tools', type: 'list of json' },
    { name: 'respelling', type: 'json' },
  ],
};

const nowhere: Place = { row: null, file: null, line: null };

/** What the rows of one Parquet file must be, as one digest for each cell: 8 bytes, so that millions of rows fit. */
export class ExpectedTable {
  readonly config: Config;
  readonly file: string;
  readonly #cells: ReadonlyMap<string, DigestList>;
  readonly #ids = new DigestList();

  constructor(config: Config, split: Split) {
    this.config = config;
    this.file = `${config}/${split}.parquet`;
    this.#cells = new Map(columns[config].map(({ name }) => [name, new DigestList()]));
  }

  get rows(): number {
    return this.#ids.length;
  }

  /** Notes what the next row must hold. */
  expect(id: Digest, cells: Readonly<Record<string, Digest>>): void {
    this.#ids.push(id);
    for (const [name, list] of this.#cells) list.push(cells[name] as Digest);
  }

  /** Judges a column from its row `from` on: cells as strings, lists of JSON as lists of strings. */
  judgeColumn(name: string, from: number, cells: readonly unknown[], tally: Tally): void {
    const expected = this.#cells.get(name) as DigestList;
    for (const [offset, cell] of cells.entries()) {
      const row = from + offset;
      if (isExpected(expected, row, cell)) tally.note('export', nowhere, []);
      else {
        const place = { row: row < this.rows ? this.#ids.hexAt(row) : null, file: this.file, line: row + 1 };
        tally.note('export', place, [`${name} is not that of the canonical row`]);
      }
    }
  }

  /** Judges the declared columns and the number of rows. True where the columns can be read. */
  judgeForm(found: readonly { name: string; type: string }[], rows: number, tally: Tally): boolean {
    const wanted = columns[this.config];
    const spell = (list: typeof wanted): string => list.map(({ name, type }) => `${name} (${type})`).join(', ');
    const same = spell(found) === spell(wanted);
    const faults = same ? [] : [`its columns are ${spell(found)}, not ${spell(wanted)}`];
    if (rows !== this.rows) faults.push(`it has ${rows} rows; the canonical rows give ${this.rows}`);
    tally.note('export', { row: null, file: this.file, line: null }, faults);
    return same;
  }
}

/** Whether a cell is the expected one: as it stands, or parsed and written again. */
function isExpected(expected: DigestList, row: number, cell: unknown): boolean {
  const text = Array.isArray(cell) ? `[${cell.join(',')}]` : cell;
  if (typeof text !== 'string' || row >= expected.length) return false;
  if (expected.has(row, digestText(text))) return true;
  try {
    return expected.has(row, digestText(JSON.stringify(JSON.parse(text))));
  } catch {
    return false;
  }
}

/** The tables that canonical rows must give. */
export class ExpectedExports {
  readonly #tables: ReadonlyMap<string, ExpectedTable>;

  constructor() {
    const tables = (['train', 'test'] as const).flatMap((split) => configs.map((config) => new ExpectedTable(config, split)));
    this.#tables = new Map(tables.map((table) => [table.file, table]));
  }

  get tables(): ExpectedTable[] {
    return [...this.#tables.values()];
  }

  /** Notes what a canonical row must give in the split of its file; `toolsText`: its tools as JSON. True where it has a row for supervised tuning. */
  expect(pair: Pair, toolsText: string, split: Split): boolean {
    const id = digestText(pair.id);
    const row = /^[0-9a-f]{16}$/u.test(pair.id)
      ? ([Number.parseInt(pair.id.slice(0, 8), 16), Number.parseInt(pair.id.slice(8), 16)] as const)
      : id;
    const digest = (value: unknown): Digest => digestText(JSON.stringify(value));
    const tools = digestText(toolsText);
    this.#table('dpo', split).expect(row, {
      id,
      prompt: digest(pair.prompt),
      chosen: digest(pair.chosen),
      rejected: digest(pair.rejected),
      tools,
      deviation: digest(pair.deviation),
    });
    const messages = [...pair.prompt, ...pair.chosen, ...pair.continuation.chosen];
    const last = messages.at(-1);
    const whole = last?.role === 'assistant' && last.content !== '' && last.tool_calls === undefined;
    if (whole) this.#table('sft', split).expect(row, { id, messages: digest(messages), tools });
    return whole;
  }

  #table(config: Config, split: Split): ExpectedTable {
    return this.#tables.get(`${config}/${split}.parquet`) as ExpectedTable;
  }
}
