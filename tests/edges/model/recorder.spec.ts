import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cassette } from '../../../src/edges/model/cassette.ts';
import { type CallModel, ModelFailure, openModel } from '../../../src/edges/model/client.ts';
import { Ledger, mostOf } from '../../../src/edges/model/ledger.ts';
import { Recorder } from '../../../src/edges/model/recorder.ts';
import { keyOf, type ModelRequest } from '../../../src/model/model-request.ts';
import { type ModelSettings, modelSettingsSchema } from '../../../src/model/model-settings.ts';
import { type ModelServer, startModel, type Write } from '../../support/model-server.ts';

const KEY = 'sk-secret-0123456789';
let folder: string;
let server: ModelServer | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-model-'));
});
afterEach(async () => {
  await server?.close();
  server = null;
  rmSync(folder, { recursive: true, force: true });
});

const echo: Write = (messages) => JSON.stringify({ said: messages.at(-1)?.content });

function question(text: string): ModelRequest {
  return {
    model: 'm',
    messages: [{ role: 'user', content: text }],
    schema: { name: 'answer', schema: { type: 'object' } },
    parameters: { temperature: 0, maxTokens: 100 },
    sample: 0,
  };
}

function open(settings: Partial<ModelSettings> = {}) {
  const all = modelSettingsSchema.parse({ baseUrl: server?.url, timeoutSeconds: 5, waitSeconds: 0.001, ...settings });
  const cassette = new Cassette(join(folder, 'c.jsonl'));
  const ledger = new Ledger(join(folder, 'c.ledger.jsonl'), all);
  const recorder = new Recorder(openModel(all, KEY), cassette, ledger, all);
  return { recorder, cassette, ledger, close: () => [ledger.close(), cassette.close()] };
}

const questions = (count: number) => Array.from({ length: count }, (_, number) => question(`q${number}`));

describe('asking a model', { timeout: 60_000 }, () => {
  it('should get every answer through faults, and pay for none twice', async () => {
    const all = 0.2;
    server = await startModel(echo, { late: all, '429': all, '500': all, drop: all, malformed: all, cut: all, unfinished: all });
    const { recorder, cassette, close } = open({ retries: 40, concurrency: 8 });
    const replies = await Promise.all(questions(30).map((one) => recorder.ask('phrase', one)));
    close();
    expect(replies.map((reply) => reply?.content)).toEqual(questions(30).map((one) => JSON.stringify({ said: one.messages[0]?.content })));
    expect(cassette.size).toBe(30);
    expect(server.calls.filter(({ answered }) => answered)).toHaveLength(30);
    expect(recorder.record.calls).toBe(server.calls.length);
    const classes = ['connection', 'malformed', 'no_finish_reason', 'rate_limit', 'server_error'];
    expect([...recorder.record.failures.keys()]).toEqual(expect.arrayContaining(classes));
  });

  it('should not exceed a budget by one call, over several runs', async () => {
    server = await startModel(echo, { '500': 0.2 });
    for (const asked of [7, 20, 30]) {
      const { recorder, close } = open({ budget: { requests: 10 }, concurrency: 8, retries: 40 });
      await Promise.all(questions(asked).map((one) => recorder.ask('phrase', one)));
      close();
    }
    expect(server.calls).toHaveLength(10);
  });

  it('should hold tokens and money to what a call can cost at most', async () => {
    server = await startModel(echo);
    const most = mostOf(question('q0'), { m: { input: 1000, output: 1000 } });
    const settings = { prices: { m: { input: 1000, output: 1000 } }, concurrency: 1 };
    for (const budget of [{ tokens: most.tokens - 1 }, { money: most.money * 0.99 }]) {
      const { recorder, close } = open({ ...settings, budget });
      expect(await recorder.ask('phrase', question('q0'))).toBeNull();
      expect(recorder.halt).toMatchObject({ why: 'budget' });
      close();
    }
    expect(server.calls).toHaveLength(0);
  });

  it('should count a call that was booked and never settled with its most', () => {
    const settings = modelSettingsSchema.parse({ budget: { requests: 3 } });
    const path = join(folder, 'l.jsonl');
    const first = new Ledger(path, settings);
    expect([first.book(question('a')), first.book(question('b'))]).toEqual([0, 1]);
    first.settle(0, { content: '', finish: 'stop', model: 'm', tokens: { input: 3, output: 4 } }, 'm');
    first.close();
    appendFileSync(path, '{"booked":2,"mod');
    const second = new Ledger(path, settings);
    expect(second.spent).toMatchObject({ requests: 2, tokens: 7 + mostOf(question('b'), {}).tokens });
    expect([second.book(question('c')), second.book(question('d'))]).toEqual([2, null]);
    expect(() => new Ledger(path, settings)).toThrow(/in use by process/u);
    second.close();
  });

  it('should go on with a call that an earlier run left under way, under the same booking', async () => {
    const settings = modelSettingsSchema.parse({ budget: { requests: 2 } });
    const path = join(folder, 'l.jsonl');
    const killed = new Ledger(path, settings);
    expect(killed.nameRun(() => 'one')).toBe('one');
    killed.book(question('a'));
    killed.close();
    const ledger = new Ledger(path, settings);
    expect(ledger.nameRun(() => 'two')).toBe('one');
    const settled: number[] = [];
    const made: [string | undefined, number][] = [];
    const left = new Map([
      [keyOf(question('a')), 0],
      [keyOf(question('c')), 7],
    ]);
    const reply = { content: '', finish: 'stop', model: 'm', tokens: { input: 3, output: 4 } };
    const call: CallModel = async ({ messages }, booking) => {
      made.push([messages[0]?.content, booking]);
      if (messages[0]?.content === 'b') throw new ModelFailure('lost', 'gone');
      return reply;
    };
    const cassette = new Cassette(join(folder, 'c.jsonl'));
    const recorder = new Recorder(call, cassette, ledger, settings, { left, onSettled: (booking) => settled.push(booking) });
    for (const text of ['a', 'b', 'c']) await recorder.ask('phrase', question(text));
    expect(made).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
    // What was lost is kept where it is, and booked with its most.
    expect(settled).toEqual([0]);
    expect(ledger.spent).toMatchObject({ requests: 2, tokens: 7 + mostOf(question('b'), {}).tokens });
    expect(recorder.halt).toMatchObject({ why: 'budget' });
    ledger.close();
    cassette.close();
  });

  it('should tolerate a torn last line, and refuse a line whose key is not its hash', async () => {
    server = await startModel(echo);
    const path = join(folder, 'c.jsonl');
    const first = open();
    await first.recorder.ask('phrase', question('a'));
    first.close();
    appendFileSync(path, '{"key":"torn');
    const again = new Cassette(path);
    expect(again.find(question('a'))?.finish).toBe('stop');
    again.add('phrase', question('b'), { content: 'x', finish: 'stop', model: 'm', tokens: null });
    again.close();
    expect(new Cassette(path).size).toBe(2);
    appendFileSync(path, readFileSync(path, 'utf8').split('\n')[0]?.replace('"content":"a"', '"content":"z"').concat('\n') ?? '');
    expect(() => new Cassette(path)).toThrow(/c\.jsonl:3: its key is not the hash/u);
  });

  it('should say in one line where it cannot write', () => {
    const settings = modelSettingsSchema.parse({});
    writeFileSync(join(folder, 'file'), '');
    expect(() => new Ledger(join(folder, 'file', 'l.jsonl'), settings)).toThrow(
      /^cannot write .*: (?:a part of the path is a file|a file of that name)/u,
    );
    mkdirSync(join(folder, 'c.jsonl'));
    expect(() => new Cassette(join(folder, 'c.jsonl'))).toThrow(/c\.jsonl: a folder, where a file is needed/u);
  });

  it('should take over the lock of a process that is gone', () => {
    const settings = modelSettingsSchema.parse({});
    writeFileSync(join(folder, 'l.jsonl.lock'), '4194999');
    new Ledger(join(folder, 'l.jsonl'), settings).close();
    expect(existsSync(join(folder, 'l.jsonl.lock'))).toBe(false);
  });

  it('should ask in the way the server takes', async () => {
    server = await startModel((messages, { body }) => {
      if ('max_tokens' in body) return { status: 400, message: "Use 'max_completion_tokens' instead." };
      if (body.response_format?.type === 'json_schema') return { status: 400, message: 'response_format is not supported' };
      return echo(messages, { body, authorization: '', answered: false });
    });
    const { recorder, close } = open({ concurrency: 1, retries: 0 });
    for (const one of questions(3)) expect(await recorder.ask('phrase', one)).not.toBeNull();
    close();
    expect(server.calls).toHaveLength(5);
    expect(server.calls.at(-1)?.body).toMatchObject({ max_completion_tokens: 100, response_format: { type: 'json_object' } });
  });

  it('should stop at a key that is refused, and tell the key to nobody', async () => {
    server = await startModel((_, { authorization }) => ({ status: 401, message: `Incorrect API key provided: ${authorization}` }));
    const { recorder, close } = open({ concurrency: 2 });
    expect(await Promise.all(questions(9).map((one) => recorder.ask('phrase', one)))).toEqual(Array(9).fill(null));
    close();
    expect(server.calls[0]?.authorization).toBe(`Bearer ${KEY}`);
    expect(server.calls.length).toBeLessThanOrEqual(2);
    expect(recorder.halt).toMatchObject({ why: 'server', message: expect.stringContaining('[key]') });
    expect(JSON.stringify(recorder.halt)).not.toContain(KEY);
  });

  it('should not go on asking a server that answers nothing', async () => {
    server = await startModel(() => ({ status: 400, message: 'temperature is \u001b[31mnot supported' }));
    const { recorder, close } = open({ concurrency: 2 });
    await Promise.all(questions(50).map((one) => recorder.ask('phrase', one)));
    close();
    expect(server.calls.length).toBeLessThanOrEqual(9);
    expect(recorder.halt).toEqual({ why: 'server', message: '400 temperature is [31mnot supported' });
    await server.close();
    const off = open({ retries: 2 });
    await Promise.all(questions(50).map((one) => off.recorder.ask('phrase', one)));
    off.close();
    expect(off.recorder.halt).toMatchObject({ why: 'server', message: 'ECONNREFUSED' });
  });

  it('should leave a question that is refused, and ask the others', async () => {
    server = await startModel((messages, call) =>
      messages[0]?.content === 'q3' ? { status: 400, message: 'not that' } : echo(messages, call),
    );
    const { recorder, close } = open();
    const replies = await Promise.all(questions(8).map((one) => recorder.ask('phrase', one)));
    close();
    expect(replies.map((reply) => reply === null)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((at) => at === 3));
    expect(recorder.record).toMatchObject({ answered: 7, failed: 1, lastFailure: '400 not that' });
    expect(server.calls).toHaveLength(8);
  });

  it('should wait for the calls under way when it is stopped, and keep their answers', async () => {
    server = await startModel(echo, { late: 1 });
    const { recorder, cassette, close } = open({ concurrency: 3 });
    const replies = Promise.all(questions(20).map((one) => recorder.ask('phrase', one)));
    while (server.calls.length < 3) await new Promise((resume) => setTimeout(resume, 5));
    recorder.stop();
    expect((await replies).filter((reply) => reply !== null)).toHaveLength(3);
    close();
    expect([cassette.size, server.calls.length]).toEqual([3, 3]);
  });

  it('should begin no more calls in a minute than allowed', async () => {
    server = await startModel(echo);
    const { recorder, close } = open({ perMinute: 4, concurrency: 8 });
    const asking = Promise.all(questions(6).map((one) => recorder.ask('phrase', one)));
    await new Promise((resume) => setTimeout(resume, 300));
    recorder.stop();
    expect(server.calls).toHaveLength(4);
    close();
    asking.catch(() => undefined);
  });
});
