import type { GivenSlot, Saying } from '../given.ts';
import type { SaidText } from '../said-text.ts';
import type { Talk } from '../talk.ts';
import { isContent, stemOf } from '../words.ts';

/** Words of names that say only that there is a choice. */
const EMPTY = new Set(
  'is has have include included including show use used enable enabled allow allowed return get set flag with should want need require required only option add make do'.split(
    ' ',
  ),
);
const NEGATIONS = new Set(
  'no not without dont don never neither nor except excluding exclude skip avoid disable omit un non isn doesn won shouldn'.split(' '),
);
/** Words that deny by how they begin. */
const DENYING = /^(?:un|in|im|dis|non)/iu;
/** Words that a name's words may be apart in one clause. */
const SPREAD = 4;

/** Where a choice is stated: all telling words of its name close together in the latest request, said or denied as the value has it. */
export function findFlag(slot: GivenSlot, talk: Talk): Saying | null {
  if (talk.request < 0) return null;
  const words = slot.words.filter((word) => isContent(word) && !EMPTY.has(word));
  const denied = slot.words.some((word) => NEGATIONS.has(word));
  if (words.length === 0 || words.join('').length < 5 || denied) return null;
  const said = talk.said(talk.request);
  const spots = findTogether(said, words.map(stemOf));
  const first = spots[0];
  if (first === undefined || DENYING.test(said.text.slice(first.start, first.end))) return null;
  // Said once this way and once that way: nobody knows.
  const polarities = new Set(spots.map((spot) => isDenied(said, spot.from)));
  if (polarities.size > 1 || polarities.has(slot.value as boolean)) return null;
  return { message: talk.request, start: first.start, end: first.end, whole: true };
}

function findTogether(said: SaidText, stems: readonly string[]): { from: number; start: number; end: number }[] {
  const [head, ...rest] = stems as [string, ...string[]];
  return said.placesOfStem(head).flatMap((place) => {
    const places = [place, ...rest.map((stem) => said.placesOfStem(stem).find((other) => Math.abs(other - place) <= SPREAD) ?? -1)];
    if (places.includes(-1)) return [];
    const [low, high] = [Math.min(...places), Math.max(...places)];
    const [from, to] = [said.tokens[low], said.tokens[high]];
    if (from === undefined || to === undefined || /[.!?;]/u.test(said.text.slice(from.start, to.end))) return [];
    return [{ from: low, start: from.start, end: to.end }];
  });
}

function isDenied(said: SaidText, place: number): boolean {
  const start = (said.tokens[place]?.start ?? 0) as number;
  const clause = Math.max(...['.', '!', '?', ';', ','].map((mark) => said.text.lastIndexOf(mark, start - 1)));
  return said.tokens.slice(Math.max(0, place - 6), place).some((token) => token.start > clause && NEGATIONS.has(token.folded));
}
