/**
 * Slow trials of builds with a model, `npm run test:model`: a server that fails in every way, kills at random moments, a budget that has
 * to survive them. Prints what it counted; exits with 1 where something does not hold.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { startModel, type Write } from './model-server.ts';
import { answerAnyJob, pause, type Started, Trials } from './trials.ts';

const trials = new Trials();
const { folder } = trials;

try {
  await throughFaults();
  await throughKills();
  await withinBudget();
  await byLooks();
  seenNowhere();
} finally {
  await trials.clean();
}

/** Every fifth call meets each fault of aimock; a fixed latency comes on top. */
async function throughFaults(): Promise<void> {
  const rate = 0.2;
  const chaos = { dropRate: rate, malformedRate: rate, rateLimitRate: rate, disconnectRate: rate, latencyMs: 20 };
  const mock = new LLMock({ port: 0, logLevel: 'silent', chaos, journalMaxEntries: 0 });
  mock.on({}, (request) => ({ content: answerAnyJob(request) }));
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
  assert.deepEqual(trials.digests('faults-replayed'), trials.digests('faults'));
  for (const [at, args] of others.entries()) assert.equal(await tell(args, {}), told[at]);
  const { byPhrasing, byAnswering } = JSON.parse(readFileSync(join(folder, 'faults', 'manifest.json'), 'utf8')).counts;
  assert.ok(byAnswering.written_anew > 100, 'few answers were written anew');
  assert.match(await tell(['check', join(folder, 'faults')], {}), /every claim holds/u);
  console.log(
    `faults, all four jobs: ${journal.length} calls, ${answered.length} answered, none twice; the same bytes with the server off and no key; ${JSON.stringify({ ...byPhrasing, ...byAnswering })}`,
  );
}

/** Killed at ten random moments, gone on with, compared with a build that nobody disturbed. */
async function throughKills(): Promise<void> {
  const server = await startModel(writer, { late: 0.5, '500': 0.1 });
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
  assert.deepEqual(trials.digests('kills'), trials.digests('calm'));
  console.log(
    `kills: after ${moments.join(', ')} ms; ${kept.size} answers were there at the last one, none asked for again; ` +
      `${lost} of ${answered.length} answers sent were lost with the process that waited for them; the same bytes as undisturbed`,
  );
}

/** A budget of so many calls, with kills between. */
async function withinBudget(): Promise<void> {
  const server = await startModel(writer, { '500': 0.2, late: 0.3 });
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

/** Rows whose both sides answer: a judge that never sees the request must not tell them better where a model wrote them. */
async function byLooks(): Promise<void> {
  const server = await startModel(writer);
  const operators = { 'invents-error': 0, 'claims-action': 0, 'ignores-error': 0, 'claims-failed-action': 0 };
  const mix = { wrong_value: 1, wrong_function: 1, wrong_number: 1, missing_optional: 0, wrong_answer: 3 };
  const config = configure('looks', server.url, { concurrency: 16, phrase: undefined }, 1500, { grounds: undefined, mix, operators });
  assert.equal(await run(config, 'looks', '--record').ended, 0);
  assert.equal(await run(config, 'own-looks', '--own-words').ended, 0);
  await server.close();
  const aucs = await Promise.all(['own-looks', 'looks'].map(measureAnswers));
  const [own, written] = aucs as [number, number];
  assert.ok(written < own + 0.06, `sides are told apart: ${written}, in our own words ${own}`);
  console.log(`looks: answers of a model are told apart with an AUC of ${written.toFixed(3)}, our own with ${own.toFixed(3)}`);
}

async function measureAnswers(name: string): Promise<number> {
  const { blind } = JSON.parse(await tell(['audit', join(folder, name), '--json'], {}));
  const family = blind.families.find((each: { name: string }) => each.name === 'wrong_answer');
  return family.alone.groups.auc;
}

function seenNowhere(): void {
  const { found, files, letters } = trials.findKey();
  assert.deepEqual(found, []);
  console.log(`key: in none of ${files} files and ${letters} letters of output`);
}

/** Does both jobs of a build. */
function writer(messages: Parameters<Write>[0]): string {
  return answerAnyJob({ messages });
}

function configure(name: string, baseUrl: string, model: object, pairs: number, more: object = {}): string {
  const path = join(folder, `${name}.json`);
  const settings = {
    baseUrl,
    cassette: join(folder, `${name}.cassette.jsonl`),
    phrase: { model: 'm' },
    answer: { model: 'm' },
    judge: { model: 'm' },
    propose: { model: 'm' },
    ...model,
  };
  writeFileSync(path, JSON.stringify({ grounds: ['board'], pairs, workers: 1, model: settings, ...more }));
  return path;
}

function run(config: string, out: string, flags: string | string[], env?: object): Started {
  return trials.start(['build', '--config', config, '--out', join(folder, out), ...[flags].flat()], env);
}

/** What a command line that goes well tells. */
async function tell(args: readonly string[], env?: object): Promise<string> {
  const started = trials.start(args, env);
  assert.equal(await started.ended, 0);
  return started.told;
}

/** The questions of a cassette, a torn last line aside. */
function recorded(name: string): string[] {
  const path = join(folder, `${name}.cassette.jsonl`);
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.stringify(JSON.parse(line).request.messages));
}
