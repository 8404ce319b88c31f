import type { GivenSlot, Saying } from '../given.ts';
import type { Talk } from '../talk.ts';
import { wordsOf } from '../words.ts';
import { isDefault } from './defaults.ts';

/** Longer texts are compositions, not values. */
const MOST_WORDS = 60;

/** Where the words of a text stand, whatever their case, accents, marks and spacing; of "city, state" the city alone will do. */
export function findText(slot: GivenSlot, talk: Talk): Saying | null {
  const text = slot.value as string;
  const words = wordsOf(text);
  if (words.length === 0) return findExactly(text, talk);
  if (words.length > MOST_WORDS) return null;
  if (isDefault(slot) && !slot.required && words.join('').length < 4) return null;
  const whole = findRun(text, words, talk);
  if (whole !== null) return { ...whole, whole: true };
  const comma = text.indexOf(',');
  if (comma <= 0 || slot.path.length === 0) return null;
  const head = text.slice(0, comma);
  const headWords = wordsOf(head);
  if (headWords.length === 0 || headWords.length > 5 || !/^\p{Lu}/u.test(head)) return null;
  const part = findRun(head, headWords, talk);
  return part === null ? null : { ...part, whole: false };
}

function findRun(text: string, words: readonly string[], talk: Talk): Omit<Saying, 'whole'> | null {
  for (const message of talk.stating) {
    const said = talk.said(message);
    const runs = said.runsOf(words);
    // A lone letter is a word of every text unless it is written just so.
    const fitting =
      text.length > 2 ? runs : runs.filter(({ start, end }) => said.text.slice(start, end) === text && !/^[aAI]$/u.test(text));
    // The very words before those that are only singular or plural of them.
    const run = fitting.find(({ start, end }) => said.text.slice(start, end) === text) ?? fitting[0];
    if (run !== undefined) return { message, ...widen(said.text, run, text) };
  }
  return null;
}

/** The words with the marks around them that the value has too. */
function widen(said: string, { start, end }: { start: number; end: number }, text: string): { start: number; end: number } {
  const before = /^[^\p{L}\p{N}]*/u.exec(text)?.[0] ?? '';
  const after = /[^\p{L}\p{N}]*$/u.exec(text)?.[0] ?? '';
  return {
    start: said.slice(0, start).endsWith(before) ? start - before.length : start,
    end: said.slice(end).startsWith(after) ? end + after.length : end,
  };
}

function findExactly(text: string, talk: Talk): Saying | null {
  if (text.trim().length < 2) return null;
  for (const message of talk.stating) {
    const start = talk.said(message).text.indexOf(text);
    if (start >= 0) return { message, start, end: start + text.length, whole: true };
  }
  return null;
}
