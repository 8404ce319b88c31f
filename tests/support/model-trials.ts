/**
 * Slow trials of builds with a model, `npm run test:model`: a server that fails in every way, kills at random moments, a budget that has
 * to survive them. Prints what it counted; exits with 1 where something does not hold.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LLMock } from '@copilotkit/aimock';
import { sha256OfFile } from '../../src/edges/files.ts';
import { goodWriter, startModel } from './model-server.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const KEY = 'sk-trial-not-to-be-seen-0815';
const folder = mkdtempSync(join(tmpdir(), 'nearmiss-trials-'));
const logs: string[] = [];

try {
  await throughFaults();
  await throughKills();
  await withinBudget();
  seenNowhere();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Every fifth call meets each fault of aimock; a fixed latency comes on top. */
async function throughFaults(): Promise<void> {
  const rate = 0.2;
  const chaos = { dropRate: rate, malformedRate: rate, rateLimitRate: rate, disconnectRate: rate, latencyMs: 20 };
  const mock = new LLMock({ port: 0, logLevel: 'silent', chaos });
  mock.on({}, (request) => ({ content: write(request) }));
  await mock.start();
  const config = configure('faults', `${mock.url}/v1`, { concurrency: 24, retries: 40, waitSeconds: 0.01 }, 150);
  assert.equal(await run(config, 'faults', '--record').ended, 0);
  const others = [
    ['judge', join(folder, 'faults'), '--config', config, '--n', '40', '--json'],
    ['propose', 'board', '--config', config, '--out', join(folder, 'board.json')],
  ];
  const told: string[] = [];
  for (const args of others) told.push(await tell([...args, '--record']));
  const journal = mock.getRequests();
  const answered = journal.filter(({ response }) => (response as { chaosAction?: string }).chaosAction === undefined);
  const distinct = new Set(answered.map(({ body }) => JSON.stringify((body as { messages: unknown } | null)?.messages)));
  assert.equal(answered.length, distinct.size, 'an answered call was made again');
  await mock.stop();
  assert.equal(await run(config, 'faults-replayed', [], {}).ended, 0);
  assert.deepEqual(digests('faults-replayed'), digests('faults'));
  for (const [at, args] of others.entries()) assert.equal(await tell(args, {}), told[at]);
  const counts = JSON.parse(readFileSync(join(folder, 'faults', 'manifest.json'), 'utf8')).counts.byPhrasing;
  console.log(
    `faults, all three jobs: ${journal.length} calls, ${answered.length} answered, none twice; the same bytes with the server off and no key; ${JSON.stringify(counts)}`,
  );
}

/** Killed at ten random moments, gone on with, compared with a build that nobody disturbed. */
async function throughKills(): Promise<void> {
  const server = await startModel(goodWriter, { late: 0.5, '500': 0.1 });
  const config = configure('kills', server.url, { concurrency: 2, retries: 40, waitSeconds: 0.01 }, 400);
  const kept = new Set<string>();
  const moments: number[] = [];
  let repeated = 0;
  for (let kills = 0; kills < 10; kills += 1) {
    const before = server.calls.length;
    const child = run(config, 'kills', '--record');
    // Planning takes a while: a moment counts from the first call.
    while (server.calls.length === before && child.process.exitCode === null) await pause(5);
    const moment = Math.round(50 + Math.random() * 900);
    await pause(moment);
    child.process.kill('SIGKILL');
    await child.ended;
    moments.push(moment);
    repeated += server.calls.slice(before).filter(({ body }) => kept.has(JSON.stringify(body.messages))).length;
    for (const asked of recorded('kills')) kept.add(asked);
  }
  const left = server.calls.length;
  assert.equal(await run(config, 'kills', '--record').ended, 0);
  repeated += server.calls.slice(left).filter(({ body }) => kept.has(JSON.stringify(body.messages))).length;
  assert.equal(repeated, 0, 'a recorded answer was asked for again');
  const answered = server.calls.filter(({ answered }) => answered);
  const lost = answered.length - new Set(answered.map(({ body }) => JSON.stringify(body.messages))).size;
  const calm = configure('calm', server.url, { concurrency: 8, retries: 40, waitSeconds: 0.01 }, 400);
  assert.equal(await run(calm, 'calm', '--record').ended, 0);
  await server.close();
  assert.deepEqual(digests('kills'), digests('calm'));
  console.log(
    `kills: after ${moments.join(', ')} ms; ${kept.size} answers were there at the last one, none asked for again; ` +
      `${lost} of ${answered.length} answers sent were lost with the process that waited for them; the same bytes as undisturbed`,
  );
}

/** A budget of so many calls, with kills between. */
async function withinBudget(): Promise<void> {
  const server = await startModel(goodWriter, { '500': 0.2, late: 0.3 });
  const config = configure('budget', server.url, { concurrency: 8, retries: 40, waitSeconds: 0.01, budget: { requests: 120 } }, 400);
  for (let kills = 0; kills < 4; kills += 1) {
    const before = server.calls.length;
    const child = run(config, 'budget', '--record');
    while (server.calls.length === before && child.process.exitCode === null) await pause(5);
    await pause(30 + Math.random() * 100);
    child.process.kill('SIGKILL');
    await child.ended;
  }
  const last = await run(config, 'budget', '--record').ended;
  await server.close();
  assert.equal(last, 2);
  assert.ok(server.calls.length <= 120, `${server.calls.length} calls of 120`);
  console.log(`budget: ${server.calls.length} calls arrived of 120 allowed, over five runs, four of them killed`);
}

function seenNowhere(): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) assert.ok(!readFileSync(join(parentPath, name)).includes(KEY), `${name} holds the key`);
  assert.ok(!logs.join('').includes(KEY), 'the key was told');
  console.log(`key: in none of ${files.length} files and ${logs.join('').length} letters of output`);
}

/** Answers of all three jobs, told apart by what is asked for. */
function write({ messages, response_format: format }: { messages: readonly unknown[]; response_format?: unknown }): string {
  const said = messages as { role: string; content: string }[];
  if (JSON.stringify(format ?? '').includes('"judgement"')) {
    const marks = {
      specificity: 4,
      coherence: 4,
      solvability: 5,
      alignment: 5,
      sufficiency: 5,
      minimality: 5,
      completeness: null,
      conciseness: null,
    };
    return JSON.stringify({ right: 'first', ...marks, why: 'so it seems' });
  }
  if ('tool' in JSON.parse(said[1]?.content ?? '{}'))
    return JSON.stringify({ requests: ['Be so kind and [recite] it.', '[Recite] {card}, would you?'] });
  return goodWriter(said, { body: { model: 'm', messages: said }, authorization: undefined, answered: false }) as string;
}

function configure(name: string, baseUrl: string, model: object, pairs: number): string {
  const path = join(folder, `${name}.json`);
  const settings = {
    baseUrl,
    cassette: join(folder, `${name}.cassette.jsonl`),
    phrase: { model: 'm' },
    judge: { model: 'm' },
    propose: { model: 'm' },
    ...model,
  };
  writeFileSync(path, JSON.stringify({ grounds: ['board'], pairs, workers: 1, model: settings }));
  return path;
}

function run(
  config: string,
  out: string,
  flags: string | string[],
  env: object = { OPENAI_API_KEY: KEY },
): { process: ChildProcess; ended: Promise<number | null> } {
  const { child, ended } = start(['build', '--config', config, '--out', join(folder, out), ...[flags].flat()], env);
  return { process: child, ended };
}

function start(args: readonly string[], env: object): { child: ChildProcess; ended: Promise<number | null> } {
  const { OPENAI_API_KEY: _, ...rest } = process.env;
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...rest, ...env } });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => logs.push(String(text)));
  return { child, ended: new Promise((ended) => child.once('close', (code) => ended(code))) };
}

/** What a command line that goes well tells. */
async function tell(args: readonly string[], env: object = { OPENAI_API_KEY: KEY }): Promise<string> {
  const { child, ended } = start(args, env);
  let text = '';
  child.stdout?.on('data', (piece) => {
    text += piece;
  });
  assert.equal(await ended, 0);
  return text;
}

/** The questions of a cassette, a torn last line aside. */
function recorded(name: string): string[] {
  const path = join(folder, `${name}.cassette.jsonl`);
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.stringify(JSON.parse(line).request.messages));
}

function digests(out: string): Record<string, string> {
  const files = readdirSync(join(folder, out), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(join(folder, out).length), sha256OfFile(path)]));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
