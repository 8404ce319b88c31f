import type { Talk } from './talk.ts';
import type { Traits } from './traits.ts';

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

/** "mc donalds" and "mcdonald's". */
function isSpelledAlike({ letterPairs: ours }: Traits, { letterPairs: theirs }: Traits): boolean {
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

/**
 * Whether a text surely names something else than another one, and nothing that the conversation speaks of. Told apart by words alone, so it says no
 * wherever two wordings could mean one thing: shared words, initials, short forms, other names, names that are spelled much alike. Without a
 * conversation only the two are looked at.
 */
export function isClearlyOther(from: Traits, to: Traits, talk: Talk | null): boolean {
  const { key: ours } = from;
  const { key: theirs } = to;
  if (ours === theirs || theirs === '') return false;
  if (ours.includes(theirs) || theirs.includes(ours)) return false;
  if (from.words[0] === to.words[0]) return false;
  if (to.tellingStems.some((stem) => from.stems.some((own) => own === stem || isBegun(own, stem)))) return false;
  if (isSpelledAlike(from, to)) return false;
  if (isShortFor(ours, theirs) || isShortFor(theirs, ours)) return false;
  if (to.otherKeys.includes(ours) || from.otherKeys.includes(theirs)) return false;
  // Names of each other's parts: an alias of a word in it.
  if (from.otherParts.some((other) => to.parts.includes(other))) return false;
  if (talk === null) return true;
  // Something that the conversation speaks of may be another answer to it.
  if (talk.says(to.words)) return false;
  return !to.otherKeys.some((name) => name.length > 2 && talk.says(name.split(' ')));
}

/** Whether no word of a text that says anything is one of the conversation's. */
export function isUnheard(to: Traits, talk: Talk): boolean {
  return !to.unsharedStems.some((stem) => talk.saysStem(stem));
}

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

/** Whether one text names a place and another one of another sort, which may lie in it or around it. `written`: both stood before a comma and what they lie in. */
export function mayLieIn({ placeKinds: ours }: Traits, { placeKinds: theirs }: Traits, written: boolean): boolean {
  if (ours.size === 0 && theirs.size === 0) return false;
  // In "city, state" both are cities.
  const isCity = (kinds: ReadonlySet<string>) => [...kinds].every((kind) => kind.endsWith('-city'));
  if (written && isCity(ours) && isCity(theirs)) return false;
  return ![...ours].some((kind) => theirs.has(kind) || (kind.endsWith('-city') && [...theirs].some((other) => other.endsWith('-city'))));
}
