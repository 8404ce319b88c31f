import type { GivenSlot, Saying } from '../given.ts';
import type { Talk } from '../talk.ts';
import { findNumber } from './find-number.ts';
import { findFlag } from './flag.ts';
import { findMoment } from './moment.ts';
import { findText } from './text.ts';

/**
 * Where the conversation states a value: in the latest user message that does, else in the latest reply of a tool. Null where it does not, or not
 * clearly: such a value may be the assistant's own.
 */
export function findSaying(slot: GivenSlot, slots: readonly GivenSlot[], talk: Talk): Saying | null {
  const { value } = slot;
  if (typeof value === 'boolean') return findFlag(slot, talk);
  if (typeof value === 'number') return findNumber(slot, slots, talk);
  if (typeof value !== 'string' || value.trim() === '') return null;
  return findText(slot, talk) ?? findMoment(slot, talk);
}
