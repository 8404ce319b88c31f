import { Ajv, type ErrorObject, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsModule from 'ajv-formats';
import { NearmissError } from '../errors.ts';
import { compilePattern } from './pattern.ts';

/** Bounds on a schema. The largest of 10,308 real tool schemas has 52 KB and is 11 deep. */
const deepest = 64;
const mostNodes = 20_000;
const longestText = 1 << 20;

export interface Validation {
  valid: boolean;
  /** What is wrong and where, one sentence each; empty when valid. */
  errors: string[];
}

/** Says whether a value fits one schema. */
export type Validate = (value: unknown) => Validation;

export type Dialect = '2020-12' | '2019-09' | 'draft-07';

const makers = { '2020-12': Ajv2020, '2019-09': Ajv2019, 'draft-07': Ajv } as const;
const instances = new Map<Dialect, Ajv>();

// The package is CommonJS: Node gives the function itself where its types promise a namespace.
const addFormats = formatsModule as unknown as typeof formatsModule.default;

/**
 * Compiles a JSON Schema into a validator, in the dialect that its `$schema` names; without one in 2020-12, and where that
 * fails in draft-07 (44 % of real tool schemas declare it). Formats are checked, unknown ones ignored. Nothing is fetched: a
 * `$ref` that leaves the schema is an error. Throws a NearmissError, one line, when the schema is too deep, too big or wrong.
 */
export function compileSchema(schema: unknown): Validate {
  return compileInDialect(schema).validate;
}

/** The same, with the dialect that was settled on. */
export function compileInDialect(schema: unknown): { validate: Validate; dialect: Dialect } {
  boundSchema(schema);
  const plain = withoutDialect(schema);
  const [first, ...others] = dialectsOf(schema);
  let cause: unknown;
  for (const dialect of [first ?? '2020-12', ...others]) {
    try {
      return { validate: compileWith(dialect, plain), dialect };
    } catch (error) {
      cause ??= error;
    }
  }
  if (cause instanceof NearmissError) throw cause;
  throw new NearmissError(`schema does not compile: ${(cause as Error).message.replace(/\s+/gu, ' ').slice(0, 240)}`, { cause });
}

function compileWith(dialect: Dialect, schema: unknown): Validate {
  const ajv = instanceOf(dialect);
  try {
    const validate = ajv.compile(schema as object);
    return (value) =>
      validate(value) === true ? { valid: true, errors: [] } : { valid: false, errors: (validate.errors ?? []).map(sayError) };
  } finally {
    // The instance is shared: it must not hold on to every schema it has seen.
    if (typeof schema === 'object' && schema !== null) ajv.removeSchema(schema);
  }
}

function instanceOf(dialect: Dialect): Ajv {
  const known = instances.get(dialect);
  if (known !== undefined) return known;
  const options: Options = {
    strict: false,
    logger: false,
    validateFormats: true,
    multipleOfPrecision: 6,
    // Two tools may declare the same `$id`.
    addUsedSchema: false,
    code: { regExp: Object.assign((source: string) => compilePattern(source) as RegExp, { code: 'compilePattern' }) },
  };
  const made: Ajv = new makers[dialect](options);
  addFormats(made);
  instances.set(dialect, made);
  return made;
}

function dialectsOf(schema: unknown): Dialect[] {
  const declared = typeof schema === 'object' && schema !== null ? (schema as { $schema?: unknown }).$schema : undefined;
  if (typeof declared === 'string') {
    if (declared.includes('draft/2020-12')) return ['2020-12'];
    if (declared.includes('draft/2019-09')) return ['2019-09'];
    if (/draft-0[4-7]/u.test(declared)) return ['draft-07'];
  }
  return ['2020-12', 'draft-07'];
}

/** The dialect is chosen already, and a meta-schema that this package does not hold would be looked for. */
function withoutDialect(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  const { $schema: _, ...rest } = schema as Record<string, unknown>;
  return rest;
}

function sayError(error: ErrorObject): string {
  const params = error.params as Record<string, unknown>;
  const detail =
    typeof params.additionalProperty === 'string'
      ? ` (${params.additionalProperty})`
      : Array.isArray(params.allowedValues)
        ? ` (${params.allowedValues.slice(0, 12).map(String).join(', ')})`
        : '';
  return `${error.instancePath === '' ? 'the value' : error.instancePath} ${error.message ?? 'is not valid'}${detail}`;
}

/** Refuses what is no schema, is too deep or too big, before any library walks it. */
function boundSchema(schema: unknown): void {
  if (typeof schema === 'boolean') return;
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    throw new NearmissError('a schema is an object or a boolean');
  }
  let nodes = 0;
  let text = 0;
  let level: unknown[] = [schema];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw new NearmissError(`schema more than ${deepest} levels deep`);
    const below: unknown[] = [];
    for (const node of level) {
      nodes += 1;
      if (typeof node === 'string') text += node.length;
      else if (typeof node === 'object' && node !== null) for (const child of Object.values(node)) below.push(child);
    }
    if (nodes > mostNodes) throw new NearmissError(`schema of more than ${mostNodes} parts`);
    if (text > longestText) throw new NearmissError(`schema with more than ${longestText} characters of text`);
    level = below;
  }
}
