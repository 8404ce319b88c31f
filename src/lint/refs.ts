import type { Json, JsonObject } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { isObject } from './values.ts';
import { schemasUnder } from './walk.ts';

/** Where a `$ref` leads: out of the document, nowhere, or to a schema in it. */
export type Target = { kind: 'remote' } | { kind: 'none' } | { kind: 'schema'; pointer: string; schema: unknown };

/**
 * Whether parts of a schema have an `$id` of their own: references in them are read from there, and what they lead to is left to the
 * validator to say.
 */
export function hasEmbedded(root: unknown): boolean {
  const open: unknown[] = isObject(root) ? Object.values(root) : [];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (typeof here !== 'object' || here === null) continue;
    if (isObject(here) && typeof here.$id === 'string' && !here.$id.startsWith('#')) return true;
    for (const child of Object.values(here)) if (typeof child === 'object') open.push(child);
  }
  return false;
}

/** Follows a `$ref` in its document, as far as a local pointer, an `$anchor` or an `$id` leads. */
export function followRef(root: unknown, ref: string): Target {
  if (!isObject(root)) return { kind: 'none' };
  if (!ref.startsWith('#')) {
    if (typeof root.$id === 'string' && (ref === root.$id || ref.startsWith(`${root.$id}#`)))
      return followRef(root, `#${ref.split('#')[1] ?? ''}`);
    const named = findNamed(root, '$id', ref);
    return named === undefined ? { kind: 'remote' } : { kind: 'schema', pointer: '', schema: named };
  }
  const fragment = decodeFragment(ref.slice(1));
  if (fragment === '') return { kind: 'schema', pointer: '', schema: root };
  if (!fragment.startsWith('/')) {
    const anchored =
      findNamed(root, '$anchor', fragment) ?? findNamed(root, '$dynamicAnchor', fragment) ?? findNamed(root, '$id', `#${fragment}`);
    return anchored === undefined ? { kind: 'none' } : { kind: 'schema', pointer: '', schema: anchored };
  }
  const schema = valueAt(root as Json, fragment);
  return isObject(schema) || typeof schema === 'boolean' ? { kind: 'schema', pointer: fragment, schema } : { kind: 'none' };
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** The schema that bears a name; every object of the document is looked at, since definitions may stand anywhere. */
function findNamed(root: JsonObject, keyword: string, name: string): JsonObject | undefined {
  const open: unknown[] = [root];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (typeof here !== 'object' || here === null) continue;
    if (isObject(here) && here[keyword] === name) return here;
    for (const child of Object.values(here)) if (typeof child === 'object') open.push(child);
  }
  return undefined;
}

/** A schema that is reached from itself, and those it is reached through. */
export function findCycle(root: unknown): string | undefined {
  const state = new Map<unknown, 'open' | 'done'>();
  return isObject(root) ? visit(root) : undefined;

  function visit(schema: JsonObject): string | undefined {
    if (state.get(schema) === 'done') return undefined;
    state.set(schema, 'open');
    for (const [child, ref] of reachable(root, schema)) {
      if (state.get(child) === 'open') return ref ?? '#';
      const found = visit(child);
      if (found !== undefined) return found;
    }
    state.set(schema, 'done');
    return undefined;
  }
}

/**
 * How many schemas a value may have to be held against when every reference is followed, at most `most`: references that fan
 * out can make this exponential in the size of the schema. A reference back into what is being followed counts once.
 */
export function countPaths(root: unknown, most: number): number {
  const known = new Map<unknown, number>();
  const open = new Set<unknown>();
  return isObject(root) ? visit(root) : 1;

  function visit(schema: JsonObject): number {
    const before = known.get(schema);
    if (before !== undefined) return before;
    if (open.has(schema)) return 1;
    open.add(schema);
    let paths = 1;
    for (const [child] of reachable(root, schema)) paths = Math.min(most, paths + visit(child));
    open.delete(schema);
    known.set(schema, paths);
    return paths;
  }
}

function* reachable(root: unknown, schema: JsonObject): Generator<[schema: JsonObject, ref: string | undefined]> {
  if (typeof schema.$ref === 'string') {
    const target = followRef(root, schema.$ref);
    if (target.kind === 'schema' && isObject(target.schema)) yield [target.schema, schema.$ref];
  }
  for (const [child, keyword] of schemasUnder(schema)) {
    if (isObject(child) && keyword !== '$defs' && keyword !== 'definitions') yield [child, undefined];
  }
}
