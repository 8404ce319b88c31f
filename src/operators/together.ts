import { canonicalJson } from '../model/canonical.ts';
import type { Json } from '../model/json.ts';
import { segmentsOf } from '../model/pointer.ts';

/** A change of one argument: `to` is missing where it is left out. */
interface ArgumentChange {
  pointer: string;
  from: Json;
  to?: Json;
}

/** Names of arguments that say what another one is counted in: an hour earlier in the next zone is the same moment. */
const MEASURES = /unit|currency|zone|scale|system|measure|period|format/iu;

/**
 * Whether two changes, each wrong alone, are wrong together as well: they are of two arguments that do not lie in each other, do not trade
 * values, which may come to the same, and neither is of what the other is measured in.
 */
export function areWrongTogether(one: ArgumentChange, other: ArgumentChange): boolean {
  return areApart(one.pointer, other.pointer) && !tradeValues(one, other) && !isMeasure(one) && !isMeasure(other);
}

function areApart(one: string, other: string): boolean {
  return one !== '' && other !== '' && !`${one}/`.startsWith(`${other}/`) && !`${other}/`.startsWith(`${one}/`);
}

function tradeValues(one: ArgumentChange, other: ArgumentChange): boolean {
  const spell = (values: (Json | undefined)[]) => values.map((value) => canonicalJson(value ?? null)).sort();
  return spell([one.to, other.to]).join('\n') === spell([one.from, other.from]).join('\n');
}

function isMeasure({ pointer }: ArgumentChange): boolean {
  return MEASURES.test(segmentsOf(pointer).findLast((segment) => !/^\d+$/u.test(segment)) ?? '');
}
