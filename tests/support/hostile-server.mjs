// An MCP server without any library that misbehaves in one way: over stdio in that of its mode, or, with a file that its port is
// written to, over HTTP in that which the address names (?mode=).
// Usage: node hostile-server.mjs <mode> [port file]
import { spawn } from 'node:child_process';
import { closeSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const [mode = 'good', portFile] = process.argv.slice(2);
const raw = (value) => process.stdout.write(value);
const line = (value) => raw(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
const text = (said) => ({ content: [{ type: 'text', text: said }] });
const good = text('all is well');
const reply = (id, result) => line({ jsonrpc: '2.0', id, result });
const refuse = (id, code, message) => line({ jsonrpc: '2.0', id, error: { code, message } });
const notify = (method, params) => line({ jsonrpc: '2.0', method, ...(params === undefined ? {} : { params }) });
const repeat = (milliseconds, act) => setInterval(act, milliseconds);
const nested = (levels) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const wellFormed = (id) => JSON.stringify({ jsonrpc: '2.0', id, result: good });
const child = (options) =>
  spawn(
    process.execPath,
    ['-e', 'for (const name of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(name, () => {}); setInterval(() => {}, 1000)'],
    options,
  );
/** Writes as fast as the other side reads, for ever. */
const gush = (piece) => {
  const go = () => {
    while (raw(piece)) {}
    process.stdout.once('drain', go);
  };
  go();
};

/** What happens at a call, by mode; `id` is that of the call. */
const acts = {
  good: (id) => reply(id, good),
  // Silence.
  'hang at call': () => undefined,
  'wrong id': (id) => reply(id + 1000, good),
  'progress for ever': () => repeat(20, () => notify('notifications/progress', { progressToken: 0, progress: 1 })),
  'log messages for ever': () => repeat(20, () => notify('notifications/message', { level: 'info', data: 'still at it' })),
  'noise, then nothing': () => line('working on it...'),
  'drip without end': () => repeat(20, () => raw('x')),
  'half-closed stdin': () => closeSync(0),
  // Broken replies.
  'not JSON': (id) => line(`{"jsonrpc":"2.0","id":${id},"result":{"content":[}`),
  'NaN in the reply': (id) => line(`{"jsonrpc":"2.0","id":${id},"result":{"content":[],"score":NaN}}`),
  'null result': (id) => reply(id, null),
  'array result': (id) => reply(id, [1]),
  'text result': (id) => reply(id, 'all is well'),
  'no result and no error': (id) => line({ jsonrpc: '2.0', id }),
  'error with a text code': (id) => line({ jsonrpc: '2.0', id, error: { code: 'E_BAD', message: 'bad' } }),
  'error without a message': (id) => line({ jsonrpc: '2.0', id, error: { code: 5 } }),
  'error that is a text': (id) => line({ jsonrpc: '2.0', id, error: 'bad' }),
  'result and error': (id) => line({ jsonrpc: '2.0', id, result: good, error: { code: 1, message: 'bad' } }),
  'no jsonrpc member': (id) => line({ id, result: good }),
  'jsonrpc 1.0': (id) => line({ jsonrpc: '1.0', id, result: good }),
  'byte order mark': (id) => line(`\ufeff${wellFormed(id)}`),
  'pretty-printed': (id) => line(JSON.stringify({ jsonrpc: '2.0', id, result: good }, null, 2)),
  'text before the reply on its line': (id) => line(`done: ${wellFormed(id)}`),
  'two replies on one line': (id) => line(wellFormed(id) + wellFormed(id)),
  'no line end': (id) => raw(wellFormed(id)),
  'id as text': (id) => reply(String(id), good),
  'a batch': (id) => line([{ jsonrpc: '2.0', id, result: good }]),
  'invalid UTF-8': (id) => raw(Buffer.from(`${JSON.stringify({ jsonrpc: '2.0', id, result: text('é') })}\n`, 'latin1')),
  'UTF-16': (id) => raw(Buffer.from(`${wellFormed(id)}\n`, 'utf16le')),
  // Too much.
  'noise for ever': () => gush('no message\n'.repeat(100)),
  'huge line': (id) => reply(id, text('y'.repeat(2_000_000))),
  'line without end': () => gush('y'.repeat(65_536)),
  'flood of notifications': () => gush(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/message', params: {} })}\n`.repeat(100)),
  'list_changed storm': () => gush(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' })}\n`.repeat(100)),
  'giant base64': (id) => reply(id, { content: [{ type: 'image', mimeType: 'image/png', data: 'A'.repeat(1_000_000) }] }),
  'long text': (id) => reply(id, text('z'.repeat(10_000))),
  'requests for ever': () => gush(`${JSON.stringify({ jsonrpc: '2.0', id: 'x', method: 'ping' })}\n`.repeat(100)),
  // Results that are none, or not good ones.
  'content missing': (id) => reply(id, {}),
  'content that is a text': (id) => reply(id, { content: 'all is well' }),
  'content without a type': (id) => reply(id, { content: [{ text: 'x' }] }),
  'text that is a number': (id) => reply(id, { content: [{ type: 'text', text: 7 }] }),
  'content of an unknown type': (id) => reply(id, { content: [{ type: 'hologram', data: 'x' }] }),
  'empty content': (id) => reply(id, { content: [] }),
  'isError that is a text': (id) => reply(id, { ...good, isError: 'false' }),
  'lone surrogate': (id) => line(`{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"text","text":"\\ud800"}]}}`),
  '__proto__ key': (id) =>
    line(`{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"text","text":"x"}],"structuredContent":{"__proto__":{"a":1}}}}`),
  'integer beyond 2^53': (id) =>
    line(`{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"text","text":"x"}],"structuredContent":{"n":9007199254740993}}}`),
  'deep nesting': (id) =>
    line(`{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"text","text":"x"}],"structuredContent":${nested(5_000)}}}`),
  'asks for input': (id) => reply(id, { resultType: 'input_required', inputRequests: {}, content: [] }),
  'structuredContent missing': (id) => reply(id, good),
  'structuredContent that does not fit': (id) => reply(id, { ...good, structuredContent: { n: 'three' } }),
  'output pattern that never ends': (id) => reply(id, { ...good, structuredContent: { n: 3, word: `${'a'.repeat(40)}!` } }),
  'output schema that goes round': (id) => reply(id, { ...good, structuredContent: { n: 3 } }),
  // Failures, each by another way.
  'marked as an error': (id) => reply(id, { ...text('no such order'), isError: true }),
  'own error code': (id) => refuse(id, -32001, 'the desk is closed'),
  'internal error': (id) => refuse(id, -32603, 'fetch failed'),
  'wrong arguments, as an error': (id) => refuse(id, -32602, 'path is missing'),
  'wrong arguments, as a result': (id) => reply(id, { ...text('MCP error -32602: path is missing'), isError: true }),
  'refused unread': () => line({ jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } }),
  'failure as success': (id) => reply(id, text('Failed to retrieve balance')),
  'failure as JSON': (id) => reply(id, text('{"ok":false,"error":"not_authed"}')),
  'a report about errors': (id) => reply(id, text('src/a.js\n  3:1  error  Unexpected var\n\n1 problem (1 error, 0 warnings)')),
  'cancelled by the server': (id) => notify('notifications/cancelled', { requestId: id, reason: 'shutting down' }),
  'cancelled, as an error': (id) => refuse(id, -32800, 'Request cancelled'),
  // The process.
  'exits mid-call': () => process.exit(7),
  'exits in mid-line': (id) => process.stdout.write(wellFormed(id).slice(0, 30), () => process.exit(7)),
  'killed by a signal': () => process.kill(process.pid, 'SIGSEGV'),
  'throws mid-call': () => {
    throw new Error('unexpected');
  },
  'closes stdout': () => closeSync(1),
  // All well, though it does not look so.
  'duplicate reply': (id) => {
    reply(id, good);
    reply(id, text('another'));
  },
  'flood of replies': (id) => {
    reply(id, good);
    gush(`${wellFormed(id)}\n`.repeat(100));
  },
  'CRLF lines': (id) => raw(`${wellFormed(id)}\r\n`),
  'empty lines': (id) => raw(`\n\n  \n${wellFormed(id)}\n\n`),
  'noise before the reply': (id) => {
    line('working on it...');
    line('[info] {not json}');
    line({ level: 'info', message: 'a log line in JSON' });
    reply(id, good);
  },
  'in small pieces': async (id) => {
    for (const piece of `${wellFormed(id)}\n`.match(/.{1,7}|\n/gsu)) {
      raw(piece);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  },
  'stderr flood': (id) => process.stderr.write('e'.repeat(4_000_000), () => reply(id, good)),
  'asks the client': (id) => {
    for (const [at, method] of ['sampling/createMessage', 'elicitation/create', 'roots/list', 'ping', 'no/such'].entries())
      line({ jsonrpc: '2.0', id: `ask-${at}`, method, params: {} });
    reply(id, good);
  },
  'asks with the same id': (id) => {
    line({ jsonrpc: '2.0', id, method: 'roots/list' });
    reply(id, good);
  },
  'exits after the reply': (id) => process.stdout.write(`${wellFormed(id)}\n`, () => process.exit(0)),
  'ignores signals': (id) => {
    for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(name, () => undefined);
    repeat(1_000, () => undefined);
    reply(id, good);
  },
  'children that hold the pipes': (id) => {
    for (let count = 0; count < 3; count += 1) child({ stdio: 'inherit' }).unref();
    reply(id, good);
  },
  'a daemon of its own group': (id) => {
    child({ stdio: 'ignore', detached: true }).unref();
    reply(id, good);
  },
  'dies and leaves children with the pipes': () => {
    child({ stdio: 'inherit', detached: true }).unref();
    process.exit(7);
  },
  'tells its environment': (id) => reply(id, text(JSON.stringify(process.env))),
  'tells a secret on stderr': () => {
    process.stderr.write(`\u001b[31mtoken=${process.env.HOSTILE_TOKEN} Authorization: Bearer abcdefghijklmnop1234\u001b[0m\n`);
    setTimeout(() => process.exit(7), 20);
  },
};

const inputSchema = { type: 'object', properties: {} };
const outputSchema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };
const tool = { name: 'act', description: 'Misbehaves.', inputSchema };
if (mode.startsWith('structuredContent')) tool.outputSchema = outputSchema;
if (mode === 'output pattern that never ends')
  tool.outputSchema = { ...outputSchema, properties: { word: { type: 'string', pattern: '^(a+)+$' } } };
if (mode === 'output schema that goes round')
  tool.outputSchema = { type: 'object', $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } };

/** What happens when tools are asked for, by mode. */
const lists = {
  'hang at list': () => undefined,
  'error at list': (id) => refuse(id, -32603, 'no list today'),
  'list that is no array': (id) => reply(id, { tools: {} }),
  'exits at list': () => process.exit(7),
  'endless pages': (id) => reply(id, { tools: [], nextCursor: `${Math.random()}` }),
  'cursor that comes back': (id) => reply(id, { tools: [tool], nextCursor: 'again' }),
  'too many tools': (id) => reply(id, { tools: Array.from({ length: 500 }, (_, at) => ({ ...tool, name: `t${at}` })) }),
  'duplicate tools': (id) => reply(id, { tools: [tool, { ...tool, description: 'Another.' }, tool] }),
  'tools that are none': (id) => reply(id, { tools: [null, 7, 'x', [], {}, { name: 7 }, { name: '' }, tool] }),
  'bad schemas': (id) =>
    reply(id, {
      tools: [
        tool,
        { ...tool, name: 'none', inputSchema: undefined },
        { ...tool, name: 'text', inputSchema: 'object' },
        { ...tool, name: 'type', inputSchema: { type: 'strng' } },
        { ...tool, name: 'array', inputSchema: { type: 'array' } },
        { ...tool, name: 'remote', inputSchema: { type: 'object', $ref: 'http://127.0.0.1:9/x.json' } },
        { ...tool, name: 'pattern', inputSchema: { type: 'object', properties: { a: { type: 'string', pattern: '(' } } } },
        { ...tool, name: 'esc\u001b[2Jape' },
        { ...tool, name: 'n'.repeat(5_000) },
        { ...tool, name: 'half', description: '\ud800' },
      ],
    }),
  'deep schema': (id) =>
    line(
      `{"jsonrpc":"2.0","id":${id},"result":{"tools":[${JSON.stringify(tool)},{"name":"deep","description":"Deep.","inputSchema":${nested(5_000)}}]}}`,
    ),
  'exits after the list': (id) =>
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result: { tools: [tool] } })}\n`, () => process.exit(0)),
  'not JSON at list': (id) => line(`{"jsonrpc":"2.0","id":${id},"result":{"tools":[`),
};

const info = { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'hostile', version: '1' } };
/** What happens at the handshake, by mode. */
const starts = {
  'hang at start': () => undefined,
  'slow start': (id) => setTimeout(() => reply(id, info), 300),
  'exits at the handshake': () => process.exit(7),
  'unknown protocol version': (id) => reply(id, { ...info, protocolVersion: '1999-01-01' }),
  'handshake without versions': (id) => reply(id, {}),
  'handshake refused': (id) => refuse(id, -32603, 'not today'),
  'handshake not JSON': (id) => line(`{"jsonrpc":"2.0","id":${id},"result":{`),
  'null handshake': (id) => reply(id, null),
  'a name that is a list': (id) => reply(id, { ...info, serverInfo: { name: ['x'], version: 7 } }),
};

function answer({ id, method, params }) {
  if (id === undefined || method === undefined) return;
  if (method === 'initialize') (starts[mode] ?? ((asked) => reply(asked, { ...info, protocolVersion: params.protocolVersion })))(id);
  else if (method === 'tools/list') (lists[mode] ?? ((asked) => reply(asked, { tools: [tool] })))(id);
  else if (method === 'tools/call') (acts[mode] ?? acts.good)(id);
  else refuse(id, -32601, `no ${method}`);
}

function serveStdio() {
  if (mode === 'crash at start') {
    process.stderr.write('Error: HOSTILE_TOKEN is not set\n');
    process.exit(3);
  }
  if (mode === 'floods before the handshake') gush('banner\n'.repeat(100));
  if (mode === 'a banner on stdout') raw('Hostile server 1.0\nlistening on stdio\n');
  createInterface({ input: process.stdin }).on('line', (said) => answer(JSON.parse(said)));
}

/** What a POST with a call gets, by mode. */
const responses = {
  'http good': (id, response) => json(response, { jsonrpc: '2.0', id, result: good }),
  'http good stream': (id, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(
      ': hello\n\nevent: message\ndata: {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":1}}\n\n',
    );
    response.end(`event: message\ndata: ${wellFormed(id)}\n\n`);
  },
  'http batch': (id, response) => json(response, [{ jsonrpc: '2.0', id, result: good }]),
  'http hang': () => undefined,
  'http hang in the body': (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"jsonrpc"'),
  'http stream that never speaks': (_, response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': wait\n\n'),
  'http stream of progress for ever': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const timer = repeat(20, () =>
      response.write('data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":0,"progress":1}}\n\n'),
    );
    response.on('close', () => clearInterval(timer));
  },
  'http 500': (_, response) => response.writeHead(500).end('it broke'),
  'http 503 page': (_, response) => response.writeHead(503, { 'content-type': 'text/html' }).end('<html>try later</html>'),
  'http 401': (_, response) => response.writeHead(401).end('who are you'),
  'http 400 with an error': (id, response) =>
    json(response, { jsonrpc: '2.0', id, error: { code: -32602, message: 'path is missing' } }, 400),
  'http session gone': (_, response) => response.writeHead(404).end('no such session'),
  'http wrong content type': (id, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(wellFormed(id)),
  'http no content type': (id, response) => response.writeHead(200).end(wellFormed(id)),
  'http 202 for a call': (_, response) => response.writeHead(202).end(),
  'http not JSON': (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"jsonrpc":'),
  'http wrong id': (id, response) => json(response, { jsonrpc: '2.0', id: id + 1000, result: good }),
  'http invalid UTF-8': (id, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, result: text('é') }), 'latin1')),
  'http stream cut': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"jsonrpc":"2.0",', () => response.socket.destroy());
  },
  'http stream ends without a reply': (_, response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(': bye\n\n'),
  'http stream cut, to be taken up': (_, response) =>
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end('id: 1\nretry: 10\ndata: \n\n'),
  'http body cut': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
    response.write('{"jsonrpc"', () => response.socket.destroy());
  },
  'http connection reset': (_, response) => response.socket.destroy(),
  'http redirect elsewhere': (_, response) => response.writeHead(302, { location: 'http://127.0.0.2:9/mcp' }).end(),
  'http redirect in a circle': (_, response) => response.writeHead(307, { location: '/mcp?mode=http+redirect+in+a+circle' }).end(),
  'http huge body': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    pour(response, '"'.padEnd(65_536, 'y'));
  },
  'http event without end': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    pour(response, 'y'.repeat(65_536));
  },
  'http flood of events': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    pour(response, 'data: {"jsonrpc":"2.0","method":"notifications/message","params":{}}\n\n'.repeat(100));
  },
};

function pour(response, piece) {
  const go = () => {
    while (!response.destroyed && response.write(piece)) {}
    if (!response.destroyed) response.once('drain', go);
  };
  go();
}

function json(response, value, status = 200) {
  response.writeHead(status, { 'content-type': 'application/json', 'mcp-session-id': 'one' }).end(JSON.stringify(value));
}

function serveHttp() {
  const server = createServer((request, response) => {
    const mode = new URL(request.url, 'http://localhost').searchParams.get('mode');
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      if (request.method === 'DELETE') return response.writeHead(200).end();
      if (request.method !== 'POST') return response.writeHead(405).end();
      if (mode === 'http wants a key' && request.headers.authorization !== 'Bearer very-secret-key')
        return response.writeHead(401).end('no key');
      const { id, method, params } = JSON.parse(body);
      if (id === undefined || method === undefined) return response.writeHead(202).end();
      const result = (value) => json(response, { jsonrpc: '2.0', id, result: value });
      const isModern = mode === 'http modern';
      if (isModern && request.headers['mcp-method'] === undefined)
        return json(response, { jsonrpc: '2.0', id, error: { code: -32601, message: `no ${method}` } }, 400);
      if (method === 'server/discover' && isModern) {
        const _meta = { 'io.modelcontextprotocol/serverInfo': { name: 'hostile', version: '1' } };
        return result({
          resultType: 'complete',
          supportedVersions: ['2026-07-28'],
          capabilities: { tools: {} },
          ttlMs: 0,
          cacheScope: 'private',
          _meta,
        });
      }
      if (method === 'initialize') {
        if (mode === 'http 500 at start') return response.writeHead(500).end('it broke');
        if (mode === 'http page at start') return response.writeHead(200, { 'content-type': 'text/html' }).end('<html>hello</html>');
        if (mode === 'http hang at start') return undefined;
        return result({ ...info, protocolVersion: params.protocolVersion });
      }
      if (method === 'tools/list')
        return result({ tools: [tool], ...(isModern ? { resultType: 'complete', ttlMs: 0, cacheScope: 'private' } : {}) });
      if (isModern) return result({ ...good, resultType: 'complete' });
      return (responses[mode] ?? responses['http good'])(id, response);
    });
  });
  server.listen(0, '127.0.0.1', () => writeFileSync(portFile, String(server.address().port)));
}

if (portFile === undefined) serveStdio();
else serveHttp();
