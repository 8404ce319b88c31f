import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { useCommandLine } from '../support/command-line.ts';

const line = useCommandLine('queue');

/** An address where nothing listens. */
async function findNobody(): Promise<string> {
  const server = createServer();
  const port = await new Promise<number>((found) => server.listen(0, '127.0.0.1', () => found((server.address() as AddressInfo).port)));
  await new Promise((closed) => server.close(closed));
  return `redis://127.0.0.1:${port}`;
}

describe('--queue', () => {
  it.each([
    [['build', '--queue', 'redis://x'], /--queue says by whom something is made: say also what/u],
    [['build', '--shards', '3'], /--shards, --parts and --queue go together/u],
    [['build', '--shards', '3', '--queue', 'redis://x'], /--shards, --parts and --queue go together/u],
    [['build', '--shards', '3', '--parts', 'p', '--shard', '1/3', '--queue', 'redis://x'], /one of the two/u],
    [['judge', 'd', '--queue', 'redis://x'], /--queue says by whom/u],
    [['propose', 'board', '--ask-again', '--record'], /--ask-again goes with --queue/u],
    [['verify', 'memory', '--queue', 'redis://x', '--dry-run'], /--queue has calls made, and --dry-run/u],
    [['worker'], /required option '--queue <url>'/u],
    [['worker', '--queue', 'localhost:6379'], /--queue takes the address of a Redis server, such as redis:/u],
    [['worker', '--queue', 'https://:hidden@x'], /--queue takes the address of a Redis server/u],
  ])('should answer %j with one line and code 2', async (args, message) => {
    expect(await line.run(...args)).toBe(2);
    expect(line.said).toMatch(message);
    expect(line.said.trimEnd().split('\n')).toHaveLength(1);
    expect(line.said).not.toContain('hidden');
  });

  it('should say in one line that nothing listens there, and not the password', async () => {
    const url = await findNobody();
    expect(await line.run('worker', '--queue', url.replace('//', '//:hidden@'))).toBe(2);
    expect(line.said).toBe(`nearmiss: cannot use ${url} as a queue: nothing listens there\n`);
  });

  it('should say in one line that who listens there is no Redis', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    expect(await line.run('worker', '--queue', `redis://127.0.0.1:${port}`)).toBe(2);
    server.close();
    expect(line.said).toMatch(/^nearmiss: cannot use redis:\/\/127\.0\.0\.1:\d+ as a queue: .+\n$/u);
  });

  it('should leave the ledger free and unchanged where the queue cannot be used', async () => {
    const config = join(line.folder, 'config.json');
    const cassette = join(line.folder, 'c.jsonl');
    vi.stubEnv('OPENAI_API_KEY', '');
    writeFileSync(config, JSON.stringify({ model: { cassette, propose: { model: 'm' } } }));
    const args = ['propose', 'board', '--config', config, '--record', '--queue', await findNobody()];
    for (let tries = 0; tries < 2; tries += 1) {
      expect(await line.run(...args)).toBe(2);
      expect(line.said).toMatch(/nothing listens there/u);
    }
    expect(readFileSync(join(line.folder, 'c.ledger.jsonl'), 'utf8')).toMatch(/^\{"run":"[0-9a-f-]+"\}\n$/u);
  });
});
