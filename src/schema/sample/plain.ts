import type { Json } from '../../model/json.ts';
import { isSchemaObject, type SchemaNode, type SchemaObject } from '../document.ts';

export type Judge = (value: Json) => boolean;

/**
 * Reads a node into a judge of values when each keyword that binds them is one of the few that nearly all tools get by with; null where one is not.
 * `keywords`: those of the node that bind anything. `inner`: judges by a subschema.
 */
export function readPlain(
  node: SchemaObject,
  keywords: readonly string[],
  inner: (node: SchemaNode, value: Json) => boolean,
): Judge | null {
  const judges: Judge[] = [];
  for (const keyword of keywords) {
    const read = READERS[keyword]?.(node[keyword], node, inner);
    if (read === undefined || read === null) return null;
    judges.push(read);
  }
  return (value) => judges.every((judge) => judge(value));
}

type Reader = (stated: unknown, node: SchemaObject, inner: (node: SchemaNode, value: Json) => boolean) => Judge | null;

const READERS: Readonly<Record<string, Reader>> = {
  type: (stated) => {
    const names = new Set([stated].flat());
    return (value) => names.has(typeOf(value)) || (typeof value === 'number' && names.has('integer') && value % 1 === 0);
  },
  enum: (stated) => {
    if (!Array.isArray(stated) || stated.some((member) => typeof member === 'object' && member !== null)) return null;
    const members = new Set<unknown>(stated);
    return (value) => members.has(value);
  },
  required: (stated) => {
    if (!Array.isArray(stated)) return null;
    const names = stated.map(String);
    return (value) => !isObject(value) || names.every((name) => Object.hasOwn(value, name));
  },
  properties: (stated, _, inner) => {
    if (!isSchemaObject(stated)) return null;
    const members = Object.entries(stated) as [string, SchemaNode][];
    return (value) =>
      !isObject(value) || members.every(([name, schema]) => !Object.hasOwn(value, name) || inner(schema, value[name] as Json));
  },
  additionalProperties: (stated, { properties }, inner) => {
    const declared = isSchemaObject(properties) ? properties : {};
    return (value) =>
      !isObject(value) ||
      Object.entries(value).every(([name, member]) => Object.hasOwn(declared, name) || inner(stated as SchemaNode, member));
  },
  items: (stated, _, inner) => {
    if (Array.isArray(stated)) return null;
    return (value) => !Array.isArray(value) || value.every((member) => inner(stated as SchemaNode, member));
  },
  minItems: bound(
    (value) => (Array.isArray(value) ? value.length : null),
    (size, least) => size >= least,
  ),
  maxItems: bound(
    (value) => (Array.isArray(value) ? value.length : null),
    (size, most) => size <= most,
  ),
  minimum: bound(
    (value) => (typeof value === 'number' ? value : null),
    (number, least) => number >= least,
  ),
  maximum: bound(
    (value) => (typeof value === 'number' ? value : null),
    (number, most) => number <= most,
  ),
  minLength: bound(lengthOf, (length, least) => length >= least),
  maxLength: bound(lengthOf, (length, most) => length <= most),
};

function bound(measure: (value: Json) => number | null, holds: (measured: number, stated: number) => boolean): Reader {
  return (stated) => {
    if (typeof stated !== 'number') return null;
    return (value) => {
      const measured = measure(value);
      return measured === null || holds(measured, stated);
    };
  };
}

/** In characters, not in code units. */
function lengthOf(value: Json): number | null {
  if (typeof value !== 'string') return null;
  let pairs = 0;
  for (let at = 0; at + 1 < value.length; at++) if ((value.codePointAt(at) as number) > 0xffff) pairs++;
  return value.length - pairs;
}

function typeOf(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: Json): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
