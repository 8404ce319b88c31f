import { describe, expect, it } from 'vitest';
import { listGrounds, readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { streamOf } from '../../src/random/stream.ts';
import { prepareSampler } from '../../src/schema/sample.ts';
import { judgesOf } from './two-judges.ts';

describe('the tools of the shipped grounds', () => {
  const tools = listGrounds(shippedPrimitives).flatMap((name) =>
    readGround(shippedPrimitives, name).ground.tools.map((tool) => ({ name: `${name} ${tool.name}`, schema: tool.inputSchema })),
  );

  it('should be there', () => {
    expect(tools.length).toBeGreaterThan(100);
  });

  it.each(tools)('should all be sampled and covered, as both validators see it: $name', ({ name, schema }) => {
    const sampler = prepareSampler(schema);
    if ('refused' in sampler) throw new Error(sampler.refused);
    const judges = judgesOf(schema);
    for (let index = 0; index < 9; index += 1) {
      const sampled = sampler.sample({
        stream: streamOf('grounds', name, index),
        style: (['required', 'some', 'all'] as const)[index % 3] ?? 'some',
      });
      if ('refused' in sampled) throw new Error(sampled.refused);
      expect([sampled.value, judges(sampled.value)]).toEqual([sampled.value, { compiled: true, interpreted: true }]);
    }
    for (const covered of sampler.cover({ stream: streamOf('grounds', name) })) {
      if ('value' in covered) expect([covered, judges(covered.value)]).toEqual([covered, { compiled: true, interpreted: true }]);
      else expect(covered.refused).toMatch(/^uns/u);
    }
  });
});
