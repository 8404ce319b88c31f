import type { Json, JsonObject } from '../model/json.ts';

/** The segments of a JSON Pointer (RFC 6901). */
export function splitPointer(pointer: string): string[] {
  if (pointer === '') return [];
  const segments = pointer.slice(1).split('/');
  return pointer.includes('~') ? segments.map((segment) => segment.replace(/~1/gu, '/').replace(/~0/gu, '~')) : segments;
}

/** A pointer one segment longer. */
export function extendPointer(pointer: string, segment: string | number): string {
  return `${pointer}/${String(segment).replace(/~/gu, '~0').replace(/\//gu, '~1')}`;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of a container, or undefined. Inherited names are no members. */
export function pickMember(container: Json | undefined, segment: string): Json | undefined {
  if (Array.isArray(container)) return /^\d+$/u.test(segment) ? container[Number(segment)] : undefined;
  return isObject(container) && Object.hasOwn(container, segment) ? container[segment] : undefined;
}

/** What stands at a pointer, or undefined. */
export function lookUp(document: Json | undefined, pointer: string): Json | undefined {
  let here = document;
  for (const segment of splitPointer(pointer)) here = pickMember(here, segment);
  return here;
}

/** JSON text that is the same for values that differ only in the order of keys. */
export function sortedText(value: Json | undefined): string {
  if (value === undefined) return 'undefined';
  if (Array.isArray(value)) return `[${value.map(sortedText).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${sortedText(value[key])}`);
  return `{${members.join(',')}}`;
}

/** Whether two values are the same, in whatever order their keys stand. */
export function isSame(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left))
    return Array.isArray(right) && left.length === right.length && left.every((member, at) => isSame(member, right[at]));
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && isSame(left[key], right[key]));
}

/** The document after one change; null where the pointer leads nowhere. Neither argument is touched; what does not change is shared. */
export function applyChange(document: Json, { op, pointer, to }: { op: 'replace' | 'remove'; pointer: string; to: Json }): Json | null {
  const segments = splitPointer(pointer);
  const [last] = segments.splice(-1);
  if (last === undefined) return op === 'replace' ? to : null;
  const holders = [document];
  for (const segment of segments) {
    const holder = pickMember(holders.at(-1), segment);
    if (holder === undefined) return null;
    holders.push(holder);
  }
  const holder = holders.pop() as Json;
  if (pickMember(holder, last) === undefined) return null;
  const changed = op === 'replace' ? putMember(holder, last, to) : dropMember(holder, last);
  return segments.reduceRight((member, segment, depth) => putMember(holders[depth] as Json, segment, member), changed);
}

function putMember(container: Json, segment: string, member: Json): Json {
  return Array.isArray(container) ? container.with(Number(segment), member) : { ...(container as JsonObject), [segment]: member };
}

function dropMember(container: Json, segment: string): Json {
  if (Array.isArray(container)) return container.toSpliced(Number(segment), 1);
  return Object.fromEntries(Object.entries(container as JsonObject).filter(([key]) => key !== segment));
}

/** What is wrong with the numbers of a JSON value: none may lose digits in another reader. */
export function findBadNumber(value: Json | undefined): string | null {
  if (typeof value === 'number') return judgeNumber(value);
  if (typeof value !== 'object' || value === null) return null;
  for (const member of Object.values(value)) {
    const fault = findBadNumber(member);
    if (fault !== null) return fault;
  }
  return null;
}

function judgeNumber(value: number): string | null {
  if (!Number.isFinite(value)) return 'a number is not finite';
  if (Object.is(value, -0)) return 'a number is -0';
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? null : `the integer ${value} lies outside ±(2^53-1)`;
  const [digits, exponent] = String(value).split('e') as [string, string | undefined];
  const decimals = (digits.split('.')[1]?.length ?? 0) - Number(exponent ?? 0);
  if (decimals > 10) return `the number ${value} has ${decimals} decimals; 10 are allowed`;
  // pandas' ujson, by which `datasets` reads JSON, adds the whole to the decimals times a power of ten.
  const [, whole, rest = ''] = /^-?(\d+)\.?(\d*)$/u.exec(value.toFixed(decimals)) ?? [];
  const read = Number(whole) + Number(rest) * Number(`1e-${rest.length}`);
  return read === Math.abs(value) ? null : `the number ${value} would be read as ${read} by datasets`;
}
