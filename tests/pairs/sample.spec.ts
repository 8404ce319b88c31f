import { describe, expect, it } from 'vitest';
import { sampleTrajectories } from '../../src/pairs/sample.ts';
import { type Composition, composeTrajectories } from '../../src/trajectories/trajectory.ts';
import { shippedLibraries } from '../support/shipped.ts';

const compositions = shippedLibraries()
  .filter(({ name }) => ['memory', 'notes', 'sqlite'].includes(name))
  .map(composeTrajectories);
const all = (sample: readonly Composition[]) => sample.flatMap(({ trajectories, open, failing }) => [...trajectories, ...open, ...failing]);
const groups = (sample: readonly Composition[]) => all(sample).map(({ group }) => group);
const sorts = (sample: readonly Composition[]) =>
  new Set(all(sample).map(({ ground, steps }) => [ground.name, ...steps.map(({ primitive }) => primitive.tool)].join(' ')));

describe('sampleTrajectories', () => {
  it('should look at little for few pairs, of every sort something, and at more for more', () => {
    const [few, more] = [sampleTrajectories(compositions, 10, 'a'), sampleTrajectories(compositions, 1000, 'a')];
    expect(all(few).length).toBeLessThan(all(compositions).length / 3);
    expect(all(more).length).toBeGreaterThan(all(few).length);
    expect(sorts(few)).toEqual(sorts(compositions));
    const share = 510 / all(compositions).length;
    for (const { ground, trajectories } of few) {
      const whole = compositions.find((composition) => composition.ground === ground)?.trajectories.length ?? 0;
      expect(trajectories.length).toBeGreaterThanOrEqual(share * whole);
    }
  });

  it('should look at all there is where many pairs are asked for', () => {
    expect(sampleTrajectories(compositions, all(compositions).length, 'a')).toBe(compositions);
  });

  it('should be the same for the same seed, and another for another', () => {
    expect(groups(sampleTrajectories(compositions, 10, 'a'))).toEqual(groups(sampleTrajectories(compositions, 10, 'a')));
    expect(groups(sampleTrajectories(compositions, 10, 'a'))).not.toEqual(groups(sampleTrajectories(compositions, 10, 'b')));
  });
});
