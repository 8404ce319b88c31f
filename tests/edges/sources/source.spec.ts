// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are what is read here
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveSource, type Source } from '../../../src/edges/sources/source.ts';
import type { ServerSettings } from '../../../src/model/server-settings.ts';

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'source-test-'));
  mkdirSync(join(workspace, 'data'));
  writeFileSync(join(workspace, 'server.js'), '');
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

const env = { DESK_TOKEN: 'very-secret', OTHER: 'not-asked-for' };
const source = (settings: ServerSettings): Source => ({ name: 'desk', label: 'desk', from: 'mcp.json', workspace, settings });
const resolve = (settings: ServerSettings) => resolveSource(source(settings), { env, home: '/h' });
const hash = (settings: ServerSettings) => resolve(settings).shown.hash;

describe('resolveSource', () => {
  it('should fill placeholders and make the paths that were meant from the workspace absolute', () => {
    const { server, shown } = resolve({
      command: 'node',
      args: ['server.js', './data', 'data', '--dir', '../gone', '${DESK_TOKEN}'],
      env: { API_KEY: 'literal-key', MODE: 'fast', TOKEN: '${env:DESK_TOKEN}' },
      world: 'data',
    });
    expect(server).toEqual({
      name: 'desk',
      entry: {
        kind: 'stdio',
        program: 'node',
        args: [join(workspace, 'server.js'), join(workspace, 'data'), 'data', '--dir', '../gone', 'very-secret'],
        env: { API_KEY: 'literal-key', MODE: 'fast', TOKEN: 'very-secret' },
        cwd: null,
      },
      world: join(workspace, 'data'),
      secrets: { DESK_TOKEN: 'very-secret', API_KEY: 'literal-key' },
      allowWrites: false,
    });
    expect(shown).toMatchObject({
      given: ['API_KEY', 'MODE', 'TOKEN'],
      taken: ['DESK_TOKEN'],
      command: ['node', 'server.js', './data', 'data', '--dir', '../gone', '${DESK_TOKEN}'],
    });
    expect(JSON.stringify(shown)).not.toMatch(/very-secret|literal-key|not-asked-for/u);
  });

  it('should take more variables from a file, and hold them for secrets', () => {
    writeFileSync(join(workspace, '.env'), '# desk\nA=one two\nB="from the file"\n');
    const { server } = resolve({ command: 'x', env: { B: 'here' }, envFile: '${workspaceFolder}/.env' });
    expect(server.entry).toMatchObject({ env: { A: 'one two', B: 'here' }, cwd: workspace });
    expect(server.secrets).toMatchObject({ A: 'one two' });
    expect(() => resolve({ command: 'x', envFile: '.gone' })).toThrow(/no such file/u);
  });

  it('should read an address with its headers', () => {
    const { server, shown } = resolve({
      url: 'https://e.example/mcp?v=1',
      headers: { Authorization: 'Bearer ${DESK_TOKEN}', Accept: 'text/plain' },
    });
    expect(server.entry).toEqual({
      kind: 'http',
      url: 'https://e.example/mcp?v=1',
      headers: { Authorization: 'Bearer very-secret', Accept: 'text/plain' },
    });
    expect(server.secrets).toEqual({ DESK_TOKEN: 'very-secret', Authorization: 'Bearer very-secret' });
    expect(shown).toMatchObject({ command: ['https://e.example/mcp?v=1'], given: ['Authorization', 'Accept'], taken: ['DESK_TOKEN'] });
  });

  it.each([
    [{ command: 'npx -y thing' }, /put its arguments into "args"/u],
    [{ command: 'x', args: ['${GONE}'] }, /variable GONE is not set/u],
    [{ command: 'x', cwd: 'gone' }, /gone: no such folder/u],
    [{ command: 'x', world: 'server.js' }, /server\.js: no such folder/u],
    [{ url: 'ftp://e.example' }, /no address of a server/u],
    [{ url: 'nowhere' }, /no address of a server/u],
    [{ url: 'https://a:b@e.example' }, /holds no user and password/u],
    [{ url: 'https://e.example', headers: { 'a b': 'c' } }, /no name of a header/u],
    [{ url: 'https://e.example', headers: { A: ' ' } }, /header A has no value/u],
    [{ url: 'https://e.example', headers: { A: 'b\r\nC: d' } }, /more than one line/u],
  ] as [ServerSettings, RegExp][])('should refuse %j in one line', (settings, message) => {
    expect(() => resolve(settings)).toThrow(message);
  });

  it('should run what npx stands for as it is installed', () => {
    const install = (place: string, version: string, bin: unknown = 'cli.js') => {
      const folder = join(place, 'node_modules', '@x', 'notes');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: '@x/notes', version, bin }));
      writeFileSync(join(folder, 'cli.js'), '');
      return join(folder, 'cli.js');
    };
    const home = join(workspace, 'home');
    const run = (...args: string[]) => resolveSource(source({ command: 'npx', args }), { env, home });
    expect(() => run('-y', '@x/notes@1.2.3')).toThrow(/@x\/notes@1\.2\.3 is not installed, and npx would fetch it for every process/u);
    const kept = install(join(home, '.npm', '_npx', '0a1b'), '1.2.3', { notes: 'cli.js', other: 'gone.js' });
    expect(run('-y', '@x/notes@1.2.3', '-y', './data').server.entry).toMatchObject({
      program: process.execPath,
      args: [kept, '-y', join(workspace, 'data')],
    });
    const near = install(workspace, '2.0.0');
    expect(run('@x/notes@latest').server.entry).toMatchObject({ args: [near] });
    expect(run('--package=@x/notes', 'notes', 'a').server.entry).toMatchObject({ args: [near, 'a'] });
    expect(run('@x/notes').shown.package).toMatch(/^@x\/notes@2\.0\.0 \(/u);
    expect(run('@x/notes@1.2.3').server.entry).toMatchObject({ args: [kept] });
    expect(() => run('@x/notes@3.0.0')).toThrow(/not installed \(there is 2\.0\.0, 1\.2\.3\)/u);
    expect(() => run('-y')).toThrow(/no package is named/u);
    expect(run('@x/notes').shown.hash).not.toBe(run('@x/notes@latest').shown.hash);
  });

  it('should be another server to whoever trusts it when anything that is run or given changes', () => {
    const base: ServerSettings = { command: 'node', args: ['a'], env: { X: '1' } };
    expect(hash({ ...base, allowWrites: true, world: 'data' })).toBe(hash(base));
    const others: ServerSettings[] = [
      { ...base, command: 'deno' },
      { ...base, args: ['b'] },
      { ...base, env: { X: '2' } },
      { ...base, env: {} },
      { ...base, cwd: 'data' },
    ];
    expect(new Set([base, ...others].map(hash)).size).toBe(others.length + 1);
    writeFileSync(join(workspace, '.env'), 'NODE_OPTIONS=--require ./a\n');
    const before = hash({ ...base, envFile: '.env' });
    writeFileSync(join(workspace, '.env'), 'NODE_OPTIONS=--require ./b\n');
    expect(hash({ ...base, envFile: '.env' })).not.toBe(before);
  });
});
