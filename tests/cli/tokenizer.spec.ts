import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makePairs } from '../exporters/awkward.ts';
import { useCommandLine } from '../support/command-line.ts';

const line = useCommandLine('tokenizer');
const pairs = makePairs(40, 'tokens').filter(({ split }) => split === 'train');
let dataset: string;
let tokenizer: string;

beforeEach(() => {
  dataset = join(line.folder, 'dataset');
  mkdirSync(join(dataset, 'pairs'), { recursive: true });
  writeFileSync(join(dataset, 'pairs', 'train.jsonl'), pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(''));
  tokenizer = join(line.folder, 'tokenizer.json');
  // Every run of letters is one token, and so is every run of signs: some five characters each.
  const model = { type: 'WordLevel', vocab: { '[UNK]': 0 }, unk_token: '[UNK]' };
  const rest = { added_tokens: [], normalizer: null, post_processor: null, decoder: null };
  writeFileSync(tokenizer, JSON.stringify({ ...rest, pre_tokenizer: { type: 'Whitespace' }, model }));
});

function countTokens(text: string): number {
  return text.match(/\w+|[^\w\s]+/gu)?.length ?? 0;
}

describe('--tokenizer', () => {
  it('has recipes leave room for the tokens of the longest rows, and the manifest tell them', async () => {
    const out = join(line.folder, 'out');
    expect(await line.run('export', dataset, '--to', 'llamafactory', '--out', out, '--tokenizer', tokenizer), line.said).toBe(0);
    const manifest = JSON.parse(readFileSync(join(out, 'llamafactory', 'manifest.json'), 'utf8'));
    const rows = readFileSync(join(out, 'llamafactory', 'dpo-train.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    const longest = rows.sort((a, b) => b.length - a.length).slice(0, 16);
    const told = manifest.tables.find(({ name, split }: { name: string; split: string }) => name === 'dpo' && split === 'train');
    expect(told.tokens).toBe(Math.max(...longest.map(countTokens)));
    expect(manifest.tokenizer.name).toMatch(/\/tokenizer\.json$/u);
    const recipe = readFileSync(join(out, 'llamafactory', 'dpo.yaml'), 'utf8');
    expect(recipe).toContain(`# The longest rows were counted: ${told.tokens} tokens`);
    expect(Number(/^cutoff_len: (\d+)$/mu.exec(recipe)?.[1])).toBeGreaterThan(told.tokens);
  });

  it('says an estimate to be one where there is none', async () => {
    const out = join(line.folder, 'out');
    expect(await line.run('export', dataset, '--to', 'llamafactory', '--out', out)).toBe(0);
    expect(readFileSync(join(out, 'llamafactory', 'dpo.yaml'), 'utf8')).toContain('at an estimated 3 characters a token');
    expect(readFileSync(join(out, 'llamafactory', 'manifest.json'), 'utf8')).not.toContain('token');
  });

  it('has the doctor count the tokens of every text', async () => {
    const seen = join(line.folder, 'seen.jsonl');
    const args = ['--for', 'trl', '--template', 'chatml', '--tokenizer', tokenizer, '--predict', seen, '--json'];
    await line.run('doctor', dataset, ...args);
    const { verdicts } = JSON.parse(line.told);
    const texts = readFileSync(seen, 'utf8')
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text))
      .filter(({ format }) => format === 'trl-sft-pc')
      .map(({ prompt, completions }) => prompt + completions[0]);
    const verdict = verdicts.find(({ format }: { format: string }) => format === 'trl-sft-pc');
    expect(verdict.tokens).toBe(Math.max(...texts.map(countTokens)));
    await line.run('doctor', dataset, ...args, '--max-length', String(verdict.tokens));
    expect(Object.keys(findingsOf(line.told))).not.toContain('too_long');
    await line.run('doctor', dataset, ...args, '--max-length', String(verdict.tokens - 1));
    expect(findingsOf(line.told).too_long?.rows).toBeGreaterThan(0);
  });

  it.each([['{}'], ['[]'], ['{"model":{"type":"none"}}']])('refuses %s in one line', async (text) => {
    writeFileSync(tokenizer, text);
    expect(await line.run('export', dataset, '--to', 'trl-dpo', '--out', join(line.folder, 'out'), '--tokenizer', tokenizer)).toBe(2);
    expect(line.said).toMatch(/^nearmiss: --tokenizer .*: not a tokenizer\.json \(.*\)\n?$/u);
  });
});

function findingsOf(told: string): Record<string, { rows: number }> {
  const { verdicts } = JSON.parse(told) as { verdicts: { format: string; findings: Record<string, { rows: number }> }[] };
  return verdicts.find(({ format }) => format === 'trl-sft-pc')?.findings ?? {};
}
