import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listGrounds } from '../../src/edges/grounds.ts';
import { recoverFolder, recoverFolders, replaceFolder } from '../../src/edges/whole-folder.ts';

const script = fileURLToPath(new URL('../support/swap-and-die.ts', import.meta.url));

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'whole-folder-test-'));
  folder = join(parent, 'desk');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const files = (text: string) => new Map(['ground.json', 'primitives.jsonl', 'rejects.jsonl'].map((name) => [name, `${name} ${text}\n`]));
const read = () => Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const beside = () => readdirSync(parent).filter((name) => name !== 'desk');
const dieAt = (step: string, text = 'new') => {
  const { signal, status } = spawnSync(process.execPath, ['--no-warnings', script, folder, step, text]);
  expect([signal, status]).toEqual(step === 'none' ? [null, 0] : ['SIGKILL', null]);
};

describe('replaceFolder', () => {
  it('should make a folder, replace its files and keep those it does not name', () => {
    replaceFolder(folder, files('old'));
    writeFileSync(join(folder, 'phrases.json'), 'by hand');
    mkdirSync(join(folder, 'notes'));
    writeFileSync(join(folder, 'notes', 'a.txt'), 'kept');
    replaceFolder(folder, new Map<string, string | null>([...files('new'), ['rejects.jsonl', null], ['more/b.txt', 'made']]));
    expect(readdirSync(folder, { recursive: true }).map(String).sort()).toEqual([
      'ground.json',
      'more',
      join('more', 'b.txt'),
      'notes',
      join('notes', 'a.txt'),
      'phrases.json',
      'primitives.jsonl',
    ]);
    expect(readFileSync(join(folder, 'ground.json'), 'utf8')).toBe('ground.json new\n');
    expect(beside()).toEqual([]);
  });

  it('should follow a link to the folder', () => {
    const real = join(parent, 'real');
    mkdirSync(real);
    symlinkSync(real, folder);
    replaceFolder(folder, files('new'));
    expect(readdirSync(real)).toHaveLength(3);
    expect(readdirSync(parent).sort()).toEqual(['desk', 'real']);
  });

  it.runIf(process.getuid?.() !== 0)('should leave everything as it was where it may not write', () => {
    replaceFolder(folder, files('old'));
    chmodSync(parent, 0o555);
    expect(() => replaceFolder(folder, files('new'))).toThrow(/EACCES/u);
    chmodSync(parent, 0o755);
    expect(read()).toEqual(Object.fromEntries(files('old')));
  });

  it('should put the old folder back when the new one cannot take its place', () => {
    replaceFolder(folder, files('old'));
    const fail = () =>
      replaceFolder(folder, files('new'), (step) => {
        if (step === 'moved') throw new Error('no room');
      });
    expect(fail).toThrow('no room');
    expect(read()).toEqual(Object.fromEntries(files('old')));
    expect(beside()).toEqual([]);
  });
});

describe('a program killed while it replaces a folder', () => {
  it.each([
    ['filled', 'old', 'old'],
    ['moved', null, 'new'],
    ['swapped', 'new', 'new'],
  ])('should leave it whole when it dies once %s', (step, left, recovered) => {
    replaceFolder(folder, files('old'));
    dieAt(step);
    expect(existsSync(folder) ? read() : null).toEqual(left === null ? null : Object.fromEntries(files(left)));
    expect(beside()).not.toEqual([]);
    recoverFolder(folder);
    expect(read()).toEqual(Object.fromEntries(files(recovered)));
    expect(beside()).toEqual([]);
  });

  it.each(['filled', 'moved', 'swapped'])('should leave the first ground of a folder whole or not there when it dies once %s', (step) => {
    dieAt(step);
    recoverFolders(parent);
    expect(existsSync(folder) ? read() : null).toEqual(step === 'swapped' ? Object.fromEntries(files('new')) : null);
    expect(beside()).toEqual([]);
  });

  it('should be put right by whoever reads next, and by the next who writes', () => {
    replaceFolder(folder, files('old'));
    dieAt('moved');
    expect(listGrounds(parent)).toEqual(['desk']);
    dieAt('moved', 'newer');
    dieAt('none', 'newest');
    expect(read()).toEqual(Object.fromEntries(files('newest')));
    expect(beside()).toEqual([]);
  });

  it('should not lose what it was when its new form is gone', () => {
    replaceFolder(folder, files('old'));
    dieAt('moved');
    for (const name of beside().filter((other) => other.endsWith('.aside'))) rmSync(join(parent, name), { recursive: true });
    recoverFolder(folder);
    expect(read()).toEqual(Object.fromEntries(files('old')));
  });

  it('should not be taken for one that still runs', () => {
    replaceFolder(folder, files('old'));
    // The parent of this process runs, and fills its folder aside.
    const aside = join(parent, `.desk.${process.ppid}-0123456789ab.aside`);
    mkdirSync(aside);
    recoverFolder(folder);
    expect(beside()).toHaveLength(1);
    const yesterday = Date.now() / 1000 - 86_400;
    utimesSync(aside, yesterday, yesterday);
    recoverFolder(folder);
    expect(beside()).toEqual([]);
  });
});
