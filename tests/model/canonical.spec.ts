import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/model/canonical.ts';
import { contentId, hashJson, sha256Hex } from '../../src/model/hash.ts';

describe('canonicalJson', () => {
  it('should not depend on the order of keys, at any depth', () => {
    expect(canonicalJson({ b: [{ y: 1, x: null }], a: 'é' })).toBe('{"a":"é","b":[{"x":null,"y":1}]}');
    expect(canonicalJson({ a: 1, b: undefined })).toBe('{"a":1}');
    expect(canonicalJson({ 10: 0, 9: 0, B: 0, a: 0 })).toBe('{"10":0,"9":0,"B":0,"a":0}');
  });

  it('should keep the order of lists and tell values apart', () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
    expect(canonicalJson({ a: '1' })).not.toBe(canonicalJson({ a: 1 }));
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
  });
});

describe('hashes', () => {
  it('should be those that everybody knows', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(contentId({ b: 1, a: 2 })).toBe(hashJson({ a: 2, b: 1 }).slice(0, 16));
  });
});
