import type { JsonObject } from '../../model/json.ts';
import type { Result, Role } from '../../model/primitive.ts';
import type { ChainStep, EarlierReplies } from '../recipe.ts';

/** A row as the server shows it. */
export type Row = Readonly<Record<string, string | number | null>>;
/** Columns with the value they must have, or get. */
export type Columns = Readonly<Record<string, string | number>>;

export type Table = 'customers' | 'orders' | 'order_items' | 'products' | 'returns' | 'suppliers' | 'employees';

export function readRecords(table: Table, conditions: Columns | null, page: { limit?: number; offset?: number } = {}): ChainStep {
  const columns = conditions === null ? [] : Object.keys(conditions).map((column) => `value:conditions.${column}`);
  const options = Object.keys(page).map((option) => `optional:${option}`);
  return {
    tool: 'read_records',
    arguments: { table, ...(conditions === null ? {} : { conditions: { ...conditions } }), ...page },
    scenario: `${table}, ${[...columns, ...options].join(' ') || 'required-only'}`,
  };
}

export function createRecord(table: Table, data: Columns): ChainStep {
  return { tool: 'create_record', arguments: { table, data: { ...data } }, scenario: `${table}, ${listColumns('data', data)}` };
}

export function updateRecords(table: Table, data: Columns, conditions: Columns): ChainStep {
  return {
    tool: 'update_records',
    arguments: { table, data: { ...data }, conditions: { ...conditions } },
    scenario: `${table}, ${listColumns('data', data)} ${listColumns('conditions', conditions)}`,
  };
}

export function deleteRecords(table: Table, conditions: Columns): ChainStep {
  return {
    tool: 'delete_records',
    arguments: { table, conditions: { ...conditions } },
    scenario: `${table}, ${listColumns('conditions', conditions)}`,
  };
}

function listColumns(holder: string, columns: Columns): string {
  return Object.keys(columns)
    .map((column) => `value:${holder}.${column}`)
    .join(' ');
}

/** A query whose values have the given roles, in their order. */
export function runQuery(scenario: string, sql: string, values: readonly (string | number)[], roles: readonly Role[]): ChainStep {
  return {
    tool: 'query',
    arguments: { sql, values: [...values] },
    scenario: `query:${scenario}`,
    roles: Object.fromEntries(roles.map((role, place) => [`/values/${place}`, role])),
  };
}

/**
 * A later step of a chain: its arguments are made from the row of the step before that `chosen` picks, and the argument at
 * `pointer` stands in that row. `label` is how a person names the row; null when it is the only one.
 */
export function followRow(
  make: (row: Row) => ChainStep,
  pointer: string,
  chosen: (row: Row) => boolean,
  label: string | null,
  scenario: string,
): ChainStep {
  const tool = make({}).tool;
  return {
    tool,
    arguments: (earlier) => {
      const row = rowsOf(earlier).find(chosen);
      return row === undefined ? null : (make(row).arguments as JsonObject);
    },
    scenario: `chain:${scenario}`,
    upstream: { [pointer]: label === null ? {} : { label } },
  };
}

/** The rows of the newest of these replies. */
function rowsOf(earlier: EarlierReplies): Row[] {
  const text = (earlier.at(-1) as Result).content[0]?.text;
  const value: unknown = JSON.parse(String(text));
  return Array.isArray(value) ? (value as Row[]) : [value as Row];
}

/** A value of a row, where the chain cannot go on without it. */
export function valueIn(row: Row, column: string): string | number {
  return row[column] ?? '';
}
