import { isUtf8 } from 'node:buffer';
import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import type { Channel, Verdict } from '../model/primitive.ts';
import { isDeeperThan } from '../verify/depth.ts';
import { floodFactor, type Limits } from './limits.ts';

/** What came back for one request, before it is judged. */
export type Exchange =
  | { kind: 'result'; result: unknown }
  | { kind: 'error'; code: number; message: string }
  | { kind: 'failed'; verdict: Verdict; channel: Channel; reason: string };

export type Failure = Extract<Exchange, { kind: 'failed' }>;

/** Milliseconds to wait for a true reply after something that looks like a broken one: a server may print what it sends. */
const graceAfterBroken = 2_000;
/** Code units of a server's text that are quoted in a reason. */
const quoted = 200;

/**
 * Watches the messages of one connection below the client, which silently drops replies it cannot read: to it they look like a
 * server that hangs. One request is awaited at a time; it is settled once, by a reply, by what makes a reply impossible, or
 * from outside.
 */
export class Wire {
  readonly #limits: Limits;
  readonly #deliver: (message: JSONRPCMessage) => void;
  readonly #cut: () => void;
  #awaited: { methods: readonly string[]; settle(outcome: Exchange): void } | undefined;
  #id: string | number | undefined;
  #bytes = 0;
  #noise = 0;
  #window = { second: 0, lines: 0 };
  #broken: string | undefined;
  #stray: string | undefined;
  #hasNotified = false;
  #wasCut = false;
  #isOver = false;
  #grace: NodeJS.Timeout | undefined;

  /** `deliver` hands a message to the client, `cut` ends the connection when a server floods it. */
  constructor(limits: Limits, deliver: (message: JSONRPCMessage) => void, cut: () => void) {
    this.#limits = limits;
    this.#deliver = deliver;
    this.#cut = cut;
  }

  /** Waits for the reply to the next request of one of these methods. */
  await(...methods: string[]): Promise<Exchange> {
    this.#forget();
    return new Promise((resolve) => {
      this.#awaited = { methods, settle: resolve };
    });
  }

  /** To be told of every message that goes out. */
  noteSent(message: JSONRPCMessage): void {
    if (!('method' in message) || !('id' in message) || message.id === undefined) return;
    if (this.#awaited?.methods.includes(message.method) !== true) return;
    this.#forget();
    this.#id = message.id;
  }

  /** Whether the server was given up: nothing it still says counts. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether a request is out and nothing has settled it. */
  get isWaiting(): boolean {
    return this.#awaited !== undefined && this.#id !== undefined;
  }

  /** Settles what is awaited, if anything is. */
  settle(outcome: Exchange): void {
    clearTimeout(this.#grace);
    const awaited = this.#awaited;
    this.#awaited = undefined;
    awaited?.settle(outcome);
  }

  fail(verdict: Verdict, reason: string, channel: Channel = 'wire'): void {
    this.settle({ kind: 'failed', verdict, channel, reason });
  }

  /** Counts bytes as they come, before they make a message; beyond what one request may bring the connection is cut. */
  countBytes(count: number): void {
    if (this.#isOver) return;
    this.#bytes += count;
    const most = this.#limits.reply * floodFactor;
    if (this.#bytes > most) this.#giveUp('too_large', `more than ${most} bytes for one request`);
  }

  /** A message that grew beyond the limit before it ended. */
  noteOversize(): void {
    this.fail('too_large', `a reply of more than ${this.#limits.reply} bytes`);
  }

  /** The way of the reply was cut, though it may yet be taken up again. */
  noteCut(): void {
    this.#wasCut = true;
  }

  /** Something that was framed as one message: a line, the data of an event, the body of a response. */
  take(bytes: Uint8Array): void {
    if (this.#isOver) return;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    if (text.trim() === '' && !text.includes('\ufeff')) return;
    this.#countLine();
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      this.#noteNoise(text);
      return;
    }
    if (typeof message !== 'object' || message === null || Array.isArray(message)) {
      this.#noteNoise(text);
      return;
    }
    this.#read(message as Record<string, unknown>, text, bytes);
  }

  /** Why no reply was seen within the time; `unfinished` is what came since the last whole message. */
  explainSilence(milliseconds: number, unfinished: string): Failure {
    const failed = (verdict: Verdict, reason: string): Failure => ({ kind: 'failed', verdict, channel: 'wire', reason });
    if (this.#broken !== undefined) return failed('malformed', sayBroken(this.#broken));
    if (unfinished.trim() !== '') return failed('malformed', `no reply, but a line that does not end: ${quote(unfinished)}`);
    if (this.#stray !== undefined) return failed('malformed', `no reply, but one to a request that was not made: id ${this.#stray}`);
    if (this.#wasCut) return failed('crashed', 'the stream was cut before the reply and not taken up again');
    const besides = this.#hasNotified ? ', while notifications or requests came' : '';
    return failed('timeout', `no reply within ${milliseconds} ms${besides}`);
  }

  #forget(): void {
    clearTimeout(this.#grace);
    this.#id = undefined;
    this.#bytes = 0;
    this.#broken = undefined;
    this.#stray = undefined;
    this.#hasNotified = false;
    this.#wasCut = false;
  }

  #read(message: Record<string, unknown>, text: string, bytes: Uint8Array): void {
    const { id, method } = message;
    if (method !== undefined) {
      this.#hasNotified = true;
      if (method === 'notifications/cancelled' && this.isWaiting && isObject(message.params) && message.params.requestId === this.#id) {
        const { reason } = message.params;
        this.fail('cancelled', `the server cancelled the call${typeof reason === 'string' ? `: ${quote(reason)}` : ''}`);
      } else if (!isDeeperThan(message, this.#limits.depth)) this.#deliver(message as unknown as JSONRPCMessage);
      return;
    }
    if (message.jsonrpc === undefined && id === undefined) {
      this.#noteNoise(text);
      return;
    }
    if (!this.isWaiting) return;
    const isRefusedUnread = (id === null || id === undefined) && message.error !== undefined;
    if (id !== this.#id && !isRefusedUnread) {
      if (String(id) === String(this.#id))
        this.fail('malformed', `a reply whose id is ${quote(JSON.stringify(id))} where ${this.#id} was sent`);
      else this.#stray = quote(JSON.stringify(id) ?? 'none');
      return;
    }
    const fault = findFault(message) ?? (isUtf8(bytes) ? undefined : 'a reply that is not UTF-8');
    if (fault !== undefined) {
      this.fail('malformed', `${fault}: ${quote(text)}`);
      return;
    }
    const { error, result } = message;
    if (isObject(error)) this.settle({ kind: 'error', code: error.code as number, message: error.message as string });
    else this.settle({ kind: 'result', result });
    if (!isRefusedUnread && !isDeeperThan(message, this.#limits.depth)) this.#deliver(message as unknown as JSONRPCMessage);
  }

  #countLine(): void {
    const second = Math.floor(performance.now() / 1_000);
    if (this.#window.second !== second) this.#window = { second, lines: 0 };
    this.#window.lines += 1;
    if (this.#window.lines > this.#limits.lines) this.#giveUp('too_large', `more than ${this.#limits.lines} messages within a second`);
  }

  #noteNoise(text: string): void {
    this.#noise += 1;
    if (this.#noise > this.#limits.noise) {
      this.#giveUp('malformed', `more than ${this.#limits.noise} lines that are no message`);
      return;
    }
    if (!this.isWaiting || this.#broken !== undefined || !looksLikeReply(text)) return;
    this.#broken = text.slice(0, quoted * 2);
    this.#grace = setTimeout(() => this.fail('malformed', sayBroken(text)), Math.min(graceAfterBroken, this.#limits.call));
  }

  /** Once only: what is still in the pipe would have it done again for every line. */
  #giveUp(verdict: Verdict, reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.fail(verdict, reason);
    this.#cut();
  }
}

/** What keeps an answer from being one, or undefined when it is well formed. */
function findFault(message: Record<string, unknown>): string | undefined {
  const { jsonrpc, result, error } = message;
  if (jsonrpc !== '2.0') return 'a reply without "jsonrpc": "2.0"';
  if (result !== undefined && error !== undefined) return 'a reply with both a result and an error';
  if (error !== undefined) {
    const isSound = isObject(error) && Number.isInteger(error.code) && typeof error.message === 'string';
    return isSound ? undefined : 'an error without an integer code and a message';
  }
  return isObject(result) ? undefined : 'a result that is no object';
}

/** Whether a text that is no message was probably meant as a reply: not a log line, nor a request that is printed. */
function looksLikeReply(text: string): boolean {
  if (/"method"\s*:/u.test(text)) return false;
  return /^\s*(?:\{\s*(?:"|$)|\[\s*(?:\{|$))/u.test(text) || /"jsonrpc"|"result"\s*:/u.test(text);
}

function sayBroken(text: string): string {
  return `no reply, but what looks like a broken one: ${quote(text)}`;
}

/** The beginning of a server's text, on one line. */
export function quote(text: string): string {
  const short = text.length > quoted ? `${text.slice(0, quoted).replace(/[\uD800-\uDBFF]$/u, '')}…` : text;
  return short.replace(/\s+/gu, ' ').trim();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
