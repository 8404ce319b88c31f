import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Claim, claims } from '../../src/check/claims.ts';
import { checkFolder } from '../../src/cli/check-folder.ts';
import { giveIds, makeDataset, writeDataset } from './dataset.ts';

const folder = mkdtempSync(join(tmpdir(), 'nearmiss-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a sound dataset', () => {
  it('should pass, with every claim put to the test', async () => {
    const data = makeDataset();
    giveIds(data.rows);
    writeDataset(folder, data);
    const report = await checkFolder(join(folder, 'dataset'), { primitives: join(folder, 'primitives'), maxProblems: 20 });
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ ok: true, rows: 30, found: 0 });
    const untested = (Object.keys(claims) as Claim[]).filter((claim) => report.claims[claim] === 0);
    // It has no controls: tests/controls/ builds some.
    expect(untested).toEqual(['control']);
  });
});
