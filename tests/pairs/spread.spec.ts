import { describe, expect, it } from 'vitest';
import { spreadOut } from '../../src/pairs/share.ts';
import { streamOf } from '../../src/random/stream.ts';

const total = (counts: Int32Array, end = counts.length) => counts.subarray(0, end).reduce((sum, count) => sum + count, 0);

describe('spreadOut', () => {
  it('should give every stretch from the start its share to within one, and the total exactly', () => {
    const stream = streamOf('spread');
    const weights = Float64Array.from({ length: 500 }, () => stream.next());
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    const counts = spreadOut(77, weights, new Array(500).fill(10));
    expect(total(counts)).toBe(77);
    let sum = 0;
    for (let at = 0; at < 500; at++) {
      sum += weights[at] as number;
      expect(Math.abs(total(counts, at + 1) - (77 * sum) / whole)).toBeLessThanOrEqual(1);
    }
  });

  it('should give what some cannot take to the others, and never above a capacity', () => {
    const counts = spreadOut(100, Float64Array.from([10, 1, 1]), [5, 60, 60]);
    expect(counts[0]).toBe(5);
    expect(total(counts)).toBe(100);
    expect(Math.abs((counts[1] as number) - (counts[2] as number))).toBeLessThanOrEqual(1);
  });

  it('should give all there is where more is asked for', () => {
    expect([...spreadOut(100, Float64Array.from([1, 2, 0.001]), [3, 4, 5])]).toEqual([3, 4, 5]);
    expect([...spreadOut(12, Float64Array.from([1, 1e9, 1e-9]), [3, 4, 5])]).toEqual([3, 4, 5]);
  });
});
