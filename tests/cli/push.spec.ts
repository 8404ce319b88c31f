import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makePairs } from '../exporters/awkward.ts';
import { useCommandLine } from '../support/command-line.ts';
import { HubServer } from '../support/hub-server.ts';

const line = useCommandLine('push');
const TOKEN = 'hf_aSecretThatMustNotBeSeen';
let hub: HubServer;
let folder: string;

beforeEach(async () => {
  hub = new HubServer();
  vi.stubEnv('HF_ENDPOINT', await hub.start());
  vi.stubEnv('HF_TOKEN', TOKEN);
  const dataset = join(line.folder, 'dataset');
  mkdirSync(join(dataset, 'pairs'), { recursive: true });
  const rows = makePairs(20, 'push').filter(({ split }) => split === 'train');
  writeFileSync(join(dataset, 'pairs', 'train.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  expect(await line.run('export', dataset, '--to', 'trl-dpo', '--shard-rows', '5', '--out', join(line.folder, 'out'))).toBe(0);
  folder = join(line.folder, 'out', 'trl-dpo');
});

afterEach(() => hub.stop());

function push(...more: string[]): Promise<number> {
  return line.run('push', folder, '--repo', 'me/pairs', ...more);
}

/** Every file of the folder, as the hub should hold it. */
function local(): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    paths.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path).toString('base64')];
    }),
  );
}

function held(): Record<string, string> {
  return Object.fromEntries([...hub.files].map(([path, { content }]) => [path, content.toString('base64')]));
}

describe('nearmiss push', () => {
  it('does nothing without --yes but say what it would', async () => {
    expect(await push()).toBe(0);
    expect(line.told).toContain('would put');
    expect(line.told).toContain('train/00000.parquet');
    expect(hub.requests).toEqual([]);
  });

  it('puts every file there, in a private repository, the card and the manifest last', async () => {
    expect(await push('--yes'), line.said).toBe(0);
    expect(held()).toEqual(local());
    expect(hub.visibility).toBe('private');
    expect([...hub.files.keys()].slice(-2)).toEqual(['README.md', 'manifest.json']);
    expect(hub.authorizations).toEqual(new Set([`Bearer ${TOKEN}`]));
  });

  it('goes on after a cut, and uploads nothing twice', async () => {
    hub.commitsLeft = 2;
    expect(await push('--yes')).toBe(2);
    expect(line.said).toContain('cannot upload');
    expect(hub.files.size).toBe(2);
    hub.commitsLeft = null;
    hub.requests.length = 0;
    expect(await push('--yes', '--public'), line.said).toBe(0);
    expect(held()).toEqual(local());
    const commits = hub.requests.filter((request) => request.includes('/commit/')).length;
    expect(commits).toBe(Object.keys(local()).length - 2);
    expect(hub.visibility).toBe('private');
    hub.requests.length = 0;
    expect(await push('--yes')).toBe(0);
    expect(line.told).toContain(': 0 uploaded');
    expect(hub.requests.some((request) => request.includes('/commit/'))).toBe(false);
  });

  it('keeps the token to itself, whatever fails', async () => {
    hub.commitsLeft = 0;
    expect(await push('--yes')).toBe(2);
    vi.stubEnv('HF_ENDPOINT', `http://127.0.0.1:1/${TOKEN}`);
    expect(await push('--yes')).toBe(2);
    expect(await push()).toBe(0);
    expect(line.said + line.told).not.toContain(TOKEN);
    expect(Object.values(local()).some((content) => Buffer.from(content, 'base64').includes(TOKEN))).toBe(false);
  });

  it('refuses to push without a token, what the manifest does not name, and what is no longer what it names', async () => {
    vi.stubEnv('HF_TOKEN', '');
    expect(await push('--yes')).toBe(2);
    expect(line.said).toContain('HF_TOKEN');
    vi.stubEnv('HF_TOKEN', TOKEN);
    expect(await line.run('push', folder, '--repo', 'pairs', '--yes')).toBe(2);
    expect(line.said).toContain('owner/name');
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    expect(await push('--yes')).toBe(2);
    expect(line.said).toContain('notes.txt');
    expect(await line.run('push', line.folder, '--repo', 'me/pairs')).toBe(2);
    expect(line.said).toContain('holds no manifest.json');
    expect(hub.requests).toEqual([]);
  });

  it('finds a file that was changed', async () => {
    writeFileSync(join(folder, 'README.md'), 'other');
    expect(await push('--yes')).toBe(2);
    expect(line.said).toContain('not the file that the manifest names');
    expect(hub.requests).toEqual([]);
  });
});
