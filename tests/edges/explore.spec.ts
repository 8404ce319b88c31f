import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exploreServer, planExploration } from '../../src/edges/explore.ts';
import type { OwnServer } from '../../src/edges/own-server.ts';
import { parseRequests } from '../../src/trajectories/template.ts';

vi.setConfig({ testTimeout: 120_000 });

const script = fileURLToPath(new URL('../support/desk-server.mjs', import.meta.url));
const orders = [
  { id: 'A-17', customer: 'Ann Lee', status: 'open', total: 12.5 },
  { id: 'A-18', customer: 'Bo Ray', status: 'paid', total: 80 },
  { id: 'B-02', customer: 'Cy Orr', status: 'sent', total: 7 },
];

let folder: string;
let world: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'explore-test-'));
  vi.stubEnv('TMPDIR', folder);
  world = join(folder, 'desk data');
  mkdirSync(world);
  writeFileSync(join(world, 'orders.json'), JSON.stringify(orders));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const entry = (env: Record<string, string> = {}) => ({
  kind: 'stdio' as const,
  program: process.execPath,
  args: [script, world],
  env,
  cwd: null,
});
const desk = (rest: Partial<OwnServer> = {}): OwnServer => ({
  name: 'desk',
  entry: entry(),
  world,
  secrets: {},
  allowWrites: false,
  ...rest,
});

describe('exploreServer', () => {
  it('should call what is marked read-only, with declared values and those that earlier replies show', async () => {
    const { ground, primitives, lacking, phrases } = await exploreServer(desk(), { jobs: 2 });
    const calls = primitives.map(({ tool, arguments: args }) => `${tool} ${JSON.stringify(args)}`);
    expect(calls).toEqual(
      expect.arrayContaining([
        'list_orders {}',
        'list_orders {"status":"open"}',
        'list_orders {"status":"paid"}',
        'list_orders {"limit":10}',
        'list_orders {"compact":false}',
        'get_order {"orderId":"A-17"}',
        'get_order {"orderId":"A-18"}',
        'get_order {"orderId":"B-02"}',
      ]),
    );
    expect(ground.tools.map(({ name, admitted }) => [name, admitted])).toEqual([
      ['list_orders', true],
      ['get_order', true],
      ['translate', false],
      ['close_order', false],
    ]);
    expect([...lacking]).toEqual([['translate', ['sentence']]]);
    expect(ground.source.command).toEqual([expect.not.stringContaining('/'), 'desk-server.mjs', '/srv/desk']);
    expect(JSON.stringify([ground, primitives])).not.toContain(folder);

    const roles = Object.fromEntries(primitives.map(({ tool, arguments: args, roles: own }) => [`${tool} ${JSON.stringify(args)}`, own]));
    expect(roles['list_orders {"status":"open"}']).toEqual({ '/status': { origin: 'user', critical: true, kind: 'enum' } });
    expect(roles['list_orders {"compact":false}']).toEqual({ '/compact': { origin: 'user', critical: false, kind: 'flag' } });
    expect(roles['get_order {"orderId":"A-17"}']).toEqual({ '/orderId': { origin: 'user', critical: true, kind: 'id' } });

    expect(Object.keys(phrases.tools)).toEqual(['list_orders', 'get_order']);
    for (const { requests } of Object.values(phrases.tools)) expect(parseRequests(requests, 1)).toHaveLength(requests.length);
  });

  it('should find the value of a later call in the earlier reply, by the name of its element', async () => {
    const { primitives } = await exploreServer(desk(), { jobs: 2 });
    const call = primitives.find(({ tool, arguments: args }) => tool === 'get_order' && args.orderId === 'A-18');
    const [link] = call?.upstream ?? [];
    const listed = primitives.find(({ id }) => id === link?.call);
    expect(listed?.tool).toBe('list_orders');
    const text = String(listed?.result.content[0]?.text);
    expect(text.slice(link?.at.start, link?.at.end)).toBe('A-18');
  });

  it('should call writing tools only when allowed, each in a world of its own', async () => {
    const { primitives, ground } = await exploreServer(desk({ allowWrites: true }), { jobs: 2 });
    const closed = primitives.filter(({ tool }) => tool === 'close_order');
    expect(closed.map(({ arguments: args, effect }) => [args.order_id, effect]).sort()).toEqual([
      ['A-17', 'changed'],
      ['A-18', 'changed'],
      ['B-02', 'none'],
    ]);
    expect(ground.tools.find(({ name }) => name === 'close_order')).toMatchObject({ admitted: true });
    expect(JSON.parse(readFileSync(join(world, 'orders.json'), 'utf8'))).toEqual(orders);
    await expect(exploreServer(desk({ allowWrites: true, world: null }))).rejects.toThrow(/--allow-writes needs --world/u);
  });

  it('should not let a secret setting into any record', async () => {
    const { primitives, rejects } = await exploreServer(
      desk({ entry: entry({ DESK_TOKEN: 'very-secret' }), secrets: { DESK_TOKEN: 'very-secret' } }),
      { jobs: 2 },
    );
    expect(primitives.filter(({ tool }) => tool === 'get_order')).toEqual([]);
    expect(rejects.filter(({ reason }) => reason === 'the reply shows the value of DESK_TOKEN').length).toBeGreaterThan(0);
    expect(JSON.stringify([primitives, rejects])).not.toContain('very-secret');
  });

  it('should give the same records each time', async () => {
    const [one, two] = [await exploreServer(desk(), { jobs: 1 }), await exploreServer(desk(), { jobs: 3 })];
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
  });

  it('should list its first calls without making any', async () => {
    const { chains } = await planExploration(desk());
    expect(chains.map(([step]) => step?.tool)).toContain('list_orders');
    expect(chains.flat().map(({ tool }) => tool)).not.toContain('close_order');
  });

  it('should say what is wrong with a folder', async () => {
    await expect(exploreServer(desk({ world: join(folder, 'nowhere') }))).rejects.toThrow(/nowhere: no such folder/u);
  });
});
