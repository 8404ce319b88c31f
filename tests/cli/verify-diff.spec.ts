import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { verifyReportSchema } from '../../src/model/verify-report.ts';
import { useCommandLine } from '../support/command-line.ts';

vi.setConfig({ testTimeout: 120_000 });

const server = fileURLToPath(new URL('../support/variant-server.mjs', import.meta.url));
const line = useCommandLine('verify-diff');

const verify = (variants: string, ...flags: string[]) =>
  line.run(
    'verify',
    '--server',
    `"${process.execPath}" "${server}" ${variants}`,
    '--name',
    'books',
    '--out',
    join(line.folder, 'out'),
    '--yes',
    ...flags,
  );
const diff = async (variants: string) => {
  const code = await verify(variants, '--diff', '--json');
  const [books] = verifyReportSchema.parse(JSON.parse(line.told)).servers;
  if (books === undefined || !('diff' in books)) throw new Error(`no diff: ${line.said}`);
  return { code, outcome: books.outcome, ...books.diff };
};

describe('nearmiss verify --diff', () => {
  it('should find nothing where nothing changed, and write nothing', async () => {
    expect(await verify('')).toBe(0);
    const folder = join(line.folder, 'out', 'books');
    const before = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
    expect(await verify('', '--diff')).toBe(0);
    expect(line.told).toMatch(/^books: no drift \(\d+ calls answer as recorded\)$/mu);
    expect(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])).toEqual(before);

    // Another version that answers the same is a fact, and no drift.
    expect(await diff('version')).toMatchObject({
      code: 0,
      outcome: 'same',
      drift: false,
      facts: expect.arrayContaining([{ field: 'server.version', from: '1.0.0', to: '1.1.0' }]),
    });
  });

  it('should find each sort of drift, name it, and end with 1', async () => {
    expect(await verify('')).toBe(0);
    expect(await diff('added')).toMatchObject({ code: 1, tools: [{ tool: 'newest_book', change: 'added' }], calls: { changed: [] } });
    expect(await diff('removed')).toMatchObject({
      code: 1,
      tools: [{ tool: 'count_books', change: 'removed', calls: 1 }],
      calls: { changed: [] },
    });
    expect(await diff('description')).toMatchObject({
      code: 1,
      tools: [
        {
          tool: 'list_books',
          change: 'changed',
          parts: [{ part: 'description', pointer: '', from: 'Lists all books.', to: 'Lists all books by title.' }],
        },
      ],
      calls: { changed: [] },
    });
    const type = await diff('type');
    expect(type).toMatchObject({ code: 1, tools: [{ tool: 'list_books', change: 'changed' }] });
    expect(type.tools[0]?.parts).toContainEqual({
      part: 'inputSchema',
      pointer: '/properties/limit/type',
      parameter: 'limit',
      from: 'integer',
      to: 'string',
    });
    expect(type.calls.changed.filter(({ change, arguments: args }) => change === 'failed' && 'limit' in args).length).toBeGreaterThan(0);
    const required = await diff('required');
    expect(required.tools[0]?.parts).toEqual([{ part: 'inputSchema', pointer: '/required', parameter: 'limit', from: null, to: 'limit' }]);
    expect(required.calls.changed).toMatchObject([{ tool: 'list_books', arguments: {}, change: 'failed' }]);
    const reply = await diff('reply');
    expect(reply).toMatchObject({ code: 1, tools: [], outcome: 'drift' });
    expect(
      reply.calls.changed.every(
        ({ tool, change, from, to }) =>
          tool === 'list_books' && change === 'reply' && from?.includes('Tides (1998)') && to?.includes('Tides of 1998'),
      ),
    ).toBe(true);
    expect(reply.calls.changed.length).toBeGreaterThan(1);
    expect((await diff('failing')).calls.changed).toMatchObject([
      { tool: 'count_books', change: 'failed', detail: 'tool_error: the shelf is gone' },
    ]);
  });

  it('should say it to a person in few lines', async () => {
    await verify('');
    expect(await verify('description type added removed reply', '--diff')).toBe(1);
    expect(line.told).toContain('tool changed: list_books');
    expect(line.told).toContain('    description: "Lists all books." -> "Lists all books by title."');
    expect(line.told).toContain('    parameter limit: type "integer" -> "string"');
    expect(line.told).toMatch(/tool removed: count_books \(1 recorded call\)/u);
    expect(line.told).toContain('tool added: newest_book');
    expect(line.said).toMatch(/nearmiss: not as recorded: books\n$/u);
  });

  it('should not take times and ids for drift', async () => {
    await verify('restless');
    expect(await diff('restless')).toMatchObject({ code: 0, drift: false });
  });

  it('should say what to do where nothing was recorded', async () => {
    expect(await verify('', '--diff')).toBe(2);
    expect(line.said).toMatch(/books holds no recorded ground to compare with: the same command without --diff records one/u);
  });
});
