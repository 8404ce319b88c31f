import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Report } from '../../src/check/claims.ts';
import { checkFolder } from '../../src/cli/check-folder.ts';
import { runProgram } from '../../src/cli/program.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import type { Pair } from '../../src/model/pair.ts';
import { cases } from './cases/index.ts';
import { isAcceptable } from './cases/judge.ts';

const SEEDS = ['1', '2', '3', '4', '5', '6'];

describe('nearmiss mutate on the cases', () => {
  let folder: string;
  const pairs: Pair[] = [];
  const reports: Report[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nearmiss-cases-'));
    const file = join(folder, 'cases.jsonl');
    writeFileSync(file, cases.map(({ row }) => `${JSON.stringify(row)}\n`).join(''));
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    for (const seed of SEEDS) {
      const out = join(folder, seed);
      expect(await runProgram(['mutate', file, '--out', out, '--seed', seed, '--per-row', '50'])).toBe(0);
      const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest;
      for (const path of Object.keys(manifest.files).filter((name) => name.startsWith('pairs/'))) {
        for (const line of readFileSync(join(out, path), 'utf8').trim().split('\n')) pairs.push(JSON.parse(line) as Pair);
      }
      reports.push(await checkFolder(out, { primitives: folder, source: file, maxProblems: 100 }));
    }
    vi.restoreAllMocks();
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('should make no wrong side that a careful annotator would take', () => {
    const taken = pairs.flatMap((pair) => {
      const own = cases.find(({ name }) => name === pair.meta.source);
      const call = pair.rejected[0]?.tool_calls?.[0]?.function ?? null;
      if (own !== undefined && !isAcceptable(own, pair.prompt, call)) return [];
      return [`${pair.meta.source} (${pair.deviation.operator}): ${JSON.stringify(call)}`];
    });
    expect([...new Set(taken)]).toEqual([]);
  });

  it('should make pairs that every claim holds of', () => {
    expect(reports.flatMap(({ problems }) => problems.map(({ claim, reason }) => `${claim}: ${reason}`))).toEqual([]);
    expect(reports.map(({ claims }) => claims.stated)).toEqual(SEEDS.map(() => expect.any(Number)));
  });

  it('should make a wrong side of at least nine in ten that state something', () => {
    const made = new Set(pairs.map(({ meta }) => meta.source));
    const stated = cases.filter((one) => one.stated).map(({ name }) => name);
    const missing = stated.filter((name) => !made.has(name));
    expect(missing.length / stated.length, missing.join(', ')).toBeLessThanOrEqual(0.1);
  });
});
