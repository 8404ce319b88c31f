import { type Schema, Validator } from '@cfworker/json-schema';
import { compileInDialect } from '../../src/schema/compile.ts';

const drafts = { 'draft-07': '7', '2019-09': '2019-09', '2020-12': '2020-12' } as const;

/** Both validators on one schema: whether each takes a value. */
export function judgesOf(schema: unknown): (value: unknown) => { compiled: boolean; interpreted: boolean } {
  const { validate, dialect } = compileInDialect(schema);
  // The interpreter marks the schema it is given.
  const interpreter = new Validator(JSON.parse(JSON.stringify(schema)) as Schema, drafts[dialect]);
  return (value) => ({ compiled: validate(value).valid, interpreted: interpreter.validate(value).valid });
}
