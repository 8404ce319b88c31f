import { describe, expect, it } from 'vitest';
import { canonicalArguments, canonicalValue } from '../../src/check/canonical.ts';
import { readDates } from '../../src/check/dates.ts';
import { KnownGround } from '../../src/check/ground.ts';
import { readNumbers } from '../../src/check/numbers.ts';
import { offerParameters } from '../../src/check/parameters.ts';
import { type Hearing, mayMean, readTools, readValues } from '../../src/check/reader.ts';
import { fitsAround, splitTemplate } from '../../src/check/templates.ts';
import type { Json } from '../../src/model/json.ts';
import type { Kind } from '../../src/model/primitive.ts';
import { calls, ground, phrases } from './desk.ts';

const desk = new KnownGround(ground, phrases, Object.values(calls));

function hear(kind: Kind, rest: Partial<Hearing> = {}): Hearing {
  return { ground: desk, tool: 'search_notes', pointer: '/words', kind, rootTold: true, source: null, ...rest };
}

describe('readDates', () => {
  it.each<[string, string[]]>([
    ['2026-03-19', ['2026-03-19']],
    ['2026-03-19T00:00:00Z', ['2026-03-19']],
    ['2026-03-19 00:00', ['2026-03-19']],
    ['2026-03-19T09:30:00Z', ['2026-03-19T09:30:00.000Z']],
    ['19 March 2026', ['2026-03-19']],
    ['19th of March 2026', ['2026-03-19']],
    ['Thursday, 19 Mar 2026', ['2026-03-19']],
    ['March 19, 2026', ['2026-03-19']],
    ['Mar. 19th, 2026', ['2026-03-19']],
    ['3/4/2026', ['2026-04-03', '2026-03-04']],
    ['19/3/2026', ['2026-03-19']],
    ['19.3.2026', ['2026-03-19']],
    ['March 2026', ['2026-03']],
    ['2026-03', ['2026-03']],
    ['30 February 2026', []],
    ['2026-13-01', []],
    ['tomorrow', []],
  ])('should read %s', (words, dates) => expect(readDates(words)).toEqual(dates));
});

describe('readNumbers', () => {
  it.each<[string, number[]]>([
    ['12', [12]],
    ['1,200', [1200]],
    ['2,223,252', [2223252]],
    ['12 400', [12400]],
    ['12\u202f400.5', [12400.5]],
    ['12,00', []],
    ['2.50', [2.5]],
    ['-3', [-3]],
    ['twenty', [20]],
    ['Twenty-one', [21]],
    ['ninety nine', [99]],
    ['a dozen', [12]],
    ['half a dozen', [6]],
    ['twenty eleven', []],
    ['a few', []],
  ])('should read %s', (words, numbers) => expect(readNumbers(words)).toEqual(numbers));
});

describe('canonicalValue', () => {
  it.each<[Kind, Json, Json]>([
    ['path', '/srv/desk/notes/a.md', 'notes/a.md'],
    ['path', './notes//', '/srv/desk/notes'],
    ['path', 'notes/../a.md', 'a.md'],
    ['date', '2026-03-19', '19 March 2026'],
    ['count', '5', 5],
    ['number', '1,000', 1000],
    ['flag', 'true', true],
    ['range', '$a$1:b2', 'A1:B2'],
    ['list', ['b', 'a'], ['a', 'b']],
    ['name', ' Ann  Lee ', 'Ann Lee'],
  ])('should take two spellings of a %s for one', (kind, left, right) =>
    expect(canonicalValue(left, kind, '/srv/desk')).toBe(canonicalValue(right, kind, '/srv/desk')),
  );

  it.each<[Kind, Json, Json]>([
    ['path', 'notes/a.md', 'notes/A.md'],
    ['path', 'notes/a.md', 'old/notes/a.md'],
    ['date', '2026-03-19', '2026-03-20'],
    ['date', '2026-03-19', '2026-03-19T09:00:00Z'],
    ['name', 'Ann', 'ann'],
    ['text', ['b', 'a'], ['a', 'b']],
    ['pattern', '*.md', '*.md '],
  ])('should keep two values of a %s apart', (kind, left, right) =>
    expect(canonicalValue(left, kind, '/srv/desk')).not.toBe(canonicalValue(right, kind, '/srv/desk')),
  );
});

describe('canonicalArguments', () => {
  const parameters = offerParameters(desk.tool('search_notes')?.listed.inputSchema ?? {});
  const spell = (values: Record<string, Json>): string => canonicalArguments(values, parameters, { root: '/srv/desk', roles: {} });

  it('should fill defaults in, and take null for left out', () => {
    expect(spell({ words: 'a' })).toBe(spell({ order: 'newest', words: 'a' }));
    expect(spell({ words: 'a', more: null })).toBe(spell({ words: 'a' }));
    expect(spell({ words: 'a', order: 'oldest' })).not.toBe(spell({ words: 'a' }));
  });
});

describe('readValues', () => {
  it.each<[string, Json, Hearing, boolean]>([
    ['notes/a.md', '/srv/desk/notes/a.md', hear('path'), true],
    ['notes/a.md', '/srv/desk/notes/a.md', hear('path', { rootTold: false }), false],
    ['/srv/desk/notes/a.md', '/srv/desk/notes/a.md', hear('path', { rootTold: false }), true],
    ['src/a.ts', 'src/a.ts', hear('path', { rootTold: false }), true],
    ['twelve', 12, hear('count'), true],
    ['a dozen', 12, hear('count'), true],
    ['1,000', 1000, hear('number'), true],
    ['third', 2, hear('position'), true],
    ['twentieth', 19, hear('position'), true],
    ['22nd', 21, hear('position'), true],
    ['11th', 10, hear('position'), true],
    ['111th', 110, hear('position'), true],
    ['third', 3, hear('position'), false],
    ['11st', 10, hear('position'), false],
    ['2', 2, hear('position'), false],
    ['March 19, 2026', '2026-03-19', hear('date'), true],
    ['March 19, 2026', '2026-03-19T00:00:00Z', hear('date'), true],
    ['March 19, 2026', '2026-03-20', hear('date'), false],
    ['a.md, b.md and c.md', ['c.md', 'a.md', 'b.md'], hear('list'), true],
    ['salt and pepper', ['salt and pepper'], hear('list'), true],
    ['a.md and b.md', ['a.md'], hear('list'), false],
    ['newest first', 'newest', hear('enum', { pointer: '/order' }), true],
    ['newest first', 'oldest', hear('enum', { pointer: '/order' }), false],
    ['newest', 'newest', hear('enum', { pointer: '/order' }), false],
    ['longest untouched', 'oldest', hear('enum', { pointer: '/order' }), true],
    ['invoices', 'invoices', hear('text'), true],
    ['Invoices', 'invoices', hear('text'), false],
  ])('should read %s against %j', (words, value, hearing, means) => expect(mayMean(words, value, hearing)).toBe(means));

  it('should read a label as every element that has it', () => {
    const source = calls.marlow.upstream[0] ?? null;
    const hearing = hear('path', { tool: 'read_note', pointer: '/path', source });
    expect(readValues('Invoice from Marlow', hearing)).toEqual(['/srv/desk/notes/inv-17.md']);
    expect(readValues('Invoice from Nobody', hearing)).toEqual([]);
  });

  it('should read cues of templates and of chain steps', () => {
    expect(readTools('Show me', [desk])).toEqual(new Set(['read_note']));
    expect(readTools('show me', [desk])).toEqual(new Set(['read_note']));
    expect(readTools('Look for', [desk])).toEqual(new Set(['search_notes']));
    expect(readTools('Burn', [desk])).toEqual(new Set());
  });
});

describe('fitsAround', () => {
  const asking = {
    tools: ['read_note'],
    when: [],
    pieces: splitTemplate('[Show me]< the first {head} lines of> {path}, {style=plain|as it is}.', 1),
  };
  const fits = (text: string, words: string, pointer: string): boolean => {
    const start = text.indexOf(words);
    return fitsAround(asking, text, start, start + words.length, { tool: 'read_note', pointer, words });
  };

  it('should find each mark where the template has it', () => {
    const text = 'Hi. Show me the first two lines of a.md, as it is. Thanks!';
    expect(fits(text, 'two', '/head')).toBe(true);
    expect(fits(text, 'a.md', '/path')).toBe(true);
    expect(fits(text, 'as it is', '/style')).toBe(true);
    expect(fits(text, 'Show me', '')).toBe(true);
  });

  it('should not take one mark for another', () => {
    const text = 'Hi. Show me the first two lines of a.md, as it is.';
    expect(fits(text, 'a.md', '/head')).toBe(false);
    expect(fits(text, 'as', '/style')).toBe(false);
    expect(fits(text, 'Hi', '')).toBe(false);
    expect(fits('Show a.md, as it is.', 'a.md', '/path')).toBe(false);
  });

  it('should read literal values as JSON, or as bare words', () => {
    const values = splitTemplate('{a=5|five}{b=true|yes}{c=x y|z}{0.d={"e":[1]}|f}', 1).map((piece) =>
      piece.is === 'literal' ? piece.value : null,
    );
    expect(values.slice(0, 3)).toEqual([5, true, 'x y']);
  });

  it('should take a quoted sentence with its own stop alone', () => {
    const asking = { tools: ['write'], pieces: splitTemplate('[Write] "{text}"<, {n} times>. [Thanks]', 1) };
    const mark = { tool: 'write', pointer: '/text', words: 'Closed.' };
    expect(fitsAround(asking, 'Write "Closed." Thanks', 7, 14, mark)).toBe(true);
    expect(fitsAround(asking, 'Write "Closed.". Thanks', 7, 14, mark)).toBe(true);
    expect(fitsAround(asking, 'Write "Closed.", 5 times. Thanks', 7, 14, mark)).toBe(true);
    expect(fitsAround(asking, 'Write "Closed.". . Thanks', 7, 14, mark)).toBe(false);
  });

  it('should give marks of a chain to their steps', () => {
    expect(splitTemplate('[0:Find] {0.words}, [then read] {1.path}', 2)).toEqual([
      { is: 'cue', step: 0, pointer: '', words: 'find' },
      { is: 'text', step: 0, pointer: '', words: ' ' },
      { is: 'slot', step: 0, pointer: '/words' },
      { is: 'text', step: 0, pointer: '', words: ', ' },
      { is: 'cue', step: 1, pointer: '', words: 'then read' },
      { is: 'text', step: 0, pointer: '', words: ' ' },
      { is: 'slot', step: 1, pointer: '/path' },
    ]);
  });
});

describe('offerParameters', () => {
  it('should put local references in place and leave those into themselves', () => {
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: { a: { $ref: '#/$defs/a', title: 'A' }, tree: { $ref: '#/$defs/tree' } },
      $defs: { a: { type: 'string' }, tree: { type: 'object', properties: { child: { $ref: '#/$defs/tree' } } } },
    };
    expect(offerParameters(schema)).toEqual({
      type: 'object',
      properties: {
        a: { type: 'string', title: 'A' },
        tree: { type: 'object', properties: { child: { $ref: '#/$defs/tree' } } },
      },
      $defs: {
        a: { type: 'string' },
        tree: { type: 'object', properties: { child: { type: 'object', properties: { child: { $ref: '#/$defs/tree' } } } } },
      },
    });
    expect(offerParameters({ type: 'object' })).toEqual({ type: 'object', properties: {} });
  });

  it('should leave out a default that a reader would change, and no parameter of that name', () => {
    const named = { default: { type: 'number', default: 0.5 }, level: { type: 'number', default: 0.95, examples: [0.3] } };
    expect(offerParameters({ type: 'object', properties: named })).toEqual({
      type: 'object',
      properties: { default: { type: 'number', default: 0.5 }, level: { type: 'number' } },
    });
  });
});
