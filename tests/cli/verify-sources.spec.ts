// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are what is read here
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { verifyReportSchema } from '../../src/model/verify-report.ts';
import { useCommandLine } from '../support/command-line.ts';

vi.setConfig({ testTimeout: 120_000 });

const [books, desk] = ['variant-server.mjs', 'desk-server.mjs'].map((name) =>
  fileURLToPath(new URL(`../support/${name}`, import.meta.url)),
) as [string, string];
const line = useCommandLine('verify-sources');

const write = (name: string, content: object) => {
  const path = join(line.folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const node = (...args: string[]) => ({ command: process.execPath, args });
const verify = (...args: string[]) => line.run('verify', ...args, '--out', join(line.folder, 'out'), '--yes', '--json');
const report = () => verifyReportSchema.parse(JSON.parse(line.told));
const outcomes = () => Object.fromEntries(report().servers.map(({ name, outcome }) => [name, outcome]));

describe('nearmiss verify --mcp-json', () => {
  it('should verify all servers that can be, and report the others', async () => {
    const path = write('mcp.json', {
      mcpServers: {
        'My Books': node(books),
        broken: { args: [] },
        unset: { ...node(books), env: { TOKEN: '${NO_SUCH_VARIABLE_HERE}' } },
        mute: { command: '/no/such/program' },
        'more-books': node(books, 'added'),
      },
    });
    expect(await verify('--mcp-json', path)).toBe(2);
    expect(outcomes()).toEqual({ 'my-books': 'recorded', broken: 'failed', unset: 'failed', mute: 'failed', 'more-books': 'recorded' });
    expect(readdirSync(join(line.folder, 'out')).sort()).toEqual(['more-books', 'my-books']);
    expect(line.said).toMatch(/nearmiss: broken: it has neither a "command" nor a "url"/u);
    expect(line.said).toMatch(/nearmiss: unset: \$\{NO_SUCH_VARIABLE_HERE\}: the variable NO_SUCH_VARIABLE_HERE is not set here/u);
    expect(line.said).toMatch(/nearmiss: 3 of 5 could not be verified: unset, mute, broken\n$/u);
  });

  it('should verify those that --only names, as the file or their grounds call them', async () => {
    const path = write('mcp.json', { servers: { 'My Books': node(books), Other: node(books), broken: {} } });
    expect(await verify('--mcp-json', path, '--only', 'My Books,other')).toBe(0);
    expect(outcomes()).toEqual({ 'my-books': 'recorded', other: 'recorded' });
    expect(await verify('--mcp-json', path, '--only', 'othr')).toBe(2);
    expect(line.said).toMatch(/--only othr: .*mcp\.json has no such server \(did you mean "Other"\?\): it has My Books, Other, broken/u);
  });

  it('should give a server its variables and no others, and let none of their values into a record', async () => {
    vi.stubEnv('DESK_TOKEN_HERE', 'very-secret');
    const world = join(line.folder, 'desk data');
    mkdirSync(world);
    writeFileSync(join(world, 'orders.json'), '[{"id":"A-1","status":"open"},{"id":"A-2","status":"paid"}]');
    const path = write('mcp.json', {
      servers: { desk: { ...node(desk, '${workspaceFolder}/desk data'), env: { DESK_TOKEN: '${env:DESK_TOKEN_HERE}' } } },
    });
    expect(await verify('--mcp-json', path, '--world', world)).toBe(0);
    const place = join(line.folder, 'out', 'desk');
    const records = readdirSync(place).map((name) => readFileSync(join(place, name), 'utf8'));
    expect(records.join()).toContain('the reply shows the value of DESK_TOKEN_HERE');
    expect(records.join() + line.told + line.said).not.toContain('very-secret');
    expect(JSON.parse(records[0] as string).source.command).toEqual(['node', 'desk-server.mjs', '/srv/desk']);
  });
});

describe('nearmiss verify with a config file', () => {
  it('should verify its servers, all or by name', async () => {
    const config = write('nearmiss.config.json', { servers: { books: node(books), more: { ...node(books, 'added'), env: { A: '1' } } } });
    expect(await verify('--config', config)).toBe(0);
    expect(outcomes()).toEqual({ books: 'recorded', more: 'recorded' });
    expect(await verify('books', '--config', config, '--diff')).toBe(0);
    expect(outcomes()).toEqual({ books: 'same' });
    expect(await verify('boks', '--config', config)).toBe(2);
    expect(line.said).toMatch(/unknown ground "boks" \(did you mean "books"\?\): there are books, more, filesystem, /u);
  });

  it.each([
    [{ books: { comand: 'x' } }, /unknown setting "servers\.books\.comand" \(did you mean "command"\?\)/u],
    [{ Books: { command: 'x' } }, /"servers\.Books": a server is called by small letters/u],
    [{ books: { command: 'x', url: 'https://e.example' } }, /"servers\.books": a server has either a "command" or a "url"/u],
    [{ books: { url: 'https://e.example', world: '.' } }, /go with a "command", not with a "url"/u],
    [{ books: { command: 'x', env: { KEY: 12_345_678 } } }, /"servers\.books\.env\.KEY": /u],
  ])('should refuse %j in one line', async (servers, message) => {
    expect(await verify('--config', write('nearmiss.config.json', { servers }))).toBe(2);
    expect(line.said).toMatch(message);
    expect(line.said).not.toContain('12345678');
  });
});

describe('the report of nearmiss verify', () => {
  it('should name a tool that says it only reads and does not', async () => {
    const world = join(line.folder, 'world');
    mkdirSync(world);
    const command = `"${process.execPath}" "${books}" lying`;
    expect(await verify('--server', command, '--world', world, '--name', 'books')).toBe(0);
    const [server] = report().servers;
    if (server?.outcome !== 'recorded') throw new Error(server?.outcome);
    const shelf = server.tools.find(({ name }) => name === 'read_shelf');
    expect(shelf).toMatchObject({ admitted: false, readOnly: { hint: true, holds: false }, usable: { verified: 0 } });
    expect(shelf?.usable.refused.effect).toBeGreaterThan(0);
    expect(server.notes.join('\n')).toMatch(/read_shelf says that it only reads \(readOnlyHint\), and changed the world in \d+ calls/u);
    expect(server.tools.filter(({ name }) => name !== 'read_shelf').every(({ readOnly }) => readOnly.holds === true)).toBe(true);
    expect(readdirSync(world)).toEqual([]);
  });
});
