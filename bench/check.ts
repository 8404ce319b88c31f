import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readLines } from '../src/edges/dataset-folder.ts';
import { buildDataset } from './build.ts';
import type { Tell } from './figures.ts';
import { measurePeak, median } from './measure.ts';

/** How fast a dataset is checked and audited: its rows per second over those of reading its lines and parsing them. */
export async function benchCheck(scratch: string, { pairs, rounds }: { pairs: number; rounds: number }, tell: Tell): Promise<void> {
  const dataset = join(scratch, 'checked');
  await buildDataset(dataset, pairs);
  for (const command of ['check', 'audit'] as const) {
    const runs: number[] = [];
    const floors: number[] = [];
    let peak = 0;
    for (let round = 0; round < rounds; round++) {
      floors.push(timeReading(dataset));
      const { clock, megabytes } = measurePeak([command, dataset]);
      runs.push(clock);
      peak = Math.max(peak, megabytes);
    }
    const goal = command === 'check' ? { atLeast: 0.5 } : {};
    tell({ what: `${command} of ${pairs} pairs, the whole command`, value: median(floors) / median(runs), unit: 'of ceiling', ...goal });
    tell({ what: `${command} of ${pairs} pairs, peak memory`, value: peak, unit: 'MB' });
  }
  rmSync(dataset, { recursive: true });
}

/** Seconds that reading the canonical lines and parsing them takes. */
function timeReading(dataset: string): number {
  const start = performance.now();
  let rows = 0;
  for (const name of readdirSync(join(dataset, 'pairs'))) {
    for (const line of readLines(join(dataset, 'pairs', name))) {
      JSON.parse(line);
      rows++;
    }
  }
  if (rows === 0) throw new Error('no rows were read');
  return (performance.now() - start) / 1e3;
}
