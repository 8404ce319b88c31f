import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sha256OfFile } from '../../src/edges/files.ts';

/** sha256 of every file of a folder, by path. */
export function digests(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((file) => join(file.parentPath, file.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), sha256OfFile(path)]),
  );
}
