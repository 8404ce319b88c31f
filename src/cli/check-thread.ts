import { parentPort, workerData } from 'node:worker_threads';
import { proveRows } from './check-folder.ts';
import { isTurnOf, type ProofOrders } from './check-threads.ts';

/** One thread of a check: puts its rows to the proof and says what it found. */
const { folder, settings, thread, threads } = workerData as ProofOrders;
parentPort?.postMessage(proveRows(folder, settings, isTurnOf(thread, threads)));
