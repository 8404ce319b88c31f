import { parentPort, workerData } from 'node:worker_threads';
import { NearmissError } from '../errors.ts';
import { openShardMaker, type ShardOrders } from './shard-maker.ts';

/** A thread that plans a build and makes shards of it, one after the other: planning takes long, and the thread before it has calls to watch. */
const port = parentPort as NonNullable<typeof parentPort>;

/** What the thread answers: what came of an order, or why nothing did. */
export type ShardAnswer = { home: string } | { failure: string; isExpected: boolean };

try {
  const make = openShardMaker(workerData as ShardOrders);
  port.on('message', (number: number) => {
    make(number).then((home) => answer({ home }), refuse);
  });
  answer({ home: '' });
} catch (error) {
  refuse(error);
}

function answer(message: ShardAnswer): void {
  port.postMessage(message);
}

function refuse(error: unknown): void {
  const isExpected = error instanceof NearmissError;
  answer({ failure: isExpected ? error.message : String((error as Error)?.stack ?? error), isExpected });
}
