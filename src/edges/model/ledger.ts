import { z } from 'zod';
import { NearmissError } from '../../errors.ts';
import type { ModelReply, ModelRequest } from '../../model/model-request.ts';
import type { ModelSettings } from '../../model/model-settings.ts';
import { AppendFile, readRecords } from './append-file.ts';
import { lockFile } from './lock.ts';

/** What calls cost: how many, their tokens, their money. */
export interface Spent {
  requests: number;
  tokens: number;
  money: number;
}

const spentShape = { tokens: z.number(), money: z.number() };

/** A call is booked with the most that it can cost, and settled with what it did cost. One that was never settled cost its most. */
const entrySchema = z.union([
  z.strictObject({ booked: z.int(), model: z.string(), ...spentShape }),
  z.strictObject({ settled: z.int(), ...spentShape }),
  // The run under which workers make its calls.
  z.strictObject({ run: z.string() }),
]);

/** Tokens that a chat format may put around one message. */
const MESSAGE_TOKENS = 16;

/** The most a call can cost: a token is no shorter than a byte, and the answer no longer than it may be. */
export function mostOf({ model, messages, schema, parameters }: ModelRequest, prices: ModelSettings['prices']): Spent {
  const texts = [...messages.map(({ content }) => content), JSON.stringify(schema)];
  const input = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + MESSAGE_TOKENS, 0);
  return priced(model, input, parameters.maxTokens, prices);
}

function priced(model: string, input: number, output: number, prices: ModelSettings['prices']): Spent {
  const price = prices[model] ?? { input: 0, output: 0 };
  return { requests: 1, tokens: input + output, money: (input * price.input + output * price.output) / 1e6 };
}

/**
 * The book of all calls made for one cassette. A call is written down, with the most it can cost, before it is made: so no budget is
 * exceeded by one call, whenever the program is killed. One process writes it at a time.
 */
export class Ledger {
  readonly #settings: Pick<ModelSettings, 'budget' | 'prices'>;
  readonly #file: AppendFile;
  readonly #unlock: () => void;
  readonly #open = new Map<number, Spent>();
  /** booked in earlier runs, and never settled */
  readonly #left = new Map<number, Spent>();
  #run: string | null = null;
  readonly #total: Spent = { requests: 0, tokens: 0, money: 0 };
  #next = 0;

  constructor(path: string, settings: Pick<ModelSettings, 'budget' | 'prices'>) {
    this.#settings = settings;
    this.#unlock = lockFile(path);
    try {
      this.#read(path);
      this.#file = new AppendFile(path);
    } catch (error) {
      this.#unlock();
      throw error;
    }
  }

  #read(path: string): void {
    for (const entry of readRecords(path, entrySchema)) {
      if ('booked' in entry) {
        const most = { requests: 1, tokens: entry.tokens, money: entry.money };
        this.#left.set(entry.booked, most);
        this.#add(most);
        this.#next = entry.booked + 1;
        continue;
      }
      if ('run' in entry) {
        this.#run = entry.run;
        continue;
      }
      const most = this.#left.get(entry.settled);
      if (most === undefined) throw new NearmissError(`${path}: call ${entry.settled} is settled and was never booked`);
      this.#add({ requests: 0, tokens: entry.tokens - most.tokens, money: entry.money - most.money });
      this.#left.delete(entry.settled);
    }
  }

  /** What was spent in all runs; calls under way count with the most they can cost. */
  get spent(): Readonly<Spent> {
    return this.#total;
  }

  get underWay(): number {
    return this.#open.size;
  }

  /** Books a call; null where a budget would not hold it. */
  book(request: ModelRequest): number | null {
    const most = mostOf(request, this.#settings.prices);
    if (this.limitFor(most) !== null) return null;
    const id = this.#next;
    this.#next += 1;
    this.#file.append({ booked: id, model: request.model, tokens: most.tokens, money: most.money });
    this.#open.set(id, most);
    this.#add(most);
    return id;
  }

  /** Takes up a call that an earlier run booked and did not settle; false where there is none such. */
  resume(id: number): boolean {
    const most = this.#left.get(id);
    if (most === undefined) return false;
    this.#left.delete(id);
    this.#open.set(id, most);
    return true;
  }

  /** The name under which workers make the calls of this ledger: one for all times, wherever its file is taken. */
  nameRun(make: () => string): string {
    if (this.#run === null) {
      this.#run = make();
      this.#file.append({ run: this.#run });
    }
    return this.#run;
  }

  /** The budget that does not hold so much more; null where all do. */
  limitFor(more: Spent): string | null {
    const { budget } = this.#settings;
    for (const what of ['requests', 'tokens', 'money'] as const) {
      const limit = budget[what];
      if (limit !== undefined && this.#total[what] + more[what] > limit) return what;
    }
    return null;
  }

  /** Settles a call: with the answer, with nothing where the server refused it, or with the most where nobody knows. */
  settle(id: number, outcome: ModelReply | 'free' | 'unknown', model: string): void {
    const most = this.#open.get(id);
    if (most === undefined) return;
    this.#open.delete(id);
    if (outcome === 'unknown' || (outcome !== 'free' && outcome.tokens === null)) return;
    const { input, output } = outcome === 'free' ? { input: 0, output: 0 } : (outcome.tokens as { input: number; output: number });
    const real = priced(model, input, output, this.#settings.prices);
    this.#file.append({ settled: id, tokens: real.tokens, money: real.money });
    this.#add({ requests: 0, tokens: real.tokens - most.tokens, money: real.money - most.money });
  }

  close(): void {
    this.#file.close();
    this.#unlock();
  }

  #add({ requests, tokens, money }: Spent): void {
    this.#total.requests += requests;
    this.#total.tokens += tokens;
    this.#total.money += money;
  }
}
