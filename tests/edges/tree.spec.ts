import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeWorld } from '../../src/edges/worlds/index.ts';
import { copyTree, restoreTree, TreeDigest } from '../../src/edges/worlds/tree.ts';
import { zipOf } from '../support/zip.ts';

let folder: string;
let world: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tree-test-'));
  world = join(folder, 'world');
  mkdirSync(join(world, 'b'), { recursive: true });
  writeFileSync(join(world, 'a.txt'), 'alpha');
  writeFileSync(join(world, 'b', 'c.txt'), 'gamma');
  symlinkSync('a.txt', join(world, 'link'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('TreeDigest', () => {
  it.each([
    ['other content', () => writeFileSync(join(world, 'a.txt'), 'ALPHA')],
    ['a new file', () => writeFileSync(join(world, 'n.txt'), '')],
    ['a lost file', () => rmSync(join(world, 'b', 'c.txt'))],
    ['a new folder', () => mkdirSync(join(world, 'd'))],
    [
      'another link',
      () => {
        rmSync(join(world, 'link'));
        symlinkSync('b', join(world, 'link'));
      },
    ],
    [
      'a file in the place of a folder',
      () => {
        rmSync(join(world, 'b'), { recursive: true });
        writeFileSync(join(world, 'b'), '');
      },
    ],
  ])('should notice %s', (_, change) => {
    const digest = new TreeDigest(world);
    const before = digest.take();
    expect(digest.take()).toBe(before);
    change();
    expect(digest.take()).not.toBe(before);
    expect(new TreeDigest(world).take()).toBe(digest.take());
  });

  it('should notice content that is as long as before and changed at once', () => {
    const digest = new TreeDigest(world);
    const seen = new Set<string>();
    for (let round = 0; round < 50; round += 1) {
      writeFileSync(join(world, 'a.txt'), String(round).padStart(5, '0'));
      seen.add(digest.take());
    }
    expect(seen.size).toBe(50);
  });

  it('should not care for times, permissions and what is ignored', () => {
    const digest = new TreeDigest(world, [/^b\/.*\.log$/u, /(^|\/)cache$/gu]);
    const before = digest.take();
    utimesSync(join(world, 'a.txt'), 1, 1);
    chmodSync(join(world, 'a.txt'), 0o600);
    writeFileSync(join(world, 'b', 'x.log'), 'x');
    mkdirSync(join(world, 'b', 'cache', 'deep'), { recursive: true });
    expect(digest.take()).toBe(before);
    expect(digest.take()).toBe(before);
  });

  it('should see in an office file what its entries hold, and not when it was saved', () => {
    const take = (name: string, bytes: Buffer) => {
      writeFileSync(join(world, name), bytes);
      return new TreeDigest(world).take();
    };
    const letter = [
      ['word/document.xml', '<w:p>Dear Ann</w:p>'],
      ['docProps/core.xml', '<title/>'],
    ] as const;
    const saved = take('letter.docx', zipOf(letter, 1));
    expect(take('letter.docx', zipOf(letter.toReversed(), 2))).toBe(saved);
    expect(take('letter.docx', zipOf([[letter[0][0], '<w:p>Dear Dan</w:p>'], letter[1]], 1))).not.toBe(saved);
    expect(take('letter.docx', zipOf(letter.slice(0, 1), 1))).not.toBe(saved);
    expect(take('letter.docx', Buffer.from('no archive'))).not.toBe(saved);
    rmSync(join(world, 'letter.docx'));
    expect(take('letter.bin', zipOf(letter, 1))).not.toBe(take('letter.bin', zipOf(letter, 2)));
  });
});

describe('copyTree', () => {
  it('should copy contents, links and times', () => {
    utimesSync(join(world, 'a.txt'), 1_000, 2_000);
    utimesSync(join(world, 'b'), 3_000, 4_000);
    const copy = join(folder, 'copy');
    copyTree(world, copy);
    expect(new TreeDigest(copy).take()).toBe(new TreeDigest(world).take());
    expect(statSync(join(copy, 'a.txt')).mtimeMs).toBe(2_000_000);
    expect(statSync(join(copy, 'b')).mtimeMs).toBe(4_000_000);
    expect(lstatSync(join(copy, 'link')).isSymbolicLink()).toBe(true);
    expect(readlinkSync(join(copy, 'link'))).toBe('a.txt');
  });
});

describe('restoreTree', () => {
  it('should undo whatever was done to a copy, in place where it can', () => {
    utimesSync(join(world, 'a.txt'), 1_000, 2_000);
    utimesSync(join(world, 'b'), 3_000, 4_000);
    const copy = join(folder, 'copy');
    copyTree(world, copy);
    const inode = statSync(join(copy, 'a.txt')).ino;
    writeFileSync(join(copy, 'a.txt'), 'ALPHA');
    rmSync(join(copy, 'b', 'c.txt'));
    mkdirSync(join(copy, 'b', 'c.txt'));
    writeFileSync(join(copy, 'b', 'c.txt', 'deep'), '');
    rmSync(join(copy, 'link'));
    symlinkSync('b', join(copy, 'link'));
    writeFileSync(join(copy, 'new'), '');
    mkdirSync(join(copy, 'newer', 'still'), { recursive: true });
    restoreTree(world, copy);
    expect(new TreeDigest(copy).take()).toBe(new TreeDigest(world).take());
    expect(statSync(join(copy, 'a.txt'))).toMatchObject({ ino: inode, mtimeMs: 2_000_000 });
    expect(statSync(join(copy, 'b')).mtimeMs).toBe(4_000_000);
    expect(readlinkSync(join(copy, 'link'))).toBe('a.txt');
  });

  it('should bring back a file that was changed to one as long, a lost one and a read-only one', () => {
    chmodSync(join(world, 'b', 'c.txt'), 0o444);
    const copy = join(folder, 'copy');
    copyTree(world, copy);
    const before = new TreeDigest(copy).take();
    writeFileSync(join(copy, 'a.txt'), 'omega');
    rmSync(join(copy, 'b', 'c.txt'));
    writeFileSync(join(copy, 'b', 'c.txt'), 'gamm4', { mode: 0o444 });
    restoreTree(world, copy);
    expect(new TreeDigest(copy).take()).toBe(before);
    expect(statSync(join(copy, 'b', 'c.txt')).mode & 0o777).toBe(0o444);
    rmSync(join(copy, 'b'), { recursive: true });
    restoreTree(world, copy);
    expect(new TreeDigest(copy).take()).toBe(before);
  });

  it('should leave alone what nobody touched', () => {
    const copy = join(folder, 'copy');
    copyTree(world, copy);
    const changed = statSync(join(copy, 'a.txt'), { bigint: true }).ctimeNs;
    restoreTree(world, copy);
    expect(statSync(join(copy, 'a.txt'), { bigint: true }).ctimeNs).toBe(changed);
  });
});

describe('placeWorld', () => {
  it('should place files with their times, and fixed ones where none are given', async () => {
    const root = join(folder, 'placed');
    await placeWorld(
      [
        { kind: 'file', path: 'x/dated.txt', content: 'a', modified: '2025-03-04T05:06:07Z' },
        { kind: 'file', path: 'x/plain.bin', content: new Uint8Array([0, 255]) },
      ],
      root,
    );
    expect(statSync(join(root, 'x', 'dated.txt')).mtime.toISOString()).toBe('2025-03-04T05:06:07.000Z');
    const settled = statSync(join(root, 'x', 'plain.bin')).mtime.toISOString();
    expect(statSync(join(root, 'x')).mtime.toISOString()).toBe(settled);
    expect(settled).toBe('2026-01-05T09:00:00.000Z');
  });

  it('should not leave its root', async () => {
    await expect(placeWorld([{ kind: 'file', path: '../out.txt', content: '' }], world)).rejects.toThrow(/leaves its root/u);
    await expect(placeWorld([{ kind: 'file', path: '/etc/out.txt', content: '' }], world)).rejects.toThrow(/leaves its root/u);
  });
});
