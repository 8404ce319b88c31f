import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const day = 86_400_000;

/** Whether a file is a SQLite database that somebody has open with a write-ahead log: what was written last stands in that log. */
export function isLiveDatabase(path: string): boolean {
  return existsSync(`${path}-wal`);
}

/** Whether a path is such a database's log, or the index of the log, which readers change too. */
export function isDatabaseLog(path: string): boolean {
  return /-(?:wal|shm)$/u.test(path) && existsSync(path.replace(/-(?:wal|shm)$/u, ''));
}

/**
 * The rows of a database, table after table by name: its bytes and its log's depend on when they were brought together. A moment of
 * the last day is one that the recording itself left there, and counts as any other. Null when it is no database.
 */
export function describeDatabase(path: string): string | null {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    const tables = database
      .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      .all();
    const since = Date.now() - day;
    const lines: string[] = [];
    for (const { name, sql } of tables) {
      lines.push(JSON.stringify([name, sql]));
      for (const row of database.prepare(`SELECT * FROM "${String(name).replaceAll('"', '""')}"`).all()) {
        lines.push(JSON.stringify(Object.values(row).map((value) => (isSince(value, since) ? 'now' : writable(value)))));
      }
    }
    return lines.join('\n');
  } catch {
    return null;
  } finally {
    database?.close();
  }
}

function isSince(value: unknown, since: number): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/u.test(value)) return false;
  const time = Date.parse(`${value.slice(0, 10)}T${value.slice(11, 19)}Z`);
  return !Number.isNaN(time) && time >= since;
}

function writable(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
