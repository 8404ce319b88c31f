import { describe, expect, it } from 'vitest';
import { type Coverage, CoverageCount } from '../../src/audit/coverage.ts';
import { nearKeys } from '../../src/audit/minhash.ts';
import type { AuditedRow } from '../../src/audit/rows.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import { calling, makeRows } from './rows.ts';

function measure(rows: readonly AuditedRow[], manifest: Manifest | null = null): Coverage {
  const count = new CoverageCount();
  for (const row of rows) count.add(row);
  return count.report(manifest);
}

const ask = (row: AuditedRow, content: string, split: AuditedRow['split'] = 'train') => {
  row.prompt = [{ role: 'user', content }];
  row.split = split;
};

describe('the coverage of a dataset', () => {
  it('should count the declared arguments that are given, those that are wrong somewhere, and their values', () => {
    const rows = makeRows(3, (at) => [calling('list_rows', { limit: at, name: 'a' }), calling('list_rows', { limit: at + 7, name: 'a' })]);
    const parameters = { type: 'object', properties: { limit: {}, name: {}, order: {}, page: {} } };
    for (const row of rows) row.tools = [{ function: { name: 'list_rows', parameters } }];
    const found = measure(rows);
    expect(found.parameters).toEqual({ given: { count: 2, of: 4 }, wrong: { count: 1, of: 2 } });
    expect(found.values).toEqual({ different: 4, places: 2 });
  });

  it('should say what proves the rows', () => {
    const rows = makeRows(6, () => [calling('list_rows', { limit: 1 }), calling('list_rows', { limit: 2 })]);
    for (const [at, { evidence }] of rows.entries()) {
      if (at < 3) evidence.executed.rejected = 'b';
      else if (at < 5) evidence.reported = { chosen: null, rejected: 'c' };
    }
    expect(measure(rows).proofs.map(({ rows: count }) => count)).toEqual([3, 2, 0, 1]);
  });

  it('should find test requests that nearly say what train says, and no others', () => {
    const rows = makeRows(4, () => [calling('list_rows', {}), calling('drop_rows', {})]);
    const long =
      'please look through all the open invoices of the marina from last spring and tell me which of them are still to be paid by the owners';
    ask(rows[0] as AuditedRow, `${long} today`);
    ask(rows[1] as AuditedRow, `${long} tomorrow`, 'test');
    ask(rows[2] as AuditedRow, 'which boats lie at the far end of the pier, and since when has each of them been there', 'test');
    ask(rows[3] as AuditedRow, 'rename the folder of the roastery, then move everything that is older than two years into the archive');
    expect(measure(rows).nearDuplicates).toEqual({ requests: { count: 2, of: 4 }, test: { count: 1, of: 2 } });
  });

  it('should find the values and the names of test calls that train has', () => {
    const rows = makeRows(3, () => [calling('list_rows', {}), calling('drop_rows', {})]);
    const calls = [
      calling('list_rows', { name: 'Nora Finch', limit: 5 }),
      calling('list_rows', { owner: 'nora finch', limit: 5 }),
      calling('list_rows', { name: 'Erin Brandt', limit: 6 }),
    ];
    for (const [at, row] of rows.entries()) {
      row.chosen = [calls[at] as AuditedRow['chosen'][number]];
      row.split = at === 0 ? 'train' : 'test';
    }
    expect(measure(rows).leaks).toEqual({ values: { count: 1, of: 4 }, entities: { count: 1, of: 2 } });
  });

  it('should hold the families against the mix', () => {
    const rows = makeRows(10, () => [calling('list_rows', {}), calling('drop_rows', {})]);
    expect(measure(rows).families).toBeNull();
    const families = measure(rows, { config: { mix: { wrong_value: 3, wrong_function: 1 } } } as unknown as Manifest).families;
    expect(families?.slice(0, 2)).toEqual([
      { name: 'wrong_value', rows: 10, asked: 7.5 },
      { name: 'wrong_function', rows: 0, asked: 2.5 },
    ]);
  });
});

describe('nearKeys', () => {
  const words = (seed: number, count: number) => Array.from({ length: count }, (_, at) => `w${(seed * 7919 + at * 104_729) % 99_991}`);

  it('should meet for nine in ten texts alike to nine parts in ten, and for few alike by half', () => {
    const meets = (change: number) =>
      Array.from({ length: 200 }, (_, seed) => {
        const text = words(seed, 60);
        const other = text.map((word, at) => (at < change ? `x${at}` : word));
        const keys = new Set(nearKeys(text));
        return nearKeys(other).some((key) => keys.has(key));
      }).filter(Boolean).length / 200;
    expect(meets(0)).toBe(1);
    expect(meets(2)).toBeGreaterThan(0.9);
    expect(meets(20)).toBeLessThan(0.25);
    expect(meets(60)).toBeLessThan(0.02);
  });
});
