import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { proposeCalls } from '../../src/verify/explore/candidates.ts';
import { splitCommand } from '../../src/verify/explore/command-line.ts';
import { harvestReply, pickSeen } from '../../src/verify/explore/harvest.ts';
import { singular, subjectOf, wordsOf } from '../../src/verify/explore/words.ts';
import { readTools } from '../../src/verify/tools.ts';

describe('splitCommand', () => {
  it.each([
    ['node server.js --port 3', ['node', 'server.js', '--port', '3']],
    ['  node   "a b.js"  ', ['node', 'a b.js']],
    [`a 'b "c"' d`, ['a', 'b "c"', 'd']],
    ['a "b \\"c\\" \\\\ \\n"', ['a', 'b "c" \\ \\n']],
    ['a\\ b c', ['a b', 'c']],
    [`--x="a b"'c'd`, ['--x=a bcd']],
    [`a "" ''`, ['a', '', '']],
    ['echo $HOME `id` ; rm *', ['echo', '$HOME', '`id`', ';', 'rm', '*']],
  ])('should split %j', (line, words) => {
    expect(splitCommand(line)).toEqual(words);
  });

  it('should refuse what does not close or says nothing', () => {
    expect(() => splitCommand(`a 'b`)).toThrow(/does not close/u);
    expect(() => splitCommand('\t')).toThrow(/empty/u);
  });
});

describe('words', () => {
  it('should take identifiers apart', () => {
    expect(wordsOf('customerID')).toEqual(['customer', 'id']);
    expect(wordsOf('HTTPServer_name-x2')).toEqual(['http', 'server', 'name', 'x2']);
    expect(subjectOf('list_open_orders')).toEqual(['open', 'order']);
    expect(['entries', 'boxes', 'orders', 'status', 'address', 'bus'].map(singular)).toEqual([
      'entry',
      'box',
      'order',
      'status',
      'address',
      'bus',
    ]);
  });
});

const reply = (text: string) => ({ content: [{ type: 'text', text }], isError: false });
const values = (seen: ReturnType<typeof harvestReply>, tool: string, name: string, schema: JsonObject = { type: 'string' }) =>
  pickSeen(seen, tool, name, schema).map(({ value }) => value);

describe('harvestReply', () => {
  const seen = harvestReply(
    'list_customers',
    {},
    reply(
      JSON.stringify({
        customers: [
          { id: 7, name: 'Ann', tags: ['new', 'vip'], city: { code: 'OSL' } },
          { id: 9, name: 'Bo' },
        ],
      }),
    ),
  );

  it('should find values for arguments by their names', () => {
    expect(values(seen, 'get_orders', 'customerId', { type: 'integer' })).toEqual([7, 9]);
    expect(values(seen, 'get_orders', 'customer_id')).toEqual(['7', '9']);
    expect(values(seen, 'get_customer', 'id', { type: 'integer' })[0]).toBe(7);
    expect(values(seen, 'get_orders', 'tag')).toEqual(['new', 'vip']);
    expect(values(seen, 'get_orders', 'city_code')).toEqual(['OSL']);
    expect(values(seen, 'find_orders', 'query')).toEqual(['Ann', 'Bo']);
    expect(values(seen, 'get_orders', 'colour')).toEqual([]);
  });

  it('should know by what name a person would call an element', () => {
    expect(pickSeen(seen, 'get_customer', 'id', { type: 'integer' }).map(({ label }) => label)).toEqual(['Ann', 'Bo']);
  });

  it('should read lists and fields written as text', () => {
    expect(values(harvestReply('list_tables', {}, reply('- orders\n- customers')), 'describe_table', 'table_name')).toEqual([
      'orders',
      'customers',
    ]);
    expect(values(harvestReply('show_branch', {}, reply('Name: main\nCommit: 1f2e')), 'get_log', 'commit')).toEqual(['1f2e']);
  });

  it('should not offer what does not fit the type', () => {
    expect(values(seen, 'x', 'tag', { type: 'integer' })).toEqual([]);
  });
});

describe('proposeCalls', () => {
  const tools = readTools([
    {
      name: 'find',
      description: 'Finds.',
      inputSchema: {
        type: 'object',
        properties: {
          kind: { enum: ['a', 'b'] },
          deep: { type: 'boolean' },
          count: { type: 'integer', minimum: 2, maximum: 5 },
          where: { type: 'object', properties: { city: { type: 'string', examples: ['Oslo', 'Rome'] } }, required: ['city'] },
          note: { type: 'string' },
        },
        required: ['kind', 'where'],
      },
    },
    { name: 'say', description: 'Says.', inputSchema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] } },
  ]);
  const nothing = { seen: [], worked: new Map(), tried: new Set<string>() };

  it('should vary every argument alone, by what its schema declares, and make nothing up', () => {
    const { chains, lacking } = proposeCalls(tools, nothing);
    const calls = chains.map(([step]) => JSON.stringify(step?.arguments));
    expect(calls).toEqual(
      expect.arrayContaining([
        '{"where":{"city":"Oslo"},"kind":"a"}',
        '{"where":{"city":"Oslo"},"kind":"b"}',
        '{"where":{"city":"Rome"},"kind":"a"}',
        '{"where":{"city":"Oslo"},"kind":"a","deep":false}',
        '{"where":{"city":"Oslo"},"kind":"a","count":2}',
        '{"where":{"city":"Oslo"},"kind":"a","count":5}',
        '{"where":{"city":"Oslo"},"kind":"a","deep":true,"count":2}',
      ]),
    );
    expect(calls.join()).not.toContain('note');
    expect(new Set(calls).size).toBe(calls.length);
    expect([...lacking]).toEqual([['say', ['text']]]);
  });

  it('should not propose what was tried, and begin with what worked', () => {
    const worked = new Map([['find', [{ kind: 'b', where: { city: 'Rome' } }]]]);
    const { chains } = proposeCalls(tools, { ...nothing, worked });
    expect(chains[0]?.[0]?.arguments).toEqual({ kind: 'b', where: { city: 'Rome' } });
    const tried = new Set(['find {"kind":"b","where":{"city":"Rome"}}']);
    expect(proposeCalls(tools, { ...nothing, worked, tried }).chains[0]?.[0]?.arguments).not.toEqual({
      kind: 'b',
      where: { city: 'Rome' },
    });
  });
});
