import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../src/version.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const src = join(root, 'src');

/** Which rooms a room may import from; its own files always. Files that stand beside the rooms go by their own name. */
const allowed: Record<string, readonly string[]> = {
  'errors.ts': [],
  'version.ts': [],
  'nearest.ts': [],
  model: ['errors.ts'],
  random: ['model', 'errors.ts'],
  schema: ['random', 'model', 'errors.ts'],
  calibrate: ['operators', 'trajectories', 'verify', 'schema', 'model', 'errors.ts'],
  lint: ['schema', 'random', 'model', 'errors.ts', 'nearest.ts', 'version.ts'],
  primitives: ['schema', 'model', 'errors.ts', 'nearest.ts'],
  trajectories: ['primitives', 'random', 'schema', 'model', 'errors.ts'],
  operators: ['trajectories', 'primitives', 'random', 'schema', 'model', 'errors.ts'],
  phrasing: ['random', 'model', 'errors.ts'],
  answering: ['phrasing', 'random', 'model', 'errors.ts'],
  judging: ['random', 'model', 'errors.ts'],
  proposing: ['trajectories', 'primitives', 'random', 'schema', 'model', 'errors.ts'],
  pairs: ['answering', 'phrasing', 'operators', 'trajectories', 'primitives', 'random', 'schema', 'model', 'errors.ts'],
  mutate: ['pairs', 'operators', 'trajectories', 'random', 'schema', 'model', 'errors.ts'],
  controls: ['pairs', 'operators', 'trajectories', 'primitives', 'random', 'schema', 'model', 'errors.ts'],
  exporters: ['model', 'errors.ts', 'nearest.ts', 'version.ts'],
  importers: ['model', 'errors.ts', 'nearest.ts'],
  doctor: ['exporters', 'model', 'errors.ts'],
  grounds: ['random', 'model', 'errors.ts'],
  verify: ['grounds', 'primitives', 'random', 'schema', 'model', 'errors.ts'],
  // The proof shares nothing with what it proves but the records.
  check: ['model', 'errors.ts'],
  audit: ['random', 'model', 'errors.ts'],
  edges: ['verify', 'grounds', 'exporters', 'check', 'primitives', 'random', 'schema', 'model', 'errors.ts', 'nearest.ts', 'version.ts'],
  'pipeline.ts': [
    'edges',
    'controls',
    'exporters',
    'pairs',
    'answering',
    'phrasing',
    'operators',
    'trajectories',
    'primitives',
    'random',
    'schema',
    'model',
    'errors.ts',
    'nearest.ts',
    'version.ts',
  ],
  cli: [
    'pipeline.ts',
    'answering',
    'phrasing',
    'judging',
    'proposing',
    'mutate',
    'lint',
    'edges',
    'check',
    'audit',
    'calibrate',
    'verify',
    'grounds',
    'exporters',
    'importers',
    'doctor',
    'primitives',
    'random',
    'schema',
    'model',
    'errors.ts',
    'nearest.ts',
    'version.ts',
  ],
};

const files = walk(src);
const imports = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/gu)].map((match) => ({ file, target: match[1] as string })),
);

describe('the rooms of src/', () => {
  it('should import in one direction only', () => {
    const wrong = imports
      .filter(({ target }) => target.startsWith('.'))
      .map(({ file, target }) => ({ file, from: roomOf(file), to: roomOf(resolve(dirname(file), target)) }))
      .filter(({ from, to }) => from !== to && from !== 'index.ts' && !(allowed[from] ?? []).includes(to))
      .map(({ file, to }) => `${relative(src, file)} imports ${to}`);
    expect(wrong).toEqual([]);
  });

  it('should all be in the list', () => {
    const rooms = new Set(files.map(roomOf));
    expect([...rooms].filter((room) => room !== 'index.ts' && !(room in allowed))).toEqual([]);
  });

  it('should leave chance to random/, and faker too', () => {
    const wrong = imports.filter(
      ({ file, target }) => /^(?:seedrandom|@faker-js)/u.test(target) && roomOf(file) !== 'random' && !isTypeOnly(file, target),
    );
    expect(wrong.map(({ file }) => relative(src, file))).toEqual([]);
  });

  it('should load no language of faker but the one it speaks', () => {
    const wrong = imports.filter(
      ({ file, target }) => target.startsWith('@faker-js') && target !== '@faker-js/faker/locale/en' && !isTypeOnly(file, target),
    );
    expect(wrong.map(({ file }) => relative(src, file))).toEqual([]);
  });

  it('should leave clock, environment, files, processes and chance to the edges and the command line', () => {
    const forbidden =
      /Math\.random\(|Date\.now\(|new Date\(\)|process\.env|performance\.now|'node:(?:fs|child_process|net|http|os|worker_threads)/u;
    const wrong = files.filter((file) => !['edges', 'cli'].includes(roomOf(file)) && forbidden.test(readFileSync(file, 'utf8')));
    expect(wrong.map((file) => relative(src, file))).toEqual([]);
  });
});

describe('the package', () => {
  it('should know its version', () => {
    expect(VERSION).toBe(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
  });

  it('should have a licence, and docs for users and for those who build it', () => {
    for (const file of ['LICENSE', 'README.md', 'ARCHITECTURE.md', 'CHANGELOG.md']) expect(existsSync(join(root, file)), file).toBe(true);
  });
});

function isTypeOnly(file: string, target: string): boolean {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(new RegExp(`import (type )?[^;]*from '${target}'`, 'gu'))].every((match) => match[1] !== undefined);
}

function roomOf(file: string): string {
  return relative(src, file).split(sep)[0] as string;
}

function walk(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? walk(path) : path.endsWith('.ts') ? [path] : []));
}
