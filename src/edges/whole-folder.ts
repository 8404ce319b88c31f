import { randomBytes } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { NearmissError } from '../errors.ts';

/**
 * Where a replacement stands: its files are `filled` in aside and on the disk; the old folder is `moved` away; the new one is
 * `swapped` in. Told in this order, so that a test can end the program in between.
 */
export type Step = 'filled' | 'moved' | 'swapped';

/** What a program that was killed may have left beside a folder: its new form, or its old one. */
interface Leftover {
  path: string;
  key: string;
  kind: 'aside' | 'before';
}

const leftoverName = /^\.(.+)\.(\d+-[0-9a-f]{12})\.(aside|before)$/u;

/** Milliseconds in which a living program is through with its two renames, and in which any is through with filling. */
const longestSwap = 1_000;
const longestFilling = 3_600_000;

/**
 * Replaces files of a folder all at once: a copy of the folder with the new files in it is made aside, put on the disk, and
 * takes the folder's name. Whoever kills the program at any moment finds the folder as it was or with all its new files, if
 * need be after `recoverFolder`. Other files of the folder stay; one that is null in `files` goes.
 */
export function replaceFolder(
  folder: string,
  files: ReadonlyMap<string, string | null>,
  onStep: (step: Step) => void = () => undefined,
): void {
  recoverFolder(folder);
  const place = existsSync(folder) ? realpathSync(folder) : folder;
  mkdirSync(dirname(place), { recursive: true });
  const key = `${process.pid}-${randomBytes(6).toString('hex')}`;
  const [aside, before] = (['aside', 'before'] as const).map((kind) => nameLeftover(place, key, kind)) as [string, string];
  try {
    mkdirSync(aside);
    if (existsSync(place)) {
      const isKept = (path: string) => !files.has(relative(place, path).split(sep).join('/'));
      cpSync(place, aside, { recursive: true, preserveTimestamps: true, filter: isKept });
    }
    for (const [name, text] of files) {
      if (text === null) continue;
      mkdirSync(dirname(join(aside, name)), { recursive: true });
      writeFileSync(join(aside, name), text, { flush: true });
    }
    syncFolder(aside);
    onStep('filled');
    if (existsSync(place)) renameSync(place, before);
    onStep('moved');
    renameSync(aside, place);
    syncFolder(dirname(place));
    onStep('swapped');
  } catch (error) {
    if (existsSync(before) && !existsSync(place)) renameSync(before, place);
    rmSync(aside, { recursive: true, force: true });
    throw error;
  }
  rmSync(before, { recursive: true, force: true });
}

/**
 * Puts right what a killed program left of a folder: a swap that was half done is finished, and what was left aside is
 * removed, unless a living program is still at it. Does nothing, and writes nothing, where nothing was left.
 */
export function recoverFolder(folder: string): void {
  const place = existsSync(folder) ? realpathSync(folder) : folder;
  for (const deadline = Date.now() + longestSwap; ; sleep(20)) {
    const left = findLeftovers(place);
    const halfSwaps = left.filter(({ kind }) => kind === 'before');
    if (existsSync(place) || halfSwaps.length === 0) {
      for (const { path, key, kind } of left) {
        if (kind === 'before' ? !isOwnerAlive(key) : !isOwnerAlive(key) || ageOf(path) > longestFilling) remove(path);
      }
      return;
    }
    if (halfSwaps.some(({ key }) => isOwnerAlive(key)) && Date.now() < deadline) continue;
    const { path, key } = halfSwaps[0] as Leftover;
    const aside = left.find((other) => other.kind === 'aside' && other.key === key);
    try {
      renameSync(aside?.path ?? path, place);
    } catch (error) {
      if (existsSync(place)) continue;
      throw new NearmissError(`${folder}: an earlier run was stopped while it wrote, and ${aside?.path ?? path} cannot take its place`, {
        cause: error,
      });
    }
  }
}

/** The same for every folder in a folder. */
export function recoverFolders(parent: string): void {
  if (!existsSync(parent)) return;
  const owners = readdirSync(parent).flatMap((name) => leftoverName.exec(name)?.[1] ?? []);
  for (const owner of new Set(owners)) recoverFolder(join(parent, owner));
}

function nameLeftover(place: string, key: string, kind: Leftover['kind']): string {
  return join(dirname(place), `.${basename(place)}.${key}.${kind}`);
}

function findLeftovers(place: string): Leftover[] {
  const parent = dirname(place);
  if (!existsSync(parent)) return [];
  return readdirSync(parent).flatMap((name) => {
    const [, owner, key, kind] = leftoverName.exec(name) ?? [];
    return owner !== basename(place) ? [] : [{ path: join(parent, name), key: key as string, kind: kind as Leftover['kind'] }];
  });
}

/** Whether the program that left something still runs. Its number may be ours by now: we never look while we write. */
function isOwnerAlive(key: string): boolean {
  const pid = Number(key.split('-')[0]);
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function ageOf(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}

/** Leftovers in a folder that only others may write to are theirs to remove. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // It stays, and does no harm: every reader passes over it.
  }
}

/** Names are on the disk once their folder is; not every system opens folders. */
function syncFolder(path: string): void {
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    fsyncSync(handle);
  } catch {
    // The files themselves were flushed.
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
