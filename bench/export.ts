import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, execPath, resourceUsage } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runExport } from '../src/cli/export-run.ts';
import { heapFlags } from '../src/cli/heap.ts';
import { readLines } from '../src/edges/dataset-folder.ts';
import { allExporters } from '../src/exporters/index.ts';

/*
 * How fast a dataset is exported, and how much memory that takes: each format alone, and all in one walk, in processes of their own.
 * Speed is told in seconds of processor time, and as a ratio to the least that any writer of these rows must do: read the canonical lines,
 * JSON.parse, JSON.stringify and writeSync in pieces.
 *
 * usage: export.ts DATASET
 */

const main = fileURLToPath(import.meta.url);
const { values, positionals } = parseArgs({ args: argv.slice(2), options: { to: { type: 'string' } }, allowPositionals: true });
const dataset = positionals[0];
if (dataset === undefined) throw new Error('usage: export.ts DATASET');
const PIECE = 1 << 20;
const heap = heapFlags('export');

if (values.to === undefined) {
  const floor = measure('floor');
  console.log(`canonical rows, read and written again: ${floor.seconds.toFixed(1)} s, ${floor.megabytes} MB`);
  for (const to of [...allExporters.map(({ name }) => name), 'all']) {
    const { seconds, megabytes } = measure(to);
    console.log(
      `${to.padEnd(14)} ${seconds.toFixed(1).padStart(7)} s  ${(seconds / floor.seconds).toFixed(2).padStart(6)} x  ${megabytes} MB`,
    );
  }
} else await work(values.to, dataset);

/** One task in a process of its own. */
function measure(to: string): { seconds: number; megabytes: number } {
  const { stdout, stderr, status } = spawnSync(execPath, [...heap, main, dataset as string, '--to', to], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { seconds: number; megabytes: number };
}

async function work(to: string, from: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'nearmiss-bench-'));
  const say = console.log;
  try {
    if (to === 'floor') writeAgain(from, join(scratch, 'rows.jsonl'));
    else {
      console.log = () => {};
      await runExport(from, { to: [to], out: join(scratch, 'out'), template: 'chatml', as: 'parquet' });
    }
  } finally {
    console.log = say;
    rmSync(scratch, { recursive: true, force: true });
  }
  const { userCPUTime, systemCPUTime, maxRSS } = resourceUsage();
  console.log(JSON.stringify({ seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: Math.round(maxRSS / 1024) }));
}

function writeAgain(from: string, to: string): void {
  const file = openSync(to, 'w');
  let text = '';
  for (const split of ['train', 'test']) {
    for (const line of readLines(join(from, 'pairs', `${split}.jsonl`))) {
      text += `${JSON.stringify(JSON.parse(line))}\n`;
      if (text.length < PIECE) continue;
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}
