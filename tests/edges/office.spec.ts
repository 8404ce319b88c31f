import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeWorld } from '../../src/edges/worlds/index.ts';
import type { World } from '../../src/grounds/recipe.ts';

const servers = new URL('../../tool-primitives/servers/', import.meta.url);
const isInstalled = existsSync(new URL('node_modules/fflate/package.json', servers));

const facts = { title: 'Bread & butter', author: 'Ann Lee', created: '2026-01-05T09:00:00Z', modified: '2026-02-05T09:00:00Z' };
const world: World = [
  {
    kind: 'document',
    path: 'letters/order.docx',
    facts,
    blocks: [
      { style: 'Heading 1', text: 'Bread & "butter"' },
      { style: 'Normal', text: 'Two <loaves>', comments: [{ author: 'Ben Day', date: '2026-01-06T09:00:00Z', text: 'Three' }] },
      {
        table: [
          ['Item', 'Price'],
          ['Loaf', '£3'],
        ],
      },
    ],
  },
  {
    kind: 'deck',
    path: 'sales.pptx',
    facts,
    slides: [
      { title: 'Sales', texts: [{ name: 'Note', lines: ['up', 'again'] }], table: [['Loaf', '£3']] },
      {
        title: 'By month',
        texts: [],
        chart: { type: 'line', name: 'Chart', title: 'Loaves', categories: ['May', 'June'], series: [{ name: 'Sold', values: [5, 7] }] },
      },
    ],
  },
];

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'office-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** The texts of an archive by the names of its entries. */
function unpack(path: string): Record<string, string> {
  const { unzipSync } = createRequire(new URL('package.json', servers))('fflate') as {
    unzipSync(bytes: Uint8Array): Record<string, Uint8Array>;
  };
  return Object.fromEntries(
    Object.entries(unzipSync(readFileSync(join(root, path)))).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
  );
}

/** Needs the package of the pinned servers, where the zip writer lies. */
describe.skipIf(!isInstalled)('office documents of a world', () => {
  it('should have the same bytes whenever they are placed', async () => {
    await placeWorld(world, root);
    const first = world.map(({ path }) => readFileSync(join(root, path)));
    await new Promise((later) => setTimeout(later, 2_100));
    await placeWorld(world, root);
    expect(world.map(({ path }) => readFileSync(join(root, path)))).toEqual(first);
  });

  it('should point only to parts that are there, and give each a type', async () => {
    await placeWorld(world, root);
    for (const { path } of world) {
      const entries = unpack(path);
      const types = entries['[Content_Types].xml'] ?? '';
      for (const name of Object.keys(entries).filter((each) => !each.startsWith('[') && !each.endsWith('.rels'))) {
        expect(types, `${name} of ${path}`).toContain(`PartName="/${name}"`);
      }
      const targets = Object.entries(entries).flatMap(([name, xml]) =>
        name.endsWith('.rels')
          ? [...xml.matchAll(/Target="([^"]+)"/gu)].map(([, target]) =>
              new URL(target as string, `http://x/${name.replace('_rels/', '')}`).pathname.slice(1),
            )
          : [],
      );
      expect(targets.length).toBeGreaterThan(3);
      for (const target of targets) expect(Object.keys(entries), path).toContain(target);
    }
  });

  it('should escape texts and keep remarks with their paragraph', async () => {
    await placeWorld(world, root);
    const {
      'word/document.xml': body = '',
      'word/comments.xml': comments = '',
      'docProps/core.xml': core = '',
    } = unpack('letters/order.docx');
    expect(body).toContain('Bread &amp; &quot;butter&quot;');
    expect(body).toContain(
      '<w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">Two &lt;loaves&gt;</w:t></w:r><w:commentRangeEnd w:id="0"/>',
    );
    expect(comments).toContain('w:author="Ben Day" w:date="2026-01-06T09:00:00Z" w:initials="BD"');
    expect(core).toContain('<dc:title>Bread &amp; butter</dc:title>');
  });

  it('should draw a chart from its numbers', async () => {
    await placeWorld(world, root);
    const { 'ppt/charts/chart2.xml': chart = '' } = unpack('sales.pptx');
    expect(chart).toContain('<c:lineChart>');
    expect([...chart.matchAll(/<c:v>([^<]+)<\/c:v>/gu)].map(([, value]) => value)).toEqual(['Sold', 'May', 'June', '5', '7']);
  });
});
