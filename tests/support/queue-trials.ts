/**
 * Slow trials of work by workers, `npm run test:queue`: a real Redis that is killed and started again, workers that are killed in the
 * middle. Prints what it counted; exits with 1 where something does not hold.
 */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LLMock } from '@copilotkit/aimock';
import { connect, disconnect } from '../../src/edges/queue/redis.ts';
import { RedisServer } from './redis-server.ts';
import { answerAnyJob, pause, type Started, Trials } from './trials.ts';

const WORKERS = 4;
const orders = Array.from({ length: 12 }, (_, at) => ({
  id: `N-${101 + at}`,
  customer: ['Ada', 'Ben', 'Cleo'][at % 3],
  status: ['open', 'paid', 'sent'][at % 3],
  total: 10 * at + 5,
}));

const trials = new Trials();
const redis = await RedisServer.start(join(trials.folder, 'redis'));
const mock = new LLMock({ port: 0, logLevel: 'silent', chaos: { latencyMs: 150 } });
mock.on({}, (request) => ({ content: answerAnyJob(request) }));
await mock.start();
const watcher = await connect(redis.url, () => undefined);

try {
  configure();
  await verifyByWorkers();
  await askByWorkers();
  await leavesNothing();
} finally {
  await disconnect(watcher);
  await trials.clean();
  await mock.stop();
  await redis.kill();
}

/** Four workers, of whom two are killed, while Redis is killed and started again: the records of a run that nobody disturbed. */
async function verifyByWorkers(): Promise<void> {
  assert.equal(await trials.start(['verify', 'desk', '--yes', '--out', 'recorded']).ended, 0);
  const workers = await startWorkers();
  const command = trials.start(['verify', 'desk', '--yes', '--out', 'queued', '--queue', redis.url], {});
  await disturb(workers, command, countOutcomes, [20, 40, 60]);
  console.log(command.said, workers.map(({ said }) => said).join('---\n'));
  assert.equal(await command.ended, 0, command.said);
  await stop(workers);
  assert.deepEqual(trials.digests('queued'), trials.digests('recorded'));
}

/** The same with calls of a model: none is made twice, but where that was said. */
async function askByWorkers(): Promise<void> {
  const workers = await startWorkers();
  const build = ['build', '--grounds', 'board', '--pairs', '250', '--workers', '1', '--record'];
  const command = trials.start([...build, '--out', 'said', '--queue', redis.url], {});
  await disturb(workers, command, () => mock.getRequests().length, [40, 80, 120]);
  console.log(await command.ended, command.said, workers.map(({ said }) => said).join('---\n'));
  await stop(workers);
}

/** Kills a worker, Redis and another worker as the work reaches these counts. */
async function disturb(workers: readonly Started[], command: Started, count: () => number | Promise<number>, [first, second, third]: number[]): Promise<void> {
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
  const flags = ['--queue', redis.url, '--patience', '2', '--yes'];
  const workers = Array.from({ length: WORKERS }, () => trials.start(['worker', ...flags]));
  for (const worker of workers) while (!worker.said.includes('waits for work')) await pause(20);
  return workers;
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

async function leavesNothing(): Promise<void> {
  console.log(await watcher.redis.keys('*'));
}

function configure(): void {
  mkdirSync(join(trials.folder, 'desk'));
  writeFileSync(join(trials.folder, 'desk', 'orders.json'), JSON.stringify(orders));
  const server = fileURLToPath(new URL('./desk-server.mjs', import.meta.url));
  const desk = { command: process.execPath, args: [server, './desk'], world: './desk', allowWrites: true };
  const model = { baseUrl: `${mock.url}/v1`, concurrency: 12, timeoutSeconds: 3, waitSeconds: 0.1, phrase: { model: 'm' } };
  writeFileSync(join(trials.folder, 'nearmiss.config.json'), JSON.stringify({ servers: { desk }, model }));
}
