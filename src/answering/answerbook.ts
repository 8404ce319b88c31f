import { hashJson } from '../model/hash.ts';
import type { ModelReply, ModelRequest } from '../model/model-request.ts';
import type { Followed } from '../model/tries.ts';
import { streamOf } from '../random/stream.ts';
import { type AnswerJob, followAnswer, type Reason } from './ask.ts';
import { nameOf, type OwnAnswer } from './own-answer.ts';
import { canWriteAnew } from './read-back.ts';

/** What a model made of the answers of a build: plain data, the same in every thread. */
export interface Answerbook {
  model: string;
  /** by name of the own answer: words that hold, or why there are none */
  entries: ReadonlyMap<string, { text: string } | { reason: Reason }>;
  /** sha256 of all entries */
  sha256: string;
}

/** What is known of each answer, given what is recorded. The keyed draw leaves out those beyond the share. */
export function settleAnswer(
  own: OwnAnswer,
  seed: string,
  job: AnswerJob,
  find: (request: ModelRequest) => ModelReply | undefined,
): Followed<string, Reason> {
  if (!canWriteAnew(own)) return { reason: 'cannot_be_written_anew' };
  if (job.settings.share < 1 && streamOf(seed, 'write anew', nameOf(own)).next() >= job.settings.share) return { reason: 'not_drawn' };
  return followAnswer(own, job, find);
}

export function compileAnswerbook(
  answers: ReadonlyMap<string, OwnAnswer>,
  seed: string,
  job: AnswerJob,
  find: (request: ModelRequest) => ModelReply | undefined,
): Answerbook {
  const entries = new Map<string, { text: string } | { reason: Reason }>();
  for (const [name, own] of [...answers].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const settled = settleAnswer(own, seed, job, find);
    if ('held' in settled) entries.set(name, { text: settled.held });
    else entries.set(name, { reason: 'next' in settled ? 'unrecorded' : settled.reason });
  }
  return { model: job.settings.model, entries, sha256: hashJson([...entries]) };
}

/** What was written in place of an answer; the reason where the book has nothing of it. */
export function lookUpAnswer(book: Answerbook, own: OwnAnswer): { text: string } | { reason: Reason } {
  return book.entries.get(nameOf(own)) ?? { reason: 'unrecorded' };
}
