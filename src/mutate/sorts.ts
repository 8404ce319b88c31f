import type { GivenSlot } from './given.ts';
import { thingsNamed } from './vocabulary/vocabulary.ts';

/** What parameters take, by words of their names. */
const NAMED: Readonly<Record<string, RegExp>> = {
  place:
    /\b(?:location|city|cities|place|destination|origin|town|departure|arrival|from|to|where|locations|loc|address|area|region|start|end)\b/u,
  person:
    /\b(?:author|artist|player|person|contact|recipient|sender|receiver|patient|student|guest|host|employee|candidate|director|directed|actor|starring|cast|lawyer|customer|user|username|plaintiff|defendant|owner|composer|singer|teacher|stylist)\b/u,
  firm: /\b(?:company|firm|brand|business|vendor|employer|manufacturer)\b/u,
  moment: /\b(?:date|day|month|year|time|weekday|season)\b/u,
  food: /\b(?:cuisine|food|dish|meal|diet|dietary|ingredients?|recipe)\b/u,
  game: /\b(?:games?)\b/u,
  platform: /\b(?:platform|console|device|os)\b/u,
  language: /\b(?:languages?|lang)\b/u,
};

/** Whether a parameter's name says that it takes places. */
export function isNamedForPlaces({ words }: GivenSlot): boolean {
  return NAMED.place?.test(words.join(' ')) === true;
}

/** Whether what is said for one parameter could be taken for another's, as far as their names and the things that the texts name tell. */
export function areOfOneSort(one: GivenSlot, other: GivenSlot): boolean {
  const [ours, theirs] = [sortsOf(one), sortsOf(other)];
  return (ours.size === 0 && theirs.size === 0) || [...ours].some((sort) => theirs.has(sort));
}

function sortsOf({ words: own, value }: GivenSlot): Set<string> {
  const words = own.join(' ');
  const sorts = new Set(Object.keys(NAMED).filter((sort) => NAMED[sort]?.test(words)));
  // What the parameter is for outweighs what else the text could name.
  if (sorts.size > 0) return sorts;
  for (const { thing } of thingsNamed(String(value))) sorts.add(PLACE_KINDS.has(thing.kind) ? 'place' : thing.kind);
  return sorts;
}

const PLACE_KINDS = new Set(['country', 'us-state', 'continent', 'us-city', 'world-city']);

/** Whether two texts begin their words alike: names do so with capitals, other words do not. What programs call something may begin as it likes. */
export function beginAlike(one: string, other: string): boolean {
  const [ours, theirs] = [capitalsOf(one), capitalsOf(other)];
  return ours === theirs || ours === '' || theirs === '';
}

function capitalsOf(text: string): string {
  if (/^[A-Za-z.]+(?:[a-z][A-Z]|_)[A-Za-z_.]*$/u.test(text)) return '';
  const words = text.match(/\p{L}[\p{L}'’.]*/gu) ?? [];
  return [...new Set(words.map((word) => (word.charAt(0) === word.charAt(0).toLowerCase() ? 'x' : 'X')))].sort().join('');
}
