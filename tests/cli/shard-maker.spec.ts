import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { materialOf } from '../../src/cli/build-elsewhere.ts';
import { openShardMaker } from '../../src/cli/shard-maker.ts';
import { configSchema } from '../../src/model/config.ts';
import { noBooks, openBuild } from '../../src/pipeline.ts';
import { digests } from '../support/digests.ts';
import { nearmiss } from '../support/nearmiss.ts';

const scratch = mkdtempSync(join(tmpdir(), 'nearmiss-maker-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const config = configSchema.parse({ pairs: 2100, seed: '7', grounds: ['notes'] });
const material = materialOf(openBuild(config), config, noBooks);

describe('a worker that makes shards', () => {
  it('should make one after the other by the plan that it was told, which merge to the bytes of one build', async () => {
    const make = openShardMaker({ material, of: 3, folder: join(scratch, 'parts'), primitives: undefined });
    for (const number of [3, 1, 2]) expect(await make(number)).toMatch(new RegExp(`parts/${number} of `, 'u'));
    const numbers = [1, 2, 3].map((number) => join(scratch, 'parts', String(number)));
    expect((await nearmiss('merge', ...numbers, '--out', join(scratch, 'merged'))).code).toBe(0);
    const whole = ['--pairs', '2100', '--seed', '7', '--grounds', 'notes', '--workers', '1', '--out', join(scratch, 'whole')];
    expect((await nearmiss('build', ...whole)).code).toBe(0);
    expect(digests(join(scratch, 'merged'))).toEqual(digests(join(scratch, 'whole')));
  });

  it('should refuse a build that comes out otherwise here', () => {
    const identity = { ...material.identity, seed: '8' };
    const orders = { material: { ...material, identity }, of: 3, folder: scratch, primitives: undefined };
    expect(() => openShardMaker(orders)).toThrow(/^here it would have seed "7", not "8"$/u);
  });
});
