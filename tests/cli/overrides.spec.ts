import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Pair } from '../../src/model/pair.ts';
import { useCommandLine } from '../support/command-line.ts';

const line = useCommandLine('nearmiss-overrides');

function write(name: string, text: string): string {
  const file = join(line.folder, name);
  writeFileSync(file, text);
  return file;
}

/** How many rows of a dataset change or leave out an argument of a tool. */
function countChanges(dataset: string, tool: string, pointer: string): number {
  const rows = ['train', 'test'].flatMap((split) =>
    readFileSync(join(dataset, 'pairs', `${split}.jsonl`), 'utf8')
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as Pair),
  );
  return rows.filter(
    ({ chosen, deviation }) =>
      chosen[0]?.tool_calls?.[0]?.function.name === tool && deviation.pointer === `/tool_calls/0/function/arguments${pointer}`,
  ).length;
}

describe('overrides', () => {
  const build = ['build', '--grounds', 'filesystem', '--pairs', '600', '--mix', 'value-only'];

  it('should take an argument out of play, say so, and stand in the manifest, where check finds them', async () => {
    const [plain, own] = [join(line.folder, 'plain'), join(line.folder, 'own')];
    expect(await line.run(...build, '--out', plain), line.said).toBe(0);
    expect(countChanges(plain, 'read_text_file', '/path')).toBeGreaterThan(10);
    const file = write(
      'o.yaml',
      'filesystem.read_text_file:\n  /path: { critical: false }\nfilesystem.read_multiple_files:\n  /paths/*: { critical: false }\n',
    );
    expect(await line.run(...build, '--overrides', file, '--out', own), line.said).toBe(0);
    expect(line.told).toMatch(/filesystem\.read_text_file +\/path +critical false +231 +231/u);
    expect(countChanges(own, 'read_text_file', '/path')).toBe(0);
    expect(countChanges(own, 'read_multiple_files', '/paths/0')).toBe(0);
    expect(countChanges(own, 'read_text_file', '/head')).toBeGreaterThan(0);
    expect(JSON.parse(readFileSync(join(own, 'manifest.json'), 'utf8')).config.overrides).toEqual({
      'filesystem.read_multiple_files': { '/paths/*': { critical: false } },
      'filesystem.read_text_file': { '/path': { critical: false } },
    });
    expect(await line.run('check', own), line.told).toBe(0);
    // The rows of the other build are none that these overrides allow.
    const manifest = readFileSync(join(plain, 'manifest.json'), 'utf8');
    writeFileSync(
      join(plain, 'manifest.json'),
      manifest.replace('"overrides": {}', '"overrides": {"filesystem.read_text_file": {"/path": {"critical": false}}}'),
    );
    expect(await line.run('check', plain)).toBe(1);
    expect(line.told).toMatch(/critical: \/path of read_text_file is changed and not critical/u);
  }, 120_000);

  it('should give an argument another kind, which check hears it by', async () => {
    const out = join(line.folder, 'out');
    const file = write('o.json', '{"filesystem.search_files": {"/pattern": {"kind": "text"}}}');
    expect(await line.run(...build, '--overrides', file, '--out', out), line.said).toBe(0);
    expect(line.told).toMatch(/\/pattern +kind text +96 +96/u);
    expect(await line.run('check', out), line.told).toBe(0);
  }, 60_000);

  it('should say of an argument nobody speaks of that calling it critical changes nothing', async () => {
    const file = write('o.json', '{"git.git_log": {"/path": {"critical": true}}, "memory.open_nodes": {"/names/0": {"critical": false}}}');
    expect(await line.run('build', '--grounds', 'git', '--pairs', '10', '--overrides', file, '--dry-run'), line.said).toBe(0);
    expect(line.told).toMatch(/git\.git_log +\/path .* stay as they were: nobody says their value/u);
    expect(line.told).not.toContain('memory.open_nodes');
  }, 60_000);

  it.each([
    ['{"filesystems.read_text_file": {"/path": {"critical": false}}}', /unknown ground "filesystems" \(did you mean "filesystem"\?\)/u],
    [
      '{"filesystem.read_textfile": {"/path": {"critical": false}}}',
      /unknown tool "filesystem\.read_textfile" \(did you mean "filesystem\.read_text_file"\?\)/u,
    ],
    [
      '{"filesystem.read_text_file": {"/paths": {"critical": false}}}',
      /no recorded call of "filesystem\.read_text_file" has "\/paths" \(did you mean "\/path"\?\): there are \/head, \/path, \/tail/u,
    ],
    ['{"filesystem.read_text_file": {"/path": {"critcal": false}}}', /unknown setting .*critcal" \(did you mean "critical"\?\)/u],
    ['{"filesystem.read_text_file": {"/path": {"kind": "file"}}}', /o\.json: "filesystem\.read_text_file\.\/path\.kind" is "file"/u],
    ['{"filesystem.read_text_file": {"/path": {}}}', /an override says critical, kind or both/u],
    ['{"read_text_file": {"/path": {"critical": false}}}', /a tool is named with its ground/u],
    ['{"filesystem.read_text_file": {"path": {"critical": false}}}', /an argument is named by a JSON Pointer/u],
    ['[]', /o\.json: the config is \[\]/u],
    ['{', /o\.json: /u],
  ])('should answer %s with one line and exit code 2', async (text, message) => {
    const out = join(line.folder, 'out');
    expect(await line.run(...build, '--overrides', write('o.json', text), '--out', out)).toBe(2);
    expect(line.said).toMatch(message);
    expect(line.said.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(out)).toBe(false);
  });
});

describe('nearmiss show --critical', () => {
  it('should give each argument with its evidence, as overridden', async () => {
    expect(await line.run('show', 'filesystem', '--critical'), line.said).toBe(0);
    expect(line.told).toMatch(/read_text_file +\/path +yes +user +path +\d+ +(\d+) of \1 +\d+ of \d+\n/u);
    expect(line.told).toMatch(/read_multiple_files +\/paths\/\* +yes/u);
    const file = write('o.json', '{"filesystem.read_text_file": {"/path": {"critical": false}}}');
    expect(await line.run('show', 'filesystem', '--critical', '--overrides', file)).toBe(0);
    expect(line.told).toMatch(/read_text_file +\/path +no /u);
    expect(await line.run('show', 'filesystems', '--critical')).toBe(2);
    expect(line.said).toMatch(/unknown ground "filesystems" \(did you mean "filesystem"\?\)/u);
  }, 30_000);
});
