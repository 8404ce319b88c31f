import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for the hub's API on loopback, as far as uploads go: large files by LFS, small ones in commits. */
export class HubServer {
  readonly files = new Map<string, { oid: string; lfs: boolean; content: Buffer }>();
  readonly requests: string[] = [];
  readonly authorizations = new Set<string>();
  visibility: string | null = null;
  /** commits to take before every connection is cut; null: all */
  commitsLeft: number | null = null;
  readonly #objects = new Map<string, Buffer>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this.url;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const path = (request.url ?? '').split('?')[0] as string;
    this.requests.push(`${request.method} ${path}`);
    if (request.headers.authorization !== undefined) this.authorizations.add(request.headers.authorization);
    const send = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    if (path === '/api/repos/create') {
      if (this.visibility !== null) return send(409, { error: 'You already created this dataset repo' });
      const asked = JSON.parse(body.toString()) as { visibility?: string; private?: boolean };
      this.visibility = asked.visibility ?? (asked.private ? 'private' : 'public');
      return send(200, { url: `${this.url}/datasets/me/pairs`, name: 'me/pairs', id: 'x' });
    }
    if (this.commitsLeft === 0) {
      request.socket.destroy();
      return;
    }
    if (path.endsWith('/tree/main')) {
      return send(
        200,
        [...this.files].map(([name, { oid, lfs, content }]) => ({
          type: 'file',
          path: name,
          size: content.length,
          oid: gitHash(content),
          ...(lfs ? { lfs: { oid, size: content.length, pointerSize: 130 } } : {}),
        })),
      );
    }
    if (path.endsWith('/preupload/main')) {
      const { files } = JSON.parse(body.toString()) as { files: { path: string }[] };
      return send(200, {
        files: files.map(({ path: name }) => ({ path: name, uploadMode: name.endsWith('.parquet') ? 'lfs' : 'regular' })),
      });
    }
    if (path.endsWith('/info/lfs/objects/batch')) {
      const { objects } = JSON.parse(body.toString()) as { objects: { oid: string; size: number }[] };
      const answer = objects.map(({ oid, size }) => ({
        oid,
        size,
        ...(this.#objects.has(oid) ? {} : { actions: { upload: { href: `${this.url}/objects/${oid}`, header: {} } } }),
      }));
      return send(200, { transfer: 'basic', objects: answer });
    }
    if (path.startsWith('/objects/')) {
      const oid = path.slice('/objects/'.length);
      if (createHash('sha256').update(body).digest('hex') !== oid) return send(400, { error: 'other content' });
      this.#objects.set(oid, body);
      return send(200, {});
    }
    if (path.endsWith('/commit/main')) {
      this.#commit(body.toString());
      if (this.commitsLeft !== null) this.commitsLeft -= 1;
      return send(200, { success: true, commitUrl: `${this.url}/commit`, commitOid: 'c', hookOutput: '' });
    }
    return send(404, { error: `no ${path}` });
  }

  #commit(lines: string): void {
    for (const line of lines.split('\n')) {
      const { key, value } = JSON.parse(line) as { key: string; value: { path: string; oid: string; content: string } };
      if (key === 'lfsFile') {
        const content = this.#objects.get(value.oid);
        if (content === undefined) throw new Error(`${value.path} was never uploaded`);
        this.files.set(value.path, { oid: value.oid, lfs: true, content });
      } else if (key === 'file') {
        const content = Buffer.from(value.content, 'base64');
        this.files.set(value.path, { oid: gitHash(content), lfs: false, content });
      }
    }
  }
}

function gitHash(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
