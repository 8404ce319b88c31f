import { type Answerbook, compileAnswerbook, settleAnswer } from '../answering/answerbook.ts';
import { nameOf, type OwnAnswer, textOf } from '../answering/own-answer.ts';
import { readPrompt } from '../edges/model/prompts.ts';
import type { AnswerSettings } from '../model/model-settings.ts';
import type { Build } from '../pipeline.ts';
import type { BookJob } from './book-run.ts';

/** Letters that stand around an answer, and that a model is likely to add. */
const ADDED_LETTERS = 40;

/** The final answers of a build as a model may write them. */
export function openAnswering(build: Build, pairs: number, seed: string, settings: AnswerSettings): BookJob<OwnAnswer, Answerbook> {
  const subjects = new Map<string, OwnAnswer>();
  for (let position = 0; position < pairs; position += 1) {
    for (const own of build.ownAnswersAt(position)) subjects.set(nameOf(own), own);
  }
  const job = { settings, prompt: readPrompt('answer', settings.prompt) };
  return {
    job: 'answer',
    what: 'final answers',
    settings,
    subjects,
    settle: (own, find) => settleAnswer(own, seed, job, find),
    compile: (find) => compileAnswerbook(subjects, seed, job, find),
    guessLetters: (own) => textOf(own).length + ADDED_LETTERS,
  };
}
