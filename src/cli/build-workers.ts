import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { BlockStore } from '../edges/blocks.ts';
import type { Config } from '../model/config.ts';
import type { Books, Build } from '../pipeline.ts';
import { YOUNG_MEGABYTES } from './heap.ts';

/** What a thread is told. */
export interface WorkerOrders {
  config: Config;
  books: Books;
  folder: string;
  blocks: readonly number[];
  /** how many of the blocks have been taken, shared by all threads */
  taken: Int32Array;
}

/** A thread plans for itself first, which takes about as long as this many blocks: fewer are not worth one. */
const BLOCKS_WORTH_A_THREAD = 8;

/**
 * Makes the blocks on this thread and, when there are many, on others beside it. Threads share nothing but the folder and the count
 * of blocks taken, and no byte depends on who makes which.
 */
export async function makeBlocks(
  build: Build,
  config: Config & { workers: number },
  books: Books,
  store: BlockStore,
  blocks: readonly number[],
  onBlock: () => void,
): Promise<void> {
  const threads = Math.min(config.workers, 1 + Math.floor(blocks.length / BLOCKS_WORTH_A_THREAD));
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const orders: WorkerOrders = { config, books, folder: store.folder, blocks, taken };
  const others = Array.from({ length: threads - 1 }, () => startThread(orders, onBlock));
  const own = async () => {
    for (const block of takeBlocks(orders)) {
      store.write(block, build.makeBlock(block));
      onBlock();
      // Between blocks the other threads' reports are heard.
      await setImmediate();
    }
  };
  await Promise.all([own(), ...others]);
}

/** Makes the blocks that no other thread has taken. */
export function workOff(build: Build, orders: WorkerOrders, onBlock: () => void): void {
  const store = new BlockStore(orders.folder);
  for (const block of takeBlocks(orders)) {
    store.write(block, build.makeBlock(block));
    onBlock();
  }
}

function* takeBlocks({ blocks, taken }: WorkerOrders): Generator<number> {
  for (let next = Atomics.add(taken, 0, 1); next < blocks.length; next = Atomics.add(taken, 0, 1)) yield blocks[next] as number;
}

function startThread(orders: WorkerOrders, onBlock: () => void): Promise<void> {
  const file = import.meta.url.endsWith('.ts') ? './build-worker.ts' : './build-worker.js';
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(file, import.meta.url), {
      workerData: orders,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    worker.on('message', onBlock);
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker thread ended with code ${code}`))));
  });
}
