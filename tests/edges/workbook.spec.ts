import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { encodeWorkbook } from '../../src/edges/worlds/workbook.ts';
import type { WorldWorkbook } from '../../src/grounds/recipe.ts';

const servers = new URL('../../tool-primitives/servers/', import.meta.url);
const isInstalled = existsSync(new URL('node_modules/write-excel-file/package.json', servers));

const book: WorldWorkbook = {
  kind: 'workbook',
  path: 'stock.xlsx',
  sheets: [
    {
      name: 'Timber',
      rows: [
        ['Item', 'Count', 'Price', 'Value'],
        ['Oak & ash', 3, 1.5, '=B2*C2'],
        ['Pine', null, 2, true],
      ],
    },
    { name: 'Notes', rows: [['Note'], ['counted']] },
  ],
};

/** Needs the package of the pinned servers, where the writer lies. */
describe.skipIf(!isInstalled)('a workbook of a world', () => {
  it('should have the same bytes whenever it is written', async () => {
    const first = await encodeWorkbook(book);
    await new Promise((later) => setTimeout(later, 2_100));
    expect(Buffer.from(await encodeWorkbook(book)).equals(Buffer.from(first))).toBe(true);
  });

  it('should hold its values, its formulas and how far each sheet reaches', async () => {
    const { unzipSync, strFromU8 } = createRequire(new URL('package.json', servers))('fflate');
    const files = unzipSync(await encodeWorkbook(book));
    const sheet: string = strFromU8(files['xl/worksheets/sheet1.xml']);
    expect(sheet).toContain('<dimension ref="A1:D3"/>');
    expect(sheet).toMatch(/<c r="D2"[^>]*><f>B2\*C2<\/f><\/c>/u);
    expect(sheet).toMatch(/<c r="C2"[^>]*><v>1\.5<\/v><\/c>/u);
    expect(sheet).toMatch(/<c r="D3" t="b"[^>]*><v>1<\/v><\/c>/u);
    expect(sheet).not.toContain('r="B3"');
    expect(strFromU8(files['xl/worksheets/sheet2.xml'])).toContain('<dimension ref="A1:A2"/>');
    expect(strFromU8(files['xl/sharedStrings.xml'])).toContain('Oak &amp; ash');
    expect(strFromU8(files['xl/workbook.xml'])).toMatch(/name="Timber".*name="Notes"/u);
  });
});
