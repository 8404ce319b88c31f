import { describe, expect, it } from 'vitest';
import { rateOf } from '../../../src/edges/queue/rate.ts';

/** The most jobs that begin within one minute when every window is used up as it opens, or as late as it may be. */
function mostInAMinute({ max, duration }: { max: number; duration: number }): number {
  // A window that is used at its very end, and then one after the other.
  const starts = max === 1 ? [0] : [0, 1];
  const last = starts.at(-1) as number;
  for (let next = last + duration; next < 60_000; next += duration) starts.push(next);
  return starts.length * max;
}

describe('the rate of a queue', () => {
  it.each([1, 7, 59, 60, 61, 120, 500, 1199, 1200, 1201, 3000, 100_000])(
    'should keep every minute to %i jobs, and be near that',
    (perMinute) => {
      const most = mostInAMinute(rateOf(perMinute));
      expect(most).toBeLessThanOrEqual(perMinute);
      expect(most).toBeGreaterThan(perMinute * 0.9 - 1);
    },
  );

  it('should space jobs evenly where that can be', () => {
    expect(rateOf(20)).toEqual({ max: 1, duration: 3000 });
    expect(rateOf(6100)).toEqual({ max: 100, duration: 1000 });
  });
});
