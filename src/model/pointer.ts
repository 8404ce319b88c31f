import type { Json, JsonObject } from './json.ts';

const known = new Map<string, readonly string[]>();

/** Pointers remembered at most: a build meets a few hundred, again and again. */
const MOST_KNOWN = 10_000;

/** The segments of an RFC 6901 JSON Pointer. */
export function segmentsOf(pointer: string): readonly string[] {
  let segments = known.get(pointer);
  if (segments === undefined) {
    segments = pointer === '' ? [] : pointer.slice(1).split('/').map(unescapeSegment);
    if (known.size < MOST_KNOWN) known.set(pointer, segments);
  }
  return segments;
}

function unescapeSegment(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The pointer of these segments. */
export function pointerOf(segments: readonly (string | number)[]): string {
  return segments.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The value at a pointer, or undefined where the document has none. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  let here: Json | undefined = document;
  for (const segment of segmentsOf(pointer)) {
    if (Array.isArray(here)) here = /^(?:0|[1-9]\d*)$/.test(segment) ? here[Number(segment)] : undefined;
    else if (here !== null && typeof here === 'object' && Object.hasOwn(here, segment)) here = here[segment];
    else return undefined;
    if (here === undefined) return undefined;
  }
  return here;
}

/** The document with another value at a pointer that exists. Copies only the path to it. */
export function replaceAt(document: Json, pointer: string, value: Json): Json {
  return changeAt(
    document,
    segmentsOf(pointer),
    (holder, key) => {
      if (Array.isArray(holder)) holder[Number(key)] = value;
      else holder[key] = value;
    },
    value,
  );
}

/** The document without the member at a pointer. Copies only the path to it. */
export function removeAt(document: Json, pointer: string): Json {
  return changeAt(
    document,
    segmentsOf(pointer),
    (holder, key) => {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
    },
    null,
  );
}

function changeAt(here: Json, segments: readonly string[], change: (holder: Json[] | JsonObject, key: string) => void, whole: Json): Json {
  const [key, ...rest] = segments;
  if (key === undefined) return whole;
  if (here === null || typeof here !== 'object') throw new RangeError(`nothing stands at ${pointerOf(segments)}`);
  const copy: Json[] | JsonObject = Array.isArray(here) ? [...here] : { ...here };
  if (rest.length === 0) change(copy, key);
  else {
    const inner = Array.isArray(copy) ? copy[Number(key)] : copy[key];
    if (inner === undefined) throw new RangeError(`nothing stands at ${pointerOf(segments)}`);
    const changed = changeAt(inner, rest, change, whole);
    if (Array.isArray(copy)) copy[Number(key)] = changed;
    else copy[key] = changed;
  }
  return copy;
}
