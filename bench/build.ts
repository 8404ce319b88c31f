import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeBlocks } from '../src/cli/build-workers.ts';
import { partsOfBlocks } from '../src/edges/dataset-parts.ts';
import { assembleDataset, openDataset } from '../src/edges/dataset-writer.ts';
import { configSchema } from '../src/model/config.ts';
import { openBuild } from '../src/pipeline.ts';
import { measurePeak, median, startTimer, type Time, timeFloor } from './measure.ts';

/** Builds a dataset on one thread as the command does, and tells what the whole took, and its planning alone. */
export async function buildDataset(out: string, pairs: number): Promise<{ whole: Time; plan: Time }> {
  const stop = startTimer();
  const config = { ...configSchema.parse({ pairs, out }), workers: 1 };
  const build = openBuild(config);
  const plan = stop();
  const folder = openDataset(out, build.identity);
  const blocks = Array.from({ length: build.blockCount }, (_, block) => block);
  await makeBlocks(build, config, null, folder.blocks, blocks, () => {});
  const grounds = build.grounds.map(({ ground }) => ground);
  assembleDataset(out, {
    identity: build.identity,
    parts: partsOfBlocks(folder.blocks, { from: 0, to: build.blockCount }),
    discarded: Object.fromEntries(build.plan.discarded),
    about: { grounds, command: '' },
    positions: { from: 0, to: pairs },
  });
  return { whole: stop(), plan };
}

/**
 * How fast a build is: pairs per second of a one-thread build (plan, pairs, canonical lines, both Parquet tables, card, manifest) over
 * the rows per second of its floor; and the peak memory of a build of `large` pairs.
 */
export async function benchBuild(
  scratch: string,
  { pairs, rounds, large }: { pairs: number; rounds: number; large: number },
): Promise<void> {
  const builds: Time[] = [];
  const plans: Time[] = [];
  const floors: Time[] = [];
  let size = 0;
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round++) {
    const out = join(scratch, `build-${round}`);
    const { whole, plan } = await buildDataset(out, pairs);
    const { time, rows, bytes } = timeFloor(out);
    rmSync(out, { recursive: true });
    if (rows !== pairs) throw new Error(`${rows} rows were built, not ${pairs}`);
    size = bytes / rows;
    if (round === 0) continue;
    builds.push(whole);
    plans.push(plan);
    floors.push(time);
  }
  console.log(`build: ${pairs} pairs, ${size.toFixed(0)} bytes each as canonical JSON; medians of ${rounds} rounds`);
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
    const out = join(scratch, `large-${workers}`);
    const { megabytes, clock } = measurePeak(['build', '--pairs', String(large), '--workers', String(workers), '--out', out]);
    rmSync(out, { recursive: true, force: true });
    console.log(
      `peak memory      ${megabytes.toFixed(0)} MB for ${large} pairs with ${workers} thread(s), ${clock.toFixed(1)} s   (goal on one thread: 300 MB or less)`,
    );
  }
}
