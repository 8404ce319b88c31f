import type { Split } from '../../model/pair.ts';

/**
 * What a column of a table holds. `text`: a string. `json`: a JSON value, given as its JSON text. `json-list`: a list of JSON
 * values, given as their JSON texts. `flag`: true or false.
 */
export type ColumnKind = 'text' | 'json' | 'json-list' | 'flag';

export interface Column {
  name: string;
  kind: ColumnKind;
  /** Whether the same values come back in many rows: each distinct one is then written once per block. */
  repeats: boolean;
}

/** What stands in one row of one column: a string for `text` and `json`, a list of strings for `json-list`, a boolean for `flag`. */
export type Cell = string | readonly string[] | boolean;

/** The cells of one row, in the order of the columns. */
export type Row = readonly Cell[];

/**
 * The table's types in the words of Hugging Face `datasets` (4.7 or newer), as its Parquet files carry them in the metadata
 * key `huggingface`. With them no reader has to infer a type, so none can invent a null.
 */
export function describeFeatures(columns: readonly Column[]): string {
  const features = Object.fromEntries(columns.map((column) => [column.name, describeFeature(column.kind)]));
  return JSON.stringify({ info: { features } });
}

function describeFeature(kind: ColumnKind): object {
  if (kind === 'text') return { dtype: 'string', _type: 'Value' };
  if (kind === 'flag') return { dtype: 'bool', _type: 'Value' };
  if (kind === 'json') return { _type: 'Json' };
  return { feature: { _type: 'Json' }, _type: 'List' };
}

/** A column as the front matter of a dataset card declares it. */
export function describeCardFeature({ name, kind }: Column): object {
  const types: Record<ColumnKind, object> = {
    text: { dtype: 'string' },
    flag: { dtype: 'bool' },
    json: { dtype: 'json' },
    'json-list': { list: 'json' },
  };
  return { name, ...types[kind] };
}

/** Where a config's split lies in the dataset, with forward slashes. */
export function datasetFile(config: 'dpo' | 'sft' | 'controls', split: Split): string {
  return `${config}/${split}.parquet`;
}
