import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FileDigest, type GivenLine, readLines } from '../../src/edges/given-rows.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-lines-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(text: string, wanted?: (row: number) => boolean): { lines: GivenLine[]; digest: FileDigest } {
  const path = join(folder, 'rows.jsonl');
  writeFileSync(path, text);
  const reading = readLines(path, wanted);
  const lines: GivenLine[] = [];
  for (let next = reading.next(); ; next = reading.next()) {
    if (next.done === true) return { lines, digest: next.value };
    lines.push(next.value);
  }
}

it('should give the lines with their numbers, and pass over blank ones', () => {
  const text = '\ufeffone\n\n  \t\r\ntwo\r\nthree';
  expect(read(text)).toEqual({
    lines: [
      { text: 'one', number: 1, row: 0 },
      { text: 'two\r', number: 4, row: 1 },
      { text: 'three', number: 5, row: 2 },
    ],
    digest: { rows: 3, sha256: createHash('sha256').update(text).digest('hex') },
  });
});

it('should keep lines whole that are longer than what is read at once', () => {
  const long = ['é'.repeat(700_000), '語'.repeat(800_000), 'x'];
  expect(read(`${long.join('\n')}\n`).lines.map(({ text }) => text)).toEqual(long);
});

it('should count lines that nobody wants', () => {
  const { lines, digest } = read('a\nb\n\nc\n', (row) => row === 1);
  expect(lines).toEqual([{ text: 'b', number: 2, row: 1 }]);
  expect(digest.rows).toBe(3);
});

it('should say in one line that a file cannot be read', () => {
  expect(() => [...readLines(join(folder, 'none.jsonl'))]).toThrow(/none\.jsonl/u);
});
