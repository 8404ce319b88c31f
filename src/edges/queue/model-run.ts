import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { NearmissError } from '../../errors.ts';
import { type JobName, keyOf, type ModelReply, type ModelRequest } from '../../model/model-request.ts';
import type { ModelSettings } from '../../model/model-settings.ts';
import { type CallOutcome, callOutcomeSchema, callSchema } from '../../model/queue.ts';
import { VERSION } from '../../version.ts';
import type { Cassette } from '../model/cassette.ts';
import { type FailureClass, ModelFailure } from '../model/client.ts';
import type { Ledger } from '../model/ledger.ts';
import { rateOf } from './rate.ts';
import { type LeftJob, Run } from './run.ts';

/** What calls by workers take. */
export interface ModelRunOptions {
  job: JobName;
  model: string;
  settings: ModelSettings;
  cassette: Cassette;
  ledger: Ledger;
  /** ask again what may have been paid for by workers that were not heard of again */
  askAgain: boolean;
  tell(message: string): void;
}

/**
 * Calls of a model, made by workers. Each is booked here before it is submitted, under the number that is also its job's name: so it is
 * made once, however often this process and the workers are started.
 */
export class ModelRun {
  /** calls that an earlier start left under way, or lost: their bookings, by the names of their questions */
  readonly left = new Map<string, number>();
  readonly #run: Run;
  readonly #options: ModelRunOptions;
  #forgotten: Promise<unknown> = Promise.resolve();
  readonly #underWay = new Map<string, (failure: ModelFailure) => void>();

  private constructor(run: Run, options: ModelRunOptions) {
    this.#run = run;
    this.#options = options;
  }

  /** Takes over what an earlier start left: its answers are in the cassette when this returns. */
  static async open(url: string, options: ModelRunOptions): Promise<ModelRun> {
    const { job, model, settings, ledger, tell } = options;
    const { baseUrl, timeoutSeconds, perMinute } = settings;
    const title = `"${job}" by ${model}`;
    const announcement = { kind: 'model', version: VERSION, title, baseUrl, timeoutSeconds } as const;
    const run = await Run.open(url, { id: ledger.nameRun(randomUUID), announcement, once: true, tell });
    const calls = new ModelRun(run, options);
    try {
      await run.limit(perMinute === undefined ? null : rateOf(perMinute));
      for (const left of await run.left()) await calls.#takeOver(left);
    } catch (error) {
      await run.close();
      throw error;
    }
    return calls;
  }

  /** Makes a call, as `CallModel` says. */
  readonly call = async (request: ModelRequest, booking: number): Promise<ModelReply> => {
    const id = nameOf(booking);
    const withdrawn = new Promise<never>((_, fail) => this.#underWay.set(id, fail));
    try {
      const outcome = await Promise.race([this.#run.do(id, { booking, job: this.#options.job, request }, callOutcomeSchema), withdrawn]);
      if ('reply' in outcome) return outcome.reply;
      throw failureOf(outcome);
    } catch (error) {
      // A worker tells how a call failed. Where it could not even do that, nobody knows whether the call was made.
      throw error instanceof ModelFailure ? error : new ModelFailure('lost', (error as Error).message);
    } finally {
      this.#underWay.delete(id);
    }
  };

  /** What came of a call is on the disk: it may leave Redis. */
  readonly onSettled = (booking: number): void => {
    this.#forgotten = Promise.all([this.#forgotten, this.#run.forget(nameOf(booking))]);
  };

  /** Takes back the calls that nobody has begun. */
  readonly withdraw = async (): Promise<void> => {
    for (const [id, fail] of [...this.#underWay])
      if (await this.#run.withdraw(id)) fail(new ModelFailure('withdrawn', 'taken back before it was made'));
  };

  readonly close = async (): Promise<void> => {
    if (this.#run.isReachable) await this.#forgotten;
    await this.#run.close();
  };

  async #takeOver({ id, data, envelope }: LeftJob): Promise<void> {
    const { cassette, ledger, askAgain } = this.#options;
    const { booking, job, request } = read(callSchema, data, id);
    if (envelope === null || (envelope.lost !== undefined && !askAgain)) {
      this.left.set(keyOf(request), booking);
      return;
    }
    if (envelope.lost === undefined) {
      const outcome = read(callOutcomeSchema, envelope.outcome, id);
      const reply = 'reply' in outcome ? outcome.reply : null;
      if (reply !== null && cassette.find(request) === undefined) cassette.add(job, request, reply);
      const cost = reply ?? (failureOf(outcome as CallFailure).isFree ? 'free' : 'unknown');
      if (ledger.resume(booking)) ledger.settle(booking, cost, request.model);
    }
    await this.#run.forget(id);
  }
}

function read<S extends z.ZodType>(schema: S, data: unknown, id: string): z.output<S> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new NearmissError(`${id}, left in Redis by an earlier start, cannot be read: finish it with the version that began it`, {
    cause: parsed.error,
  });
}

type CallFailure = Exclude<CallOutcome, { reply: ModelReply }>;

function failureOf({ class: kind, message, retryAfter }: CallFailure): ModelFailure {
  return new ModelFailure(kind as FailureClass, message, retryAfter);
}

function nameOf(booking: number): string {
  return `call-${booking}`;
}
