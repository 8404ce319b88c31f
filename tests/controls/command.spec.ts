import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFolder } from '../../src/cli/check-folder.ts';
import { openParquet } from '../../src/edges/dataset-folder.ts';
import { shippedPrimitives } from '../../src/edges/grounds.ts';
import type { Control } from '../../src/model/control.ts';
import { useCommandLine } from '../support/command-line.ts';

const line = useCommandLine('nearmiss-controls');
const build = ['build', '--grounds', 'filesystem,git', '--pairs', '200', '--seed', 'c'];
let shared: string;
beforeAll(() => {
  shared = mkdtempSync(join(tmpdir(), 'nearmiss-controls-'));
});
afterAll(() => rmSync(shared, { recursive: true, force: true }));

const lines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');

describe('nearmiss build --controls', () => {
  it('should write them apart, name them in manifest and card, and change no pair', async () => {
    const [plain, own] = [join(line.folder, 'plain'), join(shared, 'own')];
    expect(await line.run(...build, '--out', plain), line.said).toBe(0);
    expect(existsSync(join(plain, 'controls'))).toBe(false);
    expect(await line.run(...build, '--controls', '0.2', '--out', own), line.said).toBe(0);
    for (const file of ['pairs/train.jsonl', 'pairs/test.jsonl', 'dpo/train.parquet'])
      expect(readFileSync(join(own, file)).equals(readFileSync(join(plain, file))), file).toBe(true);
    const controls = lines(join(own, 'controls/test.jsonl')).map((text) => JSON.parse(text) as Control);
    expect(controls).toHaveLength(40);
    const manifest = JSON.parse(readFileSync(join(own, 'manifest.json'), 'utf8'));
    expect(manifest.controls.rows).toBe(40);
    expect(Object.values<number>(manifest.controls.byKind).reduce((sum, count) => sum + count)).toBe(40);
    expect(manifest.files['controls/test.jsonl'].rows).toBe(40);
    const table = await openParquet(join(own, 'controls/test.parquet'));
    const ids: unknown[] = [];
    for await (const rows of table.readGroups()) ids.push(...rows.map(([id]) => id));
    table.close();
    expect(ids).toEqual(controls.map(({ id }) => id));
    const card = readFileSync(join(own, 'README.md'), 'utf8');
    expect(card).toMatch(/config_name: controls\n\s+data_files:\n\s+- split: test\n\s+path: controls\/test\.parquet/u);
    expect(card).toContain('over-sensitivity');
    expect(await line.run('check', own), line.told).toBe(0);
    expect(line.told).toMatch(/control +40\n/u);
  }, 120_000);

  it.each([
    ['--controls', '1.5', /share above 0 and below 1/u],
    ['--controls', '-1', /share above 0 and below 1/u],
    ['--controls', '1000000', /too many controls asked for: 1000000; the test trajectories of these primitives give \d+/u],
  ])('should answer %s %s with one line and exit code 2', async (flag, value, message) => {
    const out = join(line.folder, 'bad');
    expect(await line.run(...build, flag, value, '--out', out)).toBe(2);
    expect(line.said).toMatch(message);
    expect(line.said.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(out)).toBe(false);
  });

  it('should want test trajectories', async () => {
    expect(await line.run(...build, '--controls', '5', '--test-share', '0', '--out', join(line.folder, 'bad'))).toBe(2);
    expect(line.said).toMatch(/controls are made of test trajectories, and there are none/u);
  }, 30_000);
});

describe('a tampered control', () => {
  const find = (controls: Control[], kind: string) => controls.find(({ respelling }) => respelling.kind === kind) as Control;
  const respeltArguments = (control: Control) => control.respelt[0]?.tool_calls?.[0]?.function.arguments as Record<string, unknown>;

  it.each<[string, (controls: Control[], train: { group: string; prompt: Control['prompt'] }) => void, RegExp]>([
    [
      'means another thing',
      (all) => void Object.assign(respeltArguments(find(all, 'path-form')), { path: '/srv/brightwater/elsewhere' }),
      /does not give respelt/u,
    ],
    [
      'is said to be a respelling and is none',
      (all) => {
        const control = find(all, 'default-written');
        control.respelling.to = control.respelling.to === 'other' ? 'another' : 'other';
        respeltArguments(control)[control.respelling.pointer.slice(1)] = control.respelling.to;
      },
      /are no two ways of default-written/u,
    ],
    [
      'is written alike on both sides',
      (all) => void Object.assign(find(all, 'key-order'), { respelt: find(all, 'key-order').original }),
      /both sides are written alike/u,
    ],
    ['has a group that train has', (all, { group }) => void Object.assign(all[0] as Control, { group }), /train has rows of the group/u],
    [
      'has a prompt that train has',
      (all, { prompt }) => void Object.assign(all[0] as Control, { prompt }),
      /train has a row with this prompt/u,
    ],
    [
      'claims a result that nobody recorded',
      (all) => void Object.assign(find(all, 'key-order').evidence, { sameness: 'results' }),
      /no two recordings/u,
    ],
    ['stands twice', (all) => void all.push(structuredClone(all[0] as Control)), /another control has its id/u],
    ['is left out', (all) => void all.pop(), /the manifest says .* of the controls/u],
  ])(
    'should be found where it %s',
    async (name, spoil, reason) => {
      const copy = join(line.folder, 'copy');
      cpSync(join(shared, 'own'), copy, { recursive: true });
      const file = join(copy, 'controls/test.jsonl');
      const controls = lines(file).map((text) => JSON.parse(text) as Control);
      spoil(controls, JSON.parse(lines(join(copy, 'pairs/train.jsonl'))[0] as string));
      writeFileSync(file, controls.map((control) => `${JSON.stringify(control)}\n`).join(''));
      const { problems } = await checkFolder(copy, { primitives: shippedPrimitives, maxProblems: 100 });
      const named = problems.filter(({ claim }) => claim === (name === 'is left out' ? 'counts' : 'control'));
      expect(named.map((problem) => problem.reason).join('\n')).toMatch(reason);
    },
    30_000,
  );
});
