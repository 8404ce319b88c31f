import { parentPort, workerData } from 'node:worker_threads';
import { BlockStore } from '../edges/blocks.ts';
import type { Config } from '../model/config.ts';
import { openBuild, openLibrary } from '../pipeline.ts';
import { type Orders, take } from './build-crew.ts';

/** One thread of a build beside the first: opens the library, waits for the plan, and makes blocks straight to their files, until none is left. */
const port = parentPort as NonNullable<typeof parentPort>;
const config = workerData as Config;

const library = openLibrary(config);
port.postMessage('ready');
port.once('message', ({ settled, books, folder, blocks, taken }: Orders) => {
  const build = openBuild(config, books, { library, settled });
  const store = new BlockStore(folder);
  for (const block of take(blocks, taken)) {
    store.write(block, build.makeBlock(block));
    port.postMessage('block');
  }
});
