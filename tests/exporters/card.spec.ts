import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type CardFacts, renderCard } from '../../src/exporters/dataset/card.ts';
import { dpoColumns } from '../../src/exporters/dataset/dpo.ts';
import { sftColumns } from '../../src/exporters/dataset/sft.ts';
import { describeFixture } from './fixture.ts';

function factsWith(counts: Partial<CardFacts['manifest']['counts']>): CardFacts {
  const facts = describeFixture([]);
  return { ...facts, manifest: { ...facts.manifest, counts: { ...facts.manifest.counts, ...counts } } };
}

function readFront(card: string) {
  const [, front] = card.split('---\n');
  return parse(front ?? '');
}

const full = { pairs: 1234, train: 1100, test: 134, sft: { train: 700, test: 80 } };

describe('dataset card', () => {
  it('names the files and types of both configs', () => {
    const front = readFront(renderCard(factsWith(full)));
    expect(front.configs).toEqual([
      {
        config_name: 'dpo',
        default: true,
        data_files: [
          { split: 'train', path: 'dpo/train.parquet' },
          { split: 'test', path: 'dpo/test.parquet' },
        ],
      },
      {
        config_name: 'sft',
        data_files: [
          { split: 'train', path: 'sft/train.parquet' },
          { split: 'test', path: 'sft/test.parquet' },
        ],
      },
    ]);
    const [dpo, sft] = front.dataset_info;
    expect(dpo.features.map(({ name }: { name: string }) => name)).toEqual(dpoColumns.map(({ name }) => name));
    expect(sft.features.map(({ name }: { name: string }) => name)).toEqual(sftColumns.map(({ name }) => name));
    expect(dpo.features.slice(0, 2)).toEqual([
      { name: 'id', dtype: 'string' },
      { name: 'prompt', list: 'json' },
    ]);
    expect(dpo.features.at(-1)).toEqual({ name: 'deviation', dtype: 'json' });
  });

  it('leaves out splits and configs that have no rows, in front matter and code', () => {
    const card = renderCard(factsWith({ pairs: 5, train: 5, test: 0, sft: { train: 0, test: 0 } }));
    const front = readFront(card);
    expect(front.configs).toEqual([{ config_name: 'dpo', default: true, data_files: [{ split: 'train', path: 'dpo/train.parquet' }] }]);
    expect(front.dataset_info).toHaveLength(1);
    expect(card).not.toContain('eval_dataset');
    expect(card).not.toContain('SFTTrainer');
  });

  it.each([
    [1, 'n<1K'],
    [999, 'n<1K'],
    [1000, '1K<n<10K'],
    [99_999, '10K<n<100K'],
    [100_000, '100K<n<1M'],
    [5_000_000, '1M<n<10M'],
  ])('calls %i pairs %s', (pairs, size) => {
    expect(readFront(renderCard(factsWith({ ...full, pairs }))).size_categories).toEqual([size]);
  });

  it.each([
    ['MIT', 'apache-2.0'],
    ['Apache-2.0 OR MIT', 'apache-2.0'],
    ['(MIT AND BSD-3-Clause)', 'apache-2.0'],
    ['MIT, moving to Apache-2.0', 'apache-2.0'],
    ['GPL-3.0', 'other'],
    ['MIT AND GPL-3.0', 'other'],
    ['SEE LICENSE IN LICENSE', 'other'],
    ['', 'other'],
  ])('has a licence of its own only when every ground allows it: %s', (licence, expected) => {
    const facts = factsWith(full);
    const [ground] = facts.grounds;
    if (ground === undefined) throw new Error('no ground');
    const grounds = [...facts.grounds, { ...ground, name: 'own', source: { ...ground.source, licence } }];
    expect(readFront(renderCard({ ...facts, grounds })).license).toBe(expected);
  });

  it('tells seed, command, counts, discards and grounds', () => {
    const facts = factsWith({ ...full, byGround: { awkward: 1234 } });
    const card = renderCard({ ...facts, manifest: { ...facts.manifest, discarded: { 'not stated | anywhere': 12_345 } } });
    expect(card).toContain(`seed \`${facts.manifest.seed}\``);
    expect(card).toContain(facts.command);
    expect(card).toContain('1,234 preference pairs');
    expect(card).toContain('| not stated \\| anywhere | 12,345 |');
    expect(card).toContain('| awkward: Awkward values | `awkward-server` | 1.0.0 | MIT | 7 | 1,234 |');
    expect(card).toContain('max_length');
    expect(card).toContain('2601.15120');
  });

  it('quotes what would break the front matter', () => {
    const facts = factsWith(full);
    const [ground] = facts.grounds;
    if (ground === undefined) throw new Error('no ground');
    const name = 'a: "b" # c\n---\n';
    expect(readFront(renderCard({ ...facts, grounds: [{ ...ground, name }] })).pretty_name).toContain('a: "b" # c');
  });
});
