import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { BlockStore } from '../edges/blocks.ts';
import { readJson, writeFileWhole } from '../edges/files.ts';
import type { Config } from '../model/config.ts';
import {
  type Books,
  type Build,
  type Library,
  noBooks,
  openBuild,
  openLibrary,
  readSettled,
  type SettledPlan,
  type Stock,
} from '../pipeline.ts';
import { YOUNG_MEGABYTES } from './heap.ts';

/** What a thread is started with. */
export interface Start {
  config: Config;
  /** how many grounds have been taken, shared by all threads */
  taken: Int32Array;
  /** whether the plan is there, so that no ground needs to be looked through */
  isPlanned: boolean;
}

/** What a thread tells first: what it found in the grounds that it took, each by its place; nothing where the plan is there. */
export type Found = readonly (readonly [ground: number, stock: Stock])[];

/** What a thread is told then. */
export interface Orders {
  settled: SettledPlan;
  books: Books;
  folder: string;
  blocks: readonly number[];
  /** how many of the blocks have been taken, shared by all threads */
  taken: Int32Array;
}

/** Each thread opens the library for itself, which takes about as long as this many blocks: fewer are not worth one. */
const BLOCKS_WORTH_A_THREAD = 8;
/** More threads than this only fight over the disk. */
const MOST_DEFAULT_THREADS = 8;

/**
 * The threads of a build: this one and those beside it, which begin with the library as soon as they are started. Grounds are looked through and blocks
 * made by whoever takes them; the plan is settled here. Threads share nothing but the folder and the count of what is taken, and no byte depends on who
 * makes what.
 */
export class Crew {
  readonly #config: Config;
  readonly #plan: string | undefined;
  readonly #isPlanned: boolean;
  readonly #taken = openCounter();
  readonly #others: readonly Worker[];
  readonly #found: readonly Promise<Found>[];

  /** Starts as many threads as are asked for and worth it for so many blocks. `plan` is the file of a plan: read where it is there, else written. */
  constructor(config: Config, blocks: number, plan?: string) {
    const most = config.workers ?? Math.min(availableParallelism(), MOST_DEFAULT_THREADS);
    const threads = Math.min(most, 1 + Math.floor(blocks / BLOCKS_WORTH_A_THREAD));
    this.#config = config;
    this.#plan = plan;
    this.#isPlanned = plan !== undefined && existsSync(plan);
    const start: Start = { config, taken: this.#taken, isPlanned: this.#isPlanned };
    this.#others = Array.from({ length: threads - 1 }, () => startThread(start));
    this.#found = this.#others.map(async (thread) => ((await once(thread, 'message')) as [Found])[0]);
    // What fails while this thread is busy is told where it is waited for.
    for (const found of this.#found) found.catch(() => {});
  }

  /** Opens the build: by its plan where that is there, else its grounds are looked through by all threads. */
  async open(): Promise<Build> {
    const library = openLibrary(this.#config);
    const plan = this.#plan;
    const settled = plan === undefined || !this.#isPlanned ? undefined : readSettled(library, this.#config, readJson(plan), plan);
    const own = settled === undefined ? lookThrough(library, this.#taken) : [];
    const found = [own, ...(await Promise.all(this.#found))].flat().toSorted(([one], [other]) => one - other);
    if (settled !== undefined) return openBuild(this.#config, noBooks, { library, settled });
    const build = openBuild(this.#config, noBooks, { library, stocks: found.map(([, stock]) => stock) });
    if (plan !== undefined) writeFileWhole(plan, JSON.stringify(build.recordPlan()));
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

/** Looks through the grounds that no other thread has taken. */
export function lookThrough(library: Library, taken: Int32Array): Found {
  // The largest first: the last to be taken is what others wait for.
  const bySize = [...library.compositions.keys()].sort((a, b) => sizeOf(library, b) - sizeOf(library, a) || a - b);
  return Array.from(take(bySize, taken), (ground) => [ground, library.takeStock(ground)]);
}

/** Those that no other thread has taken. */
export function* take(all: readonly number[], taken: Int32Array): Generator<number> {
  for (let next = Atomics.add(taken, 0, 1); next < all.length; next = Atomics.add(taken, 0, 1)) yield all[next] as number;
}

function openCounter(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

function sizeOf({ compositions }: Library, ground: number): number {
  return compositions[ground]?.trajectories.length ?? 0;
}

function startThread(start: Start): Worker {
  const file = import.meta.url.endsWith('.ts') ? './build-thread.ts' : './build-thread.js';
  return new Worker(new URL(file, import.meta.url), {
    workerData: start,
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
