import { hostname } from 'node:os';
import type { Job, Worker } from 'bullmq';
import { NearmissError } from '../../errors.ts';
import { type Announcement, announcementSchema } from '../../model/queue.ts';
import { VERSION } from '../../version.ts';
import type { Envelope } from './envelope.ts';
import { keysOf, runsKey, WITHDRAWN } from './keys.ts';
import { type Connection, connect, disconnect, prefix } from './redis.ts';

/** How a worker does the jobs of one run. */
export interface Skill {
  /** jobs at a time */
  concurrency: number;
  /** where a job must not be done twice: milliseconds within which whoever began it has an outcome, or never will; else null */
  once: number | null;
  /** does one job; what it gives is kept in Redis. Where it throws, the job is tried again */
  act(data: unknown): Promise<object>;
  close(): Promise<void>;
}

/** Fetches what the jobs of a run have in common. */
export type FetchMaterial = () => Promise<unknown>;

export interface HandOptions {
  /** seconds without a sign of life after which a worker's jobs are given to others */
  patience: number;
  /** makes ready for a run; a NearmissError says why this worker keeps away from it */
  prepare(announcement: Announcement, fetch: FetchMaterial): Promise<Skill>;
  tell(message: string): void;
}

interface Joined {
  /** the announcement as it was when this worker joined */
  text: string;
  title: string;
  skill: Skill;
  worker: Worker;
  done: number;
  /** jobs in hand */
  busy: number;
}

/** Milliseconds between looks for runs. */
const LOOK_EVERY = 500;
/** Milliseconds without a job in hand after which a worker leaves a run, whatever BullMQ still waits for. */
const LONGEST_FAREWELL = 5000;
/** How often a job may lose its worker before it is given up. */
const MOST_STALLS = 5;

/** Takes part in every run that is announced, until it is stopped. */
export class Hand {
  readonly #connection: Connection;
  readonly #options: HandOptions;
  readonly #name = `${hostname()}:${process.pid}`;
  readonly #joined = new Map<string, Joined>();
  readonly #refused = new Map<string, string>();
  #stopped: (() => void) | null = null;
  #isStopping = false;

  private constructor(connection: Connection, options: HandOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  /** @throws NearmissError where the queue cannot be used */
  static async open(url: string, options: HandOptions): Promise<Hand> {
    return new Hand(await connect(url, options.tell), options);
  }

  get address(): string {
    return this.#connection.address;
  }

  /** Works until `stop`; then the jobs in hand are finished and no more taken. */
  async work(): Promise<void> {
    while (!this.#isStopping) {
      const look = this.#look();
      // Where Redis is away a look takes as long as that; to stop must not.
      await Promise.race([look, this.#untilStopped()]);
      if (!this.#isStopping) await Promise.race([pause(LOOK_EVERY), this.#untilStopped()]);
    }
    await Promise.all([...this.#joined.keys()].map((run) => this.#leave(run)));
    await disconnect(this.#connection);
  }

  stop(): void {
    this.#isStopping = true;
    this.#stopped?.();
  }

  #untilStopped(): Promise<void> {
    if (this.#isStopping) return Promise.resolve();
    return new Promise((stopped) => {
      this.#stopped = stopped;
    });
  }

  async #look(): Promise<void> {
    const runs = await this.#connection.redis.hgetall(runsKey);
    for (const [run, { text }] of this.#joined) if (runs[run] !== text) await this.#leave(run);
    for (const [run, text] of Object.entries(runs)) {
      if (this.#isStopping) return;
      if (!this.#joined.has(run) && this.#refused.get(run) !== text) await this.#join(run, text);
    }
  }

  async #join(run: string, text: string): Promise<void> {
    try {
      const announcement = readAnnouncement(text);
      const fetch = async (): Promise<unknown> => JSON.parse((await this.#connection.redis.get(keysOf(run).material)) ?? 'null');
      const skill = await this.#options.prepare(announcement, fetch);
      if (this.#isStopping) {
        await skill.close();
        return;
      }
      const { title } = announcement;
      const joined: Joined = { text, title, skill, worker: this.#employ(run, skill, () => joined), done: 0, busy: 0 };
      this.#joined.set(run, joined);
      this.#refused.delete(run);
      this.#options.tell(`takes part in ${title}`);
    } catch (error) {
      this.#refused.set(run, text);
      const { message, stack } = error as Error;
      // Whatever is wrong with one run, the others go on.
      this.#options.tell(`keeps away: ${error instanceof NearmissError ? message : stack}`);
      await this.#connection.redis.hset(keysOf(run).refusals, this.#name, message);
    }
  }

  #employ(run: string, skill: Skill, self: () => Joined): Worker {
    const { bullmq, redis } = this.#connection;
    const patience = this.#options.patience * 1000;
    const act = async (job: Job, token: string | undefined): Promise<void> => {
      const joined = self();
      joined.busy += 1;
      try {
        await this.#take(run, skill, job, token as string);
        joined.done += 1;
      } finally {
        joined.busy -= 1;
      }
    };
    const worker = new bullmq.Worker(run, act, {
      connection: redis,
      prefix,
      name: this.#name,
      concurrency: skill.concurrency,
      lockDuration: patience,
      stalledInterval: patience,
      maxStalledCount: MOST_STALLS,
    });
    // That Redis is away is told by the connection, and what fails in a job by whoever submitted it.
    worker.on('error', () => undefined);
    worker.on('failed', (job, error) => this.#options.tell(`${job?.id ?? 'a job'}: ${error.message}`));
    return worker;
  }

  /** Does a job, unless that was done or is being done. Its outcome is in Redis before the job counts as done. */
  async #take(run: string, skill: Skill, job: Job, token: string): Promise<void> {
    const { redis, bullmq } = this.#connection;
    const keys = keysOf(run);
    const id = job.id as string;
    if ((await redis.hexists(keys.outcomes, id)) === 1) return;
    const { data, isDoubtful } = job.data as { data: unknown; isDoubtful?: boolean };
    const keep = (came: Pick<Envelope, 'outcome' | 'lost'>) => JSON.stringify({ data, ...came });
    if (skill.once !== null) {
      const own = `${this.#name} ${token}`;
      // Not by what HSETNX gives: where the connection broke, it was sent twice.
      await redis.hsetnx(keys.begun, id, own);
      const holder = (await redis.hget(keys.begun, id)) as string;
      if (holder === WITHDRAWN) return;
      if (holder !== own && isDoubtful !== true) {
        await job.updateData({ data, isDoubtful: true });
        await job.moveToDelayed(Date.now() + skill.once, token);
        throw new bullmq.DelayedError();
      }
      if (holder !== own) {
        await redis.hsetnx(keys.outcomes, id, keep({ lost: `worker ${holder.split(' ')[0]} had begun it and was not heard of again` }));
        return;
      }
    }
    const outcome = await skill.act(data);
    await redis.hset(keys.outcomes, id, keep({ outcome: outcome as Envelope['outcome'] }));
  }

  async #leave(run: string): Promise<void> {
    const joined = this.#joined.get(run);
    this.#joined.delete(run);
    if (joined === undefined) return;
    // Where Redis went away, BullMQ may wait for ever for a connection to end: once no job is in hand, it is left to itself.
    await Promise.race([joined.worker.close(), untilIdle(joined)]);
    await joined.skill.close();
    this.#options.tell(`left ${joined.title} after ${joined.done} jobs`);
  }
}

function readAnnouncement(text: string): Announcement {
  const value = parseObject(text);
  if (value.version !== VERSION)
    throw new NearmissError(`${String(value.title)} is of nearmiss ${String(value.version)}, and this is ${VERSION}`);
  const parsed = announcementSchema.safeParse(value);
  if (!parsed.success) throw new NearmissError('a run is announced in a way that cannot be read', { cause: parsed.error });
  return parsed.data;
}

function parseObject(text: string): { version?: unknown; title?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

async function untilIdle(joined: Joined): Promise<void> {
  for (let idle = 0; idle < LONGEST_FAREWELL; idle = joined.busy === 0 ? idle + LOOK_EVERY : 0) await pause(LOOK_EVERY);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
