import { describe, expect, it } from 'vitest';
import { filesystem } from '../../src/grounds/filesystem/recipe.ts';
import { fillDrive } from '../../src/grounds/filesystem/world.ts';
import type { ChainStep } from '../../src/grounds/recipe.ts';
import { REFERENCE_DATE } from '../../src/random/faker.ts';

const files = fillDrive(filesystem.seed);
const lone = [...filesystem.chains(files)].filter((chain) => chain.length === 1).map(([step]) => step as ChainStep);
const textOf = new Map(files.map((file) => [file.path, file.content as string]));

/** What the files of the shared drive say agrees from file to file. */
describe('the shared drive', () => {
  it('should be the same for the same seed and another for another', () => {
    expect(fillDrive(filesystem.seed)).toEqual(files);
    expect(fillDrive('elsewhere')).not.toEqual(files);
  });

  it('should have each path once, each with a date up to the day it is looked at', () => {
    expect(textOf.size).toBe(files.length);
    for (const { path, modified = '' } of files) {
      expect(new Date(modified).toISOString(), path).toBe(modified);
      expect(modified >= '2025-07-01' && modified <= REFERENCE_DATE, `${path}: ${modified}`).toBe(true);
    }
  });

  it.each([...textOf.keys()].filter((path) => /(?:^|\n),?Total,/u.test(textOf.get(path) as string)))('should add up %s', (path) => {
    const [, ...rows] = rowsOf(path);
    const total = rows.pop() as string[];
    const summed = total.flatMap((cell, column) => (/^[\d.]+$/u.test(cell) ? [column] : []));
    expect(summed.length).toBeGreaterThan(0);
    for (const column of summed) {
      const cents = rows.reduce((sum, row) => sum + Math.round(Number(row[column]) * 100), 0);
      expect(cents, `column ${column}`).toBe(Math.round(Number(total[column]) * 100));
    }
  });

  it.each(['2026-q1', '2026-q2'])('should sell in %s what the clients ordered', (quarter) => {
    const [, ...rows] = rowsOf(`finance/sales-${quarter}.csv`);
    const ordered = files
      .filter(({ path }) => path.endsWith(`/orders-${quarter}.csv`))
      .map(({ path }) => {
        const total = rowsOf(path).at(-1) as string[];
        return `${total[2]} kg for ${total[4]}`;
      });
    expect(
      rows
        .slice(0, -1)
        .map((row) => `${row[2]} kg for ${row[3]}`)
        .sort(),
    ).toEqual(ordered.sort());
  });

  it('should name as owner, lead or author only people on the staff list', () => {
    const staff = new Set(rowsOf('hr/staff.csv').map(([name]) => name));
    const named = [...textOf].flatMap(([path, text]) =>
      [...text.matchAll(/^ *(?:Owner|Lead|Chair|Figures|Minutes|Reported by|Written by|Looked after by): (.+)$/gmu)].map(
        ([, name]) => [path, name] as const,
      ),
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter(([, name]) => !staff.has(name as string))).toEqual([]);
  });

  it('should hold every file that a call opens and every text that a call edits', () => {
    const steps = lone.filter(({ fails }) => fails !== true);
    const missing = steps.flatMap(({ tool, arguments: args }) => {
      if (typeof args === 'function') return [];
      const text = textOf.get(String(args.path).slice(filesystem.root.length + 1));
      if (tool === 'read_text_file') return text === undefined ? [args.path] : [];
      if (tool !== 'edit_file') return [];
      return (args.edits as { oldText: string }[]).filter(({ oldText }) => text?.split(oldText).length !== 2);
    });
    expect(missing).toEqual([]);
  });

  it('should hold nothing that a call is to fail on', () => {
    const there = lone.filter(({ fails, tool, arguments: args }) => {
      if (fails !== true || typeof args === 'function') return false;
      const path = String(args.path ?? args.source).slice(filesystem.root.length + 1);
      if (tool === 'edit_file') return textOf.get(path)?.includes((args.edits as { oldText: string }[])[0]?.oldText as string) !== false;
      return [...textOf.keys()].some((file) => file === path || file.startsWith(`${path}/`));
    });
    expect(there).toEqual([]);
  });
});

function rowsOf(path: string): string[][] {
  const text = textOf.get(path) as string;
  return text
    .split('\n')
    .map((line) => [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/gu)].map(([, quoted, plain]) => quoted ?? plain ?? ''));
}
