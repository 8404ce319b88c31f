import type { RecorderOptions } from '../edges/recorder.ts';
import { Pace } from './pace.ts';
import type { Progress } from './progress.ts';

/** Has chains run by workers, and tells how far they are. */
export async function elsewhere(queue: string, own: boolean, progress: Progress): Promise<Pick<RecorderOptions, 'runElsewhere'>> {
  const { runByWorkers } = await import('../edges/queue/verify-run.ts');
  const pace = new Pace();
  const onProgress = (done: number, all: number, wrong: ReadonlyMap<string, number>): void => {
    const rate = pace.take(done, performance.now() / 1000);
    const said = rate === null ? [] : [`${rate.toFixed(1)}/s`];
    progress.advance(done, all, [' by workers', ...said, ...[...wrong].sort().map(([verdict, count]) => `${verdict} ${count}`)].join(', '));
  };
  return { runElsewhere: runByWorkers(queue, { own, onProgress, tell: progress.say }) };
}
