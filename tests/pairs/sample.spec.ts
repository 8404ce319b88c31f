import { describe, expect, it } from 'vitest';
import { sampleTrajectories } from '../../src/pairs/sample.ts';
import { composeTrajectories, type Trajectory, trajectoriesOf } from '../../src/trajectories/trajectory.ts';
import { shippedLibraries } from '../support/shipped.ts';

const compositions = shippedLibraries()
  .filter(({ name }) => ['memory', 'notes', 'sqlite'].includes(name))
  .map(composeTrajectories);
const whole = compositions.map(trajectoriesOf);
type Sample = readonly (readonly Trajectory[])[];
const groups = (sample: Sample) => sample.flat().map(({ group }) => group);
const sorts = (sample: Sample) =>
  new Set(sample.flat().map(({ ground, steps }) => [ground.name, ...steps.map(({ primitive }) => primitive.tool)].join(' ')));

describe('sampleTrajectories', () => {
  it('should look at little for few pairs, of every sort something, and at more for more', () => {
    const [few, more] = [sampleTrajectories(compositions, 10, 'a'), sampleTrajectories(compositions, 1000, 'a')];
    expect(few.flat().length).toBeLessThan(whole.flat().length / 3);
    expect(more.flat().length).toBeGreaterThan(few.flat().length);
    expect(sorts(few)).toEqual(sorts(whole));
    const share = 510 / whole.flat().length;
    for (const [ground, looked] of few.entries()) expect(looked.length).toBeGreaterThanOrEqual(share * (whole[ground]?.length ?? 0));
  });

  it('should look at all there is where many pairs are asked for', () => {
    expect(sampleTrajectories(compositions, whole.flat().length, 'a')).toEqual(whole);
  });

  it('should be the same for the same seed, and another for another', () => {
    expect(groups(sampleTrajectories(compositions, 10, 'a'))).toEqual(groups(sampleTrajectories(compositions, 10, 'a')));
    expect(groups(sampleTrajectories(compositions, 10, 'a'))).not.toEqual(groups(sampleTrajectories(compositions, 10, 'b')));
  });
});
