import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listGrounds } from '../../src/edges/grounds.ts';
import { streamOf } from '../../src/random/stream.ts';

vi.setConfig({ testTimeout: 300_000 });

const [main, server] = ['../../src/cli/main.ts', '../support/variant-server.mjs'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
) as [string, string];

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'killed-test-'));
  out = join(folder, 'out');
  mkdirSync(join(folder, 'temp'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const verify = (variant: string) => {
  const args = [
    '--no-warnings',
    main,
    'verify',
    '--server',
    `"${process.execPath}" "${server}" ${variant}`,
    '--name',
    'books',
    '--out',
    out,
    '--yes',
  ];
  return spawn(process.execPath, args, { stdio: 'ignore', env: { ...process.env, TMPDIR: join(folder, 'temp'), XDG_CONFIG_HOME: folder } });
};
const finish = async (variant: string) => {
  const began = performance.now();
  expect((await once(verify(variant), 'exit'))[0]).toBe(0);
  return performance.now() - began;
};
const recorded = () => {
  expect(listGrounds(out)).toEqual(['books']);
  const place = join(out, 'books');
  return JSON.stringify(
    readdirSync(place)
      .sort()
      .map((name) => [name, readFileSync(join(place, name), 'utf8')]),
  );
};

/** Resolves at the first change of anything in a folder. */
const touched = (place: string) =>
  new Promise<void>((resolve) => {
    const watcher = watch(place, { recursive: true }, () => {
      watcher.close();
      resolve();
    });
  });

it('should leave the recorded ground as it was or complete, whenever it is killed', async () => {
  await finish('');
  writeFileSync(join(out, 'books', 'phrases.json'), 'written by hand');
  const before = recorded();
  const took = await finish('reply');
  const after = recorded();
  expect(after).not.toBe(before);
  expect(after).toContain('written by hand');
  const stream = streamOf('killed', 'moments');
  let known = after;
  // Random moments of the whole run; then the very moment in which the first file of the ground is touched.
  for (let round = 0; round < 18; round += 1) {
    const run = verify(known === after ? '' : 'reply');
    const ended = once(run, 'exit');
    const moment = round < 12 ? pass(took * (stream.below(1_100) / 1_000)) : touched(out);
    await Promise.race([moment, ended]);
    run.kill('SIGKILL');
    await ended;
    known = recorded();
    expect([before, after]).toContain(known);
  }
  // What was left aside by those who died is gone with the next run that comes through.
  await finish('');
  expect(recorded()).toBe(before);
  expect(readdirSync(out)).toEqual(['books']);
});
