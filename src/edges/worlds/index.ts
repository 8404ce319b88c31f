import { mkdirSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { NearmissError } from '../../errors.ts';
import type { World } from '../../grounds/recipe.ts';
import { settleTimes } from './tree.ts';

type Item = World[number];
type Placer<K extends Item['kind']> = (item: Extract<Item, { kind: K }>, root: string) => Promise<void>;

/** Placers by kind. Each loads only when a world has such an item. */
const placers: { readonly [K in Item['kind']]: () => Promise<Placer<K>> } = {
  file: async () => (await import('./file.ts')).placeFile,
  workbook: async () => (await import('./workbook.ts')).placeWorkbook,
  document: async () => (await import('./document.ts')).placeDocument,
  deck: async () => (await import('./deck.ts')).placeDeck,
  database: async () => (await import('./database.ts')).placeDatabase,
  repository: async () => (await import('./repository.ts')).placeRepository,
};

/**
 * Places a world in a folder: the same world gives the same files with the same bytes. Items are placed in order. What a
 * recipe gives no time for gets a fixed one.
 */
export async function placeWorld(world: World, root: string): Promise<void> {
  mkdirSync(root, { recursive: true });
  for (const item of world) {
    const path = normalize(item.path);
    if (path.startsWith('..') || path.startsWith(sep)) throw new NearmissError(`a world's path leaves its root: ${item.path}`);
    mkdirSync(dirname(join(root, path)), { recursive: true });
    const place = (await placers[item.kind]()) as (item: Item, root: string) => Promise<void>;
    await place(item, root);
  }
  const dated = new Set(world.flatMap((item) => (item.kind === 'file' && item.modified !== undefined ? [normalize(item.path)] : [])));
  settleTimes(root, (path) => !dated.has(path));
}
