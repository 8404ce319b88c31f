import { Hand, type Skill } from '../edges/queue/hand.ts';
import { prepareModel } from '../edges/queue/model-skill.ts';
import type { Announcement } from '../model/queue.ts';
import { settleConfig } from './config.ts';

export interface WorkerFlags {
  queue: string;
  config?: string;
  calls: number;
  patience: number;
}

export async function runWorker({ queue, config: file, calls, patience }: WorkerFlags): Promise<void> {
  const config = await settleConfig(file, {});
  const prepare = async (announcement: Announcement): Promise<Skill> => prepareModel(announcement, config.model, calls);
  const tell = (message: string): void => {
    process.stderr.write(`worker ${process.pid}: ${message}\n`);
  };
  const hand = await Hand.open(queue, { patience, prepare, tell });
  tell(`waits for work at ${hand.address}`);
  let signals = 0;
  const stop = (): void => {
    signals += 1;
    if (signals > 1) process.exit(130);
    tell('stopping once the jobs in hand are done; once more stops at once');
    hand.stop();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    await hand.work();
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
