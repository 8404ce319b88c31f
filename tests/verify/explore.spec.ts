import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { splitCommand } from '../../src/verify/explore/command-line.ts';
import { harvestReply, pickSeen } from '../../src/verify/explore/harvest.ts';
import { Inquiry } from '../../src/verify/explore/inquiry.ts';
import { meanDifferent } from '../../src/verify/explore/mistaken.ts';
import { readSoftRefusal, saysNothing } from '../../src/verify/explore/replies.ts';
import { findSlots } from '../../src/verify/explore/slots.ts';
import { readExamples, readRefusal } from '../../src/verify/explore/told.ts';
import { readImperative } from '../../src/verify/explore/wording.ts';
import { singular, subjectOf, wordsOf } from '../../src/verify/explore/words.ts';
import { readTools } from '../../src/verify/tools.ts';
import type { Trial } from '../../src/verify/trial.ts';

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
  pickSeen(seen, { tool, name, schema }).map(({ value }) => value);

describe('harvestReply', () => {
  const from = (tool: string) => [{ tool, arguments: {} }];
  const seen = harvestReply(
    from('list_customers'),
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
    expect(pickSeen(seen, { tool: 'get_customer', name: 'id', schema: { type: 'integer' } }).map(({ label }) => label)).toEqual([
      'Ann',
      'Bo',
    ]);
  });

  it('should read lists and fields written as text', () => {
    expect(values(harvestReply(from('list_tables'), reply('- orders\n- customers')), 'describe_table', 'table_name')).toEqual([
      'orders',
      'customers',
    ]);
    expect(values(harvestReply(from('show_branch'), reply('Name: main\nCommit: 1f2e')), 'get_log', 'commit')).toEqual(['1f2e']);
  });

  it('should take the targets of links for what the tool lists, named as they are', () => {
    const listed = harvestReply(
      from('list_doc_routes'),
      reply('# Routes\n\n- [theming](web/theming.txt): Colours.\n- [styling](web/styling.txt)'),
    );
    const picked = pickSeen(listed, { tool: 'get_doc', name: 'route', schema: { type: 'string' } });
    expect(picked.slice(0, 2).map(({ value, label }) => [value, label])).toEqual([
      ['web/theming.txt', 'theming'],
      ['web/styling.txt', 'styling'],
    ]);
  });

  it('should not offer what does not fit the type', () => {
    expect(values(seen, 'x', 'tag', { type: 'integer' })).toEqual([]);
  });
});

describe('readRefusal', () => {
  const slots = findSlots({
    type: 'object',
    properties: { unit: { type: 'string' }, amount: { type: 'number' }, day: { type: 'string' }, note: { type: 'string' } },
    required: ['unit', 'amount', 'day'],
  });
  const told = (reason: string, args: JsonObject) => readRefusal(reason, slots, args).map(({ pointer, values: own }) => [pointer, own]);
  const args = { unit: 'xyzzy', amount: 700, day: 'soon' };
  it.each([
    ['unit must be one of: metre, foot, yard', [['/unit', ['metre', 'foot', 'yard']]]],
    [`Unknown unit 'xyzzy'. Valid units are "m", "ft" or "yd".`, [['/unit', ['m', 'ft', 'yd']]]],
    ['xyzzy: did you mean "xyz"?', [['/unit', ['xyz']]]],
    ['amount must be between 1 and 5', [['/amount', [1, 5, 3, 2, 4]]]],
    ['unit has to start with "u:"', [['/unit', ['u:xyzzy']]]],
  ])('should read %j', (reason, expected) => {
    expect(told(reason, args)).toEqual(expected);
  });

  it('should make values of a form that is named', () => {
    expect(told('Invalid day "soon", use the format DD/MM/YYYY', args)[0]?.[1]).toContain('09/03/2026');
    expect(told('day: expected HH:MM', args)[0]?.[1]).toContain('09:30');
    expect(told('note looks like KX-0042, nothing else', { note: 'x' })[0]?.[1]).toEqual(
      expect.arrayContaining(['KX-0042', 'KX-0043', 'KX-0044']),
    );
  });

  it('should know which argument is missing, and say nothing where nothing is said', () => {
    expect(readRefusal('Missing required parameter: note', slots, args)).toEqual([{ pointer: '/note', values: [], isNeeded: true }]);
    expect(readRefusal('something went wrong', slots, args)).toEqual([]);
  });
});

describe('readExamples', () => {
  it.each([
    ['The city (e.g. "Oslo", "New York")', ['Oslo', 'New York']],
    ['Sort order, one of: asc, desc', ['asc', 'desc']],
    ['Name. Available examples: a2a, agent, quick-start', ['a2a', 'agent', 'quick-start']],
    ['Path to fetch\nAvailable paths:\n- agents/\n- auth/\nMore text', ['agents/', 'auth/']],
    ['How many to show', []],
  ])('should read %j', (description, examples) => {
    expect(readExamples(description)).toEqual(examples);
  });
});

describe('saysNothing', () => {
  it.each([
    ['[]', true],
    ['{"results":[],"total":0}', true],
    ['No matches found for "x".', true],
    ['{"orders":[],"page":2}', false],
    ['{"name":"none"}', false],
    ['{"success":true,"data":{"count":0,"results":[]}}', true],
    ['3 errors found', false],
  ])('should judge %j', (text, isNothing) => {
    expect(saysNothing(reply(text))).toBe(isNothing);
  });

  it.each([
    ['## a/b\n\nPath "a/b" not found.\nAvailable paths:\n- c/', true],
    ['URL must be from the same domain as https://example.com', true],
    ['To start the course, you need to register first.', true],
    ['{"message":"fetch failed","details":{}}', true],
    ['Invalid date "soon"', true],
    ['"Failed to list customers"', true],
    ['{"message":"hello","items":[1]}', false],
    ['The word "invalid" stands in line 3.', false],
    [`Unknown pleasures, ${'a record. '.repeat(200)}`, false],
  ])('should know that %j only looks like a success: %j', (text, isRefusal) => {
    expect(readSoftRefusal(reply(text)) !== null).toBe(isRefusal);
  });
});

describe('wording', () => {
  it.each([
    ['Lists open orders of a shop. Slow.', 'list open orders of a shop'],
    ['This tool searches the docs by keyword', 'search the docs by keyword'],
    ['Returns the weather', 'give me the weather'],
    ['Get docs of Example.ai pages', 'get docs of Example.ai pages'],
    ['Weather', null],
  ])('should make a request of %j', (description, request) => {
    expect(readImperative(description)).toBe(request);
  });

  it('should take tools for different only when their names are', () => {
    const tool = (name: string, description: string) =>
      readTools([{ name, description, inputSchema: { type: 'object' } }]).map((listed) => ({
        ...listed,
        admitted: true,
        reason: '',
      }))[0] as never;
    expect(meanDifferent(tool('get_order', 'Gives an order.'), tool('delete_order', 'Deletes an order.'))).toBe(true);
    expect(meanDifferent(tool('get_order', 'Gives an order.'), tool('get_invoice', 'Shows what was billed.'))).toBe(true);
    expect(meanDifferent(tool('get_order', 'Gives an order.'), tool('get_order_details', 'Gives all of an order.'))).toBe(false);
    expect(meanDifferent(tool('list_orders', 'Lists orders.'), tool('search_orders', 'Finds orders.'))).toBe(false);
  });
});

describe('Inquiry', () => {
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
          who: { type: 'object', properties: { first: { type: 'string' }, last: { type: 'string' } }, required: ['first'] },
        },
        required: ['kind', 'where'],
      },
    },
    {
      name: 'enter',
      description: 'Enters.',
      inputSchema: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] },
    },
  ]);
  const trial = (tool: string, args: JsonObject, rest: Partial<Trial>): Trial => ({
    tool,
    arguments: args,
    verdict: 'ok',
    channel: null,
    reason: '',
    result: reply(`{"kind":"${JSON.stringify(args).length}"}`),
    masks: [],
    effect: 'none',
    leaves: null,
    ...rest,
  });
  const open = (given: Map<string, string[]> = new Map(), rest: { perTool?: number; total?: number } = {}) =>
    new Inquiry(tools, {
      perTool: 60,
      total: 200,
      patience: 1_000,
      given,
      world: [],
      sample: (_, { name }, count) => Array.from({ length: count }, (_each, at) => (name === 'count' ? at + 1 : `${name} ${at}`)),
      writes: new Set(['enter']),
      ...rest,
    });
  const run = (inquiry: Inquiry, answer: (tool: string, args: JsonObject) => Partial<Trial>) => {
    const calls: string[] = [];
    for (let chains = inquiry.next(); chains.length > 0; chains = inquiry.next()) {
      inquiry.learn(
        chains,
        chains.map((chain) =>
          chain.map(({ tool, arguments: args }) => {
            calls.push(`${tool} ${JSON.stringify(args)}`);
            return trial(tool, args as JsonObject, answer(tool, args as JsonObject));
          }),
        ),
      );
    }
    return calls;
  };

  it('should begin with what is required, then vary every argument, and fill the objects it opens', () => {
    const calls = run(open(), () => ({}));
    expect(calls[0]).toBe('find {"kind":"a","where":{"city":"Oslo"}}');
    expect(calls).toEqual(
      expect.arrayContaining(
        [
          'find {"kind":"b","where":{"city":"Oslo"}}',
          'find {"kind":"a","where":{"city":"Rome"}}',
          'find {"kind":"a","deep":false,"where":{"city":"Oslo"}}',
          'find {"kind":"a","count":2,"where":{"city":"Oslo"}}',
          'find {"kind":"a","count":5,"where":{"city":"Oslo"}}',
          'find {"kind":"a","where":{"city":"Oslo"},"who":{"last":"last 0","first":"first 0"}}',
        ].map((call) => call),
      ),
    );
    expect(new Set(calls).size).toBe(calls.length);
    expect(calls.findIndex((call) => call.startsWith('enter'))).toBeGreaterThan(calls.findLastIndex((call) => call.startsWith('find')));
  });

  it('should take the values that a refusal names, and stop where nothing helps', () => {
    const refuse = (_: string, { code }: JsonObject): Partial<Trial> =>
      code === undefined || code === 'red' || code === 'blue'
        ? {}
        : { verdict: 'tool_error', reason: 'code must be one of: red, blue', result: null };
    const inquiry = open();
    const calls = run(inquiry, refuse);
    expect(calls).toEqual(expect.arrayContaining(['enter {"code":"red"}', 'enter {"code":"blue"}']));
    expect(inquiry.explain().size).toBe(0);
    const dead = open();
    const tries = run(dead, (tool) => (tool === 'enter' ? { verdict: 'tool_error', reason: 'fetch failed', result: null } : {}));
    expect(tries.filter((call) => call.startsWith('enter')).length).toBeLessThan(8);
    expect(dead.explain().get('enter')).toMatch(/out of reach: fetch failed/u);
  });

  it('should make the call that shows a value first where the value fails without it', () => {
    const made = readTools(
      ['start_job', 'stop_job'].map((name) => ({
        name,
        description: `${name}.`,
        inputSchema:
          name === 'start_job' ? { type: 'object' } : { type: 'object', properties: { job_id: { type: 'string' } }, required: ['job_id'] },
      })),
    );
    const inquiry = new Inquiry(made, {
      perTool: 40,
      total: 100,
      patience: 1_000,
      given: new Map(),
      world: [],
      sample: () => ['x', 'y', 'z', 'w'],
      writes: new Set(['start_job', 'stop_job']),
    });
    for (let chains = inquiry.next(); chains.length > 0; chains = inquiry.next()) {
      const runs = chains.map((chain) =>
        chain.map(({ tool, arguments: args }, at) => {
          if (tool === 'start_job') return trial(tool, args as JsonObject, { result: reply('{"job_id":"J-1","state":"runs"}') });
          const isThere = at > 0 && (args as JsonObject).job_id === 'J-1';
          return trial(tool, args as JsonObject, isThere ? {} : { verdict: 'tool_error', reason: 'there is no such job', result: null });
        }),
      );
      inquiry.learn(chains, runs);
    }
    const stopping = inquiry.settle().filter((chain) => chain.at(-1)?.tool === 'stop_job');
    expect(stopping.map((chain) => chain.map(({ tool }) => tool))).toEqual([['start_job', 'stop_job']]);
    expect(stopping[0]?.[1]?.upstream).toEqual({ '/job_id': {} });
  });

  it('should use the values it was given and no others, and keep to its limits', () => {
    const given = new Map([
      ['enter.code', ['x-1', 'x-2']],
      ['city', ['Bergen']],
    ]);
    const calls = run(open(given), () => ({}));
    expect(calls.filter((call) => call.startsWith('enter'))).toEqual(['enter {"code":"x-1"}', 'enter {"code":"x-2"}']);
    expect(calls.filter((call) => call.startsWith('find')).every((call) => call.includes('Bergen'))).toBe(true);
    expect(run(open(new Map(), { perTool: 5 }), () => ({})).filter((call) => call.startsWith('find'))).toHaveLength(5);
    expect(run(open(new Map(), { total: 7 }), () => ({}))).toHaveLength(7);
  });
});
