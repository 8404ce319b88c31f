import { parentPort, workerData } from 'node:worker_threads';
import { BlockStore } from '../edges/blocks.ts';
import { openBuild } from '../pipeline.ts';
import type { WorkerOrders, WorkerReport } from './build-workers.ts';

/** One thread of a build: decides the same plan as every other and makes the blocks it is given, straight to their files. */
const { config, folder, blocks } = workerData as WorkerOrders;
const build = openBuild(config);
const store = new BlockStore(folder);
for (const block of blocks) {
  store.write(block, build.makeBlock(block));
  parentPort?.postMessage({ block } satisfies WorkerReport);
}
