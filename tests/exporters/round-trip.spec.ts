import { describe, expect, it } from 'vitest';
import { examplesOf } from '../../src/exporters/example.ts';
import { type Exporter, type ExportSettings, Refusal, type Table } from '../../src/exporters/exporter.ts';
import { allExporters } from '../../src/exporters/index.ts';
import { shippedTemplate } from '../../src/exporters/template.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { Pair } from '../../src/model/pair.ts';
import type { OfferedTool } from '../../src/model/tool.ts';
import { deepFreeze } from '../support/freeze.ts';
import { makeOddPairs, makePairs, withTypedArguments } from './awkward.ts';

const rows = [
  ...makePairs(150, 'round trip'),
  ...makeOddPairs(150, 'odd round trip'),
  ...makePairs(150, 'typed round trip').map(withTypedArguments),
].map(deepFreeze);
const settings: ExportSettings = { template: shippedTemplate('chatml'), undocumented: true };
const tables = allExporters.flatMap((exporter) =>
  exporter.tables(settings).map((table): [string, Exporter, Table] => [`${exporter.name} ${table.name}`, exporter, table]),
);

describe.each(tables)('%s', (_, __, table) => {
  it('gives back the canonical row in every part it carries', () => {
    let read = 0;
    for (const pair of rows) {
      for (const example of examplesOf(pair, table.takes)) {
        const row = table.write(example);
        if (row instanceof Refusal) continue;
        const back = table.read(JSON.parse(JSON.stringify(row)));
        expect(forget(back, table)).toEqual(forget(example, table));
        read += 1;
      }
    }
    expect(read).toBeGreaterThan(20);
  });

  it('writes its columns and no others, in every row', () => {
    const columns = Object.keys(table.columns);
    for (const row of writtenOf(table)) expect(Object.keys(row)).toEqual(columns);
    if (table.parquet !== undefined) expect(table.parquet.map(({ name }) => name)).toEqual(columns);
  });

  it('refuses for reasons that it names', () => {
    const reasons = new Set<string>();
    for (const pair of rows) {
      for (const example of examplesOf(pair, table.takes)) {
        const row = table.write(example);
        if (row instanceof Refusal) reasons.add(row.reason);
      }
    }
    for (const reason of reasons) expect(Object.keys(table.refuses)).toContain(reason);
  });

  it('holds no null where the canonical row has none', () => {
    for (const pair of rows) {
      for (const example of examplesOf(pair, table.takes)) {
        const row = table.write(example);
        if (!(row instanceof Refusal) && !hasNull(example as never)) expect(hasNull(row)).toBe(false);
      }
    }
  });
});

describe('formats', () => {
  it('have names of their own, and say what they are', () => {
    const names = allExporters.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { consumer, versions } of allExporters) expect(Math.min(consumer.length, versions.length)).toBeGreaterThan(2);
  });

  it('can say no: a row with a lost argument is not what was written', () => {
    const table = tables.find(([name]) => name === 'llamafactory dpo')?.[2] as Table;
    const pair = rows.find(({ chosen }) => chosen[0]?.tool_calls !== undefined) as Pair;
    const [example] = examplesOf(pair, 'preference');
    const row = JSON.parse(JSON.stringify(table.write(example as never)));
    row.chosen.value = row.chosen.value.replace(/"right \d+"/u, 'null');
    expect(forget(table.read(row), table)).not.toEqual(forget(example as never, table));
  });
});

function* writtenOf(table: Table): Generator<JsonObject> {
  for (const pair of rows) {
    for (const example of examplesOf(pair, table.takes)) {
      const row = table.write(example);
      if (!(row instanceof Refusal)) yield row;
    }
  }
}

/** The parts that a table carries, without what it says it loses. */
function forget(example: object, { carries, loses }: Table): JsonObject {
  const parts = JSON.parse(JSON.stringify(example)) as JsonObject;
  const kept = Object.fromEntries((carries as readonly string[]).map((part) => [part, parts[part] ?? null]));
  if (loses.includes('empty-required')) for (const tool of (kept.tools ?? []) as unknown as OfferedTool[]) forgetRequired(tool);
  const ids = new Map<string, string>();
  for (const part of ['prompt', 'messages', 'chosen', 'rejected', 'completion']) {
    const found = kept[part];
    if (found === undefined) continue;
    // Each side goes on from the prompt, and its calls are named apart from the other's.
    const known = part === 'prompt' ? ids : new Map(ids);
    let messages = (Array.isArray(found) ? found : [found]) as JsonObject[];
    if (loses.includes('system')) messages = messages.filter(({ role }) => role !== 'system');
    for (const message of messages) {
      if (loses.includes('talk') && part !== 'prompt') message.content = '';
      if (!loses.includes('call-ids')) continue;
      for (const call of (message.tool_calls ?? []) as JsonObject[]) call.id = rename(known, call.id as string);
      if (message.role === 'tool') message.tool_call_id = rename(known, message.tool_call_id as string);
    }
    kept[part] = messages;
  }
  return kept;
}

function forgetRequired({ function: { parameters } }: OfferedTool): void {
  if (Array.isArray(parameters.required) && parameters.required.length === 0) delete parameters.required;
}

function rename(known: Map<string, string>, id: string): string {
  if (!known.has(id)) known.set(id, `call ${known.size}`);
  return known.get(id) as string;
}

function hasNull(value: Json): boolean {
  return value === null || (typeof value === 'object' && Object.values(value).some((member) => hasNull(member as Json)));
}
