import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Limits, usualLimits } from '../../src/edges/limits.ts';
import type { Stage } from '../../src/edges/recorder.ts';
import type { Chain } from '../../src/grounds/recipe.ts';
import type { Plan } from '../../src/verify/plan.ts';

const server = fileURLToPath(new URL('fake-server.mjs', import.meta.url));

/** Limits short enough for a test and long enough for a busy machine. */
export const shortLimits: Limits = { ...usualLimits, start: 10_000, list: 10_000, call: 1_500, reply: 100_000 };

/** A plan for the fake server; its world holds three small files. */
export function fakePlan(chains: readonly Chain[], rest: Partial<Plan> = {}): Plan {
  return {
    name: 'fake',
    title: 'A server that behaves as told',
    source: { package: 'fake', version: '1.2.3', licence: 'MIT', command: ['node', 'fake-server.mjs', '/srv/fake'] },
    world: { recipe: 'fake', seed: 'seed' },
    root: '/srv/fake',
    roles: {},
    writes: ['write', 'note'],
    leftOut: {},
    masks: [],
    spareMasks: [],
    ignored: [],
    chains,
    known: '',
    ...rest,
  };
}

export function fakeStage(mode = 'normal', pids = '', program: string = process.execPath): Stage {
  return {
    entry: (root) => ({ kind: 'stdio', program, args: [server, root, mode, pids], env: { FAKE_SETTING: 'on' }, cwd: null }),
    async place(root) {
      mkdirSync(join(root, 'notes'));
      writeFileSync(join(root, 'a.txt'), 'alpha\nsecond\n');
      writeFileSync(join(root, 'b.txt'), 'beta\n');
      writeFileSync(join(root, 'notes', 'c.txt'), 'gamma\n');
    },
  };
}

/** Process ids that the fake server left in a file. */
export function readPids(file: string): number[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number) : [];
}

/** Whether a process still runs; a zombie that nobody has collected does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/^\d+ \(.*\) [ZX]/u.test(readFileSync(stat, 'utf8'));
}
