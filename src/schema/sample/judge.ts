import { dereference, type Schema, type SchemaDraft, validate } from '@cfworker/json-schema';
import type { Json } from '../../model/json.ts';
import type { Dialect } from '../compile.ts';
import { ownOf, type SchemaDocument, type SchemaNode, type SchemaObject } from '../document.ts';
import { isCostly } from '../pattern.ts';

/** Where a pattern stands that the interpreter must not run, since it would put no limit on it. */
const hidden = Symbol('pattern');

/** The pattern of a node, whether or not the interpreter sees it. */
export function patternOf(node: SchemaObject): unknown {
  return ownOf(node, 'pattern') ?? (node as { [hidden]?: unknown })[hidden];
}

const drafts: Record<Dialect, SchemaDraft> = { 'draft-07': '7', '2019-09': '2019-09', '2020-12': '2020-12' };

/**
 * Judges values against any subschema of a document, without compiling each: an interpreter, which leaves its marks in the
 * document. Says yes where it cannot tell, so that the last word stays with the compiled schema.
 */
export function judgeIn(document: SchemaDocument, dialect: Dialect): (node: SchemaNode, value: Json) => boolean {
  for (const node of document.nodes) hidePattern(node);
  let places: ReturnType<typeof dereference>;
  try {
    places = dereference(document.root as Schema | boolean);
  } catch {
    // A name that stands twice, or one that is no URI.
    return (node) => node !== false;
  }
  return (node, value) => {
    if (typeof node === 'boolean') return node;
    try {
      return validate(value, node as Schema, drafts[dialect], places, true).valid;
    } catch {
      return true;
    }
  };
}

function hidePattern(node: SchemaObject): void {
  const pattern = ownOf(node, 'pattern');
  if (typeof pattern !== 'string' || !isCostly(pattern)) return;
  (node as { [hidden]?: unknown })[hidden] = pattern;
  delete node.pattern;
}
