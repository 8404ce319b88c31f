import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FetchMaterial, Skill } from '../edges/queue/hand.ts';
import { NearmissError } from '../errors.ts';
import { type RunOf, shardJobSchema } from '../model/queue.ts';
import type { ShardOrders } from './shard-maker.ts';
import type { ShardAnswer } from './shard-thread.ts';

/**
 * Makes shards of a build in a folder of this machine, on a thread beside this one.
 *
 * @throws NearmissError where there is no such folder, or the build comes out otherwise here
 */
export async function prepareShards(
  { title, name, of }: RunOf<'shard'>,
  fetch: FetchMaterial,
  { parts, primitives }: { parts: string | undefined; primitives: string | undefined },
): Promise<Skill> {
  if (parts === undefined) throw new NearmissError(`${title} is made in shards, and no folder is given for them here: --parts`);
  const orders: ShardOrders = { material: await fetch(), of, folder: join(parts, name), primitives };
  const file = import.meta.url.endsWith('.ts') ? './shard-thread.ts' : './shard-thread.js';
  const thread = new Worker(new URL(file, import.meta.url), { workerData: orders });
  const close = async (): Promise<void> => {
    await thread.terminate();
  };
  try {
    await hear(thread);
  } catch (error) {
    await close();
    throw error instanceof NearmissError ? new NearmissError(`${title}: ${error.message}`) : error;
  }
  return {
    concurrency: 1,
    once: null,
    async act(data) {
      const { number } = shardJobSchema.parse(data);
      thread.postMessage(number);
      return { home: await hear(thread) };
    },
    close,
  };
}

/** The next answer of the thread. */
async function hear(thread: Worker): Promise<string> {
  const over = new AbortController();
  const { signal } = over;
  try {
    const [answer] = (await Promise.race([once(thread, 'message', { signal }), ended(thread, signal)])) as [ShardAnswer];
    if ('home' in answer) return answer.home;
    throw answer.isExpected ? new NearmissError(answer.failure) : new Error(answer.failure);
  } finally {
    over.abort();
  }
}

async function ended(thread: Worker, signal: AbortSignal): Promise<never> {
  const [code] = await once(thread, 'exit', { signal });
  throw new Error(`a worker thread ended with code ${code}`);
}
