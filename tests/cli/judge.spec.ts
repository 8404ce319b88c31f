import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256OfFile } from '../../src/edges/files.ts';
import { type Judgement, judgeReportSchema } from '../../src/model/judge-report.ts';
import type { Pair } from '../../src/model/pair.ts';
import { useCommandLine } from '../support/command-line.ts';
import { useModelServer } from '../support/model-builds.ts';
import type { Write } from '../support/model-server.ts';

const line = useCommandLine('nearmiss-judge');
const { serve } = useModelServer();

const good: Judgement = {
  right: 'both',
  specificity: 5,
  coherence: 4,
  solvability: 5,
  alignment: 5,
  sufficiency: 5,
  minimality: 5,
  completeness: null,
  conciseness: null,
  why: 'as asked',
};

interface Shown {
  conversation: Pair['prompt'];
  first: Pair['chosen'][number];
}
const shown = (messages: { content: string }[]) => JSON.parse(messages[1]?.content ?? '') as Shown;

/** Builds a small dataset and gives what judges it; the config names the stand-in. */
async function prepare(write: Write) {
  const { url, calls, close } = await serve(write);
  const config = join(line.folder, 'config.json');
  const model = { baseUrl: url, cassette: join(line.folder, 'c.jsonl'), judge: { model: 'j' } };
  writeFileSync(config, JSON.stringify({ grounds: ['board'], pairs: 24, workers: 1, testShare: 0, model }));
  const dataset = join(line.folder, 'd');
  expect(await line.run('build', '--config', config, '--out', dataset)).toBe(0);
  const file = join(dataset, 'pairs', 'train.jsonl');
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const pairs = lines.map((text) => JSON.parse(text) as Pair);
  return { pairs, file, calls, close, judge: (...flags: string[]) => line.run('judge', dataset, '--config', config, ...flags) };
}

describe('nearmiss judge', { timeout: 60_000 }, () => {
  it('should tell whether the model finds the right side without its name, and change nothing', async () => {
    const rights = new Set<string>();
    const { pairs, file, judge, calls, close } = await prepare((messages) => {
      const { conversation, first } = shown(messages);
      const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
      const pair = pairs.find(
        ({ prompt, chosen, rejected }) => same(prompt, conversation) && (same(chosen[0], first) || same(rejected[0], first)),
      );
      const right = same(pair?.chosen[0], first) ? 'first' : 'second';
      rights.add(right);
      return JSON.stringify({ ...good, right });
    });
    const before = sha256OfFile(file);
    expect(await judge('--n', '20')).toBe(2);
    expect(line.said).toMatch(/lacks the answers for 20 of 20 pairs: --record/u);
    expect(await judge('--n', '20', '--dry-run')).toBe(0);
    expect(line.told).toMatch(/judge +j +20 +0 +20 /u);
    expect(calls).toHaveLength(0);
    expect(await judge('--n', '20', '--record', '--json')).toBe(0);
    const report = judgeReportSchema.parse(JSON.parse(line.told));
    expect(report).toMatchObject({ rows: 20, unreadable: 0, verdicts: { chosen: 20, rejected: 0, both: 0, neither: 0 }, doubted: [] });
    expect(report.marks.coherence).toEqual({ rows: 20, mean: 4, low: 0 });
    expect([...rights].sort()).toEqual(['first', 'second']);
    await close();
    expect(await judge('--n', '20', '--json')).toBe(0);
    expect(judgeReportSchema.parse(JSON.parse(line.told))).toEqual(report);
    expect(sha256OfFile(file)).toBe(before);
  });

  it('should list what the model doubts, harmless on a terminal, and be a gate', async () => {
    const { judge } = await prepare(() => JSON.stringify({ ...good, specificity: 2, why: '\u001b[2J both\nare fine' }));
    expect(await judge('--n', '10', '--record')).toBe(0);
    expect(line.told).toMatch(/both +10 +100\.0 %/u);
    expect(line.told).toMatch(/takes both sides for right, specificity 2: \[2J both are fine/u);
    expect(line.told).not.toContain('\u001b');
    expect(await judge('--n', '10', '--max-doubted', '0.5')).toBe(1);
    expect(line.said).toContain('j doubts 100.0 % of the rows, more than 50 %');
  });

  it('should ask twice where nothing can be read, and count it', async () => {
    const { judge, calls } = await prepare(() => 'I would say the first.');
    expect(await judge('--n', '5', '--record')).toBe(0);
    expect(line.told).toContain('0 rows as j sees them; of 5 more it said nothing that can be read');
    expect(calls).toHaveLength(10);
  });
});
