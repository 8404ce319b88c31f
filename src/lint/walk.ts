import type { JsonObject } from '../model/json.ts';
import { pointerOf } from '../model/pointer.ts';
import { isObject } from './values.ts';

/** A place in a schema that holds a schema. */
export interface SchemaNode {
  schema: JsonObject;
  /** within the tool, such as `/inputSchema/properties/path` */
  pointer: string;
  /** the keyword by which its holder holds it; empty for the root */
  keyword: string;
  /** the name it has there: of a property, of a definition */
  key: string | undefined;
  holder: SchemaNode | undefined;
}

const holdOne = ['additionalItems', 'additionalProperties', 'contains', 'contentSchema', 'else', 'if', 'items', 'not', 'propertyNames'];
const holdOneLater = ['then', 'unevaluatedItems', 'unevaluatedProperties'];
const holdMany = ['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems'];
const holdNamed = ['$defs', 'definitions', 'dependencies', 'dependentSchemas', 'patternProperties', 'properties'];

/** The schemas right under a schema, with the keyword and the name or position that lead to each. */
export function* schemasUnder(schema: JsonObject): Generator<[schema: unknown, keyword: string, key: string | undefined]> {
  for (const keyword of [...holdOne, ...holdOneLater]) {
    if (Object.hasOwn(schema, keyword) && !Array.isArray(schema[keyword])) yield [schema[keyword], keyword, undefined];
  }
  for (const keyword of holdMany) {
    const list = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
    if (Array.isArray(list)) for (const [index, item] of list.entries()) yield [item, keyword, String(index)];
  }
  for (const keyword of holdNamed) {
    const named = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
    if (isObject(named)) for (const [key, item] of Object.entries(named)) if (!Array.isArray(item)) yield [item, keyword, key];
  }
}

/** Every object that stands where a schema belongs, from the root down; `true` and `false` are left out. */
export function listNodes(root: unknown, pointer: string): SchemaNode[] {
  const nodes: SchemaNode[] = [];
  const open: SchemaNode[] = isObject(root) ? [{ schema: root, pointer, keyword: '', key: undefined, holder: undefined }] : [];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    nodes.push(node);
    const below: SchemaNode[] = [];
    for (const [schema, keyword, key] of schemasUnder(node.schema)) {
      if (!isObject(schema)) continue;
      const path = key === undefined ? [keyword] : [keyword, key];
      below.push({ schema, pointer: node.pointer + pointerOf(path), keyword, key, holder: node });
    }
    for (const child of below.reverse()) open.push(child);
  }
  return nodes;
}

/** What a value weighs. */
export interface Size {
  /** levels of objects and arrays */
  depth: number;
  /** values of any kind */
  parts: number;
  /** UTF-16 code units of keys and texts */
  characters: number;
}

/** Measures a JSON value without recursion, and stops where it is beyond the bounds: then one of them is exceeded in what it gives. */
export function measure(value: unknown, bounds: Size): Size {
  const size: Size = { depth: 0, parts: 0, characters: 0 };
  let level: unknown[] = [value];
  while (level.length > 0) {
    const below: unknown[] = [];
    for (const item of level) {
      size.parts += 1;
      if (typeof item === 'string') size.characters += item.length;
      if (typeof item !== 'object' || item === null) continue;
      for (const [key, child] of Object.entries(item)) {
        if (!Array.isArray(item)) size.characters += key.length;
        below.push(child);
      }
      if (size.parts + below.length > bounds.parts) return { ...size, parts: size.parts + below.length };
    }
    if (below.length > 0) size.depth += 1;
    if (size.depth > bounds.depth || size.characters > bounds.characters) return size;
    level = below;
  }
  return size;
}

/** Whether a size is beyond the bounds. */
export function exceeds(size: Size, bounds: Size): boolean {
  return size.depth > bounds.depth || size.parts > bounds.parts || size.characters > bounds.characters;
}
