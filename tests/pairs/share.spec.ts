import { describe, expect, it } from 'vitest';
import { shareOut } from '../../src/pairs/share.ts';

const wide = Number.POSITIVE_INFINITY;

describe('shareOut', () => {
  it('should give whole numbers that add up, in proportion', () => {
    expect(
      shareOut(
        100,
        [43.3, 26.9, 16.3, 5.2].map((weight) => ({ weight, capacity: wide })),
      ),
    ).toEqual([47, 29, 18, 6]);
    expect(
      shareOut(1, [
        { weight: 1, capacity: wide },
        { weight: 1, capacity: wide },
      ]),
    ).toEqual([1, 0]);
  });

  it('should hand on what one cannot take', () => {
    expect(
      shareOut(100, [
        { weight: 1, capacity: 10 },
        { weight: 1, capacity: wide },
      ]),
    ).toEqual([10, 90]);
    expect(
      shareOut(9, [
        { weight: 5, capacity: 1 },
        { weight: 1, capacity: 2 },
        { weight: 1, capacity: wide },
      ]),
    ).toEqual([1, 2, 6]);
  });

  it('should stop at all capacity and leave out those without weight', () => {
    expect(
      shareOut(100, [
        { weight: 1, capacity: 3 },
        { weight: 0, capacity: 50 },
      ]),
    ).toEqual([3, 0]);
    expect(shareOut(5, [{ weight: 0, capacity: wide }])).toEqual([0]);
  });
});
