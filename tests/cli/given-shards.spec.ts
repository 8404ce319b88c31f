import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { digests } from '../support/digests.ts';
import { nearmiss } from '../support/nearmiss.ts';

vi.setConfig({ testTimeout: 60_000 });

let scratch: string;
let rows: string;
const part = (number: number) => join(scratch, 'parts', String(number));

const tools = [
  {
    type: 'function',
    function: {
      name: 'book_table',
      description: 'Books a table in a restaurant of a town.',
      parameters: {
        type: 'object',
        properties: { town: { type: 'string' }, guests: { type: 'integer' }, terrace: { type: 'boolean' } },
        required: ['town', 'guests'],
      },
    },
  },
];
const towns = 'Rome Oslo Lyon Graz Bern Turin Porto Ghent Malmo Cadiz Delft Siena Varna Gdansk Bergen'.split(' ');

/** A conversation that no other row has. */
function rowOf(at: number): object {
  const values = { town: towns[at % towns.length], guests: 2 + Math.floor(at / towns.length) };
  const call = { id: 'c1', type: 'function', function: { name: 'book_table', arguments: values } };
  const content = `Please book a table in ${values.town} for ${values.guests} guests.`;
  return {
    tools,
    messages: [
      { role: 'user', content },
      { role: 'assistant', content: null, tool_calls: [call] },
    ],
  };
}

/** Conversations, some of them twice, some of those far apart; a line that is blank and one that is no row. */
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'nearmiss-given-shards-'));
  rows = join(scratch, 'logs.jsonl');
  const lines = Array.from({ length: 900 }, (_, at) => JSON.stringify({ id: `row-${at}`, ...rowOf(at) }));
  const again = lines.slice(100, 160).map((line) => line.replace('"row-', '"again-'));
  const all = [...lines.slice(0, 130), '', ...lines.slice(100, 120), ...lines.slice(130), '{"broken"', ...again];
  writeFileSync(rows, `${all.join('\n')}\n`);
  await nearmiss('mutate', rows, '--per-row', '4', '--out', join(scratch, 'whole'));
  for (const number of [2, 3, 1]) await nearmiss('mutate', rows, '--per-row', '4', '--shard', `${number}/3`, '--out', part(number));
}, 60_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const discarded = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).discarded;

describe('the shards of given rows', () => {
  it('should merge to the bytes of one run, though pairs stand in two of them', async () => {
    const out = join(scratch, 'merged');
    expect((await nearmiss('merge', part(3), part(1), part(2), '--out', out)).code).toBe(0);
    expect(discarded(out).same_pair).toBeGreaterThan(discarded(part(1)).same_pair);
    expect(digests(out)).toEqual(digests(join(scratch, 'whole')));
    expect(readdirSync(out)).not.toContain('keys.bin');
    expect((await nearmiss('mutate', rows, '--per-row', '4', '--out', out)).told).toContain('already holds these pairs');
    expect(await nearmiss('check', out, '--source', rows)).toMatchObject({ code: 0 });
  });

  it('should each be a dataset that every claim holds of', async () => {
    expect(await nearmiss('check', part(2), '--source', rows)).toMatchObject({
      code: 0,
      told: expect.stringContaining('every claim holds'),
    });
  });

  it('should be told to have pairs in common, where they are left apart', async () => {
    const { code, told } = await nearmiss('check', part(1), part(2), part(3), '--max-problems', '1000');
    const problems = told.split('\n').filter((line) => line.startsWith('row '));
    const same = problems.filter((line) =>
      / unique-pair: .*parts.1.pairs.\w+\.jsonl:\d+ has this prompt and rejected side too$/u.test(line),
    );
    expect(code).toBe(1);
    expect(same.length).toBeGreaterThan(0);
    expect(problems.every((line) => / unique-(?:pair|id): /u.test(line))).toBe(true);
  });

  it('should not be of another file', async () => {
    const other = join(scratch, 'other.jsonl');
    writeFileSync(other, readFileSync(rows, 'utf8').slice(0, -1).replace('row-5', 'row-V'));
    const folder = join(scratch, 'foreign');
    await nearmiss('mutate', other, '--per-row', '4', '--shard', '3/3', '--out', folder);
    const { code, said } = await nearmiss('merge', part(1), part(2), folder, '--out', join(scratch, 'refused'));
    expect(said).toMatch(/^nearmiss: .*foreign is a shard of another dataset than .*parts.1: made of another file of rows\n$/u);
    expect(code).toBe(2);
    expect(existsSync(join(scratch, 'refused'))).toBe(false);
  });

  it('should be as many as there are blocks of rows, at most', async () => {
    const { said } = await nearmiss('mutate', rows, '--per-row', '4', '--shard', '1/5', '--out', join(scratch, 'none'));
    expect(said).toBe('nearmiss: --shard 1/5: 981 rows make 4 blocks of 250, and a shard needs one at least\n');
  });
});
