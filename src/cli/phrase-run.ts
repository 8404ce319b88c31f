import { Cassette } from '../edges/model/cassette.ts';
import { readPrompt } from '../edges/model/prompts.ts';
import { cassettePath } from '../edges/model/session.ts';
import { NearmissError } from '../errors.ts';
import type { Config } from '../model/config.ts';
import type { ModelRequest } from '../model/model-request.ts';
import type { ModelSettings } from '../model/model-settings.ts';
import type { PhraseJob } from '../phrasing/ask.ts';
import { nameOf, type OwnRequest } from '../phrasing/own-request.ts';
import { compilePhrasebook, type Phrasebook, settleRequest } from '../phrasing/phrasebook.ts';
import type { Build } from '../pipeline.ts';
import { askAll } from './ask-all.ts';
import { describeEstimate, estimate } from './estimate.ts';
import { freshFirst } from './fresh.ts';
import type { QueueFlags } from './queue-flags.ts';

/** What the command line says of the model. */
export interface ModelFlags extends QueueFlags {
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

async function record(phrasing: Phrasing, flags: ModelFlags): Promise<void> {
  const { requests, job, cassette, model, seed } = phrasing;
  const { find, onReply } = freshFirst(cassette, flags.refresh);
  const nextOf = (own: OwnRequest): ModelRequest | null => {
    const outcome = settleRequest(own, seed, job, find);
    return 'next' in outcome ? outcome.next : null;
  };
  await askAll('phrase', model, job.settings.model, cassette, [...requests.values()], nextOf, flags, onReply);
}

/** Letters that a model is likely to add to a request, and that stand around it. */
const ADDED_LETTERS = 60;

/** What recording would take, told without asking anybody. */
export function estimatePhrasing({ requests, job, cassette, model, seed }: Phrasing): string {
  const { settings } = job;
  const all = [...requests.values()].map((own) => ({ own, outcome: settleRequest(own, seed, job, cassette.find) }));
  const open = all.flatMap(({ own, outcome }) =>
    'next' in outcome ? [{ request: outcome.next, answerLetters: settings.styles.length * (own.text.length + ADDED_LETTERS) }] : [],
  );
  const isRecorded = ({ outcome }: (typeof all)[number]): boolean =>
    'texts' in outcome || ('reason' in outcome && !['not_drawn', 'cannot_be_said_anew'].includes(outcome.reason));
  const recorded = all.filter(isRecorded).length;
  return describeEstimate('phrase', settings.model, requests.size, recorded, estimate(open, settings.tries, model), cassette.path);
}
