import type { RecorderOptions } from '../edges/recorder.ts';
import type { Progress } from './progress.ts';

/** Has chains run by workers, and tells how far they are. */
export async function elsewhere(queue: string, own: boolean, progress: Progress): Promise<Pick<RecorderOptions, 'runElsewhere'>> {
  const { runByWorkers } = await import('../edges/queue/verify-run.ts');
  let began: number | null = null;
  const onProgress = (done: number, all: number, wrong: ReadonlyMap<string, number>): void => {
    began ??= performance.now();
    const seconds = (performance.now() - began) / 1000;
    const rate = seconds > 0 ? [`${(done / seconds).toFixed(1)}/s`] : [];
    progress.advance(done, all, [' by workers', ...rate, ...[...wrong].sort().map(([verdict, count]) => `${verdict} ${count}`)].join(', '));
  };
  return { runElsewhere: runByWorkers(queue, { own, onProgress, tell: progress.say }) };
}
