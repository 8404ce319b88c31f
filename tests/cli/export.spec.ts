import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { sha256OfFile } from '../../src/edges/files.ts';
import { exportManifestSchema } from '../../src/model/export-manifest.ts';
import { makeOddPairs, makePairs } from '../exporters/awkward.ts';
import { useCommandLine } from '../support/command-line.ts';

const line = useCommandLine('export');
const pairs = [...makePairs(60, 'export'), ...makeOddPairs(30, 'export')];

/** A dataset folder of awkward pairs; gives its path. */
function makeDataset(rows = pairs): string {
  const folder = join(line.folder, 'dataset');
  mkdirSync(join(folder, 'pairs'), { recursive: true });
  for (const split of ['train', 'test']) {
    const some = rows.filter((pair) => pair.split === split);
    writeFileSync(join(folder, 'pairs', `${split}.jsonl`), some.map((pair) => `${JSON.stringify(pair)}\n`).join(''));
  }
  return folder;
}

function readRows(...path: string[]): unknown[] {
  const text = readFileSync(join(line.folder, ...path), 'utf8');
  return text
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => JSON.parse(row));
}

describe('nearmiss export', () => {
  it('writes every format with a manifest that counts each row and names each file', async () => {
    const out = join(line.folder, 'out');
    expect(await line.run('export', makeDataset(), '--to', 'all', '--template', 'chatml', '--out', out)).toBe(0);
    const formats = readdirSync(out);
    expect(formats.length).toBe(22);
    for (const format of formats) {
      const manifest = exportManifestSchema.parse(JSON.parse(readFileSync(join(out, format, 'manifest.json'), 'utf8')));
      for (const table of manifest.tables) {
        const refused = Object.values(table.refused).reduce((sum, count) => sum + count, 0);
        expect(table.out + refused, `${format} ${table.name}`).toBe(table.in);
      }
      expect(Object.keys(manifest.files).sort()).toEqual(
        readdirSync(join(out, format))
          .filter((name) => name !== 'manifest.json')
          .sort(),
      );
      for (const [path, { sha256, rows }] of Object.entries(manifest.files)) {
        expect(sha256OfFile(join(out, format, path))).toBe(sha256);
        if (path.endsWith('.jsonl')) expect(readRows('out', format, path).length).toBe(rows);
      }
    }
    expect(JSON.parse(readFileSync(join(out, 'rendered', 'manifest.json'), 'utf8')).template.name).toBe('chatml');
    expect(JSON.parse(readFileSync(join(out, 'adk', 'train.json'), 'utf8')).eval_cases.length).toBeGreaterThan(5);
  });

  it('writes the same rows as Parquet and as lines, and the same bytes again', async () => {
    const dataset = makeDataset();
    const to = ['--to', 'trl-dpo,trl-sft,trl-sft-pc,trl-kto,trl-reward,nat'];
    for (const [out, as] of [
      ['lines', 'jsonl'],
      ['tables', 'parquet'],
      ['again', 'parquet'],
    ] as const)
      expect(await line.run('export', dataset, ...to, '--as', as, '--out', join(line.folder, out))).toBe(0);
    for (const format of readdirSync(join(line.folder, 'tables'))) {
      const bytes = readFileSync(join(line.folder, 'tables', format, 'train.parquet'));
      const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
      expect(rows).toEqual(readRows('lines', format, 'train.jsonl'));
      expect(bytes.equals(readFileSync(join(line.folder, 'again', format, 'train.parquet')))).toBe(true);
    }
  });

  it('cuts and compresses files without changing a row', async () => {
    const dataset = makeDataset();
    const out = (name: string) => join(line.folder, name);
    expect(await line.run('export', dataset, '--to', 'llamafactory', '--out', out('whole'))).toBe(0);
    for (const [how, unpack] of [
      ['gzip', gunzipSync],
      ['zstd', zstdDecompressSync],
    ] as const) {
      expect(await line.run('export', dataset, '--to', 'llamafactory', '--out', out(how), '--compress', how, '--shard-rows', '7')).toBe(0);
      const folder = join(out(how), 'llamafactory', 'sft-train');
      const shards = readdirSync(folder).sort();
      expect(shards.length).toBeGreaterThan(2);
      const text = shards.map((shard) => unpack(readFileSync(join(folder, shard))).toString()).join('');
      expect(text).toBe(readFileSync(join(out('whole'), 'llamafactory', 'sft-train.jsonl'), 'utf8'));
      const info = JSON.parse(readFileSync(join(out(how), 'llamafactory', 'dataset_info.json'), 'utf8'));
      expect(info.nearmiss_sft.file_name).toBe('sft-train');
    }
  });

  it('writes nothing in a dry run, and says what it would', async () => {
    const out = join(line.folder, 'out');
    expect(await line.run('export', makeDataset(), '--to', 'gemini,bfcl', '--dry-run', '--out', out)).toBe(0);
    expect(existsSync(out)).toBe(false);
    expect(line.told).toContain('undocumented_call');
    expect(line.told).toMatch(/bfcl +answers +train/u);
  });

  it('lists the formats, for people and for machines', async () => {
    expect(await line.run('export', '--list')).toBe(0);
    expect(line.told).toContain('llamafactory');
    expect(await line.run('export', '--list', '--json')).toBe(0);
    expect(JSON.parse(line.told).map(({ name }: { name: string }) => name)).toContain('trl-dpo');
  });

  it.each([
    [['--to', 'trl-dpp'], 'unknown format "trl-dpp" (did you mean "trl-dpo"?)'],
    [['--to', 'rendered'], '--to rendered needs --template'],
    [['--to', 'rendered', '--template', 'chatmll'], 'no template of that name (did you mean "chatml"?)'],
    [[], '--to says which formats'],
    [['--to', 'trl-dpo', '--shard-rows', '0'], 'A whole number from 1 is needed'],
  ])('refuses %j in one line', async (args, message) => {
    expect(await line.run('export', makeDataset(), ...args, '--out', join(line.folder, 'out'))).toBe(2);
    expect(line.said).toContain(message);
    expect(line.said.trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(line.folder, 'out'))).toBe(false);
  });

  it('refuses a template that nobody compared with Python, unless told to take it', async () => {
    const [dataset, template] = [makeDataset(), join(line.folder, 'own.jinja')];
    const args = ['--to', 'rendered', '--template', template, '--out', join(line.folder, 'out')];
    writeFileSync(template, '{% for message in messages %}{{ message.role }}: {{ message.content }}\n{% endfor %}');
    expect(await line.run('export', dataset, ...args)).toBe(2);
    expect(line.said).toContain('not among those known to render the same');
    expect(await line.run('export', dataset, ...args, '--any-template')).toBe(0);
    // It writes no calls and no beginning of an answer: every row with a call is refused, and said to be.
    expect(line.told).toContain('argument_lost');
  });

  it('names the line of a pair that is none, and leaves nothing behind', async () => {
    const dataset = makeDataset();
    const path = join(dataset, 'pairs', 'train.jsonl');
    const broken = { ...pairs[0], prompt: [{ role: 'assistant', content: 'Hello.' }] };
    writeFileSync(path, `${readFileSync(path, 'utf8').split('\n')[0]}\n${JSON.stringify(broken)}\n`);
    expect(await line.run('export', dataset, '--to', 'trl-dpo,openai', '--out', join(line.folder, 'out'))).toBe(2);
    expect(line.said).toContain('train.jsonl:2: the prompt has to end with the user or a result');
    expect(readdirSync(join(line.folder, 'out'))).toEqual([]);
  });

  it('clears away what a killed run left, and brings back what it had moved', async () => {
    const [dataset, out] = [makeDataset(), join(line.folder, 'out')];
    // No program has this number.
    const dead = 2 ** 22 + 1;
    expect(await line.run('export', dataset, '--to', 'trl-kto', '--out', out)).toBe(0);
    renameSync(join(out, 'trl-kto'), join(out, `.trl-kto.${dead}.before`));
    mkdirSync(join(out, `.trl-kto.${dead}.aside`));
    expect(await line.run('export', dataset, '--to', 'trl-kto', '--out', out)).toBe(2);
    expect(line.said).toContain('already holds an export');
    expect(readdirSync(out)).toEqual(['trl-kto']);
  });

  it('writes over nothing that it is not told to, and over no folder of another kind', async () => {
    const [dataset, out] = [makeDataset(), join(line.folder, 'out')];
    const run = (...more: string[]) => line.run('export', dataset, '--to', 'trl-kto', '--out', out, ...more);
    expect(await run()).toBe(0);
    expect(await run()).toBe(2);
    expect(line.said).toContain('already holds an export');
    expect(await run('--replace', '--as', 'jsonl')).toBe(0);
    expect(readdirSync(join(out, 'trl-kto'))).toEqual(['README.md', 'manifest.json', 'test.jsonl', 'train.jsonl']);
    mkdirSync(join(out, 'openai'));
    expect(await line.run('export', dataset, '--to', 'openai', '--out', out, '--replace')).toBe(2);
    expect(line.said).toContain('exists and is no export');
  });
});
