import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { readJson, readJsonlSync } from '../../src/edges/files.ts';
import { groundSchema } from '../../src/model/ground.ts';
import { phrasesSchema } from '../../src/model/phrases.ts';
import { primitiveSchema, rejectSchema } from '../../src/model/primitive.ts';

vi.setConfig({ testTimeout: 120_000 });

const desk = fileURLToPath(new URL('../support/desk-server.mjs', import.meta.url));

let folder: string;
let said: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-command-test-'));
  said = '';
  vi.stubEnv('TMPDIR', folder);
  vi.spyOn(console, 'log').mockImplementation((text: string) => {
    said += `${text}\n`;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true, force: true });
});

describe('nearmiss verify', () => {
  it.each([
    [['verify'], /no ground named: give one or more of filesystem, /u],
    [['verify', 'filesystems'], /unknown ground "filesystems"/u],
    [['verify', 'memory', '--jobs', '0'], /--jobs/u],
    [['verify', 'memory', '--world', 'x'], /--world goes with --server/u],
    [['verify', '--server', 'node x'], /--name ""/u],
    [['verify', '--server', 'node x', '--name', '../x'], /--name "..\/x"/u],
    [['verify', '--server', 'node x', '--name', 'x', 'memory'], /name no shipped ground/u],
    [['verify', '--server', 'node x', '--name', 'x', '--allow-writes'], /--allow-writes needs --world/u],
    [['verify', '--server', 'node x', '--name', 'x', '--env', 'NO_SUCH_VARIABLE_HERE'], /it is not set here/u],
    [['verify', '--server', 'node x', '--name', 'x', '--env', '9=secret'], /--env "9": give NAME or NAME=value/u],
    [['verify', '--server', 'node "open', '--name', 'x'], /quote that does not close/u],
    [['verify', '--server', '  ', '--name', 'x'], /command is empty/u],
    [['verify', '--server', '/no/such/program', '--name', 'x'], /did not start: \/no\/such\/program/u],
  ])('should answer %j with one line and code 2', async (args, message) => {
    expect(await runProgram([...args, '--out', join(folder, 'out')])).toBe(2);
    expect(said).toMatch(message);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it('should say what to run when a pinned server is missing or another version', async () => {
    mkdirSync(join(folder, 'servers'));
    const verify = () => runProgram(['verify', 'memory', '--servers', join(folder, 'servers')]);
    expect(await verify()).toBe(2);
    expect(said).toMatch(/has no package\.json that pins the servers/u);
    writeFileSync(join(folder, 'servers', 'package.json'), '{}');
    expect(await verify()).toBe(2);
    expect(said).toMatch(/server-memory \S+ is not installed; run: npm ci --prefix /u);
    const place = join(folder, 'servers', 'node_modules', '@modelcontextprotocol', 'server-memory');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), '{"version":"0.0.1"}');
    expect(await verify()).toBe(2);
    expect(said).toMatch(/is installed as 0\.0\.1, pinned is \S+; run: npm ci/u);
  });

  it('should list calls without a server', async () => {
    expect(await runProgram(['verify', 'memory', '--dry-run', '--servers', join(folder, 'nowhere')])).toBe(0);
    expect(said).toMatch(/^memory: \d+ chains, \d+ calls, @modelcontextprotocol\/server-memory /u);
    expect(said).toMatch(/^- search_nodes \{"query":/mu);
  });

  it('should record a server of your own and say what to do next', async () => {
    const world = join(folder, 'world');
    mkdirSync(world);
    writeFileSync(
      join(world, 'orders.json'),
      JSON.stringify([
        { id: 'A-1', status: 'open' },
        { id: 'A-2', status: 'paid' },
      ]),
    );
    const args = ['verify', '--server', `"${process.execPath}" "${desk}" "${world}"`, '--world', world, '--name', 'desk', '--jobs', '2'];
    const out = join(folder, 'out');
    expect(await runProgram([...args, '--dry-run', '--out', out])).toBe(0);
    expect(said).toContain('- list_orders {} [required-only]');
    expect(existsSync(out)).toBe(false);

    expect(await runProgram([...args, '--out', out])).toBe(0);
    expect(readdirSync(join(out, 'desk')).sort()).toEqual(['ground.json', 'phrases.starter.json', 'primitives.jsonl', 'rejects.jsonl']);
    readJson(join(out, 'desk', 'ground.json'), groundSchema);
    readJson(join(out, 'desk', 'phrases.starter.json'), phrasesSchema);
    const primitives = readJsonlSync(join(out, 'desk', 'primitives.jsonl'), primitiveSchema);
    readJsonlSync(join(out, 'desk', 'rejects.jsonl'), rejectSchema);
    expect(primitives.map(({ id }) => id)).toEqual(primitives.map(({ id }) => id).sort());
    expect(readFileSync(join(out, 'desk', 'primitives.jsonl'), 'utf8').endsWith('\n')).toBe(true);
    expect(said).toMatch(/desk: \d+ calls verified/u);
    expect(said).toMatch(/no call of translate held: \d+ calls failed: no dictionary/u);
    expect(said).toContain('phrases.starter.json');
  });
});
