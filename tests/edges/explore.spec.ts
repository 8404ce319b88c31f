import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exploreServer, planExploration } from '../../src/edges/explore.ts';
import { readGivenValues } from '../../src/edges/given-values.ts';
import type { OwnServer } from '../../src/edges/own-server.ts';
import { writeGround } from '../../src/edges/verify.ts';
import { configSchema } from '../../src/model/config.ts';
import { openBuild } from '../../src/pipeline.ts';
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
    expect([...lacking]).toEqual([['translate', expect.stringMatching(/^\d+ calls failed: no dictionary$/u)]]);
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

describe('exploreServer on a library', () => {
  const libraryScript = fileURLToPath(new URL('../support/library-server.mjs', import.meta.url));
  const branches = [
    { code: 'C', name: 'Central' },
    { code: 'H', name: 'Harbour' },
    { code: 'W', name: 'West' },
  ];
  const titles = ['Salt Roads', 'The Glass Orchard', 'Night Ferries', 'Lichen and Stone', 'A Field of Clocks', 'North of Seven'];
  const books = titles.map((title, at) => ({
    id: `BK-${at + 1}`,
    title,
    branch: branches[at % 3]?.code,
    genre: ['novel', 'travel', 'science'][at % 3],
    author_id: 41 + (at % 4),
    due: at % 2 === 0 ? null : `2026-03-1${at}`,
  }));
  const authors = ['Ada Brix', 'Tom Ferro', 'Ines Holm', 'Luc Mora'].map((name, at) => ({ id: 41 + at, name }));

  let place: string;
  beforeEach(() => {
    place = join(folder, 'library');
    mkdirSync(place);
    writeFileSync(join(place, 'library.data'), JSON.stringify({ branches, books, authors }));
  });
  const library = (rest: Partial<OwnServer> = {}): OwnServer => ({
    name: 'library',
    entry: { kind: 'stdio', program: process.execPath, args: [libraryScript, place], env: {}, cwd: null },
    world: place,
    secrets: {},
    allowWrites: false,
    ...rest,
  });
  const callsOf = (primitives: readonly { tool: string; arguments: object }[], tool: string) =>
    [...new Set(primitives.filter((primitive) => primitive.tool === tool).map(({ arguments: args }) => JSON.stringify(args)))].sort();

  it('should go from replies to further calls, three deep, and read refusals', async () => {
    const { primitives, ground, lacking, phrases } = await exploreServer(library(), { jobs: 2 });
    expect(callsOf(primitives, 'get_book')).toEqual(books.map(({ id }) => `{"book_id":"${id}"}`));
    expect(callsOf(primitives, 'get_author')).toEqual(authors.map(({ id }) => `{"author_id":${id}}`));
    expect(callsOf(primitives, 'list_books')).toEqual(
      expect.arrayContaining([
        '{"branch_code":"C"}',
        '{"branch_code":"H"}',
        '{"branch_code":"W"}',
        '{"branch_code":"C","genre":"novel"}',
        '{"branch_code":"C","available":true}',
        '{"branch_code":"C","limit":1}',
        '{"branch_code":"C","limit":50}',
      ]),
    );
    // Its form is named in a refusal only, and so are the days.
    expect(callsOf(primitives, 'locate_shelf')).toEqual(['N-104', 'N-105', 'N-106', 'N-107'].map((mark) => `{"shelf_mark":"${mark}"}`));
    expect(callsOf(primitives, 'opening_hours')).toEqual(
      ['friday', 'monday', 'saturday', 'wednesday'].map((day) => `{"weekday":"${day}"}`),
    );
    expect(phrases.chains.map(({ tools }) => tools.join(' '))).toEqual(
      expect.arrayContaining([
        'list_branches list_books',
        'list_books get_book',
        'list_books get_book get_author',
        'list_branches list_books get_book',
      ]),
    );
    const salt = primitives.find(({ tool, arguments: args }) => tool === 'get_book' && args.book_id === 'BK-4');
    expect(salt?.upstream.map(({ label }) => label?.text)).toContain('Lichen and Stone');

    const admitted = Object.fromEntries(ground.tools.map((tool) => [tool.name, tool.admitted]));
    expect(admitted).toMatchObject({ new_ticket: true, draw_lot: false, order_elsewhere: false, add_book: false });
    expect(primitives.find(({ tool }) => tool === 'new_ticket')).toMatchObject({ stability: 'masked', masks: ['uuid'] });
    expect([...lacking.keys()]).toEqual(['order_elsewhere']);
    expect(lacking.get('order_elsewhere')).toMatch(/out of reach.*ENOTFOUND/u);
    const roleOf = (tool: string, pointer: string) =>
      primitives.find((primitive) => primitive.tool === tool && pointer in primitive.roles)?.roles[pointer];
    expect(roleOf('list_books', '/branch_code')?.critical).toBe(true);
    expect(roleOf('list_books', '/genre')).toMatchObject({ critical: true, kind: 'enum' });
    expect(roleOf('list_books', '/due_before')).toMatchObject({ kind: 'date' });
    expect(roleOf('list_books', '/limit')?.critical).toBe(false);
  });

  it('should make what it needs when it may write, each time in a world of its own, and give phrases that build', async () => {
    const before = readFileSync(join(place, 'library.data'), 'utf8');
    const explored = await exploreServer(library({ allowWrites: true }), { jobs: 2 });
    expect(readFileSync(join(place, 'library.data'), 'utf8')).toBe(before);
    const added = explored.primitives.filter(({ tool }) => tool === 'add_book');
    expect(added.length).toBeGreaterThan(6);
    expect(added.every(({ effect, result }) => effect === 'changed' && JSON.stringify(result).includes('BK-7'))).toBe(true);

    const home = join(folder, 'records');
    writeGround(join(home, 'library'), explored);
    writeFileSync(join(home, 'library', 'phrases.json'), JSON.stringify(explored.phrases));
    expect(explored.idle).toEqual([]);
    const build = openBuild(configSchema.parse({ primitives: home, grounds: ['library'], pairs: 300, seed: 's' }));
    expect(build.plan.discarded.get('no_request_fits')).toBeUndefined();
    const operators = new Set(Array.from({ length: 300 }, (_, at) => build.pairAt(at).deviation.operator));
    expect([...operators]).toEqual(
      expect.arrayContaining(['sibling-value', 'sibling-tool', 'wrong-element', 'dropped-constraint', 'repeated-call']),
    );
    for (const { requests } of Object.values(explored.phrases.tools)) expect(requests.length).toBeGreaterThanOrEqual(5);
  });

  it('should keep to a budget, use given values, and give the same records each time', async () => {
    const given = new Map([
      ['weekday', ['friday', 'sunday']],
      ['list_books.branch_code', ['W']],
    ]);
    const [one, two] = [await exploreServer(library(), { jobs: 1, given }), await exploreServer(library(), { jobs: 3, given })];
    // Where two lots differ is chance, too.
    const steady = ({ rejects, ...rest }: typeof one) =>
      JSON.stringify({ ...rest, rejects: rejects.filter(({ tool }) => tool !== 'draw_lot') });
    expect(steady(two)).toBe(steady(one));
    expect(callsOf(one.primitives, 'opening_hours')).toEqual(['{"weekday":"friday"}']);
    expect(callsOf(one.primitives, 'list_books').every((call) => call.includes('"branch_code":"W"'))).toBe(true);
    const small = await exploreServer(library(), { jobs: 2, budget: { perTool: 2 } });
    expect(callsOf(small.primitives, 'list_books').length).toBeLessThanOrEqual(2);
    await expect(exploreServer(library(), { given: new Map([['weekdy', ['friday']]]) })).rejects.toThrow(
      /no tool of this server has a parameter "weekdy" \(did you mean "weekday"\?\)/u,
    );
  });
});

describe('readGivenValues', () => {
  it('should read JSON and YAML, and refuse what is no list of values', async () => {
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    expect(await readGivenValues(write('v.json', '{"city":["Oslo"],"tool.count":3}'))).toEqual(
      new Map<string, unknown>([
        ['city', ['Oslo']],
        ['tool.count', [3]],
      ]),
    );
    expect(await readGivenValues(write('v.yaml', 'city:\n  - Oslo\n  - Rome\n'))).toEqual(new Map([['city', ['Oslo', 'Rome']]]));
    await expect(readGivenValues(write('w.json', '[1]'))).rejects.toThrow(/values are an object/u);
    await expect(readGivenValues(write('x.json', '{"city":[]}'))).rejects.toThrow(/"city" has no values/u);
    await expect(readGivenValues(write('y.json', '{'))).rejects.toThrow(/y\.json: /u);
    await expect(readGivenValues(join(folder, 'none.yaml'))).rejects.toThrow(/none\.yaml/u);
  });
});
