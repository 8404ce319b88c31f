import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Crew } from '../src/cli/build-crew.ts';
import { partsOfBlocks } from '../src/edges/dataset-parts.ts';
import { assembleDataset, openDataset } from '../src/edges/dataset-writer.ts';
import { writePairs } from '../src/edges/pair-files.ts';
import { configSchema } from '../src/model/config.ts';
import { noBooks } from '../src/pipeline.ts';
import type { Tell } from './figures.ts';
import { measurePeak, median, startTimer, type Time, timeFloor } from './measure.ts';

/** Builds a dataset on one thread as the command does, and tells what the whole took, and its planning alone. */
export async function buildDataset(out: string, pairs: number): Promise<{ whole: Time; plan: Time }> {
  const stop = startTimer();
  const config = configSchema.parse({ pairs, out, workers: 1 });
  const crew = new Crew(config, 0);
  const build = await crew.open();
  const plan = stop();
  const folder = openDataset(out, build.identity);
  const blocks = Array.from({ length: build.blockCount }, (_, block) => block);
  await crew.makeBlocks(build, noBooks, folder.blocks, blocks, () => {});
  const grounds = build.grounds.map(({ ground }) => ground);
  assembleDataset(out, {
    identity: build.identity,
    pairs: writePairs(out, partsOfBlocks(folder.blocks, { from: 0, to: build.blockCount })),
    discarded: Object.fromEntries([...build.plan.discarded].sort(([a], [b]) => (a < b ? -1 : 1))),
    about: { grounds, command: '' },
    positions: { from: 0, to: pairs },
  });
  return { whole: stop(), plan };
}

/**
 * How fast a build is: pairs per second of a one-thread build (plan, pairs, canonical lines, both Parquet tables, card, manifest) over
 * the rows per second of its floor; and what builds of other `sizes` take, on one thread and on two.
 */
export async function benchBuild(
  scratch: string,
  { pairs, rounds, sizes }: { pairs: number; rounds: number; sizes: readonly number[] },
  tell: Tell,
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
    tell({ what: `build by the ${by}`, value: floor / build, unit: 'of ceiling', atLeast: 0.5 });
    tell({ what: `build by the ${by}, without its planning`, value: floor / (build - plan), unit: 'of ceiling' });
    tell({ what: `planning by the ${by}`, value: plan, unit: 's' });
    tell({ what: `pairs built by the ${by}`, value: pairs / build, unit: '/s' });
  }
  for (const size of sizes) {
    const taken = [1, 2].map((workers) => {
      const out = join(scratch, `large-${workers}`);
      const { megabytes, clock } = measurePeak(['build', '--pairs', String(size), '--workers', String(workers), '--out', out]);
      rmSync(out, { recursive: true, force: true });
      const what = `build of ${size} pairs on ${workers === 1 ? 'one thread' : 'two'}`;
      tell({ what: `${what}, peak memory`, value: megabytes, unit: 'MB', ...(workers === 1 ? { atMost: 300 } : {}) });
      tell({ what, value: clock, unit: 's' });
      return clock;
    }) as [number, number];
    tell({ what: `build of ${size} pairs, two threads over one`, value: taken[0] / taken[1], unit: 'times', atLeast: 1.8 });
  }
}
