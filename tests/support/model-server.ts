import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { streamOf } from '../../src/random/stream.ts';

/** One call as the server saw it. */
export interface SeenCall {
  body: { model: string; messages: { role: string; content: string }[]; response_format?: { type: string }; [key: string]: unknown };
  authorization: string | undefined;
  /** whether a whole answer went out */
  answered: boolean;
}

/** What a server does in place of answering, each with the chance that is given for it. */
export type Fault = '429' | '500' | 'drop' | 'malformed' | 'cut' | 'unfinished' | 'late';

export interface ModelServer {
  url: string;
  calls: SeenCall[];
  close(): Promise<void>;
}

/** What the stand-in writes to a question; a number is a status to refuse it with, with a message. */
export type Write = (messages: SeenCall['body']['messages'], call: SeenCall) => string | { status: number; message: string };

/** A stand-in for a model on loopback, with faults drawn from a keyed stream. */
export async function startModel(write: Write, faults: Partial<Record<Fault, number>> = {}, port = 0): Promise<ModelServer> {
  const calls: SeenCall[] = [];
  const stream = streamOf('faults');
  const server = createServer(async (request, response) => {
    const call: SeenCall = { body: JSON.parse(await read(request)), authorization: request.headers.authorization, answered: false };
    calls.push(call);
    const fault = Object.entries(faults).find(([, chance]) => stream.next() < chance)?.[0] as Fault | undefined;
    if (fault === 'late') await new Promise((resume) => setTimeout(resume, 25));
    else if (fault !== undefined) {
      misbehave(fault, response);
      return;
    }
    const written = write(call.body.messages, call);
    if (typeof written !== 'string') {
      send(response, written.status, { error: { message: written.message } });
      return;
    }
    response.on('finish', () => {
      call.answered = true;
    });
    send(response, 200, completion(call.body.model, written, 'stop'));
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function misbehave(fault: Fault, response: ServerResponse): void {
  if (fault === 'drop') response.destroy();
  else if (fault === '500') send(response, 500, { error: { message: 'oh' } });
  else if (fault === 'unfinished') send(response, 200, completion('m', '{"requests":["ha', null));
  else if (fault === '429') {
    response.setHeader('retry-after-ms', '5');
    send(response, 429, { error: { message: 'slow down' } });
  } else {
    response.setHeader('content-type', 'application/json');
    if (fault === 'malformed') {
      response.end('{"choices": [{"mess');
      return;
    }
    response.setHeader('content-length', '5000');
    response.write('{"id":"x","choices":[');
    setTimeout(() => response.destroy(), 2);
  }
}

function completion(model: string, content: string, finish: string | null): object {
  const usage = { prompt_tokens: 100, completion_tokens: Math.ceil(content.length / 4), total_tokens: 0 };
  return {
    id: 'x',
    object: 'chat.completion',
    created: 0,
    model,
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
    usage,
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece;
  return text;
}

/** A model that says requests anew as it should: other words around, the same in the middle. */
export const goodWriter: Write = (messages) => {
  const { request, styles } = JSON.parse(messages.find(({ role }) => role === 'user')?.content ?? '{}') as {
    request: string;
    styles: string[];
  };
  const around = [
    ['Hello. ', ''],
    ['Good morning! ', ' Thanks a lot, I have a meeting soon.'],
    ["I'm in a rush, my boss is waiting. ", ' Thank you very much!'],
    ['Sorry, quick one: ', ''],
  ] as const;
  return JSON.stringify({ requests: styles.map((_, at) => (around[at % around.length] as readonly string[]).join(request)) });
};
