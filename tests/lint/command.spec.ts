import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { shippedPrimitives } from '../../src/edges/grounds.ts';
import { toolWith, toolWithParameter } from '../../src/lint/rules/example.ts';

const desk = fileURLToPath(new URL('../support/desk-server.mjs', import.meta.url));

describe('nearmiss lint', { timeout: 60_000 }, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nearmiss-lint-'));
    write('sound.json', [toolWith()]);
    write('bad.json', { tools: [toolWithParameter('page', { type: 'integer', minimum: 5, maximum: 1, description: 'Page, from 1' })] });
    mkdirSync(join(folder, 'many/inner/node_modules'), { recursive: true });
    write('many/b.json', [toolWith()]);
    write('many/inner/a.json', [toolWith()]);
    write('many/package.json', { name: 'x' });
    writeFileSync(join(folder, 'many/broken.yaml'), 'a: [');
    writeFileSync(join(folder, 'many/inner/node_modules/c.json'), '[{"name": "x y", "inputSchema": {}}]');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(() => {
    process.exitCode = undefined;
    vi.restoreAllMocks();
  });

  function write(name: string, value: unknown): void {
    writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  }

  async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    process.exitCode = undefined;
    let [out, err] = ['', ''];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      err += String(text);
      return true;
    });
    return { code: await runProgram(['lint', ...args]), out, err };
  }

  it('should pass sound tools and fail bad ones, with line and column', async () => {
    expect(await run(join(folder, 'sound.json'))).toEqual({ code: 0, out: '1 tool: nothing found.\n', err: '' });
    const { code, out } = await run(join(folder, 'bad.json'));
    expect(code).toBe(1);
    const line =
      readFileSync(join(folder, 'bad.json'), 'utf8')
        .split('\n')
        .findIndex((text) => text.includes('"minimum"')) + 1;
    expect(out).toContain(`${line}:13  error    "page": minimum 5 and maximum 1  contradictory-bounds`);
  });

  it('should say nothing when quiet and sound', async () => {
    expect(await run(join(folder, 'sound.json'), '--quiet')).toEqual({ code: 0, out: '', err: '' });
    expect((await run(join(folder, 'bad.json'), '--quiet')).out).toContain('contradictory-bounds');
  });

  it('should read folders below it in one order, but packages, and say what holds no tools', async () => {
    const { code, out, err } = await run(join(folder, 'many'), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out).tools.map(({ source }: { source: string }) => source.slice(folder.length))).toEqual([
      '/many/b.json',
      '/many/inner/a.json',
    ]);
    expect(err).toMatch(/^nearmiss: 2 of the files hold no tools: .*broken\.yaml, .*package\.json\n$/u);
  });

  it('should take settings from a file and from flags, which add to it', async () => {
    write('settings.json', { ignore: [{ rule: 'contradictory-bounds' }] });
    expect((await run(join(folder, 'bad.json'), '--config', join(folder, 'settings.json'))).code).toBe(0);
    expect((await run(join(folder, 'bad.json'), '--ignore', 'contradictory-bounds@list_orders')).code).toBe(0);
    expect((await run(join(folder, 'bad.json'), '--ignore', 'contradictory-bounds@other')).code).toBe(1);
    expect((await run(join(folder, 'bad.json'), '--rule', 'contradictory-bounds=warning')).code).toBe(0);
    expect((await run(join(folder, 'bad.json'), '--max-severity', 'error')).code).toBe(0);
    write('wrong.json', { ignored: [] });
    expect(await run(join(folder, 'bad.json'), '--config', join(folder, 'wrong.json'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/wrong\.json: no setting is called "ignored" \(did you mean "ignore"\?\)\n$/u),
    });
  });

  it('should ask a running server', { timeout: 60_000 }, async () => {
    const { code, out } = await run('--server', `${process.execPath} ${desk} ${folder}`, '--json', '--for', 'mcp');
    expect([0, 1]).toContain(code);
    const { tools } = JSON.parse(out) as { tools: { tool: string; server: string }[] };
    expect(tools.length).toBeGreaterThan(2);
    expect(new Set(tools.map(({ server }) => server)).size).toBe(1);
  });

  it('should say that a server does not start', { timeout: 60_000 }, async () => {
    expect(await run('--server', `${process.execPath} -e "process.exit(3)"`)).toMatchObject({
      code: 2,
      err: expect.stringContaining('the server did not start'),
    });
  });

  it('should see in a ground what its recordings show', async () => {
    const { out } = await run(join(shippedPrimitives, 'sqlite', 'ground.json'), '--json');
    expect(JSON.parse(out).tools.length).toBeGreaterThan(5);
  });

  it('should write SARIF and annotations', async () => {
    const sarif = JSON.parse((await run(join(folder, 'bad.json'), '--sarif')).out);
    expect(sarif.runs[0].results[0].locations[0].physicalLocation.region.startLine).toBeGreaterThan(1);
    expect((await run(join(folder, 'bad.json'), '--github')).out).toMatch(
      /^::error file=.*bad\.json,line=\d+,col=\d+,title=contradictory-bounds::list_orders: /u,
    );
  });

  it('should mend to another place, or in place when asked', async () => {
    write('old.json', { tools: [{ name: 'a', inputSchema: { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' } }] });
    const before = readFileSync(join(folder, 'old.json'), 'utf8');
    expect(await run(join(folder, 'old.json'), '--fix')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--fix needs --out <path>'),
    });
    expect(await run(join(folder, 'old.json'), '--fix', '--out', join(folder, 'old.json'))).toMatchObject({ code: 2 });
    const { code, out } = await run(join(folder, 'old.json'), '--fix', '--out', join(folder, 'new.json'));
    expect(code).toBe(0);
    expect(out).toContain('  a: removed $schema, added "properties": {}\n');
    expect(readFileSync(join(folder, 'old.json'), 'utf8')).toBe(before);
    expect(JSON.parse(readFileSync(join(folder, 'new.json'), 'utf8')).tools[0].inputSchema).toEqual({ type: 'object', properties: {} });
    await run(join(folder, 'old.json'), '--fix', '--in-place');
    expect(readFileSync(join(folder, 'old.json'), 'utf8')).toBe(readFileSync(join(folder, 'new.json'), 'utf8'));
  });

  it('should list and explain the rules', async () => {
    expect((await run('--rules')).out).toMatch(/^ {2}hanging-pattern +error +a pattern can take exponential time$/mu);
    expect((await run('--explain', 'openai/name')).out).toContain('Source: https://');
  });

  it.each<[string, string[], RegExp]>([
    ['nothing to look at', [], /nothing to look at/u],
    ['a file that is not there', ['none.json'], /none\.json: no such file or folder/u],
    ['a file without tools', ['many/package.json'], /it holds no list of tools/u],
    ['a file cut short', ['cut.json'], /cut\.json: not JSON/u],
    ['an empty folder', ['many/inner/node_modules/..', '--format', 'openapi'], /OpenAPI/u],
    ['an unknown profile', ['sound.json', '--for', 'opnai'], /did you mean "openai"/u],
    ['an unknown rule', ['sound.json', '--rule', 'x=off'], /no rule is called "x"/u],
    ['a rule without a severity', ['sound.json', '--rule', 'x'], /give <id>=off/u],
    ['an unknown format', ['sound.json', '--format', 'mpc'], /did you mean "mcp"/u],
    ['--out without --fix', ['sound.json', '--out', 'x'], /--out goes with --fix/u],
    ['two forms at once', ['sound.json', '--json', '--sarif'], /cannot be used with/u],
    ['an unknown rule to explain', ['--explain', 'hanging'], /no rule is called "hanging"/u],
  ])('should refuse in one line: %s', async (_, args, message) => {
    writeFileSync(join(folder, 'cut.json'), '{"tools": [{"name": ');
    const { code, err, out } = await run(...args.map((arg) => (/\.json$|^many/u.test(arg) ? join(folder, arg) : arg)));
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
