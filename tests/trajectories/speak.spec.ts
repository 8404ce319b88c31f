import { describe, expect, it } from 'vitest';
import { standsBetween, styleOfDate } from '../../src/trajectories/dates.ts';
import { spokenForms } from '../../src/trajectories/speak.ts';
import { nothingTold } from '../../src/trajectories/told.ts';

const voice = {
  ...nothingTold,
  root: '/srv/firm',
  words: { '/deep': { true: ['with all subfolders'] }, '/skip': { '["a/**"]': ['the a folder'] } },
};

describe('spokenForms', () => {
  it('should rest on the day and on the order of digits that are told', () => {
    const told = { ...voice, today: '2026-06-30' };
    expect(spokenForms('2026-06-26', 'date', '/x', told).slice(0, 4)).toEqual(['last Friday', 'four days ago', '26 June', '26 June 2026']);
    expect(spokenForms('2025-06-26', 'date', '/x', told)[0]).toBe('26 June 2025');
    expect(spokenForms('2026-05', 'date', '/x', told).slice(0, 3)).toEqual(['last month', 'May', 'May 2026']);
    expect(spokenForms('2026-03-04', 'date', '/x', { ...voice, order: 'day first' })[0]).toBe('04/03/2026');
    expect(spokenForms('2026-03-04', 'date', '/x', { ...voice, order: 'month first' })[0]).toBe('03/04/2026');
  });

  it('should leave "last Monday" unsaid where it may be yesterday', () => {
    expect(spokenForms('2026-06-29', 'date', '/x', { ...voice, today: '2026-06-30' })).not.toContain('last Monday');
  });

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

describe('styleOfDate', () => {
  it('should be one for days that are said alike, and another for those that are not', () => {
    const styles = ['15 June', '9 March', '15 June 2026', '15th June 2026', '2026-06-15', '15/06/2026', 'yesterday', 'eight days ago'].map(
      styleOfDate,
    );
    expect(styles).toEqual(['0 M', '0 M', '0 M 0', '0th M 0', '0-0-0', '0/0/0', 'then', 'then']);
  });

  it('should let nobody ask since some days ago', () => {
    expect(standsBetween('What came in since ', 'three days ago', '?')).toBe(false);
    expect(standsBetween('What came in until ', 'three days ago', '?')).toBe(true);
    expect(standsBetween('What came in since ', 'yesterday', '?')).toBe(true);
  });
});
