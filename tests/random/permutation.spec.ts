import { describe, expect, it } from 'vitest';
import { permutationOf } from '../../src/random/permutation.ts';

describe('permutationOf', () => {
  it.each([1, 2, 3, 10, 97, 1000, 4096, 5001])('should visit every one of %i places once', (size) => {
    const permute = permutationOf('key', size);
    const seen = new Set(Array.from({ length: size }, (_, i) => permute(i)));
    expect(seen.size).toBe(size);
    expect(Math.max(...seen)).toBe(size - 1);
    expect(Math.min(...seen)).toBe(0);
  });

  it('should differ by key and repeat for the same key', () => {
    const order = (key: string) => Array.from({ length: 50 }, (_, i) => permutationOf(key, 50)(i));
    expect(order('a')).toEqual(order('a'));
    expect(order('a')).not.toEqual(order('b'));
  });

  it('should not keep neighbours together', () => {
    const permute = permutationOf('key', 10_000);
    const near = Array.from({ length: 9_999 }, (_, i) => Math.abs(permute(i + 1) - permute(i)) < 10).filter(Boolean).length;
    expect(near).toBeLessThan(60);
  });

  it('should stay inside ranges of quadrillions', () => {
    const size = 2 ** 50 + 7;
    const permute = permutationOf('key', size);
    for (const position of [0, 1, size - 1, 123_456_789_012]) {
      const landed = permute(position);
      expect(Number.isSafeInteger(landed)).toBe(true);
      expect(landed).toBeGreaterThanOrEqual(0);
      expect(landed).toBeLessThan(size);
    }
  });

  it('should refuse places outside its range', () => {
    expect(() => permutationOf('key', 5)(5)).toThrow(RangeError);
    expect(() => permutationOf('key', 0)).toThrow(RangeError);
  });
});
