import { Worker } from 'node:worker_threads';
import type { Findings } from '../check/claims.ts';
import type { Scope } from '../check/dataset.ts';
import type { CheckSettings } from './check-folder.ts';
import { YOUNG_MEGABYTES } from './heap.ts';

/** What a thread is told. */
export interface ProofOrders {
  folder: string;
  settings: Omit<CheckSettings, 'progress'>;
  thread: number;
  threads: number;
}

/** What a thread found in the rows that it put to the proof. */
export interface Proved {
  findings: Findings;
  /** rows that it could not read to their end */
  unread: number;
}

/** The proof of rows on other threads. */
export interface Proof {
  done(): Promise<Proved[]>;
  /** Ends threads that still run. */
  stop(): void;
}

/** Rows that a thread takes in one go. */
const TURN = 10;

/**
 * Which rows a thread puts to the proof, from 0. The first thread also tells what rows are together, and reads the tables: beside one other it
 * takes a third of the proofs, beside more none.
 */
export function isTurnOf(thread: number, threads: number): Scope['proves'] {
  const turns = threads === 1 ? [0] : threads === 2 ? [0, 1, 1] : Array.from({ length: threads - 1 }, (_, place) => place + 1);
  return (row) => turns[Math.floor(row / TURN) % turns.length] === thread;
}

/** Has threads beside this one prove their rows of a dataset. */
export function startProof(folder: string, settings: CheckSettings, threads: number): Proof {
  const { progress: _, ...told } = settings;
  const started = Array.from({ length: threads - 1 }, (_, place) => startThread({ folder, settings: told, thread: place + 1, threads }));
  return {
    done: () => Promise.all(started.map(({ proved }) => proved)),
    stop: () => {
      for (const { worker } of started) void worker.terminate();
    },
  };
}

function startThread(orders: ProofOrders): { worker: Worker; proved: Promise<Proved> } {
  const file = import.meta.url.endsWith('.ts') ? './check-thread.ts' : './check-thread.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: orders,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  const proved = new Promise<Proved>((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread of the proof ended with code ${code}`)));
  });
  // What this thread finds out first is told: it reads the same files.
  proved.catch(() => undefined);
  return { worker, proved };
}
