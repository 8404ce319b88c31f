import { beingWords, doneWords, negations, rootOf, tellingPhrases, tellingWords, weighingWords } from '../model/answer-words.ts';
import type { Json } from '../model/json.ts';
import type { Fault } from '../model/tries.ts';
import { findWhole, KEPT, type KeptReason, maskAt, placeKept, replaceAt } from '../phrasing/read-back.ts';
import { type OwnAnswer, textOf, valuesOf } from './own-answer.ts';

/** Why words do not tell what an own answer tells. */
export type TellingReason =
  | KeptReason
  | 'empty'
  | 'too_long'
  | 'odd_characters'
  /** not written as a sentence is */
  | 'ill_formed'
  /** a figure, a name or a word that neither the replies nor the conversation carry */
  | 'not_carried'
  /** one that a reply has, and that nobody asked for */
  | 'says_more'
  | 'says_less'
  | 'names_tool'
  /** says of one value what is true of another, or denies what is so */
  | 'turned_round'
  /** says what is told where something else came out */
  | 'another_outcome'
  | 'claims_action'
  | 'hides_failure';
type TellingFault = Fault<TellingReason>;

/** Stands for a value of one of the calls while a text is read. No text may have it. */
const GIVEN = '\ue001';
const MOST_ADDED = 200;
/** Longest own answer that is written anew: what is longer is read out, not told. */
const LONGEST = 800;
/** Longest value of a call that an answer may repeat. */
const LONGEST_GIVEN = 200;
const ODD = /[^\p{Script=Latin}\p{Nd} .,;:!?'"()’‘“”…–—$€£%&+/-]/u;

/** Whether an answer can be written anew at all: short words in one line, each value in them once outside the others. */
export function canWriteAnew(own: OwnAnswer): boolean {
  const text = textOf(own);
  if (text.length > LONGEST || text.includes('\n')) return false;
  const places = placeKept(valuesOf(own), text);
  return !('reason' in places) && maskAt(valuesOf(own), places, text) === maskOf(own);
}

/**
 * Whether a text tells what the own answer tells, and nothing else: every value of it once and in order; every other word one that our own
 * wordings, the request or the calls have, or one that states nothing. Null where it does.
 */
export function judgeTelling(own: OwnAnswer, text: string): TellingFault | null {
  if (text.trim() === '') return { reason: 'empty', detail: 'it says nothing' };
  const before = textOf(own);
  if (text.length > 2 * before.length + MOST_ADDED) return { reason: 'too_long', detail: 'it is far longer than needed' };
  const values = valuesOf(own);
  const places = placeKept(values, text);
  if ('reason' in places) return places;
  const masked = maskAt(values, places, text);
  const name = findName(own, masked);
  if (name !== undefined) return { reason: 'names_tool', detail: `${JSON.stringify(name)} is a name that only programs use` };
  const odd = [...masked.replaceAll(KEPT, '')].find((character) => ODD.test(character) && !before.includes(character));
  if (odd !== undefined) return { reason: 'odd_characters', detail: `it has ${JSON.stringify(odd)}` };
  if (isIllFormed(masked, maskOf(own)))
    return { reason: 'ill_formed', detail: 'it is not written as sentences are: see its begin, its end and its marks' };
  const [is, was] = [wordsOf(masked), wordsOf(maskOf(own))];
  return (
    judgeWords(own, maskGiven(own, masked)) ??
    judgeNegations(own, is, was) ??
    judgeLabels(values.length, is, was) ??
    judgeWhole(own, is, was)
  );
}

/** A word of a text: as it stands, in small letters, how many values stand before it, which clause and sentence it is in. */
interface Word {
  word: string;
  small: string;
  place: number;
  clause: number;
  sentence: number;
  isFirst: boolean;
}

function wordsOf(masked: string): Word[] {
  const words: Word[] = [];
  let place = 0;
  let clause = 0;
  for (const [sentence, text] of masked.split(/(?<=[.!?…]["”)]?)\s+/u).entries()) {
    let isFirst = true;
    for (const part of text.split(/(?<=[,;:])\s|\s[–—-]\s/u)) {
      clause += 1;
      for (const piece of part
        .replaceAll(KEPT, ` ${KEPT} `)
        .replaceAll(GIVEN, ` ${GIVEN} `)
        .split(/[\s/–—]+/u)) {
        const word = piece.replace(/[’‘]/gu, "'").replace(/^[^\p{L}\p{N}\ue000\ue001]+|[^\p{L}\p{N}\ue000\ue001]+$/gu, '');
        if (word === KEPT) place += 1;
        else if (word !== '' && word !== GIVEN) words.push({ word, small: word.toLowerCase(), place, clause, sentence, isFirst });
        if (word !== '') isFirst = false;
      }
    }
  }
  return words;
}

/** Whether every word may be said. */
function judgeWords(own: OwnAnswer, masked: string): TellingFault | null {
  const frames = own.wordings.flat().flatMap(wordsOf);
  const framed = new Set(frames.map(({ small }) => rootOf(small)));
  const elsewhere = new Set(own.otherwise.flatMap(wordsOf).map(({ small }) => rootOf(small)));
  const { forms, roots, verbs } = askedWords(own.request);
  const words = withoutPhrases(wordsOf(masked));
  const denied = new Set(words.filter(({ small }) => isNegation(small)).map(({ clause }) => clause));
  for (const { word, small, clause, isFirst } of words) {
    const root = rootOf(small);
    const said = JSON.stringify(word);
    if (framed.has(root) || isNegation(small)) continue;
    if (doneWords.has(small)) {
      if (own.hasChanged && (small === 'done' || verbs.has(root))) continue;
      if (!own.hasFailed && forms.has(small)) continue;
      return { reason: 'claims_action', detail: `${said}: no call did that` };
    }
    if (tellingWords.has(small)) continue;
    const isName = !isFirst && /^\p{Lu}/u.test(word);
    if (isName || weighingWords.has(small) || /\p{N}/u.test(small) || !roots.has(root)) return notCarried(own, word);
    if (elsewhere.has(root) && !denied.has(clause))
      return { reason: 'another_outcome', detail: `${said} is said where something else comes out` };
  }
  return null;
}

/** A word that only programs use, in a text whose values are masked. */
function findName({ names, wordings }: OwnAnswer, masked: string): string | undefined {
  const framed = new Set(
    wordings
      .flat()
      .flatMap(wordsOf)
      .map(({ word }) => word),
  );
  const isName = (word: string): boolean => /_|\p{Ll}\p{Lu}/u.test(word) || (names.includes(word) && /[\p{Lu}-]/u.test(word));
  return wordsOf(masked).find(({ word }) => isName(word) && !framed.has(word))?.word;
}

function notCarried({ calls }: OwnAnswer, word: string): TellingFault {
  const isReplied = calls.some(({ reply }) => findWhole(word.toLowerCase(), reply.toLowerCase()).length > 0);
  const said = JSON.stringify(word);
  return isReplied
    ? { reason: 'says_more', detail: `${said} is in a reply, and is not what was asked for` }
    : { reason: 'not_carried', detail: `${said} is neither in the replies nor in the draft or the request` };
}

/** The words of a request that an answer may repeat: none of a name, of a quotation, none that weighs or denies. */
function askedWords(request: string): Record<'forms' | 'roots' | 'verbs', Set<string>> {
  const words = wordsOf(request.replace(/"[^"]*"/gu, ' '));
  const plain = words.filter(
    ({ word, small }) => word === small && !/\p{N}/u.test(small) && !weighingWords.has(small) && !isNegation(small),
  );
  return {
    forms: new Set(plain.map(({ small }) => small)),
    roots: new Set(plain.map(({ small }) => rootOf(small))),
    // What a sentence begins with may be a name, and is a verb where it has the root of one.
    verbs: new Set([...plain, ...words.filter(({ isFirst }) => isFirst)].map(({ small }) => rootOf(small))),
  };
}

const phrases = tellingPhrases.map((phrase) => phrase.split(' ')).sort((left, right) => right.length - left.length);

function withoutPhrases(words: readonly Word[]): Word[] {
  const left: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const phrase = phrases.find((candidate) =>
      candidate.every((word, step) => words[at + step]?.small === word && words[at + step]?.place === words[at]?.place),
    );
    if (phrase === undefined) left.push(words[at] as Word);
    at += phrase?.length ?? 1;
  }
  return left;
}

function isNegation(small: string): boolean {
  return negations.has(small) || small.endsWith("n't");
}

/** Whether what is denied is what our own answer denies; of a failure, whether it is told at once. */
function judgeNegations(own: OwnAnswer, is: readonly Word[], was: readonly Word[]): TellingFault | null {
  const [said, meant] = [is, was].map((words) => words.filter(({ small }) => isNegation(small))) as [Word[], Word[]];
  if (own.hasFailed) {
    return said.some(({ sentence }) => sentence === 0) ? null : { reason: 'hides_failure', detail: 'it does not begin with what failed' };
  }
  const isSame = said.length > 0 === meant.length > 0 && said.length <= meant.length;
  const isThere = valuesOf(own).length < 2 || said.every(({ place }) => meant.some((other) => other.place === place));
  return isSame && isThere ? null : { reason: 'turned_round', detail: 'it denies something else than the draft does' };
}

/** Whether the words that tell what a value is stand by the same value as in our own answer. */
function judgeLabels(values: number, is: readonly Word[], was: readonly Word[]): TellingFault | null {
  if (values < 2) return null;
  const rooted = (words: readonly Word[]) => {
    const known = new Map<string, Word[]>();
    for (const word of words) {
      if (tellingWords.has(word.small) || isNegation(word.small)) continue;
      const root = rootOf(word.small);
      known.set(root, [...(known.get(root) ?? []), word]);
    }
    return new Map([...known].flatMap(([root, [word, ...more]]) => (word === undefined || more.length > 0 ? [] : [[root, word] as const])));
  };
  const [left, right] = [rooted(was), rooted(is)];
  const shared = [...left.keys()].filter((root) => right.has(root));
  const here = [...right.keys()].filter((root) => left.has(root));
  const strayed = shared.find(
    (root, at) => here[at] !== root || Math.abs((left.get(root) as Word).place - (right.get(root) as Word).place) > 1,
  );
  if (strayed === undefined) return null;
  return { reason: 'turned_round', detail: `${JSON.stringify(left.get(strayed)?.word)} stands by another value than in the draft` };
}

/** Whether it has every word of the matter that one of our own wordings has, and what weighs in this one. */
function judgeWhole({ wordings }: OwnAnswer, is: readonly Word[], was: readonly Word[]): TellingFault | null {
  const said = new Set(is.map(({ small }) => rootOf(small)));
  const unweighed = was.find(({ small }) => weighingWords.has(small) && !said.has(rootOf(small)));
  if (unweighed !== undefined) return { reason: 'says_less', detail: `it lacks ${JSON.stringify(unweighed.word)}` };
  const isSaid = (words: readonly Word[], as: ReadonlySet<string>): boolean => words.some(({ small }) => as.has(small));
  if (isSaid(was, doneWords) && !isSaid(is, doneWords) && !isSaid(is, beingWords))
    return { reason: 'says_less', detail: 'it does not say that it is done' };
  for (const frames of wordings) {
    const lacking = frames.map((frame) =>
      wordsOf(frame).find(
        ({ small }) => !tellingWords.has(small) && !doneWords.has(small) && !isNegation(small) && !said.has(rootOf(small)),
      ),
    );
    const [word] = lacking;
    if (word !== undefined && !lacking.includes(undefined)) return { reason: 'says_less', detail: `it lacks ${JSON.stringify(word.word)}` };
  }
  return null;
}

/** Whether a masked text is no sentences: a word twice in a row, a mark out of its place, no capital or no full stop. */
function isIllFormed(masked: string, own: string): boolean {
  const twice = /(?<![\p{L}'])(\p{L}+) \1(?![\p{L}'])/iu;
  const marks = /\s[,.;:!?](?:\s|$)|[,;:]\s*[,.;:!?]/u;
  const ended = (text: string): boolean => /[.!?…]["”)]?$/u.test(text) || text.endsWith(KEPT);
  return (
    (twice.test(masked) && !twice.test(own)) ||
    (marks.test(masked) && !marks.test(own)) ||
    (ended(own) && !ended(masked)) ||
    (/^\p{Ll}/u.test(masked) && !/^\p{Ll}/u.test(own))
  );
}

function maskOf({ parts }: OwnAnswer): string {
  return parts.map(({ text, isValue }) => (isValue ? KEPT : text)).join('');
}

/** Values of the calls that an answer repeats. */
function maskGiven({ calls }: OwnAnswer, masked: string): string {
  const given = calls
    .flatMap((call) => textsOf(call.arguments))
    .filter((text) => /\p{L}/u.test(text) && text.length > 1 && text.length <= LONGEST_GIVEN);
  let left = masked;
  for (const text of given.sort((one, other) => other.length - one.length)) {
    for (const at of findWhole(text, left).toReversed()) {
      if (left.startsWith(text, at)) left = `${left.slice(0, at)}${GIVEN}${left.slice(at + text.length)}`;
    }
  }
  return left;
}

/** The texts among the values of a call. */
export function textsOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** The text with its values in place of others, as they stand; null where words around them would not fit them. */
export function swapValues(text: string, values: readonly string[], others: readonly string[]): string | null {
  const places = placeKept(values, text);
  if ('reason' in places || values.length !== others.length) return null;
  const isUnfit = (value: string, at: number): boolean => {
    const [place, other] = [places[at] as number, others[at] as string];
    return value !== other && (!text.startsWith(value, place) || !fitsIn(text.slice(0, place), value, other));
  };
  if (values.some(isUnfit)) return null;
  const swapped = replaceAt(values, places, text, (at, standing) => (values[at] === others[at] ? standing : (others[at] as string)));
  return 'reason' in placeKept(others, swapped) ? null : swapped;
}

/** Whether the words that one value stands in fit another one: one thing or several, a vowel, a full stop. */
function fitsIn(before: string, value: string, other: string): boolean {
  const both = (says: (text: string) => boolean): boolean => says(value) === says(other);
  const isOne = (text: string): boolean => /^(?:1|one)$/iu.test(text);
  const isArticled = /\ban? ["“(]?$/iu.test(before);
  return (
    both(isOne) &&
    both((text) => / and /u.test(text)) &&
    both((text) => /[.!?]$/u.test(text)) &&
    (!isArticled || both((text) => /^[aeiou8]/iu.test(text)))
  );
}
