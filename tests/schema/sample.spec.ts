import { describe, expect, it } from 'vitest';
import { streamOf } from '../../src/random/stream.ts';
import { prepareSampler, type Sampler, sampleValue } from '../../src/schema/sample.ts';
import { judgesOf } from './two-judges.ts';

const draft7 = 'http://json-schema.org/draft-07/schema#';
const draft2019 = 'https://json-schema.org/draft/2019-09/schema';

/** One schema for each keyword, and some for keywords that meet. */
const schemas: Record<string, unknown> = {
  true: true,
  'an empty schema': {},
  'a string': { type: 'string' },
  'an integer': { type: 'integer' },
  'a number': { type: 'number' },
  'a boolean': { type: 'boolean' },
  null: { type: 'null' },
  'a union': { type: ['string', 'integer', 'null'] },
  enum: { enum: ['a', 7, null, { b: [1] }] },
  const: { const: { a: [1, 'x'] } },
  'enum within a type': { type: 'string', enum: ['a', 1, 'b'] },
  'enum within enum': { allOf: [{ enum: [1, 2, 3] }, { enum: [3, 4] }] },
  'minimum and maximum': { type: 'integer', minimum: 3, maximum: 4 },
  'exclusive bounds': { type: 'integer', exclusiveMinimum: 3, exclusiveMaximum: 5 },
  'a narrow range': { type: 'number', exclusiveMinimum: 0.1, exclusiveMaximum: 0.1001 },
  'bounds far out': { type: 'integer', minimum: 9_007_199_254_740_000 },
  'negative bounds': { type: 'number', maximum: -5.5 },
  multipleOf: { type: 'integer', multipleOf: 7, minimum: 50 },
  'multipleOf in cents': { type: 'number', multipleOf: 0.01, minimum: 0, maximum: 1_000 },
  'two multipleOf': {
    allOf: [
      { type: 'number', multipleOf: 0.4 },
      { multipleOf: 0.6, minimum: 0.1 },
    ],
  },
  'a fine multipleOf': { type: 'number', multipleOf: 1e-8 },
  'an integer by decimals': { type: 'integer', multipleOf: 0.5, minimum: 1 },
  lengths: { type: 'string', minLength: 3, maxLength: 4 },
  'an empty text': { type: 'string', maxLength: 0 },
  'a long text': { type: 'string', minLength: 900 },
  'lengths in code points': { type: 'string', pattern: '^\\p{Emoji_Presentation}+$', minLength: 3, maxLength: 3 },
  'a pattern': { type: 'string', pattern: '^[A-Z]{2}-\\d{4}$' },
  'an unanchored pattern': { type: 'string', pattern: '\\d', minLength: 5, maxLength: 6 },
  'a pattern with choices': { type: 'string', pattern: '^(?:(?:red|green)-(?:apple|pear)|blue)$' },
  'a pattern with lookahead': { type: 'string', pattern: '^(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d]{8,}$' },
  'a pattern with a backreference': { type: 'string', pattern: '^(["\'])[a-z]+\\1$' },
  'a pattern and lengths': { type: 'string', pattern: '^[a-f]+(?:-[0-9]{2}){1,9}$', minLength: 12, maxLength: 13 },
  'two patterns': { allOf: [{ type: 'string', pattern: '^[a-z0-9]+$' }, { pattern: '[0-9]$' }] },
  'a pattern and a format': { type: 'string', format: 'date', pattern: '^2026-' },
  'an unknown format': { type: 'string', format: 'phone-number' },
  base64: { type: 'string', contentEncoding: 'base64' },
  items: { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 3 },
  prefixItems: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 2 },
  'a tuple of draft-07': {
    $schema: draft7,
    type: 'array',
    items: [{ type: 'string' }, { type: 'null' }],
    additionalItems: { const: 1 },
    minItems: 4,
  },
  contains: { type: 'array', items: { type: 'integer', minimum: 0 }, contains: { minimum: 50 }, minItems: 3 },
  'minContains and maxContains': { type: 'array', contains: { const: 'x' }, minContains: 2, maxContains: 2, minItems: 4 },
  'no contains': { type: 'array', contains: { type: 'string' }, minContains: 0, maxContains: 0, minItems: 1 },
  uniqueItems: { type: 'array', items: { enum: ['a', 'b', 'c'] }, uniqueItems: true, minItems: 3 },
  unevaluatedItems: { type: 'array', prefixItems: [{ type: 'string' }], unevaluatedItems: false },
  'properties and required': { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } }, required: ['a'] },
  'required without properties': { type: 'object', required: ['a', 'b'] },
  'a closed object': { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
  'a map': { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 3 },
  patternProperties: {
    type: 'object',
    patternProperties: { '^x-[a-z]+$': { type: 'boolean' } },
    additionalProperties: false,
    minProperties: 2,
  },
  'a pattern over a property': {
    type: 'object',
    properties: { ab: { type: 'string' } },
    patternProperties: { '^a': { minLength: 9 } },
    required: ['ab'],
  },
  propertyNames: { type: 'object', propertyNames: { pattern: '^[A-Z]{3}$' }, minProperties: 2 },
  'minProperties from the optional ones': {
    type: 'object',
    properties: { a: {}, b: {}, c: {} },
    additionalProperties: false,
    minProperties: 3,
  },
  maxProperties: { type: 'object', properties: { a: {}, b: {}, c: {} }, maxProperties: 1 },
  unevaluatedProperties: {
    type: 'object',
    allOf: [{ properties: { a: { type: 'string' } } }],
    unevaluatedProperties: false,
    required: ['a'],
  },
  dependentRequired: {
    type: 'object',
    properties: { card: { type: 'string' }, address: { type: 'string' } },
    dependentRequired: { card: ['address'] },
  },
  dependentSchemas: {
    type: 'object',
    properties: { a: { type: 'string' } },
    dependentSchemas: { a: { required: ['b'], properties: { b: { const: 1 } } } },
  },
  'dependencies of draft-07': {
    $schema: draft7,
    type: 'object',
    required: ['a'],
    dependencies: { a: ['b'], b: { properties: { c: { const: 2 } }, required: ['c'] } },
  },
  allOf: {
    allOf: [
      { type: 'object', properties: { a: { minimum: 3 } } },
      { properties: { a: { type: 'integer', maximum: 4 } }, required: ['a'] },
    ],
  },
  'a deep allOf': Array.from({ length: 20 }).reduce<object>((inner, _, index) => ({ allOf: [inner, { minimum: index }] }), {
    type: 'integer',
  }),
  anyOf: {
    anyOf: [
      { type: 'string', minLength: 30 },
      { type: 'array', items: { type: 'null' } },
    ],
  },
  'anyOf with a dead branch': { type: 'integer', anyOf: [{ type: 'string' }, { minimum: 5, maximum: 4 }, { minimum: 9 }] },
  oneOf: {
    oneOf: [
      { type: 'integer', multipleOf: 2 },
      { type: 'integer', multipleOf: 3 },
    ],
  },
  'oneOf of required members': {
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'string' } },
    oneOf: [{ required: ['a'] }, { required: ['b'] }],
  },
  'oneOf with a part of another': { oneOf: [{ type: 'number' }, { type: 'integer' }] },
  'oneOf with a tag': {
    oneOf: [
      { properties: { kind: { const: 'circle' }, r: { type: 'number' } }, required: ['kind', 'r'] },
      { properties: { kind: { const: 'square' }, side: { type: 'number' } }, required: ['kind', 'side'] },
    ],
  },
  'not a type': { not: { type: ['string', 'number'] } },
  'not a value': { type: 'boolean', not: { const: true } },
  'not a member': { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, not: { required: ['a'] } },
  'not below': { type: 'integer', not: { minimum: 5 } },
  'not any of them': { type: ['integer', 'string', 'null'], not: { anyOf: [{ type: 'string' }, { minimum: 0 }] } },
  'not all of them': { type: 'object', not: { allOf: [{ required: ['a'] }, { required: ['b'] }] }, required: ['a'] },
  'not a member of that kind': { not: { properties: { a: { type: 'string' } } } },
  'not not': { not: { not: { type: 'integer', maximum: 3 } } },
  'if, then, else': {
    type: 'object',
    properties: { country: { enum: ['DE', 'US'] }, code: { type: 'string' } },
    required: ['country', 'code'],
    if: { properties: { country: { const: 'DE' } } },
    // biome-ignore lint/suspicious/noThenProperty: the keyword
    then: { properties: { code: { pattern: '^[0-9]{5}$' } } },
    else: { properties: { code: { pattern: '^[A-Z]{2}$' } } },
  },
  $ref: { properties: { a: { $ref: '#/$defs/count' } }, required: ['a'], $defs: { count: { type: 'integer', minimum: 1, maximum: 2 } } },
  '$ref with a neighbour': { $ref: '#/$defs/count', minimum: 2, $defs: { count: { type: 'integer', maximum: 2 } } },
  '$ref into properties': {
    type: 'object',
    properties: { a: { type: 'string', maxLength: 2 }, b: { $ref: '#/properties/a' } },
    required: ['b'],
  },
  'a $ref with escapes': { $ref: '#/$defs/a~1b%25', $defs: { 'a/b%': { const: 5 } } },
  definitions: { $schema: draft7, $ref: '#/definitions/x', definitions: { x: { type: 'string', maxLength: 3 } } },
  $anchor: { properties: { a: { $ref: '#count' } }, required: ['a'], $defs: { any: { $anchor: 'count', const: 4 } } },
  $id: { $id: 'https://tools.example/root', $ref: 'part', $defs: { any: { $id: 'part', type: 'integer', minimum: 4 } } },
  'an $id in draft-07': {
    $schema: draft7,
    $id: 'http://tools.example/root',
    allOf: [{ $ref: '#part' }],
    definitions: { any: { $id: '#part', type: 'null' } },
  },
  $dynamicRef: { properties: { a: { $dynamicRef: '#node' } }, required: ['a'], $defs: { any: { $dynamicAnchor: 'node', type: 'string' } } },
  $recursiveRef: {
    $schema: draft2019,
    $recursiveAnchor: true,
    type: 'object',
    properties: { next: { $recursiveRef: '#' }, v: { type: 'integer' } },
    required: ['v'],
  },
  'a tree': {
    $ref: '#/$defs/node',
    $defs: {
      node: {
        type: 'object',
        properties: { v: { type: 'integer' }, below: { type: 'array', items: { $ref: '#/$defs/node' } } },
        required: ['v', 'below'],
        additionalProperties: false,
      },
    },
  },
  'an expression that must end': {
    $ref: '#/$defs/sum',
    $defs: {
      sum: { type: 'object', properties: { left: { $ref: '#/$defs/any' }, right: { $ref: '#/$defs/any' } }, required: ['left', 'right'] },
      any: { anyOf: [{ $ref: '#/$defs/sum' }, { type: 'number' }] },
    },
  },
  nullable: { type: 'string', nullable: true, minLength: 2 },
  'a default that does not fit': { type: 'integer', default: 'ten', minimum: 5 },
  'members called __proto__ and constructor': {
    type: 'object',
    properties: JSON.parse('{"__proto__":{"type":"string"},"constructor":{"type":"integer"}}'),
    required: ['constructor'],
    additionalProperties: false,
  },
  'only typed by its members': { properties: { a: { type: 'integer' } }, required: ['a'] },
};

const formats = [
  'date',
  'time',
  'date-time',
  'duration',
  'email',
  'idn-email',
  'hostname',
  'idn-hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uri-reference',
  'iri',
  'iri-reference',
  'uri-template',
  'uuid',
  'json-pointer',
  'relative-json-pointer',
  'regex',
  'url',
  'byte',
  'binary',
  'password',
  'json-pointer-uri-fragment',
  'iso-time',
  'iso-date-time',
];
for (const format of formats) schemas[`format ${format}`] = { type: 'string', format };
for (const format of ['int32', 'int64', 'float', 'double']) schemas[`format ${format}`] = { type: 'number', format };

describe('sampling', () => {
  it.each(Object.keys(schemas))('should give only values that both validators take: %s', (name) => {
    const schema = schemas[name];
    const before = JSON.stringify(schema);
    const judges = judgesOf(schema);
    const sampler = ready(schema);
    for (let index = 0; index < 15; index += 1) {
      for (const style of ['required', 'some', 'all'] as const) {
        const sampled = sampler.sample({ stream: streamOf('law', name, index), style });
        if ('refused' in sampled) throw new Error(`${name}, ${style}: ${sampled.refused}`);
        expect([JSON.stringify(sampled.value), judges(sampled.value)]).toEqual([
          JSON.stringify(sampled.value),
          { compiled: true, interpreted: true },
        ]);
        expect(JSON.parse(JSON.stringify(sampled.value))).toEqual(sampled.value);
        expect(sampler.sample({ stream: streamOf('law', name, index), style })).toEqual(sampled);
      }
    }
    expect(JSON.stringify(schema)).toBe(before);
  });

  it.each<[string, unknown, RegExp]>([
    ['false', false, /^unsatisfiable: /u],
    ['contradicting bounds', { type: 'integer', minimum: 10, maximum: 5 }, /^unsatisfiable: no number above 10 and below 5/u],
    ['no integer between', { type: 'integer', exclusiveMinimum: 3, exclusiveMaximum: 4 }, /^unsatisfiable: /u],
    ['contradicting lengths', { type: 'string', minLength: 10, maxLength: 5 }, /^unsatisfiable: minLength 10/u],
    ['contradicting types', { allOf: [{ type: 'string' }, { type: 'integer' }] }, /^unsatisfiable: the types exclude one another/u],
    ['not anything', { not: {} }, /^unsatisfiable: /u],
    ['a required member that may not be', { type: 'object', properties: { a: false }, required: ['a'] }, /^unsatisfiable: a: /u],
    ['too many required', { type: 'object', required: ['a', 'b'], maxProperties: 1 }, /^unsatisfiable: /u],
    [
      'a closed object that must be larger',
      { type: 'object', properties: { a: {} }, additionalProperties: false, minProperties: 2 },
      /fewer members/u,
    ],
    ['three of two', { type: 'array', items: { type: 'boolean' }, uniqueItems: true, minItems: 3 }, /^uns/u],
    ['enum that contradicts const', { enum: [1, 2], const: 3 }, /^unsatisfiable: /u],
    ['a pattern nothing matches', { type: 'string', pattern: '^[^\\s\\S]$' }, /^unsupported: no text found for pattern/u],
    ['two patterns that exclude each other', { allOf: [{ type: 'string', pattern: '^a+$' }, { pattern: '^b+$' }] }, /^unsupported: /u],
    ['a text without end', { type: 'string', minLength: 1e9 }, /^unsupported: a text of 1000000000/u],
    ['a list without end', { type: 'array', minItems: 1e9 }, /^unsupported: 1000000000 items/u],
    ['members without end', { type: 'object', minProperties: 1e9 }, /^unsupported: /u],
    [
      'a value that must hold itself',
      { $ref: '#/$defs/a', $defs: { a: { type: 'object', properties: { a: { $ref: '#/$defs/a' } }, required: ['a'] } } },
      /^unsatisfiable: a value that holds itself without end/u,
    ],
    ['a remote reference', { $ref: 'https://elsewhere.example/schema' }, /^remote \$ref: https:\/\/elsewhere/u],
    ['no schema', 7, /^invalid schema: /u],
    ['an unknown type', { type: 'strng' }, /^invalid schema: /u],
  ])('should refuse with a reason: %s', (_, schema, reason) => {
    const sampled = sampleValue(schema, { stream: streamOf('refuse') });
    expect('refused' in sampled ? sampled.refused : JSON.stringify(sampled)).toMatch(reason);
  });

  it.each<[string, RegExp]>([
    ['city', /^[A-Z][a-z]+/u],
    ['email', /^[^@]+@example\.com$/u],
    ['start_date', /^\d{4}-\d{2}-\d{2}$/u],
    ['startDate', /^\d{4}-\d{2}-\d{2}$/u],
    ['path', /^[a-z]+\/[a-z]+\.[a-z]+$/u],
    ['currency', /^[A-Z]{3}$/u],
    ['timezone', /^(?:UTC|[A-Z][a-z]+\/[A-Z][A-Za-z_]+)$/u],
    ['url', /^https:\/\/example\.com\//u],
    ['query', /^\w+/u],
    ['first_name', /^\p{Lu}/u],
    ['country', /^[A-Z][a-z]+/u],
    ['phoneNumber', /^\+1555\d{7}$/u],
    ['id', /^[a-z0-9]+$/u],
  ])('should let a text mean what its name says: %s', (name, form) => {
    const sampler = ready({ type: 'object', properties: { [name]: { type: 'string' } }, required: [name] });
    for (let index = 0; index < 30; index += 1) {
      const sampled = sampler.sample({ stream: streamOf('meaning', index) });
      expect('value' in sampled ? (sampled.value as Record<string, string>)[name] : sampled.refused).toMatch(form);
    }
  });

  it('should take examples from descriptions, and ranges', () => {
    const sampler = ready({
      type: 'object',
      properties: {
        place: { type: 'string', description: 'Where to look (e.g. "Bergen")' },
        grade: { type: 'integer', description: 'How good it was, between 1 and 5.' },
      },
      required: ['place', 'grade'],
    });
    const values = Array.from({ length: 30 }, (_, index) => sampler.sample({ stream: streamOf('told', index) }));
    const seen = values.map((sampled) =>
      'value' in sampled ? (sampled.value as { place: string; grade: number }) : { place: '', grade: 0 },
    );
    expect(seen.filter(({ place }) => place === 'Bergen').length).toBeGreaterThan(5);
    expect(seen.every(({ grade }) => grade >= 1 && grade <= 5)).toBe(true);
  });

  it('should let no member shift the values of another', () => {
    const one = ready({ type: 'object', properties: { b: { type: 'string' } }, required: ['b'] });
    const two = ready({ type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, required: ['a', 'b'] });
    const [left, right] = [one, two].map((sampler) => sampler.sample({ stream: streamOf('apart') }));
    if (left === undefined || right === undefined || 'refused' in left || 'refused' in right) throw new Error('refused');
    expect((left.value as { b: string }).b).toBe((right.value as { b: string }).b);
  });

  it('should draw each place from a stream of its own', () => {
    const text = { type: 'string' };
    const sampler = ready({ type: 'object', properties: { query: text, search: text }, required: ['query', 'search'] });
    const same = Array.from({ length: 20 }, (_, index) => sampler.sample({ stream: streamOf('own', index) })).filter((sampled) => {
      const { query, search } = 'value' in sampled ? (sampled.value as { query: string; search: string }) : { query: '', search: '' };
      return query === search;
    });
    expect(same.length).toBeLessThan(4);
  });

  it('should ask the caller first', () => {
    const sampler = ready({ type: 'object', properties: { path: { type: 'string', pattern: '^/' } }, required: ['path'] });
    const known = sampler.sample({ stream: streamOf('known'), meaning: ({ name }) => (name === 'path' ? '/srv/books' : undefined) });
    expect(known).toEqual({ value: { path: '/srv/books' } });
    const unfit = sampler.sample({ stream: streamOf('known'), meaning: () => 'books' });
    expect('value' in unfit && unfit.value).toEqual({ path: expect.stringMatching(/^\//u) });
  });

  it('should write for patterns that are only valid without the u flag', () => {
    const pattern = '^[\\w-.]+\\-x$';
    const sampled = sampleValue({ type: 'string', pattern }, { stream: streamOf('flag') });
    expect('value' in sampled && sampled.value).toMatch(new RegExp(pattern));
  });

  it('should leave out a member called __proto__', () => {
    const schema = JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["__proto__"]}');
    expect(sampleValue(schema, { stream: streamOf('proto') })).toEqual({ refused: expect.stringMatching(/^unsupported: __proto__: /u) });
  });

  it('should not hang on patterns that take exponential time', () => {
    for (const pattern of ['^(a+)+$', '^((a+))+b$', '^(a|a)*c$', '^(?:(?:x?){50}){50}$', '(.*)*(.*)*d{3}']) {
      const started = performance.now();
      const sampled = sampleValue({ type: 'string', pattern, minLength: 20, maxLength: 40 }, { stream: streamOf('slow') });
      expect([pattern, 'value' in sampled || sampled.refused.startsWith('unsupported: ')]).toEqual([pattern, true]);
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });
});

function ready(schema: unknown): Sampler {
  const sampler = prepareSampler(schema);
  if ('refused' in sampler) throw new Error(sampler.refused);
  return sampler;
}
