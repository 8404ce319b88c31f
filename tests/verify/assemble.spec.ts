import { describe, expect, it } from 'vitest';
import type { Chain, ChainStep } from '../../src/grounds/recipe.ts';
import { said } from '../../src/grounds/recipe.ts';
import { primitiveSchema } from '../../src/model/primitive.ts';
import { admitTools } from '../../src/verify/admit.ts';
import { assembleRecords } from '../../src/verify/assemble.ts';
import { measureFamilies } from '../../src/verify/coverage.ts';
import { readTools } from '../../src/verify/tools.ts';
import { agree, findDisagreement, settleRuns, type Trial } from '../../src/verify/trial.ts';
import { fakePlan } from '../support/fake-plan.ts';

const tools = readTools(
  ['list', 'get', 'put'].map((name) => ({
    name,
    description: `The tool ${name}.`,
    inputSchema: { type: 'object', properties: { id: { type: 'string' }, flag: { type: 'boolean' } } },
  })),
);

const trial = (tool: string, text: string, rest: Partial<Trial> = {}): Trial => ({
  tool,
  arguments: {},
  verdict: 'ok',
  channel: null,
  reason: '',
  result: { content: [{ type: 'text', text }], isError: false },
  masks: [],
  effect: 'none',
  leaves: null,
  ...rest,
});
const step = (tool: string, rest: Partial<ChainStep> = {}): ChainStep => ({ tool, arguments: {}, scenario: 's', ...rest });

/** Records of chains whose trials were the same in both runs. */
function assemble(chains: readonly Chain[], trials: readonly (readonly Trial[])[], second: readonly (readonly Trial[])[] = trials) {
  const plan = fakePlan(chains, { roles: { get: { '/id': said('id'), '/flag': said('flag') } } });
  return assembleRecords(plan, tools, settleRuns(plan, trials, second));
}

describe('settleRuns', () => {
  const settle = (first: Trial, second: Trial | undefined) =>
    settleRuns(fakePlan([]), [[first]], [second === undefined ? [] : [second]])[0]?.[0];

  it('should keep what both runs say', () => {
    expect(settle(trial('list', 'a'), trial('list', 'a'))).toMatchObject({ verdict: 'ok', reason: '', stability: 'stable' });
    expect(settle(trial('list', 'a', { masks: ['time'] }), trial('list', 'a', { masks: ['time'] }))).toMatchObject({
      stability: 'masked',
      masks: ['time'],
    });
  });

  it('should keep the world a call leaves only when it is the same twice', () => {
    const left = (leaves: string) => trial('put', 'done', { effect: 'changed', leaves });
    expect(settle(left('a'), left('a'))?.leaves).toBe('a');
    expect(settle(left('a'), left('b'))).toMatchObject({ reason: '', leaves: null });
  });

  it.each([
    ['another reply', trial('list', 'b'), 'ok', /^not stable: .* character 0/u],
    ['other arguments', trial('list', 'a', { arguments: { id: '1' } }), 'ok', /other arguments/u],
    ['another effect', trial('list', 'a', { effect: 'changed' }), 'ok', /one run changed the world/u],
    [
      'a failure',
      trial('list', 'a', { verdict: 'timeout', reason: 'slow', result: null }),
      'timeout',
      /ok in one run, timeout in the other/u,
    ],
    ['no such call', undefined, 'ok', /did not come to this call/u],
  ])('should refuse a call where the second run gave %s', (_, second, verdict, reason) => {
    expect(settle(trial('list', 'a'), second)).toMatchObject({ verdict, reason: expect.stringMatching(reason) });
  });

  it('should refuse with words that do not change from one recording to the next', () => {
    const fail = (reason: string) => trial('list', '', { verdict: 'tool_error', reason, result: null });
    expect(settle(fail('no order 17'), fail('no order 17'))?.reason).toBe('no order 17');
    expect(settle(fail('at 10:01'), fail('at 10:02'))?.reason).toBe('the two runs failed with different words');
  });
});

describe('findDisagreement', () => {
  it('should name the tool where two runs part, whatever world they leave', () => {
    const first = [trial('list', 'a'), trial('get', 'b', { leaves: 'x' })];
    expect(findDisagreement(first, [trial('list', 'a'), trial('get', 'b', { leaves: 'y' })])).toBeNull();
    expect(findDisagreement(first, [trial('list', 'a'), trial('get', 'c')])).toBe('get');
    expect(findDisagreement(first, [trial('list', 'a')])).toBe('get');
    expect(agree(undefined, undefined)).toBe(false);
  });
});

describe('assembleRecords', () => {
  it('should make records that fit their schema, sorted by ids that content decides', () => {
    const chains = ['1', '2', '3'].map((id) => [step('get', { arguments: { id, flag: true } })]);
    const trials = ['1', '2', '3'].map((id) => [trial('get', `order ${id}`, { arguments: { id, flag: true } })]);
    const { primitives } = assemble(chains, trials);
    for (const primitive of primitives) primitiveSchema.parse(primitive);
    expect(primitives.map(({ id }) => id)).toEqual([...new Set(primitives.map(({ id }) => id))].sort());
    expect(assemble(chains.toReversed(), trials.toReversed()).primitives).toEqual(primitives);
    expect(
      assemble(
        chains,
        trials.map(([one]) => [{ ...(one as Trial), result: { content: [], isError: false } }]),
      ).primitives[0]?.id,
    ).not.toBe(primitives[0]?.id);
  });

  it("should lay a step's own roles over its recipe's", () => {
    const args = { id: '1', flag: true };
    const { primitives } = assemble(
      [[step('get', { arguments: args, roles: { '/id': said('name') } })]],
      [[trial('get', 'x', { arguments: args })]],
    );
    expect(primitives[0]?.roles).toEqual({ '/flag': said('flag'), '/id': said('name') });
  });

  it('should refuse both of two replies to the same call in the same state', () => {
    const chains = [[step('list', { scenario: 'a' })], [step('list', { scenario: 'b' })]];
    const { primitives, rejects } = assemble(chains, [[trial('list', 'x')], [trial('list', 'y')]]);
    expect(primitives).toEqual([]);
    expect(rejects.map(({ scenario, reason }) => [scenario, reason.slice(0, 10)])).toEqual([
      ['a', 'not stable'],
      ['b', 'not stable'],
    ]);
  });

  it('should tell calls apart by the state they ran in', () => {
    const chains = [[step('list')], [step('put'), step('list')]];
    const put = trial('put', 'done', { effect: 'changed' });
    const { primitives } = assemble(chains, [[trial('list', 'empty')], [put, trial('list', 'one')]]);
    const made = primitives.find(({ tool }) => tool === 'put');
    expect(primitives.filter(({ tool }) => tool === 'list').map(({ after }) => after)).toEqual(expect.arrayContaining([[], [made?.id]]));
  });

  it('should drop what rests on a call that was not kept, however far back', () => {
    const put = (text: string) => trial('put', text, { effect: 'changed' });
    const chains = [[step('put', { upstream: { '/id': {} } }), step('put', { arguments: { id: '2' } }), step('list')], [step('list')]];
    const trials = [[put('one'), { ...put('two'), arguments: { id: '2' } }, trial('list', 'three')], [trial('list', 'none')]];
    const { primitives, rejects } = assemble(chains, trials);
    expect(primitives.map(({ tool, after }) => [tool, after])).toEqual([['list', []]]);
    expect(rejects.map(({ reason }) => reason).sort()).toEqual([
      'it rests on an earlier call that was not kept',
      'it rests on an earlier call that was not kept',
      'upstream /id: the chain has no earlier call -1',
    ]);
  });

  it('should say where an upstream value stands, from any earlier step', () => {
    const chain = [
      step('list'),
      step('get', { arguments: { id: 'A-1' } }),
      step('put', {
        arguments: { id: 'B-2' },
        upstream: { '/id': { from: 0, label: ([listed]) => String(listed?.content[0]?.text).slice(-2) } },
      }),
    ];
    const trials = [
      trial('list', 'A-1 Ann; B-2 Bo'),
      trial('get', 'Ann', { arguments: { id: 'A-1' } }),
      trial('put', 'ok', { arguments: { id: 'B-2' } }),
    ];
    const { primitives } = assemble([chain], [trials]);
    const list = primitives.find(({ tool }) => tool === 'list');
    expect(primitives.find(({ tool }) => tool === 'put')?.upstream).toEqual([
      { pointer: '/id', call: list?.id, at: { start: 9, end: 12 }, label: { text: 'Bo', start: 13, end: 15 } },
    ]);
  });
});

describe('figures', () => {
  const chains = [
    ...['1', '2', '3'].map((id) => [step('get', { arguments: { id } })]),
    [step('get', { arguments: { id: '1', flag: true } })],
    [step('get', { arguments: { id: '1', flag: false } })],
    [step('list')],
  ];
  const trials = chains.map(([only]) => [
    trial(only?.tool as string, JSON.stringify(only?.arguments), {
      arguments: only?.arguments as Trial['arguments'],
      ...(only?.tool === 'list' ? { verdict: 'timeout' as const, reason: 'slow', result: null } : {}),
    }),
  ]);
  const { primitives, rejects } = assemble(chains, trials);
  const admitted = admitTools(fakePlan(chains, { leftOut: { put: 'writes' } }), tools, primitives, rejects);

  it('should admit tools with a verified call and say how many there are', () => {
    expect(admitted.map(({ name, admitted: isIn, reason }) => [name, isIn, reason])).toEqual([
      ['list', false, '0 of 1 calls verified'],
      ['get', true, '5 of 5 calls verified'],
      ['put', false, 'writes'],
    ]);
  });

  it('should count the values of the largest family, as far as the schema allows them', () => {
    expect(measureFamilies(primitives, admitted)).toEqual([
      { tool: 'get', pointer: '/flag', values: 2, wanted: 2 },
      { tool: 'get', pointer: '/id', values: 3, wanted: 4 },
    ]);
  });
});
