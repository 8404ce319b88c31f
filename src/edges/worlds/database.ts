import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { WorldDatabase } from '../../grounds/recipe.ts';

/**
 * Places a database of a world: a new file at its path under `root`, made by its statements alone.
 * The same statements give the same bytes with the same SQLite, the one inside Node.
 * Throws when the file is there already or a statement fails.
 */
export async function placeDatabase(item: WorldDatabase, root: string): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite');
  const path = join(root, item.path);
  await mkdir(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA page_size = 4096; PRAGMA journal_mode = DELETE; BEGIN;\n${item.sql}\nCOMMIT;`);
  } finally {
    database.close();
  }
}
