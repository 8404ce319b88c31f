import { mostOf } from '../edges/model/ledger.ts';
import type { ModelRequest } from '../model/model-request.ts';
import type { ModelSettings } from '../model/model-settings.ts';
import { tableOf } from './table.ts';

/** What asking would take: as it is likely to be, and at most. `money` is null where the price is not known. */
export interface Estimate {
  calls: number;
  input: number;
  output: number;
  money: number | null;
  most: { calls: number; tokens: number; money: number };
}

/** About so many letters make a token. */
const LETTERS_OF_A_TOKEN = 4;

/** Guesses from the first questions; `tries`: how often each may be asked in all. */
export function estimate(
  open: readonly { request: ModelRequest; answerLetters: number }[],
  tries: number,
  { prices }: Pick<ModelSettings, 'prices'>,
): Estimate {
  const result: Estimate = { calls: open.length, input: 0, output: 0, money: 0, most: { calls: open.length * tries, tokens: 0, money: 0 } };
  for (const { request, answerLetters } of open) {
    const letters = request.messages.reduce((sum, { content }) => sum + content.length, JSON.stringify(request.schema).length);
    const [input, output] = [Math.ceil(letters / LETTERS_OF_A_TOKEN), Math.ceil(answerLetters / LETTERS_OF_A_TOKEN)];
    const price = Object.hasOwn(prices, request.model) ? prices[request.model] : undefined;
    result.input += input;
    result.output += output;
    result.money = price === undefined || result.money === null ? null : result.money + (input * price.input + output * price.output) / 1e6;
    const worst = mostOf(request, prices);
    result.most.tokens += worst.tokens * tries;
    result.most.money += worst.money * tries;
  }
  return result;
}

export function describeEstimate(
  job: string,
  model: string,
  subjects: number,
  recorded: number,
  found: Estimate,
  cassette: string,
): string {
  const show = (number: number): string => Math.round(number).toLocaleString('en');
  const { calls, input, output, money, most } = found;
  const row = [
    job,
    model,
    show(subjects),
    show(recorded),
    show(calls),
    show(input),
    show(output),
    money === null ? 'no price' : money.toFixed(2),
  ];
  return (
    `${tableOf(['job', 'model', 'asked about', 'recorded', 'calls', 'tokens in', 'tokens out', 'money'], [row])}` +
    `  at most ${show(most.calls)} calls, ${show(most.tokens)} tokens${money === null ? '' : `, ${most.money.toFixed(2)} of money`}: if every answer is refused, and as long as it may be\n` +
    `  answers are kept in ${cassette}\n`
  );
}
