// Runs every kind of misbehaviour again and again in one process and says whether memory, processes, handles or files stay behind.
// Usage: node --expose-gc hostile-leaks.ts [runs]      Exits with 1 when something does.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProcesses, runHostile } from './hostile.ts';

const runs = Number(process.argv[2] ?? 100);
/** The ways a server is given up, each once; none of them waits for a limit. */
const modes = [
  'good',
  'exits mid-call',
  'line without end',
  'noise for ever',
  'flood of notifications',
  'stderr flood',
  'children that hold the pipes',
  'a daemon of its own group',
  'null result',
  'endless pages',
];
/** Bytes that the heap may have grown by between the first of all modes and the last run. */
const tolerance = 4 << 20;

const folder = mkdtempSync(join(tmpdir(), 'hostile-leaks-'));
process.env.TMPDIR = folder;
const collect = (globalThis as { gc?: () => void }).gc;
const measure = () => {
  collect?.();
  return process.memoryUsage();
};
const left: string[] = [];
const began = performance.now();
let first = measure();
for (let run = 0; run < runs; run += 1) {
  const mode = modes[run % modes.length] as string;
  left.push(...(await runHostile(mode)).left.map((pid) => `${pid} of "${mode}"`));
  if (run === modes.length) first = measure();
}
await new Promise((resolve) => setTimeout(resolve, 500));
const last = measure();
const handles = process.getActiveResourcesInfo().filter((name) => !/^(?:TTYWrap|PipeWrap|FSReqPromise|Timeout)$/u.test(name));
const files = readdirSync(folder);
const processes = [...left, ...findProcesses(`${folder}/`).map((pid) => `${pid} at the end`)];
const growth = last.heapUsed - first.heapUsed;
const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
console.log(`${runs} runs in ${((performance.now() - began) / 1000).toFixed(0)} s`);
console.log(`heap ${mebibytes(first.heapUsed)} -> ${mebibytes(last.heapUsed)}, resident ${mebibytes(first.rss)} -> ${mebibytes(last.rss)}`);
console.log(`processes left ${processes.length}, handles left ${handles.length}, files left ${files.length}`);
for (const name of [...processes, ...handles, ...files]) console.log(`  ${name}`);
rmSync(folder, { recursive: true, force: true });
if (growth > tolerance || processes.length + handles.length + files.length > 0) process.exitCode = 1;
