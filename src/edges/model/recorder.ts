import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import { type JobName, keyOf, type ModelReply, type ModelRequest } from '../../model/model-request.ts';
import type { ModelSettings } from '../../model/model-settings.ts';
import type { Cassette } from './cassette.ts';
import { type CallModel, type FailureClass, ModelFailure } from './client.ts';
import { type Ledger, mostOf } from './ledger.ts';

/** Why a run asks no further. */
export type Halt = { why: 'stopped' } | { why: 'budget'; what: string } | { why: 'server'; message: string };

/** What a run of calls came to so far. */
export interface RunCounts {
  /** questions answered by the model in this run */
  answered: number;
  /** calls made in this run, those that failed too */
  calls: number;
  /** questions given up after all retries */
  failed: number;
  failures: Map<FailureClass, number>;
  /** what was said of the last call that failed; empty while none did */
  lastFailure: string;
}

/** What is special about calls that are made elsewhere, and outlive this process. */
export interface Elsewhere {
  /** calls that an earlier run left under way: their bookings, by the names of their questions */
  left: Map<string, number>;
  /** told when what came of a call is on the disk; of one that was lost, never */
  onSettled(booking: number): void;
}

/** Questions given up, with none answered, after which nothing more is asked. */
const MOST_VAIN = 5;
/** The longest wait of our own, in first waits. */
const MOST_WAITS = 120;
/** The longest wait that a server may ask for, in milliseconds. */
const LONGEST_WAIT = 300_000;

/**
 * Puts questions to a model and keeps the answers: each is booked, asked, settled and recorded, again where it failed on the way, so
 * many at once and so many a minute as the settings say.
 */
export class Recorder {
  readonly record: RunCounts = { answered: 0, calls: 0, failed: 0, failures: new Map(), lastFailure: '' };
  readonly #call: CallModel;
  readonly #cassette: Cassette;
  readonly #ledger: Ledger;
  readonly #settings: ModelSettings;
  readonly #elsewhere: Elsewhere | null;
  readonly #queue: PQueue;
  readonly #waiting = new AbortController();
  #halt: Halt | null = null;
  #freed: (() => void)[] = [];

  constructor(call: CallModel, cassette: Cassette, ledger: Ledger, settings: ModelSettings, elsewhere: Elsewhere | null = null) {
    this.#call = call;
    this.#elsewhere = elsewhere;
    this.#cassette = cassette;
    this.#ledger = ledger;
    this.#settings = settings;
    const { concurrency, perMinute } = settings;
    this.#queue = new PQueue({
      concurrency,
      ...(perMinute === undefined ? {} : { interval: 60_000, intervalCap: perMinute, strict: true }),
    });
  }

  /** Why nothing more is asked; null while all is well. */
  get halt(): Halt | null {
    return this.#halt;
  }

  /** Asks nothing more. What is under way is waited for, since it is paid for. */
  stop(): void {
    this.#end({ why: 'stopped' });
  }

  /** The answer to a question, recorded; null where there was none: it failed for good, or the run was halted. */
  async ask(job: JobName, request: ModelRequest): Promise<ModelReply | null> {
    for (let retry = 0; this.#halt === null; ) {
      const outcome = await this.#queue.add(() => this.#askOnce(job, request));
      if (outcome === null || !(outcome instanceof ModelFailure)) return outcome ?? null;
      if (this.#halt !== null) return null;
      if (!outcome.isPassing || (outcome.class !== 'manner' && retry >= this.#settings.retries)) {
        this.#giveUp(outcome);
        return null;
      }
      await this.#pause(outcome, retry);
      // To be asked in another way is no failure of the server's; there are few ways.
      if (outcome.class !== 'manner') retry += 1;
    }
    return null;
  }

  async #askOnce(job: JobName, request: ModelRequest): Promise<ModelReply | ModelFailure | null> {
    const booking = this.#resume(request) ?? (await this.#book(request));
    if (booking === null) return null;
    this.record.calls += 1;
    try {
      const reply = await this.#call(request, booking);
      // Kept before anything else: from here on it is paid for and never asked again.
      this.#cassette.add(job, request, reply);
      this.#ledger.settle(booking, reply, request.model);
      this.#elsewhere?.onSettled(booking);
      this.record.answered += 1;
      return reply;
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      this.#ledger.settle(booking, error.isFree ? 'free' : 'unknown', request.model);
      if (error.class !== 'lost') this.#elsewhere?.onSettled(booking);
      this.#note(error);
      return error;
    } finally {
      for (const free of this.#freed.splice(0)) free();
    }
  }

  /** The booking of a call about this question that an earlier run left under way. */
  #resume(request: ModelRequest): number | null {
    const left = this.#elsewhere?.left;
    if (left === undefined) return null;
    const key = keyOf(request);
    const booking = left.get(key);
    left.delete(key);
    return booking !== undefined && this.#ledger.resume(booking) ? booking : null;
  }

  /** Books a call. Where a budget is short only for what is under way, it waits for that to be settled. */
  async #book(request: ModelRequest): Promise<number | null> {
    while (this.#halt === null) {
      const booking = this.#ledger.book(request);
      if (booking !== null) return booking;
      if (this.#ledger.underWay === 0) {
        this.#end({ why: 'budget', what: this.#ledger.limitFor(mostOf(request, this.#settings.prices)) ?? 'requests' });
        return null;
      }
      await new Promise<void>((free) => this.#freed.push(free));
    }
    return null;
  }

  #note(failure: ModelFailure): void {
    const { failures } = this.record;
    this.record.lastFailure = failure.message;
    failures.set(failure.class, (failures.get(failure.class) ?? 0) + 1);
    if (failure.class === 'key' || failure.class === 'missing') this.#end({ why: 'server', message: failure.message });
  }

  /** Leaves a question. Where none was ever answered, the server is to blame and not the questions. */
  #giveUp(failure: ModelFailure): void {
    this.record.failed += 1;
    if (failure.class === 'lost' || failure.class === 'withdrawn') return;
    if (this.record.answered === 0 && this.record.failed >= MOST_VAIN) this.#end({ why: 'server', message: failure.message });
  }

  async #pause({ retryAfter }: ModelFailure, retry: number): Promise<void> {
    const first = this.#settings.waitSeconds * 1000;
    const backoff = first * 2 ** Math.min(retry, 20) * (0.5 + Math.random());
    const wait = retryAfter === null ? Math.min(first * MOST_WAITS, backoff) : Math.min(LONGEST_WAIT, retryAfter);
    try {
      await sleep(wait, undefined, { signal: this.#waiting.signal });
    } catch {
      // Halted: the question is not asked again.
    }
  }

  #end(halt: Halt): void {
    this.#halt ??= halt;
    this.#waiting.abort();
    for (const free of this.#freed.splice(0)) free();
  }
}
