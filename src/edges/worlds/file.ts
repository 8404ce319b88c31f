import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { WorldFile } from '../../grounds/recipe.ts';

/** Writes one plain file of a world. */
export async function placeFile(item: WorldFile, root: string): Promise<void> {
  const path = join(root, item.path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, item.content);
  if (item.modified !== undefined) {
    const time = new Date(item.modified);
    utimesSync(path, time, time);
  }
}
