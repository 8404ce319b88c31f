import { canonicalJson } from '../model/canonical.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { pointerOf } from '../model/pointer.ts';
import { isObject } from './actions.ts';

/** One place where the arguments of two calls differ. */
export interface Difference {
  what: 'changed' | 'missing' | 'added';
  segments: readonly (string | number)[];
  pointer: string;
  /** undefined where it was added */
  from: Json | undefined;
  /** undefined where it is missing */
  to: Json | undefined;
}

/** Where the arguments differ: at single values, and at lists as a whole where their lengths do, or more than one member. */
export function differencesOf(expected: JsonObject, actual: JsonObject): Difference[] {
  return [...compare(expected, actual, [])];
}

function* compare(from: Json | undefined, to: Json | undefined, segments: readonly (string | number)[]): Generator<Difference> {
  if (from !== undefined && to !== undefined && canonicalJson(from) === canonicalJson(to)) return;
  if (isObject(from) && isObject(to)) {
    for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
      yield* compare(Object.hasOwn(from, name) ? from[name] : undefined, Object.hasOwn(to, name) ? to[name] : undefined, [
        ...segments,
        name,
      ]);
    }
    return;
  }
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) {
    const inside = from.flatMap((member, index) => [...compare(member, to[index], [...segments, index])]);
    if (inside.length === 1 || from.some((member) => member !== null && typeof member === 'object')) {
      yield* inside;
      return;
    }
  }
  const what = from === undefined ? 'added' : to === undefined ? 'missing' : 'changed';
  yield { what, segments, pointer: pointerOf(segments), from, to };
}
