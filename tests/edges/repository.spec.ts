import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeWorld } from '../../src/edges/worlds/index.ts';
import { copyTree, TreeDigest } from '../../src/edges/worlds/tree.ts';
import { git } from '../../src/grounds/git/recipe.ts';
import { buildWorld } from '../../src/grounds/git/world.ts';
import { type History, replayHistory } from '../../src/grounds/history/replay.ts';

const scratch = mkdtempSync(join(tmpdir(), 'nearmiss-repository-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const hasGit = spawnSync('git', ['--version']).status === 0;
const world = buildWorld();
const histories = new Map(world.flatMap((item) => (item.kind === 'repository' ? [[item.path, replayHistory(item.history)] as const] : [])));

function ask(repository: string, ...args: string[]): string {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: scratch,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_OPTIONAL_LOCKS: '0',
  };
  return execFileSync('git', args, { cwd: join(scratch, 'first', repository), env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

describe.skipIf(!hasGit)('placeRepository', () => {
  beforeAll(async () => {
    for (const folder of ['first', 'second']) await placeWorld(world, join(scratch, folder));
  }, 60_000);

  it('should place the same bytes twice, apart from how git packs them', () => {
    const digest = (folder: string) => new TreeDigest(join(scratch, folder), git.ignored).take();
    expect(digest('first')).toBe(digest('second'));
  });

  it('should make branches, tags and remotes that git reads as the history has them', () => {
    for (const [path, history] of histories) {
      const found = ask(path, 'for-each-ref', '--format=%(refname) %(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)');
      expect(found.trim().split('\n').sort()).toEqual(referencesOf(history).sort());
      expect(ask(path, 'symbolic-ref', '--short', 'HEAD').trim()).toBe(history.head);
      expect(ask(path, 'fsck', '--strict', '--no-dangling')).toBe('');
    }
  });

  it('should leave uncommitted exactly what the history leaves', () => {
    for (const [path, history] of histories) {
      const dirty = ask(path, 'status', '--porcelain', '--untracked-files=all', '--ignored').trimEnd().split('\n').filter(Boolean);
      expect(dirty.map((line) => line.slice(3)).sort()).toEqual(history.edits.map((edit) => edit.path).sort());
      const staged = ask(path, 'diff', '--cached', '--name-only').trim().split('\n').filter(Boolean);
      expect(staged).toEqual(history.edits.filter((edit) => edit.staged).map((edit) => edit.path));
    }
  });

  it('should put stashes away in order and log where the branch stood', () => {
    const history = histories.get('berthbook') as History;
    const stashes = ask('berthbook', 'stash', 'list', '--format=%gs').trim().split('\n');
    expect(stashes).toEqual(history.stashes.map((stash) => stash.message).reverse());
    const log = ask('berthbook', 'reflog', '--format=%gs').trim().split('\n');
    expect(log).toEqual((history.logs.get('HEAD') ?? []).map((line) => line.message).reverse());
  });

  it('should stay as it is when a copy of it is looked at', () => {
    copyTree(join(scratch, 'second'), join(scratch, 'copy'));
    const digest = new TreeDigest(join(scratch, 'copy'), git.ignored);
    const before = digest.take();
    const env = { PATH: process.env.PATH ?? '', HOME: scratch, GIT_CONFIG_GLOBAL: '/dev/null', GIT_OPTIONAL_LOCKS: '0' };
    for (const args of [['status'], ['diff'], ['stash', 'list'], ['blame', 'README.md']]) {
      execFileSync('git', args, { cwd: join(scratch, 'copy', 'berthbook'), env, stdio: 'ignore' });
    }
    expect(digest.take()).toBe(before);
    execFileSync('git', ['add', 'docs/refunds.md'], { cwd: join(scratch, 'copy', 'berthbook'), env, stdio: 'ignore' });
    expect(digest.take()).not.toBe(before);
  });
});

function referencesOf(history: History): string[] {
  const tracked = [...history.remotes.values()].flatMap(({ name, tracked }) =>
    [...tracked].map(([branch, hash]) => `refs/remotes/${name}/${branch} ${hash}`),
  );
  return [
    ...[...history.branches].map(([branch, hash]) => `refs/heads/${branch} ${hash}`),
    ...[...history.tags.values()].map(({ name, commit }) => `refs/tags/${name} ${commit}`),
    ...tracked,
    ...history.stashes.slice(-1).map(({ commit }) => `refs/stash ${commit}`),
  ];
}
