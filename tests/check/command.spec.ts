import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { giveIds, makeDataset, writeDataset } from './dataset.ts';

describe('nearmiss check', () => {
  let folder: string;
  let sound: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nearmiss-command-'));
    sound = join(folder, 'sound');
    const data = makeDataset();
    giveIds(data.rows);
    writeDataset(sound, data);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(() => {
    process.exitCode = undefined;
    vi.restoreAllMocks();
  });

  async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    process.exitCode = undefined;
    let out = '';
    let err = '';
    vi.spyOn(console, 'log').mockImplementation((text: string) => {
      out += `${text}\n`;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      err += String(text);
      return true;
    });
    return { code: await runProgram(['check', ...args]), out, err };
  }

  /** A copy of the sound dataset to spoil. */
  function spoil(name: string, how: (dataset: string) => void): string[] {
    const copy = join(folder, name);
    cpSync(sound, copy, { recursive: true });
    how(join(copy, 'dataset'));
    return [join(copy, 'dataset'), '--primitives', join(copy, 'primitives')];
  }

  it('should count what it checked when every claim holds', async () => {
    const { code, out, err } = await run(join(sound, 'dataset'), '--primitives', join(sound, 'primitives'));
    expect(code).toBe(0);
    expect(out).toContain('30 rows, every claim holds');
    expect(out).toMatch(/stated +30\n/u);
    expect(err).toBe('');
  });

  it('should say row, place, claim and reason when one does not', async () => {
    const args = spoil('seed', (dataset) => {
      const path = join(dataset, 'pairs/train.jsonl');
      writeFileSync(path, readFileSync(path, 'utf8').replace('"seed":"fixture"', '"seed":"else"'));
    });
    const { code, out } = await run(...args);
    expect(code).toBe(1);
    expect(out).toMatch(/^row [0-9a-f]{16} \(pairs\/train\.jsonl:1\): seed: it says "else"; the manifest says "fixture"$/mu);
    expect(out).toMatch(/^pairs\/train\.jsonl: files: it has \d+ bytes; the manifest says \d+$/mu);
    expect(out).toContain('30 rows, 2 problems.');
  });

  it.each(['2', '3'])('should say the same on %s threads, whoever proves a row', async (workers) => {
    const args = spoil(`threads-${workers}`, (dataset) => {
      const path = join(dataset, 'pairs/train.jsonl');
      const rows = readFileSync(path, 'utf8').replaceAll('"step":0', '"step":7').replace('"seed":"fixture"', '"seed":"else"');
      writeFileSync(path, rows.replace(/\n/u, '\nno row\n'));
    });
    const alone = await run(...args, '--json', '--max-problems', '20');
    const report = JSON.parse(alone.out);
    expect(report.found).toBeGreaterThan(20);
    expect(report.problems.map(({ line }: { line: number }) => line)).toContain(21);
    expect(await run(...args, '--json', '--max-problems', '20', '--workers', workers)).toEqual(alone);
  });

  it('should tell of rows in their order, whatever claim of them is looked at first', async () => {
    const args = spoil('order', (dataset) => {
      const path = join(dataset, 'pairs/train.jsonl');
      const rows = readFileSync(path, 'utf8').split('\n');
      // Messages are judged before steps, and steps before requests.
      const changes = [
        [1, /"content":"[^"]+"(?=[^{}]*\},\{"role":"user")/u, '"content":"Who knows."'],
        [2, /"step":\d/u, '"step":7'],
        [3, '"role":"user","content":"', '"role":"user","content":"Sing. '],
        [4, /"step":\d/u, '"step":7'],
        [5, /^\{.*/u, 'no row'],
        [6, /"role":"user","content":"[^"]*"/u, '"role":"user","content":""'],
      ] as const;
      for (const [line, from, to] of changes) rows[line - 1] = (rows[line - 1] as string).replace(from, to);
      writeFileSync(path, rows.join('\n'));
    });
    const told = async (most: string) => JSON.parse((await run(...args, '--json', '--max-problems', most)).out).problems;
    const all = await told('1000');
    const lines = all.flatMap(({ file, line }: { file: string; line: number | null }) =>
      file === 'pairs/train.jsonl' ? (line ?? []) : [],
    );
    expect([...new Set(lines)]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(lines).toEqual(lines.toSorted((one: number, other: number) => one - other));
    for (const most of [2, 4, 6, 8, 10]) expect(await told(String(most))).toEqual(all.slice(0, most));
  });

  it('should list as many problems as asked for and count the rest, as JSON too', async () => {
    const args = spoil('many', (dataset) => {
      const path = join(dataset, 'pairs/train.jsonl');
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"seed":"fixture"', '"seed":"else"'));
    });
    const { code, out } = await run(...args, '--json', '--max-problems', '2');
    expect(code).toBe(1);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ ok: false, rows: 30, found: 28 });
    expect(report.problems).toHaveLength(2);
    expect(report.problems[0]).toEqual({
      row: expect.any(String),
      file: 'pairs/train.jsonl',
      line: 1,
      claim: 'seed',
      reason: expect.any(String),
    });
    expect(report.claims.seed).toBe(30);
  });

  it.each<[string, (dataset: string) => void, RegExp]>([
    ['no folder', (dataset) => rmSync(dataset, { recursive: true }), /no such folder/u],
    ['no manifest', (dataset) => rmSync(join(dataset, 'manifest.json')), /holds no manifest\.json/u],
    ['a manifest cut short', (dataset) => truncateSync(join(dataset, 'manifest.json'), 100), /manifest\.json: not JSON/u],
    ['a manifest of another kind', (dataset) => writeFileSync(join(dataset, 'manifest.json'), '{}'), /manifest\.json: schema/u],
    ['rows cut short', (dataset) => truncateSync(join(dataset, 'pairs/train.jsonl'), 9000), /train\.jsonl: cut short/u],
    ['a table cut short', (dataset) => truncateSync(join(dataset, 'dpo/test.parquet'), 900), /test\.parquet: cut short/u],
    [
      'no table at all',
      (dataset) => writeFileSync(join(dataset, 'sft/train.parquet'), 'PAR1'),
      /train\.parquet: cut short, or no Parquet file/u,
    ],
    ['bytes that are no text', (dataset) => writeFileSync(join(dataset, 'pairs/test.jsonl'), Buffer.from([0xc3, 0x28, 10])), /not UTF-8/u],
    ['no recordings', (dataset) => rmSync(join(dataset, '../primitives/desk'), { recursive: true }), /ground "desk"/u],
    ['recordings cut short', (dataset) => truncateSync(join(dataset, '../primitives/desk/primitives.jsonl'), 500), /primitives\.jsonl:/u],
  ])('should refuse in one line: %s', async (name, how, message) => {
    const { code, out, err } = await run(...spoil(name, how));
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('should refuse a row nested without end, by its claim', async () => {
    const args = spoil('deep', (dataset) => {
      const path = join(dataset, 'pairs/train.jsonl');
      writeFileSync(path, readFileSync(path, 'utf8').replace('"from":"', `"from":${'['.repeat(200000)}${']'.repeat(200000)},"was":"`));
    });
    const { code, out } = await run(...args);
    expect(code).toBe(1);
    expect(out).toMatch(/shape: /u);
  });
});
