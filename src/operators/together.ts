import { canonicalJson } from '../model/canonical.ts';
import type { Json } from '../model/json.ts';
import { segmentsOf } from '../model/pointer.ts';

/** A change of one argument. */
interface ArgumentChange {
  op: 'replace' | 'remove';
  pointer: string;
  from: Json;
  to?: Json;
}

/** Names of arguments that say what another one is counted in, and what they say: an hour earlier in the next zone is the same moment. */
const MEASURES = /unit|currency|zone|scale|system|measure|period|format/iu;
const UNITS =
  /^(?:[mck]?m|in|inch(?:es)?|ft|feet|yards?|miles?|k?g|lbs?|oz|m?l|lit(?:re|er)s?|celsius|fahrenheit|kelvin|seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|am|pm|pt|px)$/iu;

/**
 * Whether two changes, each wrong alone, are wrong together as well, and no plain failure: they are of two arguments that do not lie in each
 * other, do not trade values, which may come to the same, neither is of what the other is measured in, and not both are left out.
 */
export function areWrongTogether(one: ArgumentChange, other: ArgumentChange): boolean {
  if (one.op === 'remove' && other.op === 'remove') return false;
  return areApart(one.pointer, other.pointer) && !tradeValues(one, other) && !isMeasure(one) && !isMeasure(other);
}

function areApart(one: string, other: string): boolean {
  return one !== '' && other !== '' && !`${one}/`.startsWith(`${other}/`) && !`${other}/`.startsWith(`${one}/`);
}

function tradeValues(one: ArgumentChange, other: ArgumentChange): boolean {
  const spell = (values: (Json | undefined)[]) => values.map((value) => canonicalJson(value ?? null)).sort();
  return spell([one.to, other.to]).join('\n') === spell([one.from, other.from]).join('\n');
}

function isMeasure({ pointer, from }: ArgumentChange): boolean {
  if (typeof from === 'string' && UNITS.test(from)) return true;
  return MEASURES.test(segmentsOf(pointer).findLast((segment) => !/^\d+$/u.test(segment)) ?? '');
}
