import { remembered } from './remembered.ts';
import type { Talk } from './talk.ts';
import { otherKeys, thingsNamed } from './vocabulary/vocabulary.ts';
import { contentStems, fold, keyOf, wordsOf } from './words.ts';

/**
 * Ratios between two ways to say one quantity: percent and parts, slipped zeros, minutes, hours, days, weeks, months, years, bytes, lengths, weights,
 * volumes, speeds. One number in another's place is never taken when they stand in one of these.
 */
const RATIOS = [
  ...[1, 2, 3, 4, 5, 6, 9, 12].map((power) => 10 ** power),
  60,
  3600,
  86_400,
  1440,
  24,
  7,
  168,
  12,
  365,
  366,
  365.25,
  52,
  30,
  4,
  1024,
  1024 ** 2,
  1024 ** 3,
  3.6,
  0.3048,
  1.609344,
  1.60934,
  1.6,
  2.54,
  2.20462,
  2.2,
  0.453592,
  28.3495,
  3.78541,
  4.184,
  0.0254,
  1.8,
  0.9144,
  2,
  180 / Math.PI,
  Math.PI,
]
  .map((ratio) => Math.max(ratio, 1 / ratio))
  .sort((a, b) => a - b);

const SLACK = 0.004;

/** Whether two numbers may be one quantity. */
export function mayBeSameQuantity(one: number, other: number): boolean {
  if (one === other) return true;
  if (one === 0 || other === 0 || one < 0 !== other < 0) return false;
  const ratio = Math.abs(one) > Math.abs(other) ? one / other : other / one;
  if (ratio < 1 + SLACK) return !(Number.isInteger(one) && Number.isInteger(other));
  for (const known of RATIOS) {
    if (ratio < known * (1 - SLACK)) return false;
    if (ratio <= known * (1 + SLACK)) return true;
  }
  return false;
}

/** Letter pairs that two spellings of one name share at least, of all they have. */
const ALIKE = 0.6;

const letterPairs = remembered((text): readonly string[] => {
  const letters = text.replace(/[^\p{L}]/gu, '');
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2));
});

/** "mc donalds" and "mcdonald's". */
function isSpelledAlike(one: string, other: string): boolean {
  const [ours, theirs] = [letterPairs(one), letterPairs(other)];
  if (ours.length < 3 || theirs.length < 3 || 2 * Math.min(ours.length, theirs.length) < ALIKE * (ours.length + theirs.length))
    return false;
  const left = [...theirs];
  let shared = 0;
  for (const pair of ours) {
    const place = left.indexOf(pair);
    if (place < 0) continue;
    shared++;
    left.splice(place, 1);
  }
  return (2 * shared) / (ours.length + theirs.length) >= ALIKE;
}

/** Words of names that many different things share. */
const SHARED = new Set(
  'san los las new north south east west saint st fort port santa el la le de del von van the of and street avenue road university college park national museum city state county island river lake mount airport international center centre station hotel restaurant club team company inc corp ltd group university institute com org net www http https example district province'.split(
    ' ',
  ),
);

/**
 * Whether a text surely names something else than another one, and nothing that the conversation speaks of. Told apart by words alone, so it says no
 * wherever two wordings could mean one thing: shared words, initials, short forms, other names, names that are spelled much alike. Without a
 * conversation only the two are looked at.
 */
export function isClearlyOther(from: string, to: string, talk: Talk | null): boolean {
  const [ours, theirs] = [keyOf(from), keyOf(to)];
  if (ours === theirs || theirs === '') return false;
  if (ours.includes(theirs) || theirs.includes(ours)) return false;
  const stems = stemsOfName(from);
  if (tellingStems(to).some((stem) => stems.some((own) => own === stem || isBegun(own, stem)))) return false;
  if (isSpelledAlike(ours, theirs)) return false;
  if (isShortFor(ours, theirs) || isShortFor(theirs, ours)) return false;
  if (ours.split(' ')[0] === theirs.split(' ')[0]) return false;
  const names = otherKeys(to);
  if (names.includes(ours) || otherKeys(from).includes(theirs)) return false;
  if (sharesPart(from, to)) return false;
  if (talk === null) return true;
  // Something that the conversation speaks of may be another answer to it.
  if (talk.says(theirs.split(' '))) return false;
  if (names.some((name) => name.length > 2 && talk.says(name.split(' ')))) return false;
  return true;
}

/** The stems of a name, the words of one such as `myButton` apart. */
const stemsOfName = remembered((text) => contentStems(text.replace(/([a-z])([A-Z])/gu, '$1 $2')));
/** Those that not many different things share. */
const tellingStems = remembered((text) => stemsOfName(text).filter((stem) => !SHARED.has(stem)));

/** Whether no word of a text that says anything is one of the conversation's. */
export function isUnheard(to: string, talk: Talk): boolean {
  return contentStems(to).every((stem) => SHARED.has(stem) || stem.length < 3 || !talk.saysStem(stem));
}

/** Names of each other's parts: an alias of a word in it. */
function sharesPart(from: string, to: string): boolean {
  const theirs = partsOf(to);
  return partsOf(from).some((word) => otherKeys(word).some((other) => theirs.includes(other)));
}

const partsOf = remembered((text) => wordsOf(text).filter((word) => word.length > 2 && !SHARED.has(word)));

/** "sci" for "science", "calif" for "california". */
function isBegun(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 3 && long.startsWith(short);
}

/** Whether a text is the initials of another, or its letters in order, as abbreviations are. */
function isShortFor(short: string, long: string): boolean {
  const letters = short.replaceAll(' ', '');
  if (letters.length < 2 || letters.length > 6 || letters.length >= long.length) return false;
  const words = long.split(' ');
  if (words.length > 1 && words.map((word) => word.charAt(0)).join('') === letters) return true;
  if (short.includes(' ') || letters.length > 4 || letters.charAt(0) !== long.charAt(0)) return false;
  let at = 0;
  for (const letter of long) if (letter === letters.charAt(at)) at++;
  return at === letters.length;
}

/** Kinds of places: one may lie in another of another kind. */
const PLACES = new Set(['country', 'us-state', 'continent', 'us-city', 'world-city']);

const placeKinds = remembered(
  (text): ReadonlySet<string> =>
    new Set(
      thingsNamed(text)
        .map(({ thing }) => thing.kind)
        .filter((kind) => PLACES.has(kind)),
    ),
);

/** Whether one text names a place and another one of another sort, which may lie in it or around it. `written`: both stood before a comma and what they lie in. */
export function mayLieIn(from: string, to: string, written: boolean): boolean {
  const [ours, theirs] = [placeKinds(from), placeKinds(to)];
  if (ours.size === 0 && theirs.size === 0) return false;
  // In "city, state" both are cities.
  const isCity = (kinds: ReadonlySet<string>) => [...kinds].every((kind) => kind.endsWith('-city'));
  if (written && isCity(ours) && isCity(theirs)) return false;
  return ![...ours].some((kind) => theirs.has(kind) || (kind.endsWith('-city') && [...theirs].some((other) => other.endsWith('-city'))));
}

/** Members of a choice that stand for any other, or for none. */
const GENERIC = new Set(
  'all any both either other others none no null auto automatic default unknown dontcare mixed general misc unspecified everything anything na unit units normal standard regular'.split(
    ' ',
  ),
);

export const isGeneric = remembered((text) =>
  fold(text)
    .split(/[^a-z0-9]+/u)
    .some((word) => GENERIC.has(word)),
);
