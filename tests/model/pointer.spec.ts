import { describe, expect, it } from 'vitest';
import { pointerOf, removeAt, replaceAt, segmentsOf, valueAt } from '../../src/model/pointer.ts';

const document = Object.freeze({ a: { 'b/c': [1, { d: null }] }, '': 0, '~': 'tilde' });

describe('JSON pointers', () => {
  it('should read what RFC 6901 says they read', () => {
    expect(valueAt(document, '')).toBe(document);
    expect(valueAt(document, '/a/b~1c/0')).toBe(1);
    expect(valueAt(document, '/a/b~1c/1/d')).toBeNull();
    expect(valueAt(document, '/')).toBe(0);
    expect(valueAt(document, '/~0')).toBe('tilde');
    expect(valueAt(document, '/a/b~1c/2')).toBeUndefined();
    expect(valueAt(document, '/a/b~1c/01')).toBeUndefined();
    expect(valueAt(document, '/toString')).toBeUndefined();
  });

  it('should come back from their segments', () => {
    expect(segmentsOf(pointerOf(['a/b', '~', 3]))).toEqual(['a/b', '~', '3']);
  });

  it('should change one place of a copy', () => {
    const before = structuredClone(document);
    expect(valueAt(replaceAt(document, '/a/b~1c/0', 2), '/a/b~1c')).toEqual([2, { d: null }]);
    expect(removeAt(document, '/a/b~1c/1/d')).toEqual({ a: { 'b/c': [1, {}] }, '': 0, '~': 'tilde' });
    expect(document).toEqual(before);
  });

  it('should refuse to change what is not there', () => {
    expect(() => replaceAt(document, '/x/y', 1)).toThrow(RangeError);
  });
});
