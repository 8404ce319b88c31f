import { describe, expect, it } from 'vitest';
import { findTokens, locateUpstream } from '../../src/verify/upstream.ts';

const found = (text: string, value: string, within = false) => findTokens(text, value, within).map(({ start }) => start);

describe('findTokens', () => {
  it('should find a value that stands alone', () => {
    expect(found('order 1042 of 1042', '1042')).toEqual([6, 14]);
    expect(found('"id":1042,', '1042')).toEqual([5]);
    expect(found('(main)', 'main')).toEqual([1]);
    expect(found('on main.', 'main')).toEqual([3]);
    expect(found('* docs/\n', 'docs')).toEqual([2]);
    expect(found('id=7', '7')).toEqual([3]);
  });

  it.each([
    ['11042', '1042'],
    ['10421', '1042'],
    ['1042.5', '1042'],
    ['3.1042', '1042'],
    ['-1042', '1042'],
    ['2026-1042', '1042'],
    ['maintain', 'main'],
    ['domain', 'main'],
    ['main.py', 'main'],
    ['src/main', 'main'],
    ['feature-main', 'main'],
    ['main-feature', 'main'],
    ['.env', 'env'],
    ['ann@firm.example', 'ann'],
    ['ann@firm.example', 'firm.example'],
    ['/srv/shop/a.txt', '/shop/a.txt'],
    ['/srv/shop/a.txt', '/srv/shop'],
    ['/srv/shop/a.txt', '/srv/shop/a'],
    ['Zoë', 'Zo'],
    ['größer', 'ßer'],
    ['x_id', 'id'],
  ])('should not find in %j the part %j', (text, value) => {
    expect(found(text, value)).toEqual([]);
  });

  it('should take white space and quotes as JSON writes them for separators', () => {
    expect(found('"a\\nmain\\tb"', 'main')).toEqual([4]);
    expect(found('\\"main\\"', 'main')).toEqual([2]);
  });

  it('should find the last part of a path where names are meant', () => {
    expect(found('/srv/shop/a.txt', 'a.txt', true)).toEqual([10]);
    expect(found('/srv/shop/aa.txt', 'a.txt', true)).toEqual([]);
  });

  it('should find nothing for an empty value', () => {
    expect(found('text', '')).toEqual([]);
  });
});

describe('locateUpstream', () => {
  const text = '3  Ann Lee  2 pieces\n7  Ann Lee Roe  3 pieces\n2  Bo  3 pieces';

  it('should choose the value nearest to the label', () => {
    expect(locateUpstream(text, '3', null)).toEqual({ at: { start: 0, end: 1 }, label: null });
    const place = locateUpstream(text, '3', 'Bo');
    expect(place).toEqual({
      at: { start: text.lastIndexOf('3'), end: text.lastIndexOf('3') + 1 },
      label: { text: 'Bo', start: text.indexOf('Bo'), end: text.indexOf('Bo') + 2 },
    });
  });

  it('should accept a label inside the value', () => {
    expect(locateUpstream('/a/b.txt\n/c/d.txt', '/c/d.txt', 'd.txt')).toEqual({
      at: { start: 9, end: 17 },
      label: { text: 'd.txt', start: 12, end: 17 },
    });
  });

  it('should say what is missing', () => {
    expect(locateUpstream(text, '9', null)).toBe('the earlier reply does not hold "9"');
    expect(locateUpstream(text, '7', 'Cy')).toBe('the earlier reply does not hold the label "Cy"');
  });

  it('should give spans that cut the value out of the text', () => {
    const place = locateUpstream(text, '7', 'Ann Lee Roe');
    if (typeof place === 'string') throw new Error(place);
    expect(text.slice(place.at.start, place.at.end)).toBe('7');
    expect(text.slice(place.label?.start, place.label?.end)).toBe('Ann Lee Roe');
  });
});
