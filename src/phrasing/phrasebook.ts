import { hashJson } from '../model/hash.ts';
import type { ModelReply, ModelRequest } from '../model/model-request.ts';
import { streamOf } from '../random/stream.ts';
import { followRequest, type Outcome, type PhraseJob, type Reason } from './ask.ts';
import { nameOf, type OwnRequest } from './own-request.ts';
import { canSayAnew } from './read-back.ts';

/** What a model made of the requests of a build: plain data, the same in every thread. */
export interface Phrasebook {
  model: string;
  /** by name of the own request: words that hold, or why there are none */
  entries: ReadonlyMap<string, { texts: readonly string[] } | { reason: Reason }>;
  /** sha256 of all entries */
  sha256: string;
}

/** What is known of each request, given the answers that are recorded. The keyed draw leaves out those beyond the share. */
export function settleRequest(
  own: OwnRequest,
  seed: string,
  job: PhraseJob,
  find: (request: ModelRequest) => ModelReply | undefined,
): Outcome {
  if (!canSayAnew(own)) return { reason: 'cannot_be_said_anew' };
  if (job.settings.share < 1 && streamOf(seed, 'say anew', own.text).next() >= job.settings.share) return { reason: 'not_drawn' };
  return followRequest(own, job, find);
}

/** Puts the phrasebook together. No two requests get the same words, so that pairs that were different stay so. */
export function compilePhrasebook(
  requests: ReadonlyMap<string, OwnRequest>,
  seed: string,
  job: PhraseJob,
  find: (request: ModelRequest) => ModelReply | undefined,
): Phrasebook {
  const entries = new Map<string, { texts: readonly string[] } | { reason: Reason }>();
  const taken = new Set([...requests.values()].map(({ text }) => text));
  for (const [name, own] of [...requests].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const outcome = settleRequest(own, seed, job, find);
    if ('next' in outcome) entries.set(name, { reason: 'unrecorded' });
    else if ('reason' in outcome) entries.set(name, outcome);
    else {
      const texts = outcome.texts.filter((text) => !taken.has(text));
      for (const text of texts) taken.add(text);
      entries.set(name, texts.length > 0 ? { texts } : { reason: 'same_words' });
    }
  }
  return { model: job.settings.model, entries, sha256: hashJson([...entries]) };
}

/** What was said of one request; null where the book has nothing of it. */
export function lookUpRequest(book: Phrasebook, own: OwnRequest): { texts: readonly string[] } | { reason: Reason } {
  return book.entries.get(nameOf(own)) ?? { reason: 'unrecorded' };
}
