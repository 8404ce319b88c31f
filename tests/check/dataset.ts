import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Ground } from '../../src/model/ground.ts';
import type { FileRecord, Manifest } from '../../src/model/manifest.ts';
import type { Message, Pair, Split } from '../../src/model/pair.ts';
import type { Phrases } from '../../src/model/phrases.ts';
import type { Primitive } from '../../src/model/primitive.ts';
import { calls, ground, phrases } from './desk.ts';
import { makeRows } from './rows.ts';

/** A dataset before it is written. */
export interface Dataset {
  rows: Pair[];
  ground: Ground;
  phrases: Phrases;
  primitives: Primitive[];
}

/** The sound dataset, anew: nothing in it is shared, so that changing one place changes no other. */
export function makeDataset(): Dataset {
  return JSON.parse(JSON.stringify({ rows: makeRows(), ground, phrases, primitives: Object.values(calls) })) as Dataset;
}

/** Gives every row the id that its content has. */
export function giveIds(rows: Pair[]): void {
  for (const row of rows) row.id = sha256(JSON.stringify([row.prompt, row.chosen, row.rejected])).slice(0, 16);
}

const SPLITS: readonly Split[] = ['train', 'test'];

/** Writes a dataset and its recordings, all hashes and counts in agreement with what is written. */
export function writeDataset(folder: string, { rows, ...recorded }: Dataset, change: (manifest: Manifest) => void = () => undefined): void {
  const primitives = join(folder, 'primitives', 'desk');
  const used = {
    ground: write(join(primitives, 'ground.json'), JSON.stringify(recorded.ground)).sha256,
    phrases: write(join(primitives, 'phrases.json'), JSON.stringify(recorded.phrases)).sha256,
    primitives: write(join(primitives, 'primitives.jsonl'), toLines(recorded.primitives)).sha256,
    count: recorded.primitives.length,
  };
  const files: Record<string, FileRecord> = {};
  const add = (path: string, data: string | Uint8Array, count: number | null): void => {
    files[path] = { ...write(join(folder, 'dataset', path), data), rows: count };
  };
  const sft: Record<Split, number> = { train: 0, test: 0 };
  for (const split of SPLITS) {
    const own = rows.filter((row) => row.split === split);
    const whole = own.filter((row) => endsInAnswer(wholeOf(row)));
    sft[split] = whole.length;
    add(`pairs/${split}.jsonl`, toLines(own), own.length);
    add(`dpo/${split}.parquet`, tableOfPairs(own), own.length);
    add(`sft/${split}.parquet`, tableOfMessages(whole), whole.length);
  }
  add('README.md', card(), null);
  const manifest: Manifest = {
    schema: 'nearmiss/manifest@1',
    nearmiss: '0.1.0',
    seed: 'fixture',
    config: { phrase: { model: 'writer-1' }, answer: { model: 'writer-1' } },
    primitives: { desk: used },
    source: null,
    operators: [
      { name: 'sibling-value', family: 'wrong_value', summary: '' },
      { name: 'near-day', family: 'wrong_value', summary: '' },
      { name: 'sibling-enum', family: 'wrong_value', summary: '' },
      { name: 'wrong-element', family: 'wrong_value', summary: '' },
      { name: 'sibling-tool', family: 'wrong_function', summary: '' },
      { name: 'repeated-call', family: 'wrong_number', summary: '' },
      { name: 'premature-answer', family: 'wrong_number', summary: '' },
      { name: 'dropped-constraint', family: 'missing_optional', summary: '' },
      { name: 'added-restriction', family: 'missing_optional', summary: '' },
      ...['guessed-value', 'needless-question', 'unneeded-call', 'retried-failure'].map((name) => ({
        name,
        family: 'wrong_number' as const,
        summary: '',
      })),
      ...['contradicts-result', 'leaves-part-out', 'claims-action', 'ignores-error'].map((name) => ({
        name,
        family: 'wrong_answer' as const,
        summary: '',
      })),
      ...['unknown-tool', 'unknown-parameter', 'mistyped-parameter', 'unfilled-placeholder', 'unparseable-call'].map((name) => ({
        name,
        family: 'broken_call' as const,
        summary: '',
      })),
    ],
    counts: {
      pairs: rows.length,
      train: rows.filter((row) => row.split === 'train').length,
      test: rows.filter((row) => row.split === 'test').length,
      sft,
      byFamily: countBy(rows, (row) => row.deviation.family),
      byOperator: countBy(rows, (row) => row.deviation.operator),
      byGround: countBy(rows, (row) => row.meta.grounds[0] as string),
      byShape: countBy(rows, (row) => row.shape),
      byPhrasing: countBy(
        rows.filter(({ meta }) => meta.phrased !== undefined),
        ({ meta }) => meta.phrased?.reason ?? 'said_anew',
      ),
      byAnswering: countBy(
        rows.flatMap(({ meta }) => meta.answered?.answers ?? []),
        ({ reason }) => reason ?? 'written_anew',
      ),
    },
    discarded: {},
    files: sortKeys(files),
  };
  change(manifest);
  write(join(folder, 'dataset', 'manifest.json'), JSON.stringify(manifest));
}

/** Rewrites one file of a written dataset and its line in the manifest, so that only what it says is wrong. */
export function rewriteFile(folder: string, path: string, data: string | Uint8Array): void {
  const at = join(folder, 'dataset', 'manifest.json');
  const manifest = JSON.parse(readFileSync(at, 'utf8')) as Manifest;
  manifest.files[path] = { ...(manifest.files[path] as FileRecord), ...write(join(folder, 'dataset', path), data) };
  writeFileSync(at, JSON.stringify(manifest));
}

export const wholeOf = (row: Pair): Message[] => [...row.prompt, ...row.chosen, ...row.continuation.chosen];

function endsInAnswer(messages: readonly Message[]): boolean {
  const last = messages.at(-1);
  return last?.role === 'assistant' && last.tool_calls === undefined && last.content !== '';
}

const list = (name: string): SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'JSON' },
];
const text: SchemaElement = { name: 'id', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'UTF8' };

export function tableOfPairs(rows: readonly Pair[]): Uint8Array {
  const lists = ['prompt', 'chosen', 'rejected', 'tools'] as const;
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'id', data: rows.map(({ id }) => id) },
        ...lists.map((name) => ({ name, data: rows.map((row) => row[name]) })),
        { name: 'deviation', data: rows.map(({ deviation }) => deviation) },
      ],
      schema: [
        { name: 'root', num_children: 6 },
        text,
        ...lists.flatMap(list),
        { name: 'deviation', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'JSON' },
      ],
    }),
  );
}

export function tableOfMessages(rows: readonly Pair[]): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'id', data: rows.map(({ id }) => id) },
        { name: 'messages', data: rows.map(wholeOf) },
        { name: 'tools', data: rows.map(({ tools }) => tools) },
      ],
      schema: [{ name: 'root', num_children: 3 }, text, ...list('messages'), ...list('tools')],
    }),
  );
}

export function card(configs: readonly string[] = ['dpo', 'sft']): string {
  const files = (name: string): string => SPLITS.map((split) => `  - {split: ${split}, path: ${name}/${split}.parquet}\n`).join('');
  return `---\nconfigs:\n${configs.map((name) => `- config_name: ${name}\n  data_files:\n${files(name)}`).join('')}---\n\n# Desk\n`;
}

function countBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of rows.map(keyOf).sort()) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function sortKeys<Value>(map: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function toLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

function write(path: string, data: string | Uint8Array): { sha256: string; bytes: number } {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
  return { sha256: sha256(data), bytes: Buffer.byteLength(data) };
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
