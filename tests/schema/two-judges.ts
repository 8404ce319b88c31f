import { type Schema, Validator } from '@cfworker/json-schema';
import { compileInDialect } from '../../src/schema/compile.ts';

const drafts = { 'draft-07': '7', '2019-09': '2019-09', '2020-12': '2020-12' } as const;

/** Both validators on one schema: whether each takes a value. The interpreter cannot read every schema: then it says undefined. */
export function judgesOf(schema: unknown): (value: unknown) => { compiled: boolean; interpreted: boolean | undefined } {
  const { validate, dialect } = compileInDialect(schema);
  // The interpreter marks the schema it is given.
  const interpreter = new Validator(JSON.parse(JSON.stringify(schema)) as Schema, drafts[dialect]);
  const interpret = (value: unknown) => {
    try {
      return interpreter.validate(value).valid;
    } catch {
      return undefined;
    }
  };
  return (value) => ({ compiled: validate(value).valid, interpreted: interpret(value) });
}
