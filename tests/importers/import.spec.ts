import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ExampleKind, examplesOf } from '../../src/exporters/example.ts';
import { Refusal } from '../../src/exporters/exporter.ts';
import { findExporters } from '../../src/exporters/index.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { Message, Pair } from '../../src/model/pair.ts';
import { readRow } from '../../src/mutate/row.ts';
import { ToolShelf } from '../../src/mutate/tool-shelf.ts';
import { makePairs } from '../exporters/awkward.ts';
import { useCommandLine } from '../support/command-line.ts';

const line = useCommandLine('import');
// What mutate takes: numbers that every reader keeps.
const pairs = makePairs(120, 'import').filter((pair) => !JSON.stringify(pair).includes('1e-9'));
const settings = { template: null, undocumented: false };

/** Rows of one table of a format, with the conversations they were made of. */
function exported(format: string, name: string): { row: JsonObject; messages: Message[] }[] {
  const [exporter] = findExporters([format]);
  const table = exporter?.tables(settings).find((known) => known.name === name);
  if (table === undefined) throw new Error(`${format} ${name}`);
  return pairs.flatMap((pair) =>
    examplesOf(pair, table.takes as ExampleKind).flatMap((example) => {
      const row = table.write(example);
      if (row instanceof Refusal || ('label' in example && !example.label)) return [];
      return [{ row, messages: conversationOf(pair, 'messages' in example) }];
    }),
  );
}

function conversationOf({ prompt, chosen, continuation }: Pair, whole: boolean): Message[] {
  return [...prompt, ...chosen, ...(whole ? continuation.chosen : [])];
}

/** The conversation as mutate reads it: the ids of calls are made anew. */
function asMutateReads(text: string): readonly Message[] {
  const read = readRow(text, 1, new ToolShelf());
  if ('bad' in read) throw new Error(read.bad);
  return read.row.messages;
}

/** The tools of these rows may share a name, which mutate refuses; what is asked here is about messages. */
function hasOwnNames(row: Json): boolean {
  const tools = (row as JsonObject).tools as JsonObject[];
  return new Set(tools.map((tool) => (tool.function as JsonObject).name)).size === tools.length;
}

async function importRows(rows: readonly unknown[], ...flags: string[]): Promise<JsonObject[]> {
  const [file, out] = [join(line.folder, 'given.jsonl'), join(line.folder, 'out.jsonl')];
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  expect(await line.run('import', file, '--out', out, ...flags), line.said).toBe(0);
  return readFileSync(out, 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
}

describe('nearmiss import', () => {
  it.each([
    ['trl-sft', 'sft', 'chat'],
    ['trl-dpo', 'dpo', 'chat'],
    ['trl-sft-pc', 'sft-pc', 'chat'],
    ['openai', 'sft', 'chat'],
    ['openai', 'dpo', 'chat'],
    ['llamafactory', 'sft', 'sharegpt'],
    ['llamafactory', 'dpo', 'sharegpt'],
    ['atif', 'trajectories', 'atif'],
  ])('reads %s %s back as mutate reads the canonical conversation', async (format, table, shape) => {
    const given = exported(format, table);
    const rows = await importRows(
      given.map(({ row }) => row),
      '--strict',
    );
    expect(line.told).toContain(shape);
    expect(rows.length).toBe(given.length);
    expect(rows.length).toBeGreaterThan(20);
    for (const [place, row] of rows.entries()) {
      if (!hasOwnNames(row)) continue;
      const canonical = JSON.stringify({ tools: row.tools, messages: given[place]?.messages });
      expect(asMutateReads(JSON.stringify(row))).toEqual(asMutateReads(canonical));
    }
  });

  const tool = {
    type: 'function',
    name: 'book',
    description: 'Books.',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  };
  const asked = { role: 'user', parts: [{ type: 'text', content: 'Book Rome.' }] };
  const called = { role: 'assistant', parts: [{ type: 'tool_call', id: 'x', name: 'book', arguments: { city: 'Rome' } }] };
  const replied = { role: 'tool', parts: [{ type: 'tool_call_response', id: 'x', response: { ok: true } }] };
  const told = { role: 'assistant', parts: [{ type: 'text', content: 'Booked.' }] };
  const attribute = (key: string, value: unknown) => ({ key, value: { stringValue: JSON.stringify(value) } });
  const span = (...messages: object[]) => ({
    traceId: 't1',
    attributes: [
      attribute('gen_ai.system_instructions', [{ type: 'text', content: 'You book.' }]),
      attribute('gen_ai.tool.definitions', [tool]),
      attribute('gen_ai.input.messages', messages.slice(0, -1)),
      attribute('gen_ai.output.messages', messages.slice(-1)),
    ],
  });

  it('reads spans, the longest of a conversation', async () => {
    const [row, ...more] = await importRows([
      { resourceSpans: [{ scopeSpans: [{ spans: [span(asked, called), span(asked, called, replied, told), { name: 'http' }] }] }] },
    ]);
    expect(more).toEqual([]);
    expect(row?.id).toBe('t1');
    expect(((row as JsonObject).messages as JsonObject[]).map(({ role, content }) => [role, content])).toEqual([
      ['system', 'You book.'],
      ['user', 'Book Rome.'],
      ['assistant', ''],
      ['tool', '{"ok":true}'],
      ['assistant', 'Booked.'],
    ]);
  });

  it('reads one document over many lines', async () => {
    const file = join(line.folder, 'one.json');
    writeFileSync(file, JSON.stringify(exported('atif', 'trajectories')[0]?.row, null, 2));
    expect(await line.run('import', file, '--out', join(line.folder, 'out.jsonl'))).toBe(0);
    expect(line.told).toMatch(/atif +1/u);
  });

  it('leaves out what cannot be used, names it, and stops at it when told to', async () => {
    const bad = [
      { messages: [{ role: 'user', content: 'Hello.' }], tools: [] },
      { conversations: [{ from: 'human', value: 7 }], tools: '[]' },
      { other: 1 },
      { messages: 'not a list', tools: [{ name: 'a' }] },
      { 'gen_ai.input.messages': 1, attributes: { 'gen_ai.input.messages': '[' } },
      [],
    ];
    const good = exported('trl-sft', 'sft')
      .slice(0, 1)
      .map(({ row }) => row);
    expect((await importRows([...bad, ...good])).length).toBe(1);
    for (let number = 1; number <= bad.length; number++) expect(line.said).toContain(`given.jsonl:${number}: left out: `);
    const out = join(line.folder, 'strict.jsonl');
    expect(await line.run('import', join(line.folder, 'given.jsonl'), '--strict', '--out', out)).toBe(2);
    expect(line.said).toContain('"tools" is empty');
    expect(existsSync(out)).toBe(false);
  });

  it('writes over nothing, and knows its shapes', async () => {
    const file = join(line.folder, 'given.jsonl');
    writeFileSync(file, '{}\n');
    expect(await line.run('import', file, '--out', file)).toBe(2);
    expect(line.said).toContain('exists already');
    expect(await line.run('import', file, '--from', 'shargpt', '--out', join(line.folder, 'out.jsonl'))).toBe(2);
    expect(line.said).toContain('did you mean "sharegpt"');
  });
});
