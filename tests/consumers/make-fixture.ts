import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { renderCard } from '../../src/exporters/dataset/card.ts';
import { dpoColumns, toDpoRow } from '../../src/exporters/dataset/dpo.ts';
import { fragmentsOf } from '../../src/exporters/dataset/fragments.ts';
import { sftColumns, toSftRow } from '../../src/exporters/dataset/sft.ts';
import { type Column, datasetFile, type Row } from '../../src/exporters/parquet/columns.ts';
import { encodeRowGroup, ParquetAssembler } from '../../src/exporters/parquet/parquet.ts';
import { type Pair, splitSchema } from '../../src/model/pair.ts';
import { makePairs } from '../exporters/awkward.ts';
import { describeFixture } from '../exporters/fixture.ts';

// Writes a dataset of so many awkward pairs into a folder, in blocks of 50 as a build would. Below ten there is no test split.
const BLOCK = 50;
const folder = argv[2];
const count = Number(argv[3]);
if (folder === undefined || !(count > 0)) throw new Error('usage: make-fixture.ts FOLDER PAIRS');
const pairs = makePairs(count, 'consumers');

function writeParquet(path: string, columns: readonly Column[], blocks: readonly (readonly Row[])[]): void {
  const pieces: Uint8Array[] = [];
  const file = new ParquetAssembler(columns, (bytes) => pieces.push(bytes.slice()));
  for (const block of blocks) {
    const { meta, bytes } = encodeRowGroup(columns, block);
    file.add(meta, bytes);
  }
  file.finish();
  writeFileSync(path, Buffer.concat(pieces));
}

function cutBlocks(rows: readonly Pair[]): Pair[][] {
  return Array.from({ length: Math.ceil(rows.length / BLOCK) }, (_, block) => rows.slice(block * BLOCK, (block + 1) * BLOCK));
}

for (const part of ['pairs', 'dpo', 'sft']) mkdirSync(join(folder, part), { recursive: true });
for (const split of splitSchema.options) {
  const rows = pairs.filter((pair) => pair.split === split);
  if (rows.length === 0) continue;
  const blocks = cutBlocks(rows).map((block) => block.map(fragmentsOf));
  writeFileSync(join(folder, 'pairs', `${split}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  writeParquet(
    join(folder, datasetFile('dpo', split)),
    dpoColumns,
    blocks.map((block) => block.map(toDpoRow)),
  );
  writeParquet(
    join(folder, datasetFile('sft', split)),
    sftColumns,
    blocks.map((block) => block.map(toSftRow).filter((row) => row !== null)),
  );
}
writeFileSync(join(folder, 'README.md'), renderCard(describeFixture(pairs)));
