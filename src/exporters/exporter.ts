import type { Json, JsonObject } from '../model/json.ts';
import type { Example, ExampleKind, Part } from './example.ts';
import type { Column } from './parquet/columns.ts';

/** What an exporter has to be told beyond the rows. */
export interface ExportSettings {
  /** chat template that text is rendered through; null where none was given */
  template: ChatTemplate | null;
  /** whether to write what a consumer takes but does not document (Gemini's function calls) */
  undocumented: boolean;
}

/** A chat template that is at hand. Pure: the same messages give the same text. */
export interface ChatTemplate {
  name: string;
  /** sha256 (hex) of its source */
  sha256: string;
  render(messages: readonly Json[], tools: readonly Json[], addGenerationPrompt: boolean): string;
}

/** Counts tokens as a model cuts text into them. Pure. */
export interface TokenCounter {
  /** its file and the folder of it */
  name: string;
  /** sha256 (hex) of its `tokenizer.json` */
  sha256: string;
  count(text: string): number;
}

/** A row as it is written: its keys are those of the table's columns, in their order. */
export type ExportRow = JsonObject;

/** Why a row is not written: a key of its table's `refuses`. */
export class Refusal {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/**
 * What reading a row back does not give, because the format has no place for it. `call-ids`: ids of calls. `system`: the system message.
 * `replies`: results of calls. `talk`: messages without calls. `empty-required`: whether a tool that requires nothing has an empty list of it.
 */
export type Loss = 'call-ids' | 'system' | 'replies' | 'talk' | 'empty-required';

/** One kind of row of a format, and how it is written and read back. */
export interface Table<K extends ExampleKind = ExampleKind> {
  /** part of the file's name: `dpo`, `sft`, ... */
  name: string;
  takes: K;
  /** every column, and what it holds */
  columns: Readonly<Record<string, string>>;
  /** the columns' types where Parquet serves; left out where the consumer reads JSON lines only */
  parquet?: readonly Column[];
  /** why rows are refused, by reason */
  refuses: Readonly<Record<string, string>>;
  /** parts of the example that a row holds */
  carries: readonly Part<K>[];
  loses: readonly Loss[];
  write(example: Example<K>): ExportRow | Refusal;
  /** The example that was written, in the parts it carries. */
  read(row: ExportRow): Partial<Example<K>>;
}

/** What was written into a format's folder, by table and split. */
export interface WrittenTable {
  table: Table;
  split: 'train' | 'test';
  /** its file, without its ending, or the folder of its shards */
  stem: string;
  /** paths of its files in the format's folder, in order; none where no row was written */
  files: readonly string[];
  rows: number;
  /** characters of the longest row */
  longest: number;
  /** tokens of the longest rows as they are written, the most of them; null where nobody gave a tokenizer */
  tokens: number | null;
}

/** A format: what it is for, and how rows become it. */
export interface Exporter {
  name: string;
  /** who reads it */
  consumer: string;
  /** of what versions that is known */
  versions: string;
  /** raised when the same rows give other bytes */
  version: number;
  /** what of a chat template it needs */
  template: 'none' | 'required';
  tables(settings: ExportSettings): readonly Table[];
  /** Text of each file that stands beside the rows: what describes them to the consumer, and how to train on them. */
  beside?(written: readonly WrittenTable[]): Readonly<Record<string, string>>;
  /** How JSON lines are framed where the consumer wants one document: text before the first row, between rows, after the last. */
  frame?: { open: string; between: string; close: string };
}

/** A table of any kind: the writer hands each the examples of its kind. */
export function tableOf<K extends ExampleKind>(table: Table<K>): Table {
  return table as unknown as Table;
}
