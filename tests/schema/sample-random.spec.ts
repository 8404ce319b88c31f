import { describe, expect, it } from 'vitest';
import { streamOf } from '../../src/random/stream.ts';
import { prepareSampler, sampleValue } from '../../src/schema/sample.ts';
import { makeWhole, manyValues } from './random-schema.ts';
import { judgesOf } from './two-judges.ts';

const levels = 64;

describe('sampling schemas that nobody would write', () => {
  it.each(Array.from({ length: 12 }, (_, block) => block))('should be sound, steady and right about what cannot be: block %i', (block) => {
    let given = 0;
    for (let index = block * 12; index < (block + 1) * 12; index += 1) {
      const schema = makeWhole(streamOf('schema', index), 2 + (index % 3));
      const before = JSON.stringify(schema);
      const sampled = sampleValue(schema, { stream: streamOf('value', index) });
      expect(sampleValue(schema, { stream: streamOf('value', index) })).toEqual(sampled);
      expect(JSON.stringify(schema)).toBe(before);
      if ('value' in sampled) {
        given += 1;
        const { compiled, interpreted } = judgesOf(schema)(sampled.value);
        expect([index, compiled, interpreted !== false]).toEqual([index, true, true]);
      } else {
        expect(sampled.refused).toMatch(/^(?:unsatisfiable|unsupported|invalid schema): [^\n]+$/u);
        if (!sampled.refused.startsWith('unsatisfiable')) continue;
        const judges = judgesOf(schema);
        const fitting = manyValues(streamOf('other', index)).filter(
          (value) => judges(value).compiled && judges(value).interpreted !== false,
        );
        expect([index, fitting.slice(0, 1)]).toEqual([index, []]);
      }
    }
    expect(given).toBeGreaterThan(6);
  });

  const slow = { type: 'object', patternProperties: { '^(x+x+)+y$': { type: 'integer' } }, minProperties: 2 };
  const circle: Record<string, unknown> = { type: 'object' };
  circle.properties = { self: circle };
  const doubling = Object.fromEntries(
    Array.from({ length: 30 }, (_, level) => [
      `l${level}`,
      level === 29
        ? { type: 'null' }
        : {
            properties: { a: { $ref: `#/$defs/l${level + 1}` }, b: { $ref: `#/$defs/l${level + 1}` } },
            required: ['a', 'b'],
            type: 'object',
          },
    ]),
  );
  it.each<[string, unknown]>([
    ['a pattern for names that takes exponential time', slow],
    ['an object that holds itself', circle],
    ['a value that doubles with every level', { $ref: '#/$defs/l0', $defs: doubling }],
    [
      'sixty levels of members',
      Array.from({ length: levels / 2 - 1 }).reduce<object>((inner) => ({ type: 'object', properties: { a: inner }, required: ['a'] }), {
        type: 'string',
      }),
    ],
    ['sixty levels of not', Array.from({ length: levels - 3 }).reduce<object>((inner) => ({ not: inner }), { type: 'string' })],
    [
      'five hundred members',
      {
        type: 'object',
        properties: Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`m${index}`, { type: 'string' }])),
        minProperties: 450,
      },
    ],
    [
      'five thousand listed values',
      { type: 'array', items: { enum: Array.from({ length: 5_000 }, (_, index) => `v${index}`) }, uniqueItems: true, minItems: 60 },
    ],
    [
      'forty choices beside one another',
      { allOf: Array.from({ length: 40 }, (_, index) => ({ anyOf: [{ minimum: index }, { maximum: -index - 1 }] })), type: 'integer' },
    ],
    [
      'choices that contradict each other late',
      {
        allOf: [
          ...Array.from({ length: 14 }, () => ({ anyOf: [{ minimum: 0 }, { maximum: 0 }, {}] })),
          { minimum: 5 },
          { not: { minimum: 5 } },
        ],
        type: 'integer',
      },
    ],
    [
      'a member without a name',
      { type: 'object', properties: { '': { type: 'string' }, '~/"\\': { type: 'integer' } }, required: ['', '~/"\\'] },
    ],
    ['bounds beyond all numbers', { type: 'number', minimum: 1e308, maximum: 1.7e308 }],
    ['steps below all decimals', { type: 'number', multipleOf: 1e-300, minimum: 1, maximum: 2 }],
    [
      'thousands of dependent names',
      {
        type: 'object',
        required: ['n0'],
        dependentRequired: Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`n${index}`, [`n${index + 1}`]])),
      },
    ],
    ['a format that is what every object inherits', { type: 'string', format: 'toString' }],
    ['a reference to what every object inherits', { $ref: '#/constructor' }],
    ['nothing at all', undefined],
  ])(
    'should come to an end and say one of two things: %s',
    (_, schema) => {
      const sampler = prepareSampler(schema);
      const sampled = 'refused' in sampler ? sampler : sampler.sample({ stream: streamOf('hostile') });
      if ('refused' in sampled) expect(sampled.refused).toMatch(/^(?:unsatisfiable|unsupported|remote \$ref|invalid schema): [^\n]+$/u);
      else expect(judgesOf(schema)(sampled.value).compiled).toBe(true);
    },
    20_000,
  );
});
