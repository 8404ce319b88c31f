import { describe, expect, it } from 'vitest';
import { BalanceCount } from '../../src/audit/balance.ts';
import type { AuditedRow } from '../../src/audit/rows.ts';
import { calling, makeRows } from './rows.ts';

function measure(rows: readonly AuditedRow[]) {
  const count = new BalanceCount();
  for (const row of rows) count.add(row);
  return count.report(null);
}

describe('the balance of a dataset', () => {
  it('should count what takes both sides, and what was executed', () => {
    const balance = measure(makeRows(2, (at) => [calling('list_rows', { limit: at }), calling('list_rows', { limit: at + 1 })]));
    // limit 0 is only right, 1 is both, 2 is only wrong
    expect(balance.valuesOnBothSides).toEqual({ count: 1, of: 3 });
    expect(balance.callsOnBothSides).toEqual({ count: 1, of: 3 });
    expect(balance.executed).toEqual({ chosen: { count: 2, of: 2 }, rejected: { count: 0, of: 2 } });
    expect(balance.tools).toEqual({ count: 1, of: 2 });
  });

  it('should measure lengths in characters that a model writes', () => {
    const balance = measure(
      makeRows(3, () => [calling('list_rows', { name: 'abcd' }), calling('list_rows', { name: 'abcd'.padEnd(28, 'x') })]),
    );
    // list_rows and {"name":"abcd"} are 24 characters
    expect(balance.lengthRatio.median).toBe(2);
    expect(balance.lengthRatio.longer).toEqual({ count: 3, of: 3 });
    expect(balance.lengthHistogram.find(({ from }) => from === 1)?.rows).toBe(3);
  });

  it('should tell texts from calls', () => {
    const balance = measure(
      makeRows(4, (at) => [calling('list_rows', {}), at < 3 ? { role: 'assistant', content: 'Done.' } : calling('drop_rows', {})]),
    );
    expect(balance.text).toEqual({ chosen: { count: 0, of: 4 }, rejected: { count: 3, of: 4 } });
    expect(balance.executed.rejected.of).toBe(1);
  });

  it('should find repeated rows, whatever the ids of their calls, and requests that differ in digits only', () => {
    const [row, other] = makeRows(2, () => [calling('list_rows', { limit: 1 }), calling('list_rows', { limit: 2 })]) as [
      AuditedRow,
      AuditedRow,
    ];
    const again = structuredClone(row);
    (again.chosen[0]?.tool_calls?.[0] as { id: string }).id = 'ihgfedcba';
    const balance = measure([row, again, other]);
    expect(balance.repeatedRows).toEqual({ count: 1, of: 3 });
    expect(balance.requests.different).toEqual({ count: 2, of: 3 });
    expect(balance.requests.skeletons).toEqual({ count: 1, of: 3 });
    // "please do", "do number", "number 0", "number 1" of nine
    expect(balance.requests.distinct2).toBeCloseTo(4 / 9);
  });

  it('should find requests that name tools or arguments as only programs do', () => {
    const rows = makeRows(4, () => [calling('list_rows', {}), calling('drop_rows', {})]);
    const words = ['Please call list_rows.', 'Please list the rows.', 'Set maxRows to 4.', 'What is the date?'];
    for (const [at, row] of rows.entries()) {
      row.prompt = [{ role: 'user', content: words[at] as string }];
      row.tools = ['list_rows', 'date'].map((name) => ({ function: { name, parameters: { properties: { maxRows: {}, date: {} } } } }));
    }
    expect(measure(rows).requests.technical).toEqual({ count: 2, of: 4 });
  });

  it('should find what stands in both splits', () => {
    const rows = makeRows(4, (at) => [calling('list_rows', { limit: at % 3 }), calling('drop_rows', { limit: at })]);
    for (const [at, row] of rows.entries()) {
      row.split = at < 2 ? 'train' : 'test';
      if (at === 2) row.prompt = [{ role: 'user', content: 'Please do number 1.' }];
    }
    // row 2 says what row 1 says; row 3 chooses what row 0 chooses
    expect(measure(rows).leaks).toEqual({ requests: { count: 1, of: 2 }, chosen: { count: 1, of: 2 }, both: { count: 0, of: 2 } });
  });
});
