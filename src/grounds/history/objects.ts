import { createHash } from 'node:crypto';
import type { Person } from '../recipe.ts';

/**
 * Names of git objects (SHA-1), worked out the way git does (gitformat: `type length\0body`), so that a recipe knows the
 * commits of its world before anything lies on a disk.
 */

/** Files of one commit: path -> text. All are ordinary files (mode 100644). */
export type Files = ReadonlyMap<string, string>;

export interface CommitBody {
  files: Files;
  parents: readonly string[];
  author: Person;
  /** ISO 8601; committer and author share it, in UTC */
  date: string;
  /** with its final line feed where it has one */
  message: string;
}

/** Name of the commit object. */
export function hashCommit(commit: CommitBody): string {
  const who = stampOf(commit.author, commit.date);
  const lines = [
    `tree ${hashTree(commit.files)}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${who}`,
    `committer ${who}`,
    '',
    commit.message,
  ];
  return hashObject('commit', Buffer.from(lines.join('\n')));
}

/** `Name <email> seconds +0000`, as git writes who did something and when. */
export function stampOf(person: Person, date: string): string {
  return `${person.name} <${person.email}> ${secondsOf(date)} +0000`;
}

/** Seconds since 1970. */
function secondsOf(date: string): number {
  const time = Date.parse(date);
  if (Number.isNaN(time)) throw new RangeError(`no date: ${date}`);
  return Math.floor(time / 1000);
}

/** Name of the tree that holds the files. */
export function hashTree(files: Files): string {
  const folders = new Map<string, Map<string, string>>();
  const entries: { name: string; sortedBy: string; mode: string; hash: string }[] = [];
  for (const [path, text] of files) {
    const slash = path.indexOf('/');
    if (slash < 0) {
      entries.push({ name: path, sortedBy: path, mode: '100644', hash: hashBlob(text) });
      continue;
    }
    const folder = path.slice(0, slash);
    const inside = folders.get(folder) ?? new Map<string, string>();
    inside.set(path.slice(slash + 1), text);
    folders.set(folder, inside);
  }
  for (const [name, inside] of folders) entries.push({ name, sortedBy: `${name}/`, mode: '40000', hash: hashTree(inside) });
  entries.sort((a, b) => Buffer.compare(Buffer.from(a.sortedBy), Buffer.from(b.sortedBy)));
  const body = entries.flatMap((entry) => [Buffer.from(`${entry.mode} ${entry.name}\0`), Buffer.from(entry.hash, 'hex')]);
  return hashObject('tree', Buffer.concat(body));
}

/** Name of a file's content. */
export function hashBlob(text: string): string {
  return hashObject('blob', Buffer.from(text));
}

function hashObject(type: 'blob' | 'tree' | 'commit', body: Buffer): string {
  return createHash('sha1').update(`${type} ${body.length}\0`).update(body).digest('hex');
}
