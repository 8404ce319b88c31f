import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isRunning, readPids } from '../support/fake-plan.ts';

vi.setConfig({ testTimeout: 60_000 });

const script = fileURLToPath(new URL('../support/verify-hanging.ts', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interrupt-test-'));
});
let verifier: ChildProcess | undefined;
afterEach(() => {
  verifier?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('an interrupted verification', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('should leave neither processes nor files behind after %s', async (signal, code) => {
    const pids = join(folder, 'pids');
    const temp = join(folder, 'temp');
    mkdirSync(temp);
    verifier = spawn(process.execPath, ['--no-warnings', script, pids], {
      env: { ...process.env, TMPDIR: temp },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(verifier, 'exit');
    // Both children are there once the third chain, which hangs, is about to begin.
    await expect.poll(() => (existsSync(pids) ? readPids(pids).length : 0), { timeout: 30_000 }).toBe(2);
    const children = readPids(pids);
    expect(children.every(isRunning)).toBe(true);
    expect(readdirSync(temp).filter((name) => name.startsWith('nearmiss-'))).toHaveLength(1);
    verifier.kill(signal);
    expect((await ended)[0]).toBe(code);
    const reachable = process.platform === 'linux' ? children : children.slice(0, 1);
    await expect.poll(() => reachable.filter(isRunning), { timeout: 10_000 }).toEqual([]);
    expect(readdirSync(temp)).toEqual([]);
  });
});
