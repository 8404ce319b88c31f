import { createHash } from 'node:crypto';
import {
  accessSync,
  type BigIntStats,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describeArchive, isOfficeFile } from './archive.ts';
import { describeDatabase, isDatabaseLog, isLiveDatabase } from './live-database.ts';

/** Time of whatever a recipe gives no time for. */
export const settledTime = new Date('2026-01-05T09:00:00Z');
/** Bytes of an office file beyond which it counts by its bytes: it is read whole. */
const largestArchive = 64n << 20n;
/** Bytes of a file that are read at a time. */
const piece = Buffer.allocUnsafe(1 << 18);
/** Nanoseconds within which a file may change without its times showing it (some systems keep time in coarse ticks). */
const coarseTick = 100_000_000n;

/** Gives everything below a folder that needs one the fixed time, and the folder itself. Paths are relative, with the system's separator. */
export function settleTimes(root: string, needsTime: (path: string) => boolean): void {
  walk(root, '', (path, stats) => {
    if (stats.isDirectory() || needsTime(path)) lutimesSync(join(root, path), settledTime, settledTime);
  });
  utimesSync(root, settledTime, settledTime);
}

/** Copies a folder's content with its times; links are copied as links. The target is made. */
export function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const folders: [string, BigIntStats][] = [['', lstatSync(from, { bigint: true })]];
  walk(from, '', (path, stats) => {
    const target = join(to, path);
    if (stats.isDirectory()) {
      mkdirSync(target);
      folders.push([path, stats]);
    } else if (stats.isSymbolicLink()) {
      symlinkSync(readlinkSync(join(from, path)), target);
      lutimesSync(target, stats.atime, stats.mtime);
    } else if (stats.isFile()) {
      copyFileSync(join(from, path), target, constants.COPYFILE_FICLONE);
      utimesSync(target, stats.atime, stats.mtime);
    }
  });
  // Last, and from the inside out: filling a folder changes its time.
  for (const [path, stats] of folders.reverse()) utimesSync(join(to, path), stats.atime, stats.mtime);
}

/**
 * Makes a copy of a tree what it was when `copyTree` made it. Files that differ are written in place, so that a server which
 * holds one open sees the old content again and not a file that was taken away.
 */
export function restoreTree(from: string, to: string): void {
  const original = new Map<string, BigIntStats>();
  walk(from, '', (path, stats) => original.set(path, stats));
  const present = new Map<string, BigIntStats>();
  walk(to, '', (path, stats) => present.set(path, stats));
  for (const [path, stats] of present) {
    const before = original.get(path);
    if (before !== undefined && kindOf(before) === kindOf(stats)) continue;
    rmSync(join(to, path), { recursive: true, force: true });
    present.delete(path);
  }
  const folders: [string, BigIntStats][] = [['', lstatSync(from, { bigint: true })]];
  for (const [path, stats] of original) {
    const [source, target] = [join(from, path), join(to, path)];
    const now = present.get(path);
    if (stats.isDirectory()) {
      if (now === undefined) mkdirSync(target);
      folders.push([path, stats]);
    } else if (stats.isSymbolicLink()) {
      if (now !== undefined && readlinkSync(target) === readlinkSync(source)) continue;
      rmSync(target, { force: true });
      symlinkSync(readlinkSync(source), target);
      lutimesSync(target, stats.atime, stats.mtime);
    } else if (stats.isFile() && !isUntouched(now, stats)) {
      if (now !== undefined && isWritable(target)) writeFileSync(target, readFileSync(source));
      else {
        rmSync(target, { force: true });
        copyFileSync(source, target, constants.COPYFILE_FICLONE);
      }
      chmodSync(target, Number(stats.mode));
      utimesSync(target, stats.atime, stats.mtime);
    }
  }
  for (const [path, stats] of folders.reverse()) utimesSync(join(to, path), stats.atime, stats.mtime);
}

/** Removes a folder and all below it, also what a server has locked against its owner. */
export function removeTree(root: string): void {
  try {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    openFolders(root);
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

function openFolders(folder: string): void {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) openFolders(join(folder, entry.name));
}

/** The copy got the original's times in whole milliseconds, a hair less after floating seconds; whatever writes to it gives it others. */
function isUntouched(copy: BigIntStats | undefined, original: BigIntStats): boolean {
  if (copy === undefined || copy.size !== original.size || copy.mode !== original.mode) return false;
  return (copy.mtimeNs + 500_000n) / 1_000_000n === original.mtimeMs;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function kindOf(stats: BigIntStats): string {
  return stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : stats.isFile() ? 'file' : 'other';
}

/** Says what a folder holds, remembering the hashes of files that have not been touched since it last looked. */
export class TreeDigest {
  readonly #root: string;
  readonly #ignored: readonly RegExp[];
  readonly #known = new Map<string, { stamp: string; hash: string }>();

  constructor(root: string, ignored: readonly RegExp[] = []) {
    this.#root = root;
    this.#ignored = ignored;
  }

  /**
   * sha256 (hex) over names, kinds and contents of everything below the root, in path order (code units, forward slashes).
   * Times, owners and permissions do not count, nor do ignored paths and what lies below them. An office file is an archive
   * that holds the time it was saved at: it counts by what its entries hold. A database with a log beside it counts by its rows.
   */
  take(): string {
    const hash = createHash('sha256');
    const isIgnored = (path: string) =>
      this.#ignored.some((pattern) => new RegExp(pattern.source, pattern.flags.replace(/[gy]/gu, '')).test(path));
    const entries: [string, string][] = [];
    walk(
      this.#root,
      '',
      (path, stats) => {
        const name = path.replaceAll('\\', '/');
        if (stats.isDirectory()) entries.push([name, 'folder']);
        else if (stats.isSymbolicLink()) entries.push([name, `link ${readlinkSync(join(this.#root, path))}`]);
        else if (stats.isFile()) entries.push([name, `file ${this.#hashFile(path, stats)}`]);
        else entries.push([name, 'other']);
      },
      (path) => isIgnored(path.replaceAll('\\', '/')) || isDatabaseLog(join(this.#root, path)),
    );
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [path, what] of entries) hash.update(`${JSON.stringify(path)} ${what}\n`);
    return hash.digest('hex');
  }

  #hashFile(path: string, stats: BigIntStats): string {
    const full = join(this.#root, path);
    const rows = isLiveDatabase(full) ? describeDatabase(full) : null;
    if (rows !== null) return createHash('sha256').update(rows).digest('hex');
    const stamp = `${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
    const known = this.#known.get(path);
    if (known?.stamp === stamp) return known.hash;
    const now = BigInt(Date.now()) * 1_000_000n;
    const entries = isOfficeFile(path) && stats.size <= largestArchive ? describeArchive(readFileSync(full)) : null;
    const hash = entries === null ? hashFile(full) : createHash('sha256').update(entries).digest('hex');
    if (now - stats.ctimeNs > coarseTick) this.#known.set(path, { stamp, hash });
    else this.#known.delete(path);
    return hash;
  }
}

/** sha256 (hex) of a file, read in pieces: a server may write more than memory holds. */
function hashFile(path: string): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) hash.update(piece.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

function walk(
  root: string,
  folder: string,
  visit: (path: string, stats: BigIntStats) => void,
  skip: (path: string) => boolean = () => false,
): void {
  for (const name of readdirSync(join(root, folder)).sort()) {
    const path = join(folder, name);
    if (skip(path)) continue;
    const stats = lstatSync(join(root, path), { bigint: true });
    visit(path, stats);
    if (stats.isDirectory()) walk(root, path, visit, skip);
  }
}
