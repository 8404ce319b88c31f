import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderGround, verifyPlan } from '../../src/edges/verify.ts';
import { NearmissError } from '../../src/errors.ts';
import type { Chain } from '../../src/grounds/recipe.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Plan } from '../../src/verify/plan.ts';
import { fakePlan, fakeStage, isRunning, readPids, shortLimits } from '../support/fake-plan.ts';

// Real processes on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-test-'));
  vi.stubEnv('TMPDIR', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Not shut in: the tests look at processes and files from outside. */
const openly = { sandbox: false };
const call = (tool: string, args: JsonObject = {}, scenario = 'a call'): Chain => [{ tool, arguments: args, scenario }];
const verify = (chains: readonly Chain[], rest: Partial<Plan> = {}, mode = 'normal', pids = '') =>
  verifyPlan(fakePlan(chains, rest), fakeStage(mode, pids), { ...openly, limits: shortLimits, jobs: 2 });

describe('verifyPlan', () => {
  it('should keep good replies, with the virtual root in the place of the real one', async () => {
    const { primitives, rejects, ground } = await verify([
      call('list'),
      call('read', { path: '/srv/fake/a.txt' }),
      call('typed'),
      call('report'),
    ]);
    expect(rejects).toEqual([]);
    expect(primitives.map(({ tool, result }) => [tool, result.content[0]?.text]).sort()).toEqual([
      ['list', '/srv/fake/a.txt\n/srv/fake/b.txt\n/srv/fake/notes'],
      ['read', 'alpha\nsecond\n'],
      ['report', '2 errors in the log: Error at line 3'],
      ['typed', '{"count":3}'],
    ]);
    expect(primitives.every(({ stability, effect, after }) => stability === 'stable' && effect === 'none' && after.length === 0)).toBe(
      true,
    );
    expect(ground).toMatchObject({ protocol: '2025-11-25', server: { name: 'fake', version: '1.2.3' }, root: '/srv/fake' });
    expect(ground.tools.find(({ name }) => name === 'read')).toMatchObject({ admitted: true, reason: '1 of 1 calls verified' });
    expect(ground.tools.find(({ name }) => name === 'big')).toMatchObject({ admitted: false, reason: 'no call of it was tried' });
  });

  it('should tell failures by their meaning', async () => {
    const names = [
      'is_error',
      'soft_error',
      'soft_json',
      'mistyped',
      'untyped',
      'empty',
      'image',
      'null_result',
      'both',
      'wrong_id',
      'wrong_code',
      'not_utf8',
      'refused',
      'flood',
      'endless',
      'crash',
      'hang',
      'glued',
      'big',
      'long',
      'unheard_of',
    ];
    const { primitives, rejects, ground } = await verify(names.map((name) => call(name)));
    expect(primitives).toEqual([]);
    expect(Object.fromEntries(rejects.map(({ tool, verdict }) => [tool, verdict]))).toEqual({
      is_error: 'tool_error',
      soft_error: 'soft_error',
      soft_json: 'soft_error',
      mistyped: 'output_schema_violation',
      untyped: 'output_schema_violation',
      empty: 'invalid_result',
      image: 'invalid_result',
      null_result: 'malformed',
      both: 'malformed',
      wrong_id: 'malformed',
      wrong_code: 'malformed',
      not_utf8: 'malformed',
      refused: 'tool_error',
      flood: 'malformed',
      endless: 'too_large',
      crash: 'crashed',
      hang: 'timeout',
      glued: 'malformed',
      big: 'too_large',
      long: 'too_large',
      unheard_of: 'cancelled',
    });
    expect(rejects.find(({ tool }) => tool === 'long')?.reason).toBe('reply of 6001 characters, at most 6000');
    expect(ground.tools.filter(({ admitted }) => admitted)).toEqual([]);
    expect(ground.tools.find(({ name }) => name === 'hang')?.reason).toBe('0 of 1 calls verified');
  });

  it('should not make a call whose arguments do not fit, or whose tool is left out', async () => {
    const { rejects, ground } = await verify(
      [call('read', { path: 3 }), call('read', { path: '/srv/fake/a.txt', lines: 0 }), call('list')],
      {
        leftOut: { list: 'says too little' },
      },
    );
    expect(rejects.map(({ reason }) => reason)).toEqual([
      'left out: says too little',
      'arguments do not fit the inputSchema: /lines must be >= 1',
      'arguments do not fit the inputSchema: /path must be string',
    ]);
    expect(ground.tools.find(({ name }) => name === 'list')).toMatchObject({ admitted: false, reason: 'says too little' });
  });

  it('should keep a call whose server also prints what is no message', async () => {
    const { primitives } = await verify([call('junk')]);
    expect(primitives.map(({ tool }) => tool)).toEqual(['junk']);
  });

  it('should go on after a server that died, and not blame the next call', async () => {
    const { primitives, rejects } = await verify([call('crash'), call('read', { path: '/srv/fake/b.txt' }), call('hang'), call('list')]);
    expect(primitives.map(({ tool }) => tool).sort()).toEqual(['list', 'read']);
    expect(rejects.map(({ tool }) => tool).sort()).toEqual(['crash', 'hang']);
  });

  it('should give a call that only dies after others a process of its own', async () => {
    const { primitives } = await verify([call('list'), call('crash_once'), call('report')]);
    expect(primitives.map(({ tool }) => tool).sort()).toEqual(['crash_once', 'list', 'report']);
  });

  it('should refuse a reply that differs between runs, and say where', async () => {
    const { primitives, rejects } = await verify([call('random'), call('list')]);
    expect(primitives.map(({ tool }) => tool)).toEqual(['list']);
    expect(rejects).toHaveLength(1);
    expect(rejects[0]).toMatchObject({ verdict: 'ok', reason: expect.stringMatching(/^not stable: .* after "ticket/u) });
  });

  it('should apply masks everywhere and name those that changed a reply', async () => {
    const masks = [
      { name: 'time', pattern: /\d{4}-\d\d-\d\dT[\d:.]+Z\.\d+/u, replacement: '2026-01-05T09:00:00Z' },
      { name: 'unused', pattern: /never/u, replacement: '' },
    ];
    const { primitives } = await verify([call('stamped'), call('list')], { masks });
    expect(primitives.find(({ tool }) => tool === 'stamped')).toMatchObject({
      stability: 'masked',
      masks: ['time'],
      result: { content: [{ type: 'text', text: 'at 2026-01-05T09:00:00Z all is well' }] },
    });
    expect(primitives.find(({ tool }) => tool === 'list')).toMatchObject({ stability: 'stable', masks: [] });
  });

  it('should use spare masks only for tools that need them', async () => {
    const spareMasks = [{ name: 'time', pattern: /\d{4}-\d\d-\d\dT[\d:.]+Z\.\d+/u, replacement: '<time>' }];
    const { primitives } = await verify([call('stamped'), call('list')], { spareMasks });
    expect(primitives.map(({ tool, stability, masks }) => [tool, stability, masks]).sort()).toEqual([
      ['list', 'stable', []],
      ['stamped', 'masked', ['time']],
    ]);
  });

  it('should never let the recording machine show', async () => {
    const { primitives, rejects } = await verify([call('home'), call('escaped'), call('environment')]);
    expect(rejects).toMatchObject([{ tool: 'home', reason: 'the reply shows the scratch folder of the recording machine' }]);
    const escaped = primitives.find(({ tool }) => tool === 'escaped')?.result.content[0]?.text;
    expect(escaped).toBe('{"at":"\\/srv\\/fake\\/a.txt"}');
    const names = JSON.parse(primitives.find(({ tool }) => tool === 'environment')?.result.content[0]?.text as string) as string[];
    expect(names.filter((name) => !name.startsWith('__'))).toEqual(['FAKE_SETTING', 'HOME', 'LANG', 'PATH', 'PWD', 'TMPDIR', 'TZ']);
  });

  it('should record what changed the world, and what came after', async () => {
    const written: Chain = [
      { tool: 'write', arguments: { path: '/srv/fake/d.txt', content: 'delta' }, scenario: 'write' },
      { tool: 'read', arguments: { path: '/srv/fake/d.txt' }, scenario: 'read back' },
    ];
    const { primitives, rejects } = await verify([written, call('list')]);
    expect(rejects).toEqual([]);
    const [write, read, list] = ['write', 'read', 'list'].map((name) => primitives.find(({ tool }) => tool === name));
    expect(write).toMatchObject({ effect: 'changed', after: [] });
    expect(read).toMatchObject({ effect: 'none', after: [write?.id], result: { content: [{ text: 'delta' }] } });
    expect(list?.result.content[0]?.text).not.toContain('d.txt');
  });

  it('should refuse a tool that changes the world though it should not, and keep its neighbours clean', async () => {
    const { primitives, rejects } = await verify([call('sneaky'), call('list')]);
    expect(rejects).toMatchObject([
      { tool: 'sneaky', verdict: 'ok', reason: 'changed the world, though its tool is not among those that write' },
    ]);
    expect(primitives.map(({ tool, result }) => [tool, result.content[0]?.text])).toEqual([
      ['list', '/srv/fake/a.txt\n/srv/fake/b.txt\n/srv/fake/notes'],
    ]);
  });

  it('should not keep a reply that rests on what another chain left in the process', async () => {
    const remember: Chain = [
      { tool: 'note', arguments: { key: 'k', value: 'v' }, scenario: 'note' },
      { tool: 'recall', arguments: { key: 'k' }, scenario: 'recall' },
    ];
    const shared = [call('note', { key: 'x', value: 'y' }), call('recall', { key: 'x' }), call('note', { key: 'x', value: 'y' }, 'again')];
    // With `note` declared a reading tool its chains share a process with those that recall.
    const { primitives, rejects } = await verify(shared, { writes: [] });
    expect(primitives.map(({ tool }) => tool)).toEqual(['note']);
    expect(rejects).toMatchObject([{ tool: 'recall', verdict: 'tool_error' }]);
    expect((await verify([remember])).primitives.map(({ tool }) => tool).sort()).toEqual(['note', 'recall']);
  });

  it('should take replies of a counting server as a fresh process gives them', async () => {
    const { primitives } = await verify([call('count', {}, 'one'), call('list'), call('count', {}, 'two')]);
    expect(primitives.filter(({ tool }) => tool === 'count').map(({ result }) => result.content[0]?.text)).toEqual(['call 1']);
  });

  it('should find upstream values and their labels in the earlier reply', async () => {
    const pick: Chain = [
      { tool: 'list', arguments: {}, scenario: 'list' },
      {
        tool: 'read',
        arguments: ([listed]) => ({ path: String(listed?.content[0]?.text).split('\n')[1] as string }),
        scenario: 'read the second',
        upstream: { '/path': { label: 'b.txt' } },
      },
    ];
    const missing: Chain = [
      { tool: 'list', arguments: {}, scenario: 'list' },
      { tool: 'read', arguments: { path: '/srv/fake/notes/c.txt' }, scenario: 'not listed', upstream: { '/path': {} } },
    ];
    const { primitives, rejects } = await verify([pick, missing]);
    const [list, read] = ['list', 'read'].map((name) => primitives.find(({ tool }) => tool === name));
    const text = list?.result.content[0]?.text as string;
    expect(read?.upstream).toEqual([
      {
        pointer: '/path',
        call: list?.id,
        at: { start: text.indexOf('/srv/fake/b.txt'), end: text.indexOf('/srv/fake/b.txt') + 15 },
        label: { text: 'b.txt', start: text.indexOf('b.txt'), end: text.indexOf('b.txt') + 5 },
      },
    ]);
    expect(rejects.map(({ reason }) => reason)).toEqual(['upstream /path: the earlier reply does not hold "/srv/fake/notes/c.txt"']);
  });

  it('should give up a chain after a call that failed', async () => {
    const chain: Chain = [
      { tool: 'is_error', arguments: {}, scenario: 'fails' },
      { tool: 'list', arguments: {}, scenario: 'never made' },
    ];
    const lost: Chain = [
      { tool: 'list', arguments: {}, scenario: 'list' },
      { tool: 'read', arguments: () => null, scenario: 'gives up' },
    ];
    const { primitives, rejects } = await verify([chain, lost]);
    expect(primitives.map(({ scenario }) => scenario)).toEqual(['list']);
    expect(rejects.map(({ scenario }) => scenario).sort()).toEqual(['fails', 'gives up']);
  });

  it('should merge the same call of several chains', async () => {
    const chain = (scenario: string): Chain => [
      { tool: 'list', arguments: {}, scenario },
      { tool: 'read', arguments: { path: '/srv/fake/a.txt' }, scenario, upstream: { '/path': { label: 'a.txt' } } },
    ];
    const { primitives } = await verify([call('read', { path: '/srv/fake/a.txt' }, 'zulu'), chain('mike'), chain('alpha')]);
    expect(primitives.map(({ tool, scenario, upstream }) => [tool, scenario, upstream.length]).sort()).toEqual([
      ['list', 'alpha', 0],
      ['read', 'alpha', 1],
    ]);
  });

  it('should give the same bytes each time, whatever the number of jobs', async () => {
    const chains = [
      call('list'),
      call('read', { path: '/srv/fake/a.txt' }),
      call('write', { path: '/srv/fake/x', content: 'x' }),
      call('is_error'),
      call('crash'),
    ];
    const [one, other] = await Promise.all([1, 3].map((jobs) => verifyPlan(fakePlan(chains), fakeStage(), { limits: shortLimits, jobs })));
    expect([...renderGround(other as NonNullable<typeof other>)]).toEqual([...renderGround(one as NonNullable<typeof one>)]);
  });

  it('should give the same bytes when every chain has a process of its own', async () => {
    const remember: Chain = [
      { tool: 'write', arguments: { path: '/srv/fake/d.txt', content: 'delta' }, scenario: 'write' },
      { tool: 'list', arguments: {}, scenario: 'list' },
    ];
    const chains = [
      remember,
      call('list'),
      call('count'),
      call('is_error'),
      call('recall', { key: 'x' }),
      call('note', { key: 'x', value: 'y' }),
    ];
    const [shared, alone] = await Promise.all(
      [false, true].map((own) => verifyPlan(fakePlan(chains), fakeStage(), { limits: shortLimits, alone: own })),
    );
    expect([...renderGround(alone as NonNullable<typeof alone>)]).toEqual([...renderGround(shared as NonNullable<typeof shared>)]);
  });

  it('should tell how far it is', async () => {
    const told: [number, number][] = [];
    await verifyPlan(fakePlan([call('list'), call('report')]), fakeStage(), {
      limits: shortLimits,
      onProgress: (done, all) => told.push([done, all]),
    });
    expect(told).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ]);
  });

  it('should stop when everything takes too long', async () => {
    const run = verifyPlan(fakePlan([call('hang'), call('list')]), fakeStage(), { limits: shortLimits, total: -1 });
    await expect(run).rejects.toThrow(/"fake": not done within/u);
  });
});

describe('a server', () => {
  it('should take its children along, also those that left its group, when it ends', async () => {
    const pids = join(folder, 'pids');
    const { primitives } = await verify([call('child'), call('daemon'), call('list')], {}, 'normal', pids);
    expect(primitives.map(({ tool }) => tool).sort()).toEqual(['child', 'daemon', 'list']);
    const left = readPids(pids);
    expect(left.length).toBeGreaterThanOrEqual(4);
    const reachable = process.platform === 'linux' ? left : left.slice(0, 1);
    await expect.poll(() => reachable.filter(isRunning), { timeout: 5_000 }).toEqual([]);
  });

  it('should be understood when it only speaks the stateless protocol', async () => {
    const { ground, primitives } = await verify([call('list'), call('typed'), call('is_error')], {}, 'modern');
    expect(ground).toMatchObject({ protocol: '2026-07-28', server: { name: 'fake', version: '1.2.3' } });
    expect(primitives.map(({ tool }) => tool).sort()).toEqual(['list', 'typed']);
    expect(primitives.every(({ result }) => !('resultType' in result))).toBe(true);
  });

  it('should be killed when it will not end', async () => {
    const { primitives } = await verify([call('list')], {}, 'stubborn');
    expect(primitives).toHaveLength(1);
  });

  it('should not block on a flood of stderr', async () => {
    expect((await verify([call('list')], {}, 'stderr-flood')).primitives).toHaveLength(1);
  });

  it('should be reported with its last words when it does not start', async () => {
    const run = verify([call('list')], {}, 'exits');
    await expect(run).rejects.toBeInstanceOf(NearmissError);
    await expect(run).rejects.toThrow(/did not start: [\s\S]*FAKE_TOKEN is not set/u);
  });

  it('should be reported when it never answers, refuses, or is no program', async () => {
    const silent = { ...shortLimits, start: 600 };
    await expect(verifyPlan(fakePlan([call('list')]), fakeStage('silent'), { limits: silent })).rejects.toThrow(/did not start/u);
    await expect(verifyPlan(fakePlan([call('list')]), fakeStage('refuses'), { limits: shortLimits })).rejects.toThrow(/not today/u);
    const nowhere = fakeStage('normal', '', '/no/such/program');
    await expect(verifyPlan(fakePlan([call('list')]), nowhere, { limits: shortLimits })).rejects.toThrow(
      /did not start: \/no\/such\/program/u,
    );
  });

  it('should not be able to list for ever', async () => {
    await expect(verify([call('list')], {}, 'endless-pages')).rejects.toThrow(/more than 100 pages/u);
  });

  it('should lose its bad tools and keep the others', async () => {
    const { ground, primitives } = await verify([call('list'), call('schemaless'), call('wrong', {})], {}, 'bad-tools');
    expect(primitives).toHaveLength(1);
    const reasons = Object.fromEntries(ground.tools.map(({ name, reason }) => [name, reason]));
    expect(reasons).toMatchObject({
      list: '1 of 1 calls verified',
      schemaless: 'it has no description',
      wrong: 'its inputSchema is not of type object',
    });
    expect(ground.tools.filter(({ name }) => name === 'read')).toHaveLength(1);
  });

  it('should not have tools admitted whose definition changes', async () => {
    const { ground } = await verify([call('read', { path: '/srv/fake/a.txt' }), call('list')], {}, 'changing-list');
    expect(ground.tools.find(({ name }) => name === 'read')).toMatchObject({
      admitted: false,
      reason: 'its definition changed from one listing to the next',
    });
  });

  it('should leave nothing behind in the temporary folder', async () => {
    await verify([call('write', { path: '/srv/fake/x', content: 'x' })]);
    await verify([call('list')], {}, 'exits').catch(() => undefined);
    expect(readdirSync(folder)).toEqual([]);
  });
});
