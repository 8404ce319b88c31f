import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedPrimitives } from '../../src/edges/grounds.ts';
import { digests } from '../support/digests.ts';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'nearmiss-build-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Every build plans all of its grounds: few are enough here. */
const few = ['--grounds', 'board,notes'];

/** Runs the command line in its own process, in an empty working folder. */
async function nearmiss(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const cwd = join(scratch, 'cwd');
  mkdirSync(cwd, { recursive: true });
  try {
    const { stdout, stderr } = await run(process.execPath, [main, ...args], { cwd, maxBuffer: 1 << 26 });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe('nearmiss build', () => {
  it('should give the same bytes with one worker, with three, and killed again and again', async () => {
    const build = (out: string, workers: number) => [
      'build',
      '--pairs',
      '9100',
      ...few,
      '--seed',
      '7',
      '--out',
      join(scratch, out),
      '--workers',
      String(workers),
    ];
    expect((await nearmiss(...build('one', 1))).code).toBe(0);
    expect((await nearmiss(...build('three', 3))).code).toBe(0);
    const whole = digests(join(scratch, 'one'));
    expect(Object.keys(whole)).toContain('manifest.json');
    expect(digests(join(scratch, 'three'))).toEqual(whole);

    const out = join(scratch, 'killed');
    for (const blocks of [0, 1, 2, 3]) await killAfterBlocks(build('killed', 1), join(out, '.nearmiss', 'blocks'), blocks);
    expect(existsSync(join(out, 'manifest.json'))).toBe(false);
    const resumed = await nearmiss(...build('killed', 1));
    expect(resumed.err).toMatch(/going on with a build that was stopped: [1-4] of 10/u);
    expect(digests(out)).toEqual(whole);
  }, 120_000);

  it('should say so and do nothing when the build is there already, and refuse another build’s folder', async () => {
    const out = join(scratch, 'again');
    await nearmiss('build', ...few, '--pairs', '50', '--out', out);
    const before = digests(out);
    const again = await nearmiss('build', ...few, '--pairs', '50', '--out', out);
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toContain('already holds this build');
    const other = await nearmiss('build', ...few, '--pairs', '50', '--seed', 'other', '--out', out);
    expect(other.code).toBe(2);
    expect(other.err).toMatch(/^nearmiss: .*holds another build.*\n$/u);
    expect(digests(out)).toEqual(before);
  }, 60_000);

  it('should write nothing on a dry run', async () => {
    const out = join(scratch, 'dry');
    const dry = await nearmiss('build', ...few, '--pairs', '100', '--out', out, '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.out).toContain('sibling-value');
    expect(existsSync(out)).toBe(false);
  }, 60_000);

  it('should share no pair between two seeds', async () => {
    const content = async (seed: string) => {
      const out = join(scratch, `seed-${seed}`);
      await nearmiss('build', ...few, '--pairs', '1500', '--seed', seed, '--out', out);
      const lines = ['train', 'test'].flatMap((split) =>
        readFileSync(join(out, 'pairs', `${split}.jsonl`), 'utf8')
          .trimEnd()
          .split('\n'),
      );
      return new Set(lines.map((line) => JSON.parse(line).id as string));
    };
    const [one, two] = [await content('1'), await content('2')];
    expect(one.size).toBe(1500);
    expect([...one].filter((id) => two.has(id))).toEqual([]);
  }, 60_000);
});

describe('bad input to nearmiss build', () => {
  it.each([
    ['an unknown setting', { 'c.json': '{"pares": 10}' }, ['--config', 'c.json'], /unknown setting "pares" \(did you mean "pairs"\?\)/u],
    [
      'an unknown family',
      { 'c.json': '{"mix": {"wrong_values": 1}}' },
      ['--config', 'c.json'],
      /unknown setting "mix.wrong_values" \(did you mean "wrong_value"\?\)/u,
    ],
    ['a wrong type', { 'c.yaml': 'pairs: many\n' }, ['--config', 'c.yaml'], /c\.yaml: "pairs" is "many"/u],
    ['a config that is no JSON', { 'c.json': '{pairs' }, ['--config', 'c.json'], /c\.json: /u],
    ['a config that is not there', {}, ['--config', 'gone.json'], /gone\.json: no such file/u],
    [
      'an unknown operator',
      { 'c.json': '{"operators": {"sibling-values": 2}}' },
      ['--config', 'c.json'],
      /unknown operator "sibling-values" \(did you mean "sibling-value"\?\)/u,
    ],
    ['an unknown ground', {}, ['--grounds', 'files'], /unknown ground "files"/u],
    ['an unknown flag', {}, ['--pair', '5'], /unknown option '--pair'/u],
    ['no number of pairs', {}, ['--pairs', '0'], /whole number/u],
    ['too many pairs', {}, [...few, '--pairs', '1e12'], /wrong_value ran short by [\d,]+ \(wanted [\d,]+, these primitives give [\d,]+\)/u],
  ] as const)('should answer %s with one line and exit code 2', async (_, files, args, message) => {
    mkdirSync(join(scratch, 'cwd'), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(scratch, 'cwd', name), text);
    const result = await nearmiss('build', ...args, '--out', join(scratch, 'bad'));
    expect(result.code).toBe(2);
    expect(result.err.trimEnd().split('\n')).toHaveLength(1);
    expect(result.err).toMatch(message);
    expect(existsSync(join(scratch, 'bad'))).toBe(false);
  });

  it('should name the line of a primitives file that was cut short', async () => {
    const primitives = join(scratch, 'cut');
    cpSync(join(shippedPrimitives, 'memory'), join(primitives, 'memory'), { recursive: true });
    const file = join(primitives, 'memory', 'primitives.jsonl');
    const size = readFileSync(file).length;
    truncateSync(file, size - 100);
    const result = await nearmiss('build', '--primitives', primitives, '--out', join(scratch, 'bad'));
    expect(result.code).toBe(2);
    expect(result.err).toMatch(/^nearmiss: .*primitives\.jsonl:\d+: not JSON.*\n$/u);
    expect(existsSync(join(scratch, 'bad'))).toBe(false);
  }, 30_000);

  it('should leave a folder alone that it cannot use', async () => {
    const file = join(scratch, 'a-file');
    writeFileSync(file, 'mine');
    const blocked = await nearmiss('build', ...few, '--pairs', '10', '--out', join(file, 'below'));
    expect(blocked.code).toBe(2);
    expect(blocked.err).toMatch(/^nearmiss: cannot write to .*\n$/u);
    const folder = join(scratch, 'mine');
    mkdirSync(folder);
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    const occupied = await nearmiss('build', ...few, '--pairs', '10', '--out', folder);
    expect(occupied.code).toBe(2);
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  }, 30_000);
});

/** Starts a build and kills it, without warning, as soon as that many blocks are finished. */
async function killAfterBlocks(args: string[], folder: string, blocks: number): Promise<void> {
  const child = spawn(process.execPath, [main, ...args], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const watch = setInterval(() => {
    const finished = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')).length : 0;
    if (finished > blocks || (blocks === 0 && existsSync(folder))) child.kill('SIGKILL');
  }, 5);
  await ended;
  clearInterval(watch);
}
