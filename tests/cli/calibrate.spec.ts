import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FailureLog } from '../../src/calibrate/log.ts';
import { configSchema } from '../../src/model/config.ts';
import type { Json } from '../../src/model/json.ts';
import type { Pair } from '../../src/model/pair.ts';
import { openBuild } from '../../src/pipeline.ts';
import { useCommandLine } from '../support/command-line.ts';

const line = useCommandLine('nearmiss-calibrate');

function write(name: string, rows: readonly unknown[]): string {
  const file = join(line.folder, name);
  writeFileSync(file, rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''));
  return file;
}

/** A pair as a log has it, the whole right trajectory on one side. */
const rowOf = ({ prompt, tools, chosen, rejected, continuation }: Pair) => ({
  messages: prompt,
  tools,
  expected: [...chosen, ...continuation.chosen],
  actual: rejected,
});

describe('nearmiss calibrate', () => {
  it('should give back the mix of a build whose pairs are the log', async () => {
    const mix = { wrong_value: 45, wrong_function: 20, wrong_number: 20, missing_optional: 5, wrong_answer: 5, broken_call: 5 };
    const grounds = ['filesystem', 'git', 'memory', 'sqlite'];
    const build = openBuild(configSchema.parse({ pairs: 1000, seed: 'log', grounds, mix }));
    const pairs = Array.from({ length: 1000 }, (_, position) => build.pairAt(position));
    const log = new FailureLog();
    const told = pairs.map((pair, at) => ({ pair, found: log.add(rowOf(pair) as unknown as Json, at + 1) }));
    expect(log.untold).toEqual([]);
    const weights = log.mix().mix;
    for (const [family, weight] of Object.entries(mix))
      expect(Math.abs(weights[family as keyof typeof mix] / 10 - weight), family).toBeLessThan(1);
    const share = (isRight: (each: (typeof told)[number]) => boolean) => told.filter(isRight).length / told.length;
    expect(share(({ pair, found }) => found?.family === pair.deviation.family)).toBeGreaterThan(0.99);
    expect(share(({ pair, found }) => found?.operator === pair.deviation.operator)).toBeGreaterThan(0.85);

    const file = write('log.jsonl', pairs.map(rowOf));
    const out = join(line.folder, 'mix.json');
    expect(await line.run('calibrate', file, '--out', out), line.said).toBe(0);
    expect(line.told).toContain('1000 failures told, 0 rows not');
    expect(line.told).toMatch(/wrong_number +repeated-call +\d+ +[\d.]+ %/u);
    const again = join(line.folder, 'again');
    expect(await line.run('build', '--grounds', grounds.join(','), '--pairs', '200', '--mix', out, '--out', again), line.said).toBe(0);
    const { counts } = JSON.parse(readFileSync(join(again, 'manifest.json'), 'utf8'));
    expect(Object.values(counts.byFamily)).toHaveLength(6);
    for (const [family, weight] of Object.entries(mix))
      expect(Math.abs(counts.byFamily[family] / 2 - weight), family).toBeLessThanOrEqual(1.5);
  }, 120_000);

  it('should say by line and reason which rows it cannot tell, and count the others', async () => {
    const good = { expected: { name: 'go', arguments: { to: 'Rome' } }, actual: { name: 'go', arguments: '{"to": "Oslo"}' } };
    const file = write('log.jsonl', [
      good,
      'nonsense',
      '',
      { expected: good.expected },
      { ...good, actual: good.expected },
      { expected: 7, actual: [] },
    ]);
    expect(await line.run('calibrate', file), line.said).toBe(0);
    expect(line.told).toContain('1 failures told, 4 rows not');
    expect(line.told).toMatch(/log\.jsonl:2: the line: not JSON/u);
    expect(line.told).toMatch(/log\.jsonl:4: nothing says what was done: one of actual, rejected/u);
    expect(line.told).toMatch(/log\.jsonl:5: what was done is what was expected/u);
    expect(line.told).toMatch(/log\.jsonl:6: what was expected is neither calls nor words/u);
  });

  it.each([
    ['a log that is not there', () => join(line.folder, 'gone.jsonl'), /gone\.jsonl: no such file/u],
    ['an empty log', () => write('log.jsonl', []), /has no rows/u],
    [
      'a log of something else',
      () => write('log.jsonl', [{ text: 'hello' }]),
      /none of 1 rows can be told; line 1: nothing says what was expected/u,
    ],
    ['nesting without end', () => write('log.jsonl', [`${'['.repeat(90_000)}${']'.repeat(90_000)}`]), /none of 1 rows can be told/u],
  ])('should answer %s with one line and exit code 2', async (_, file, message) => {
    const out = join(line.folder, 'mix.json');
    expect(await line.run('calibrate', file(), '--out', out)).toBe(2);
    expect(line.said).toMatch(message);
    expect(line.said.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(out)).toBe(false);
  });
});
