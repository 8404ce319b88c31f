import { Worker } from 'node:worker_threads';
import type { BlockStore } from '../edges/blocks.ts';
import type { Config } from '../model/config.ts';
import type { Build } from '../pipeline.ts';

export interface WorkerOrders {
  config: Config;
  folder: string;
  blocks: readonly number[];
}

export interface WorkerReport {
  block: number;
}

/** Makes the blocks on this thread, or on several: threads share nothing but the folder, and no byte depends on how many there are. */
export async function makeBlocks(
  build: Build,
  config: Config & { workers: number },
  store: BlockStore,
  blocks: readonly number[],
  onBlock: () => void,
): Promise<void> {
  const threads = Math.min(config.workers, blocks.length);
  if (threads <= 1) {
    for (const block of blocks) {
      store.write(block, build.makeBlock(block));
      onBlock();
    }
    return;
  }
  const shares = Array.from({ length: threads }, (_, thread) => blocks.filter((_, index) => index % threads === thread));
  await Promise.all(shares.map((share) => runThread({ config, folder: store.folder, blocks: share }, onBlock)));
}

function runThread(orders: WorkerOrders, onBlock: () => void): Promise<void> {
  const file = import.meta.url.endsWith('.ts') ? './build-worker.ts' : './build-worker.js';
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(file, import.meta.url), { workerData: orders });
    worker.on('message', onBlock);
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker thread ended with code ${code}`))));
  });
}
