import { dereference, type Schema, type SchemaDraft, validate } from '@cfworker/json-schema';
import type { Json } from '../../model/json.ts';
import type { Dialect } from '../compile.ts';
import type { SchemaDocument, SchemaNode } from '../document.ts';

const drafts: Record<Dialect, SchemaDraft> = { 'draft-07': '7', '2019-09': '2019-09', '2020-12': '2020-12' };

/**
 * Judges values against any subschema of a document, without compiling each: an interpreter, which leaves its marks in the
 * document. Says yes where it cannot tell, so that the last word stays with the compiled schema.
 */
export function judgeIn(document: SchemaDocument, dialect: Dialect): (node: SchemaNode, value: Json) => boolean {
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
