import type { Stream } from '../../src/random/stream.ts';

type Make = (stream: Stream, depth: number) => unknown;

const names = ['a', 'b', 'c', '__proto__', 'constructor', 'name', 'limit'];
const values = [null, true, false, 0, 1, -1, 1.5, 5, 'a', 'b', 'abc', '2026-01-01', '', [], ['a'], [1, 1], {}, { a: 1 }, { a: 'x', b: 2 }];
const types = ['string', 'integer', 'number', 'boolean', 'null', 'array', 'object'];

const small = (stream: Stream) => stream.below(4);
const bound = (stream: Stream) => stream.pick([-3, -0.5, 0, 0.1, 1, 2, 2.5, 5, 7, 100, 1e20]);
const map =
  (make: Make): Make =>
  (stream, depth) =>
    Object.fromEntries(
      Array.from({ length: 1 + stream.below(3) }, (_, index) => [stream.pick(names), make(stream.child(String(index)), depth)]),
    );
const list =
  (make: Make): Make =>
  (stream, depth) =>
    Array.from({ length: 1 + stream.below(3) }, (_, index) => make(stream.child(String(index)), depth));

const keywords: Record<string, Make> = {
  type: (stream) => (stream.below(3) === 0 ? [...new Set([stream.pick(types), stream.pick(types)])] : stream.pick(types)),
  enum: list((stream) => stream.pick(values)),
  const: (stream) => stream.pick(values),
  minimum: bound,
  maximum: bound,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: (stream) => stream.pick([1, 2, 3, 0.5, 0.01, 7, 1e-9]),
  minLength: small,
  maxLength: small,
  pattern: (stream) => stream.pick(['^a', 'b$', '^[a-c]{2,5}$', '\\d+', '^(?!a)', '^$', '^\\p{Lu}', '.', '^(a|b)*c?$']),
  format: (stream) => stream.pick(['date', 'email', 'uri', 'uuid', 'ipv4', 'unknown', 'time', 'regex']),
  items: (stream, depth) => makeSchema(stream, depth),
  prefixItems: list((stream, depth) => makeSchema(stream, depth)),
  contains: (stream, depth) => makeSchema(stream, depth),
  minContains: small,
  maxContains: small,
  minItems: small,
  maxItems: small,
  uniqueItems: (stream) => stream.below(2) === 0,
  unevaluatedItems: (stream, depth) => makeSchema(stream, depth),
  properties: map((stream, depth) => makeSchema(stream, depth)),
  required: (stream) => [...new Set(list((inner) => inner.pick(names))(stream, 0) as string[])],
  patternProperties: (stream, depth) => ({ [stream.pick(['^a', 'b', '^.$', 'e$'])]: makeSchema(stream, depth) }),
  additionalProperties: (stream, depth) => makeSchema(stream, depth),
  propertyNames: (stream, depth) => makeSchema(stream, depth),
  minProperties: small,
  maxProperties: small,
  unevaluatedProperties: (stream, depth) => makeSchema(stream, depth),
  dependentRequired: map((stream) => [stream.pick(names)]),
  dependentSchemas: map((stream, depth) => makeSchema(stream, depth)),
  allOf: list((stream, depth) => makeSchema(stream, depth)),
  anyOf: list((stream, depth) => makeSchema(stream, depth)),
  oneOf: list((stream, depth) => makeSchema(stream, depth)),
  not: (stream, depth) => makeSchema(stream, depth),
  if: (stream, depth) => makeSchema(stream, depth),
  // biome-ignore lint/suspicious/noThenProperty: the keyword
  then: (stream, depth) => makeSchema(stream, depth),
  else: (stream, depth) => makeSchema(stream, depth),
  $ref: (stream) => stream.pick(['#/$defs/x', '#/$defs/y', '#', '#/$defs/nothing']),
  default: (stream) => stream.pick(values),
};

/** A random schema of 2020-12 that need not make sense: any keywords beside any others, with references, `depth` levels deep. */
export function makeSchema(stream: Stream, depth: number): unknown {
  if (depth === 0 || stream.below(12) === 0)
    return stream.pick<unknown>([true, {}, { type: 'string' }, { type: 'integer' }, stream.below(5) === 0 ? false : {}]);
  const chosen = stream.shuffle(Object.keys(keywords)).slice(0, 1 + stream.below(4));
  return Object.fromEntries(chosen.map((keyword) => [keyword, (keywords[keyword] as Make)(stream.child(keyword), depth - 1)]));
}

/** The same with definitions for its references to lead to. */
export function makeWhole(stream: Stream, depth: number): Record<string, unknown> {
  const root = makeSchema(stream, depth);
  const defs = { x: makeSchema(stream.child('x'), depth - 1), y: makeSchema(stream.child('y'), depth - 1) };
  return { ...(typeof root === 'object' ? root : { not: root === true ? false : {} }), $defs: defs };
}

/** Values of every kind, to look for one that fits where a sampler says that none does. */
export function manyValues(stream: Stream): unknown[] {
  const made: unknown[] = [
    ...values,
    2,
    3,
    4,
    6,
    7,
    10,
    0.5,
    2.5,
    -2,
    50,
    1e20,
    'aa',
    'bb',
    'abb',
    'c',
    '1',
    'Ab',
    '12:00:00Z',
    'a@example.com',
    'https://example.com/',
    '10.0.0.1',
  ];
  for (let index = 0; index < 150; index += 1) {
    const keys = stream.shuffle(names.filter((name) => name !== '__proto__')).slice(0, stream.below(5));
    made.push(Object.fromEntries(keys.map((key) => [key, stream.pick(made)])));
    made.push(Array.from({ length: stream.below(5) }, () => stream.pick(made)));
  }
  return made;
}
