import { describe, expect, it } from 'vitest';
import { NearmissError } from '../../src/errors.ts';
import { compileSchema } from '../../src/schema/compile.ts';

const draft7 = 'http://json-schema.org/draft-07/schema#';

describe('compileSchema', () => {
  it('should say whether a value fits, and where it does not', () => {
    const validate = compileSchema({
      type: 'object',
      properties: { day: { type: 'string', format: 'date' }, by: { enum: ['a', 'b'] } },
      required: ['day'],
      additionalProperties: false,
    });
    expect(validate({ day: '2026-02-28' })).toEqual({ valid: true, errors: [] });
    expect(validate({ day: '2026-02-30' }).errors).toEqual(['/day must match format "date"']);
    expect(validate({ day: '2026-02-28', by: 'c' }).errors).toEqual(['/by must be equal to one of the allowed values (a, b)']);
    expect(validate({ day: '2026-02-28', more: 1 }).errors).toEqual(['the value must NOT have additional properties (more)']);
    expect(validate({}).errors).toEqual(["the value must have required property 'day'"]);
  });

  it('should read each dialect as it is meant', () => {
    const tuple = { type: 'array', items: [{ type: 'string' }], additionalItems: false };
    expect(compileSchema({ $schema: draft7, ...tuple })(['a', 1]).valid).toBe(false);
    expect(compileSchema(tuple)(['a', 1]).valid).toBe(false);
    const modern = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'array',
      prefixItems: [{ type: 'string' }],
      items: false,
    };
    expect(compileSchema(modern)(['a', 1]).valid).toBe(false);
    expect(compileSchema(modern)(['a']).valid).toBe(true);
  });

  it('should take schemas with one $id, unknown formats and keywords, and forget them again', () => {
    const first = compileSchema({ $id: 'https://tools.example/args', type: 'string' });
    const second = compileSchema({ $id: 'https://tools.example/args', type: 'number', format: 'phone-number', 'x-note': 1 });
    expect([first('a').valid, first(1).valid, second(1).valid, second('a').valid]).toEqual([true, false, true, false]);
  });

  it('should follow references inside and refuse those that leave', () => {
    const tree = compileSchema({
      $ref: '#/$defs/node',
      $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } }, required: ['v'] } },
    });
    expect(tree({ v: 1, next: { v: 2 } }).valid).toBe(true);
    expect(tree({ v: 1, next: {} }).valid).toBe(false);
    expect(() => compileSchema({ $ref: 'https://elsewhere.example/schema' })).toThrow(NearmissError);
  });

  it.each([
    ['no schema', 7],
    ['a list', []],
    ['an unknown type', { type: 'strng' }],
    ['a wrong bound', { type: 'number', exclusiveMinimum: true }],
    ['a broken pattern', { type: 'string', pattern: '(' }],
    ['an endless pattern', { type: 'string', pattern: 'a'.repeat(2_001) }],
    ['too many levels', Array.from({ length: 70 }).reduce<object>((inner) => ({ properties: { a: inner } }), {})],
    ['too many parts', { enum: Array.from({ length: 20_001 }, (_, index) => index) }],
  ])('should refuse %s in one line', (_, schema) => {
    let message = '';
    try {
      compileSchema(schema);
    } catch (error) {
      expect(error).toBeInstanceOf(NearmissError);
      message = (error as Error).message;
    }
    expect(message).toMatch(/^[^\n]+$/u);
  });

  it('should not hang on a pattern that takes exponential time', () => {
    const validate = compileSchema({ type: 'string', pattern: '^(a+)+$' });
    expect(validate('aaaa').valid).toBe(true);
    expect(() => validate(`${'a'.repeat(50)}!`)).toThrow(/takes too long/u);
  });

  it('should take patterns that are only valid without the u flag', () => {
    const validate = compileSchema({ type: 'string', pattern: '^[\\w-.]+\\-x$' });
    expect(validate('a.b-x').valid).toBe(true);
    expect(validate('a b-x').valid).toBe(false);
  });

  it('should tell two patterns apart', () => {
    const validate = compileSchema({ properties: { a: { pattern: '^(x+)+$' }, b: { pattern: '^(y+)+$' } } });
    expect([validate({ a: 'x', b: 'y' }).valid, validate({ a: 'y' }).valid, validate({ b: 'x' }).valid]).toEqual([true, false, false]);
  });

  it.each([
    '^(a+)+$',
    '^((a+))+$',
    '^(a|a)*$',
    '^(?:(?:a?){50}){50}$',
    '^(?=(a+)+$)b',
    '(?:a{1,3}){1,200}$',
    'a{0,99}a{0,99}a{0,99}a{0,99}b',
    '^(?:(?:a?){7}){7}$',
    `^${'a?'.repeat(40)}${'a'.repeat(40)}$`,
    `^${'(?:a|a)'.repeat(40)}$`,
    '^(a*)*\\1$',
  ])('should not let any pattern hang it: %s', (pattern) => {
    const validate = compileSchema({ type: 'string', pattern });
    for (const length of [10, 40, 2_000]) {
      const started = performance.now();
      try {
        validate(`${'a'.repeat(length)}!`);
      } catch (error) {
        expect(error).toBeInstanceOf(NearmissError);
      }
      expect([length, performance.now() - started < 2_000]).toEqual([length, true]);
    }
  });

  it('should follow a reference to the whole schema', () => {
    const validate = compileSchema({ type: 'object', properties: { next: { $ref: '#' } }, additionalProperties: false });
    expect([validate({ next: { next: {} } }).valid, validate({ next: { other: 1 } }).valid]).toEqual([true, false]);
  });

  it('should keep the names in one schema apart from those in the next', () => {
    const make = (type: string) => ({
      $id: 'https://tools.example/root',
      properties: { a: { $ref: 'part' } },
      $defs: { part: { $id: 'part', type } },
    });
    const [first, second] = [compileSchema(make('number')), compileSchema(make('string'))];
    expect([first({ a: 1 }).valid, first({ a: 'x' }).valid, second({ a: 1 }).valid, second({ a: 'x' }).valid]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('should refuse references that go in a circle or multiply without measure', () => {
    expect(() => compileSchema({ anyOf: [{ $ref: '#' }, { type: 'string' }] })).toThrow('schema refers to itself without end');
    const doubling = Object.fromEntries(
      Array.from({ length: 24 }, (_, level) => {
        const next = { $ref: `#/$defs/level${level + 1}` };
        return [`level${level}`, level === 23 ? { type: 'string' } : { anyOf: [next, next] }];
      }),
    );
    expect(() => compileSchema({ $ref: '#/$defs/level0', $defs: doubling })).toThrow('its references multiply');
    expect(() => compileSchema({ $dynamicAnchor: 'x', $dynamicRef: '#x' })).toThrow(NearmissError);
  });

  it('should not take what every object inherits for members', () => {
    const validate = compileSchema({
      type: 'object',
      properties: { constructor: { type: 'string' }, season: { const: { year: 2026 } } },
      required: ['season'],
    });
    const season = { year: 2026 };
    expect([validate({ season }).valid, validate({ season, constructor: 'a' }).valid, validate({ season, constructor: 1 }).valid]).toEqual([
      true,
      true,
      false,
    ]);
    expect(compileSchema({ required: ['hasOwnProperty'] })({}).valid).toBe(false);
    expect(compileSchema({ required: ['toString'] })({}).valid).toBe(false);
  });
});
