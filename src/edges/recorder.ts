import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { homedir, hostname, tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { NearmissError } from '../errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Result } from '../model/primitive.ts';
import { judgeAnswer } from '../verify/judge.ts';
import { findLeak, type Machine } from '../verify/leak.ts';
import { maskResult } from '../verify/mask.ts';
import { type Batch, type Plan, planBatches } from '../verify/plan.ts';
import { mapRoot, type RootMap } from '../verify/root.ts';
import { type ListedTool, readTools } from '../verify/tools.ts';
import type { Trial } from '../verify/trial.ts';
import { type Limits, Session, usualLimits } from './mcp.ts';
import { onExit } from './process.ts';
import { copyTree, TreeDigest } from './worlds/tree.ts';

/** How to run the server that a plan is for. */
export interface Stage {
  program: string;
  args(root: string): readonly string[];
  env(root: string): Readonly<Record<string, string>>;
  /** fills an empty folder with the seeded world */
  place(root: string): Promise<void>;
  /** working folder of the server; by default the world */
  cwd?(root: string): string;
}

export interface RecorderOptions {
  limits: Limits;
  /** processes at a time */
  jobs: number;
  /** milliseconds for everything */
  total: number;
  /** told after every chain of every run */
  onProgress(done: number, all: number): void;
  /** told what a person should see: why a server failed */
  onTrouble(message: string): void;
}

export const usualOptions: RecorderOptions = {
  limits: usualLimits,
  jobs: 1,
  total: 30 * 60_000,
  onProgress: () => undefined,
  onTrouble: () => undefined,
};

/** What the server is, before any call is made. */
export interface Survey {
  protocol: string;
  server: { name: string; version: string };
  tools: ListedTool[];
  digest: string;
}

/** A server process in a world of its own. */
interface Room {
  session: Session;
  map: RootMap;
  digest: TreeDigest;
  close(): Promise<void>;
}

/**
 * Runs the chains of plans on one server. Every process gets a fresh copy of the seeded world; everything lies below one
 * scratch folder, which is removed at the end whatever happens.
 */
export class Recorder {
  readonly #stage: Stage;
  readonly #root: string;
  readonly #ignored: readonly RegExp[];
  readonly #options: RecorderOptions;
  readonly #scratch: string;
  readonly #machine: Machine;
  readonly #forget: () => void;
  readonly #open = new Set<Room>();
  #placed: Promise<string> | undefined;
  #rooms = 0;
  #isOver = false;

  /** `root` is the virtual root, `ignored` what does not count in the world's digest. */
  constructor(stage: Stage, root: string, ignored: readonly RegExp[], options: Partial<RecorderOptions> = {}) {
    this.#stage = stage;
    this.#root = root;
    this.#ignored = ignored;
    this.#options = { ...usualOptions, ...options };
    this.#scratch = mkdtempSync(join(realpathSync(tmpdir()), 'nearmiss-'));
    this.#forget = onExit(() => rmSync(this.#scratch, { recursive: true, force: true }));
    this.#machine = {
      scratch: [basename(this.#scratch)],
      home: homedir(),
      user: userInfo().username,
      host: hostname(),
    };
  }

  /** Ends every process and removes the scratch folder. */
  async close(): Promise<void> {
    this.#isOver = true;
    await Promise.all([...this.#open].map((room) => room.close()));
    rmSync(this.#scratch, { recursive: true, force: true });
    this.#forget();
  }

  /** Starts the server once, lists its tools twice and reads them. A tool whose definition changed in between is faulty. */
  async survey(): Promise<Survey> {
    const digest = new TreeDigest(await this.#template(), this.#ignored).take();
    const room = await this.#enter();
    try {
      const read = async () => readTools(room.map.toVirtual((await room.session.listTools()) as Json[]));
      const tools = await read();
      const again = new Map((await read()).map((tool) => [tool.name, tool.hash]));
      for (const tool of tools) {
        if (again.get(tool.name) !== tool.hash) tool.fault ??= 'its definition changed from one listing to the next';
        const { inputs: _inputs, outputs: _outputs, ...listed } = tool;
        const leak = findLeak(listed as unknown as Json, this.#machine, '');
        if (leak !== undefined) tool.fault ??= `its definition shows ${leak} of the recording machine`;
      }
      const { protocol, server } = room.session;
      return { protocol, server, tools, digest };
    } finally {
      await room.close();
    }
  }

  /**
   * Runs all chains of a plan twice: each run in fresh processes and worlds, the second with the chains of a batch in
   * reverse order, so that what a process remembers shows. Returns the trials of both runs by chain.
   */
  async run(plan: Plan, tools: readonly ListedTool[]): Promise<[Trial[][], Trial[][]]> {
    const batches = planBatches(plan);
    const runs: [Trial[][], Trial[][]] = [[], []];
    const work = batches.flatMap((batch) => [0, 1].map((run) => ({ batch, run: run as 0 | 1 })));
    const byName = new Map(tools.map((tool) => [tool.name, tool]));
    const deadline = Date.now() + this.#options.total;
    const all = plan.chains.length * 2;
    let done = 0;
    let next = 0;
    const labour = async () => {
      for (let unit = work[next]; unit !== undefined && !this.#isOver; unit = work[next]) {
        next += 1;
        if (Date.now() > deadline)
          throw new NearmissError(`ground "${plan.name}": not done within ${Math.round(this.#options.total / 60_000)} minutes`);
        const { batch, run } = unit;
        await this.#runBatch(plan, byName, batch, run === 1, (chain, trials) => {
          runs[run][chain] = trials;
          done += 1;
          this.#options.onProgress(done, all);
        });
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.max(1, this.#options.jobs) }, labour));
    } catch (error) {
      next = work.length;
      throw error;
    }
    return runs;
  }

  async #runBatch(
    plan: Plan,
    tools: ReadonlyMap<string, ListedTool>,
    batch: Batch,
    isReversed: boolean,
    onChain: (chain: number, trials: Trial[]) => void,
  ): Promise<void> {
    const left = isReversed ? batch.chains.toReversed() : [...batch.chains];
    const retried = new Set<number>();
    while (left.length > 0 && !this.#isOver) {
      const room = await this.#enter();
      try {
        for (let chain = left[0]; chain !== undefined; chain = left[0]) {
          const { trials, isSpoilt } = await this.#runChain(plan, tools, chain, room);
          const isCrash = trials.at(-1)?.verdict === 'crashed';
          if (isCrash && room.session.stderr !== '')
            this.#options.onTrouble(`${trials.at(-1)?.tool}: the server ended; its stderr ended with:\n${room.session.stderr}`);
          // An earlier call of the batch may be to blame: once more, alone.
          if (isCrash && !retried.has(chain)) {
            retried.add(chain);
            break;
          }
          left.shift();
          onChain(chain, trials);
          if (isSpoilt || this.#isOver) break;
        }
      } finally {
        await room.close();
      }
    }
  }

  /** Makes the calls of one chain. `isSpoilt`: the process or its world must not be used again. */
  async #runChain(
    plan: Plan,
    tools: ReadonlyMap<string, ListedTool>,
    chain: number,
    room: Room,
  ): Promise<{ trials: Trial[]; isSpoilt: boolean }> {
    const trials: Trial[] = [];
    const earlier: Result[] = [];
    for (const step of plan.chains[chain] ?? []) {
      const trial = (args: JsonObject, rest: Partial<Trial>): Trial => ({
        tool: step.tool,
        arguments: args,
        verdict: 'cancelled',
        reason: '',
        result: null,
        masks: [],
        effect: 'none',
        ...rest,
      });
      const args = typeof step.arguments === 'function' ? step.arguments(earlier) : step.arguments;
      if (args === null) {
        trials.push(trial({}, { reason: 'its arguments could not be taken from the earlier replies' }));
        return { trials, isSpoilt: false };
      }
      const tool = tools.get(step.tool);
      const obstacle = findObstacle(plan, tool, step.tool, args);
      if (tool === undefined || obstacle !== undefined) {
        trials.push(trial(args, { reason: obstacle ?? 'the server lists no such tool' }));
        return { trials, isSpoilt: false };
      }
      const before = room.digest.take();
      const exchange = await room.session.call(step.tool, room.map.toReal(args));
      const effect = room.digest.take() === before ? 'none' : 'changed';
      const made = { ...this.#judge(plan, tool, room, exchange), effect } as const;
      trials.push(trial(args, made));
      const isSpoilt = !room.session.alive || exchange.kind === 'failed' || (effect === 'changed' && !plan.writes.includes(step.tool));
      if (isSpoilt && made.verdict === 'ok') {
        trials[trials.length - 1] = trial(args, { ...made, reason: 'changed the world, though its tool is not among those that write' });
      }
      if (isSpoilt || made.verdict !== 'ok' || made.reason !== '' || made.result === null) return { trials, isSpoilt };
      earlier.push(made.result);
    }
    return { trials, isSpoilt: false };
  }

  #judge(
    plan: Plan,
    tool: ListedTool,
    room: Room,
    exchange: Awaited<ReturnType<Session['call']>>,
  ): Pick<Trial, 'verdict' | 'reason' | 'result' | 'masks'> {
    const answer =
      exchange.kind === 'result'
        ? { ...exchange, result: room.map.toVirtual(exchange.result as Json) }
        : exchange.kind === 'error'
          ? { ...exchange, message: room.map.toVirtual(exchange.message) }
          : exchange;
    const { verdict, reason, result } = judgeAnswer(answer, tool.outputs);
    const refuse = (why: string) => ({ verdict, reason: why, result: null, masks: [] });
    if (verdict !== 'ok' || result === null) {
      const masked = maskResult({ content: [{ type: 'text', text: reason }], isError: false }, plan.masks).result.content[0]
        ?.text as string;
      const leak = findLeak(masked, this.#machine, plan.known);
      return refuse(leak === undefined ? masked : `the reply shows ${leak} of the recording machine`);
    }
    const masked = maskResult(result, plan.masks);
    const leak = findLeak(masked.result as unknown as Json, this.#machine, plan.known);
    if (leak !== undefined) return refuse(`the reply shows ${leak} of the recording machine`);
    return { verdict, reason, ...masked };
  }

  /** The seeded world, placed once; every process works on a copy. */
  #template(): Promise<string> {
    this.#placed ??= (async () => {
      const root = join(this.#scratch, 'seeded');
      mkdirSync(root);
      await this.#stage.place(root);
      return root;
    })();
    return this.#placed;
  }

  async #enter(): Promise<Room> {
    const template = await this.#template();
    this.#rooms += 1;
    const folder = join(this.#scratch, `room-${this.#rooms}`);
    const [world, home, temp] = [join(folder, 'world'), join(folder, 'home'), join(folder, 'temp')];
    for (const path of [home, temp]) mkdirSync(path, { recursive: true });
    copyTree(template, world);
    const session = await this.#start({ folder, world, home, temp });
    const room: Room = {
      session,
      map: mapRoot(this.#root, [world]),
      digest: new TreeDigest(world, this.#ignored),
      close: async () => {
        await session.close();
        this.#open.delete(room);
        rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
      },
    };
    this.#open.add(room);
    if (this.#isOver) await room.close();
    return room;
  }

  async #start(place: { folder: string; world: string; home: string; temp: string }): Promise<Session> {
    const { program, args, env, cwd } = this.#stage;
    const command = {
      program,
      args: args(place.world),
      cwd: cwd?.(place.world) ?? place.world,
      env: {
        PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
        HOME: place.home,
        TMPDIR: place.temp,
        LANG: 'C.UTF-8',
        TZ: 'UTC',
        ...env(place.world),
      },
      marker: `${place.folder}/`,
    };
    return Session.open(command, this.#options.limits);
  }
}

/** Why a call is not even made, or undefined. */
function findObstacle(plan: Plan, tool: ListedTool | undefined, name: string, args: JsonObject): string | undefined {
  const leftOut = Object.hasOwn(plan.leftOut, name) ? plan.leftOut[name] : undefined;
  if (leftOut !== undefined) return `left out: ${leftOut}`;
  if (tool === undefined) return 'the server lists no such tool';
  if (tool.fault !== null) return tool.fault;
  const { valid, errors } = tool.inputs(args);
  return valid ? undefined : `arguments do not fit the inputSchema: ${errors[0] ?? ''}`;
}
