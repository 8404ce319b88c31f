import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useCommandLine } from '../support/command-line.ts';
import { calling, makeRows, someNumber } from './rows.ts';

const line = useCommandLine('nearmiss-audit');

/** A dataset whose rejected values are always odd, in files of its own. */
function writeRows(name: string, tool = 'list_rows', reversed = false): string {
  const dir = join(line.folder, name);
  mkdirSync(join(dir, 'pairs'), { recursive: true });
  const rows = makeRows(200, (at) => [
    calling(tool, { limit: 2 * someNumber(2 * at) }),
    calling(tool, { limit: 2 * someNumber(2 * at + 1) + 1 }),
  ]).map((row) => ({ ...row, deviation: { ...row.deviation, operator: tool === 'list_rows' ? 'near-number' : tool } }));
  if (reversed) rows.reverse();
  for (const split of ['train', 'test'])
    writeFileSync(
      join(dir, 'pairs', `${split}.jsonl`),
      rows
        .filter((row) => row.split === split)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(''),
    );
  return dir;
}

describe('nearmiss audit', () => {
  it('should pass without limits, and fail with one line for each that is exceeded', async () => {
    const dir = writeRows('odd');
    expect(await line.run('audit', dir)).toBe(0);
    expect(line.told).toContain('200 rows, 100 groups');
    expect(line.told).toMatch(/near-number +200 +[\d.]+ [\d.]+-[\d.]+/u);
    expect(await line.run('audit', dir, '--max-auc', '0.6', '--max-length-ratio', '1.5', '--max-repeated', '0')).toBe(1);
    expect(line.told.match(/limit exceeded: .*/gu)).toEqual([
      expect.stringMatching(/all rows: AUC [\d.]+ on new groups is above --max-auc 0\.6/u),
      expect.stringMatching(/all rows: AUC [\d.]+ on new calls is above --max-auc 0\.6/u),
    ]);
    process.exitCode = undefined;
    expect(await line.run('audit', dir, '--max-auc-values', '1', '--max-auc-operator', '1', '--max-leaked', '0')).toBe(0);
  });

  it('should name a planted tell-tale, and take its limits from a config: flags win', async () => {
    const dir = writeRows('planted');
    const config = (audit: object): string => {
      const file = join(line.folder, 'nearmiss.json');
      writeFileSync(file, JSON.stringify({ audit }));
      return file;
    };
    expect(await line.run('audit', dir, '--config', config({ maxAuc: 0.6 }))).toBe(1);
    expect(line.told).toMatch(/all rows +(?:the value of \/limit|some value) is (?:odd|even) +(?:0\.0 % +100\.0|100\.0 % +0\.0) %/u);
    expect(line.told).toMatch(/limit exceeded: all rows: AUC [\d.]+ on new calls is above --max-auc 0\.6/u);
    process.exitCode = undefined;
    expect(await line.run('audit', dir, '--config', config({ maxAuc: 0.6 }), '--max-auc', '1')).toBe(0);
    expect(await line.run('audit', dir, '--config', config({ maxUnexecuted: 0.5, maxMixError: 0.1 }))).toBe(1);
    expect(line.told).toMatch(/limit exceeded: rows that words alone prove: 200 of 200/u);
    expect(line.told).toMatch(/limit exceeded: no manifest says which mix was asked for/u);
    process.exitCode = undefined;
    expect(await line.run('audit', dir, '--config', config({ maxAucs: 0.6 }))).toBe(2);
    expect(line.said).toMatch(/unknown setting "audit\.maxAucs" \(did you mean "maxAuc"\?\)/u);
    expect(await line.run('audit', dir, '--config', config({ maxAuc: 0.2 }))).toBe(2);
    expect(line.said).toMatch(/"audit\.maxAuc" is 0\.2/u);
  });

  it('should not pass a limit that it cannot measure', async () => {
    const dir = writeRows('few');
    expect(await line.run('audit', dir, '--sample', '20', '--max-auc', '0.6')).toBe(1);
    expect(line.told).toContain('limit exceeded: all rows: too few rows or groups');
  });

  it('should give the same bytes twice, whatever the order of the rows', async () => {
    await line.run('audit', writeRows('one'), '--json', '--html', join(line.folder, 'one.html'));
    const first = line.told;
    await line.run('audit', writeRows('two', 'list_rows', true), '--json', '--html', join(line.folder, 'two.html'));
    expect(line.told).toBe(first);
    expect(JSON.parse(first)).toMatchObject({ schema: 'nearmiss/audit@1', balance: { rows: 200 }, breaches: [] });
    const [one, two] = ['one', 'two'].map((name) =>
      readFileSync(join(line.folder, `${name}.html`), 'utf8').replaceAll(join(line.folder, name), 'DIR'),
    );
    expect(two).toBe(one);
  });

  it('should not let a name steer the terminal', async () => {
    expect(await line.run('audit', writeRows('steer', 'drop\u001b[2J\nrows'), '--max-auc-operator', '0.5')).toBe(1);
    expect(line.told).not.toContain('\u001b');
    expect(line.told).toMatch(/limit exceeded: drop \[2J rows: AUC/u);
  });

  it('should write a page that fetches nothing and takes hostile text for text', async () => {
    const hostile = "\"><script>alert(1)</script><img src=x onerror='y'>&";
    const page = join(line.folder, 'page.html');
    expect(await line.run('audit', writeRows('hostile', hostile), '--html', page)).toBe(0);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toMatch(/<script|<img|<link|https?:|url\(/iu);
    expect(html.match(/<svg/gu)?.length).toBe(7);
  });

  it('should say in one line what is wrong with its input', async () => {
    const dir = writeRows('bad');
    const spoil = async (args: string[], says: RegExp): Promise<void> => {
      expect(await line.run('audit', ...args)).toBe(2);
      expect(line.said).toMatch(says);
      expect(line.said.trim().split('\n')).toHaveLength(1);
    };
    await spoil([join(line.folder, 'nowhere')], /no such folder/u);
    mkdirSync(join(line.folder, 'empty'));
    await spoil([join(line.folder, 'empty')], /holds no pairs/u);
    await spoil([dir, '--max-auc', '7'], /from 0\.5 to 1/u);
    await spoil([dir, '--folds', '1'], /from 2 to 20/u);
    await spoil([dir, '--html', line.folder], /a folder, where a file is needed/u);
    writeFileSync(join(dir, 'pairs', 'train.jsonl'), '{"schema":"nearmiss/pair@1"}\n');
    await spoil([dir], /train\.jsonl:1: id: /u);
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const [row] = readFileSync(join(dir, 'pairs', 'test.jsonl'), 'utf8').split('\n') as [string];
    writeFileSync(join(dir, 'pairs', 'train.jsonl'), `${row.replace(/"limit":\d+/u, `"limit":${deep}`)}\n`);
    await spoil([dir], /train\.jsonl:1: it is nested too deep/u);
    writeFileSync(join(dir, 'pairs', 'train.jsonl'), 'nonsense\n');
    await spoil([dir], /train\.jsonl:1: not JSON/u);
  });
});
