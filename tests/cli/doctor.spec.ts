import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makePairs } from '../exporters/awkward.ts';
import { useCommandLine } from '../support/command-line.ts';

const line = useCommandLine('doctor');
const pairs = makePairs(40, 'doctor command').filter((pair) => !/[\ufeff\u2028\u2029]|1e-9|<\|/u.test(JSON.stringify(pair)));

function makeDataset(): string {
  const folder = join(line.folder, 'dataset');
  mkdirSync(join(folder, 'pairs'), { recursive: true });
  const rows = pairs.filter(({ split }) => split === 'train');
  writeFileSync(join(folder, 'pairs', 'train.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return folder;
}

describe('nearmiss doctor', () => {
  it('says that every row arrives, and what it cannot judge', async () => {
    expect(
      await line.run('doctor', makeDataset(), '--for', 'trl,llamafactory,openai', '--template', 'chatml', '--max-length', '9000'),
    ).toBe(0);
    expect(line.told).toContain('Every row that is written arrives as it is.');
    expect(line.told).toContain('templates of its own');
  });

  it('exits with 1 where a template loses what matters', async () => {
    const template = join(line.folder, 'own.jinja');
    writeFileSync(template, '{% for message in messages %}{{ message.content }}\n{% endfor %}');
    expect(await line.run('doctor', makeDataset(), '--template', template, '--any-template')).toBe(1);
    expect(line.told).toContain('argument_lost');
    expect(line.told).toContain('Not every row arrives as it is.');
  });

  it('writes what each trainer will have, and tells machines the same', async () => {
    const file = join(line.folder, 'seen.jsonl');
    expect(await line.run('doctor', makeDataset(), '--template', 'chatml', '--max-length', '9000', '--predict', file, '--json')).toBe(0);
    const seen = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
    const { verdicts } = JSON.parse(line.told);
    expect(seen.length).toBe(verdicts.reduce((sum: number, { rendered }: { rendered: number }) => sum + rendered, 0));
    expect(seen.filter(({ format }) => format === 'trl-kto').map(({ label }) => label)).toContain(false);
  });

  it('cannot say a text without a template, and says so', async () => {
    expect(await line.run('doctor', makeDataset(), '--max-length', '9000')).toBe(0);
    expect(line.told).toContain('the text: --template says through what it goes');
  });

  it.each([
    [['--for', 'trll'], 'unknown consumer "trll" (did you mean "trl"?)'],
    [['--for', 'axolotl'], '--for axolotl reads rendered text: --template says'],
    [['--max-length', '0'], 'A whole number from 1 is needed'],
  ])('refuses %j in one line', async (args, message) => {
    expect(await line.run('doctor', makeDataset(), ...args, '--predict', join(line.folder, 'seen.jsonl'))).toBe(2);
    expect(line.said).toContain(message);
    expect(existsSync(join(line.folder, 'seen.jsonl'))).toBe(false);
  });
});
