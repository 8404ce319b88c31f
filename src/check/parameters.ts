import type { Json, JsonObject } from '../model/json.ts';
import { findBadNumber, isObject, lookUp } from './json.ts';

/**
 * A listed input schema as it is offered to a model: no `$schema`, local references put in place, `properties` always there, no
 * default or example with a number that a reader would change.
 */
export function offerParameters(inputSchema: JsonObject): JsonObject {
  const { $schema: _, ...schema } = inlineReferences(inputSchema, inputSchema, []) as JsonObject;
  const offered: JsonObject = { ...schema, properties: schema.properties ?? {} };
  if (!JSON.stringify({ ...offered, $defs: null, definitions: null }).includes('"$ref"')) {
    delete offered.$defs;
    delete offered.definitions;
  }
  return offered;
}

/** Puts what local references name in their place; a reference into itself stays. */
function inlineReferences(value: Json, document: JsonObject, open: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((item) => inlineReferences(item, document, open));
  if (!isObject(value)) return value;
  const reference = value.$ref;
  if (typeof reference === 'string' && /^#(?:\/|$)/u.test(reference) && !open.includes(reference)) {
    const target = lookUp(document, decodeURIComponent(reference.slice(1)));
    if (isObject(target)) {
      const { $ref: _, ...beside } = value;
      return inlineReferences({ ...target, ...beside }, document, [...open, reference]);
    }
  }
  const offered: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    if ((key === 'default' || key === 'examples') && findBadNumber(member) !== null) continue;
    const areNamed = /^(?:(?:patternP|p)roperties|dependentSchemas|\$defs|definitions)$/u.test(key) && isObject(member);
    const entries = areNamed ? Object.entries(member).map(([name, schema]) => [name, inlineReferences(schema, document, open)]) : null;
    offered[key] = entries === null ? inlineReferences(member, document, open) : Object.fromEntries(entries);
  }
  return offered;
}
