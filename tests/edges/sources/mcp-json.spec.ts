// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are what is read here
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nameOf, readMcpJson } from '../../../src/edges/sources/mcp-json.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mcp-json-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (text: string, place = 'mcp.json') => {
  const path = join(folder, place);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return readMcpJson(path);
};

describe('readMcpJson', () => {
  it("should read VS Code's form, with comments, trailing commas and what else stands there", async () => {
    const { sources, faulty } = await read(
      `\uFEFF{
        // what the editor asks for
        "inputs": [{ "id": "key", "type": "promptString" }],
        "servers": {
          "Note Store": { "type": "stdio", "command": "node", "args": ["\${workspaceFolder}/s.js",], "env": { "PORT": 8080, "OFF": null }, "envFile": ".env", "dev": {} },
          /* elsewhere */
          "web": { "type": "http", "url": "https://e.example/mcp", "headers": { "Authorization": "Bearer \${env:T}" } },
        },
      }`,
      '.vscode/mcp.json',
    );
    expect(faulty).toEqual([]);
    expect(sources).toEqual([
      {
        name: 'note-store',
        label: 'Note Store',
        from: join(folder, '.vscode/mcp.json'),
        workspace: folder,
        settings: { command: 'node', args: ['${workspaceFolder}/s.js'], env: { PORT: '8080' }, envFile: '.env' },
      },
      expect.objectContaining({ name: 'web', settings: { url: 'https://e.example/mcp', headers: { Authorization: 'Bearer ${env:T}' } } }),
    ]);
  });

  it.each([
    ['mcpServers', '{"mcpServers":{"a":{"command":"x"}}}'],
    ['settings.json', '{"editor.tabSize":2,"mcp":{"servers":{"a":{"command":"x"}}}}'],
    ['serverUrl', '{"mcpServers":{"a":{"serverUrl":"https://e.example"}}}'],
  ])('should know the form with %s', async (_, text) => {
    const { sources } = await read(text);
    expect(sources).toMatchObject([{ name: 'a', workspace: folder }]);
  });

  it('should name a bad server and keep the others', async () => {
    const { sources, faulty } = await read(
      JSON.stringify({
        mcpServers: {
          good: { command: 'x', alwaysAllow: ['a'], timeout: 60 },
          none: { args: ['x'] },
          both: { command: 'x', args: 'y' },
          list: [],
          old: { type: 'sse', url: 'https://e.example' },
          off: { command: 'x', disabled: true },
          secret: { command: 'x', env: { KEY: ['very-secret'] } },
          Good: { command: 'y' },
        },
      }),
    );
    expect(sources.map(({ name }) => name)).toEqual(['good']);
    expect(faulty.map(({ label, message }) => [label, message])).toEqual([
      ['none', 'it has neither a "command" nor a "url"'],
      ['both', expect.stringMatching(/^"args" is "y": /u)],
      ['list', 'its entry is no object'],
      ['old', expect.stringContaining('streamable HTTP')],
      ['off', 'it is switched off in this file'],
      ['secret', expect.stringMatching(/^"env\.KEY" is of type array: /u)],
      ['Good', 'its ground would be called "good", as that of "good"'],
    ]);
    expect(JSON.stringify(faulty)).not.toContain('very-secret');
  });

  it.each([
    ['{"mcpServers": {', /mcp\.json:1:17: not JSON: close brace expected/u],
    ['{\n  "servers": {"a" "b"}}', /mcp\.json:2:19: not JSON: /u],
    ['', /not JSON/u],
    ['[]', /an object with "mcpServers" or "servers" is needed/u],
    ['{}', /it has no "mcpServers" and no "servers"/u],
    ['{"servers": []}', /its servers are an object/u],
    ['{"servers": {}}', /it names no server/u],
  ])('should refuse %j in one line', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it('should refuse a file that is not there', async () => {
    await expect(readMcpJson(join(folder, 'gone.json'))).rejects.toThrow(/no such file/u);
  });
});

describe('nameOf', () => {
  it.each([
    ['GitHub', 'github'],
    ['my_server.v2', 'my-server-v2'],
    ['io.github.x/y', 'io-github-x-y'],
    ['42 Café', 'cafe'],
    ['…', 'server'],
  ])('should call %j %j', (label, name) => expect(nameOf(label)).toBe(name));
});
