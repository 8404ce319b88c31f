import { parentPort, workerData } from 'node:worker_threads';
import { openBuild } from '../pipeline.ts';
import { type WorkerOrders, workOff } from './build-workers.ts';

/** One thread of a build: decides the same plan as every other and makes blocks, straight to their files, until none is left. */
const orders = workerData as WorkerOrders;
workOff(openBuild(orders.config, orders.books), orders, () => parentPort?.postMessage('block'));
