import type { Pair } from '../model/pair.ts';
import { asideSubjects, asideWords, greetings, lightPhrases, lightWords } from '../model/plain-words.ts';
import { quote } from './claims.ts';
import { readWords } from './request.ts';
import type { Row } from './row.ts';

/** What was found of a request that a model said anew. */
export interface Phrased {
  /** the row with its request in the words that it had before: what all other claims are put to; null where it comes to none */
  own: Row | null;
  faults: string[];
}

/**
 * Whether a request that a model said anew comes to the own words beside it: what states a value or says which tool is wanted stands in
 * both, once and in one order; and what is left of both is the same, plain words aside.
 */
export function judgePhrased(pair: Pair, read: (pair: Pair) => Row): Phrased {
  const { stated } = pair.evidence;
  const before = pair.meta.phrased?.own;
  const message = pair.prompt[stated.message];
  if (before == null || message?.role !== 'user') return { own: null, faults: ['the own words of the request are not told'] };
  const said = message.content;
  const faults = pair.meta.phrased?.model == null || pair.meta.phrased.reason !== null ? ['no model is named that said it anew'] : [];
  if (said.slice(stated.start, stated.end) !== stated.text)
    faults.push(
      `message ${stated.message} has ${quote(said.slice(stated.start, stated.end))} from ${stated.start}, not ${quote(stated.text)}`,
    );
  const prompt = pair.prompt.with(stated.message, { role: 'user', content: before });
  const own = { ...pair, prompt };
  const row = read(own);
  // Without its ground a row cannot be read, which is another claim's business.
  if (row.grounds.length === 0) return { own: row, faults };
  let why = 'no template reads the own words';
  for (const words of readWords(row)) {
    const [left, right] = [findAll(words, before), findAll(words, said)];
    if (typeof left === 'string' || typeof right === 'string') {
      why = typeof right === 'string' ? right : String(left);
      continue;
    }
    const place = right.findIndex(([start, end]) => start === stated.start && end === stated.end);
    const [start, end] = left[place] ?? [0, 0];
    const [was, is] = [restOf(before, left), restOf(said, right)];
    const strange = [...between(said, right).join('')].find((mark) => STRANGE.test(mark) && !before.includes(mark));
    if (place < 0) why = `nothing that the own words state stands from ${stated.start} to ${stated.end}`;
    else if (strange !== undefined) why = `it has the mark ${quote(strange)}`;
    else if (was !== is) why = `beside plain words it says ${quote(is)}, and the own words ${quote(was)}`;
    else {
      const moved = pair.evidence.alone?.map((proof) => {
        const [from, to] = left[right.findIndex(([at, until]) => at === proof.stated.start && until === proof.stated.end)] ?? [0, 0];
        return { ...proof, stated: { ...proof.stated, start: from, end: to, text: before.slice(from, to) } };
      });
      const evidence = {
        ...pair.evidence,
        stated: { ...stated, start, end, text: before.slice(start, end) },
        ...(moved === undefined ? {} : { alone: moved }),
      };
      return { own: read({ ...own, evidence }), faults: [...faults, ...judgeNames(pair, said, before)] };
    }
  }
  return { own: null, faults: [...faults, `${quote(said)} does not come to ${quote(before)}: ${why}`] };
}

const STRANGE = /[^\p{Script=Latin}\p{Nd}\s.,;:!?'"()’‘“”…–—-]/u;

/** Whether a value of the rejected call is named that the own words do not name. */
function judgeNames(pair: Pair, said: string, before: string): string[] {
  const values: string[] = [];
  JSON.stringify(pair.rejected[0]?.tool_calls?.[0]?.function.arguments ?? null, (_, value: unknown) => {
    if (typeof value === 'string' && value.trim() !== '') values.push(value.toLowerCase());
    return value;
  });
  const stands = (value: string, text: string): boolean => listWhole(value, text.toLowerCase()).length > 0;
  const named = values.find((value) => stands(value, said) && !stands(value, before));
  return named === undefined ? [] : [`it names ${quote(named)}, which the rejected call takes`];
}

export type Stretch = readonly [start: number, end: number];

/** Where the words stand in a text, in order, each once and outside the longer ones; or why they do not. */
export function findAll(words: readonly string[], text: string): Stretch[] | string {
  const found = new Map<string, Stretch[]>();
  for (const word of [...new Set(words)].sort((one, other) => other.length - one.length)) {
    const longer = [...found.values()].flat();
    const free = listWhole(word, text).filter(([start, end]) => !longer.some(([from, to]) => start < to && from < end));
    const wanted = words.filter((other) => other === word).length;
    if (free.length !== wanted) return free.length < wanted ? `it lacks ${quote(word)}` : `it says ${quote(word)} too often`;
    found.set(word, free);
  }
  const stretches = words.map((word) => found.get(word)?.shift() as Stretch);
  const crossed = stretches.findIndex(([start], at) => start < (stretches[at - 1]?.[1] ?? 0));
  return crossed < 0 ? stretches : `${quote(words[crossed])} stands at another place`;
}

/** The places of some words in a text, not inside others; of their first letter the case may differ. */
export function listWhole(words: string, text: string): Stretch[] {
  if (words === '') return [];
  const literal = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  const [first = ''] = words;
  const either = [...new Set([first, first.toLowerCase(), first.toUpperCase()])].map(literal).join('|');
  const pattern = new RegExp(`(?=(?:${either})${literal(words.slice(first.length))})`, 'gu');
  const isLetter = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}_]/u.test(character);
  return [...text.matchAll(pattern)]
    .map(({ index }): Stretch => [index, index + words.length])
    .filter(([start, end]) => {
      const startsInside = isLetter(text[start - 1]) && isLetter(words[0]);
      return !startsInside && !(isLetter(text[end]) && isLetter(words.at(-1)));
    });
}

/** What stands between those stretches. */
function between(text: string, stretches: readonly Stretch[]): string[] {
  const ends = [0, ...stretches.map(([, end]) => end)];
  return ends.map((end, at) => text.slice(end, stretches[at]?.[0] ?? text.length));
}

/** What a text says between its stretches, each of them a `#`, without what states nothing. */
function restOf(text: string, stretches: readonly Stretch[]): string {
  const sentences = between(text, stretches)
    .join(' # ')
    .split(/(?<=[.!?;:…])\s+|\n+|\s[–—-]\s/u);
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
