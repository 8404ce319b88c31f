import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Limits } from '../../src/edges/limits.ts';
import { findSandbox } from '../../src/edges/sandbox.ts';
import { renderGround, verifyPlan } from '../../src/edges/verify.ts';
import { fakePlan } from '../support/fake-plan.ts';
import { findProcesses, hostileServer, type Outcome, runHostile, runHttp } from '../support/hostile.ts';

// A hundred processes on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** Ends that only the passing of time can bring. */
const soon: Partial<Limits> = { call: 1_500 };

/** mode -> how it ends, by which channel, and limits that differ */
const ends: Record<string, [end: string, channel?: string, limits?: Partial<Limits>]> = {
  good: ['ok'],
  'hang at call': ['timeout', 'wire', soon],
  'progress for ever': ['timeout', 'wire', soon],
  'log messages for ever': ['timeout', 'wire', soon],
  'noise, then nothing': ['timeout', 'wire', soon],
  'half-closed stdin': ['timeout', 'wire', soon],
  'wrong id': ['malformed', 'wire', soon],
  'drip without end': ['malformed', 'wire', soon],
  'no line end': ['malformed', 'wire', soon],
  'not JSON': ['malformed', 'wire', soon],
  'NaN in the reply': ['malformed', 'wire', soon],
  'byte order mark': ['malformed', 'wire', soon],
  'pretty-printed': ['malformed', 'wire', soon],
  'text before the reply on its line': ['malformed', 'wire', soon],
  'two replies on one line': ['malformed', 'wire', soon],
  'a batch': ['malformed', 'wire', soon],
  'UTF-16': ['malformed', 'wire', soon],
  'invalid UTF-8': ['malformed', 'wire'],
  'null result': ['malformed', 'wire'],
  'array result': ['malformed', 'wire'],
  'text result': ['malformed', 'wire'],
  'no result and no error': ['malformed', 'wire'],
  'error with a text code': ['malformed', 'wire'],
  'error without a message': ['malformed', 'wire'],
  'error that is a text': ['malformed', 'wire'],
  'result and error': ['malformed', 'wire'],
  'no jsonrpc member': ['malformed', 'wire'],
  'jsonrpc 1.0': ['malformed', 'wire'],
  'id as text': ['malformed', 'wire'],
  'noise for ever': ['malformed', 'wire'],
  'huge line': ['too_large', 'wire'],
  'line without end': ['too_large', 'wire'],
  'flood of notifications': ['too_large', 'wire'],
  'list_changed storm': ['too_large', 'wire'],
  'requests for ever': ['too_large', 'wire'],
  'giant base64': ['too_large', 'wire'],
  'long text': ['too_large', 'result'],
  'content missing': ['invalid_result', 'result'],
  'content that is a text': ['invalid_result', 'result'],
  'content without a type': ['invalid_result', 'result'],
  'text that is a number': ['invalid_result', 'result'],
  'content of an unknown type': ['invalid_result', 'result'],
  'empty content': ['invalid_result', 'result'],
  'isError that is a text': ['invalid_result', 'result'],
  'lone surrogate': ['invalid_result', 'result'],
  '__proto__ key': ['invalid_result', 'result'],
  'integer beyond 2^53': ['invalid_result', 'result'],
  'deep nesting': ['invalid_result', 'result'],
  'asks for input': ['invalid_result', 'result'],
  'structuredContent missing': ['output_schema_violation', 'result'],
  'structuredContent that does not fit': ['output_schema_violation', 'result'],
  'output pattern that never ends': ['output_schema_violation', 'result'],
  'marked as an error': ['tool_error', 'error_result'],
  'own error code': ['tool_error', 'rpc_error'],
  'internal error': ['tool_error', 'rpc_error'],
  'wrong arguments, as an error': ['protocol_error', 'rpc_error'],
  'wrong arguments, as a result': ['protocol_error', 'error_result'],
  'refused unread': ['protocol_error', 'rpc_error'],
  'failure as success': ['soft_error', 'result'],
  'failure as JSON': ['soft_error', 'result'],
  'a report about errors': ['ok'],
  'cancelled by the server': ['cancelled', 'wire'],
  'cancelled, as an error': ['cancelled', 'rpc_error'],
  'exits mid-call': ['crashed', 'wire'],
  'exits in mid-line': ['crashed', 'wire'],
  'killed by a signal': ['crashed', 'wire'],
  'throws mid-call': ['crashed', 'wire'],
  'closes stdout': ['crashed', 'wire'],
  'dies and leaves children with the pipes': ['crashed', 'wire'],
  'exits after the list': ['crashed', 'wire'],
  'duplicate reply': ['ok'],
  'flood of replies': ['ok'],
  'CRLF lines': ['ok'],
  'empty lines': ['ok'],
  'noise before the reply': ['ok'],
  'in small pieces': ['ok'],
  'stderr flood': ['ok'],
  'asks the client': ['ok'],
  'asks with the same id': ['ok'],
  'exits after the reply': ['ok'],
  'ignores signals': ['ok'],
  'children that hold the pipes': ['ok'],
  'a daemon of its own group': ['ok'],
  'cursor that comes back': ['ok'],
  'duplicate tools': ['ok'],
  'tools that are none': ['ok'],
  'bad schemas': ['ok'],
  'deep schema': ['ok'],
  'slow start': ['ok'],
  'a banner on stdout': ['ok'],
  'hang at list': ['not listed', undefined, { list: 1_500 }],
  'error at list': ['not listed'],
  'list that is no array': ['not listed'],
  'exits at list': ['not listed'],
  'endless pages': ['not listed'],
  'too many tools': ['not listed'],
  'not JSON at list': ['not listed', undefined, { list: 1_500 }],
  'hang at start': ['not started', undefined, { start: 2_000 }],
  'crash at start': ['not started'],
  'exits at the handshake': ['not started'],
  'unknown protocol version': ['not started'],
  'handshake without versions': ['not started'],
  'handshake refused': ['not started'],
  'handshake not JSON': ['not started'],
  'null handshake': ['not started'],
  'a name that is a list': ['not started'],
  'floods before the handshake': ['not started'],
};

/** Runs as many at a time as leave the machine some air. */
async function runAll(modes: readonly string[], run: (mode: string) => Promise<Outcome>): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const left = [...modes];
  const labour = async () => {
    for (let mode = left.shift(); mode !== undefined; mode = left.shift()) outcomes.set(mode, await run(mode));
  };
  await Promise.all([labour(), labour(), labour()]);
  return outcomes;
}

describe('a server over stdio that misbehaves', () => {
  let outcomes: Map<string, Outcome>;
  beforeAll(async () => {
    outcomes = await runAll(Object.keys(ends), (mode) => runHostile(mode, { limits: ends[mode]?.[2] ?? {} }));
  });

  it.each(Object.entries(ends))('"%s" should end as %j, with no process left', (mode, [end, channel]) => {
    const outcome = outcomes.get(mode);
    expect(outcome, outcome?.reason).toMatchObject({ end, channel: channel ?? null, left: [] });
    if (end !== 'ok') expect(outcome?.reason).not.toBe('');
  });

  it('should be told apart by what is said of it', () => {
    const said = (mode: string) => outcomes.get(mode)?.reason;
    expect(said('pretty-printed')).toMatch(/what looks like a broken one: \{/u);
    expect(said('wrong id')).toMatch(/id 1002/u);
    expect(said('killed by a signal')).toMatch(/SIGSEGV/u);
    expect(said('throws mid-call')).toMatch(/Error: unexpected/u);
    expect(said('crash at start')).toMatch(/its stderr ended with:\nError: HOSTILE_TOKEN is not set/u);
    expect(said('endless pages')).toMatch(/more than 20 pages/u);
    expect(said('output pattern that never ends')).toMatch(/takes too long/u);
  });

  it('should lose its bad tools only', () => {
    for (const mode of ['bad schemas', 'deep schema', 'tools that are none', 'duplicate tools']) {
      expect(outcomes.get(mode)?.tools, mode).toEqual(['act']);
    }
    expect(outcomes.get('bad schemas')?.faults).toHaveLength(9);
  });
});

describe('a server that is shut in', () => {
  const modes = [
    'good',
    'exits mid-call',
    'killed by a signal',
    'ignores signals',
    'children that hold the pipes',
    'a daemon of its own group',
  ];

  it('should end as it does outside, and leave nothing behind', async (context) => {
    if ((await findSandbox()) === null) context.skip();
    const [inside, outside] = [
      await runAll(modes, (mode) => runHostile(mode, { sandbox: true })),
      await runAll(modes, (mode) => runHostile(mode, { sandbox: false })),
    ];
    for (const mode of modes) expect(inside.get(mode), mode).toEqual(outside.get(mode));
  });

  it('should not see the processes and secrets of this machine, nor write outside its folder', async (context) => {
    const sandbox = await findSandbox();
    if (sandbox === null) context.skip();
    const { launcherFor } = await import('../../src/edges/sandbox.ts');
    const folder = mkdtempSync(join(tmpdir(), 'shut-in-'));
    const own = join(folder, 'temp');
    mkdirSync(own);
    try {
      const [program, ...args] = launcherFor(sandbox as string, {
        writable: folder,
        temp: own,
        network: false,
        needs: [process.execPath],
      });
      const script = `const fs = require('node:fs');
        const can = (act) => { try { act(); return true; } catch { return false; } };
        console.log(JSON.stringify({
          inside: can(() => fs.writeFileSync(${JSON.stringify(join(folder, 'here'))}, 'x')),
          temp: can(() => fs.writeFileSync('/tmp/there', 'x')),
          outside: can(() => fs.writeFileSync('/usr/nearmiss-was-here', 'x')),
          run: fs.readdirSync('/run').length,
          processes: fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).length,
          networks: Object.keys(require('node:os').networkInterfaces()).filter((name) => name !== 'lo'),
        }));`;
      const child = spawn(program, [...args, process.execPath, '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      child.stdout.on('data', (chunk) => {
        said += chunk;
      });
      await once(child, 'close');
      const seen = JSON.parse(said);
      // Where the program itself lies in /tmp, that stays what it is, to be read.
      const temp = !process.execPath.startsWith('/tmp/');
      expect(seen).toMatchObject({ inside: true, temp, outside: false, run: 0, networks: [] });
      expect(seen.processes).toBeLessThan(4);
      expect(readdirSync(folder).sort()).toEqual(['here', 'temp']);
      if (temp) expect(readdirSync(own)).toContain('there');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a secret of this machine', () => {
  const token = 'abc123-very-secret-456';
  const stage = (env: Record<string, string>, mode = 'tells its environment') => ({
    entry: () => ({ kind: 'stdio', program: process.execPath, args: [hostileServer, mode], env, cwd: null }) as const,
    place: async () => undefined,
  });
  const plan = fakePlan([[{ tool: 'act', arguments: {}, scenario: 'asked' }]]);
  beforeAll(() => {
    vi.stubEnv('UNNAMED_API_KEY', token);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  it('should reach no server and no record unless it is named', async () => {
    const verified = await verifyPlan(plan, stage({ HOSTILE_SETTING: 'plain' }), { sandbox: false });
    const outcome = await runHostile('tells its environment', { env: { HOSTILE_SETTING: 'plain' } });
    expect(outcome.end).toBe('ok');
    expect([...renderGround(verified).values()].join()).not.toContain(token);
  });

  it('should not be told on when it is named', async () => {
    const told: string[] = [];
    const options = { secrets: { HOSTILE_TOKEN: token }, sandbox: false, onTrouble: (message: string) => told.push(message) };
    const shown = await verifyPlan(plan, stage({ HOSTILE_TOKEN: token }), options);
    expect(shown.primitives).toEqual([]);
    expect(shown.rejects).toMatchObject([{ reason: expect.stringMatching(/^the reply shows/u) }]);
    const dying = await verifyPlan(plan, stage({ HOSTILE_TOKEN: token }, 'tells a secret on stderr'), options);
    expect(dying.rejects).toMatchObject([{ verdict: 'crashed', channel: 'wire' }]);
    expect(told.join()).toContain('token=<');
    expect(told.join()).toContain('Bearer <secret>');
    const all = [shown, dying].flatMap((verified) => [...renderGround(verified).values()]).concat(told);
    expect(all.join()).not.toContain(token);
    expect(all.join()).not.toContain('\u001b');
  });
});

/** mode -> how it ends and by which channel */
const httpEnds: Record<string, [end: string, channel?: string, limits?: Partial<Limits>]> = {
  'http good': ['ok'],
  'http good stream': ['ok'],
  'http batch': ['ok'],
  'http modern': ['ok'],
  'http hang': ['timeout', 'wire', soon],
  'http hang in the body': ['timeout', 'wire', soon],
  'http stream that never speaks': ['timeout', 'wire', soon],
  'http stream of progress for ever': ['timeout', 'wire', soon],
  'http 500': ['protocol_error', 'http_status'],
  'http 503 page': ['protocol_error', 'http_status'],
  'http 401': ['protocol_error', 'http_status'],
  'http 400 with an error': ['protocol_error', 'rpc_error'],
  'http session gone': ['crashed', 'http_status'],
  'http redirect elsewhere': ['protocol_error', 'http_status'],
  'http redirect in a circle': ['protocol_error', 'wire'],
  'http wrong content type': ['malformed', 'wire'],
  'http no content type': ['malformed', 'wire'],
  'http 202 for a call': ['malformed', 'wire'],
  'http not JSON': ['malformed', 'wire'],
  'http wrong id': ['malformed', 'wire'],
  'http invalid UTF-8': ['malformed', 'wire'],
  'http stream cut': ['crashed', 'wire'],
  'http stream ends without a reply': ['crashed', 'wire'],
  'http stream cut, to be taken up': ['crashed', 'wire', soon],
  'http body cut': ['crashed', 'wire'],
  'http connection reset': ['crashed', 'wire'],
  'http huge body': ['too_large', 'wire'],
  'http event without end': ['too_large', 'wire'],
  'http flood of events': ['too_large', 'wire'],
  'http 500 at start': ['not started'],
  'http page at start': ['not started'],
  'http hang at start': ['not started', undefined, { start: 1_500 }],
  'http wants a key': ['not started'],
};

describe('a server over HTTP that misbehaves', () => {
  let folder: string;
  let portFile: string;
  let server: ChildProcess;
  let outcomes: Map<string, Outcome>;
  const address = (mode: string) => `http://127.0.0.1:${readFileSync(portFile, 'utf8')}/mcp?mode=${encodeURIComponent(mode)}`;
  // Not while the tests are gathered: where a filter leaves all of them out, nothing would end it.
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hostile-http-'));
    portFile = join(folder, 'port');
    server = spawn(process.execPath, [hostileServer, 'http', portFile], { stdio: 'inherit', env: { HOME: folder } });
    await vi.waitUntil(() => existsSync(portFile) && readFileSync(portFile, 'utf8') !== '', { timeout: 60_000 });
    outcomes = await runAll(Object.keys(httpEnds), (mode) =>
      runHttp({ kind: 'http', url: address(mode), headers: {} }, httpEnds[mode]?.[2] ?? {}),
    );
  });
  afterAll(() => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(Object.entries(httpEnds))('"%s" should end as %j', (mode, [end, channel]) => {
    const outcome = outcomes.get(mode);
    expect(outcome, outcome?.reason).toMatchObject({ end, channel: channel ?? null });
    if (end !== 'ok') expect(outcome?.reason).not.toBe('');
  });

  it('should be given its headers, and have them shown to nobody', async () => {
    const headers = { Authorization: 'Bearer very-secret-key' };
    expect(await runHttp({ kind: 'http', url: address('http wants a key'), headers })).toMatchObject({ end: 'ok' });
    const entry = { kind: 'http', url: address('http wants a key'), headers } as const;
    const verified = await verifyPlan(fakePlan([[{ tool: 'act', arguments: {}, scenario: 'asked' }]]), {
      entry: () => entry,
      place: async () => undefined,
    });
    expect(verified.primitives.map(({ tool }) => tool)).toEqual(['act']);
    expect([...renderGround(verified).values()].join()).not.toContain('very-secret-key');
    expect(outcomes.get('http wants a key')?.reason).toMatch(/HTTP 401: no key/u);
  });

  it('should be reported when nobody is there', async () => {
    const outcome = await runHttp({ kind: 'http', url: 'http://127.0.0.1:9/mcp?key=do-not-show-this', headers: {} });
    expect(outcome).toMatchObject({ end: 'not started', reason: expect.stringMatching(/127\.0\.0\.1:9\/mcp: the connection failed/u) });
    expect(outcome.reason).not.toContain('do-not-show-this');
  });
});

describe('findProcesses', () => {
  it('should see a process that is there', async (context) => {
    if (process.platform !== 'linux') context.skip();
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      env: { HOME: '/marked/by-this-test/' },
      stdio: 'ignore',
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child, 'spawn');
    await expect.poll(() => findProcesses('/marked/by-this-test/')).toEqual([child.pid]);
  });
});
