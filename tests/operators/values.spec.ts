import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/model/canonical.ts';
import type { Json } from '../../src/model/json.ts';
import type { Kind } from '../../src/model/primitive.ts';
import { mistakes, nameMistake } from '../../src/operators/values/index.ts';

/** One change a mistake: kind, from, to, its name, and the pointer where that matters. */
const changes: readonly [Kind, Json, Json, string, string?][] = [
  ['flag', true, false, 'flipped-flag'],
  ['enum', 'asc', 'desc', 'flipped-order'],
  ['enum', 'sortDescending', 'sortAscending', 'flipped-order'],
  ['text', 'Newest first', 'Oldest first', 'sibling-entity'],
  ['enum', 'size', 'name', 'sibling-enum'],
  ['name', 'Europe/Paris', 'Europe/Prague', 'wrong-zone'],
  ['date', '2026-03-04T09:00:00+01:00', '2026-03-04T09:00:00+02:00', 'wrong-zone'],
  ['date', '2026-03-04', '2026-04-03', 'swapped-day-month'],
  ['date', '2026-03-04', '2025-03-04', 'wrong-year'],
  ['date', '2026-03', '2025-03', 'wrong-year'],
  ['date', '2026-03-31', '2026-05-31', 'wrong-month'],
  ['date', '2026-03', '2026-02', 'wrong-month'],
  ['date', '2026-03-04', '2026-03-11', 'near-day'],
  ['date', '2026-03-01', '2026-02-28', 'near-day'],
  ['date', '2026-03-01', '2026-02-28', 'inclusive-bound', '/since'],
  ['date', '2026-03-04', '2026-06-19', 'sibling-value'],
  ['date', '2026-03-04T07:30', '2026-03-04T19:30', 'wrong-time'],
  ['text', '07:30', '19:30', 'wrong-time'],
  ['count', 20, 21, 'inclusive-bound', '/endLine'],
  ['count', 20, 21, 'near-number', '/limit'],
  ['number', -4, 4, 'flipped-sign'],
  ['number', 250, 2500, 'scale-slip'],
  ['number', 2, 120, 'scale-slip'],
  ['number', 151.5, 148.5, 'near-number'],
  ['id', 4187, 4178, 'near-number'],
  ['position', 3, 4, 'near-number'],
  ['position', 3, 40, 'sibling-value'],
  ['id', 4187, 4188, 'sibling-value'],
  ['number', 3, 900, 'sibling-value'],
  ['range', 'A4:F4', 'A5:F5', 'shifted-range'],
  ['range', 'C3', 'D3', 'shifted-range'],
  ['range', 'A4:F9', 'A4:F8', 'resized-range'],
  ['range', 'A4:F9', 'C1:D2', 'sibling-value'],
  ['list', ['a', 'b'], ['a'], 'dropped-element'],
  ['list', ['a'], ['a', 'b'], 'added-element'],
  ['list', ['a'], ['b'], 'sibling-value'],
  ['path', '/srv/x/clients/anna', '/srv/x/clients', 'wrong-scope'],
  ['path', '/srv/x/clients', '/srv/x/clients/anna', 'wrong-scope'],
  ['path', '/srv/x/budget-2025.csv', '/srv/x/budget-2026.csv', 'wrong-edition'],
  ['name', '05 May', '06 June', 'wrong-edition'],
  ['id', 'v1.2.0', 'v1.1.0', 'wrong-edition'],
  ['path', '/srv/x/anna/notes.md', '/srv/x/tom/notes.md', 'sibling-entity'],
  ['name', 'Anna Keller', 'Anna Webb', 'sibling-entity'],
  ['text', 'unpaid invoice', 'invoice', 'respecified-text'],
  ['name', 'Anna Keller', 'Tom Ashworth', 'sibling-value'],
];

describe('nameMistake', () => {
  it.each(changes)('should know %s %j -> %j as %s', (kind, from, to, name, pointer = '/value') => {
    expect(nameMistake(from, to, { kind, pointer })?.name).toBe(name);
  });

  it('should see every mistake in this list, so that none is without an example', () => {
    expect(new Set(changes.map(([, , , name]) => name))).toEqual(new Set(mistakes.map(({ name }) => name)));
  });

  it('should name every change of every kind but flags without a value', () => {
    for (const [kind, from] of changes) {
      const slot = { kind, pointer: '/value' };
      expect(nameMistake(from, 'zzz', slot), `${kind} ${JSON.stringify(from)}`).not.toBeNull();
    }
  });
});

describe('slips', () => {
  const values = changes.map(([kind, from, , , pointer = '/value']) => ({ from, slot: { kind, pointer } }));

  it.each(mistakes.map((mistake) => [mistake.name, mistake] as const))(
    'of %s should be new values of the same type, none twice',
    (_, mistake) => {
      for (const { from, slot } of values) {
        if (!mistake.kinds.includes(slot.kind)) continue;
        const before = canonicalJson(from);
        const slips = mistake.slips(from, slot);
        expect(canonicalJson(from)).toBe(before);
        expect(slips.map(canonicalJson)).not.toContain(before);
        expect(new Set(slips.map(canonicalJson)).size).toBe(slips.length);
        for (const slip of slips) expect(typeof slip).toBe(typeof from);
      }
    },
  );

  it('should turn round no word inside a phrase', () => {
    const slipsOf = (from: string) =>
      mistakes.filter(({ name }) => name === 'flipped-order').flatMap(({ slips }) => slips(from, { kind: 'name', pointer: '/text' }));
    expect(slipsOf('left')).toEqual(['right']);
    expect(['First aid', 'located_in', 'To be split up'].flatMap(slipsOf)).toEqual([]);
  });

  it('should write only days that exist', () => {
    for (const from of ['2024-02-29', '2026-01-31', '2026-12-31', '2026-03-01T23:30:00Z']) {
      const slips = mistakes
        .filter(({ kinds }) => kinds.includes('date'))
        .flatMap(({ slips: slip }) => slip(from, { kind: 'date', pointer: '/since' }));
      expect(slips.length).toBeGreaterThan(3);
      for (const slip of slips) expect(new Date(slip as string).toISOString().slice(0, 10), String(slip)).toBe(String(slip).slice(0, 10));
    }
  });
});

describe('the list of mistakes', () => {
  it('should hold every file once, under its own name', () => {
    const supporting = ['index.ts', 'mistake.ts', 'operator.ts', 'moment.ts', 'quantity.ts', 'cells.ts', 'lists.ts'];
    const files = readdirSync(new URL('../../src/operators/values', import.meta.url)).filter((file) => !supporting.includes(file));
    expect(mistakes.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
  });
});
