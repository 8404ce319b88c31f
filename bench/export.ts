import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allExporters } from '../src/exporters/index.ts';
import { buildDataset } from './build.ts';
import { measurePeak, measureProcess, median, type Taken } from './measure.ts';

const floor = fileURLToPath(new URL('./export-floor.js', import.meta.url));

/**
 * How fast a dataset is exported, and how much memory that takes: each format alone, and all in one walk, as the command is shipped. Speed is told
 * as a ratio to the least that any writer of these rows must do: read the canonical lines, JSON.parse, JSON.stringify and writeSync in pieces.
 * Both are run in turn; ratios are of processor time, which a busy machine does not stretch, and medians.
 */
export async function benchExport(scratch: string, { pairs, rounds }: { pairs: number; rounds: number }): Promise<void> {
  const dataset = join(scratch, 'dataset');
  await buildDataset(dataset, pairs);
  console.log(`export: ${pairs} pairs; medians of ${rounds} rounds`);
  console.log('format            clock  processor   ratio   peak memory');
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
    if (to === allExporters[0]?.name) console.log(line('(floor)', median(floors.map(({ clock }) => clock)), floors[0] as Taken, 1));
    console.log(
      line(
        to,
        middle(({ clock }) => clock),
        { clock: 0, processor: middle(({ processor }) => processor), megabytes: middle(({ megabytes }) => megabytes) },
        middle((run, low) => run.processor / low.processor),
      ),
    );
  }
}

function line(name: string, clock: number, { processor, megabytes }: Taken, ratio: number): string {
  const cells = [`${clock.toFixed(1)} s`.padStart(8), `${processor.toFixed(1)} s`.padStart(10), `${ratio.toFixed(2)} x`.padStart(8)];
  return `${name.padEnd(14)} ${cells.join(' ')}   ${megabytes.toFixed(0).padStart(4)} MB`;
}
