import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listFolder, readJson, readJsonl, readJsonlSync, sha256OfFile, toJsonl, writeFileWhole } from '../../src/edges/files.ts';
import { sha256Hex } from '../../src/model/hash.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writeFileWhole', () => {
  it('should make folders, replace what is there and leave nothing beside it', () => {
    const path = join(folder, 'a', 'b.txt');
    writeFileWhole(path, 'one');
    writeFileWhole(path, 'two');
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(join(folder, 'a'))).toEqual(['b.txt']);
  });

  it('should leave the old file and nothing else when it fails', () => {
    mkdirSync(join(folder, 'taken', 'inside'), { recursive: true });
    expect(() => writeFileWhole(join(folder, 'taken'), 'x')).toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});

describe('readJsonl', () => {
  const schema = z.strictObject({ n: z.number() });
  const collect = async (path: string) => {
    const values: unknown[] = [];
    for await (const value of readJsonl(path, schema)) values.push(value);
    return values;
  };

  it('should give back what was written', async () => {
    const path = join(folder, 'a.jsonl');
    const values = [{ n: 1 }, { n: 2 }, { n: 3 }];
    writeFileSync(path, `${toJsonl(values)}\n`);
    expect(await collect(path)).toEqual(values);
    expect(readJsonlSync(path, schema)).toEqual(values);
  });

  it.each([
    ['{"n":1}\n{"n":\n', /a\.jsonl:2: not JSON/u],
    ['{"n":1}\n\n{"n":"x"}\n', /a\.jsonl:3: n: /u],
    ['{"n":1,"m":2}', /a\.jsonl:1: the value: /u],
  ])('should name the line that is wrong in %j', async (text, message) => {
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, text);
    await expect(collect(path)).rejects.toThrow(message);
    expect(() => readJsonlSync(path, schema)).toThrow(message);
  });

  it('should name a file that is not there', async () => {
    await expect(collect(join(folder, 'no.jsonl'))).rejects.toThrow(/no\.jsonl: no such file or folder/u);
    expect(() => readJson(join(folder, 'no.json'))).toThrow(/no such file or folder/u);
    expect(() => readJson(folder)).toThrow(/a folder, where a file is needed/u);
  });
});

describe('folders and hashes', () => {
  it('should list in one order and hash what is in a file', () => {
    for (const name of ['b', 'a', 'B', '10', '9']) writeFileSync(join(folder, name), name.repeat(100_000));
    expect(listFolder(folder)).toEqual(['10', '9', 'B', 'a', 'b']);
    expect(sha256OfFile(join(folder, 'a'))).toBe(sha256Hex('a'.repeat(100_000)));
  });
});
