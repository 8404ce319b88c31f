import { NearmissError } from '../../errors.ts';
import type { ModelSettings } from '../../model/model-settings.ts';
import type { Cassette } from './cassette.ts';
import { openModel } from './client.ts';
import { Ledger, type Spent } from './ledger.ts';
import { Recorder } from './recorder.ts';

/** A cassette with the means to record what it lacks. */
export interface Session {
  recorder: Recorder;
  /** what was spent in this run */
  spent(): Spent;
  close(): void;
}

/** The file of recorded answers for what is written to `out`. */
export function cassettePath({ cassette }: ModelSettings, out: string): string {
  return cassette ?? `${out.replace(/[/\\]+$/u, '')}.cassette.jsonl`;
}

/** The book of what those answers cost. */
export function ledgerPath(cassette: string): string {
  return `${cassette.replace(/\.jsonl$/u, '')}.ledger.jsonl`;
}

/**
 * Makes ready to ask. The key is taken from the environment by its name.
 *
 * @throws NearmissError without a key where OpenAI itself is asked, and without a price where there is a budget of money
 */
export function openSession(settings: ModelSettings, model: string, cassette: Cassette): Session {
  const { keyVariable, baseUrl, budget, prices } = settings;
  const key = process.env[keyVariable];
  if ((key === undefined || key === '') && new URL(baseUrl).hostname.endsWith('openai.com'))
    throw new NearmissError(`${keyVariable} is not set: put the key there, or name another variable as "keyVariable" under "model"`);
  if (budget.money !== undefined && !Object.hasOwn(prices, model))
    throw new NearmissError(
      `a budget of money needs the price of "${model}" under "prices": {"input": ..., "output": ...} for a million tokens`,
    );
  const ledger = new Ledger(ledgerPath(cassette.path), settings);
  const before = { ...ledger.spent };
  return {
    recorder: new Recorder(openModel(settings, key === '' ? undefined : key), cassette, ledger, settings),
    spent: () => ({
      requests: ledger.spent.requests - before.requests,
      tokens: ledger.spent.tokens - before.tokens,
      money: ledger.spent.money - before.money,
    }),
    close: () => {
      ledger.close();
      cassette.close();
    },
  };
}
