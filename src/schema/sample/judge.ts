import { dereference, type Schema, type SchemaDraft, validate } from '@cfworker/json-schema';
import type { Json } from '../../model/json.ts';
import type { Dialect } from '../compile.ts';
import { isSchemaObject, ownOf, type SchemaDocument, type SchemaNode, type SchemaObject } from '../document.ts';
import { isCostly } from '../pattern.ts';
import { type Judge, readPlain } from './plain.ts';

/** Where a pattern stands that the interpreter must not run, since it would put no limit on it. */
const hidden = Symbol('pattern');

/** The pattern of a node, whether or not the interpreter sees it. */
export function patternOf(node: SchemaObject): unknown {
  return ownOf(node, 'pattern') ?? (node as { [hidden]?: unknown })[hidden];
}

const drafts: Record<Dialect, SchemaDraft> = { 'draft-07': '7', '2019-09': '2019-09', '2020-12': '2020-12' };

/**
 * Judges values against any subschema of a document, without compiling each: what is plain at once, the rest by an interpreter, which leaves its marks
 * in the document. Says yes where it cannot tell, so that the last word stays with the compiled schema.
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
  const judges = new Map<SchemaNode, Judge>();
  const evened = new Map<SchemaNode, Schema>();
  return fits;

  function fits(node: SchemaNode, value: Json): boolean {
    return judgeOf(node)(value);
  }

  function judgeOf(node: SchemaNode): Judge {
    if (typeof node === 'boolean') return () => node;
    let judge = judges.get(node);
    if (judge === undefined) {
      const keywords = KEYWORDS.filter((keyword) => Object.hasOwn(node, keyword));
      judge = readPlain(node, keywords, judgeOf) ?? ((value) => interpret(node, value));
      judges.set(node, judge);
    }
    return judge;
  }

  function interpret(node: SchemaObject, value: Json): boolean {
    try {
      return validate(value, even(node), drafts[dialect], places, true).valid;
    } catch {
      return true;
    }
  }

  /** The node with every keyword a member, so that the engine finds all nodes alike: the interpreter asks each for all of them, in half the time. */
  function even(node: SchemaObject): Schema {
    let even = evened.get(node);
    if (even === undefined) {
      even = evenOut(node);
      evened.set(node, even);
    }
    return even;
  }
}

const KEYWORDS = (
  '$ref $recursiveRef $recursiveAnchor type const enum required not anyOf allOf oneOf if then else format properties patternProperties additionalProperties ' +
  'unevaluatedProperties minProperties maxProperties propertyNames dependentRequired dependentSchemas dependencies prefixItems items additionalItems ' +
  'unevaluatedItems contains minContains maxContains minItems maxItems uniqueItems minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
  'minLength maxLength pattern __absolute_ref__ __absolute_recursive_ref__'
).split(' ');

/** A copy of it keeps its layout; an object that grows by as many members would become a hash table. */
const BARE: Readonly<Record<string, unknown>> = Object.fromEntries(KEYWORDS.map((keyword) => [keyword, undefined]));

function evenOut(node: SchemaObject): Schema {
  const even: Record<string, unknown> = { ...BARE };
  for (const keyword of KEYWORDS) even[keyword] = ownOf(node, keyword);
  if (isSchemaObject(even.properties))
    even.properties = Object.fromEntries(
      Object.entries(even.properties).map(([name, inner]) => [name, isSchemaObject(inner) ? evenOut(inner) : inner]),
    );
  if (isSchemaObject(even.items)) even.items = evenOut(even.items);
  return even as Schema;
}

function hidePattern(node: SchemaObject): void {
  const pattern = ownOf(node, 'pattern');
  if (typeof pattern !== 'string' || !isCostly(pattern)) return;
  (node as { [hidden]?: unknown })[hidden] = pattern;
  delete node.pattern;
}
