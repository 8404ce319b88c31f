import { Ajv, type ErrorObject, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsModule from 'ajv-formats';
import { NearmissError } from '../errors.ts';
import { isSchemaNode, isSchemaObject, ownOf, SchemaDocument, type SchemaNode } from './document.ts';
import { compilePattern } from './pattern.ts';

/** Bounds on a schema. The largest of 10,308 real tool schemas has 52 KB and is 11 deep. */
const deepest = 64;
const mostNodes = 20_000;
const longestText = 1 << 20;
/** Checks that one value may take where references multiply. Of 1,897 real tool schemas the most is 15. */
const mostChecks = 10_000;

/** What exhausts the stack of whoever judges by it. */
const overflow = 'schema cannot be judged by: it refers to itself without end, or names too many members';

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
  boundReferences(schema as SchemaNode);
  const plain = withoutDialect(schema);
  const [first, ...others] = dialectsOf(schema);
  let cause: unknown;
  for (const dialect of [first ?? '2020-12', ...others]) {
    try {
      return { validate: compileWith(dialect, plain), dialect };
    } catch (error) {
      // Another dialect would only overlook it.
      if (error instanceof NearmissError) throw error;
      cause ??= error;
    }
  }
  throw new NearmissError(`schema does not compile: ${(cause as Error).message.replace(/\s+/gu, ' ').slice(0, 240)}`, { cause });
}

function compileWith(dialect: Dialect, schema: unknown): Validate {
  // Names stay with an instance: a schema that has some gets one of its own.
  const ajv = hasKeyword(schema, '$id') ? makeInstance(dialect) : instanceOf(dialect);
  const bare = speaksOfInherited(schema);
  const own = bare ? withoutInherited(schema, 0) : schema;
  try {
    const validate = ajv.compile(own as object);
    const judge: Validate = (value) => {
      try {
        if (validate(bare ? withoutInherited(value, 0) : value) === true) return { valid: true, errors: [] };
      } catch (error) {
        if (error instanceof RangeError) throw new NearmissError(overflow, { cause: error });
        throw error;
      }
      return { valid: false, errors: (validate.errors ?? []).map(sayError) };
    };
    // The engine reads the code on its first run, and only then finds it nested too deep.
    judge({});
    return judge;
  } finally {
    // The instance is shared: it must not hold on to every schema it has seen.
    if (typeof own === 'object' && own !== null) ajv.removeSchema(own);
  }
}

function instanceOf(dialect: Dialect): Ajv {
  const known = instances.get(dialect);
  if (known !== undefined) return known;
  const made = makeInstance(dialect);
  instances.set(dialect, made);
  return made;
}

function makeInstance(dialect: Dialect): Ajv {
  const options: Options = {
    strict: false,
    logger: false,
    validateFormats: true,
    multipleOfPrecision: 6,
    // What every object inherits, such as toString, is no member.
    ownProperties: true,
    // Compiling is what costs: most schemas judge a few dozen values, and the engine leaves out what is not needed by itself.
    code: { optimize: false, regExp: Object.assign((source: string) => compilePattern(source) as RegExp, { code: 'compilePattern' }) },
  };
  const made: Ajv = new makers[dialect](options);
  addFormats(made);
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

/** Refuses references that lead in a circle without going deeper into the value, and those that multiply beyond measure. */
function boundReferences(schema: SchemaNode): void {
  const document = new SchemaDocument(schema);
  if (!document.refers) return;
  const counts = new Map<SchemaNode, number>();
  const count = (node: SchemaNode): number => {
    if (typeof node === 'boolean') return 1;
    const known = counts.get(node);
    if (known === 0) throw new NearmissError('schema refers to itself without end');
    if (known !== undefined) return known;
    counts.set(node, 0);
    let sum = 1;
    for (const next of besides(document, node)) sum += count(next);
    if (sum > mostChecks) throw new NearmissError(`schema takes more than ${mostChecks} checks for one value: its references multiply`);
    counts.set(node, sum);
    return sum;
  };
  for (const node of document.nodes) count(node);
}

/** The subschemas that judge the same value as this one does. */
function besides(document: SchemaDocument, node: Exclude<SchemaNode, boolean>): SchemaNode[] {
  const found: SchemaNode[] = [];
  const reference = ownOf(node, '$ref');
  const target = typeof reference === 'string' ? document.follow(node, reference) : undefined;
  if (target !== undefined) found.push(target);
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const list = ownOf(node, keyword);
    if (Array.isArray(list)) found.push(...list.filter(isSchemaNode));
  }
  for (const keyword of ['not', 'if', 'then', 'else']) {
    const inner = ownOf(node, keyword);
    if (isSchemaNode(inner)) found.push(inner);
  }
  for (const keyword of ['dependentSchemas', 'dependencies']) {
    const map = ownOf(node, keyword);
    if (isSchemaObject(map)) found.push(...Object.values(map).filter(isSchemaNode));
  }
  return found;
}

function hasKeyword(schema: unknown, keyword: string): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  return Object.entries(schema).some(([key, inner]) => (key === keyword && typeof inner === 'string') || hasKeyword(inner, keyword));
}

/** Whether the schema names a member that every object inherits, such as `constructor`: the compiled code would find it everywhere. */
function speaksOfInherited(schema: unknown): boolean {
  if (typeof schema === 'string') return schema in Object.prototype;
  if (typeof schema !== 'object' || schema === null) return false;
  return Object.entries(schema).some(([key, inner]) => key in Object.prototype || speaksOfInherited(inner));
}

/** All that the compiled comparison of objects asks of one. */
const barest = Object.freeze(
  Object.assign(Object.create(null) as object, { valueOf: Object.prototype.valueOf, toString: Object.prototype.toString }),
);

/** A copy whose objects inherit next to nothing. Values deeper than any schema stay as they are. */
function withoutInherited(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > deepest * 2) return value;
  if (Array.isArray(value)) return value.map((item) => withoutInherited(item, depth + 1));
  const bare = Object.create(barest) as Record<string, unknown>;
  for (const [key, inner] of Object.entries(value))
    Object.defineProperty(bare, key, { value: withoutInherited(inner, depth + 1), enumerable: true });
  return bare;
}
