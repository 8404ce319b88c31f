/**
 * Slow trials of work by workers, `npm run test:queue`: a real Redis that is killed and started again, workers that are killed in the
 * middle. Prints what it counted; exits with 1 where something does not hold.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { connect, disconnect } from '../../src/edges/queue/redis.ts';
import { RedisServer } from './redis-server.ts';
import { answerAnyJob, pause, type Started, Trials } from './trials.ts';

const trials = new Trials();
const began = performance.now();
let redis: RedisServer | null = null;

try {
  redis = await RedisServer.start(join(trials.folder, 'redis'));
  await modelJobs(redis);
} finally {
  await trials.clean();
  await redis?.kill();
}

/** A build whose requests a model says anew, by four workers, of whom two are killed; Redis is killed, too. */
async function modelJobs(server: RedisServer): Promise<void> {
  const mock = new LLMock({ port: 0, logLevel: 'silent', chaos: { latencyMs: 150 } });
  mock.on({}, (request) => ({ content: answerAnyJob(request) }));
  await mock.start();
  const config = join(trials.folder, 'nearmiss.config.json');
  const model = { baseUrl: `${mock.url}/v1`, concurrency: 12, timeoutSeconds: 3, waitSeconds: 0.1, phrase: { model: 'm' } };
  writeFileSync(config, JSON.stringify({ grounds: ['board'], pairs: 250, workers: 1, model }));
  const workers = await startWorkers(server, 4);
  const command = ['build', '--out', 'queued', '--record', '--queue', server.url];
  const first = trials.start(command, {});
  await calls(mock, 30, first);
  workers[0]?.process.kill('SIGKILL');
  await calls(mock, 60, first);
  await server.kill();
  await pause(1000);
  await server.start();
  await calls(mock, 90, first);
  workers[1]?.process.kill('SIGKILL');
  const ended = await first.ended;
  console.log(first.said);
  const before = answeredOf(mock);
  console.log(ended, before.length, new Set(before).size);
  if (ended !== 0) {
    const again = trials.start([...command, '--ask-again'], {});
    console.log(await again.ended, again.said);
  }
  const after = answeredOf(mock);
  console.log(after.length, new Set(after).size);
  for (const worker of workers.slice(2)) worker.process.kill('SIGTERM');
  console.log(await Promise.all(workers.map(({ ended: end }) => end)));
  console.log(workers.map(({ said }) => said).join('\n---\n'));
  const connection = await connect(server.url, () => undefined);
  console.log(await connection.redis.keys('*'));
  await disconnect(connection);
  await mock.stop();
}

async function startWorkers(server: RedisServer, count: number): Promise<Started[]> {
  const workers = Array.from({ length: count }, () => trials.start(['worker', '--queue', server.url, '--patience', '2']));
  for (const worker of workers) while (!worker.said.includes('waits for work')) await pause(20);
  return workers;
}

/** Waits until so many calls have arrived, or the command is over. */
async function calls(mock: LLMock, count: number, { process: child }: Started): Promise<void> {
  while (mock.getRequests().length < count && child.exitCode === null) await pause(5);
}

function answeredOf(mock: LLMock): string[] {
  return mock.getRequests().map(({ body }) => JSON.stringify((body as { messages: unknown } | null)?.messages));
}
void began;
