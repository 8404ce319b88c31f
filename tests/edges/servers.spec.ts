import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeServer, findServer } from '../../src/edges/servers.ts';
import type { Recipe } from '../../src/grounds/recipe.ts';

const server: Recipe['server'] = {
  registry: 'pypi',
  package: 'Ledger.MCP_server',
  version: '2.0.7',
  licence: 'MIT',
  entry: 'ledger_mcp',
  args: (root) => ['--folder', root],
  env: () => ({}),
};

let servers: string;
beforeEach(() => {
  servers = mkdtempSync(join(tmpdir(), 'servers-test-'));
});
afterEach(() => rmSync(servers, { recursive: true, force: true }));

function install(folder: string, version: string): void {
  const place = join(servers, '.venv', 'lib', 'python3.12', 'site-packages', folder);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'METADATA'), `Metadata-Version: 2.4\nName: Ledger.MCP_server\nVersion: ${version}\n\nVersion: 9\n`);
}

describe('a pinned server from PyPI', () => {
  it('should be told with what installs it while anything is missing', () => {
    const find = () => findServer('ledger', server, servers);
    expect(find).toThrow(/has no requirements\.txt that pins the servers/u);
    writeFileSync(join(servers, 'requirements.txt'), '');
    expect(find).toThrow(/^ground "ledger": Ledger\.MCP_server 2\.0\.7 is not installed; run: sh .*\/make-venv\.sh$/u);
    install('ledger_mcp_server_extras-2.0.7.dist-info', '2.0.7');
    expect(find).toThrow(/is not installed/u);
    install('ledger_mcp_server-2.0.6.dist-info', '2.0.6');
    expect(find).toThrow(/is installed as 2\.0\.6, pinned is 2\.0\.7; run: sh .*\/make-venv\.sh$/u);
    rmSync(join(servers, '.venv'), { recursive: true });
    install('ledger_mcp_server-2.0.7.dist-info', '2.0.7');
    expect(find).toThrow(/Ledger\.MCP_server 2\.0\.7 has no ledger_mcp$/u);
  });

  it('should be run by the Python of its environment, with sets in one order', () => {
    writeFileSync(join(servers, 'requirements.txt'), '');
    install('ledger_mcp_server-2.0.7.dist-info', '2.0.7');
    const bin = join(servers, '.venv', 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'ledger_mcp'), '');
    const launch = findServer('ledger', server, servers);
    expect(launch.program).toBe(join(bin, 'python'));
    expect(launch.args).toEqual([join(bin, 'ledger_mcp')]);
    expect(launch.env.PYTHONHASHSEED).toBe('0');
    expect(describeServer(server, '/srv/ledger')).toEqual(['ledger_mcp', '--folder', '/srv/ledger']);
  });
});
