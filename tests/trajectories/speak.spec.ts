import { describe, expect, it } from 'vitest';
import { spokenForms } from '../../src/trajectories/speak.ts';

const voice = { statedRoot: '/srv/firm', words: { '/deep': { true: ['with all subfolders'] }, '/skip': { '["a/**"]': ['the a folder'] } } };

describe('spokenForms', () => {
  it.each([
    [
      '2026-03-09',
      'date',
      ['9 March 2026', '2026-03-09', 'March 9, 2026', '9th March 2026', 'the 9th of March 2026', '9 Mar 2026', 'Monday, 9 March 2026'],
    ],
    ['2026-03', 'date', ['March 2026', '2026-03']],
    [12, 'count', ['12', 'twelve']],
    [1, 'count', ['1']],
    [45, 'count', ['45']],
    [0, 'position', ['first', '1st']],
    [11, 'position', ['twelfth', '12th']],
    [12, 'position', ['13th']],
    [21, 'position', ['22nd']],
    [110, 'position', ['111th']],
    [12500, 'number', ['12500', '12,500']],
    [1234.5, 'number', ['1234.5', '1,234.5']],
    ['/srv/firm/a/b.md', 'path', ['a/b.md', '/srv/firm/a/b.md']],
    ['/srv/firm', 'path', ['/srv/firm']],
    [['a', 'b', 'c'], 'list', ['a, b and c']],
    [['a, b'], 'list', []],
    ['Dana', 'name', ['Dana']],
    [' ', 'text', []],
  ] as const)('should say %j as a %s', (value, kind, forms) => {
    expect(spokenForms(value as never, kind, '/x', voice)).toEqual(forms);
  });

  it('should say flags and lists of choices in their words, and not at all without any', () => {
    expect(spokenForms(true, 'flag', '/deep', voice)).toEqual(['with all subfolders']);
    expect(spokenForms(false, 'flag', '/deep', voice)).toEqual([]);
    expect(spokenForms(['a/**'], 'enum', '/skip', voice)).toEqual(['the a folder']);
    expect(spokenForms(true, 'flag', '/other', voice)).toEqual([]);
  });
});
