import type { Answerbook } from '../answering/answerbook.ts';
import type { Phrasebook } from '../phrasing/phrasebook.ts';

/** What a model made of the texts of a build; null where it was not asked. */
export interface Books {
  /** of its requests */
  phrasebook: Phrasebook | null;
  /** of its final answers */
  answerbook: Answerbook | null;
}

export const noBooks: Books = { phrasebook: null, answerbook: null };
