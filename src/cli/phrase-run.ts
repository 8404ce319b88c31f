import { Cassette } from '../edges/model/cassette.ts';
import { mostOf } from '../edges/model/ledger.ts';
import { readPrompt } from '../edges/model/prompts.ts';
import { cassettePath } from '../edges/model/session.ts';
import { NearmissError } from '../errors.ts';
import type { Config } from '../model/config.ts';
import type { ModelReply, ModelRequest } from '../model/model-request.ts';
import type { ModelSettings, PhraseSettings } from '../model/model-settings.ts';
import type { PhraseJob } from '../phrasing/ask.ts';
import { nameOf, type OwnRequest } from '../phrasing/own-request.ts';
import { compilePhrasebook, type Phrasebook, settleRequest } from '../phrasing/phrasebook.ts';
import type { Build } from '../pipeline.ts';
import { askAll } from './ask-all.ts';
import { tableOf } from './table.ts';

/** What the command line says of the model. */
export interface ModelFlags {
  /** ask the model for what is not recorded */
  record: boolean;
  /** ask anew for what is recorded, too */
  refresh: boolean;
  /** go on with what is there */
  partial: boolean;
}

/** The requests of a build as a model may say them, and what is recorded of that. */
export interface Phrasing {
  requests: ReadonlyMap<string, OwnRequest>;
  job: PhraseJob;
  cassette: Cassette;
  model: ModelSettings;
  seed: string;
}

/** Gathers what a model may be asked of a build; null where its config gives no model that job. */
export function openPhrasing(build: Build, { model, pairs, seed, out }: Config): Phrasing | null {
  if (model?.phrase === undefined) return null;
  const requests = new Map<string, OwnRequest>();
  for (let position = 0; position < pairs; position += 1) {
    const own = build.ownRequestAt(position);
    requests.set(nameOf(own), own);
  }
  const job = { settings: model.phrase, prompt: readPrompt('phrase', model.phrase.prompt) };
  return { requests, job, cassette: new Cassette(cassettePath(model, out)), model, seed };
}

/** Has the requests said anew: from the cassette, and with `record` by the model. */
export async function sayRequestsAnew(phrasing: Phrasing, flags: ModelFlags): Promise<Phrasebook> {
  const { requests, job, cassette, seed } = phrasing;
  if (flags.record || flags.refresh) await record(phrasing, flags);
  const book = compilePhrasebook(requests, seed, job, cassette.find);
  const unrecorded = [...book.entries.values()].filter((entry) => 'reason' in entry && entry.reason === 'unrecorded').length;
  if (unrecorded > 0 && !flags.partial) {
    throw new NearmissError(
      `${cassette.path} lacks the answers for ${unrecorded} of ${requests.size} requests: --record asks the model for them, --partial leaves those as they are`,
    );
  }
  return book;
}

async function record(phrasing: Phrasing, { refresh }: ModelFlags): Promise<void> {
  const { requests, job, cassette, model, seed } = phrasing;
  // What is asked anew counts from this run only.
  const fresh = new Map<ModelReply, true>();
  const find = (request: ModelRequest): ModelReply | undefined => {
    const reply = cassette.find(request);
    return reply !== undefined && refresh && !fresh.has(reply) ? undefined : reply;
  };
  const nextOf = (own: OwnRequest): ModelRequest | null => {
    const outcome = settleRequest(own, seed, job, find);
    return 'next' in outcome ? outcome.next : null;
  };
  await askAll('phrase', model, job.settings.model, cassette, [...requests.values()], nextOf, (reply) => fresh.set(reply, true));
}

/** What recording would take, told without asking anybody. */
export function estimatePhrasing({ requests, job, cassette, model, seed }: Phrasing): string {
  let [recorded, calls, input, output, money] = [0, 0, 0, 0, 0];
  const most = { tokens: 0, money: 0 };
  for (const own of requests.values()) {
    const outcome = settleRequest(own, seed, job, cassette.find);
    if (!('next' in outcome)) {
      if (!('reason' in outcome) || (outcome.reason !== 'not_drawn' && outcome.reason !== 'cannot_be_said_anew')) recorded += 1;
      continue;
    }
    calls += 1;
    const asked = guessTokens(outcome.next, own, job.settings);
    input += asked.input;
    output += asked.output;
    const price = model.prices[job.settings.model];
    if (price !== undefined) money += (asked.input * price.input + asked.output * price.output) / 1e6;
    const worst = mostOf(outcome.next, model.prices);
    most.tokens += worst.tokens * job.settings.tries;
    most.money += worst.money * job.settings.tries;
  }
  const priced = Object.hasOwn(model.prices, job.settings.model);
  const show = (number: number): string => Math.round(number).toLocaleString('en');
  const row = [
    'phrase',
    job.settings.model,
    show(requests.size),
    show(recorded),
    show(calls),
    show(input),
    show(output),
    priced ? money.toFixed(2) : 'no price',
  ];
  const worst = `at most ${show(calls * job.settings.tries)} calls, ${show(most.tokens)} tokens${priced ? `, ${most.money.toFixed(2)} of money` : ''}, if every answer is refused and as long as it may be`;
  return `${tableOf(['job', 'model', 'requests', 'recorded', 'calls', 'tokens in', 'tokens out', 'money'], [row])}  ${worst}; ${cassette.path}\n`;
}

/** About four letters make a token; an answer says the request once in each style. */
function guessTokens({ messages, schema }: ModelRequest, own: OwnRequest, { styles }: PhraseSettings): { input: number; output: number } {
  const letters = messages.reduce((sum, { content }) => sum + content.length, JSON.stringify(schema).length);
  return { input: Math.ceil(letters / 4), output: Math.ceil((styles.length * (own.text.length + 60)) / 4) };
}
