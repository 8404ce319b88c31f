import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printPair } from '../../src/exporters/dataset/canonical.ts';
import { GrowingBytes } from '../../src/exporters/parquet/bytes.ts';
import { configSchema } from '../../src/model/config.ts';
import { pairSchema } from '../../src/model/pair.ts';
import { openBuild } from '../../src/pipeline.ts';

/** A ground that is added changes the default build; these are named, so that it does not change this one. */
const grounds = ['excel', 'filesystem', 'git', 'memory', 'sqlite'];

/**
 * Forty pairs at seed 42. A change here is a change of bytes for users: say so in CHANGELOG.md, and write the file anew with
 * GOLDEN=write npx vitest run tests/golden
 */
const file = new URL('pairs.jsonl', import.meta.url);

describe('the golden build', () => {
  const build = openBuild(configSchema.parse({ pairs: 40, seed: '42', grounds }));
  const printed = new GrowingBytes();
  for (let position = 0; position < 40; position++) printPair(build.pairAt(position), printed);
  const lines = Buffer.from(printed.view()).toString().trimEnd().split('\n');

  it('should give the pairs it always gave', () => {
    if (process.env.GOLDEN === 'write') writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    expect(lines).toEqual(readFileSync(file, 'utf8').trimEnd().split('\n'));
  });

  it('should print exactly what JSON.stringify would', () => {
    for (const line of lines) {
      const pair = JSON.parse(line);
      expect(JSON.stringify(pair)).toBe(line);
      expect(() => pairSchema.parse(pair)).not.toThrow();
    }
  });
});
