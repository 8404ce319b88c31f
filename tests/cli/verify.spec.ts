import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { readJson, readJsonlSync } from '../../src/edges/files.ts';
import { groundSchema } from '../../src/model/ground.ts';
import { phrasesSchema } from '../../src/model/phrases.ts';
import { primitiveSchema, rejectSchema } from '../../src/model/primitive.ts';
import { verifyReportSchema } from '../../src/model/verify-report.ts';
import { useCommandLine } from '../support/command-line.ts';

vi.setConfig({ testTimeout: 120_000 });

const desk = fileURLToPath(new URL('../support/desk-server.mjs', import.meta.url));

const line = useCommandLine('verify');

describe('nearmiss verify', () => {
  it.each([
    [['filesystems'], /unknown ground "filesystems" \(did you mean "filesystem"\?\): there are filesystem, /u],
    [['memory', '--jobs', '0'], /--jobs/u],
    [['memory', '--world', 'x'], /--world goes with --server or --mcp-json/u],
    [['memory', '--only', 'x'], /--only goes with --mcp-json/u],
    [['--server', 'x', '--name', 'x', '--header', 'A=b'], /--header goes with --url/u],
    [['--server', 'x', '--url', 'https://e.example'], /--server and --url: servers come from one place at a time/u],
    [['--server', 'node x', '--diff', '--list-calls'], /--diff and --list-calls: one at a time/u],
    [['--server', 'node x'], /--name ""/u],
    [['--server', 'node x', '--name', '../x'], /--name "..\/x"/u],
    [['--server', 'node x', '--name', 'x', 'memory'], /name no shipped ground/u],
    [['--server', 'node x', '--name', 'x', '--allow-writes'], /--allow-writes needs --world/u],
    [['--server', 'node x', '--name', 'x', '--env', 'NO_SUCH_VARIABLE_HERE'], /--env NO_SUCH_VARIABLE_HERE: it is not set here/u],
    [['--server', 'node x', '--name', 'x', '--env', '9=secret'], /--env "9": give NAME or NAME=value/u],
    [['--server', 'node "open', '--name', 'x'], /quote that does not close/u],
    [['--server', '  ', '--name', 'x'], /command is empty/u],
    [['--server', 'node x', '--name', 'x', '--world', '/no/such/folder'], /\/no\/such\/folder: no such folder/u],
    [['--server', 'no-such-program x', '--name', 'x', '--yes'], /no-such-program: no such program in PATH$/u],
    [['--server', '/no/such/program', '--name', 'x', '--yes'], /\/no\/such\/program: no such program$/u],
    [
      ['--server', 'node x', '--name', 'x'],
      /x: starting it runs its command, which needs your leave: node x; say --yes, or allow it once at a terminal/u,
    ],
    [
      ['--url', 'https://e.example', '--name', 'x', '--header', 'X-No-Such-Key'],
      /--header X-No-Such-Key has no value: give X-No-Such-Key=value, or set the variable X_NO_SUCH_KEY/u,
    ],
    [['--url', 'https://e.example', '--name', 'x', '--header', 'A='], /--header A has no value/u],
    [['--url', 'https://e.example', '--name', 'x', '--header', 'A: '], /--header A has no value/u],
    [['--url', 'e.example', '--name', 'x', '--yes'], /"e\.example" is no address of a server/u],
    [['--url', 'https://e.example', '--name', 'x', '--allow-writes'], /a server elsewhere has none/u],
    [['--mcp-json', '/no/such/mcp.json'], /\/no\/such\/mcp\.json: no such file/u],
  ])('should answer %j with one line and code 2', async (args, message) => {
    const out = join(line.folder, 'out');
    expect(await line.run('verify', ...args, '--out', out)).toBe(2);
    const [last, ...others] = line.said.trimEnd().split('\n').reverse();
    expect(last).toMatch(message);
    expect(others.filter((text) => text.startsWith('nearmiss:'))).toEqual([]);
    expect(existsSync(out)).toBe(false);
  });

  it('should ask for a name where none is given and no config file names a server', async () => {
    expect(await line.run('verify')).toBe(2);
    expect(line.said).toMatch(/nothing to verify: name one or more of filesystem, /u);
  });

  it('should say what to run when a pinned server is missing or another version', async () => {
    mkdirSync(join(line.folder, 'servers'));
    const verify = () => line.run('verify', 'memory', '--servers', join(line.folder, 'servers'));
    expect(await verify()).toBe(2);
    expect(line.said).toMatch(/has no package\.json that pins the servers/u);
    writeFileSync(join(line.folder, 'servers', 'package.json'), '{}');
    expect(await verify()).toBe(2);
    expect(line.said).toMatch(/server-memory \S+ is not installed; run: npm ci --prefix /u);
    const place = join(line.folder, 'servers', 'node_modules', '@modelcontextprotocol', 'server-memory');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), '{"version":"0.0.1"}');
    expect(await verify()).toBe(2);
    expect(line.said).toMatch(/is installed as 0\.0\.1, pinned is \S+; run: npm ci/u);
  });

  it('should list calls without a server', async () => {
    expect(await line.run('verify', 'memory', '--dry-run', '--servers', join(line.folder, 'nowhere'))).toBe(0);
    expect(line.told).toMatch(/^memory: \d+ chains, \d+ calls, @modelcontextprotocol\/server-memory /u);
    expect(line.told).toMatch(/^- search_nodes \{"query":/mu);
  });

  it('should say what it would start, and start nothing', async () => {
    expect(
      await line.run('verify', '--server', '/no/such/program --dir ./data', '--name', 'desk', '--env', 'KEY=very-secret', '--dry-run'),
    ).toBe(0);
    expect(line.told).toMatch(
      /^"desk", named by the command line:\n {2}runs {6}\/no\/such\/program --dir \.\/data\n {2}in {8}\.\n {2}is given {2}KEY \(variables\)/u,
    );
    expect(line.told).not.toContain('very-secret');
    expect(await line.run('verify', 'memory', '--dry-run', '--json')).toBe(0);
    const report = verifyReportSchema.parse(JSON.parse(line.told));
    expect(report).toMatchObject({ mode: 'dry-run', servers: [{ name: 'memory', outcome: 'planned', launch: null }] });
  });

  it('should record a server of your own and say what to do next', async () => {
    const world = join(line.folder, 'world');
    mkdirSync(world);
    writeFileSync(
      join(world, 'orders.json'),
      JSON.stringify([
        { id: 'A-1', status: 'open' },
        { id: 'A-2', status: 'paid' },
      ]),
    );
    const args = [
      'verify',
      '--server',
      `"${process.execPath}" "${desk}" "${world}"`,
      '--world',
      world,
      '--name',
      'desk',
      '--jobs',
      '2',
      '--yes',
    ];
    const out = join(line.folder, 'out');
    expect(await line.run(...args, '--list-calls', '--out', out)).toBe(0);
    expect(line.told).toContain('- list_orders {} [required-only]');
    expect(existsSync(out)).toBe(false);

    expect(await line.run(...args, '--out', out)).toBe(0);
    expect(readdirSync(join(out, 'desk')).sort()).toEqual(['ground.json', 'phrases.starter.json', 'primitives.jsonl', 'rejects.jsonl']);
    readJson(join(out, 'desk', 'ground.json'), groundSchema);
    readJson(join(out, 'desk', 'phrases.starter.json'), phrasesSchema);
    const primitives = readJsonlSync(join(out, 'desk', 'primitives.jsonl'), primitiveSchema);
    readJsonlSync(join(out, 'desk', 'rejects.jsonl'), rejectSchema);
    expect(primitives.map(({ id }) => id)).toEqual(primitives.map(({ id }) => id).sort());
    expect(readFileSync(join(out, 'desk', 'primitives.jsonl'), 'utf8').endsWith('\n')).toBe(true);
    expect(line.told).toMatch(/desk: \d+ calls verified/u);
    expect(line.told).toMatch(/list_orders +yes +\d+ +\d+ +\d+\/\d+/u);
    expect(line.told).toMatch(/close_order +no +0 +0 +0\/0 +it is not marked read-only, and calls that may write were not allowed/u);
    expect(line.told).toContain('phrases.starter.json');
  });
});
