import { describe, expect, it } from 'vitest';
import { measureArea, measureWins, quantile, type Scored, widenArea } from '../../src/audit/auc.ts';
import { streamOf } from '../../src/random/stream.ts';

const score = (chosen: number, rejected: number, group = 0, fold = 0): Scored => ({ chosen, rejected, group, fold });

describe('measureArea', () => {
  it('should give the area known by hand, ties counting half', () => {
    expect(measureArea([score(2, 1), score(4, 3)], streamOf('a')).auc).toBe(0.75);
    expect(measureArea([score(1, 0), score(1, 0)], streamOf('a')).auc).toBe(1);
    expect(measureArea([score(0, 1), score(0, 1)], streamOf('a')).auc).toBe(0);
    expect(measureArea([score(5, 5), score(5, 5)], streamOf('a')).auc).toBe(0.5);
    // 3 beats 1 and ties with 3; 2 beats 1 only.
    expect(measureArea([score(3, 3), score(2, 1)], streamOf('a')).auc).toBe((1.5 + 1) / 4);
  });

  it('should compare nothing across folds', () => {
    const rows = [score(1, 0, 0, 0), score(11, 10, 1, 1)];
    expect(measureArea(rows, streamOf('a')).auc).toBe(1);
    expect(
      measureArea(
        rows.map((row) => ({ ...row, fold: 0 })),
        streamOf('a'),
      ).auc,
    ).toBe(0.75);
  });

  it('should have an interval that holds the area, and narrows with more groups', () => {
    const draw = streamOf('scores');
    const make = (count: number): Scored[] => Array.from({ length: count }, (_, group) => score(draw.next() + 0.2, draw.next(), group));
    const [few, many] = [measureArea(make(40), streamOf('b')), measureArea(make(2000), streamOf('b'))];
    for (const { auc, low, high } of [few, many]) {
      expect(low).toBeLessThan(auc);
      expect(high).toBeGreaterThan(auc);
    }
    // P(u + 0.2 > v) for uniform u, v is 1 - 0.8^2 / 2.
    expect(many.low).toBeLessThan(0.68);
    expect(many.high).toBeGreaterThan(0.68);
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 3);
  });

  it('should draw groups, not rows', () => {
    const copies = Array.from({ length: 400 }, (_, at) => score(at % 4 === 0 ? 0 : 2, 1, at % 4));
    const alone = Array.from({ length: 400 }, (_, at) => score(at % 4 === 0 ? 0 : 2, 1, at));
    const [wide, narrow] = [measureArea(copies, streamOf('c')), measureArea(alone, streamOf('c'))];
    expect(wide.high - wide.low).toBeGreaterThan(3 * (narrow.high - narrow.low));
  });
});

describe('widenArea', () => {
  it('should widen by half for five folds, and stay within 0 and 1', () => {
    const { low, high } = widenArea({ auc: 0.6, low: 0.5, high: 0.64 }, 5);
    expect([low, high]).toEqual([expect.closeTo(0.45, 10), expect.closeTo(0.66, 10)]);
    expect(widenArea({ auc: 0.95, low: 0.9, high: 1 }, 5).high).toBe(1);
  });
});

describe('measureWins and quantile', () => {
  it('should count pairs, ties as half', () => {
    expect(measureWins([score(1, 0), score(0, 0), score(0, 1), score(9, 8)])).toBe(0.625);
  });

  it('should lie between neighbours', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
  });
});
