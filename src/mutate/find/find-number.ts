import type { GivenSlot, Saying } from '../given.ts';
import type { SaidText } from '../said-text.ts';
import type { Talk } from '../talk.ts';
import { isContent, nameWords, stemOf, wordsOf } from '../words.ts';
import { isDefault } from './defaults.ts';
import { type NumberSaid, wordAfter } from './number.ts';

/** Up to here a number says little by itself: any text is full of them. */
const SMALL = 12;
/** Words that say of what a number before them is. */
const UNITS = /^(?:hours?|hrs?|minutes?|mins?|seconds?|days?|weeks?|months?|years?|am|pm|stars?|percent)$/u;
/** Words to each side of a number that may say what it is. */
const NEAR = 6;

export function findNumber(slot: GivenSlot, slots: readonly GivenSlot[], talk: Talk): Saying | null {
  const value = slot.value as number;
  const same = slots.filter((other) => other.value === value).length;
  for (const message of talk.stating) {
    const said = talk.said(message);
    const spots = said.numbers.filter((spot) => states(spot, value) && !isInDay(spot, said));
    if (spots.length === 0) continue;
    const ranked = spots.map((spot) => ({ spot, ties: countTies(spot, slot, said) })).sort((a, b) => b.ties - a.ties);
    const best = ranked[0] as (typeof ranked)[number];
    const isTelling = Math.abs(value) > SMALL || !Number.isInteger(value) || slot.list.length > 1;
    const isId = /(?:^|_)ids?$/iu.test(slot.name.replace(/([a-z])([A-Z])/gu, '$1_$2'));
    // "3 hours" says three of something else.
    const isOfOther = UNITS.test(wordAfter(said.text, best.spot.end)) || isId;
    const isOwn = spots.length >= same && slot.required && !isDefault(slot) && !isOfOther;
    if (best.ties > 0 || (isTelling && !(isDefault(slot) && !slot.required)) || isOwn) {
      return { message, start: best.spot.start, end: best.spot.end, whole: true };
    }
  }
  return null;
}

/** Whether these words can mean this number: also 0.05 where 5 % is said. */
export function states(spot: NumberSaid, value: number): boolean {
  return spot.value === value || (spot.percent && Math.abs(spot.value / 100 - value) < 1e-12);
}

/** The 4 of 4 March is no number of its own. */
function isInDay(spot: NumberSaid, said: SaidText): boolean {
  return String(spot.value).length < 4 && said.days.some(({ start, end }) => start <= spot.start && spot.end <= end);
}

/** How many words near a number speak of the parameter. */
function countTies(spot: NumberSaid, slot: GivenSlot, said: SaidText): number {
  const names = tellingStems(slot);
  return said.wordsBeside(spot, NEAR).filter((word) => isContent(word) && names.has(stemOf(word))).length;
}

const known = new WeakMap<object, ReadonlySet<string>>();

/** The stems of the words that say what a parameter is. */
function tellingStems({ path, schema, description }: GivenSlot): ReadonlySet<string> {
  let stems = known.get(schema);
  if (stems === undefined) {
    stems = new Set([...path.flatMap(nameWords), ...wordsOf(description)].filter(isContent).map(stemOf));
    known.set(schema, stems);
  }
  return stems;
}
