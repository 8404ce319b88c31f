import { describe, expect, it } from 'vitest';
import type { Chain } from '../../src/grounds/recipe.ts';
import { pickSamples, planBatches } from '../../src/verify/plan.ts';
import { fakePlan } from '../support/fake-plan.ts';

const chainOf = (...tools: string[]): Chain => tools.map((tool) => ({ tool, arguments: {}, scenario: 's' }));
const chains = Array.from({ length: 130 }, (_, index) =>
  index % 3 === 0 ? chainOf('list') : index % 3 === 1 ? chainOf('read') : chainOf('read', 'list'),
);

describe('planBatches', () => {
  const { first, second } = planBatches(fakePlan(chains));

  it('should have every chain once in either run', () => {
    const all = chains.map((_, index) => index);
    expect(first.flat().sort((a, b) => a - b)).toEqual(all);
    expect(second.flat().sort((a, b) => a - b)).toEqual(all);
    expect(Math.max(...[...first, ...second].map((batch) => batch.length))).toBeLessThanOrEqual(48);
  });

  it('should mix tools in the first run and keep them apart, backwards, in the second', () => {
    const toolsIn = (batch: readonly number[]) => new Set(batch.map((index) => chains[index]?.map(({ tool }) => tool).join()));
    expect(first.every((batch) => toolsIn(batch).size === 3)).toBe(true);
    expect(second.every((batch) => toolsIn(batch).size === 1)).toBe(true);
    expect(second[0]).toEqual([...(second[0] as number[])].sort((a, b) => b - a));
  });
});

describe('pickSamples', () => {
  it('should take one chain for every way to call, the last in its process, and none that failed', () => {
    const trial = (tool: string, args: object, verdict = 'ok') => [{ tool, arguments: args, verdict }];
    const runs = [
      trial('a', { x: 1 }),
      trial('a', { x: 2 }),
      trial('a', { x: 3, y: 1 }),
      trial('b', {}, 'tool_error'),
      trial('a', { x: 4 }, 'tool_error'),
    ];
    expect(
      pickSamples(
        [
          [0, 1, 4],
          [2, 3],
        ],
        runs,
      ),
    ).toEqual([1, 2]);
  });
});
