import { describe, expect, it } from 'vitest';
import { findUnportable, isPortableNumber } from '../../src/model/number.ts';

describe('isPortableNumber', () => {
  // What `ujson_loads(ujson_dumps(x)) == x` says in pandas 3.1.1.
  it.each([0, 12, -3, 0.1, 0.2, 0.5, 12.95, 99.99, -1.5, 1_000_000.25, 2 ** 53 - 1])('should take %d', (value) => {
    expect(isPortableNumber(value)).toBe(true);
  });

  it.each([0.3, 0.6, 1.7, 0.35, 0.82, 0.95, 0.043, 2.7015, -0.3, 1e-7, 21.12345678901, 1e21, 2 ** 53, -0])('should refuse %d', (value) => {
    expect(isPortableNumber(value)).toBe(false);
  });
});

describe('findUnportable', () => {
  it('should look into lists and members', () => {
    expect(findUnportable({ a: [1, { b: 0.95 }] })).toBe(0.95);
    expect(findUnportable({ a: [1, { b: 0.5 }, 'x', null] })).toBeUndefined();
  });
});
