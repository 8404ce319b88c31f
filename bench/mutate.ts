import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runMutate } from '../src/cli/mutate-run.ts';
import { buildDataset } from './build.ts';
import type { Tell } from './figures.ts';
import { writeGivenRows } from './given-rows.ts';
import { measurePeak, median, startTimer, type Time, timeFloor } from './measure.ts';

/** Pairs that the given rows are made of. */
const RECIPES = 2000;

/**
 * How fast `mutate` is: pairs per second on one thread (both readings of the rows, pairs, canonical lines, Parquet, card, manifest) over the rows per
 * second of its floor, the very pairs it made printed and written again; and its peak memory for each of the `sizes`, in rows.
 */
export async function benchMutate(
  scratch: string,
  { rows, rounds, sizes }: { rows: number; rounds: number; sizes: readonly number[] },
  tell: Tell,
): Promise<void> {
  const recipes = join(scratch, 'recipes');
  await buildDataset(recipes, RECIPES);
  const file = join(scratch, 'given.jsonl');
  writeGivenRows(file, recipes, rows);
  const runs: Time[] = [];
  const floors: Time[] = [];
  let made = { rows: 0, bytes: 0 };
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round++) {
    const out = join(scratch, `mutate-${round}`);
    const run = await timeMutate(file, out);
    const { time, ...written } = timeFloor(out);
    rmSync(out, { recursive: true });
    made = written;
    if (round === 0) continue;
    runs.push(run);
    floors.push(time);
  }
  const pairs = made.rows;
  console.log(
    `mutate: ${pairs} pairs of ${rows} given rows, ${(made.bytes / pairs).toFixed(0)} bytes each as canonical JSON; medians of ${rounds} rounds`,
  );
  for (const by of ['clock', 'processor'] as const) {
    const run = median(runs.map((time) => time[by]));
    const floor = median(floors.map((time) => time[by]));
    tell({ what: `mutate by the ${by}`, value: floor / run, unit: 'of ceiling', atLeast: 0.2 });
    tell({ what: `rows mutated by the ${by}`, value: rows / run, unit: '/s' });
  }
  for (const size of sizes) {
    const out = join(scratch, 'large');
    writeGivenRows(file, recipes, size);
    const { megabytes, clock } = measurePeak(['mutate', file, '--out', out]);
    rmSync(out, { recursive: true, force: true });
    tell({ what: `mutate of ${size} rows, peak memory`, value: megabytes, unit: 'MB', atMost: 300 });
    tell({ what: `mutate of ${size} rows`, value: clock, unit: 's' });
  }
}

async function timeMutate(file: string, out: string): Promise<Time> {
  const { log } = console;
  console.log = () => {};
  try {
    const stop = startTimer();
    await runMutate(file, { out, seed: 'nearmiss', perRow: 2, testShare: 0.1, compose: 1 });
    return stop();
  } finally {
    console.log = log;
  }
}
