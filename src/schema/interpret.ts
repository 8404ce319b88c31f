import type { Json } from '../model/json.ts';
import { compileInDialect } from './compile.ts';
import { SchemaDocument, type SchemaNode } from './document.ts';
import { judgeIn } from './sample/judge.ts';

/**
 * A second reading of a schema, by an interpreter that shares no code with the compiler: whether a value fits. Says yes where it cannot
 * tell. The schema stays as it is; one that does not compile throws as `compileSchema` does.
 */
export function interpretSchema(schema: unknown): (value: Json) => boolean {
  const { dialect } = compileInDialect(schema);
  // A copy: the interpreter leaves marks in it.
  const document = new SchemaDocument(JSON.parse(JSON.stringify(schema)) as SchemaNode);
  const fits = judgeIn(document, dialect);
  return (value) => fits(document.root, value);
}
