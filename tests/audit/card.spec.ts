import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withoutAudit } from '../../src/audit/card.ts';
import { sha256OfFile } from '../../src/edges/files.ts';
import { renderCard } from '../../src/exporters/dataset/card.ts';
import { makePairs } from '../exporters/awkward.ts';
import { describeFixture } from '../exporters/fixture.ts';
import { useCommandLine } from '../support/command-line.ts';

const line = useCommandLine('audit-card');
const pairs = makePairs(40, 'card').filter(({ split }) => split === 'train');

/** A dataset with its card and a manifest that names it; gives its folder. */
function makeDataset(): string {
  const folder = join(line.folder, 'dataset');
  mkdirSync(join(folder, 'pairs'), { recursive: true });
  writeFileSync(join(folder, 'pairs', 'train.jsonl'), pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(''));
  const facts = describeFixture(pairs);
  const card = renderCard(facts);
  writeFileSync(join(folder, 'README.md'), card);
  const files = { 'README.md': { sha256: sha256OfFile(join(folder, 'README.md')), bytes: Buffer.byteLength(card), rows: null } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...facts.manifest, files }));
  return folder;
}

function read(folder: string): { card: string; manifest: { files: Record<string, { sha256: string; bytes: number }> } } {
  const card = readFileSync(join(folder, 'README.md'), 'utf8');
  return { card, manifest: JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) };
}

describe('nearmiss audit --card', () => {
  it('puts the figures before the limits, changes nothing else, and names the new card in the manifest', async () => {
    const folder = makeDataset();
    const before = read(folder);
    expect(await line.run('audit', folder, '--card'), line.said).toBe(0);
    const { card, manifest } = read(folder);
    expect(card).toMatch(/^## Audit\n.*\| of all rows \| 36 \|.*^## Limits$/msu);
    expect(card).toContain('`nearmiss audit <this folder> --sample 20000 --folds 5 --seed audit`');
    expect(withoutAudit(card)).toBe(before.card);
    const named = { 'README.md': { sha256: sha256OfFile(join(folder, 'README.md')), bytes: Buffer.byteLength(card), rows: null } };
    expect(manifest).toEqual({ ...before.manifest, files: named });
  });

  it('takes the place of earlier figures, and goes on where it was cut between card and manifest', async () => {
    const folder = makeDataset();
    const named = readFileSync(join(folder, 'manifest.json'));
    await line.run('audit', folder, '--card', '--seed', 'one');
    writeFileSync(join(folder, 'manifest.json'), named);
    expect(await line.run('audit', folder, '--card'), line.said).toBe(0);
    const { card } = read(folder);
    expect(card.match(/^## Audit$/gmu)?.length).toBe(1);
    expect(card).not.toContain('--seed one');
  });

  it('leaves a card alone that somebody changed', async () => {
    const folder = makeDataset();
    writeFileSync(join(folder, 'README.md'), `${read(folder).card}\nMine.\n`);
    const before = read(folder);
    expect(await line.run('audit', folder, '--card')).toBe(2);
    expect(line.said).toContain('README.md: it is not the card that the manifest names');
    expect(read(folder)).toEqual(before);
  });
});
