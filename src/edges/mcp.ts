import type { Client } from '@modelcontextprotocol/client';
import { z } from 'zod';
import { NearmissError } from '../errors.ts';
import type { HttpEntry } from '../model/server-entry.ts';
import { isDeeperThan } from '../verify/depth.ts';
import type { Channel } from './channel.ts';
import { floodFactor, type Limits, usualLimits } from './limits.ts';
import type { ServerCommand } from './process.ts';
import { StdioChannel } from './stdio-channel.ts';
import type { Exchange, Failure } from './wire.ts';

export { type Limits, usualLimits } from './limits.ts';
export type { Exchange } from './wire.ts';

const modernRevision = '2026-07-28';
/** Lists are asked for by raw requests: the client's own reading refuses the whole list for one bad tool. */
const anyResult = z.looseObject({});
/** Longest name or version of a server that is kept, in code units. */
const longestName = 200;

export interface SessionOptions {
  limits: Limits;
  /** makes what the server wrote safe to show */
  clean(text: string): string;
}

/** A server that runs and has shaken hands. Calls are made one at a time. */
export class Session {
  /** negotiated MCP revision */
  readonly protocol: string;
  /** as the server names itself */
  readonly server: { name: string; version: string };
  readonly #client: Client;
  readonly #channel: Channel;
  readonly #limits: Limits;

  private constructor(client: Client, channel: Channel, { limits, clean }: SessionOptions) {
    this.#client = client;
    this.#channel = channel;
    this.#limits = limits;
    const named: { name?: unknown; version?: unknown } = client.getServerVersion() ?? {};
    const read = (value: unknown) => (typeof value === 'string' ? clean(value).slice(0, longestName).toWellFormed() : '') || 'unknown';
    this.protocol = read(client.getNegotiatedProtocolVersion());
    this.server = { name: read(named.name), version: read(named.version) };
  }

  /**
   * Starts or connects to a server and shakes hands: by `initialize`, and where that is refused in the stateless way of later
   * revisions. A server that does not start is a NearmissError with the end of its stderr.
   */
  static async open(server: ServerCommand | HttpEntry, options: Partial<SessionOptions> = {}): Promise<Session> {
    const complete = { limits: usualLimits, clean: (text: string) => text, ...options };
    try {
      return await Session.#connect(server, complete, undefined);
    } catch (error) {
      if (!(error instanceof HandshakeRefused)) throw error;
      try {
        return await Session.#connect(server, complete, modernRevision);
      } catch {
        throw new NearmissError(error.message, { cause: error });
      }
    }
  }

  static async #connect(server: ServerCommand | HttpEntry, options: SessionOptions, pin: string | undefined): Promise<Session> {
    const { limits, clean } = options;
    const [{ Client }, channel] = await Promise.all([import('@modelcontextprotocol/client'), openChannel(server, options)]);
    const client = new Client(
      { name: 'nearmiss', version: '1' },
      { capabilities: {}, ...(pin === undefined ? {} : { versionNegotiation: { mode: { pin } } }) },
    );
    // What the wire says comes first: the client does not see replies that cannot be read.
    const settled = channel.wire.await('initialize', 'server/discover');
    const shaken = client.connect(channel.transport, { timeout: limits.start, maxTotalTimeout: limits.start }).then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    type End = Exchange | Error | undefined;
    const said = settled.then((outcome): End | Promise<End> => (outcome.kind === 'result' ? shaken : outcome));
    const ended = Promise.race<End>([said, shaken.then((error): End | Promise<End> => error ?? said)]);
    const outcome = await within(limits.start, ended, () => channel.wire.explainSilence(limits.start, channel.unfinished));
    if (outcome === undefined) return new Session(client, channel, options);
    const why = outcome instanceof Error ? await explain(outcome, settled) : sayOutcome(outcome);
    await channel.close();
    const message = clean(`the server did not start: ${channel.name}: ${why}${lastWords(channel)}`);
    const cause = outcome instanceof Error ? outcome : undefined;
    throw isRefusal(outcome) && pin === undefined ? new HandshakeRefused(message, { cause }) : new NearmissError(message, { cause });
  }

  /** Whether further calls can be made. */
  get alive(): boolean {
    return !this.#channel.isClosed;
  }

  /** The end of what the server wrote to stderr, safe to show. */
  get stderr(): string {
    return this.#channel.stderr;
  }

  /**
   * The tools as the server lists them, unread: any value may stand there. Only what is nested too deep for anything to walk
   * over it is reduced to its name and description.
   */
  async listTools(): Promise<unknown[]> {
    const { list, pages, tools: most, reply, depth } = this.#limits;
    const tools: unknown[] = [];
    const seen = new Set<string>();
    const deadline = Date.now() + list;
    let cursor: string | undefined;
    let bytes = 0;
    for (let page = 0; page < pages; page += 1) {
      const timeout = Math.max(1, deadline - Date.now());
      const outcome = await this.#exchange({ method: 'tools/list', params: cursor === undefined ? {} : { cursor } }, timeout);
      if (outcome.kind !== 'result') throw this.#listFailure(sayOutcome(outcome));
      const listed = outcome.result as { tools?: unknown; nextCursor?: unknown };
      if (!Array.isArray(listed.tools)) throw this.#listFailure('its reply has no array of tools');
      for (const tool of listed.tools) {
        if (!isDeeperThan(tool, depth)) tools.push(tool);
        else tools.push({ ...pickTexts(tool), inputSchema: `nested more than ${depth} levels deep` });
      }
      bytes += JSON.stringify(tools.slice(-listed.tools.length)).length;
      if (tools.length > most) throw this.#listFailure(`it lists more than ${most} tools`);
      if (bytes > reply * floodFactor) throw this.#listFailure(`its list has more than ${reply * floodFactor} bytes`);
      if (typeof listed.nextCursor !== 'string' || seen.has(listed.nextCursor)) return tools;
      cursor = listed.nextCursor;
      seen.add(cursor);
    }
    throw this.#listFailure(`its tool list has more than ${pages} pages`);
  }

  /**
   * Calls a tool. Whatever the server does, this resolves within the limit, or `timeout` milliseconds where that is less; after
   * `failed` the session should be closed.
   */
  async call(name: string, args: Record<string, unknown>, timeout: number = this.#limits.call): Promise<Exchange> {
    if (this.#channel.isClosed) return failed('crashed', 'the server ended before it replied');
    const outcome = await this.#exchange({ method: 'tools/call', params: { name, arguments: args } }, Math.min(timeout, this.#limits.call));
    if (outcome.kind === 'result' && isDeeperThan(outcome.result, this.#limits.depth)) {
      return { kind: 'failed', verdict: 'invalid_result', channel: 'result', reason: `nested more than ${this.#limits.depth} levels deep` };
    }
    return outcome;
  }

  /** Ends the server and its whole tree. */
  async close(): Promise<void> {
    await this.#channel.close();
  }

  /**
   * Makes one request and gives what the wire carried for it. What the client makes of that does not count: its reading of
   * later revisions refuses results over details that do not matter here, and of what it cannot read it says nothing.
   */
  async #exchange(request: { method: string; params: Record<string, unknown> }, timeout: number): Promise<Exchange> {
    const { wire } = this.#channel;
    const settled = wire.await(request.method);
    const stop = new AbortController();
    const asked = this.#client.request(request, anyResult, { signal: stop.signal, timeout: timeout * 2 }).then(
      () => settled,
      (error: Error) => Promise.race([settled, explain(error, settled).then((why) => failed('protocol_error', why))]),
    );
    try {
      return await within(timeout, Promise.race([settled, asked]), () => wire.explainSilence(timeout, this.#channel.unfinished));
    } finally {
      // Tells the server, should it still be at it.
      stop.abort();
    }
  }

  #listFailure(why: string): NearmissError {
    return new NearmissError(`the server did not list its tools: ${why}${lastWords(this.#channel)}`);
  }
}

/** The server answered the handshake with an error. */
class HandshakeRefused extends NearmissError {}

async function openChannel(server: ServerCommand | HttpEntry, { limits, clean }: SessionOptions): Promise<Channel> {
  if (!('kind' in server)) return new StdioChannel(server, limits, clean);
  const { HttpChannel } = await import('./http-channel.ts');
  return new HttpChannel(server, limits, clean);
}

/** Waits so long and no longer. The timer holds the event loop: without it the program could end while it waits. */
async function within<T>(milliseconds: number, work: Promise<T>, late: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late()), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function failed(verdict: Failure['verdict'], reason: string): Failure {
  return { kind: 'failed', verdict, channel: 'wire', reason };
}

/** What the client says went wrong, unless the wire knows better. */
async function explain(error: Error, settled: Promise<Exchange>): Promise<string> {
  const known = await Promise.race([settled, new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)))]);
  return known === undefined || known.kind === 'result' ? error.message : sayOutcome(known);
}

function sayOutcome(outcome: Exchange): string {
  if (outcome.kind === 'error') return `it answers with error ${outcome.code}: ${outcome.message.slice(0, longestName)}`;
  return outcome.kind === 'failed' ? outcome.reason : '';
}

/** Whether a server that does not know `initialize` may have answered so. Where it wants a key, another revision will not help. */
function isRefusal(outcome: Exchange | Error): boolean {
  if (outcome instanceof Error || outcome.kind === 'result') return false;
  return outcome.kind === 'error' || (outcome.channel === 'http_status' && /^HTTP 4(?!01|03|29)/u.test(outcome.reason));
}

function pickTexts(tool: unknown): Record<string, string> {
  const { name, description } = (typeof tool === 'object' && tool !== null ? tool : {}) as Record<string, unknown>;
  return { ...(typeof name === 'string' ? { name } : {}), ...(typeof description === 'string' ? { description } : {}) };
}

function lastWords({ stderr }: Channel): string {
  return stderr === '' ? '' : `\nits stderr ended with:\n${stderr}`;
}
