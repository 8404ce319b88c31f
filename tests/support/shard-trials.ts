import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, execPath } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { streamOf } from '../../src/random/stream.ts';
import { digests } from './digests.ts';

/*
 * A build in a hundred shards, made in a random order by two processes at a time, some of them killed without warning and begun again, and
 * merged: it has to be the bytes of one build. `npm run test:shards`, or `npm run test:shards -- <seed>` for an order that was seen.
 */

const SHARDS = 100;
const PROCESSES = 2;
/** Shards that are killed: one in so many. */
const KILLED = 10;

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
// Planned fast, so that the time goes into shards.
const asked = ['build', '--grounds', 'money', '--pairs', String(SHARDS * 1000 - 500), '--workers', '1'];

const seed = argv[2] ?? String(Date.now());
const stream = streamOf('shard-trials', seed);
const scratch = mkdtempSync(join(tmpdir(), 'nearmiss-shard-trials-'));
const part = (number: number) => join(scratch, 'parts', String(number));
const began = performance.now();
try {
  console.log(`seed ${seed}`);
  await run([...asked, '--out', join(scratch, 'whole')]);
  tell(`one build of ${SHARDS * 1000 - 500} pairs`);
  const waiting = stream.shuffle(Array.from({ length: SHARDS }, (_, at) => at + 1));
  let killed = 0;
  await Promise.all(
    Array.from({ length: PROCESSES }, async () => {
      for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
        const command = [...asked, '--shard', `${number}/${SHARDS}`, '--out', part(number)];
        if (number % KILLED === 0 && (await killOnTheWay(command, part(number)))) killed += 1;
        await run(command);
      }
    }),
  );
  tell(`${SHARDS} shards by ${PROCESSES} processes, ${killed} of them killed and begun again`);
  if (killed === 0) throw new Error('none was killed: nothing of that is shown');
  await run(['merge', ...stream.shuffle(Array.from({ length: SHARDS }, (_, at) => part(at + 1))), '--out', join(scratch, 'merged')]);
  tell('merged');
  const [one, other] = ['whole', 'merged'].map((name) => digests(join(scratch, name))) as [Record<string, string>, Record<string, string>];
  const differing = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((file) => one[file] !== other[file]);
  if (differing.length > 0) throw new Error(`${differing.join(', ')}: not the bytes of one build`);
  console.log(`the ${Object.keys(one).length} files are those of one build, byte for byte`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function tell(what: string): void {
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`);
}

function start(command: readonly string[]): { end: Promise<number | null>; said: () => string; kill: () => boolean } {
  const child = spawn(execPath, [main, ...command], { stdio: ['ignore', 'ignore', 'pipe'], cwd: scratch });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  return { end: new Promise((resolve) => child.on('close', resolve)), said: () => said, kill: () => child.kill('SIGKILL') };
}

async function run(command: readonly string[]): Promise<void> {
  const { end, said } = start(command);
  if ((await end) !== 0) throw new Error(`nearmiss ${command.join(' ')} failed: ${said()}`);
}

/** Begins a shard and kills it at some moment after it has begun to write, if it gets that far before it is through. */
async function killOnTheWay(command: readonly string[], folder: string): Promise<boolean> {
  const { end, kill } = start(command);
  let isOver = false;
  const ended = end.then(() => {
    isOver = true;
  });
  while (!isOver && !existsSync(join(folder, '.nearmiss'))) await setTimeout(2);
  await setTimeout(stream.below(150));
  kill();
  await ended;
  return !existsSync(join(folder, 'manifest.json'));
}
