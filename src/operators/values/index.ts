import type { Json } from '../../model/json.ts';
import type { Kind } from '../../model/primitive.ts';
import { addedElement } from './added-element.ts';
import { droppedElement } from './dropped-element.ts';
import { flippedFlag } from './flipped-flag.ts';
import { flippedOrder } from './flipped-order.ts';
import { flippedSign } from './flipped-sign.ts';
import { inclusiveBound } from './inclusive-bound.ts';
import type { Mistake, Slot } from './mistake.ts';
import { nearDay } from './near-day.ts';
import { nearNumber } from './near-number.ts';
import { resizedRange } from './resized-range.ts';
import { respecifiedText } from './respecified-text.ts';
import { scaleSlip } from './scale-slip.ts';
import { shiftedRange } from './shifted-range.ts';
import { siblingEntity } from './sibling-entity.ts';
import { siblingEnum } from './sibling-enum.ts';
import { siblingValue } from './sibling-value.ts';
import { swappedDayMonth } from './swapped-day-month.ts';
import { wrongEdition } from './wrong-edition.ts';
import { wrongMonth } from './wrong-month.ts';
import { wrongScope } from './wrong-scope.ts';
import { wrongTime } from './wrong-time.ts';
import { wrongYear } from './wrong-year.ts';
import { wrongZone } from './wrong-zone.ts';

/** Every mistake with a single value, the most telling first: the first that recognises a change names it. A new one is one file and one line here. */
export const mistakes: readonly Mistake[] = [
  flippedFlag,
  flippedOrder,
  wrongZone,
  swappedDayMonth,
  wrongYear,
  inclusiveBound,
  wrongMonth,
  nearDay,
  wrongTime,
  flippedSign,
  scaleSlip,
  nearNumber,
  shiftedRange,
  resizedRange,
  droppedElement,
  addedElement,
  wrongScope,
  wrongEdition,
  respecifiedText,
  siblingEntity,
  siblingEnum,
  siblingValue,
];

/** The mistake of taking one value for another in this slot; null where it is none that has a name. */
export function nameMistake(from: Json, to: Json, slot: Slot): Mistake | null {
  let ofKind = byKind.get(slot.kind);
  if (ofKind === undefined) {
    ofKind = mistakes.filter(({ kinds }) => kinds.includes(slot.kind));
    byKind.set(slot.kind, ofKind);
  }
  return ofKind.find((mistake) => mistake.is(from, to, slot)) ?? null;
}

const byKind = new Map<Kind, readonly Mistake[]>();
