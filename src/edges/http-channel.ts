import { type JSONRPCMessage, StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';
import type { HttpEntry } from '../model/server-entry.ts';
import type { Channel } from './channel.ts';
import { EventFrames } from './event-frames.ts';
import type { Limits } from './limits.ts';
import { quote, Wire } from './wire.ts';

/** Times that cut streams may be taken up again in one session. */
const mostResumptions = 20;
/** Bytes of the body of a refusal that are read. */
const refusalKept = 64 * 1024;
/** Milliseconds for telling the server that the session ends. */
const farewellTime = 2_000;

/**
 * A server somewhere else, spoken to over Streamable HTTP. The client's own transport does the speaking; every response passes a
 * tap before it: bodies are bounded, and only messages that can be read get through.
 */
export class HttpChannel implements Channel {
  readonly transport: Transport;
  readonly wire: Wire;
  readonly name: string;
  readonly stderr = '';
  readonly #inner: StreamableHTTPClientTransport;
  readonly #longest: number;
  #resumptions = 0;
  #isClosed = false;
  /** whether the wire let the last message through */
  #isFit = false;

  constructor(entry: HttpEntry, limits: Limits, clean: (text: string) => string) {
    const url = new URL(entry.url);
    // Without the query: keys are given there, too.
    this.name = clean(url.origin + url.pathname);
    this.#longest = limits.reply;
    this.#inner = new StreamableHTTPClientTransport(url, {
      requestInit: { headers: { ...entry.headers } },
      fetch: (address, init) => this.#fetch(address, init),
    });
    this.transport = this.#inner;
    this.wire = new Wire(
      limits,
      () => {
        this.#isFit = true;
      },
      () => void this.#end(),
    );
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get unfinished(): string {
    return '';
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      this.#inner.terminateSession().catch(() => undefined),
      new Promise((resolve) => {
        timer = setTimeout(resolve, farewellTime);
      }),
    ]);
    clearTimeout(timer);
    await this.#end();
  }

  async #end(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.wire.fail('crashed', 'the connection was closed before the reply');
    await this.#inner.close();
  }

  async #fetch(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const method = init.method ?? 'GET';
    if (method === 'GET') {
      // A stream for what the server may want to say by itself is not needed; one that was cut may be taken up again.
      if (!new Headers(init.headers).has('last-event-id')) return new Response(null, { status: 405 });
      this.#resumptions += 1;
      if (this.#resumptions > mostResumptions) return new Response(null, { status: 405 });
    }
    const message = typeof init.body === 'string' ? (JSON.parse(init.body) as JSONRPCMessage) : undefined;
    if (message !== undefined) this.wire.noteSent(message);
    const isAsking = method === 'GET' || (message !== undefined && 'method' in message && 'id' in message);
    let response: Response;
    try {
      response = await fetch(address, init);
    } catch (error) {
      if (isAsking) this.wire.fail('crashed', `the connection failed: ${sayCause(error)}`);
      throw error;
    }
    if (method === 'GET' && !response.ok) {
      void response.body?.cancel().catch(() => undefined);
      this.wire.fail('crashed', `the stream was cut before the reply and not taken up again (HTTP ${response.status})`);
      return new Response(null, { status: 405 });
    }
    return this.#tap(response, isAsking, address);
  }

  async #tap(response: Response, isAsking: boolean, asked: string | URL): Promise<Response> {
    const { status, statusText, headers } = response;
    const pass = (body: string | ReadableStream<Uint8Array> | null) => new Response(body, { status, statusText, headers });
    if ((status >= 300 && status < 400) || !isAsking || status === 202 || status === 204 || status === 205) {
      void response.body?.cancel().catch(() => undefined);
      if (isAsking && status >= 300) this.#checkRedirect(status, headers.get('location') ?? '', asked);
      if (isAsking && response.ok) this.wire.fail('malformed', `HTTP ${status} without a reply`);
      return pass(null);
    }
    if (!response.ok) {
      const text = (await this.#readWhole(response, refusalKept)) ?? '';
      this.#refuse(status, statusText, text);
      return pass(text);
    }
    const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
    if (type === 'text/event-stream' && response.body !== null) return pass(this.#tapEvents(response.body));
    const text = await this.#readWhole(response, this.#longest);
    if (text === undefined) throw new Error('the reply cannot be read');
    if (type !== 'application/json') {
      this.wire.fail('malformed', `a response of type ${type === '' ? 'none' : type}: ${quote(text)}`);
      return pass(text);
    }
    const fit = splitBatch(text).filter((message) => this.#take(message));
    if (this.wire.isWaiting) this.wire.fail('malformed', `what came is not the reply: ${quote(text)}`);
    if (fit.length === 0) throw new Error('the reply cannot be read');
    return pass(fit.length === 1 ? (fit[0] as string) : `[${fit.join()}]`);
  }

  /** The client follows a redirect that keeps the origin and the method, and no other. */
  #checkRedirect(status: number, location: string, asked: string | URL): void {
    const target = URL.canParse(location, String(asked)) ? new URL(location, asked) : undefined;
    if ((status === 307 || status === 308) && target?.origin === new URL(asked).origin) return;
    const where = target === undefined ? 'nowhere' : target.origin + target.pathname;
    this.wire.fail('protocol_error', `HTTP ${status}: a redirect to ${quote(where)} is not followed`, 'http_status');
  }

  /** Shows a message to the wire and says whether the client may see it, too. */
  #take(message: string | Uint8Array): boolean {
    this.#isFit = false;
    this.wire.take(typeof message === 'string' ? new TextEncoder().encode(message) : message);
    return this.#isFit;
  }

  #tapEvents(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const reader = body.getReader();
    const frames = new EventFrames(this.#longest);
    let canResume = false;
    const stop = (reason: string) => {
      if (!this.wire.isWaiting) return;
      if (canResume) this.wire.noteCut();
      else this.wire.fail('crashed', reason);
    };
    return new ReadableStream({
      pull: async (controller) => {
        try {
          for (let passed = false; !passed; ) {
            const { value, done } = await reader.read();
            if (done) {
              stop('the stream ended before the reply');
              controller.close();
              return;
            }
            this.wire.countBytes(value.length);
            for (const { raw, data, id, isText } of frames.take(value)) {
              canResume ||= id !== '';
              if (!isText) this.wire.fail('malformed', 'a reply that is not UTF-8');
              if (!isText || (data !== '' && !this.#take(data))) continue;
              controller.enqueue(raw);
              passed = true;
            }
            if (frames.isTooLong) {
              this.wire.noteOversize();
              throw new Error('an event beyond the limit');
            }
          }
        } catch (error) {
          stop(`the connection was cut before the reply: ${sayCause(error)}`);
          void reader.cancel().catch(() => undefined);
          controller.error(error);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    });
  }

  /** The whole body as text, or undefined when it is too long or does not end. */
  async #readWhole(response: Response, most: number): Promise<string | undefined> {
    if (response.body === null) return '';
    const reader = response.body.getReader();
    const chunks: Uint8Array[] = [];
    let length = 0;
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        length += value.length;
        if (length > most) {
          this.wire.noteOversize();
          void reader.cancel().catch(() => undefined);
          return undefined;
        }
        chunks.push(value);
      }
    } catch (error) {
      this.wire.fail('crashed', `the connection was cut before the reply ended: ${sayCause(error)}`);
      return undefined;
    }
    const bytes = Buffer.concat(chunks);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      this.wire.fail('malformed', `a reply that is not UTF-8: ${quote(bytes.toString('utf8'))}`);
      return undefined;
    }
  }

  /** A status that says no. Its body may hold the error that answers the request. */
  #refuse(status: number, statusText: string, text: string): void {
    if (!this.wire.isWaiting) return;
    for (const message of splitBatch(text)) if (/"jsonrpc"/u.test(message)) this.#take(message);
    if (!this.wire.isWaiting) return;
    const isSessionGone = status === 404 && this.#inner.sessionId !== undefined;
    const said = quote(/<html|<!doctype/iu.test(text) ? '' : text) || statusText;
    this.wire.fail(
      isSessionGone ? 'crashed' : 'protocol_error',
      `HTTP ${status}${isSessionGone ? ', the session is gone' : ''}${said === '' ? '' : `: ${said}`}`,
      'http_status',
    );
  }
}

/** The messages of a body: older revisions allow several in one. What is no JSON is one message still, and nobody can read it. */
function splitBatch(text: string): string[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.map((item) => JSON.stringify(item)) : [text];
  } catch {
    return [text];
  }
}

function sayCause(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string };
  return cause?.code ?? cause?.message ?? message ?? 'for no stated reason';
}
