import { NearmissError } from '../errors.ts';
import type { Json } from '../model/json.ts';
import type { Stream } from '../random/stream.ts';
import { compileInDialect, type Validate } from './compile.ts';
import { isSchemaObject, ownOf, SchemaDocument, type SchemaNode } from './document.ts';
import { measureCosts } from './sample/cost.ts';
import { type Covered, coverSampler, type Distinct, distinctOf } from './sample/cover.ts';
import type { Refusal } from './sample/demand.ts';
import { judgeIn } from './sample/judge.ts';
import type { Hint, Pin } from './sample/place.ts';
import { type Drawn, type Meaning, OutOfWork, type Sampling, type Style, solve } from './sample/solve.ts';

export type { Covered, Distinct, Scenario } from './sample/cover.ts';
export type { Edge, Hint, Pin } from './sample/place.ts';
export type { Meaning, Style } from './sample/solve.ts';

/** Levels that optional members and items are drawn in; below them everything is as small as it can be. */
const DEPTH = 5;
/** Fresh starts for one value, the work allowed for each, and for all together. */
const ATTEMPTS = 12;
const STEPS = 3_000;
const MOST_STEPS = 10_000;

/** A value that fits, or why there is none: "unsatisfiable: …", "unsupported: …", "remote $ref: …", "invalid schema: …". */
export type Sampled = { value: Json } | { refused: string };

export interface SampleOptions {
  /** The only source of chance: the same stream gives the same value. */
  stream: Stream;
  /** Optional members: none, some (the default) or all that fit together. */
  style?: Style;
  /** Levels that are filled in beyond what is required. */
  depth?: number;
  /** The caller's guesses, asked before the sampler's own. */
  meaning?: Meaning;
  /** What is wanted at places, by JSON Pointer into the value. */
  pins?: ReadonlyMap<string, Pin>;
  /** What the whole value is for, such as a tool's description. */
  hint?: Partial<Hint>;
}

/** A schema made ready: compiled once, sampled often. */
export interface Sampler {
  /** The whole schema, as it judges every value given. */
  validate: Validate;
  document: SchemaDocument;
  /** Whether a value fits one subschema of the document, as far as can be told without compiling it. */
  fits(node: SchemaNode, value: Json): boolean;
  sample(options: SampleOptions): Sampled;
  /** Values that together show what the schema allows. */
  cover(options: SampleOptions): Iterable<Covered>;
  /** Different values for one place, with all else the same. */
  distinct(pointer: string, count: number, options: SampleOptions & { base?: Json }): Distinct | { refused: string };
  /** What one sampling carries along, for helpers that look into the schema. */
  start(options: SampleOptions): Sampling;
}

/** One value that fits the schema. Prepares the schema each time; use `samplerOf` for many. */
export function sampleValue(schema: unknown, options: SampleOptions): Sampled {
  const sampler = prepareSampler(schema);
  return 'refused' in sampler ? sampler : sampler.sample(options);
}

/** Values that together show what a schema allows; nothing where it cannot be read. */
export function* coverSchema(schema: unknown, options: SampleOptions): Generator<Covered> {
  const sampler = prepareSampler(schema);
  if (!('refused' in sampler)) yield* sampler.cover(options);
}

/** Up to `count` different values for one place, with all else the same. */
export function distinctValues(
  schema: unknown,
  pointer: string,
  count: number,
  options: SampleOptions & { base?: Json },
): Distinct | { refused: string } {
  const sampler = prepareSampler(schema);
  return 'refused' in sampler ? sampler : sampler.distinct(pointer, count, options);
}

/** Makes a schema ready for sampling, or says why it cannot be. The schema stays as it is. */
export function prepareSampler(schema: unknown): Sampler | { refused: string } {
  let compiled: ReturnType<typeof compileInDialect>;
  try {
    compiled = compileInDialect(schema);
  } catch (error) {
    if (error instanceof NearmissError) return { refused: explainUnreadable(schema, error) };
    throw error;
  }
  // A copy: the interpreter leaves marks in it. JSON keeps members called __proto__.
  const document = new SchemaDocument(JSON.parse(JSON.stringify(schema)) as SchemaNode);
  const fits = judgeIn(document, compiled.dialect);
  let costs: ((node: SchemaNode) => number) | undefined;
  const costOf = (node: SchemaNode) => {
    if (!document.refers) return 1;
    costs ??= measureCosts(document);
    return costs(node);
  };
  const sampler: Sampler = {
    validate: compiled.validate,
    document,
    fits,
    start: ({ meaning, style = 'some', depth = DEPTH, pins = new Map() }) => ({
      document,
      fits,
      costOf,
      meaning,
      pins,
      style,
      depth,
      steps: STEPS,
    }),
    sample: (options) => sampleWith(sampler, options),
    cover: (options) => coverSampler(sampler, options),
    distinct: (pointer, count, options) => distinctOf(sampler, pointer, count, options),
  };
  return sampler;
}

function sampleWith(sampler: Sampler, options: SampleOptions): Sampled {
  let refusal: Refusal | undefined;
  let steps = 0;
  for (let attempt = 0; attempt < ATTEMPTS && steps < MOST_STEPS; attempt += 1) {
    const sampling = sampler.start(options);
    const drawn = drawWhole(sampler, sampling, options, options.stream.child(`value/${attempt}`));
    steps += STEPS - sampling.steps;
    if ('value' in drawn) {
      const judged = judge(sampler, drawn.value);
      if (judged === undefined) return drawn;
      refusal = { refused: judged, certain: false };
    } else {
      refusal = drawn;
      if (drawn.certain) break;
    }
  }
  if (refusal?.certain && (options.pins?.size ?? 0) === 0) return { refused: `unsatisfiable: ${refusal.refused}` };
  if ((options.pins?.size ?? 0) === 0) for (const value of plainValues) if (judge(sampler, value) === undefined) return { value };
  return { refused: `unsupported: ${refusal?.refused ?? 'no value found'}` };
}

/** Tried last of all, for schemas that say something no sampler reads but take a simple value. */
const plainValues: readonly Json[] = [{}, [], '', 'text', 0, 1, true, false, null, { a: 1 }, ['a'], [1], 'a', 1.5, -1];

function drawWhole(sampler: Sampler, sampling: Sampling, options: SampleOptions, stream: Stream): Drawn {
  const { name = '', title = '', description = '', above = [] } = options.hint ?? {};
  try {
    return solve(sampling, [sampler.document.root], { path: [], hint: { name, title, description, above }, stream });
  } catch (error) {
    if (error instanceof OutOfWork) return { refused: `no value found within ${STEPS} steps`, certain: false };
    // A pattern that takes too long, or that nothing reads.
    if (error instanceof NearmissError) return { refused: error.message, certain: false };
    throw error;
  }
}

/** Why a value does not fit; two readings of the schema have to take it. */
function judge(sampler: Sampler, value: Json): string | undefined {
  try {
    const { valid, errors } = sampler.validate(value);
    if (!valid) return `the value drawn does not fit: ${errors[0] ?? 'no reason given'}`;
    // The compiled schema overlooks some things, such as a required member called __proto__.
    return sampler.fits(sampler.document.root, value) ? undefined : 'the value drawn does not fit by a second reading';
  } catch (error) {
    return (error as Error).message;
  }
}

/** A reference that leaves the schema has a reason of its own. */
function explainUnreadable(schema: unknown, error: NearmissError): string {
  const remote = /resolve reference/u.test(error.message) ? findRemote(schema) : undefined;
  return remote === undefined ? `invalid schema: ${error.message}` : `remote $ref: ${remote} is not in the schema, and nothing is fetched`;
}

function findRemote(schema: unknown): string | undefined {
  if (!isSchemaObject(schema)) return undefined;
  const document = new SchemaDocument(schema);
  for (const node of document.nodes) {
    const reference = ownOf(node, '$ref');
    if (typeof reference === 'string' && !reference.startsWith('#') && document.follow(node, reference) === undefined) return reference;
  }
  return undefined;
}
