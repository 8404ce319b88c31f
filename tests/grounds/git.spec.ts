import { describe, expect, it } from 'vitest';
import { drawCast } from '../../src/grounds/git/cast.ts';
import { git } from '../../src/grounds/git/recipe.ts';
import { SEED, writeBerthbook } from '../../src/grounds/git/world.ts';
import { commitOf, filesAt, replayHistory, resolveName } from '../../src/grounds/history/replay.ts';
import type { Person, RepositoryEvent } from '../../src/grounds/recipe.ts';

const history = replayHistory(writeBerthbook(SEED));
const releases = [...history.tags.keys()].filter((tag) => /^v\d/u.test(tag));

describe('the history of the booking service', () => {
  it('should be the same for the same seed and another for another', () => {
    expect(writeBerthbook(SEED)).toEqual(writeBerthbook(SEED));
    expect(resolveName(replayHistory(writeBerthbook(`${SEED}x`)), 'main')).not.toBe(resolveName(history, 'main'));
  });

  it('should run from July 2025 to June 2026, no commit older than those it rests on', () => {
    for (const commit of history.commits.values()) {
      expect(commit.date >= '2025-07-01' && commit.date < '2026-07-01').toBe(true);
      for (const parent of commit.parents) expect(commitOf(history, parent).date <= commit.date).toBe(true);
    }
  });

  it('should name the version of a release in the project, the package and the changelog', () => {
    expect(releases.length).toBeGreaterThanOrEqual(6);
    for (const tag of releases) {
      const files = filesAt(history, tag);
      const version = tag.slice(1);
      expect(files.get('pyproject.toml')).toContain(`version = "${version}"`);
      expect(files.get('berthbook/__init__.py')).toContain(version);
      expect(files.get('CHANGELOG.md')?.split('\n')[2]).toContain(`## ${version} - `);
    }
  });

  it('should have the prices of the config in the price list and in the tests', () => {
    for (const name of [...releases, 'main']) {
      const files = filesAt(history, name);
      const rates = [...(files.get('config/rates.yaml') ?? '').matchAll(/: (\d\.\d\d)/gu)].map((match) => match[1] as string);
      expect(rates).toHaveLength(3);
      for (const rate of rates) {
        expect(files.get('docs/pricing.md')).toContain(`| ${rate} |`);
        expect(files.get('tests/test_pricing.py')).toContain(`Decimal("${rate}")`);
      }
    }
  });

  it('should leave work in files that are the same on every open branch, so that one can switch', () => {
    const changed = history.edits.map((edit) => edit.path).filter((path) => filesAt(history, 'main').has(path));
    expect(changed.length).toBeGreaterThan(0);
    for (const branch of ['feature/seasonal-rates', 'feature/sms-reminders', 'fix/overlap-check', 'docs/faq', 'release/1.3']) {
      for (const path of changed) expect(filesAt(history, branch).get(path)).toBe(filesAt(history, 'main').get(path));
    }
  });

  it('should have two people of one first name and two of one surname, nobody twice', () => {
    const people = Object.values(drawCast(SEED));
    const parts = people.map(({ name }) => name.split(' ') as [string, string]);
    expect(new Set(people.map(({ email }) => email)).size).toBe(5);
    expect(new Set(parts.map(([first]) => first)).size).toBe(4);
    expect(new Set(parts.map(([, surname]) => surname)).size).toBe(4);
  });
});

describe('replayHistory', () => {
  const author: Person = { name: 'A', email: 'a@saltmarsh.example' };
  const commit = (branch: string, text: string): RepositoryEvent => {
    return { event: 'commit', branch, author, date: '2026-01-01T09:00:00Z', message: text, changes: { 'a.txt': text } };
  };
  const start: RepositoryEvent[] = [commit('main', 'one\n'), { event: 'branch', name: 'side', from: 'main' }];

  it('should name a commit as git does', () => {
    // git commit-tree, run by hand on the same tree, author and date
    expect(resolveName(replayHistory([commit('main', 'one')]), 'main')).toBe('ef6cbd367f70ca50c91a94a40c1194698a1913c0');
  });

  it('should refuse a merge in which both sides changed a file', () => {
    const merge: RepositoryEvent = { event: 'merge', from: 'side', into: 'main', author, date: '2026-01-02T09:00:00Z', message: 'Merge' };
    expect(() => replayHistory([...start, commit('main', 'two\n'), commit('side', 'three\n'), merge])).toThrow(
      /both sides changed a\.txt/u,
    );
    expect(() => replayHistory([...start, commit('side', 'three\n'), merge])).not.toThrow();
  });

  it('should refuse a commit on a branch that is not there', () => {
    expect(() => replayHistory([...start, commit('other', 'two\n')])).toThrow(/no branch "other"/u);
  });
});

describe('the calls on the booking service', () => {
  const chains = [...git.chains(git.world())];
  const calls = chains.flat().map((step) => step.arguments as Record<string, string>);
  const resolve = (name: string): string => {
    const back = /^HEAD(?:~(\d+))?$/u.exec(name);
    if (back === null) return history.branches.get(name) ?? history.tags.get(name)?.commit ?? expand(name);
    return Array.from({ length: Number(back[1] ?? 0) }).reduce<string>(
      (hash) => commitOf(history, hash).parents[0] as string,
      resolveName(history, 'main'),
    );
  };
  const expand = (short: string): string => [...history.commits.keys()].find((hash) => hash.startsWith(short)) ?? short;

  it('should show each commit under one name only, since the reply repeats the name', () => {
    const names = new Map<string, Set<string>>();
    for (const [index, step] of chains.flat().entries()) {
      const { object, filePath } = calls[index] as Record<string, string>;
      if (step.tool !== 'git_show' || filePath !== undefined || object === undefined) continue;
      names.set(resolve(object), (names.get(resolve(object)) ?? new Set()).add(object));
    }
    expect(names.size).toBeGreaterThan(40);
    expect([...names.values()].filter((set) => set.size > 1)).toEqual([]);
  });

  it('should read each text of a file at one revision only', () => {
    const seen = new Map<string, Set<string>>();
    for (const [index, step] of chains.flat().entries()) {
      const { object, filePath } = calls[index] as Record<string, string>;
      if (step.tool !== 'git_show' || filePath === undefined || object === undefined) continue;
      const key = `${filePath}\n${commitOf(history, resolve(object)).files.get(filePath)}`;
      seen.set(key, (seen.get(key) ?? new Set()).add(object));
    }
    expect([...seen.values()].filter((set) => set.size > 1)).toEqual([]);
  });
});
