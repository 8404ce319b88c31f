/**
 * Slow trials of work by workers, `npm run test:queue`: a real Redis that is killed and started again, workers that are killed in the
 * middle. Prints what it counted; exits with 1 where something does not hold.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LLMock } from '@copilotkit/aimock';
import { shippedPrimitives } from '../../src/edges/grounds.ts';
import { connect, disconnect } from '../../src/edges/queue/redis.ts';
import { RedisServer } from './redis-server.ts';
import { answerAnyJob, KEY, pause, type Started, Trials } from './trials.ts';

const WORKERS = 4;
/** Milliseconds that the model takes, usually and at worst. */
const SHORT = 150;
const LONG = 5000;
const orders = Array.from({ length: 12 }, (_, at) => ({
  id: `N-${101 + at}`,
  customer: ['Ada', 'Ben', 'Cleo'][at % 3],
  status: ['open', 'paid', 'sent'][at % 3],
  total: 10 * at + 5,
}));

const trials = new Trials();
const redis = await RedisServer.start(join(trials.folder, 'redis'));
const mock = new LLMock({ port: 0, logLevel: 'silent', chaos: { latencyMs: SHORT } });
mock.on({}, (request) => ({ content: answerAnyJob(request) }));
await mock.start();
const watcher = await connect(redis.url, () => undefined);

try {
  mkdirSync(join(trials.folder, 'desk'));
  writeFileSync(join(trials.folder, 'desk', 'orders.json'), JSON.stringify(orders));
  configure('nearmiss.config.json');
  for (const trial of [verifyByWorkers, buildByWorkers, askByWorkers, keepLimits, keepAway, seenNowhere, keepOut]) {
    const began = performance.now();
    console.log(`${await trial()} (${((performance.now() - began) / 1000).toFixed(0)} s)`);
  }
} finally {
  await disconnect(watcher);
  await trials.clean();
  await mock.stop();
  await redis.kill();
}

/** The records of a server: of four workers two are killed, and Redis, too. */
async function verifyByWorkers(): Promise<string> {
  const verify = ['verify', 'desk', '--yes'];
  await succeed(trials.start([...verify, '--out', 'recorded'], {}));
  const workers = await startWorkers();
  const command = trials.start([...verify, '--out', 'verified', '--queue', redis.url], {});
  await disturb(workers, command, countOutcomes, [20, 35, 50]);
  await succeed(command);
  await stop(workers);
  assert.deepEqual(trials.digests('verified'), trials.digests('recorded'));
  return 'verify: the same bytes as without a queue, with two of four workers and Redis killed on the way';
}

/** A dataset in shards. */
async function buildByWorkers(): Promise<string> {
  const build = ['build', '--grounds', 'board', '--pairs', '12000', '--own-words'];
  const workers = await startWorkers();
  await succeed(trials.start([...build, '--out', 'whole'], {}));
  const command = trials.start([...build, '--out', 'merged', '--shards', '12', '--parts', 'parts', '--queue', redis.url], {});
  await disturb(workers, command, countOutcomes, [2, 4, 6]);
  await succeed(command);
  await stop(workers);
  assert.deepEqual(trials.digests('merged'), trials.digests('whole'));
  assert.deepEqual(readdirSync(join(trials.folder, 'parts')), []);
  return 'shards: 12 of them merge to the bytes of one build, with two of four workers and Redis killed on the way';
}

/** Calls of a model: none is made twice, but those that may have been made by a worker that is gone, when that is asked for. */
async function askByWorkers(): Promise<string> {
  const workers = await startWorkers();
  const build = ['build', '--grounds', 'board', '--pairs', '250', '--workers', '1', '--record'];
  const queued = [...build, '--out', 'said', '--queue', redis.url];
  const command = trials.start(queued, {});
  await disturb(workers, command, () => mock.getRequests().length, [40, 80, 120]);
  // Killed itself, with calls on their way that are still so when it is started again.
  mock.setChaos({ latencyMs: LONG });
  await pause(500);
  command.process.kill('SIGKILL');
  const second = trials.start(queued, {});
  mock.setChaos({ latencyMs: SHORT });
  await second.ended;
  const first = questions();
  assert.equal(new Set(first).size, first.length, 'a call was made twice');
  const lost = Number(/(\d+) calls were lost/u.exec(second.said)?.[1] ?? 0);
  assert.equal(second.process.exitCode, lost === 0 ? 0 : 2, second.said);
  if (lost > 0) await succeed(trials.start([...queued, '--ask-again'], {}));
  const again = questions().slice(first.length);
  const repeated = again.filter((question) => first.includes(question)).length;
  assert.ok(repeated <= lost, `${repeated} calls were made twice, and ${lost} were lost`);
  assert.ok(again.length <= lost, `${again.length} calls were made, and ${lost} were lost`);
  await askOtherJobs();
  await stop(workers);
  const made = questions().length;
  assert.equal(new Set(questions()).size, made - repeated, 'a call of another job was made twice');
  await succeed(trials.start([...build, '--out', 'alone'], { OPENAI_API_KEY: KEY }));
  assert.deepEqual(trials.digests('said'), trials.digests('alone'));
  return (
    `calls of a model: none of ${first.length} was made twice, with two of four workers, Redis and the command killed on the way; ${lost} were lost with their ` +
    `workers, and made again only with --ask-again: ${repeated} of those had been answered; the same bytes as without a queue`
  );
}

/** The other two jobs, by the workers that are left: what is told can be told again from the cassette. */
async function askOtherJobs(): Promise<void> {
  for (const args of [
    ['judge', 'said', '--n', '20', '--json'],
    ['propose', 'board', '--out', 'proposed.json'],
  ]) {
    const command = trials.start([...args, '--record', '--queue', redis.url], {});
    await succeed(command);
    const replayed = trials.start(args, {});
    await succeed(replayed);
    assert.equal(replayed.told, command.told);
  }
}

/** A budget and a rate over all workers, of whom one is told to stop with calls in hand. */
async function keepLimits(): Promise<string> {
  const before = questions().length;
  const limits = { budget: { requests: 60 }, perMinute: 1200, concurrency: 40 };
  const config = configure('limits.json', limits);
  const workers = [startWorker('--config', config), startWorker('--config', config)];
  const command = trials.start(
    ['build', '--config', config, '--grounds', 'board', '--pairs', '150', '--out', 'limited', '--record', '--queue', redis.url],
    {},
  );
  while (questions().length < before + 20) await pause(5);
  workers[0]?.process.kill('SIGTERM');
  assert.equal(await workers[0]?.ended, 0);
  assert.equal(await command.ended, 2);
  assert.match(command.said, /the budget of requests holds no further call/u);
  assert.doesNotMatch(command.said, /lost/u);
  workers[1]?.process.kill('SIGTERM');
  await workers[1]?.ended;
  const times = mock
    .getRequests()
    .slice(before)
    .map(({ timestamp }) => timestamp);
  assert.equal(times.length, 60);
  const took = (Math.max(...times) - Math.min(...times)) / 1000;
  // 59 steps of 50 ms; when a call arrives is less exact than when it begins.
  assert.ok(took > 2.6, `60 calls in ${took} s`);
  return `limits: 60 calls of 60 allowed, in ${took.toFixed(1)} s of at least 2.95, by two workers, of whom one was stopped with calls in hand and lost none`;
}

/** Workers of another version, with another model or with other primitives name it and keep away. */
async function keepAway(): Promise<string> {
  const other = { version: '9.9.9', title: 'a run of tomorrow', kind: 'dance' };
  await watcher.redis.hset('nearmiss:runs', 'tomorrow', JSON.stringify(other));
  const primitives = join(trials.folder, 'primitives');
  cpSync(join(shippedPrimitives, 'board'), join(primitives, 'board'), { recursive: true });
  const file = join(primitives, 'board', 'primitives.jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(1).join('\n'));
  const worker = startWorker('--primitives', primitives, '--config', configure('other.json', { baseUrl: 'http://127.0.0.1:9/v1' }));
  const build = ['build', '--grounds', 'board', '--pairs', '2000', '--queue', redis.url];
  const commands = [
    trials.start([...build, '--own-words', '--out', 'never', '--shards', '2', '--parts', 'parts'], {}),
    trials.start([...build, '--record', '--out', 'never', '--pairs', '10'], {}),
  ];
  const expected = [
    /a run of tomorrow is of nearmiss 9\.9\.9, and this is 0\.1\.0/u,
    /a build of 2000 pairs: here it would have other primitives of the ground "board"/u,
    /"phrase" by m asks http:\/\/\S+, and the config here says http:\/\/127\.0\.0\.1:9\/v1/u,
  ];
  for (const message of expected) while (!message.test(worker.said)) await pause(20);
  for (const [at, command] of commands.entries()) {
    while (!/worker \S+ keeps away: /u.test(command.said)) await pause(20);
    assert.match(command.said, expected[at + 1] as RegExp);
  }
  // Stopped with nobody at work, the calls that nobody has begun are taken back.
  commands[1]?.process.kill('SIGINT');
  assert.equal(await commands[1]?.ended, 2);
  assert.match(commands[1]?.said ?? '', /withdrawn 10/u);
  commands[0]?.process.kill('SIGKILL');
  worker.process.kill('SIGTERM');
  assert.equal(await worker.ended, 0);
  await watcher.redis.flushall();
  return 'kept away by name: a worker of another version, with another model, with other primitives';
}

/** A password that is wrong is named as such; one from the environment lets in. */
async function keepOut(): Promise<string> {
  await watcher.redis.config('SET', 'requirepass', 'sesame');
  const wrong = trials.start(['worker', '--queue', redis.url.replace('//', '//:open@')], {});
  assert.equal(await wrong.ended, 2);
  assert.match(wrong.said, /^nearmiss: cannot use redis:\S+ as a queue: it does not let us in: [^\n]+\n$/u);
  const right = trials.start(['worker', '--queue', redis.url], { NEARMISS_QUEUE_PASSWORD: 'sesame' });
  while (!right.said.includes('waits for work')) await pause(20);
  await redis.kill();
  while (!right.said.includes('is away')) await pause(20);
  right.process.kill('SIGTERM');
  assert.equal(await right.ended, 0);
  return 'password: wrong in one line, right from the environment; a worker stops also while Redis is away';
}

/** The key is nowhere, in no file of Redis either, and Redis is empty but for what was begun. */
async function seenNowhere(): Promise<string> {
  const { found, files, letters } = trials.findKey();
  assert.deepEqual(found, []);
  const keys = await watcher.redis.keys('*');
  assert.deepEqual(
    keys.filter((key) => !key.startsWith('nearmiss:begun:')),
    [],
  );
  return `key: in none of ${files} files and ${letters} letters of output; nothing is left in Redis`;
}

/** What was asked for of the model, as its journal has it. */
function questions(): string[] {
  return mock.getRequests().map(({ body }) => JSON.stringify((body as { messages: unknown } | null)?.messages));
}

async function succeed(command: Started): Promise<void> {
  assert.equal(await command.ended, 0, command.said);
}

/** Kills a worker, Redis and another worker as the work reaches these counts. */
async function disturb(
  workers: readonly Started[],
  command: Started,
  count: () => number | Promise<number>,
  [first, second, third]: number[],
): Promise<void> {
  const reach = async (many = 0): Promise<void> => {
    while ((await count()) < many && command.process.exitCode === null) await pause(5);
    assert.equal(command.process.exitCode, null, `over before it could be disturbed: ${command.said}`);
  };
  await reach(first);
  workers[0]?.process.kill('SIGKILL');
  await reach(second);
  await redis.kill();
  await pause(500);
  await redis.start();
  await reach(third);
  workers[1]?.process.kill('SIGKILL');
}

async function startWorkers(): Promise<Started[]> {
  const workers = Array.from({ length: WORKERS }, () => startWorker());
  for (const worker of workers) while (!worker.said.includes('waits for work')) await pause(20);
  return workers;
}

function startWorker(...flags: string[]): Started {
  return trials.start(['worker', '--queue', redis.url, '--patience', '2', '--parts', 'parts', '--yes', ...flags]);
}

/** Those that were not killed end by themselves when they are told to. */
async function stop(workers: readonly Started[]): Promise<void> {
  for (const { process: child } of workers.slice(2)) child.kill('SIGTERM');
  assert.deepEqual(await Promise.all(workers.map(({ ended }) => ended)), [null, null, 0, 0]);
}

/** What lies in Redis of all runs. */
async function countOutcomes(): Promise<number> {
  const keys = await watcher.redis.keys('nearmiss:outcomes:*');
  const counts = await Promise.all(keys.map((key) => watcher.redis.hlen(key)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Writes a config with a server and a model, and gives its path. */
function configure(name: string, settings: object = {}): string {
  const path = join(trials.folder, name);
  const server = fileURLToPath(new URL('./desk-server.mjs', import.meta.url));
  const desk = { command: process.execPath, args: [server, './desk'], world: './desk', allowWrites: true };
  const jobs = { phrase: { model: 'm' }, judge: { model: 'm' }, propose: { model: 'm' } };
  const model = { baseUrl: `${mock.url}/v1`, concurrency: 12, timeoutSeconds: 7, waitSeconds: 0.1, ...jobs, ...settings };
  writeFileSync(path, JSON.stringify({ servers: { desk }, model }));
  return path;
}
