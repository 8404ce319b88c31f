import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { BlockStore } from '../edges/blocks.ts';
import { readJson, writeFileWhole } from '../edges/files.ts';
import type { Config } from '../model/config.ts';
import { type Books, type Build, noBooks, openBuild, openLibrary, readSettled, type SettledPlan } from '../pipeline.ts';
import { YOUNG_MEGABYTES } from './heap.ts';

/** What a thread is told once all is planned. */
export interface Orders {
  settled: SettledPlan;
  books: Books;
  folder: string;
  blocks: readonly number[];
  /** how many of the blocks have been taken, shared by all threads */
  taken: Int32Array;
}

/** Each thread opens the library for itself, which takes about as long as this many blocks: fewer are not worth one that is asked for. */
const BLOCKS_WORTH_A_THREAD = 8;
/** A thread that nobody asked for has to be worth its 150 MB: 20 blocks take as long on two threads as on one, 100 a fifth less. */
const BLOCKS_WORTH_ANOTHER = 50;
/** More threads than this only fight over the disk. */
const MOST_DEFAULT_THREADS = 8;

/**
 * The threads of a build: this one, which plans, and those beside it, which open the library meanwhile. Then each makes the blocks that it takes. Threads
 * share nothing but the folder and the count of blocks taken, and no byte depends on who makes which. (Looking through the grounds together was measured
 * to save nothing: every thread has to warm up for it.)
 */
export class Crew {
  readonly #config: Config;
  readonly #plan: string | undefined;
  readonly #others: readonly Worker[];
  readonly #ready: readonly Promise<unknown>[];

  /** Starts as many threads as are worth it for so many blocks. `plan` is the file of a plan: read where it is there, else written. */
  constructor(config: Config, blocks: number, plan?: string) {
    this.#config = config;
    this.#plan = plan;
    this.#others = Array.from({ length: countThreads(config, blocks) - 1 }, () => startThread(config));
    this.#ready = this.#others.map((thread) => once(thread, 'message'));
    // What fails while this thread is busy is told where it is waited for.
    for (const ready of this.#ready) ready.catch(() => {});
  }

  /** Opens the build, by its plan where that is there. */
  async open(): Promise<Build> {
    const library = openLibrary(this.#config);
    const plan = this.#plan;
    const isPlanned = plan !== undefined && existsSync(plan);
    const settled = isPlanned ? readSettled(library, this.#config, readJson(plan), plan) : undefined;
    const build = openBuild(this.#config, noBooks, { library, settled });
    if (plan !== undefined && !isPlanned) writeFileWhole(plan, JSON.stringify(build.recordPlan()));
    await Promise.all(this.#ready);
    return build;
  }

  /** Makes blocks of the build that was opened, with these books. */
  async makeBlocks(build: Build, books: Books, store: BlockStore, blocks: readonly number[], onBlock: () => void): Promise<void> {
    const orders: Orders = { settled: build.plan.settled, books, folder: store.folder, blocks, taken: openCounter() };
    const others = this.#others.map((thread) => followOrders(thread, orders, onBlock));
    for (const block of take(orders.blocks, orders.taken)) {
      store.write(block, build.makeBlock(block));
      onBlock();
      // Between blocks the other threads' reports are heard.
      await setImmediate();
    }
    await Promise.all(others);
  }

  /** Ends the threads, whatever they are doing. */
  async dismiss(): Promise<void> {
    await Promise.all(this.#others.map((thread) => thread.terminate()));
  }
}

/** Those that no other thread has taken. */
export function* take(all: readonly number[], taken: Int32Array): Generator<number> {
  for (let next = Atomics.add(taken, 0, 1); next < all.length; next = Atomics.add(taken, 0, 1)) yield all[next] as number;
}

function openCounter(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

function countThreads({ workers }: Config, blocks: number): number {
  const [most, worth] =
    workers === undefined
      ? [Math.min(availableParallelism(), MOST_DEFAULT_THREADS), BLOCKS_WORTH_ANOTHER]
      : [workers, BLOCKS_WORTH_A_THREAD];
  return Math.min(most, 1 + Math.floor(blocks / worth));
}

function startThread(config: Config): Worker {
  const file = import.meta.url.endsWith('.ts') ? './build-thread.ts' : './build-thread.js';
  return new Worker(new URL(file, import.meta.url), {
    workerData: config,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
}

/** Has a thread make blocks until none is left. */
function followOrders(thread: Worker, orders: Orders, onBlock: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.on('message', onBlock);
    thread.on('error', reject);
    thread.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker thread ended with code ${code}`))));
    thread.postMessage(orders);
  });
}
