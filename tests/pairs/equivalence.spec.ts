import { describe, expect, it } from 'vitest';
import type { Kind } from '../../src/model/primitive.ts';
import { canonicalCall } from '../../src/pairs/equivalence.ts';

const tool = {
  type: 'function' as const,
  function: { name: 't', description: '', parameters: { type: 'object', properties: { limit: { type: 'integer', default: 10 }, x: {} } } },
};
const same = (left: object, right: object, kind: Kind = 'text') => {
  const roles = { '/x': { origin: 'user' as const, critical: true, kind } };
  const canonical = (args: object) => canonicalCall({ name: 't', arguments: args as never }, roles, tool);
  return canonical(left) === canonical(right);
};

describe('canonicalCall', () => {
  it.each([
    ['a folder with and without its slash', { x: '/a/b/' }, { x: '/a/b' }, 'path'],
    ['a detour', { x: '/a/./c/../b' }, { x: '/a/b' }, 'path'],
    ['midnight and its day', { x: '2026-03-09T00:00:00Z' }, { x: '2026-03-09' }, 'date'],
    ['a number and its digits', { x: '12' }, { x: 12 }, 'number'],
    ['a list in another order', { x: ['b', 'a'] }, { x: ['a', 'b'] }, 'list'],
    ['keys in another order', { x: 'v', y: 1 }, { y: 1, x: 'v' }, 'text'],
    ['a default that is said', { x: 'v', limit: 10 }, { x: 'v' }, 'text'],
    ['white space around', { x: ' v ' }, { x: 'v' }, 'text'],
  ] as const)('should know %s for the same', (_, left, right, kind) => {
    expect(same(left, right, kind)).toBe(true);
  });

  it.each([
    ['two days', { x: '2026-03-09' }, { x: '2026-03-10' }, 'date'],
    ['noon and its day', { x: '2026-03-09T12:00:00Z' }, { x: '2026-03-09' }, 'date'],
    ['upper and lower case', { x: '/A' }, { x: '/a' }, 'path'],
    ['an ordered text list', { x: ['b', 'a'] }, { x: ['a', 'b'] }, 'text'],
    ['another limit', { x: 'v', limit: 11 }, { x: 'v' }, 'text'],
  ] as const)('should tell %s apart', (_, left, right, kind) => {
    expect(same(left, right, kind)).toBe(false);
  });
});
