import type { Client, JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import { z } from 'zod';
import { NearmissError } from '../errors.ts';
import { type ServerCommand, ServerProcess } from './process.ts';

/** Bounds on what a server may take. Times in milliseconds. */
export interface Limits {
  start: number;
  list: number;
  call: number;
  /** bytes of one reply */
  reply: number;
}

export const usualLimits: Limits = { start: 30_000, list: 30_000, call: 60_000, reply: 1 << 20 };

/** What came back for one call, before it is judged. */
export type Exchange =
  | { kind: 'result'; result: unknown }
  | { kind: 'error'; code: number; message: string }
  | { kind: 'failed'; verdict: 'timeout' | 'crashed' | 'malformed' | 'too_large'; reason: string };

/** Pages of one tool list, lines of stdout that are no message, bytes of stdout for one request: beyond these it is a flood. */
const mostPages = 100;
const mostJunkLines = 200;
const floodFactor = 16;
const modernRevision = '2026-07-28';
/** Lists are asked for by raw requests: the client's own reading refuses the whole list for one bad tool. */
const anyResult = z.looseObject({});

/** A server that runs and has shaken hands. Calls are made one at a time. */
export class Session {
  /** negotiated MCP revision */
  readonly protocol: string;
  /** as the server names itself */
  readonly server: { name: string; version: string };
  readonly #client: Client;
  readonly #wire: TappedTransport;
  readonly #limits: Limits;

  private constructor(client: Client, wire: TappedTransport, limits: Limits) {
    this.#client = client;
    this.#wire = wire;
    this.#limits = limits;
    const named = client.getServerVersion();
    this.protocol = client.getNegotiatedProtocolVersion() ?? 'unknown';
    this.server = { name: named?.name ?? 'unknown', version: named?.version ?? 'unknown' };
  }

  /**
   * Starts a server and shakes hands: by `initialize`, and where that is refused in the stateless way of later revisions. A
   * server that does not start is a NearmissError with the end of its stderr.
   */
  static async open(command: ServerCommand, limits: Limits = usualLimits): Promise<Session> {
    try {
      return await Session.#connect(command, limits, undefined);
    } catch (error) {
      if (!(error instanceof HandshakeRefused)) throw error;
      try {
        return await Session.#connect(command, limits, modernRevision);
      } catch {
        throw new NearmissError(error.message, { cause: error });
      }
    }
  }

  static async #connect(command: ServerCommand, limits: Limits, pin: string | undefined): Promise<Session> {
    const { Client, ProtocolError } = await import('@modelcontextprotocol/client');
    const wire = new TappedTransport(new ServerProcess(command), limits.reply);
    const client = new Client(
      { name: 'nearmiss', version: '1' },
      { capabilities: {}, ...(pin === undefined ? {} : { versionNegotiation: { mode: { pin } } }) },
    );
    try {
      await client.connect(wire, { timeout: limits.start, maxTotalTimeout: limits.start });
    } catch (error) {
      const isClosed = wire.closed;
      await wire.close();
      const why = isClosed ? 'it ended before it answered' : (error as Error).message;
      const message = `the server did not start: ${[command.program, ...command.args].join(' ')}: ${why}${lastWords(wire.process)}`;
      throw error instanceof ProtocolError && pin === undefined
        ? new HandshakeRefused(message)
        : new NearmissError(message, { cause: error });
    }
    return new Session(client, wire, limits);
  }

  /** Whether further calls can be made. */
  get alive(): boolean {
    return !this.#wire.closed;
  }

  /** The end of what the server wrote to stderr. */
  get stderr(): string {
    return this.#wire.process.stderr;
  }

  /** The tools as the server lists them, unread: any value may stand there. */
  async listTools(): Promise<unknown[]> {
    const tools: unknown[] = [];
    const seen = new Set<string>();
    const deadline = Date.now() + this.#limits.list;
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const timeout = Math.max(1, deadline - Date.now());
      const { outcome, failure } = await this.#exchange({ method: 'tools/list', params: cursor === undefined ? {} : { cursor } }, timeout);
      if (outcome?.kind !== 'result') {
        const why =
          outcome?.kind === 'error' ? outcome.message : (outcome?.reason ?? (failure as Error | undefined)?.message ?? 'no reply was seen');
        throw new NearmissError(`the server did not list its tools: ${why}${lastWords(this.#wire.process)}`, { cause: failure });
      }
      const listed = outcome.result as { tools?: unknown; nextCursor?: unknown };
      if (!Array.isArray(listed.tools)) throw new NearmissError('the server did not list its tools: its reply has no array of tools');
      tools.push(...listed.tools);
      if (typeof listed.nextCursor !== 'string' || seen.has(listed.nextCursor)) return tools;
      cursor = listed.nextCursor;
      seen.add(cursor);
    }
    throw new NearmissError(`the server's tool list has more than ${mostPages} pages`);
  }

  /** Calls a tool. Whatever the server does, this resolves within the limits; after `failed` the session should be closed. */
  async call(name: string, args: Record<string, unknown>): Promise<Exchange> {
    const wire = this.#wire;
    if (wire.closed) return { kind: 'failed', verdict: 'crashed', reason: 'the server was gone before the call' };
    const junkBefore = wire.junkLines;
    const { outcome, failure } = await this.#exchange({ method: 'tools/call', params: { name, arguments: args } }, this.#limits.call);
    if (outcome !== undefined) return outcome;
    if (wire.closed) return { kind: 'failed', verdict: 'crashed', reason: `the server ended during the call${lastWords(wire.process)}` };
    if (wire.junkLines > junkBefore) {
      const sample = JSON.stringify(wire.junkSample);
      return {
        kind: 'failed',
        verdict: 'malformed',
        reason: `no reply, but ${wire.junkLines - junkBefore} lines that are no message: ${sample}`,
      };
    }
    if (failure !== undefined && /timed? ?out/iu.test((failure as Error).message)) {
      return { kind: 'failed', verdict: 'timeout', reason: `no reply within ${this.#limits.call} ms` };
    }
    return { kind: 'failed', verdict: 'malformed', reason: failure === undefined ? 'no reply was seen' : (failure as Error).message };
  }

  /**
   * Makes one request and gives what the wire carried for it. What the client makes of that does not count: its reading of
   * later revisions refuses results over details that do not matter here.
   */
  async #exchange(
    request: { method: string; params: Record<string, unknown> },
    timeout: number,
  ): Promise<{ outcome: Exchange | undefined; failure: unknown }> {
    let failure: unknown;
    try {
      await this.#client.request(request, anyResult, { timeout, maxTotalTimeout: timeout });
    } catch (error) {
      failure = error;
    }
    return { outcome: this.#wire.takeOutcome(), failure };
  }

  /** Ends the server and its whole tree. */
  async close(): Promise<void> {
    await this.#wire.close();
  }
}

/** The server answered `initialize` with an error. */
class HandshakeRefused extends NearmissError {}

function lastWords(process: ServerProcess): string {
  return process.stderr === '' ? '' : `\nits stderr ended with:\n${process.stderr}`;
}

/**
 * The client's way to one server process, with a tap on every line: the client silently drops replies it cannot read, which
 * would look like a server that hangs.
 */
class TappedTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: <T extends JSONRPCMessage>(message: T) => void;
  readonly process: ServerProcess;
  closed = false;
  junkLines = 0;
  junkSample = '';
  readonly #largest: number;
  #pending: string | number | undefined;
  #outcome: Exchange | undefined;
  #line: Buffer[] = [];
  #lineBytes = 0;
  #requestBytes = 0;
  #isTooLong = false;

  constructor(process: ServerProcess, largest: number) {
    this.process = process;
    this.#largest = largest;
  }

  async start(): Promise<void> {
    const { stdout } = this.process.child;
    stdout?.on('data', (chunk: Buffer) => this.#take(chunk));
    // What the process wrote before it ended still counts.
    const drained = new Promise<void>((resolve) => stdout?.once('close', resolve));
    void this.process.ended.then(async () => {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        drained,
        new Promise((resolve) => {
          timer = setTimeout(resolve, 200);
        }),
      ]);
      clearTimeout(timer);
      this.#end();
    });
    await this.process.started;
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if ('method' in message && 'id' in message && message.id !== undefined) {
      this.#pending = message.id;
      this.#outcome = undefined;
      this.#requestBytes = 0;
    }
    const { stdin } = this.process.child;
    if (this.closed || stdin === null || !stdin.writable) throw new Error('the server is gone');
    if (!stdin.write(`${JSON.stringify(message)}\n`)) {
      await Promise.race([new Promise((resolve) => stdin.once('drain', resolve)), this.process.ended]);
    }
  }

  async close(): Promise<void> {
    await this.process.close();
    this.#end();
  }

  /** What came for the latest request; it is handed out once. */
  takeOutcome(): Exchange | undefined {
    const outcome = this.#outcome;
    this.#outcome = undefined;
    return outcome;
  }

  #end(): void {
    if (this.closed) return;
    this.closed = true;
    this.onclose?.();
  }

  #take(chunk: Buffer): void {
    this.#requestBytes += chunk.length;
    if (this.#requestBytes > this.#largest * floodFactor) {
      this.#giveUp('too_large', `more than ${this.#largest * floodFactor} bytes on stdout`);
      return;
    }
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      this.#extendLine(chunk.subarray(from, at));
      from = at + 1;
      this.#endLine();
    }
    this.#extendLine(chunk.subarray(from));
  }

  #extendLine(piece: Buffer): void {
    this.#lineBytes += piece.length;
    if (this.#lineBytes <= this.#largest) this.#line.push(piece);
    else if (!this.#isTooLong) {
      this.#isTooLong = true;
      this.#line = [];
      this.#fail('too_large', `a reply of more than ${this.#largest} bytes`);
    }
  }

  #endLine(): void {
    const isSkipped = this.#isTooLong;
    const bytes = Buffer.concat(this.#line);
    this.#line = [];
    this.#lineBytes = 0;
    this.#isTooLong = false;
    if (!isSkipped) this.#read(bytes);
  }

  #read(bytes: Buffer): void {
    const text = bytes.toString('utf8').trimEnd();
    if (text.trim() === '') return;
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      this.#noteJunk(text);
      return;
    }
    if (typeof message !== 'object' || message === null || Array.isArray(message)) {
      this.#noteJunk(text);
      return;
    }
    const { id, method, result, error } = message as Record<string, unknown>;
    if (method === undefined && id !== undefined && id === this.#pending) {
      const fault = findFault(message as Record<string, unknown>) ?? (isUtf8(bytes) ? undefined : 'a reply that is not UTF-8');
      if (fault !== undefined) {
        this.#fail('malformed', fault);
        return;
      }
      const { code, message: said } = (error ?? {}) as { code: number; message: string };
      this.#outcome = error === undefined ? { kind: 'result', result } : { kind: 'error', code, message: said };
    }
    this.onmessage?.(message as JSONRPCMessage);
  }

  #noteJunk(text: string): void {
    this.junkLines += 1;
    if (this.junkLines === 1) this.junkSample = text.slice(0, 200);
    if (this.junkLines > mostJunkLines) this.#giveUp('malformed', `more than ${mostJunkLines} lines on stdout that are no message`);
  }

  #giveUp(verdict: 'malformed' | 'too_large', reason: string): void {
    if (this.#pending !== undefined) this.#fail(verdict, reason);
    this.process.kill();
  }

  /** Settles the pending request: the client would wait for its limit. */
  #fail(verdict: 'malformed' | 'too_large', reason: string): void {
    const id = this.#pending;
    if (id === undefined) return;
    this.#pending = undefined;
    this.#outcome = { kind: 'failed', verdict, reason };
    this.onmessage?.({ jsonrpc: '2.0', id, error: { code: -32700, message: reason } });
  }
}

/** What keeps an answer from being one, or undefined when it is well formed. */
function findFault(message: Record<string, unknown>): string | undefined {
  const { jsonrpc, result, error } = message;
  if (jsonrpc !== '2.0') return 'a reply without "jsonrpc": "2.0"';
  if (result !== undefined && error !== undefined) return 'a reply with both a result and an error';
  if (error !== undefined) {
    const { code, message: text } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
    return Number.isInteger(code) && typeof text === 'string' ? undefined : 'an error without an integer code and a message';
  }
  return typeof result === 'object' && result !== null && !Array.isArray(result) ? undefined : 'a result that is no object';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
