import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { NearmissError } from '../../errors.ts';

/**
 * Takes a file for this process alone, and gives the way to leave it. A lock whose process is gone is taken over.
 *
 * @throws NearmissError while another process has it
 */
export function lockFile(path: string): () => void {
  const lock = `${path}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  for (let tries = 0; ; tries += 1) {
    try {
      const file = openSync(lock, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = readOwner(lock);
      if (owner !== null && isRunning(owner))
        throw new NearmissError(`${path} is in use by process ${owner}: wait for it, or choose another cassette`);
      if (tries > 3) throw new NearmissError(`${lock} cannot be taken: remove it if no other run uses ${path}`);
      rmSync(lock, { force: true });
    }
  }
}

function readOwner(lock: string): number | null {
  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    return Number.isInteger(owner) && owner > 0 ? owner : null;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
