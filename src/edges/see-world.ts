import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import type { Json } from '../model/json.ts';
import { harvestDocument, type Seen } from '../verify/explore/harvest.ts';
import { wordsOf } from '../verify/explore/words.ts';

const mostPaths = 16;
const mostRead = 12;
/** bytes of a file that is looked into */
const longestRead = 64 * 1024;
const mostKeywords = 12;

/**
 * What a world folder shows before anything is called: its paths, absolute under the virtual root and relative to it, the names of its
 * files, the fields of its JSON files, and words of its texts that are worth searching for. In one order on every machine.
 */
export function seeWorld(world: string, root: string): Seen[] {
  const files: string[] = [];
  const folders: string[] = [];
  const visit = (folder: string) => {
    for (const name of readdirSync(folder).sort()) {
      if (name.startsWith('.') || name === 'node_modules' || files.length + folders.length >= mostPaths * 4) continue;
      const path = join(folder, name);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isDirectory() === true) {
        folders.push(path);
        visit(path);
      } else if (stats?.isFile() === true) files.push(path);
    }
  };
  const top = resolve(world);
  visit(top);
  const inWorld = (path: string) => relative(top, path).split(sep).join('/');
  const place = (value: string, words: string[], owner: string): Seen => ({ value, words, owner: [owner], label: null, source: null });
  const paths = [
    ...files.slice(0, mostPaths).map((path) => ({ path, owner: 'file' })),
    ...folders.slice(0, mostPaths).map((path) => ({ path, owner: 'folder' })),
  ];
  if (paths.length === 0) return [];
  return [
    ...paths.map(({ path, owner }) => place(`${root}/${inWorld(path)}`, ['path'], owner)),
    place(root, ['path'], 'folder'),
    ...paths.map(({ path, owner }) => place(inWorld(path), ['relative', 'path'], owner)),
    ...files.slice(0, mostPaths).map((path) => place(`file://${root}/${inWorld(path)}`, ['uri'], 'file')),
    ...files.slice(0, mostPaths).map((path) => place(basename(path), ['file', 'name'], 'file')),
    ...files.slice(0, mostRead).flatMap(lookInside),
  ];
}

/** What a small text or JSON file holds that an argument may name. */
function lookInside(path: string): Seen[] {
  const kind = extname(path).toLowerCase();
  if (!['.json', '.md', '.txt', '.csv', '.html', '.yaml', '.yml', ''].includes(kind)) return [];
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? longestRead) >= longestRead) return [];
  const text = readFileSync(path, 'utf8');
  if (text.includes('\u0000')) return [];
  const subject = wordsOf(basename(path, kind));
  if (kind === '.json') {
    try {
      return harvestDocument(JSON.parse(text) as Json, subject).map((found) => ({ ...found, source: null }));
    } catch {
      return [];
    }
  }
  return findKeywords(text).map((value) => ({ value, words: ['keyword'], owner: subject, label: null, source: null }));
}

/** Longer words that stand in a text more than once, the most frequent first. */
function findKeywords(text: string): string[] {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/\b\p{L}{5,20}\b/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .slice(0, mostKeywords)
    .map(([word]) => word);
}
