import { Cassette } from '../edges/model/cassette.ts';
import { cassettePath } from '../edges/model/session.ts';
import { NearmissError } from '../errors.ts';
import type { Config } from '../model/config.ts';
import type { ModelReply, ModelRequest } from '../model/model-request.ts';
import type { ModelSettings } from '../model/model-settings.ts';
import { type Books, type Build, noBooks } from '../pipeline.ts';
import { openAnswering } from './answer-run.ts';
import { askAll } from './ask-all.ts';
import { describeEstimate, estimate } from './estimate.ts';
import { freshFirst } from './fresh.ts';
import { openPhrasing } from './phrase-run.ts';
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

export type Find = (request: ModelRequest) => ModelReply | undefined;

/** One job of a model in a build: what it is asked about, and the book that comes of its answers. */
export interface BookJob<Subject, Book> {
  job: 'phrase' | 'answer';
  /** what people call its subjects */
  what: string;
  settings: { model: string; tries: number };
  /** by name */
  subjects: ReadonlyMap<string, Subject>;
  /** What is known of a subject: the next question, why none is asked or holds, or something that holds. */
  settle(subject: Subject, find: Find): { next: ModelRequest } | { reason: string } | object;
  compile(find: Find): Book;
  /** Letters that an answer is likely to have. */
  guessLetters(subject: Subject): number;
}

/** All jobs of models in a build, and what is recorded of them. */
export interface ModelJobs {
  phrasing: ReturnType<typeof openPhrasing> | null;
  answering: ReturnType<typeof openAnswering> | null;
  cassette: Cassette;
  model: ModelSettings;
}

/** Gathers what models may be asked of a build; null where its config gives none such a job. */
export function openJobs(build: Build, { model, pairs, seed, out }: Config): ModelJobs | null {
  if (model === undefined || (model.phrase === undefined && model.answer === undefined)) return null;
  return {
    phrasing: model.phrase === undefined ? null : openPhrasing(build, pairs, seed, model.phrase),
    answering: model.answer === undefined ? null : openAnswering(build, pairs, seed, model.answer),
    cassette: new Cassette(cassettePath(model, out)),
    model,
  };
}

/** Has the texts of a build written: from the cassette, and with `record` by the models. */
export async function writeBooks({ phrasing, answering, cassette, model }: ModelJobs, flags: ModelFlags): Promise<Books> {
  const phrasebook = phrasing === null ? noBooks.phrasebook : await writeBook(phrasing, cassette, model, flags);
  const answerbook = answering === null ? noBooks.answerbook : await writeBook(answering, cassette, model, flags);
  return { phrasebook, answerbook };
}

async function writeBook<Subject, Book extends { entries: ReadonlyMap<string, object> }>(
  job: BookJob<Subject, Book>,
  cassette: Cassette,
  model: ModelSettings,
  flags: ModelFlags,
): Promise<Book> {
  const { subjects, settings } = job;
  if (flags.record || flags.refresh) {
    const { find, onReply } = freshFirst(cassette, flags.refresh);
    const nextOf = (subject: Subject): ModelRequest | null => {
      const settled = job.settle(subject, find);
      return 'next' in settled ? settled.next : null;
    };
    await askAll(job.job, model, settings.model, cassette, [...subjects.values()], nextOf, flags, onReply);
  }
  const book = job.compile(cassette.find);
  const unrecorded = [...book.entries.values()].filter((entry) => 'reason' in entry && entry.reason === 'unrecorded').length;
  if (unrecorded > 0 && !flags.partial) {
    throw new NearmissError(
      `${cassette.path} lacks the answers for ${unrecorded} of ${subjects.size} ${job.what}: --record asks the model for them, --partial leaves those as they are`,
    );
  }
  return book;
}

/** What recording would take, told without asking anybody. */
export function estimateJobs({ phrasing, answering, cassette, model }: ModelJobs): string {
  const told = [
    phrasing === null ? '' : estimateJob(phrasing, cassette, model),
    answering === null ? '' : estimateJob(answering, cassette, model),
  ];
  return told.join('');
}

/** Reasons for which nothing is asked. */
const NEVER_ASKED: readonly unknown[] = ['not_drawn', 'cannot_be_said_anew', 'cannot_be_written_anew'];

function estimateJob<Subject>(job: BookJob<Subject, unknown>, cassette: Cassette, model: ModelSettings): string {
  const all = [...job.subjects.values()].map((subject) => ({ subject, settled: job.settle(subject, cassette.find) }));
  const open = all.flatMap(({ subject, settled }) =>
    'next' in settled ? [{ request: settled.next, answerLetters: job.guessLetters(subject) }] : [],
  );
  const isRecorded = ({ settled }: (typeof all)[number]): boolean =>
    !('next' in settled) && !('reason' in settled && NEVER_ASKED.includes(settled.reason));
  const recorded = all.filter(isRecorded).length;
  const { tries, model: name } = job.settings;
  return describeEstimate(job.job, name, job.subjects.size, recorded, estimate(open, tries, model), cassette.path);
}
