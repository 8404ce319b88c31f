import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { NearmissError } from '../../errors.ts';
import { tryWriting } from './append-file.ts';

/** Milliseconds after which a lock that names nobody was left by a process that died while it took it. */
const LONGEST_TAKING = 2000;
const MOST_TRIES = 5;

/**
 * Takes a file for this process alone, and gives the way to leave it. A lock whose process is gone is taken over.
 *
 * @throws NearmissError while another process has it
 */
export function lockFile(path: string): () => void {
  const lock = `${path}.lock`;
  tryWriting(lock, () => mkdirSync(dirname(path), { recursive: true }));
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (tryWriting(lock, () => create(lock))) return () => rmSync(lock, { force: true });
    refuseHeld(path, lock);
    // Moved aside first, so that of two processes that find it left behind only one takes it away.
    const aside = `${lock}.${process.pid}`;
    if (!moveAside(lock, aside)) continue;
    try {
      refuseHeld(path, aside);
    } catch (error) {
      // It was taken between the look and the move: its owner gets it back.
      moveAside(aside, lock);
      throw error;
    }
    rmSync(aside, { force: true });
  }
  throw new NearmissError(`${lock} cannot be taken: remove it if no other run uses ${path}`);
}

function create(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function refuseHeld(path: string, lock: string): void {
  let owner: number;
  try {
    owner = Number(readFileSync(lock, 'utf8'));
    if (owner === 0 && Date.now() - statSync(lock).mtimeMs < LONGEST_TAKING)
      throw new NearmissError(`${path} is being taken by another process`);
  } catch (error) {
    if (error instanceof NearmissError) throw error;
    // It was left meanwhile.
    return;
  }
  if (isRunning(owner))
    throw new NearmissError(`${path} is in use by process ${owner}: wait for it. If that is another program, remove ${path}.lock`);
}

function moveAside(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
