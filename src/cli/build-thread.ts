import { parentPort, workerData } from 'node:worker_threads';
import { BlockStore } from '../edges/blocks.ts';
import { openBuild, openLibrary } from '../pipeline.ts';
import { lookThrough, type Orders, type Start, take } from './build-crew.ts';

/** One thread of a build beside the first: looks through grounds, then makes blocks straight to their files, until none is left. */
const port = parentPort as NonNullable<typeof parentPort>;
const { config, taken, isPlanned } = workerData as Start;

const library = openLibrary(config);
port.postMessage(isPlanned ? [] : lookThrough(library, taken));
port.once('message', ({ settled, books, folder, ...orders }: Orders) => {
  const build = openBuild(config, books, { library, settled });
  const store = new BlockStore(folder);
  for (const block of take(orders.blocks, orders.taken)) {
    store.write(block, build.makeBlock(block));
    port.postMessage('block');
  }
});
