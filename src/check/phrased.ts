import type { Pair } from '../model/pair.ts';
import { asideSubjects, asideWords, greetings, lightPhrases, lightWords } from '../model/plain-words.ts';
import { quote } from './claims.ts';
import { readWords } from './request.ts';
import type { Row } from './row.ts';

/**
 * The row with its request in the words that it had before a model said it anew: what all other claims are put to. Null where the row
 * does not say them, or states its value nowhere in them.
 */
export function inOwnWords(pair: Pair): Pair | null {
  const { stated } = pair.evidence;
  const own = pair.meta.phrased?.own;
  const message = pair.prompt[stated.message];
  if (own == null || message?.role !== 'user') return null;
  const start = findWhole(stated.text, own)[0];
  if (start === undefined) return null;
  const end = start + stated.text.length;
  const prompt = pair.prompt.with(stated.message, { role: 'user', content: own });
  return { ...pair, prompt, evidence: { ...pair.evidence, stated: { ...stated, start, end, text: own.slice(start, end) } } };
}

/**
 * Whether a request that a model said anew comes to the own one: what states a value or says which tool is wanted stands in both, once
 * and in one order; and what is left of both is the same, plain words aside. `own`: the row in its own words.
 */
export function judgePhrased(pair: Pair, own: Row): string[] {
  const { stated } = pair.evidence;
  const said = pair.prompt[stated.message]?.content ?? '';
  const before = own.pair.prompt[stated.message]?.content ?? '';
  const faults: string[] = [];
  if (pair.meta.phrased?.model == null || pair.meta.phrased.reason !== null) faults.push('no model is named that said the request anew');
  if (said.slice(stated.start, stated.end) !== stated.text)
    faults.push(
      `message ${stated.message} has ${quote(said.slice(stated.start, stated.end))} from ${stated.start}, not ${quote(stated.text)}`,
    );
  if (findWhole(stated.text, said).length !== 1) faults.push(`${quote(stated.text)} stands in the request more than once`);
  const strange = /[^\p{Script=Latin}\p{Nd}\s.,;:!?'"()’‘“”…–—-]/u;
  let why = 'no reading of the own words keeps what they state';
  for (const words of readWords(own)) {
    const [left, right] = [cutOut(words, before), cutOut(words, said)];
    if (left === null || right === null) continue;
    const odd = [...right.join(' ')].find((mark) => strange.test(mark) && !before.includes(mark));
    const [was, is] = [restOf(left), restOf(right)];
    if (odd !== undefined) why = `it has the mark ${quote(odd)}`;
    else if (was === is) return [...faults, ...judgeNames(pair, said, before)];
    else why = `beside plain words it says ${quote(is)}, and the own words ${quote(was)}`;
  }
  return [...faults, `${quote(said)} does not come to ${quote(before)}: ${why}`];
}

/** Whether a value of the rejected call is named that the own words do not name. */
function judgeNames(pair: Pair, said: string, before: string): string[] {
  const values: string[] = [];
  JSON.stringify(pair.rejected[0]?.tool_calls?.[0]?.function.arguments ?? null, (_, value: unknown) => {
    if (typeof value === 'string' && value.trim() !== '') values.push(value.toLowerCase());
    return value;
  });
  const named = values.find(
    (value) => findWhole(value, said.toLowerCase()).length > 0 && findWhole(value, before.toLowerCase()).length === 0,
  );
  return named === undefined ? [] : [`it names ${quote(named)}, which the rejected call takes`];
}

/** The places of some words in a text, not inside others; of their first letter the case may differ. */
function findWhole(words: string, text: string): number[] {
  if (words === '') return [];
  const literal = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  const [first = ''] = words;
  const either =
    first.toLowerCase() === first.toUpperCase() ? literal(first) : `(?:${literal(first.toLowerCase())}|${literal(first.toUpperCase())})`;
  const pattern = new RegExp(`(?=${either}${literal(words.slice(first.length))})`, 'gu');
  const isLetter = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}_]/u.test(character);
  return [...text.matchAll(pattern)]
    .map(({ index }) => index)
    .filter((at) => {
      const end = at + words.length;
      const startsInside = isLetter(text[at - 1]) && isLetter(words[0]);
      return !startsInside && !(isLetter(text[end]) && isLetter(words.at(-1)));
    });
}

/** What stands between the kept words; null where one is missing, stands twice or out of order. */
function cutOut(words: readonly string[], text: string): string[] | null {
  const between: string[] = [];
  let from = 0;
  for (const kept of words) {
    const places = findWhole(kept, text);
    if (places.length !== 1 || (places[0] as number) < from) return null;
    between.push(text.slice(from, places[0]));
    from = (places[0] as number) + kept.length;
  }
  return [...between, text.slice(from)];
}

/** What a text says between its kept words, each of them a `#`, without what states nothing. */
function restOf(between: readonly string[]): string {
  const sentences = between.join(' # ').split(/[.!?;:…]+\s+|\n+|\s[–—-]\s/u);
  return sentences.flatMap(readSentence).join(' ');
}

function readSentence(sentence: string): string[] {
  const words = [
    ...sentence
      .replace(/[’‘]/gu, "'")
      .toLowerCase()
      .matchAll(/#|[\p{L}\p{N}](?:\S*[\p{L}\p{N}])?/gu),
  ].map(([word]) => word);
  let text = ` ${words.join(' ')} `;
  // Longer phrases first, from left to right, a word at a time.
  let rest = '';
  while (text !== ' ') {
    const phrase = phrases.find((candidate) => text.startsWith(candidate));
    const [word = ''] = text.trimStart().split(' ', 1);
    if (phrase === undefined && !lightWords.has(word)) rest += ` ${word}`;
    text = text.slice(phrase === undefined ? word.length + 1 : phrase.length - 1);
  }
  const left = rest.trim() === '' ? [] : rest.trim().split(' ');
  const subject = words.find((word) => !greetings.has(word)) ?? '';
  const tellsOnly = asideSubjects.has(subject) && !words.includes('you') && left.every((word) => asideWords.has(word));
  return left.length > 0 && tellsOnly ? [] : left;
}

const phrases = lightPhrases.map((phrase) => ` ${phrase} `).sort((one, other) => other.split(' ').length - one.split(' ').length);
