import { readPrompt } from '../edges/model/prompts.ts';
import type { PhraseSettings } from '../model/model-settings.ts';
import { nameOf, type OwnRequest } from '../phrasing/own-request.ts';
import { compilePhrasebook, type Phrasebook, settleRequest } from '../phrasing/phrasebook.ts';
import type { Build } from '../pipeline.ts';
import type { BookJob } from './book-run.ts';

/** Letters that a model is likely to add to a request, and that stand around it. */
const ADDED_LETTERS = 60;

/** The requests of a build as a model may say them. */
export function openPhrasing(build: Build, pairs: number, seed: string, settings: PhraseSettings): BookJob<OwnRequest, Phrasebook> {
  const subjects = new Map<string, OwnRequest>();
  for (let position = 0; position < pairs; position += 1) {
    const own = build.ownRequestAt(position);
    subjects.set(nameOf(own), own);
  }
  const job = { settings, prompt: readPrompt('phrase', settings.prompt) };
  return {
    job: 'phrase',
    what: 'requests',
    settings,
    subjects,
    settle: (own, find) => settleRequest(own, seed, job, find),
    compile: (find) => compilePhrasebook(subjects, seed, job, find),
    guessLetters: ({ text }) => settings.styles.length * (text.length + ADDED_LETTERS),
  };
}
