import { isSchemaNode, isSchemaObject, ownOf, type SchemaDocument, type SchemaNode, type SchemaObject } from '../document.ts';

/** Rounds after which sizes that still shrink are taken as they are. */
const MOST_ROUNDS = 100;

/**
 * A lower bound for the least size of a value for each subschema, which tells a branch that ends from one that goes on. Sizes fall from
 * infinity until nothing changes; what never ends stays infinite.
 */
export function measureCosts(document: SchemaDocument): (node: SchemaNode) => number {
  const sizes = new Map<SchemaObject, number>();
  const sizeOf = (node: SchemaNode): number => (typeof node === 'boolean' ? 1 : (sizes.get(node) ?? Number.POSITIVE_INFINITY));
  let rounds = 0;
  for (let changed = true; changed && rounds < MOST_ROUNDS; rounds += 1) {
    changed = false;
    // Inner subschemas were found after the outer ones.
    for (let at = document.nodes.length - 1; at >= 0; at -= 1) {
      const node = document.nodes[at] as SchemaObject;
      const size = measure(document, node, sizeOf);
      if (size < sizeOf(node)) {
        sizes.set(node, size);
        changed = true;
      }
    }
  }
  // What the sampler puts together itself was not measured.
  return (node) => (typeof node === 'boolean' ? 1 : (sizes.get(node) ?? measure(document, node, sizeOf)));
}

function measure(document: SchemaDocument, node: SchemaObject, sizeOf: (node: SchemaNode) => number): number {
  if (Object.hasOwn(node, 'const') || Object.hasOwn(node, 'enum')) return 1;
  let size = 1;
  for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
    const reference = ownOf(node, keyword);
    const target = typeof reference === 'string' ? document.follow(node, reference) : undefined;
    if (target !== undefined) size = Math.max(size, sizeOf(target));
  }
  for (const branch of listOf(node, 'allOf')) size = Math.max(size, sizeOf(branch));
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = listOf(node, keyword);
    if (branches.length > 0) size = Math.max(size, Math.min(...branches.map(sizeOf)));
  }
  return size + ownSize(node, sizeOf);
}

function ownSize(node: SchemaObject, sizeOf: (node: SchemaNode) => number): number {
  const given = ownOf(node, 'type');
  const type = Array.isArray(given) && given.length === 1 ? given[0] : given;
  let size = 0;
  const named = ownOf(node, 'properties');
  const required = ownOf(node, 'required');
  if (type === 'object' && Array.isArray(required)) {
    for (const name of required) {
      const member = isSchemaObject(named) && typeof name === 'string' ? ownOf(named, name) : undefined;
      size += isSchemaNode(member) ? sizeOf(member) : 1;
    }
  }
  const least = ownOf(node, 'minItems');
  const items = ownOf(node, 'items');
  if (typeof least === 'number' && least > 0 && isSchemaNode(items) && type === 'array') size += least * sizeOf(items);
  return size;
}

function listOf(node: SchemaObject, keyword: string): SchemaNode[] {
  const list = ownOf(node, keyword);
  return Array.isArray(list) ? (list.filter(isSchemaNode) as SchemaNode[]) : [];
}
