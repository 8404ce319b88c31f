import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { useCommandLine } from '../support/command-line.ts';

const line = useCommandLine('import-shapes');
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const tool = { name: 'book', description: 'Books.' };
const ids = ['a', 'b'];

/** The same conversation as each shape has it: two calls at once, their replies, a question in between, an answer. */
const shapes: Record<string, JsonObject> = {
  chat: {
    tools: [{ type: 'function', function: { ...tool, parameters } }],
    messages: [
      { role: 'system', content: 'You book.' },
      { role: 'user', content: 'Rome and Oslo.' },
      {
        role: 'assistant',
        content: '',
        tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'book', arguments: `{"city":"${id}"}` } })),
      },
      ...ids.map((id) => ({ role: 'tool', tool_call_id: id, content: `${id} ok` })),
      { role: 'user', content: 'Both?' },
      { role: 'assistant', content: 'Both.' },
    ],
  },
  anthropic: {
    system: [{ type: 'text', text: 'You book.' }],
    tools: [{ ...tool, input_schema: parameters }],
    messages: [
      { role: 'user', content: 'Rome and Oslo.' },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Two.' },
          ...ids.map((id) => ({ type: 'tool_use', id, name: 'book', input: { city: id } })),
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'a', content: 'a ok' },
          { type: 'tool_result', tool_use_id: 'b', content: [{ type: 'text', text: 'b ok' }] },
          { type: 'text', text: 'Both?' },
        ],
      },
    ],
    response: { role: 'assistant', content: [{ type: 'text', text: 'Both.' }] },
  },
  responses: {
    instructions: 'You book.',
    tools: [{ type: 'function', ...tool, parameters, strict: false }],
    input: [
      { role: 'user', content: [{ type: 'input_text', text: 'Rome and Oslo.' }] },
      { type: 'reasoning', summary: [] },
      ...ids.map((id) => ({ type: 'function_call', call_id: id, name: 'book', arguments: `{"city":"${id}"}` })),
      ...ids.map((id) => ({ type: 'function_call_output', call_id: id, output: `${id} ok` })),
      { type: 'message', role: 'user', content: 'Both?' },
    ],
    output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Both.' }] }],
  },
};

function write(bytes: string | Uint8Array): string {
  const file = join(line.folder, 'given');
  writeFileSync(file, bytes);
  return file;
}

async function importText(bytes: string | Uint8Array, ...flags: string[]): Promise<JsonObject[]> {
  const out = join(line.folder, 'out.jsonl');
  expect(await line.run('import', write(bytes), '--out', out, ...flags), line.said).toBe(0);
  const text = readFileSync(out, 'utf8');
  return text === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((row) => JSON.parse(row));
}

/** What was said and called, arguments read. */
function plain(row: JsonObject | undefined): unknown {
  return JSON.parse(JSON.stringify(row?.messages), (key, value) =>
    key === 'arguments' && typeof value === 'string' ? JSON.parse(value) : value,
  );
}

const chat = JSON.stringify(shapes.chat);

describe('nearmiss import', () => {
  it.each(['anthropic', 'responses'])('reads %s as the same conversation in chat form', async (shape) => {
    const rows = await importText(`${JSON.stringify(shapes[shape])}\n${chat}\n`, '--strict');
    expect(line.told).toMatch(new RegExp(`${shape} +1\\n +chat +1`, 'u'));
    expect(plain(rows[0])).toEqual(plain(rows[1]));
    expect(rows[0]?.tools).toEqual(shapes.chat?.tools);
  });

  it.each([
    ['a byte order mark and lines of Windows', `\ufeff${chat}\r\n\r\n${chat}\r\n`, 2],
    ['no end of the last line', `${chat}\n${chat}`, 2],
    ['a list in one line', `[${chat},${chat}]`, 2],
    ['a list over many lines', JSON.stringify([shapes.chat, shapes.anthropic], null, 2), 2],
    ['a list over many lines behind a byte order mark', `\ufeff${JSON.stringify([shapes.chat], null, 2)}`, 1],
    ['a bad line before the good ones', `{"messages": [\n${chat}\n`, 1],
    ['bytes that are no text', Buffer.concat([Buffer.from([0xff, 0x00, 0x80, 0x0a]), Buffer.from(chat)]), 1],
    [
      'nesting without measure',
      `${'['.repeat(200_000)}\n{"messages":${'['.repeat(100_000)}${']'.repeat(100_000)},"tools":[]}\n${chat}\n`,
      1,
    ],
    [
      'a line of nine megabytes',
      `${JSON.stringify({ ...shapes.chat, messages: [{ role: 'user', content: 'x'.repeat(9 << 20) }] })}\n${chat}\n`,
      1,
    ],
    ['names of members that are everywhere', `{"__proto__":{"messages":[]},"constructor":1,"messages":[]}\n${chat}\n`, 1],
  ])('takes %s', async (_, bytes, count) => {
    expect((await importText(bytes)).length).toBe(count);
  });

  it.each([
    ['gzip', gzipSync(chat), 'compressed by gzip'],
    ['zip', Buffer.concat([Buffer.from('PK\u0003\u0004'), deflateRawSync(chat)]), 'a zip archive'],
    ['Parquet', Buffer.from('PAR1....PAR1'), 'Parquet'],
    ['UTF-16', Buffer.from(`\ufeff${chat}`, 'utf16le'), 'in UTF-16'],
    ['nothing', Buffer.alloc(0), 'holds no trajectory'],
  ])('says in one line what a file of %s is', async (_, bytes, said) => {
    expect(await line.run('import', write(bytes), '--out', join(line.folder, 'out.jsonl'))).toBe(2);
    expect(line.said).toMatch(/^nearmiss: .*\n?$/u);
    expect(line.said).toContain(said);
  });

  it('names every document that it leaves out, with its reason, and counts the reasons', async () => {
    const bad = [
      '{"messages":[],"tools":[]}',
      'null',
      '[]',
      '{}',
      '{"messages":[{"role":"user","content":[{"type":"image"}]}],"tools":[{"name":"a"}]}',
      JSON.stringify({ ...shapes.anthropic, messages: [{ role: 'user', content: [{ type: 'image' }, { type: 'tool_result' }] }] }),
      JSON.stringify({ ...shapes.responses, input: [{ type: 'computer_call' }] }),
      ...Array.from({ length: 20 }, (_, at) => JSON.stringify({ ...shapes.chat, messages: [{ role: `role ${at}`, content: '' }] })),
    ];
    const named = join(line.folder, 'left-out.jsonl');
    const rows = await importText(`${bad.join('\n')}\n${chat}\n`, '--left-out', named);
    expect(rows.length).toBe(1);
    const told = readFileSync(named, 'utf8')
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(told.map(({ place }) => place.replace(/.*:/u, ''))).toEqual(bad.map((_, at) => String(at + 1)));
    for (const { reason } of told) expect(reason.length).toBeGreaterThan(5);
    const sum = [...line.told.matchAll(/ +(\d+)$/gmu)].map(([, count]) => Number(count)).reduce((a, b) => a + b, 0);
    expect(sum).toBe(bad.length + 1);
    expect(line.told).toContain('every one is named in');
  });

  it('judges the conversations of one document alone', async () => {
    const attributes = (messages: unknown) => ({
      'gen_ai.tool.definitions': [{ ...tool, parameters }],
      'gen_ai.input.messages': messages,
    });
    const said = [{ role: 'user', parts: [{ type: 'text', content: 'Hello.' }] }];
    const spans = [
      { traceId: 'good', attributes: attributes(said) },
      { traceId: 'bad', attributes: attributes([{ role: 'pilot', parts: [] }]) },
    ];
    const rows = await importText(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
    expect(rows.map(({ id }) => id)).toEqual(['good']);
    expect(line.said).toContain(':1 (bad): left out: ');
  });
});
