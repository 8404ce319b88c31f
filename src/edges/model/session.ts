import { NearmissError } from '../../errors.ts';
import type { ModelSettings } from '../../model/model-settings.ts';
import type { Cassette } from './cassette.ts';
import { type CallModel, openModel } from './client.ts';
import { Ledger, type Spent } from './ledger.ts';
import { type Elsewhere, Recorder } from './recorder.ts';

/** A cassette with the means to record what it lacks. */
export interface Session {
  recorder: Recorder;
  /** what was spent in this run */
  spent(): Spent;
  /** asks nothing more; what is under way is waited for */
  stop(): void;
  close(): Promise<void>;
}

/** The file of recorded answers for what is written to `out`. */
export function cassettePath({ cassette }: ModelSettings, out: string): string {
  return cassette ?? `${out.replace(/[/\\]+$/u, '')}.cassette.jsonl`;
}

/** The book of what those answers cost. */
export function ledgerPath(cassette: string): string {
  return `${cassette.replace(/\.jsonl$/u, '')}.ledger.jsonl`;
}

/** Calls by workers, and what of them outlives this process. */
export interface Calls extends Elsewhere {
  readonly call: CallModel;
  /** takes back the calls that nobody has begun */
  withdraw(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Makes ready to ask: from here, with the key that the environment holds, or by workers, who have keys of their own; `openCalls` is given
 * the ledger.
 *
 * @throws NearmissError without a key where OpenAI itself is asked, and without a price where there is a budget of money
 */
export async function openSession(
  settings: ModelSettings,
  model: string,
  cassette: Cassette,
  openCalls: ((ledger: Ledger) => Promise<Calls>) | null = null,
): Promise<Session> {
  const { budget, prices } = settings;
  const call = openCalls === null ? openModel(settings, readKey(settings)) : null;
  if (budget.money !== undefined && !Object.hasOwn(prices, model))
    throw new NearmissError(
      `a budget of money needs the price of "${model}" under "prices": {"input": ..., "output": ...} for a million tokens`,
    );
  const ledger = new Ledger(ledgerPath(cassette.path), settings);
  const before = { ...ledger.spent };
  try {
    const calls = openCalls === null ? null : await openCalls(ledger);
    // How many calls begin in a minute is counted where they begin.
    const recorder = new Recorder(
      (calls?.call ?? call) as CallModel,
      cassette,
      ledger,
      calls === null ? settings : { ...settings, perMinute: undefined },
      calls,
    );
    return {
      recorder,
      spent: () => ({
        requests: ledger.spent.requests - before.requests,
        tokens: ledger.spent.tokens - before.tokens,
        money: ledger.spent.money - before.money,
      }),
      stop: () => {
        recorder.stop();
        void calls?.withdraw();
      },
      close: async () => {
        await calls?.close();
        ledger.close();
        cassette.close();
      },
    };
  } catch (error) {
    ledger.close();
    throw error;
  }
}

/** The key that the environment holds for a server; undefined where it needs none. */
export function readKey({ keyVariable, baseUrl }: ModelSettings): string | undefined {
  const key = process.env[keyVariable];
  if (key !== undefined && key !== '') return key;
  if (new URL(baseUrl).hostname.endsWith('openai.com'))
    throw new NearmissError(`${keyVariable} is not set: put the key there, or name another variable as "keyVariable" under "model"`);
  return undefined;
}
