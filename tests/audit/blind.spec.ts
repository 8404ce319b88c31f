import { describe, expect, it } from 'vitest';
import { type AuditReport, DatasetAudit } from '../../src/audit/audit.ts';
import { cutFolds } from '../../src/audit/folds.ts';
import { fitLogistic } from '../../src/audit/logistic.ts';
import type { AuditedRow } from '../../src/audit/rows.ts';
import { streamOf } from '../../src/random/stream.ts';
import { calling, makeRows, someNumber } from './rows.ts';

function auditRows(rows: readonly AuditedRow[], sample = 20_000): AuditReport {
  const audit = new DatasetAudit({ seed: 'audit', sample, folds: 5 });
  for (const row of rows) audit.add(row);
  return audit.report(null);
}

describe('the blind judges', () => {
  it('should find and name a rejected value that is always odd', () => {
    const { blind } = auditRows(
      makeRows(400, (at) => [
        calling('list_rows', { limit: 2 * someNumber(2 * at) }),
        calling('list_rows', { limit: 2 * someNumber(2 * at + 1) + 1 }),
      ]),
    );
    for (const way of ['groups', 'calls'] as const) expect(blind.overall[way]?.auc).toBeGreaterThan(0.98);
    expect(blind.operators[0]?.alone.calls?.low).toBeGreaterThan(0.95);
    const says = blind.telltales.slice(0, 2).map((found) => `${found.side}: ${found.says} ${found.chosen} ${found.rejected}`);
    expect(says.join('\n')).toMatch(
      /rejected: (?:the value of \/limit|some value) is odd 0 1|chosen: (?:the value of \/limit|some value) is even 1 0/u,
    );
  });

  it('should find and name rejected texts that are longer', () => {
    const word = (at: number): string => someNumber(at).toString(36);
    const { blind } = auditRows(
      makeRows(400, (at) => [
        calling('list_rows', { name: word(2 * at) }),
        calling('list_rows', { name: `${word(2 * at + 1)} ${word(at + 7)} ${word(at + 9)} ${word(at + 11)}` }),
      ]),
    );
    expect(blind.overall.calls?.auc).toBeGreaterThan(0.98);
    expect(blind.telltales.map(({ says }) => says).join('\n')).toMatch(/at least \d+ characters/u);
  });

  it('should find and name a tool that is only ever wrong', () => {
    const { blind } = auditRows(
      makeRows(300, (at) => [
        calling('list_rows', { limit: someNumber(2 * at) }),
        calling(at % 2 === 0 ? 'drop_rows' : 'list_rows', { limit: someNumber(2 * at + 1) }),
      ]),
    );
    expect(blind.overall.calls?.auc).toBeGreaterThan(0.65);
    expect(blind.telltales[0]).toMatchObject({ says: expect.stringContaining('drop_rows'), side: 'rejected', chosen: 0, rejected: 0.5 });
  });

  it('should be at a loss when chance alone says which side is which: nearly all intervals hold one half', () => {
    const found = Array.from({ length: 20 }, (_, seed) => {
      const draw = streamOf('sides', seed);
      const { blind } = auditRows(
        makeRows(300, () => {
          const sides = [calling('list_rows', { limit: 2 * draw.below(1e6) }), calling('drop_rows', { limit: 2 * draw.below(1e6) + 1 })];
          return (draw.next() < 0.5 ? sides : sides.reverse()) as [(typeof sides)[0], (typeof sides)[0]];
        }),
      );
      return blind.overall;
    });
    for (const way of ['groups', 'calls'] as const) {
      expect(found.filter((areas) => (areas[way]?.low ?? 1) <= 0.5 && (areas[way]?.high ?? 0) >= 0.5).length).toBeGreaterThanOrEqual(18);
      expect(found.reduce((sum, areas) => sum + (areas[way]?.auc ?? 0), 0) / 20).toBeCloseTo(0.5, 1);
    }
  }, 60_000);

  it('should give no figure for a handful of rows', () => {
    const { blind } = auditRows(makeRows(30, (at) => [calling('list_rows', { limit: at }), calling('drop_rows', { limit: at })]));
    expect(blind.overall).toEqual({ groups: null, calls: null });
  });

  it('should say the same whatever the order of the rows, sampled or not', () => {
    const rows = makeRows(3000, (at) => [
      calling('list_rows', { limit: someNumber(2 * at) % 500 }),
      calling('list_rows', { limit: someNumber(2 * at + 1) % 450 }),
    ]);
    for (const sample of [300, 20_000]) {
      const report = JSON.stringify(auditRows(rows, sample));
      expect(JSON.stringify(auditRows([...rows].reverse(), sample))).toBe(report);
      expect(JSON.parse(report).blind.rows).toBe(Math.min(sample, 3000));
    }
  }, 60_000);
});

describe('cutFolds', () => {
  it('should keep groups together, and with calls also the rows that share a completion', () => {
    const rows = Array.from({ length: 60 }, (_, at) => ({ group: `g${at >> 1}`, chosen: at, rejected: at % 6 === 5 ? at + 1 : 1000 + at }));
    for (const together of ['groups', 'calls'] as const) {
      const folds = cutFolds(rows, together, 5);
      expect(new Set(folds).size).toBe(5);
      for (let at = 0; at < 60; at += 2) expect(folds[at]).toBe(folds[at + 1]);
    }
    const joined = [
      { group: 'a', chosen: 1, rejected: 2 },
      { group: 'b', chosen: 2, rejected: 3 },
      { group: 'c', chosen: 4, rejected: 3 },
      { group: 'd', chosen: 5, rejected: 6 },
    ];
    const folds = cutFolds(joined, 'calls', 2);
    expect([folds[1], folds[2]]).toEqual([folds[0], folds[0]]);
    expect(folds[3]).not.toBe(folds[0]);
  });
});

describe('fitLogistic', () => {
  it('should reach the minimum that the equations give', () => {
    // One column: 8 yes and 2 no. The slope vanishes where w / c = 8 - 10 / (1 + e^-w).
    const rows = { starts: Int32Array.of(0, 1), columns: Int32Array.of(0), values: Float64Array.of(1), width: 1 };
    const [weight] = fitLogistic(rows, Float64Array.of(8), Float64Array.of(2), { c: 0.5, tolerance: 1e-9 }) as unknown as [number];
    expect(weight / 0.5).toBeCloseTo(8 - 10 / (1 + Math.exp(-weight)), 6);
    expect(weight).toBeGreaterThan(0.5);
  });
});
