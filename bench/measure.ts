import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { cpuUsage, execPath, resourceUsage } from 'node:process';
import { fileURLToPath } from 'node:url';

const PIECE = 1 << 20;

/** Seconds by the clock, and of processor time in all threads (collecting garbage among it), which a busy machine does not stretch. */
export interface Time {
  clock: number;
  processor: number;
}

export function startTimer(): () => Time {
  const clock = performance.now();
  const processor = cpuUsage();
  return () => {
    const { user, system } = cpuUsage(processor);
    return { clock: (performance.now() - clock) / 1e3, processor: (user + system) / 1e6 };
  };
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;
}

/** What printing and writing the rows of a folder again took, and what was written. */
export interface Floor {
  time: Time;
  rows: number;
  bytes: number;
}

/** Rows that are parsed, then printed and written, at a time. */
const BATCH = 5000;

/** How long it takes to print the canonical rows of a dataset again and write them, the parsing not counted. */
export function timeFloor(dataset: string): Floor {
  const path = join(dataset, 'floor.jsonl');
  const floor = { time: { clock: 0, processor: 0 }, rows: 0, bytes: 0 };
  for (const name of readdirSync(join(dataset, 'pairs'))) {
    const file = readFileSync(join(dataset, 'pairs', name));
    floor.bytes += file.length;
    for (let at = 0; at < file.length; ) {
      const rows: unknown[] = [];
      while (rows.length < BATCH && at < file.length) {
        const end = file.indexOf(10, at);
        rows.push(JSON.parse(file.toString('utf8', at, end)));
        at = end + 1;
      }
      const stop = startTimer();
      writeLines(
        path,
        rows.map((row) => () => JSON.stringify(row)),
      );
      const { clock, processor } = stop();
      floor.time.clock += clock;
      floor.time.processor += processor;
      floor.rows += rows.length;
    }
  }
  rmSync(path);
  return floor;
}

/** Writes lines in pieces of 1 MiB, each line made when its turn comes. */
export function writeLines(path: string, lines: Iterable<() => string>): void {
  const file = openSync(path, 'w');
  let piece = '';
  for (const print of lines) {
    piece += `${print()}\n`;
    if (piece.length >= PIECE) {
      writeSync(file, piece);
      piece = '';
    }
  }
  writeSync(file, piece);
  closeSync(file);
}

// Plain JavaScript: stripping types would cost the process more memory than the work. Where the system tells the peak of the program itself, that is
// taken: maxRSS is at least what the process that started it had.
const REPORT_PEAK = `data:text/javascript,${encodeURIComponent(
  "import { readFileSync } from 'node:fs';" +
    "import { isMainThread } from 'node:worker_threads';" +
    'const own = () => { try { return /^VmHWM:\\s*(\\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1]; } catch { return undefined; } };' +
    'const used = () => process.cpuUsage().user + process.cpuUsage().system;' +
    "if (isMainThread) process.on('exit', () => process.stderr.write('peak ' + (own() ?? process.resourceUsage().maxRSS) + ' kB, ' + used() + ' us\\n'));",
)}`;

/** Peak resident set of this process, in MB. */
export function ownPeak(): number {
  const said = /^VmHWM:\s*(\d+) kB$/mu.exec(readOwnStatus())?.[1];
  return Number(said ?? resourceUsage().maxRSS) / 1024;
}

function readOwnStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}

/** What a process took: its peak resident set, in MB, seconds by the clock and of processor time. */
export interface Taken extends Time {
  megabytes: number;
}

/** What a command takes as it is shipped, in a process of its own. */
export function measurePeak(args: readonly string[]): Taken {
  return measureProcess(fileURLToPath(new URL('../dist/cli/main.js', import.meta.url)), args);
}

/** What a program takes in a process of its own. */
export function measureProcess(program: string, args: readonly string[]): Taken {
  const start = performance.now();
  const run = spawnSync(execPath, ['--import', REPORT_PEAK, program, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const clock = (performance.now() - start) / 1000;
  const [, peak, used] = /^peak (\d+) kB, (\d+) us$/m.exec(run.stderr) ?? [];
  if (run.status !== 0 || peak === undefined) throw new Error(`${args.join(' ')} failed: ${run.stderr}`);
  return { megabytes: Number(peak) / 1024, clock, processor: Number(used) / 1e6 };
}
