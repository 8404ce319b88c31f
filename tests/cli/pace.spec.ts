import { describe, expect, it } from 'vitest';
import { Pace } from '../../src/cli/pace.ts';

describe('the pace of a task', () => {
  it('should be that of late, whatever was there at the beginning', () => {
    const { take } = new Pace();
    expect(take(800, 0)).toBeNull();
    expect(take(820, 0.5)).toBe(40);
    for (let second = 1; second <= 60; second += 1) take(820 + 3 * second, second);
    expect(take(1003, 61)).toBeCloseTo(3, 5);
  });
});
