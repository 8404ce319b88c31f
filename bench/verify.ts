import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { verifyPlan } from '../src/edges/verify.ts';
import { fakePlan, fakeStage } from '../tests/support/fake-plan.ts';
import type { Tell } from './figures.ts';
import { median } from './measure.ts';

/**
 * How fast calls are verified: calls made per second (each of them twice, in fresh worlds, compared and recorded) over those of a bare client that sends
 * as many to the same server without waiting for replies.
 */
export async function benchVerify(scratch: string, { calls, rounds }: { calls: number; rounds: number }, tell: Tell): Promise<void> {
  const bare: number[] = [];
  const verified: number[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(await timeBare(scratch, 2 * calls));
    verified.push(await timeVerify(calls));
  }
  tell({ what: `verify of ${calls} calls on one server process`, value: median(bare) / median(verified), unit: 'of ceiling' });
  tell({ what: 'calls verified, each run twice', value: calls / median(verified), unit: '/s' });
}

async function timeVerify(calls: number): Promise<number> {
  const chains = Array.from({ length: calls }, (_, call) => [
    { tool: 'read', arguments: { path: '/srv/fake/a.txt', lines: call + 1 }, scenario: 'a call' },
  ]);
  const start = performance.now();
  const { primitives } = await verifyPlan(fakePlan(chains), fakeStage(), { sandbox: false, jobs: 1 });
  if (primitives.length !== calls) throw new Error(`${primitives.length} calls were verified, not ${calls}`);
  return (performance.now() - start) / 1e3;
}

/** The same calls on a server of its own, sent at once. */
async function timeBare(scratch: string, calls: number): Promise<number> {
  const root = mkdtempSync(join(scratch, 'bare-'));
  const stage = fakeStage();
  await stage.place(root);
  const entry = stage.entry(root);
  if (entry.kind !== 'stdio') throw new Error('the server is not run over stdio');
  const start = performance.now();
  const server = spawn(entry.program, entry.args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const send = (message: object) => server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const replies = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  send({
    id: 'hello',
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
  });
  await replies.next();
  send({ method: 'notifications/initialized' });
  for (let id = 0; id < calls; id++)
    send({ id, method: 'tools/call', params: { name: 'read', arguments: { path: join(root, 'a.txt'), lines: (id >> 1) + 1 } } });
  for (let told = 0; told < calls; told++) JSON.parse((await replies.next()).value as string);
  server.kill();
  return (performance.now() - start) / 1e3;
}
