import { describe, expect, it } from 'vitest';
import type { GivenRow } from '../../src/mutate/given.ts';
import { mutateRow } from '../../src/mutate/mutate-row.ts';
import { ValuePool } from '../../src/mutate/pool.ts';
import { readRow } from '../../src/mutate/row.ts';
import { ToolShelf } from '../../src/mutate/tool-shelf.ts';
import { cases } from './cases/index.ts';
import { isAcceptable } from './cases/judge.ts';

const shelf = new ToolShelf();
const pool = new ValuePool('cases');
const rows = new Map(
  cases.map((one, index) => {
    const read = readRow(JSON.stringify(one.row), index + 1, shelf);
    if ('bad' in read) throw new Error(`${one.name}: ${read.bad}`);
    return [one.name, read.row] as [string, GivenRow];
  }),
);
for (const row of rows.values()) pool.addRow(row);

const mutate = (name: string, seed: string, compose: 1 | 2 = 1) =>
  mutateRow(rows.get(name) as GivenRow, pool, { seed, perRow: 50, testShare: 0.1, operators: null, compose }).pairs;

describe('mutateRow on the cases', () => {
  it.each(cases.map((one) => [one.name, one] as const))('should make nothing that is right: %s', (name, one) => {
    for (const seed of ['1', '2', '3', '4', '5', '6']) {
      for (const pair of [...mutate(name, seed), ...mutate(name, seed, 2)]) {
        const call = pair.rejected[0]?.tool_calls?.[0]?.function ?? null;
        expect(isAcceptable(one, pair.prompt, call), JSON.stringify(pair.deviation)).toBe(false);
      }
    }
  });

  it('should make something wrong of at least nine in ten that state a value', () => {
    const stated = cases.filter((one) => one.stated);
    const without = stated.filter(({ name }) => mutate(name, '1').length === 0).map(({ name }) => name);
    expect(without.length, without.join(', ')).toBeLessThanOrEqual(stated.length / 10);
  });
});
