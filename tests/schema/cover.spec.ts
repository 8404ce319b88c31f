import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/model/pointer.ts';
import { streamOf } from '../../src/random/stream.ts';
import { type Covered, coverSchema, distinctValues, prepareSampler } from '../../src/schema/sample.ts';
import { judgesOf } from './two-judges.ts';

const search = {
  type: 'object',
  properties: {
    path: { type: 'string' },
    limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    mode: { enum: ['fast', 'exact'] },
    deep: { type: 'boolean' },
    where: {
      type: 'object',
      properties: {
        city: { type: ['string', 'null'], minLength: 2, maxLength: 8 },
        tags: { type: 'array', items: { type: 'string' }, maxItems: 3 },
      },
      required: ['city'],
    },
    by: { anyOf: [{ type: 'string' }, { type: 'array', items: { enum: [1, 2] } }] },
  },
  required: ['path'],
  additionalProperties: false,
};

describe('covering a schema', () => {
  const cases = [...coverSchema(search, { stream: streamOf('cover') })];
  const at = (scenario: string, pointer: string) => cases.filter((each) => each.scenario === scenario && each.pointer === pointer);
  const seen = (scenario: string, pointer: string) => at(scenario, pointer).map((each) => valueAt(takeValue(each), pointer));

  it('should give values only that both validators take', () => {
    const judges = judgesOf(search);
    for (const each of cases)
      expect([each.scenario, each.pointer, judges(takeValue(each))]).toEqual([
        each.scenario,
        each.pointer,
        { compiled: true, interpreted: true },
      ]);
  });

  it('should show required members alone, and all of them', () => {
    expect(Object.keys(takeValue(at('required', '')[0]) as object)).toEqual(['path']);
    expect(Object.keys(takeValue(at('all', '')[0]) as object)).toEqual(Object.keys(search.properties));
  });

  it('should show each optional member there alone, and it alone missing', () => {
    for (const name of ['limit', 'mode', 'deep', 'where', 'by']) {
      expect(Object.keys(takeValue(at('present', `/${name}`)[0]) as object)).toEqual(['path', name]);
      expect(Object.keys(takeValue(at('absent', `/${name}`)[0]) as object)).toEqual(
        Object.keys(search.properties).filter((other) => other !== name),
      );
    }
    expect(valueAt(takeValue(at('present', '/where/tags')[0]), '/where/tags')).toEqual([expect.any(String)]);
    expect(valueAt(takeValue(at('absent', '/where/tags')[0]), '/where')).toEqual({ city: expect.any(String) });
  });

  it('should show each listed value, branch, type and default, and both ends of each range', () => {
    expect(seen('enum', '/mode')).toEqual(['fast', 'exact']);
    expect(seen('boolean', '/deep')).toEqual([true, false]);
    expect(seen('default', '/limit')).toEqual([20]);
    expect(seen('edge', '/limit')).toEqual([1, 2, 99, 100]);
    expect(seen('edge', '/where/city').map((city) => String(city).length)).toEqual([2, 3, 7, 8]);
    expect(seen('edge', '/where/tags').map((tags) => (tags as string[]).length)).toEqual([2, 3]);
    expect(seen('type', '/where/city')).toEqual([expect.any(String), null]);
    expect(seen('branch', '/by')).toEqual([expect.any(String), [expect.any(Number)]]);
    expect(seen('enum', '/by/0')).toEqual([1, 2]);
  });

  it('should keep what no scenario is about', () => {
    const paths = new Set(cases.filter(({ pointer }) => pointer !== '/path').map((each) => (takeValue(each) as { path: string }).path));
    expect(paths.size).toBe(1);
  });

  it('should give the same again, and nothing for what is no schema', () => {
    expect([...coverSchema(search, { stream: streamOf('cover') })]).toEqual(cases);
    expect([...coverSchema({ type: 'strng' }, { stream: streamOf('cover') })]).toEqual([]);
  });

  it('should say what cannot be shown', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      dependentRequired: { a: ['b'] },
      minProperties: 1,
      additionalProperties: false,
    };
    const covered = [...coverSchema(schema, { stream: streamOf('cover') })];
    expect(covered.filter((each) => 'value' in each && each.scenario === 'absent' && each.pointer === '/b').map(takeValue)).toEqual([]);
    expect(covered.some((each) => 'refused' in each && each.pointer === '/b')).toBe(true);
  });

  it('should come to an end on schemas that hold themselves and on many branches', () => {
    const tree = {
      $ref: '#/$defs/n',
      $defs: {
        n: {
          type: 'object',
          properties: { v: { type: 'integer' }, below: { type: 'array', items: { $ref: '#/$defs/n' } } },
          required: ['v'],
        },
      },
    };
    const choice = { anyOf: Array.from({ length: 12 }, (_, index) => ({ minimum: index })) };
    const wide = { type: 'object', properties: { a: { allOf: [choice, choice, { type: 'integer' }].map((each) => ({ ...each })) } } };
    for (const schema of [tree, wide]) expect([...coverSchema(schema, { stream: streamOf('end') })].length).toBeLessThanOrEqual(600);
  });
});

describe('different values for one place', () => {
  it('should differ there and nowhere else', () => {
    const distinct = distinctValues(search, '/where/city', 6, { stream: streamOf('distinct') });
    if ('refused' in distinct) throw new Error(distinct.refused);
    expect(distinct.values).toHaveLength(6);
    expect(new Set(distinct.values).size).toBe(6);
    expect(distinct.values[0]).toBe(valueAt(distinct.base, '/where/city'));
    expect(distinctValues(search, '/where/city', 6, { stream: streamOf('distinct') })).toEqual(distinct);
  });

  it('should be no more than the schema allows', () => {
    const distinct = distinctValues(search, '/mode', 6, { stream: streamOf('distinct') });
    expect('values' in distinct && new Set(distinct.values)).toEqual(new Set(['fast', 'exact']));
  });

  it('should fit a value that is given', () => {
    const schema = {
      type: 'object',
      properties: { from: { enum: [1, 2, 3] }, to: { enum: [1, 2, 3] } },
      not: { properties: { from: { const: 1 }, to: { const: 3 } }, required: ['from', 'to'] },
    };
    const distinct = distinctValues(schema, '/to', 5, { stream: streamOf('given'), base: { from: 1 } });
    expect('values' in distinct && new Set(distinct.values)).toEqual(new Set([1, 2]));
  });

  it('should say why there are none', () => {
    expect(distinctValues(search, '/nothing', 3, { stream: streamOf('none') })).toEqual({ refused: expect.stringMatching(/^uns/u) });
    const sampler = prepareSampler({ type: 'object', properties: { a: false } });
    if ('refused' in sampler) throw new Error(sampler.refused);
    expect(sampler.distinct('/a', 2, { stream: streamOf('none') })).toEqual({ refused: expect.stringMatching(/^uns/u) });
  });
});

function takeValue(covered: Covered | undefined) {
  if (covered === undefined || 'refused' in covered) throw new Error(JSON.stringify(covered));
  return covered.value;
}
