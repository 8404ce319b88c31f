import { accessSync, constants, mkdirSync, mkdtempSync, realpathSync, statfsSync } from 'node:fs';
import { homedir, hostname, tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { NearmissError } from '../errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Result } from '../model/primitive.ts';
import type { ServerEntry } from '../model/server-entry.ts';
import { judgeAnswer } from '../verify/judge.ts';
import { findLeak, type Machine } from '../verify/leak.ts';
import { maskResult } from '../verify/mask.ts';
import { type Plan, pickSamples, planBatches } from '../verify/plan.ts';
import { findForeignSecrets, findSentSecrets, redactText } from '../verify/redact.ts';
import { mapRoot, type RootMap } from '../verify/root.ts';
import { type ListedTool, readTools } from '../verify/tools.ts';
import { agree, findDisagreement, isFailure, type Trial } from '../verify/trial.ts';
import { type LaunchOptions, makeCommand, type Place } from './launch.ts';
import { type Limits, usualLimits } from './limits.ts';
import { Session } from './mcp.ts';
import { onExit } from './process.ts';
import { copyTree, removeTree, restoreTree, TreeDigest } from './worlds/tree.ts';

/** How to reach the server that a plan is for. */
export interface Stage {
  /** the server, for a world that lies in this folder */
  entry(root: string): ServerEntry;
  /** fills an empty folder with the seeded world */
  place(root: string): Promise<void>;
}

export interface RecorderOptions extends LaunchOptions {
  /** bounds on the server; the usual ones where nothing is said */
  limits: Partial<Limits>;
  /** processes at a time */
  jobs: number;
  /** milliseconds for everything */
  total: number;
  /** settings handed to the server by name; their values must not show in any record */
  secrets: Readonly<Record<string, string>>;
  /** gives every chain a process of its own, both times */
  alone: boolean;
  /** folder that the scratch folder is made in */
  scratchIn: string;
  /** has all chains run twice elsewhere, each run alone; `world` is the digest of the seeded world. Here where nothing is said */
  runElsewhere?(plan: Plan, tools: readonly ListedTool[], world: string): Promise<[Trial[][], Trial[][]]>;
  /** told after every chain of every run */
  onProgress(done: number, all: number): void;
}

const usualOptions: Omit<RecorderOptions, 'scratchIn'> = {
  limits: {},
  sandbox: true,
  network: false,
  jobs: 1,
  total: 30 * 60_000,
  secrets: {},
  alone: false,
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
  /** puts the seeded world in the place of what it has become, and says whether that could be done */
  layAnew(): boolean;
  close(): Promise<void>;
}

/** What the runs of one plan share. */
interface Work {
  plan: Plan;
  tools: ReadonlyMap<string, ListedTool>;
  /** milliseconds since the epoch */
  deadline: number;
  /** after this no chain is begun, and that is no fault */
  until?: number;
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
  readonly #limits: Limits;
  readonly #told = new Set<string>();
  readonly #forget: () => void;
  readonly #open = new Set<Room>();
  #placed: Promise<string> | undefined;
  #rooms = 0;
  #hasStarted = false;
  #isOver = false;

  /** `root` is the virtual root, `ignored` what does not count in the world's digest. */
  constructor(stage: Stage, root: string, ignored: readonly RegExp[], options: Partial<RecorderOptions> = {}) {
    this.#stage = stage;
    this.#root = root;
    this.#ignored = ignored;
    this.#options = { ...usualOptions, scratchIn: tmpdir(), ...options };
    this.#scratch = mkdtempSync(join(realpathSync(this.#options.scratchIn), 'nearmiss-'));
    this.#forget = onExit(() => removeTree(this.#scratch));
    const entry = stage.entry(this.#scratch);
    this.#limits = { ...usualLimits, ...this.#options.limits };
    this.#machine = {
      scratch: [basename(this.#scratch)],
      home: homedir(),
      user: userInfo().username,
      host: hostname(),
      secrets: { ...findForeignSecrets(process.env), ...(entry.kind === 'http' ? findSentSecrets(entry) : {}), ...this.#options.secrets },
    };
  }

  /** Ends every process and removes the scratch folder. */
  async close(): Promise<void> {
    this.#isOver = true;
    await Promise.all([...this.#open].map((room) => room.close()));
    removeTree(this.#scratch);
    this.#forget();
  }

  /** Starts the server once, lists its tools twice and reads them. A tool whose definition changed in between is faulty. */
  async survey(): Promise<Survey> {
    const digest = await this.#takeWorld();
    const room = await this.#enter();
    try {
      const read = async () => readTools(room.map.toVirtual((await room.session.listTools()) as Json[]));
      const tools = await read();
      const again = new Map((await read()).map((tool) => [tool.name, tool.hash]));
      for (const tool of tools) {
        if (again.get(tool.name) !== tool.hash) tool.fault ??= 'its definition changed from one listing to the next';
        const { inputs: _inputs, outputs: _outputs, ...listed } = tool;
        const leak = findLeak(listed as unknown as Json, this.#machine, '');
        if (leak !== undefined) tool.fault ??= `its definition shows ${leak}`;
      }
      const { protocol, server } = room.session;
      const isTelling = findLeak([server.name, server.version], this.#machine, '') !== undefined;
      return { protocol, server: isTelling ? { name: 'unknown', version: 'unknown' } : server, tools, digest };
    } finally {
      await room.close();
    }
  }

  /**
   * Runs all chains of a plan twice and returns the trials of both runs by chain.
   *
   * Each chain begins in the seeded world: it is laid anew after every chain that changed it. Processes are shared, in the
   * second run by other chains and in another order. Where the runs disagree, what a process remembers may be to blame, so
   * the chain is run again, alone, for either run. At the end one chain for every way to call a tool is run alone; a tool
   * that answers differently then has all its chains run alone, twice. With `alone`, all chains are from the beginning.
   */
  async run(plan: Plan, tools: readonly ListedTool[]): Promise<[Trial[][], Trial[][]]> {
    const { runElsewhere } = this.#options;
    if (runElsewhere !== undefined) return runElsewhere(plan, tools, await this.#takeWorld());
    const first: Trial[][] = [];
    const second: Trial[][] = [];
    const work: Work = { plan, tools: new Map(tools.map((tool) => [tool.name, tool])), deadline: Date.now() + this.#options.total };
    const chains = [...plan.chains.keys()];
    const batches = planBatches(plan);
    let done = 0;
    const makeRun = (run: Trial[][], pieces: readonly number[][], expected?: readonly Trial[][]) =>
      this.#share(work, this.#options.alone ? chains.map((chain) => [chain]) : pieces, (batch) =>
        this.#runBatch(
          work,
          batch,
          (chain, trials) => {
            run[chain] = trials;
            done += 1;
            this.#options.onProgress(done, chains.length * 2);
          },
          expected,
        ),
      );
    const runAlone = (some: readonly number[], run: Trial[][]) =>
      this.#share(work, some, (chain) =>
        this.#runBatch(work, [chain], (_, trials) => {
          run[chain] = trials;
        }),
      );
    await makeRun(first, batches.first);
    await makeRun(second, batches.second, first);
    if (this.#options.alone) return [first, second];
    // Where they disagree, the second run was alone in the end.
    await runAlone(
      chains.filter((chain) => !agree(first[chain], second[chain])),
      first,
    );
    const samples = pickSamples(batches.first, first);
    const fresh: Trial[][] = [];
    await runAlone(samples, fresh);
    const suspects = new Set(samples.map((chain) => findDisagreement(first[chain], fresh[chain])).filter((tool) => tool !== null));
    const doubtful = chains.filter((chain) => plan.chains[chain]?.some(({ tool }) => suspects.has(tool)));
    await runAlone(doubtful, first);
    await runAlone(doubtful, second);
    return [first, second];
  }

  /** Runs one chain of a plan once, in a process and world of its own. */
  async runAlone(plan: Plan, tools: readonly ListedTool[], chain: number): Promise<Trial[]> {
    const made: Trial[][] = [];
    const work: Work = { plan, tools: new Map(tools.map((tool) => [tool.name, tool])), deadline: Date.now() + this.#options.total };
    await this.#runBatch(work, [chain], (_, trials) => made.push(trials));
    if (made[0] === undefined) throw new NearmissError(`chain ${chain} was not run to its end`);
    return made[0];
  }

  /**
   * Runs all chains of a plan once, as far as the time goes, to find out what they do: nothing of it is proved to repeat. Gives the
   * trials by chain, none for chains that were not come to, and the milliseconds that each took.
   */
  async scout(plan: Plan, tools: readonly ListedTool[], until: number): Promise<{ trials: (Trial[] | undefined)[]; took: number[] }> {
    const trials: (Trial[] | undefined)[] = plan.chains.map(() => undefined);
    const took: number[] = plan.chains.map(() => 0);
    const work: Work = { plan, tools: new Map(tools.map((tool) => [tool.name, tool])), deadline: Number.POSITIVE_INFINITY, until };
    await this.#share(work, planBatches(plan).first, async (batch) => {
      let began = Date.now();
      await this.#runBatch(work, batch, (chain, made) => {
        trials[chain] = made;
        took[chain] = Date.now() - began;
        began = Date.now();
      });
    });
    return { trials, took };
  }

  /** `deadline` is in milliseconds since the epoch. */
  #checkTime(plan: Plan, deadline: number): void {
    const minutes = Math.round(this.#options.total / 60_000);
    if (Date.now() > deadline) throw new NearmissError(`ground "${plan.name}": not done within ${minutes} minutes`);
  }

  /** Tells a person something once. */
  #tell(what: string, message: string): void {
    if (this.#told.has(what)) return;
    this.#told.add(what);
    this.#options.onTrouble(message);
  }

  /** Does pieces of work with as many hands as there are jobs. */
  async #share<T>(work: Work, pieces: readonly T[], act: (piece: T) => Promise<void>): Promise<void> {
    let next = 0;
    const labour = async () => {
      for (let at = next; at < pieces.length && !this.#isOver; at = next) {
        next += 1;
        this.#checkTime(work.plan, work.deadline);
        await act(pieces[at] as T);
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.min(pieces.length, Math.max(1, this.#options.jobs)) }, labour));
    } catch (error) {
      next = pieces.length;
      throw error;
    }
  }

  /**
   * Runs chains one after the other in one process and world, and in fresh ones from where a chain spoils them. A chain that
   * fails, or whose trials are not those `expected`, is run once more in a fresh process, and that counts.
   */
  async #runBatch(
    work: Work,
    batch: readonly number[],
    onChain: (chain: number, trials: Trial[]) => void,
    expected?: readonly Trial[][],
  ): Promise<void> {
    const left = [...batch];
    const retried = new Set<number>();
    const isLate = () => work.until !== undefined && Date.now() > work.until;
    while (left.length > 0 && !this.#isOver && !isLate()) {
      const room = await this.#enter();
      let isFresh = true;
      try {
        for (let chain = left[0]; chain !== undefined; chain = left[0]) {
          const { trials, isSpoilt } = await this.#runChain(work, chain, room);
          const last = trials.at(-1);
          const hasCrashed = last?.verdict === 'crashed';
          const { stderr } = room.session;
          if (hasCrashed && stderr !== '') this.#tell(last.tool, `${last.tool}: the server ended; its stderr ended with:\n${stderr}`);
          // What came before in this process may be to blame: once more, in a fresh one.
          const isDifferent = expected !== undefined && !agree(trials, expected[chain]);
          const isScouting = work.until !== undefined;
          const isDoubtful = hasCrashed || (!isScouting && !isFresh && (isDifferent || last?.verdict !== 'ok' || last.reason !== ''));
          if (isDoubtful && !retried.has(chain)) {
            retried.add(chain);
            break;
          }
          left.shift();
          isFresh = false;
          onChain(chain, trials);
          const hasWritten = trials.some(({ effect }) => effect === 'changed');
          if (isSpoilt || this.#isOver || isLate() || (hasWritten && work.plan.holdsOpen)) break;
          const { between } = work.plan;
          if (left.length > 0 && between !== undefined) {
            const { kind } = await room.session.call(between.tool, between.arguments);
            if (kind === 'failed') break;
          }
          if (left.length > 0 && hasWritten && !room.layAnew()) break;
        }
      } finally {
        await room.close();
      }
    }
  }

  /** Makes the calls of one chain. `isSpoilt`: the process or its world must not be used again. */
  async #runChain({ plan, tools, deadline }: Work, chain: number, room: Room): Promise<{ trials: Trial[]; isSpoilt: boolean }> {
    const trials: Trial[] = [];
    const earlier: Result[] = [];
    for (const step of plan.chains[chain] ?? []) {
      const trial = (args: JsonObject, rest: Partial<Trial>): Trial => ({
        tool: step.tool,
        arguments: args,
        verdict: 'cancelled',
        channel: null,
        reason: '',
        result: null,
        masks: [],
        effect: 'none',
        leaves: null,
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
      const before = takeDigest(room.digest);
      const exchange = await room.session.call(step.tool, room.map.toReal(args), Math.max(1, deadline - Date.now()));
      this.#checkTime(plan, deadline);
      const left = takeDigest(room.digest);
      if (before === undefined || left === undefined) {
        trials.push(trial(args, { verdict: 'invalid_result', channel: 'wire', reason: 'it left the world so that it cannot be read' }));
        return { trials, isSpoilt: true };
      }
      const effect = left === before ? 'none' : 'changed';
      const leaves = left === before ? null : left.slice(0, 16);
      const made = { ...this.#judge(plan, tool, room, exchange, step.fails === true), effect, leaves } as const;
      trials.push(trial(args, made));
      const isMeddling = effect === 'changed' && !plan.writes.includes(step.tool);
      const isSpoilt = !room.session.alive || exchange.kind === 'failed' || isMeddling;
      if (isMeddling && made.verdict === 'ok') {
        trials[trials.length - 1] = trial(args, { ...made, reason: 'changed the world, though its tool is not among those that write' });
        return { trials, isSpoilt };
      }
      if (step.fails === true && isFailure(made.verdict) && made.result !== null && !isSpoilt) continue;
      if (made.verdict !== 'ok' || made.reason !== '' || made.result === null) return { trials, isSpoilt };
      earlier.push(made.result);
    }
    return { trials, isSpoilt: !room.session.alive };
  }

  #judge(
    plan: Plan,
    tool: ListedTool,
    room: Room,
    exchange: Awaited<ReturnType<Session['call']>>,
    isToFail: boolean,
  ): Pick<Trial, 'verdict' | 'channel' | 'reason' | 'result' | 'masks'> {
    const answer =
      exchange.kind === 'result'
        ? { ...exchange, result: room.map.toVirtual(exchange.result as Json) }
        : exchange.kind === 'error'
          ? { ...exchange, message: room.map.toVirtual(exchange.message) }
          : { ...exchange, reason: room.map.toVirtual(exchange.reason) };
    const { verdict, channel, reason, result } = judgeAnswer(answer, tool.outputs);
    const refuse = (why: string) => ({ verdict, channel, reason: why, result: null, masks: [] });
    if (verdict !== 'ok' || result === null) {
      const masked = maskResult({ content: [{ type: 'text', text: reason }], isError: false }, plan.masks).result.content[0]
        ?.text as string;
      const leak = findLeak(masked, this.#machine, plan.known);
      if (leak !== undefined) return refuse(`the reply shows ${leak}`);
      // Too long to train on, and yet it may show what further calls need.
      const isOfUse = verdict === 'too_large' || (isToFail && isFailure(verdict));
      const isShown = isOfUse && result !== null && findLeak(result as unknown as Json, this.#machine, plan.known) === undefined;
      if (!isShown) return refuse(masked);
      return { ...refuse(masked), ...(verdict === 'too_large' ? { result } : maskResult(result, plan.masks)) };
    }
    const masked = maskResult(result, plan.masks);
    const leak = findLeak(masked.result as unknown as Json, this.#machine, plan.known);
    if (leak !== undefined) return refuse(`the reply shows ${leak}`);
    return { verdict, channel, reason, ...masked };
  }

  /** The digest of the seeded world. */
  async #takeWorld(): Promise<string> {
    return new TreeDigest(await this.#template(), this.#ignored).take();
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
    const session = await this.#startTwice({ folder, world, home, temp });
    const room: Room = {
      session,
      map: mapRoot(this.#root, [world]),
      digest: new TreeDigest(world, this.#ignored),
      layAnew: () => {
        try {
          restoreTree(template, world);
          return true;
        } catch {
          return false;
        }
      },
      close: async () => {
        await session.close();
        this.#open.delete(room);
        removeTree(folder);
      },
    };
    this.#open.add(room);
    if (this.#isOver) await room.close();
    return room;
  }

  /** One that has started before and does not now gets a second chance: it may have died of what no call did. */
  async #startTwice(place: Place): Promise<Session> {
    try {
      return await this.#start(place);
    } catch (error) {
      if (!this.#hasStarted || this.#isOver) throw error;
      return this.#start(place);
    }
  }

  async #start(place: Place): Promise<Session> {
    const entry = this.#stage.entry(place.world);
    const server = entry.kind === 'http' ? entry : await makeCommand(entry, place, this.#options);
    const session = await Session.open(server, { limits: this.#limits, clean: (text) => redactText(text, this.#machine.secrets) });
    this.#hasStarted = true;
    return session;
  }
}

/** A server may leave what cannot be read: files nobody may open, names too long. */
function takeDigest(digest: TreeDigest): string | undefined {
  try {
    return digest.take();
  } catch {
    return undefined;
  }
}

/** Bytes that a folder in memory must have to spare: a dozen times what the largest shipped world needs for all its copies. */
const spareMemory = 256 * 2 ** 20;

/**
 * Where small worlds are best copied a thousand times: in memory, where the system offers a folder there and nobody asked for
 * another by TMPDIR; else where temporary files go.
 */
export function fastScratch(): string {
  const memory = '/dev/shm';
  if (process.platform !== 'linux' || process.env.TMPDIR !== undefined) return tmpdir();
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= spareMemory ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Why a call is not even made, or undefined. */
function findObstacle(plan: Plan, tool: ListedTool | undefined, name: string, args: JsonObject): string | undefined {
  const leftOut = Object.hasOwn(plan.leftOut, name) ? plan.leftOut[name] : undefined;
  if (leftOut !== undefined) return `left out: ${leftOut}`;
  if (tool === undefined) return 'the server lists no such tool';
  if (tool.fault !== null) return tool.fault;
  let checked: ReturnType<ListedTool['inputs']>;
  try {
    checked = tool.inputs(args);
  } catch (error) {
    return `its inputSchema cannot be applied: ${(error as Error).message}`;
  }
  const { valid, errors } = checked;
  return valid ? undefined : `arguments do not fit the inputSchema: ${errors[0] ?? ''}`;
}
