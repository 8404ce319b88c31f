import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import type { Channel } from './channel.ts';
import type { Limits } from './limits.ts';
import { type ServerCommand, ServerProcess } from './process.ts';
import { Wire } from './wire.ts';

/** Milliseconds to wait, once the process has ended, for what it still wrote: a grandchild may hold the pipe open. */
const drainTime = 200;
/** Bytes that may wait to be read by the server: one that asks without reading must not fill our memory. */
const mostUnread = 4 << 20;

/** One server process, spoken to over its standard streams. */
export class StdioChannel implements Channel, Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: <T extends JSONRPCMessage>(message: T) => void;
  readonly transport: Transport = this;
  readonly wire: Wire;
  readonly #process: ServerProcess;
  readonly #longest: number;
  readonly #name: string;
  #isClosed = false;
  #line: Buffer[] = [];
  #lineBytes = 0;

  constructor(command: ServerCommand, limits: Limits, clean: (text: string) => string) {
    this.#name = clean([command.program, ...command.args].join(' '));
    this.#longest = limits.reply;
    this.#process = new ServerProcess(command, clean);
    this.wire = new Wire(
      limits,
      (message) => this.onmessage?.(message),
      () => this.#process.kill(),
    );
  }

  get name(): string {
    return this.#name;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get unfinished(): string {
    return Buffer.concat(this.#line).toString('utf8');
  }

  get stderr(): string {
    return this.#process.stderr;
  }

  async start(): Promise<void> {
    const { stdout } = this.#process.child;
    stdout?.on('data', (chunk: Buffer) => this.#take(chunk));
    // One that closes its output and lives on cannot reply any more.
    stdout?.once('end', () => setTimeout(() => this.#end('closed its output'), drainTime));
    // What the process wrote before it ended still counts.
    const drained = new Promise<void>((resolve) => stdout?.once('close', resolve));
    void this.#process.ended.then(async () => {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        drained,
        new Promise((resolve) => {
          timer = setTimeout(resolve, drainTime);
        }),
      ]);
      clearTimeout(timer);
      this.#end('ended');
    });
    await this.#process.started;
  }

  async send(message: JSONRPCMessage): Promise<void> {
    this.wire.noteSent(message);
    const { stdin } = this.#process.child;
    if (this.#isClosed || stdin === null || !stdin.writable) throw new Error('the server is gone');
    if (stdin.writableLength > mostUnread) {
      this.wire.fail('too_large', `the server asks and does not read: more than ${mostUnread} bytes wait for it`);
      this.#process.kill();
      throw new Error('the server does not read');
    }
    if (!stdin.write(`${JSON.stringify(message)}\n`)) {
      await Promise.race([new Promise((resolve) => stdin.once('drain', resolve)), this.#process.ended]);
    }
  }

  async close(): Promise<void> {
    await this.#process.close();
    this.#end('ended');
  }

  #end(how: 'ended' | 'closed its output'): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const code = how === 'ended' ? ` (${this.#process.howEnded})` : '';
    this.wire.fail('crashed', `the server ${how} before it replied${code}`);
    this.onclose?.();
  }

  #take(chunk: Buffer): void {
    this.wire.countBytes(chunk.length);
    if (this.wire.isOver) return;
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      this.#extend(chunk.subarray(from, at));
      from = at + 1;
      const bytes = this.#lineBytes > this.#longest ? undefined : Buffer.concat(this.#line);
      this.#line = [];
      this.#lineBytes = 0;
      if (bytes !== undefined) this.wire.take(bytes);
    }
    this.#extend(chunk.subarray(from));
  }

  /** A line beyond the limit is reported once and dropped as it comes. */
  #extend(piece: Buffer): void {
    const before = this.#lineBytes;
    this.#lineBytes += piece.length;
    if (this.#lineBytes <= this.#longest) this.#line.push(piece);
    else if (before <= this.#longest) {
      this.#line = [];
      this.wire.noteOversize();
    }
  }
}
