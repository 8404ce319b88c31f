import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TreeDigest } from '../../src/edges/worlds/tree.ts';

let folder: string;
const open: DatabaseSync[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'live-test-'));
});
afterEach(() => {
  for (const database of open.splice(0)) database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A database that stays open, its newest rows in a log beside it. */
function keepOpen(name: string): { database: DatabaseSync; digest: TreeDigest } {
  const root = join(folder, name);
  mkdirSync(root);
  const database = new DatabaseSync(join(root, 'board.db'));
  open.push(database);
  database.exec("PRAGMA journal_mode = WAL; CREATE TABLE cards (title TEXT, at TIMESTAMP DEFAULT (datetime('now')));");
  database.exec("INSERT INTO cards VALUES ('Bunting', '2026-05-01 10:00:00')");
  return { database, digest: new TreeDigest(root) };
}

describe('a database that is open somewhere', () => {
  it('should show a row that so far stands in its log only', () => {
    const { database, digest } = keepOpen('one');
    const before = digest.take();
    expect(digest.take()).toBe(before);
    database.exec("INSERT INTO cards (title) VALUES ('Tea urn')");
    expect(digest.take()).not.toBe(before);
  });

  it('should be the same when the log is brought home', () => {
    const { database, digest } = keepOpen('one');
    const before = digest.take();
    database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    expect(digest.take()).toBe(before);
  });

  it('should count the moment of writing as any other, and any other moment as itself', () => {
    const [one, two, three] = ['one', 'two', 'three'].map(keepOpen) as [ReturnType<typeof keepOpen>, ...ReturnType<typeof keepOpen>[]];
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    one.database.exec("INSERT INTO cards (title) VALUES ('Tea urn')");
    two?.database.exec(`INSERT INTO cards VALUES ('Tea urn', '${hourAgo}')`);
    three?.database.exec("INSERT INTO cards VALUES ('Tea urn', '2026-05-02 10:00:00')");
    expect(two?.digest.take()).toBe(one.digest.take());
    expect(three?.digest.take()).not.toBe(one.digest.take());
  });
});
