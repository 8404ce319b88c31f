import { readFileSync } from 'node:fs';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { dpoColumns, toDpoRow } from '../../src/exporters/dataset/dpo.ts';
import { fragmentsOf } from '../../src/exporters/dataset/fragments.ts';
import { sftColumns, toSftRow } from '../../src/exporters/dataset/sft.ts';
import type { Column, Row } from '../../src/exporters/parquet/columns.ts';
import { encodeRowGroup, ParquetAssembler, type RowGroup, RowGroupBuilder } from '../../src/exporters/parquet/parquet.ts';
import { type Pair, pairSchema } from '../../src/model/pair.ts';
import { streamOf } from '../../src/random/stream.ts';
import { makePairs } from './awkward.ts';

function assemble(columns: readonly Column[], groups: readonly RowGroup[]): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  const file = new ParquetAssembler(columns, (bytes) => pieces.push(bytes.slice()));
  for (const { meta, bytes } of groups) file.add(meta, bytes);
  const said = file.finish();
  const whole = new Uint8Array(Buffer.concat(pieces));
  expect(said.bytes).toBe(whole.length);
  expect(said.rows).toBe(groups.reduce((sum, group) => sum + group.meta.rows, 0));
  return whole;
}

async function read(bytes: Uint8Array<ArrayBuffer>): Promise<Record<string, unknown>[]> {
  return await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
}

function cut<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, block) => list.slice(block * size, (block + 1) * size));
}

function encodeDpo(pairs: readonly Pair[]): RowGroup {
  return encodeRowGroup(dpoColumns, pairs.map(fragmentsOf).map(toDpoRow));
}

function encodeSft(pairs: readonly Pair[]): RowGroup {
  const rows = pairs.map(fragmentsOf).map(toSftRow);
  return encodeRowGroup(
    sftColumns,
    rows.filter((row) => row !== null),
  );
}

function expectDpoRow({ id, prompt, chosen, rejected, tools, deviation }: Pair) {
  return { id, prompt, chosen, rejected, tools, deviation };
}

const pairs = makePairs(301, 'parquet');

describe('Parquet of pairs', () => {
  it('is tested on records that are well formed', () => {
    for (const pair of pairs) expect(pairSchema.parse(pair)).toEqual(pair);
  });

  it.each([1, 7, 100, 1000])('gives every preference row back, in blocks of %i', async (size) => {
    const file = assemble(dpoColumns, cut(pairs, size).map(encodeDpo));
    expect(await read(file)).toEqual(pairs.map(expectDpoRow));
  });

  it('gives the whole trajectories back as tuning rows, and only those', async () => {
    const whole = pairs.filter(({ chosen, continuation }) => {
      const last = [...chosen, ...continuation.chosen].at(-1);
      return last?.role === 'assistant' && !('tool_calls' in last);
    });
    expect(whole.length).toBeGreaterThan(50);
    expect(whole.length).toBeLessThan(250);
    const file = assemble(sftColumns, cut(pairs, 50).map(encodeSft));
    expect(await read(file)).toEqual(
      whole.map(({ id, prompt, chosen, continuation, tools }) => ({
        id,
        messages: [...prompt, ...chosen, ...continuation.chosen],
        tools,
      })),
    );
  });

  it('keeps the very text of a value: order of keys, decimals, escapes', async () => {
    const text = '{"b":1.0,"a":{"z":1e2,"y":"\\u00e9"},"10":[],"2":0.1}';
    const columns: Column[] = [{ name: 'it', kind: 'json', repeats: false }];
    const file = assemble(columns, [encodeRowGroup(columns, [[text]])]);
    const kept = await read(assemble([{ name: 'it', kind: 'text', repeats: false }], [encodeRowGroup(columns, [[text]])]));
    expect(kept).toEqual([{ it: text }]);
    expect(await read(file)).toEqual([{ it: JSON.parse(text) }]);
  });

  it('has the same bytes for the same blocks, whoever made them and in whatever order', () => {
    const blocks = cut(pairs, 64);
    const once = assemble(dpoColumns, blocks.map(encodeDpo));
    const backwards = [...blocks].reverse().map(encodeDpo).reverse();
    const resumed = backwards.map(({ bytes, meta }) => ({ bytes: new Uint8Array(bytes), meta: JSON.parse(JSON.stringify(meta)) }));
    expect(Buffer.compare(assemble(dpoColumns, backwards), once)).toBe(0);
    expect(Buffer.compare(assemble(dpoColumns, resumed), once)).toBe(0);
  });

  it('takes a row group in pieces', () => {
    const group = encodeDpo(pairs);
    const pieces: Uint8Array[] = [];
    const file = new ParquetAssembler(dpoColumns, (bytes) => pieces.push(bytes.slice()));
    file.add(
      group.meta,
      cut([...group.bytes], 1000).map((piece) => Uint8Array.from(piece)),
    );
    file.finish();
    expect(Buffer.compare(Buffer.concat(pieces), assemble(dpoColumns, [group]))).toBe(0);
  });

  it('leaves no trace of a block without rows', async () => {
    const empty = encodeDpo([]);
    const full = encodeDpo(pairs.slice(0, 3));
    expect(Buffer.compare(assemble(dpoColumns, [empty, full, empty]), assemble(dpoColumns, [full]))).toBe(0);
    expect(await read(assemble(dpoColumns, [empty]))).toEqual([]);
  });

  it('says its types: lists of JSON, and the features of `datasets`', () => {
    const { schema, row_groups, key_value_metadata } = parquetMetadata(assemble(dpoColumns, [encodeDpo(pairs)]).buffer);
    const prompt = schema.findIndex(({ name }) => name === 'prompt');
    expect(schema.slice(prompt, prompt + 3)).toMatchObject([
      { name: 'prompt', repetition_type: 'OPTIONAL', converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED' },
      { name: 'element', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'JSON', logical_type: { type: 'JSON' } },
    ]);
    expect(schema.at(-1)).toMatchObject({ name: 'deviation', converted_type: 'JSON' });
    expect(row_groups[0]?.columns.map(({ meta_data }) => meta_data?.codec)).toEqual(dpoColumns.map(() => 'SNAPPY'));
    const features = JSON.parse(key_value_metadata?.find(({ key }) => key === 'huggingface')?.value ?? '').info.features;
    expect(features.id).toEqual({ dtype: 'string', _type: 'Value' });
    expect(features.prompt).toEqual({ feature: { _type: 'Json' }, _type: 'List' });
    expect(features.deviation).toEqual({ _type: 'Json' });
    expect(Object.keys(features)).toEqual(dpoColumns.map(({ name }) => name));
  });

  it('was written against the installed hyparquet-writer', () => {
    const installed = JSON.parse(readFileSync(new URL('../../node_modules/hyparquet-writer/package.json', import.meta.url), 'utf8'));
    expect(installed.version).toBe('0.17.0');
  });
});

describe('Parquet of any table', () => {
  const columns: Column[] = [
    { name: 'list', kind: 'json-list', repeats: false },
    { name: 'again', kind: 'json-list', repeats: true },
    { name: 'text', kind: 'text', repeats: true },
  ];

  it.each(Array.from({ length: 12 }, (_, round) => round))('gives random lists back, empty ones among them (round %i)', async (round) => {
    const stream = streamOf('lists', round);
    const rows = 1 + stream.below(400);
    // One value alone, a few, or many: dictionaries of every width.
    const variety = 1 + stream.below(3) * stream.below(500);
    const list = () => Array.from({ length: stream.below(6) }, () => stream.below(variety));
    const made = Array.from({ length: rows }, () => ({ list: list(), again: list(), text: `${stream.below(variety)}é` }));
    const table: Row[] = made.map((row) => [row.list.map(String), row.again.map(String), row.text]);
    expect(await read(assemble(columns, [encodeRowGroup(columns, table), encodeRowGroup(columns, table)]))).toEqual([...made, ...made]);
  });

  it('gives rows back that are larger than a page and larger than the buffer', async () => {
    const stream = streamOf('large');
    const made = Array.from({ length: 9 }, (_, row) => ({
      list: Array.from({ length: row % 4 }, () => stream.pick(['naïve ', '北京', 'abc']).repeat(100_000 * (1 + stream.below(4)))),
      again: [],
      text: 'ü'.repeat(row === 5 ? 3_000_000 : 10),
    }));
    const table: Row[] = made.map(({ list, text }) => [list.map((value) => JSON.stringify(value)), [], text]);
    const file = assemble(columns, [encodeRowGroup(columns, table)]);
    expect(await read(file)).toEqual(made);
  });

  it('refuses rows that do not fit the columns and bytes that are not the ones described', () => {
    expect(() => encodeRowGroup(columns, [[['1'], []]])).toThrow('a row of 2 cells for 3 columns');
    expect(() => encodeRowGroup(columns, [['1', [], 'a']])).toThrow('a list column was given a text');
    expect(() => encodeRowGroup(columns, [[['1'], [], ['a']]])).toThrow('a column without lists was given one');
    const { bytes, meta } = encodeRowGroup(columns, [[['1'], [], 'a']]);
    const file = new ParquetAssembler(columns, () => {});
    expect(() => file.add(meta, bytes.subarray(1))).toThrow('row group has');
  });

  it('makes of a builder that was used before what a new one makes', () => {
    const builder = new RowGroupBuilder(columns);
    const rows: Row[] = [
      [['1', '2'], ['3'], 'a'],
      [[], [], 'ü'.repeat(100_000)],
    ];
    for (const row of rows) builder.add(row);
    const first = builder.take();
    builder.add([['left'], ['over'], 'row']);
    builder.clear();
    for (const row of rows) builder.add(row);
    expect(builder.take()).toEqual(first);
    expect(builder.take().meta.rows).toBe(0);
  });
});
