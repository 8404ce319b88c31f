import type { Queue, QueueEvents } from 'bullmq';
import type { z } from 'zod';
import { NearmissError } from '../../errors.ts';
import type { Announcement } from '../../model/queue.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { keysOf, type RunKeys, runsKey, WITHDRAWN } from './keys.ts';
import type { Rate } from './rate.ts';
import { type Connection, connect, disconnect, prefix } from './redis.ts';

/** A job whose worker was not heard of again while it did what must not be done twice. */
export class LostJob extends Error {}

export interface RunOptions {
  /** what the run is called among all; the same when its command is started again */
  id: string;
  announcement: Announcement;
  /** what its jobs have in common, for workers to fetch once */
  material?: object;
  /** whether a job must not be done twice, whatever happens: it is paid for */
  once: boolean;
  /** told of what a person should know */
  tell(message: string): void;
}

/** A job that an earlier start of the same run left: done, lost, or still to come. */
export interface LeftJob {
  id: string;
  data: unknown;
  envelope: Envelope | null;
}

interface Waiting {
  data: object;
  done(outcome: unknown): void;
  fail(error: Error): void;
}

/** Milliseconds between looks at jobs that no event told of. */
const LOOK_EVERY = 1000;
/** Looks without any worker after which that is told. */
const PATIENT_LOOKS = 5;
/** Seconds for which outcomes that cost nothing are kept for a command that was killed. */
const LONGEST_ABSENCE = 3600;
/** Seconds for which a worker may stand still and not do again what was done meanwhile. */
const LONGEST_SLEEP = 24 * 3600;
/** How often a job that may be done twice is tried before its failure counts. */
const ATTEMPTS = 3;
/** First wait before that, in milliseconds; it doubles. */
const FIRST_WAIT = 500;

/**
 * What one command has done by workers. What came of a job lies in Redis until `forget`: events only say that it is worth a look. So
 * nothing rests on an event, and a run that is opened again finds all that was done meanwhile.
 */
export class Run {
  readonly #connection: Connection;
  readonly #options: RunOptions;
  readonly #keys: RunKeys;
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  readonly #waiting = new Map<string, Waiting>();
  readonly #refusals = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  readonly #worthALook = new Set<string>();
  #looking: Promise<void> | null = null;
  #lonelyLooks = 0;

  private constructor(connection: Connection, options: RunOptions) {
    const { redis, bullmq } = connection;
    this.#connection = connection;
    this.#options = options;
    this.#keys = keysOf(options.id);
    this.#queue = new bullmq.Queue(options.id, { connection: redis, prefix });
    this.#events = new bullmq.QueueEvents(options.id, { connection: redis, prefix });
    // That Redis is away is told by the connection.
    this.#queue.on('error', () => undefined);
    this.#events.on('error', () => undefined);
    this.#events.on('completed', ({ jobId }) => this.#lookAt([jobId]));
    this.#events.on('failed', ({ jobId }) => this.#lookAt([jobId]));
    this.#timer = setInterval(() => this.#lookAround(), LOOK_EVERY);
  }

  /** @throws NearmissError where the queue cannot be used */
  static async open(url: string, options: RunOptions): Promise<Run> {
    const run = new Run(await connect(url, options.tell), options);
    // What failed may go well now.
    if (!options.once) await run.#queue.clean(0, 0, 'failed');
    await run.#announce();
    return run;
  }

  /** Whether Redis is there now. */
  get isReachable(): boolean {
    return this.#connection.redis.status === 'ready';
  }

  /** Lets no more jobs begin than so many in such a time; without a rate, as they come. */
  async limit(rate: Rate | null): Promise<void> {
    if (rate === null) await this.#queue.removeGlobalRateLimit();
    else await this.#queue.setGlobalRateLimit(rate.max, rate.duration);
  }

  /** What an earlier start left. */
  async left(): Promise<LeftJob[]> {
    const jobs = await this.#queue.getJobs(['waiting', 'prioritized', 'delayed', 'active', 'failed', 'completed']);
    const outcomes = await this.#connection.redis.hgetall(this.#keys.outcomes);
    const done = Object.entries(outcomes).map(([id, text]) => {
      const envelope = readEnvelope(text);
      return { id, data: envelope.data as unknown, envelope };
    });
    const coming = jobs.flatMap((job): LeftJob[] => {
      if (job?.id === undefined || Object.hasOwn(outcomes, job.id)) return [];
      const { data } = job.data;
      return [{ id: job.id, data, envelope: job.failedReason === undefined ? null : { data, lost: job.failedReason } }];
    });
    return [...done, ...coming];
  }

  /**
   * Has a job done, and gives what came of it. One that an earlier start submitted under this name is waited for.
   *
   * @throws LostJob, and NearmissError with what the worker said where all attempts failed
   */
  async do<S extends z.ZodType>(id: string, data: object, schema: S): Promise<z.output<S>> {
    if ((await this.#connection.redis.hexists(this.#keys.outcomes, id)) === 0) await this.#submit(id, data);
    const outcome = await new Promise((done, fail) => {
      this.#waiting.set(id, { data, done, fail });
      this.#lookAt([id]);
    });
    const parsed = schema.safeParse(outcome);
    if (!parsed.success) throw new NearmissError(`${this.#connection.address}: what came of ${id} cannot be read`, { cause: parsed.error });
    return parsed.data;
  }

  /** What came of a job is kept elsewhere from here on. */
  async forget(id: string): Promise<void> {
    // Where the connection ends meanwhile, the next start finds it again.
    await this.#connection.redis.hdel(this.#keys.outcomes, id).catch(() => undefined);
    await this.#queue.remove(id).catch(() => undefined);
  }

  /** Takes back a job that must not be done twice and that nobody has begun: nobody will. Gives whether it was. */
  async withdraw(id: string): Promise<boolean> {
    if ((await this.#connection.redis.hsetnx(this.#keys.begun, id, WITHDRAWN)) === 0) return false;
    await this.forget(id);
    this.#waiting.delete(id);
    return true;
  }

  /** Leaves the run; where nothing in Redis is of use any more, for it is done or all is kept, nothing stays there. */
  async close(isDone = false): Promise<void> {
    clearInterval(this.#timer);
    if (this.isReachable) await this.#looking;
    const { redis } = this.#connection;
    const isOver = isDone || (this.#waiting.size === 0 && this.isReachable && (await redis.hlen(this.#keys.outcomes)) === 0);
    if (isOver && this.isReachable) {
      await redis.hdel(runsKey, this.#options.id);
      await this.#queue.obliterate({ force: true });
      await redis.del(this.#keys.outcomes, this.#keys.material, this.#keys.refusals);
      // A worker that stood still for long may yet wake up: it must find what was begun.
      await redis.expire(this.#keys.begun, LONGEST_SLEEP);
    }
    await Promise.all([this.#queue.close(), this.#events.close()]);
    await disconnect(this.#connection);
  }

  async #announce(): Promise<void> {
    const { redis } = this.#connection;
    const { id, announcement, material, once } = this.#options;
    if (material !== undefined && (await redis.exists(this.#keys.material)) === 0)
      await redis.set(this.#keys.material, JSON.stringify(material));
    await redis.hset(runsKey, id, JSON.stringify(announcement));
    // What costs nothing to do again is not kept for a command that does not come back.
    if (!once) await redis.expire(this.#keys.outcomes, LONGEST_ABSENCE);
  }

  async #submit(id: string, data: object): Promise<void> {
    const backoff = { type: 'exponential', delay: FIRST_WAIT };
    await this.#queue.add('job', { data }, { jobId: id, removeOnComplete: true, attempts: this.#options.once ? 1 : ATTEMPTS, backoff });
  }

  #lookAt(ids: Iterable<string>): void {
    for (const id of ids) this.#worthALook.add(id);
    this.#looking ??= (async () => {
      while (this.#worthALook.size > 0) await this.#look();
    })()
      .catch((error: Error) => {
        for (const id of this.#waiting.keys()) this.#take(id)?.fail(error);
      })
      .finally(() => {
        this.#looking = null;
      });
  }

  async #look(): Promise<void> {
    const ids = [...this.#worthALook].filter((id) => this.#waiting.has(id));
    this.#worthALook.clear();
    if (ids.length === 0) return;
    const states = await Promise.all(ids.map((id) => this.#queue.getJobState(id)));
    // Read after the states: a job that is gone by then has left its outcome.
    const outcomes = await this.#connection.redis.hmget(this.#keys.outcomes, ...ids);
    for (const [at, id] of ids.entries()) {
      const [state, text] = [states[at], outcomes[at]];
      if (text != null) this.#settle(id, readEnvelope(text));
      else if (state === 'failed') await this.#failed(id);
      else if (state === 'unknown') await this.#vanished(id);
    }
  }

  #settle(id: string, { outcome, lost }: Envelope): void {
    const waiting = this.#take(id);
    if (lost === undefined) waiting?.done(outcome);
    else waiting?.fail(new LostJob(lost));
  }

  async #failed(id: string): Promise<void> {
    const job = await this.#queue.getJob(id);
    this.#take(id)?.fail(new NearmissError(job?.failedReason ?? 'a worker failed'));
  }

  /** Redis lost it: it keeps nothing over a restart, or somebody emptied it. */
  async #vanished(id: string): Promise<void> {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    if (this.#options.once) this.#take(id)?.fail(new LostJob(`${this.#connection.address} has forgotten it`));
    else await this.#submit(id, waiting.data);
  }

  #take(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  /** Looks at all that is waited for, at who works and at who does not want to. */
  #lookAround(): void {
    if (this.#waiting.size === 0 || this.#looking !== null) return;
    this.#lookAt(this.#waiting.keys());
    this.#seeWorkers().catch(() => undefined);
  }

  async #seeWorkers(): Promise<void> {
    await this.#announce();
    for (const [worker, reason] of Object.entries(await this.#connection.redis.hgetall(this.#keys.refusals))) {
      if (this.#refusals.has(worker)) continue;
      this.#refusals.add(worker);
      this.#options.tell(`worker ${worker} keeps away: ${reason}`);
    }
    this.#lonelyLooks = (await this.#queue.getWorkersCount()) === 0 ? this.#lonelyLooks + 1 : 0;
    if (this.#lonelyLooks === PATIENT_LOOKS)
      this.#options.tell(`no worker takes part yet: start one with nearmiss worker --queue ${this.#connection.address}`);
  }
}
