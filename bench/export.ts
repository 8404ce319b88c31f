import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allExporters } from '../src/exporters/index.ts';
import { buildDataset } from './build.ts';
import type { Figure, Tell } from './figures.ts';
import { measurePeak, measureProcess, median, type Taken } from './measure.ts';

const floor = fileURLToPath(new URL('./export-floor.js', import.meta.url));

/**
 * How fast a dataset is exported, and how much memory that takes: each format alone, and all in one walk, as the command is shipped. Speed is told
 * as a ratio to the least that any writer of these rows must do: read the canonical lines, JSON.parse, JSON.stringify and writeSync in pieces.
 * Both are run in turn; ratios are of processor time, which a busy machine does not stretch, and medians. And whether memory is flat: five times
 * the pairs may take a tenth more.
 */
export async function benchExport(scratch: string, { pairs, rounds }: { pairs: number; rounds: number }, tell: Tell): Promise<void> {
  const dataset = join(scratch, 'dataset');
  await buildDataset(dataset, pairs);
  for (const to of [...allExporters.map(({ name }) => name), 'all']) {
    const runs: Taken[] = [];
    const floors: Taken[] = [];
    for (let round = 0; round < rounds; round++) {
      const out = join(scratch, 'out');
      floors.push(measureProcess(floor, [dataset, out]));
      runs.push(measurePeak(['export', dataset, '--to', to, '--template', 'chatml', '--out', out]));
      rmSync(out, { recursive: true });
    }
    const middle = (of: (run: Taken, floor: Taken) => number) => median(runs.map((run, round) => of(run, floors[round] as Taken)));
    const what = `export of ${pairs} pairs to ${to}`;
    tell({ what, value: middle((run, low) => low.processor / run.processor), unit: 'of ceiling' });
    tell({ what: `${what}, time`, value: middle(({ clock }) => clock), unit: 's' });
    const peak = middle(({ megabytes }) => megabytes);
    tell({ what: `${what}, peak memory`, value: peak, unit: 'MB' });
    if (to === 'all') tell(await measureGrowth(scratch, pairs, peak));
  }
}

/** How much more memory an export of all formats takes than one of a fifth of its pairs. */
async function measureGrowth(scratch: string, pairs: number, peak: number): Promise<Figure> {
  const [dataset, out] = [join(scratch, 'fifth'), join(scratch, 'out')];
  await buildDataset(dataset, Math.ceil(pairs / 5));
  const { megabytes } = measurePeak(['export', dataset, '--to', 'all', '--template', 'chatml', '--out', out]);
  for (const folder of [dataset, out]) rmSync(folder, { recursive: true });
  const what = `export to all, memory of ${pairs} pairs over a fifth of them`;
  return { what, value: 100 * (peak / megabytes - 1), unit: '% more', atMost: 10 };
}
