import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, cpuUsage, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeBlocks } from '../src/cli/build-workers.ts';
import { assembleDataset, openDataset } from '../src/edges/dataset-writer.ts';
import { configSchema } from '../src/model/config.ts';
import { openBuild } from '../src/pipeline.ts';

/*
 * How fast a build is, and how much memory it takes.
 *
 * Speed is told as a ratio, because a machine's own speed is no property of the program: pairs per second of a one-thread build
 * (plan, pairs, canonical lines, both Parquet tables, card, manifest) over rows per second of the least that any writer of these
 * rows must do: JSON.stringify of the very same rows, as objects parsed from the built files, and writeSync of 1 MiB pieces. Both
 * run in turn in this process; the figures are medians. Memory is the peak resident set of a build in a process of its own.
 */

const { values } = parseArgs({
  args: argv.slice(2),
  options: {
    pairs: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    large: { type: 'string', default: '100000' },
  },
});
const pairs = Number(values.pairs);
const rounds = Number(values.rounds);
const large = Number(values.large);
const PIECE = 1 << 20;
const scratch = mkdtempSync(join(tmpdir(), 'nearmiss-bench-'));

/** Seconds by the clock, and of processor time in all threads (collecting garbage among it), which a busy machine does not stretch. */
interface Time {
  clock: number;
  processor: number;
}

function startTimer(): () => Time {
  const clock = performance.now();
  const processor = cpuUsage();
  return () => {
    const { user, system } = cpuUsage(processor);
    return { clock: (performance.now() - clock) / 1e3, processor: (user + system) / 1e6 };
  };
}

/** How long a whole build into a folder takes, and its planning alone. */
async function timeBuild(out: string): Promise<{ whole: Time; plan: Time }> {
  const stop = startTimer();
  const config = { ...configSchema.parse({ pairs, out }), workers: 1 };
  const build = openBuild(config);
  const plan = stop();
  const folder = openDataset(out, build.identity);
  const blocks = Array.from({ length: build.blockCount }, (_, block) => block);
  await makeBlocks(build, config, folder.blocks, blocks, () => {});
  const grounds = build.grounds.map(({ ground }) => ground);
  assembleDataset(folder, build.blockCount, build.identity, Object.fromEntries(build.plan.discarded), { grounds, command: '' });
  return { whole: stop(), plan };
}

/** How long it takes to print the canonical rows of a folder again and write them, the parsing not counted. */
function timeFloor(out: string): { time: Time; rows: number; bytes: number } {
  const files = readdirSync(join(out, 'pairs')).map((name) => readFileSync(join(out, 'pairs', name), 'utf8'));
  const rows = files.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown),
  );
  const file = openSync(join(scratch, 'floor.jsonl'), 'w');
  const stop = startTimer();
  let piece = '';
  for (const row of rows) {
    piece += `${JSON.stringify(row)}\n`;
    if (piece.length >= PIECE) {
      writeSync(file, piece);
      piece = '';
    }
  }
  writeSync(file, piece);
  const time = stop();
  closeSync(file);
  return { time, rows: rows.length, bytes: files.reduce((sum, text) => sum + Buffer.byteLength(text), 0) };
}

// Plain JavaScript: stripping types would cost the process more memory than the build.
const REPORT_PEAK = `data:text/javascript,${encodeURIComponent(
  "import { isMainThread } from 'node:worker_threads';" +
    "if (isMainThread) process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + ' kB\\n'));",
)}`;

/** Peak resident set, in MB, of a build by the command line as it is shipped. */
function measurePeak(workers: number): { megabytes: number; seconds: number } {
  const out = join(scratch, `large-${workers}`);
  const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
  const start = performance.now();
  const args = ['--import', REPORT_PEAK, main, 'build', '--pairs', String(large), '--workers', String(workers), '--out', out];
  const run = spawnSync(execPath, args, { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  rmSync(out, { recursive: true, force: true });
  const peak = /^peak (\d+) kB$/m.exec(run.stderr)?.[1];
  if (run.status !== 0 || peak === undefined) throw new Error(`the build failed: ${run.stderr}`);
  return { megabytes: Number(peak) / 1024, seconds };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;
}

try {
  const builds: Time[] = [];
  const plans: Time[] = [];
  const floors: Time[] = [];
  let size = 0;
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round++) {
    const out = join(scratch, `round-${round}`);
    const { whole, plan } = await timeBuild(out);
    const { time, rows, bytes } = timeFloor(out);
    rmSync(out, { recursive: true });
    if (rows !== pairs) throw new Error(`${rows} rows were built, not ${pairs}`);
    size = bytes / rows;
    if (round === 0) continue;
    builds.push(whole);
    plans.push(plan);
    floors.push(time);
  }
  console.log(`${pairs} pairs, ${size.toFixed(0)} bytes each as canonical JSON; medians of ${rounds} rounds`);
  for (const by of ['clock', 'processor'] as const) {
    const build = median(builds.map((time) => time[by]));
    const plan = median(plans.map((time) => time[by]));
    const floor = median(floors.map((time) => time[by]));
    console.log(`by the ${by}:`);
    console.log(`  stringify+write   ${(pairs / floor).toFixed(0)} rows/s of the same rows`);
    console.log(
      `  build             ${(pairs / build).toFixed(0)} pairs/s on one thread, everything written; ratio ${(floor / build).toFixed(3)}`,
    );
    console.log(`    of it planning  ${plan.toFixed(2)} s, however many pairs are asked for`);
    console.log(
      `    the rest        ${(pairs / (build - plan)).toFixed(0)} pairs/s; ratio ${(floor / (build - plan)).toFixed(3)}   (goal: 0.25 or more)`,
    );
  }
  for (const workers of large === 0 ? [] : [1, 2]) {
    const { megabytes, seconds } = measurePeak(workers);
    console.log(
      `peak memory      ${megabytes.toFixed(0)} MB for ${large} pairs with ${workers} thread(s), ${seconds.toFixed(1)} s   (goal: 300 MB or less)`,
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
