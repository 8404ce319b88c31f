import type { Json } from '../../model/json.ts';
import type { Kind } from '../../model/primitive.ts';

/** The slot a value stands in. */
export interface Slot {
  kind: Kind;
  /** of the argument, as a JSON Pointer into the arguments */
  pointer: string;
}

/**
 * One way to get a single value wrong, told by the two values alone. Of all mistakes the first in order that recognises a change
 * names it, so that no change has two names.
 */
export interface Mistake {
  /** as its file's */
  name: string;
  /** what the mistake is, in one sentence */
  summary: string;
  /** its share within its family, relative to the others */
  weight: number;
  kinds: readonly Kind[];
  /** Whether taking `to` for `from` is this mistake. */
  is(from: Json, to: Json, slot: Slot): boolean;
  /** Values that a hand or a reader slips to, where no other is known; nearest first, none the same as `from`. */
  slips(from: Json, slot: Slot): readonly Json[];
}

/** For a mistake that only known values can make: nobody invents a file. */
export const noSlips = (): readonly Json[] => [];
