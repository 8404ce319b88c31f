import type { Pair, Split } from '../model/pair.ts';
import type { Place, Tally } from './claims.ts';
import type { Texts } from './lines.ts';

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

/** What a Parquet file declares. */
export interface Form {
  columns: readonly { name: string; type: string }[];
  rows: number;
}

/**
 * The rows of one Parquet file beside those that the canonical rows give. The file is read in groups of rows, each at hand when its first
 * canonical row comes, so that no more than a group is ever kept.
 */
export class ExpectedTable {
  readonly config: Config;
  readonly file: string;
  /** by column, in whose order problems are told */
  readonly #findings: readonly Tally[];
  #form: Form | null = null;
  #rows = 0;
  /** rows of the file as far as it was read, and those of the group at hand */
  #read = 0;
  #group: readonly (readonly unknown[])[] = [];

  /** @param tally where problems will be told */
  constructor(config: Config, split: Split, tally: Tally) {
    this.config = config;
    this.file = `${config}/${split}.parquet`;
    this.#findings = columns[config].map(() => tally.apart());
  }

  /** Rows that the canonical rows give. */
  get rows(): number {
    return this.#rows;
  }

  /** Takes in what the file declares. True where its cells can be told. */
  open(form: Form): boolean {
    this.#form = form;
    return spell(form.columns) === spell(columns[this.config]);
  }

  /** Whether the file has to be read on before the next canonical row comes. */
  get isDue(): boolean {
    return this.#rows >= this.#read;
  }

  /** Takes the next rows of the file, cells in the order of columns: strings, lists of JSON as lists of strings. */
  hold(group: readonly (readonly unknown[])[]): void {
    this.#group = group;
    this.#read += group.length;
  }

  /** Holds the next row against what it must be: the texts of its cells. */
  expect(id: string, texts: readonly string[]): void {
    const row = this.#rows;
    this.#rows += 1;
    if (row < this.#read) this.#judge(row, id, texts);
  }

  /** Judges what is left of the rows at hand, which no canonical row gives. */
  judgeLeft(): void {
    for (let row = Math.max(this.#rows, this.#read - this.#group.length); row < this.#read; row += 1) this.#judge(row, null, []);
    this.#group = [];
  }

  #judge(row: number, id: string | null, texts: readonly string[]): void {
    const cells = this.#group[row - this.#read + this.#group.length] as readonly unknown[];
    for (const [place, findings] of this.#findings.entries()) {
      const text = texts[place];
      if (text !== undefined && isWritten(cells[place], text)) findings.note('export', nowhere, []);
      else {
        const { name } = columns[this.config][place] as { name: string };
        findings.note('export', { row: id, file: this.file, line: row + 1 }, [`${name} is not that of the canonical row`]);
      }
    }
  }

  /** Tells what was found. Call it after the last row. */
  tell(tally: Tally): void {
    if (this.#form === null) return;
    const [found, wanted] = [spell(this.#form.columns), spell(columns[this.config])];
    const faults = found === wanted ? [] : [`its columns are ${found}, not ${wanted}`];
    if (this.#form.rows !== this.#rows) faults.push(`it has ${this.#form.rows} rows; the canonical rows give ${this.#rows}`);
    tally.note('export', { ...nowhere, file: this.file }, faults);
    for (const findings of this.#findings) tally.add(findings);
  }
}

const nowhere: Place = { row: null, file: null, line: null };

function spell(list: Form['columns']): string {
  return list.map(({ name, type }) => `${name} (${type})`).join(', ');
}

/** Whether a cell is this text, as it stands or as readers of JSON have it. */
function isWritten(cell: unknown, text: string): boolean {
  if (Array.isArray(cell) ? isList(cell, text) : cell === text) return true;
  const written = Array.isArray(cell) ? `[${cell.join(',')}]` : cell;
  try {
    return typeof written === 'string' && JSON.stringify(JSON.parse(written)) === text;
  } catch {
    return false;
  }
}

/** Whether a text is the list of these members. Each is compared as a whole: the engine looks at single characters where it is asked how a text starts. */
function isList(members: readonly unknown[], text: string): boolean {
  let at = 0;
  for (const member of members) {
    if (typeof member !== 'string' || text[at] !== (at === 0 ? '[' : ',') || text.slice(at + 1, at + 1 + member.length) !== member)
      return false;
    at += 1 + member.length;
  }
  return at > 0 && at === text.length - 1 && text[at] === ']';
}

/** The tables that canonical rows must give. */
export class ExpectedExports {
  readonly #tables: ReadonlyMap<string, ExpectedTable>;

  constructor(tally: Tally) {
    const tables = (['train', 'test'] as const).flatMap((split) => configs.map((config) => new ExpectedTable(config, split, tally)));
    this.#tables = new Map(tables.map((table) => [table.file, table]));
  }

  get tables(): ExpectedTable[] {
    return [...this.#tables.values()];
  }

  /** Those of one split. */
  tablesOf(split: Split): ExpectedTable[] {
    return configs.map((config) => this.#table(config, split));
  }

  /** Holds a canonical row against the tables of its file's split. True where it has a row for supervised tuning. */
  expect({ id, prompt, chosen, continuation }: Pair, texts: Texts, split: Split): boolean {
    const textOf = (name: string): string => texts.get(name) ?? '';
    const tools = textOf('tools');
    const inOrder = ['prompt', 'chosen', 'rejected'].map(textOf);
    this.#table('dpo', split).expect(id, [id, ...inOrder, tools, textOf('deviation')]);
    const last = continuation.chosen.at(-1) ?? chosen.at(-1) ?? prompt.at(-1);
    const whole = last?.role === 'assistant' && last.content !== '' && last.tool_calls === undefined;
    if (whole) {
      const messages = [textOf('prompt'), textOf('chosen'), JSON.stringify(continuation.chosen)];
      this.#table('sft', split).expect(id, [id, joinLists(messages), tools]);
    }
    return whole;
  }

  #table(config: Config, split: Split): ExpectedTable {
    return this.#tables.get(`${config}/${split}.parquet`) as ExpectedTable;
  }
}

/** The text of all members of lists, one list after the other. */
function joinLists(lists: readonly string[]): string {
  const inner = lists.map((text) => text.slice(1, -1)).filter((text) => text !== '');
  return `[${inner.join(',')}]`;
}
