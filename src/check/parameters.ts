import type { Json, JsonObject } from '../model/json.ts';
import { isObject, lookUp } from './json.ts';

/** A listed input schema as it is offered to a model: no `$schema`, local references put in place, `properties` always there. */
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
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inlineReferences(member, document, open)]));
}
