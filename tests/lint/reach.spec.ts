import { describe, expect, it } from 'vitest';
import { lintTools } from '../../src/lint/lint.ts';
import type { Json } from '../../src/model/json.ts';

const find = (inputSchema: Json) =>
  lintTools([{ name: 'x', document: { tools: [{ name: 'a', description: 'Does what it is asked to.', inputSchema }] } }])
    .findings.filter(({ rule }) => rule === 'unsatisfiable')
    .map(({ pointer, says }) => `${pointer.replace('/tools/0/inputSchema', '')} ${says}`);
const withX = (x: Json, required = true): Json => ({ type: 'object', properties: { x }, ...(required ? { required: ['x'] } : {}) });

describe('unsatisfiable', () => {
  it.each<[string, Json, RegExp]>([
    [
      'bounds',
      withX({ type: 'integer', minimum: 2, maximum: 1 }),
      /^\/properties\/x\/minimum no call can be valid: "x" is required, and minimum 2/u,
    ],
    ['an enum of another type', withX({ type: 'integer', enum: ['a'] }), /no listed value is "integer"/u],
    ['const against enum', withX({ const: 1, enum: [2, 3] }), /const is not among/u],
    ['const against type', withX({ type: 'string', const: 1 }), /const 1 is not "string"/u],
    ['not everything', withX({ not: {} }), /not excludes everything/u],
    ['false', withX(false), /the schema is false/u],
    ['allOf of two types', withX({ allOf: [{ type: 'string' }, { type: 'integer' }] }), /./u],
    ['allOf of bounds apart', withX({ allOf: [{ type: 'integer', minimum: 5 }, { maximum: 3 }] }), /./u],
    ['no alternative', withX({ anyOf: [false, { not: true }] }), /no alternative can be met/u],
    [
      'alternatives of another type',
      withX({ type: 'string', anyOf: [{ type: 'integer' }, { type: 'null' }] }),
      /no alternative is "string"/u,
    ],
    ['equal alternatives of oneOf', withX({ oneOf: [{ type: 'string' }, { type: 'string' }] }), /all alternatives/u],
    [
      'a reference to what no value fits',
      { ...(withX({ $ref: '#/$defs/N' }) as object), $defs: { N: { enum: [] } } } as Json,
      /the enum is empty/u,
    ],
    [
      'required, and not allowed',
      { type: 'object', properties: {}, required: ['x'], additionalProperties: false },
      /"x" is required, and not allowed/u,
    ],
    [
      'deep down',
      withX({ type: 'object', properties: { y: withX({ const: 1, type: 'string' }) }, required: ['y'] }),
      /^\/properties\/x\/properties\/y\/properties\/x\/const/u,
    ],
  ])('should see %s', (_, schema, says) => {
    expect(find(schema)).toEqual([expect.stringMatching(says)]);
  });

  it('should say of an optional argument that only it is lost', () => {
    expect(find(withX({ type: 'string', const: 1 }, false))).toEqual(['/properties/x/const no value fits: const 1 is not "string"']);
  });

  it.each<[string, Json]>([
    ['bounds that touch', withX({ type: 'integer', minimum: 1, maximum: 1 })],
    ['bounds of another type', withX({ type: 'string', minimum: 2, maximum: 1 })],
    ['bounds without a type', withX({ minimum: 2, maximum: 1 })],
    ['one enum member of the type', withX({ type: 'string', enum: [1, 'a'] })],
    ['one alternative', withX({ anyOf: [false, { type: 'string' }] })],
    ['a closed object with patterns', { type: 'object', patternProperties: { '^x': {} }, required: ['x'], additionalProperties: false }],
    ['required in an open object', { type: 'object', properties: {}, required: ['x'] }],
    ['whole numbers among numbers', withX({ type: 'number', anyOf: [{ type: 'integer' }] })],
    [
      'recursion',
      { ...(withX({ $ref: '#/$defs/T' }) as object), $defs: { T: { type: 'object', properties: { t: { $ref: '#/$defs/T' } } } } } as Json,
    ],
    ['what is below not', withX({ not: { type: 'string', const: 1 } })],
  ])('should let %s pass', (_, schema) => expect(find(schema)).toEqual([]));
});
