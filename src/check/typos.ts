import { typos } from '../model/typos.ts';
import { Kept } from './kept.ts';

const words = new Map(Object.entries(typos).map(([word, slip]) => [slip, word]));

/** The text with its mistyped words as they were meant: every letter counted as before. */
export function straighten(text: string): string {
  return straightened.of(text);
}

/** A message is asked for by more than one claim of its row. */
const straightened = new Kept(20, (text) =>
  text.replace(/(?<![\p{L}\p{N}'’-])\p{L}+(?![\p{L}\p{N}'’-])/gu, (slip) => {
    const word = words.get(slip.toLowerCase());
    if (word === undefined) return slip;
    return slip === slip.toLowerCase() ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  }),
);
