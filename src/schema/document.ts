import { segmentsOf } from '../model/pointer.ts';

export type SchemaNode = boolean | SchemaObject;
export interface SchemaObject {
  [keyword: string]: unknown;
}

/** Where subschemas stand: in a map by name, in a list, or by themselves. `items` and `dependencies` may be either. */
const inMaps = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies'] as const;
const inLists = ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items'] as const;
const alone = [
  'items',
  'additionalItems',
  'unevaluatedItems',
  'contains',
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
] as const;

/** What a schema without `$id` is called; nothing is ever fetched from it. */
const nowhere = 'schema:/';

/** A schema as one document: every subschema known by its place and its `$id` or anchor, so that references inside it can be followed. */
export class SchemaDocument {
  readonly root: SchemaNode;
  /** Every subschema that stands where a schema is expected. */
  readonly nodes: SchemaObject[] = [];
  /** Whether anything in it refers to anything: else no value can hold itself. */
  refers = false;
  readonly #resources = new Map<string, SchemaNode>();
  readonly #anchors = new Map<string, SchemaNode>();
  readonly #bases = new WeakMap<SchemaObject, string>();

  /** Takes the root as it is, without a copy. */
  constructor(root: SchemaNode) {
    this.root = root;
    this.#resources.set(nowhere, root);
    this.#read(root, nowhere);
  }

  /** What a `$ref` that stands in this node leads to; undefined where it leaves the document or leads nowhere. */
  follow(node: SchemaObject, reference: string): SchemaNode | undefined {
    const target = joinUri(reference, this.#bases.get(node) ?? nowhere);
    if (target === undefined) return undefined;
    const mark = target.indexOf('#');
    const [resource, fragment] = mark === -1 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
    const named = this.#anchors.get(`${resource}#${fragment}`);
    if (named !== undefined) return named;
    const root = this.#resources.get(resource);
    if (root === undefined) return undefined;
    if (fragment === '') return root;
    return fragment.startsWith('/') ? this.#walk(root, resource, fragment) : undefined;
  }

  #walk(root: SchemaNode, base: string, fragment: string): SchemaNode | undefined {
    let here: unknown = root;
    for (const segment of segmentsOf(decodeFragment(fragment))) {
      if (typeof here !== 'object' || here === null || !Object.hasOwn(here, segment)) return undefined;
      here = (here as Record<string, unknown>)[segment];
      if (isSchemaObject(here)) base = this.#bases.get(here) ?? base;
    }
    if (typeof here === 'boolean') return here;
    if (!isSchemaObject(here)) return undefined;
    // A pointer may lead where no schema was expected, such as into an unknown keyword.
    if (!this.#bases.has(here)) this.#read(here, base);
    return here;
  }

  #read(node: unknown, outer: string): void {
    const waiting: [unknown, string][] = [[node, outer]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [here, base] = next;
      if (!isSchemaObject(here) || this.#bases.has(here)) continue;
      const inner = this.#name(here, base);
      this.#bases.set(here, inner);
      this.nodes.push(here);
      this.refers ||= '$ref' in here || '$dynamicRef' in here || '$recursiveRef' in here;
      for (const child of subschemasOf(here)) waiting.push([child, inner]);
    }
  }

  #name(node: SchemaObject, outer: string): string {
    let base = outer;
    const id = node.$id;
    if (typeof id === 'string') {
      const uri = joinUri(id, outer);
      if (uri !== undefined) {
        const mark = uri.indexOf('#');
        if (mark === -1 || mark === uri.length - 1) {
          base = mark === -1 ? uri : uri.slice(0, mark);
          if (!this.#resources.has(base)) this.#resources.set(base, node);
        } else this.#anchors.set(uri, node);
      }
    }
    for (const anchor of [node.$anchor, node.$dynamicAnchor]) {
      if (typeof anchor === 'string' && !this.#anchors.has(`${base}#${anchor}`)) this.#anchors.set(`${base}#${anchor}`, node);
    }
    return base;
  }
}

/** The subschemas that stand directly in a node. */
export function subschemasOf(node: SchemaObject): SchemaNode[] {
  const found: SchemaNode[] = [];
  const take = (value: unknown) => {
    if (isSchemaNode(value)) found.push(value);
  };
  for (const keyword of inMaps) {
    const map = ownOf(node, keyword);
    if (isSchemaObject(map)) for (const value of Object.values(map)) take(value);
  }
  for (const keyword of inLists) {
    const list = ownOf(node, keyword);
    if (Array.isArray(list)) for (const value of list) take(value);
  }
  for (const keyword of alone) take(ownOf(node, keyword));
  return found;
}

/** A keyword of this node itself; what every object inherits is no keyword. */
export function ownOf(node: SchemaObject, keyword: string): unknown {
  return Object.hasOwn(node, keyword) ? node[keyword] : undefined;
}

export function isSchemaObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isSchemaNode(value: unknown): value is SchemaNode {
  return typeof value === 'boolean' || isSchemaObject(value);
}

function joinUri(reference: string, base: string): string | undefined {
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
