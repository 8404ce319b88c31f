// A small MCP server over stdio, without any library, that behaves as its tools' names and its mode say.
// Usage: node fake-server.mjs <world folder> [mode] [file that pids of child processes are appended to]
import { spawn } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [root, mode = 'normal', pids] = process.argv.slice(2);
const line = (value) => process.stdout.write(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
const text = (...texts) => ({ content: texts.map((item) => ({ type: 'text', text: item })) });
/** Does something, then replies. */
const after = (_done, said) => text(said);
const notes = new Map();
let calls = 0;

if (mode === 'stderr-flood') process.stderr.write('x'.repeat(1_000_000));
if (mode === 'exits') {
  process.stderr.write('FAKE_TOKEN is not set\n');
  process.exit(3);
}
if (mode === 'stubborn') for (const name of ['SIGTERM', 'SIGINT']) process.on(name, () => undefined);

function leave(child) {
  appendFileSync(pids, `${child.pid}\n`);
  child.unref();
  return text('started');
}

const string = { type: 'string' };
const object = (properties = {}, required = Object.keys(properties)) => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties,
  required,
});

/** name -> [input schema, act, more of the definition] */
const tools = {
  read: [
    object({ path: string, lines: { type: 'integer', minimum: 1 } }, ['path']),
    ({ path, lines }) => text(readFileSync(path, 'utf8').split('\n').slice(0, lines).join('\n')),
  ],
  list: [
    object(),
    () =>
      text(
        readdirSync(root)
          .sort()
          .map((name) => join(root, name))
          .join('\n'),
      ),
  ],
  write: [object({ path: string, content: string }), ({ path, content }) => after(writeFileSync(path, content), `wrote ${path}`)],
  rename: [object({ path: string }), ({ path }) => text(`nothing done to ${path}`)],
  is_error: [object(), () => ({ ...text('no such order'), isError: true })],
  soft_error: [object(), () => text('Failed to reach the desk')],
  soft_json: [object(), () => text('{"success": false, "why": "closed"}')],
  report: [object(), () => text('2 errors in the log: Error at line 3')],
  typed: [
    object(),
    () => ({ ...text('{"count":3}'), structuredContent: { count: 3 } }),
    { outputSchema: object({ count: { type: 'integer' } }) },
  ],
  mistyped: [
    object(),
    () => ({ ...text('three'), structuredContent: { count: 'three' } }),
    { outputSchema: object({ count: { type: 'integer' } }) },
  ],
  untyped: [object(), () => text('3'), { outputSchema: object({ count: { type: 'integer' } }) }],
  empty: [object(), () => ({ content: [] })],
  image: [object(), () => ({ content: [{ type: 'image', data: 'AA==', mimeType: 'image/png' }] })],
  null_result: [object(), () => null],
  both: [object(), () => 'both'],
  wrong_id: [object(), () => 'wrong_id'],
  wrong_code: [object(), () => 'wrong_code'],
  not_utf8: [object(), () => 'not_utf8'],
  refused: [object(), () => 'refused'],
  flood: [
    object(),
    () =>
      after(
        Array.from({ length: 1_000 }, (_, row) => line(`row ${row}`)),
        'done',
      ),
  ],
  endless: [object(), () => after(process.stdout.write('y'.repeat(5_000_000)), 'done')],
  crash: [object(), () => process.exit(9)],
  crash_once: [object(), () => (calls > 1 ? process.exit(9) : text('fresh'))],
  hang: [object(), () => undefined],
  junk: [object(), () => after(line('loading...'), 'done')],
  glued: [object(), () => after(process.stdout.write('no newline'), 'done')],
  big: [object(), () => text('y'.repeat(200_000))],
  long: [object(), () => text('z'.repeat(6_001))],
  child: [object(), () => leave(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }))],
  daemon: [object(), () => leave(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true }))],
  sneaky: [object(), () => after(writeFileSync(join(root, 'sneaky.txt'), 'here'), 'read it')],
  random: [object(), () => text(`ticket ${Math.floor(Math.random() * 1e12)}`)],
  stamped: [object(), () => text(`at ${new Date().toISOString()}.${process.hrtime.bigint()} all is well`)],
  home: [object(), () => text(`kept in ${process.env.HOME}`)],
  escaped: [object(), () => text(JSON.stringify({ at: join(root, 'a.txt') }).replaceAll('/', '\\/'))],
  environment: [object(), () => text(JSON.stringify(Object.keys(process.env).sort()))],
  note: [object({ key: string, value: string }), ({ key, value }) => after(notes.set(key, value), `noted ${key}`)],
  recall: [object({ key: string }), ({ key }) => (notes.has(key) ? text(notes.get(key)) : { ...text('no such note'), isError: true })],
  count: [object(), () => text(`call ${calls}`)],
};

function answer({ id, method, params }) {
  const reply = (result) => line({ jsonrpc: '2.0', id, result: mode === 'modern' ? { resultType: 'complete', ...result } : result });
  const refuse = (code, message) => line({ jsonrpc: '2.0', id, error: { code, message } });
  if (id === undefined) return;
  if (method === 'initialize') {
    if (mode === 'silent') return;
    if (mode === 'modern') return refuse(-32601, 'no initialize');
    if (mode === 'refuses') return refuse(-32603, 'not today');
    return reply({ protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'fake', version: '1.2.3' } });
  }
  if (method === 'server/discover' && mode === 'modern') {
    const _meta = { 'io.modelcontextprotocol/serverInfo': { name: 'fake', version: '1.2.3' } };
    return reply({ supportedVersions: ['2026-07-28'], capabilities: { tools: {} }, ttlMs: 0, cacheScope: 'private', _meta });
  }
  if (method === 'tools/list') {
    const listed = Object.entries(tools).map(([name, [inputSchema, , more]]) => ({
      name,
      description: `The tool ${name}.`,
      inputSchema,
      ...more,
    }));
    if (mode === 'endless-pages') return reply({ tools: [], nextCursor: `${Math.random()}` });
    if (mode === 'changing-list') listed[0].description += Math.random();
    if (mode === 'bad-tools')
      listed.push({ name: 'schemaless' }, { name: 'wrong', description: 'w', inputSchema: { type: 'strng' } }, null, 7, {
        name: 'read',
        description: 'again',
      });
    const half = Math.ceil(listed.length / 2);
    return params?.cursor === 'second'
      ? reply({ tools: listed.slice(half) })
      : reply({ tools: listed.slice(0, half), nextCursor: 'second' });
  }
  if (method !== 'tools/call') return refuse(-32601, `no ${method}`);
  const tool = tools[params.name];
  if (tool === undefined) return refuse(-32602, `unknown tool ${params.name}`);
  calls += 1;
  let result;
  try {
    result = tool[1](params.arguments ?? {});
  } catch (error) {
    result = { ...text(error.message), isError: true };
  }
  if (result === 'both') line({ jsonrpc: '2.0', id, result: text('a'), error: { code: 1, message: 'b' } });
  else if (result === 'wrong_id') line({ jsonrpc: '2.0', id: 'other', result: text('a') });
  else if (result === 'wrong_code') line({ jsonrpc: '2.0', id, error: { code: 'E_BAD', message: 'bad' } });
  else if (result === 'not_utf8')
    process.stdout.write(Buffer.from(`${JSON.stringify({ jsonrpc: '2.0', id, result: text('é') })}\n`, 'latin1'));
  else if (result === 'refused') refuse(-32000, 'come back later');
  else if (result !== undefined) reply(result);
}

createInterface({ input: process.stdin })
  .on('line', (message) => answer(JSON.parse(message)))
  .on('close', () => {
    if (mode !== 'stubborn') process.exit(0);
  });
if (mode === 'stubborn') setInterval(() => undefined, 1000);
