import type { Json } from '../../model/json.ts';
import { isSchemaObject, type SchemaNode, type SchemaObject } from '../document.ts';

export type Judge = (value: Json) => boolean;

/**
 * Reads a node into a judge of values when each keyword that binds them is one of the few that nearly all tools get by with; null where one is not.
 * `keywords`: those of the node that bind anything. `judgeOf`: reads a subschema.
 */
export function readPlain(node: SchemaObject, keywords: readonly string[], judgeOf: (node: SchemaNode) => Judge): Judge | null {
  const judges: Judge[] = [];
  for (const keyword of keywords) {
    const read = READERS[keyword]?.(node[keyword], node, judgeOf);
    if (read === undefined || read === null) return null;
    judges.push(read);
  }
  return (value) => {
    for (const judge of judges) if (!judge(value)) return false;
    return true;
  };
}

type Reader = (stated: unknown, node: SchemaObject, judgeOf: (node: SchemaNode) => Judge) => Judge | null;

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
  properties: (stated, _, judgeOf) => {
    if (!isSchemaObject(stated)) return null;
    const judges = new Map(Object.entries(stated).map(([name, schema]) => [name, judgeOf(schema as SchemaNode)]));
    return (value) => {
      if (isObject(value)) for (const name of Object.keys(value)) if (judges.get(name)?.(value[name] as Json) === false) return false;
      return true;
    };
  },
  additionalProperties: (stated, { properties }, judgeOf) => {
    const declared = new Set(isSchemaObject(properties) ? Object.keys(properties) : []);
    const judge = judgeOf(stated as SchemaNode);
    return (value) => {
      if (isObject(value)) for (const name of Object.keys(value)) if (!declared.has(name) && !judge(value[name] as Json)) return false;
      return true;
    };
  },
  items: (stated, _, judgeOf) => {
    if (Array.isArray(stated)) return null;
    const judge = judgeOf(stated as SchemaNode);
    return (value) => !Array.isArray(value) || value.every(judge);
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
