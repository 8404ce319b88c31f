import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { connect } from '../../src/edges/queue/redis.ts';
import { pause } from './trials.ts';

/** A Redis server of one's own on loopback that writes down every change. */
export class RedisServer {
  readonly url: string;
  readonly #args: string[];
  #process: ChildProcess | null = null;

  private constructor(port: number, folder: string, flags: readonly string[]) {
    this.url = `redis://127.0.0.1:${port}`;
    this.#args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...flags];
  }

  /** Starts it at a free port; `flags` are of redis-server. */
  static async start(folder: string, flags: readonly string[] = ['--appendonly', 'yes']): Promise<RedisServer> {
    mkdirSync(folder, { recursive: true });
    const server = new RedisServer(await findPort(), folder, flags);
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    const child = spawn('redis-server', this.#args, { stdio: 'ignore' });
    this.#process = child;
    let failure: Error | null = null;
    child.once('error', (error) => {
      failure = error;
    });
    for (let tries = 0; tries < 100; tries += 1) {
      if (failure !== null) throw new Error('redis-server cannot be started: install the package redis-server', { cause: failure });
      try {
        const { redis } = await connect(this.url, () => undefined);
        redis.disconnect();
        return;
      } catch {
        await pause(50);
      }
    }
    throw new Error('redis-server does not answer');
  }

  /** Ends it the hard way. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child === null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
  }
}

function findPort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}
