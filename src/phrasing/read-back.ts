import { asideSubjects, asideWords, greetings, lightPhrases, lightWords } from '../model/plain-words.ts';
import type { Fault } from '../model/tries.ts';
import type { OwnRequest } from './own-request.ts';

/** Why kept stretches do not stand in a text as they should. */
export type KeptReason = 'value_missing' | 'said_twice' | 'out_of_order';
/** Why words do not say what an own request says. */
export type WordingReason = KeptReason | 'empty' | 'too_long' | 'odd_characters' | 'says_more' | 'says_less';
type WordingFault = Fault<WordingReason>;

/** Stands for a kept stretch while a text is read. No text may have it. */
export const KEPT = '\ue000';
const MOST_ADDED = 400;
/** What no person writes to an assistant: marks of code and of markup, controls, anything beyond Latin letters and common marks. */
const ODD = /[^\p{Script=Latin}\p{Nd} \n.,;:!?'"()’‘“”…–—-]/u;

/**
 * Whether a text says what the own request says, and nothing else: every kept stretch stands in it once, in their order, and what is left
 * is the same once the plain words are taken out. Null where it does.
 */
export function judgeWording(own: OwnRequest, text: string): WordingFault | null {
  if (text.trim() === '') return { reason: 'empty', detail: 'it says nothing' };
  if (text.length > 2 * own.text.length + MOST_ADDED) return { reason: 'too_long', detail: 'it is far longer than the request' };
  const found = mask(own.kept, text);
  if ('reason' in found) return found;
  const odd = [...found.masked.replaceAll(KEPT, '')].find((character) => ODD.test(character) && !own.text.includes(character));
  if (odd !== undefined) return { reason: 'odd_characters', detail: `it has ${JSON.stringify(odd)}` };
  const ownMasked = mask(own.kept, own.text);
  if ('reason' in ownMasked) return ownMasked;
  return compare(sayingOf(ownMasked.masked), sayingOf(found.masked));
}

/** Whether the request can be said anew at all: each of its kept stretches stands in it once outside the others. */
export function canSayAnew(own: OwnRequest): boolean {
  return own.kept.length > 0 && !('reason' in mask(own.kept, own.text));
}

/**
 * Where the kept stretches begin in a text, each as a whole and once outside the others, or why they do not stand in it so. Of a first
 * letter the case does not matter.
 */
export function placeKept(kept: readonly string[], text: string): number[] | Fault<KeptReason> {
  const places: number[] = [];
  const taken: [from: number, to: number][] = [];
  // A long stretch may have a short one in it, never the other way round.
  const longestFirst = kept.map((_, at) => at).sort((one, other) => (kept[other] as string).length - (kept[one] as string).length);
  for (const at of longestFirst) {
    const stretch = kept[at] as string;
    const found = findWhole(stretch, text).filter((from) => taken.every(([start, end]) => from + stretch.length <= start || from >= end));
    // The same words for two things stand twice, and it does not matter which is which.
    const same = kept.filter((other) => other === stretch).length - kept.slice(0, at).filter((other) => other === stretch).length;
    const [from] = found;
    if (from === undefined || found.length < same)
      return { reason: 'value_missing', detail: `it lacks ${JSON.stringify(stretch)}, word for word` };
    if (found.length > same) return { reason: 'said_twice', detail: `it says ${JSON.stringify(stretch)} too often` };
    places[at] = from;
    taken.push([from, from + stretch.length]);
  }
  const late = places.findIndex((from, at) => from < (places[at - 1] ?? 0));
  if (late < 0) return places;
  return { reason: 'out_of_order', detail: `${JSON.stringify(kept[late])} stands at another place than in the request` };
}

/** The places of words in a text, not inside other words; of their first letter the case does not matter. */
export function findWhole(words: string, text: string): number[] {
  const places: number[] = [];
  const rest = words.slice(1);
  for (let at = 0; at + words.length <= text.length; at += 1) {
    if (text[at]?.toLowerCase() !== words[0]?.toLowerCase() || !text.startsWith(rest, at + 1)) continue;
    if (!joinsWord(text[at - 1], words[0]) && !joinsWord(words.at(-1), text[at + words.length])) places.push(at);
  }
  return places;
}

function joinsWord(left: string | undefined, right: string | undefined): boolean {
  return /[\p{L}\p{N}_]/u.test(left ?? '') && /[\p{L}\p{N}_]/u.test(right ?? '');
}

function mask(kept: readonly string[], text: string): { masked: string } | Fault<KeptReason> {
  const places = placeKept(kept, text);
  return 'reason' in places ? places : { masked: maskAt(kept, places, text) };
}

/** The text with `KEPT` in place of the stretches that stand at these places. */
export function maskAt(kept: readonly string[], places: readonly number[], text: string): string {
  return replaceAt(kept, places, text, () => KEPT);
}

/** The text with something else in place of the stretches that stand at these places, told which it is and how it stands there. */
export function replaceAt(
  kept: readonly string[],
  places: readonly number[],
  text: string,
  replace: (at: number, standing: string) => string,
): string {
  let replaced = '';
  let from = 0;
  for (const [at, place] of places.entries()) {
    const end = place + (kept[at] as string).length;
    replaced += text.slice(from, place) + replace(at, text.slice(place, end));
    from = end;
  }
  return replaced + text.slice(from);
}

/** What a text says: its words in order, without the plain ones and without sentences that hold nothing else. */
function sayingOf(masked: string): string[] {
  return masked.split(/(?<=[.!?;:…])\s+|\n+|\s[–—-]\s/u).flatMap((sentence) => {
    const words = wordsOf(sentence);
    const said = withoutLight(words);
    return said.length > 0 && isAside(words, said) ? [] : said;
  });
}

/** Whether a sentence tells something about the person, and asks for nothing. */
function isAside(words: readonly string[], said: readonly string[]): boolean {
  const first = words.find((word) => !greetings.has(word));
  return asideSubjects.has(first ?? '') && !words.includes('you') && said.every((word) => asideWords.has(word));
}

function wordsOf(sentence: string): string[] {
  return sentence
    .replaceAll(KEPT, ` ${KEPT} `)
    .replace(/[’‘]/gu, "'")
    .toLowerCase()
    .split(/\s+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}\ue000]+|[^\p{L}\p{N}\ue000]+$/gu, ''))
    .filter((word) => word !== '');
}

const phrases = lightPhrases.map((phrase) => phrase.split(' ')).sort((left, right) => right.length - left.length);

function withoutLight(words: readonly string[]): string[] {
  const said: string[] = [];
  for (let at = 0; at < words.length; ) {
    const phrase = phrases.find((candidate) => candidate.every((word, place) => words[at + place] === word));
    const word = words[at] as string;
    if (phrase === undefined && !lightWords.has(word)) said.push(word);
    at += phrase?.length ?? 1;
  }
  return said;
}

function compare(own: readonly string[], said: readonly string[]): WordingFault | null {
  const place = said.findIndex((word, at) => word !== own[at]);
  if (place < 0) {
    const lacking = own.slice(said.length).find((word) => word !== KEPT);
    return said.length === own.length ? null : { reason: 'says_less', detail: `it lacks ${JSON.stringify(lacking ?? '')}` };
  }
  const word = said[place] as string;
  const lacking = own[place];
  if (lacking !== undefined && lacking !== KEPT && !said.includes(lacking))
    return { reason: 'says_less', detail: `it lacks ${JSON.stringify(lacking)}` };
  return { reason: 'says_more', detail: `${word === KEPT ? 'a word' : JSON.stringify(word)} is not in the request at this place` };
}
