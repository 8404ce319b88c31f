import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { digests } from '../support/digests.ts';
import { nearmiss } from '../support/nearmiss.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Four blocks, the last one short, of a ground that is planned fast; and controls. */
const asked = ['--grounds', 'money', '--pairs', '3100', '--seed', '7', '--test-share', '0.5', '--controls', '200'];
const numbers = [4, 1, 3, 2];

let scratch: string;
let whole: Record<string, string>;
const part = (number: number) => join(scratch, 'parts', String(number));

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'nearmiss-shards-'));
  await nearmiss('build', ...asked, '--out', join(scratch, 'whole'), '--workers', '1');
  whole = digests(join(scratch, 'whole'));
  // The first that knows of the plan writes it, the second reads it, the others plan for themselves.
  const plan = (number: number) => (number === 4 || number === 3 ? ['--plan', join(scratch, 'plan.json')] : []);
  for (const number of numbers)
    await nearmiss('build', ...asked, '--shard', `${number}/4`, '--out', part(number), '--workers', '1', ...plan(number));
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the shards of a build', () => {
  it('should merge to the bytes of one build, in whatever order they are given', async () => {
    const out = join(scratch, 'merged');
    const merged = await nearmiss('merge', ...numbers.map(part), '--out', out);
    expect(merged).toMatchObject({ code: 0, told: expect.stringContaining('3100 pairs') });
    expect(Object.keys(whole)).toContain('controls/test.parquet');
    expect(digests(out)).toEqual(whole);
    expect(readdirSync(out)).not.toContain('.nearmiss');
    const again = await nearmiss('merge', ...numbers.map(part), '--out', out);
    expect(again).toMatchObject({ code: 0, told: expect.stringContaining('already holds') });
  });

  it('should refuse the plan of another build, and write none on a dry run', async () => {
    const [plan, none, out] = ['plan.json', 'no-plan.json', 'other'].map((name) => join(scratch, name)) as [string, string, string];
    const other = await nearmiss('build', ...asked, '--seed', '8', '--plan', plan, '--out', out);
    expect(other).toMatchObject({ code: 2, said: expect.stringMatching(/^nearmiss: .*plan\.json is the plan of another build: .*\n$/u) });
    expect((await nearmiss('build', ...asked, '--plan', none, '--out', out, '--dry-run')).code).toBe(0);
    expect([none, out].map(existsSync)).toEqual([false, false]);
  });

  it('should each be a dataset that every claim holds of', async () => {
    const { code, told } = await nearmiss('check', part(3));
    expect(told).toContain('1000 rows, every claim holds');
    expect(code).toBe(0);
  });

  it('should have the audit of the whole', async () => {
    const audit = async (...folders: string[]) =>
      JSON.parse((await nearmiss('audit', ...folders, '--json', '--sample', '200', '--folds', '2')).told);
    expect(await audit(...numbers.map(part))).toEqual(await audit(join(scratch, 'whole')));
    expect((await nearmiss('audit', part(1), part(2))).said).toBe('nearmiss: shards 3/4, 4/4 are missing\n');
  });

  it('should be told when they are not what shards must be together', async () => {
    const together = await nearmiss('check', ...numbers.map(part), '--together');
    expect(together).toMatchObject({
      code: 0,
      told: expect.stringMatching(/^4 shards: 3100 rows, every claim holds\.\n(?:.*\n)* +unique-pair +3100\n(?:.*\n)* +stated +0\n/u),
    });
    // A row of the first shard in the third, which nothing is wrong with by itself.
    const [name, folder] = ['pairs/train.jsonl', spoil(() => {})()];
    const [row, own] = [part(1), folder].map((each) => JSON.parse(readFileSync(join(each, name), 'utf8').split('\n')[0] as string));
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    const foreign = { ...row, meta: { ...row.meta, index: own.meta.index } };
    writeFileSync(join(folder, name), [JSON.stringify(foreign), ...lines.slice(1)].join('\n'));
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    manifest.files[name].bytes = readFileSync(join(folder, name)).length;
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    const { code, told } = await nearmiss('check', part(1), part(2), folder, part(4), '--together');
    expect(code).toBe(1);
    expect(told).toContain(`(${folder}/pairs/train.jsonl:1): unique-id: ${part(1)}/pairs/train.jsonl:1 has this id too`);
    expect((await nearmiss('check', part(1), '--together')).said).toMatch(/^nearmiss: --together is about several shards/u);
  });

  it('should be looked for, and nothing written, on a dry run', async () => {
    const out = join(scratch, 'dry');
    const { code, told } = await nearmiss('merge', ...numbers.map(part), '--out', out, '--dry-run');
    expect(code).toBe(0);
    expect(told).toMatch(/^would merge 4 shards into .*: 3100 pairs, \d+\.\d MB, and has written nothing\n$/u);
    expect(existsSync(out)).toBe(false);
  });

  it('should be told in the dry run of a build', async () => {
    const out = join(scratch, 'dry-shard');
    const { told } = await nearmiss('build', ...asked, '--shard', '4/4', '--out', out, '--dry-run');
    expect(told).toContain('would build shard 4/4, 100 pairs from position 3000, of 3100 pairs');
    expect(existsSync(out)).toBe(false);
  });

  it('should not be built into a folder that holds another shard', async () => {
    const before = digests(part(1));
    const { code, said } = await nearmiss('build', ...asked, '--shard', '2/4', '--out', part(1));
    expect(code).toBe(2);
    expect(said).toMatch(/^nearmiss: .*holds another build \(shard 1\/4, seed "7", \d+ pairs\).*\n$/u);
    expect(digests(part(1))).toEqual(before);
    expect((await nearmiss('build', ...asked, '--shard', '1/4', '--out', part(1))).told).toContain('already holds shard 1/4 of this build');
  });

  it.each(['5/4', '0/4', '3', 'a/b', '1/0', '3/4/9'])('should not be %s', async (shard) => {
    const { code, said } = await nearmiss('build', ...asked, '--shard', shard, '--out', join(scratch, 'none'));
    expect(code).toBe(2);
    expect(said).toMatch(/^nearmiss: option '--shard <i\/n>' argument .* is invalid\. One of so many is needed, such as 3\/7.*\n$/u);
  });

  it('should not be more than there are blocks', async () => {
    const { code, said } = await nearmiss('build', ...asked, '--shard', '1/5', '--out', join(scratch, 'none'));
    expect(code).toBe(2);
    expect(said).toBe('nearmiss: --shard 1/5: 3100 pairs make 4 blocks of 1000, and a shard needs one at least\n');
    expect(existsSync(join(scratch, 'none'))).toBe(false);
  });
});

/** A copy of a shard that something was done to. */
function spoil(change: (folder: string) => void, number = 3): () => string {
  return () => {
    const folder = join(scratch, 'spoilt', String(number));
    rmSync(folder, { recursive: true, force: true });
    cpSync(part(number), folder, { recursive: true });
    change(folder);
    return folder;
  };
}

function editManifest(edit: (manifest: ReturnType<typeof JSON.parse>) => void): () => string {
  return spoil((folder) => {
    const path = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    edit(manifest);
    writeFileSync(path, JSON.stringify(manifest));
  });
}

function flipByte(file: string, at: number, number = 3): () => string {
  return spoil((folder) => {
    const bytes = readFileSync(join(folder, file));
    const place = at < 0 ? bytes.length + at : at;
    bytes[place] = (bytes[place] as number) ^ 1;
    writeFileSync(join(folder, file), bytes);
  }, number);
}

const other = /spoilt.3 is a shard of another dataset than .*parts.1: /u;
const damaged = (file: string) => new RegExp(`spoilt.3.${file} is missing or was changed: remove .*spoilt.3 and make shard 3/4 again`, 'u');

describe('nearmiss merge', () => {
  it.each<[string, () => (string | (() => string))[], RegExp]>([
    ['a shard that is missing', () => [1, 2, 4].map(part), /shard 3\/4 is missing/u],
    ['shards that are missing', () => [part(1)], /shards 2\/4, 3\/4, 4\/4 are missing/u],
    ['a folder given twice', () => [...numbers.map(part), part(3)], /shard 3\/4 is there twice: .*parts.3 is given twice/u],
    ['a shard that is there twice', () => [...numbers.map(part), spoil(() => {})], /shard 3\/4 is there twice: .*parts.3 and .*spoilt.3/u],
    ['another number of shards', () => withThird(editManifest((manifest) => (manifest.shard.of = 8))), /one of 8 shards, not of 4/u],
    ['another version', () => withThird(editManifest((manifest) => (manifest.nearmiss = '0.0.1'))), /made by version "0.0.1", not "/u],
    ['other settings', () => withThird(editManifest((manifest) => (manifest.config.testShare = 0.3))), /setting "testShare" 0.3, not 0.5/u],
    [
      'other primitives',
      () => withThird(editManifest((manifest) => (manifest.primitives.money.count = 5))),
      /other primitives of the ground "money"/u,
    ],
    ['other positions', () => withThird(editManifest((manifest) => (manifest.shard.positions.from = 1))), damaged('manifest.json')],
    ['a count that no file has', () => withThird(editManifest((manifest) => (manifest.counts.train += 1))), damaged('manifest.json')],
    [
      'a file the manifest forgets',
      () => withThird(editManifest(({ files }) => delete files['sft/train.parquet'])),
      damaged('manifest.json'),
    ],
    [
      'a manifest cut short',
      () => withThird(spoil((folder) => truncateSync(join(folder, 'manifest.json'), 99))),
      /spoilt.3.manifest\.json: not JSON/u,
    ],
    [
      'a file cut short',
      () => withThird(spoil((folder) => truncateSync(join(folder, 'pairs', 'train.jsonl'), 5000))),
      damaged('pairs.train.jsonl'),
    ],
    ['a file that is gone', () => withThird(spoil((folder) => rmSync(join(folder, 'dpo', 'test.parquet')))), damaged('dpo.test.parquet')],
    ['a changed line', () => withThird(flipByte('pairs/test.jsonl', 4000)), damaged('pairs.test.jsonl')],
    ['a changed table', () => withThird(flipByte('dpo/train.parquet', 4000)), damaged('dpo.train.parquet')],
    ['a changed footer', () => withThird(flipByte('sft/train.parquet', -200)), damaged('sft.train.parquet')],
    ['no footer', () => withThird(flipByte('sft/test.parquet', -1)), damaged('sft.test.parquet')],
    [
      'changed controls',
      () => [...[1, 2, 3].map(part), flipByte('controls/test.jsonl', 400, 4)],
      /spoilt.4.controls.test.jsonl is missing or was changed/u,
    ],
    ['a whole dataset', () => [...numbers.slice(1).map(part), join(scratch, 'whole')], /whole holds a whole dataset, not a shard of one/u],
    ['no folder', () => [part(1), join(scratch, 'gone')], /gone: no such folder; give the folders that "--shard" wrote/u],
    ['a folder that is no shard', () => [part(1), join(scratch, 'parts')], /parts holds no manifest\.json, so it is no shard/u],
  ])('should name %s in one line and write nothing', async (_, folders, message) => {
    const out = join(scratch, 'refused');
    const given = folders().map((folder) => (typeof folder === 'string' ? folder : folder()));
    const { code, said } = await nearmiss('merge', ...given, '--out', out);
    const lines = said.split('\n').filter((line) => line !== '' && !line.startsWith('merging: '));
    expect(lines).toEqual([expect.stringMatching(message)]);
    expect(code).toBe(2);
    expect(existsSync(out)).toBe(false);
  });

  it('should name a shard of another seed', async () => {
    const folder = join(scratch, 'spoilt', '3');
    rmSync(folder, { recursive: true, force: true });
    await nearmiss('build', ...asked, '--seed', '8', '--shard', '3/4', '--out', folder, '--workers', '1');
    const { code, said } = await nearmiss(
      'merge',
      ...withThird(() => folder).map((one) => (typeof one === 'string' ? one : one())),
      '--out',
      join(scratch, 'refused'),
    );
    expect(said).toMatch(other);
    expect(said).toContain('seed "8", not "7"');
    expect(code).toBe(2);
  });

  it('should name a shard that is not finished', async () => {
    const folder = join(scratch, 'spoilt', '3');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, '.nearmiss'), { recursive: true });
    writeFileSync(join(folder, '.nearmiss', 'build.json'), '{}\n');
    const { said } = await nearmiss('merge', part(1), folder, '--out', join(scratch, 'refused'));
    expect(said).toMatch(/spoilt.3 holds a shard that is not finished: the command that began it goes on with it\n$/u);
  });

  it('should leave a folder alone that holds something else, and one that is empty empty', async () => {
    const out = join(scratch, 'mine');
    mkdirSync(out);
    const spoilt = withThird(flipByte('sft/train.parquet', 4000)).map((one) => (typeof one === 'string' ? one : one()));
    expect((await nearmiss('merge', ...spoilt, '--out', out)).code).toBe(2);
    expect(readdirSync(out)).toEqual([]);
    writeFileSync(join(out, 'notes.txt'), 'mine');
    expect((await nearmiss('merge', ...numbers.map(part), '--out', out)).said).toContain('is not empty and holds no build');
    expect(readdirSync(out)).toEqual(['notes.txt']);
  });
});

/** All shards, with another in place of the third. */
function withThird(third: () => string): (string | (() => string))[] {
  return [part(1), part(2), third, part(4)];
}
