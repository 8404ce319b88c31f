import { describe, expect, it } from 'vitest';
import { isExponential } from '../../src/lint/ambiguity.ts';

describe('isExponential', () => {
  it.each([
    '^(a+)+$',
    '^(\\w+\\s?)*$',
    '(x|x)*y',
    '^([a-z0-9]+-?)*$',
    '^(a|aa)+$',
    '(.*)*$',
    '(a{1,50}){1,50}b',
    '(?=(a+)+$)b',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '^(\\\\.|[^"])*$',
    '^(?:\\u0041|\\x41)+$',
    '^(a|b|ab)*c$',
    '^(?:a?a?)*$',
  ])('should see that %s may take exponential time', (pattern) => expect(isExponential(pattern)).toBe(true));

  it.each([
    '^\\d+$',
    '^\\s+|\\s+$',
    '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$',
    '(.*)*',
    '.*a.*b.*c',
    '^(\\d{1,3}\\.){3}\\d{1,3}$',
    '^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}$',
    '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
    '^(a*b)*$',
    '^([^"\\\\]|\\\\.)*$',
    '^[a-z]+(-[a-z]+)*$',
    '',
    '^$',
  ])('should let %s pass', (pattern) => expect(isExponential(pattern)).toBe(false));

  it('should decide nothing of back references, of what is no pattern, and of the huge', () => {
    expect(isExponential('^(a+)\\1+$')).toBeUndefined();
    expect(isExponential('(')).toBeUndefined();
    expect(isExponential(`(${'a|'.repeat(900)}a)*b`)).toBeUndefined();
  });
});
