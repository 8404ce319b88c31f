import type { Json } from '../model/json.ts';
import type { Family } from '../model/pair.ts';
import type { Kind } from '../model/primitive.ts';
import { nameMistake } from '../operators/values/index.ts';
import { inSomeOrder } from '../random/quick.ts';
import type { Stream } from '../random/stream.ts';
import { isClearlyOther, isUnheard, mayBeSameQuantity } from './acceptable.ts';
import { nearMoments } from './alternatives/moment.ts';
import { isPlausible, nearNumbers } from './alternatives/number.ts';
import { isSafeText, numbersWithin, placesLike, thingsLike, valuesOfName, valuesOfPlace } from './alternatives/text.ts';
import { findSaying } from './find/find.ts';
import type { GivenDecision, GivenSlot, Saying } from './given.ts';
import { choicesOf, isFreeText, isQuoted, kindOf } from './kinds.ts';
import { readClock, readDays } from './moment.ts';
import type { ValuePool } from './pool.ts';
import type { SaidTexts } from './said-text.ts';
import { Talk } from './talk.ts';
import { traitsOf } from './traits.ts';
import { rangeAround, Wording } from './wording.ts';

/** A change to a decision's call that contradicts what the conversation states. */
export interface Proposal {
  family: Family;
  operator: string;
  op: 'replace' | 'remove';
  /** what it changes: a place of the arguments, or which tool is called */
  within: 'arguments' | 'tool';
  /** into the arguments; empty for all of them, and for the tool */
  pointer: string;
  from: Json;
  to: Json;
  stated: { slot: GivenSlot; saying: Saying };
  /** it makes no new value: where the tool is called several times in the turn, another call may be just that */
  isCoarse?: true;
}

/** A value of the call whose statement was found. */
export class StatedSlot {
  readonly slot: GivenSlot;
  readonly saying: Saying;
  readonly #talk: Talk;
  #wording: Wording | undefined;

  constructor(slot: GivenSlot, saying: Saying, talk: Talk) {
    this.slot = slot;
    this.saying = saying;
    this.#talk = talk;
  }

  /** How the words around its statement bind it. */
  get wording(): Wording {
    this.#wording ??= new Wording(this.#talk.said(this.saying.message).text, this.saying);
    return this.#wording;
  }
}

/** What is looked at to change one call. */
export interface Scene {
  decision: GivenDecision;
  talk: Talk;
  slots: readonly GivenSlot[];
  stated: readonly StatedSlot[];
}

export function sceneOf(decision: GivenDecision, slots: readonly GivenSlot[], texts: SaidTexts): Scene {
  const talk = new Talk(decision.prompt, texts);
  const stated = slots.flatMap((slot) => {
    const saying = findSaying(slot, slots, talk);
    return saying === null ? [] : [new StatedSlot(slot, saying, talk)];
  });
  return { decision, talk, slots, stated };
}

/** Changes of one stated value to another of its kind, the likeliest first. Each is refused by `isWrong` unless it is surely wrong. */
export function* otherValues(scene: Scene, stated: StatedSlot, pool: ValuePool, stream: Stream): Generator<Proposal> {
  const { slot, wording } = stated;
  // Near "about twenty" anything may do.
  if (wording.open || wording.loose) return;
  let kind: Kind | undefined;
  for (const to of alternativesTo(scene, stated, pool, stream)) {
    if (slot.list.includes(to)) continue;
    kind ??= kindOf(slot);
    const mistake = nameMistake(slot.value, to, { kind, pointer: slot.pointer });
    yield {
      family: 'wrong_value',
      operator: mistake?.name ?? 'sibling-value',
      op: 'replace',
      within: 'arguments',
      pointer: slot.pointer,
      from: slot.value,
      to,
      stated,
    };
  }
}

// Stands by itself: the engine keeps a record of each generator function that is made anew, and with it all that the function can see.
function* alternativesTo(
  { talk, decision }: Scene,
  { slot, saying, wording }: StatedSlot,
  pool: ValuePool,
  stream: Stream,
): Generator<Json> {
  const { value } = slot;
  if (typeof value === 'boolean') yield !value;
  else if (choicesOf(slot) !== null) yield* otherChoices(slot, talk, stream);
  else if (typeof value === 'number') {
    for (const to of inSomeOrder(nearNumbers(value, Number.isInteger(value), wording, rangeAround(saying, talk)), stream)) {
      if (isPlausible(slot, value, to) && !isQuantitySaid(value, to, talk)) yield to;
    }
  } else if (typeof value === 'string') {
    if (readDays(value).length > 0 || readClock(value) !== null) {
      yield* inSomeOrder(nearMoments(slot, saying, talk, wording), stream);
      return;
    }
    if (saying.whole) yield* numbersWithin(slot, saying, talk);
    const own = traitsOf(value);
    if (own.isGeneric) return;
    const tool = decision.tool.offered.function.name;
    if (isFreeText(slot) && !isQuoted(saying, talk)) return;
    if (saying.whole) for (const to of valuesOfPlace(slot, tool, pool, stream)) if (isSafeText(own, traitsOf(to), talk)) yield to;
    for (const to of thingsLike(slot, talk, stream)) if (isClearlyOther(own, traitsOf(to), talk)) yield to;
    for (const to of placesLike(slot, stream)) if (isSafeText(own, traitsOf(to), talk)) yield to;
    if (saying.whole) for (const to of valuesOfName(slot, tool, pool, stream)) if (isSafeText(own, traitsOf(to), talk)) yield to;
  }
}

/** Whether another number may be the quantity meant, or one that somebody speaks of. */
function isQuantitySaid(own: number, to: number, talk: Talk): boolean {
  if (mayBeSameQuantity(own, to)) return true;
  return talk.people().some(({ numbers }) => numbers.some(({ value }) => value === to || mayBeSameQuantity(value, to)));
}

function* otherChoices(slot: GivenSlot, talk: Talk, stream: Stream): Generator<string> {
  const own = traitsOf(slot.value as string);
  if (own.isGeneric) return;
  for (const member of inSomeOrder(choicesOf(slot) ?? [], stream)) {
    const other = traitsOf(member);
    if (member === own.text || other.isGeneric || member === '') continue;
    if (isClearlyOther(own, other, talk) && isUnheard(other, talk)) yield member;
  }
}
