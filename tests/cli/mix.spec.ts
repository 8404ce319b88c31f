import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settleConfig } from '../../src/cli/config.ts';
import { mixPresets } from '../../src/model/mix.ts';
import { useCommandLine } from '../support/command-line.ts';

const line = useCommandLine('nearmiss-mix');

function write(name: string, value: unknown): string {
  const file = join(line.folder, name);
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

describe('the mix of a build', () => {
  it.each([
    ['uniform', { missing_optional: 10, wrong_function: 10, wrong_number: 10, wrong_value: 10 }],
    ['value-only', { wrong_value: 40 }],
  ])(
    'should give %s exact quotas',
    async (mix, wanted) => {
      const out = join(line.folder, 'out');
      expect(await line.run('build', '--grounds', 'filesystem,sqlite', '--pairs', '40', '--mix', mix, '--out', out), line.said).toBe(0);
      const { counts, config } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
      expect(counts.byFamily).toEqual(wanted);
      expect(config.mix).toEqual(mixPresets[mix as 'uniform']);
      expect(readFileSync(join(out, 'README.md'), 'utf8')).toContain(`--mix ${mix}\n`);
    },
    60_000,
  );

  it('should come from names, weights and files, in the config and in flags', async () => {
    const own = { ...mixPresets.default, wrong_value: 60 };
    expect((await settleConfig(write('c.json', { mix: { wrong_value: 60 } }), {})).mix).toEqual(own);
    expect((await settleConfig(write('c.yaml', 'mix: uniform\n'), {})).mix).toEqual(mixPresets.uniform);
    expect((await settleConfig(write('c.yaml', 'mix: uniform\n'), { mix: 'value-only' })).mix).toEqual(mixPresets['value-only']);
    const file = write('mix.json', { schema: 'nearmiss/mix@1', mix: { wrong_number: 2, wrong_value: 1 }, operators: { 'near-day': 4 } });
    const none = { wrong_value: 0, wrong_function: 0, wrong_number: 0, missing_optional: 0, wrong_answer: 0, broken_call: 0 };
    const settled = await settleConfig(write('d.json', { operators: { 'near-day': 1, 'wrong-year': 2 } }), { mix: file });
    expect(settled.mix).toEqual({ ...none, wrong_number: 2, wrong_value: 1 });
    expect(settled.operators).toEqual({ 'near-day': 4, 'wrong-year': 2 });
    expect((await settleConfig(write('e.json', { mix: file, operators: { 'near-day': 9 } }), {})).operators).toEqual({ 'near-day': 9 });
  });

  it.each([
    ['an unknown name', { mix: 'unifrom' }, /unknown mix "unifrom" \(did you mean "uniform"\?\): there are default, uniform, value-only/u],
    ['an unknown family', { mix: { wrong_valu: 1 } }, /unknown setting "mix\.wrong_valu" \(did you mean "wrong_value"\?\)/u],
    ['a weight below 0', { mix: { wrong_value: -1 } }, /"mix\.wrong_value" is -1/u],
    ['a number', { mix: 3 }, /"mix" is 3/u],
    [
      'no weight above 0',
      { mix: { wrong_value: 0, wrong_function: 0, wrong_number: 0, missing_optional: 0 } },
      /at least one family needs a weight above 0/u,
    ],
  ])('should answer %s with one line and exit code 2', async (_, config, message) => {
    const out = join(line.folder, 'out');
    expect(await line.run('build', '--config', write('c.json', config), '--out', out)).toBe(2);
    expect(line.said).toMatch(message);
    expect(line.said.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ['{"schema":"nearmiss/mix@1","mix":{"wrong_value":0}}', /mix\.json: "mix" is .*at least one family/u],
    ['{"schema":"nearmiss/mix@1","mix":{"wrong_value":1},"operator":{}}', /mix\.json: unknown setting "operator"/u],
    ['{"mix":{"wrong_value":1}}', /mix\.json: "schema" is missing/u],
    ['{"schema":', /mix\.json: /u],
    ['{"schema":"nearmiss/mix@1","mix":{"wrong_value":1},"operators":{"near-days":1}}', /unknown operator "near-days" \(did you mean/u],
  ])('should name what is wrong with a file of weights: %s', async (text, message) => {
    const out = join(line.folder, 'out');
    expect(await line.run('build', '--grounds', 'memory', '--mix', write('mix.json', text), '--out', out)).toBe(2);
    expect(line.said).toMatch(message);
    expect(line.said.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(out)).toBe(false);
  });
});
