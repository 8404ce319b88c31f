import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { streamOf } from '../../src/random/stream.ts';
import { prepareSampler } from '../../src/schema/sample.ts';
import { makeWhole, manyValues } from './random-schema.ts';
import { judgesOf } from './two-judges.ts';

const PLAIN = new Set(
  'type enum required properties additionalProperties items minItems maxItems minimum maximum minLength maxLength title $schema'.split(' '),
);

/** What is left of a schema without the keywords that only the interpreter knows. */
function plainPart(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => PLAIN.has(keyword))
      .map(([keyword, stated]) => {
        if (keyword === 'items' || keyword === 'additionalProperties') return [keyword, plainPart(stated)];
        if (keyword !== 'properties') return [keyword, stated];
        return [keyword, Object.fromEntries(Object.entries(stated).map(([name, inner]) => [name, plainPart(inner)]))];
      }),
  );
}

describe('judging plain schemas', () => {
  it('should say of any value what the interpreter says', () => {
    const said = { yes: 0, no: 0 };
    for (let index = 0; index < 120; index += 1) {
      const schema = plainPart(makeWhole(streamOf('plain', index), 1 + (index % 3)));
      const sampler = prepareSampler(schema);
      if ('refused' in sampler) continue;
      const judges = judgesOf(schema);
      for (const value of [...manyValues(streamOf('value', index)), '🌍🌍', '', 1e21, -0, 2.5]) {
        const fits = sampler.fits(sampler.document.root, value as Json);
        said[fits ? 'yes' : 'no'] += 1;
        expect([index, value, fits]).toEqual([index, value, judges(value).interpreted]);
      }
    }
    expect(said.yes).toBeGreaterThan(300);
    expect(said.no).toBeGreaterThan(300);
  });
});
