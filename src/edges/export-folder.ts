import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where a format's folder is filled before it has its name. */
export function nameAside(out: string, name: string): string {
  return join(out, `.${name}.${process.pid}.aside`);
}

/** Gives a filled folder its name; what had it before goes only when the new one is in its place. */
export function takePlace(aside: string, out: string, name: string): void {
  const folder = join(out, name);
  const before = join(out, `.${name}.${process.pid}.before`);
  mkdirSync(aside, { recursive: true });
  if (existsSync(folder)) renameSync(folder, before);
  renameSync(aside, folder);
  rmSync(before, { recursive: true, force: true });
}

/** Puts right what a program that was killed left of a format's folder: half a new one goes, an old one that was moved away comes back. */
export function recoverPlace(out: string, name: string): void {
  if (!existsSync(out)) return;
  for (const entry of readdirSync(out)) {
    const match = /^\.(.+)\.(\d+)\.(aside|before)$/u.exec(entry);
    if (match?.[1] !== name || isAlive(Number(match[2]))) continue;
    const [left, folder] = [join(out, entry), join(out, name)];
    if (match[3] === 'before' && !existsSync(folder)) renameSync(left, folder);
    else rmSync(left, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
