import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { NearmissError } from '../errors.ts';

/** Where to push, and as whom. The token goes into requests and nowhere else. */
export interface HubAccess {
  /** `owner/name` of a dataset repository */
  repo: string;
  token: string;
  /** address of a hub other than Hugging Face's */
  url: string | undefined;
}

/** One file on its way. */
export interface HubFile {
  /** in the repository, with forward slashes */
  path: string;
  /** on this machine */
  file: string;
  sha256: string;
}

type Library = typeof import('@huggingface/hub');

/** A dataset repository of the Hugging Face hub. Every failure is a one-line error without the token. */
export class HubRepo {
  readonly #library: Library;
  readonly #access: HubAccess;

  private constructor(library: Library, access: HubAccess) {
    this.#library = library;
    this.#access = access;
  }

  static async open(access: HubAccess): Promise<HubRepo> {
    let library: Library;
    try {
      library = await import('@huggingface/hub');
    } catch (cause) {
      throw new NearmissError('push needs the package @huggingface/hub: npm install @huggingface/hub', { cause });
    }
    return new HubRepo(library, access);
  }

  /** Makes the repository where there is none. */
  async create(visibility: 'public' | 'private'): Promise<void> {
    await this.#attempt('make the repository', async () => {
      try {
        await this.#library.createRepo({ ...this.#place(), visibility });
      } catch (error) {
        if ((error as { statusCode?: number }).statusCode !== 409) throw error;
      }
    });
  }

  /** Those of the files that the repository does not hold as they are. */
  async missing(files: readonly HubFile[]): Promise<HubFile[]> {
    return this.#attempt('list the repository', async () => {
      const held = new Map<string, string>();
      for await (const entry of this.#library.listFiles({ ...this.#place(), recursive: true }))
        if (entry.type === 'file') held.set(entry.path, entry.lfs?.oid ?? entry.oid ?? '');
      const missing: HubFile[] = [];
      for (const file of files) {
        const oid = held.get(file.path);
        if (oid === undefined || (oid !== file.sha256 && oid !== (await gitHashOf(file.file)))) missing.push(file);
      }
      return missing;
    });
  }

  /** Puts one file into the repository, as one commit: what was cut short later leaves it there. */
  async upload({ path, file }: HubFile): Promise<void> {
    await this.#attempt(`upload ${path}`, () =>
      this.#library.uploadFiles({
        ...this.#place(),
        files: [{ path, content: pathToFileURL(file) }],
        commitTitle: `Add ${path}`,
        useXet: false,
      }),
    );
  }

  #place(): { repo: { type: 'dataset'; name: string }; accessToken: string; hubUrl?: string } {
    const { repo, token, url } = this.#access;
    return { repo: { type: 'dataset', name: repo }, accessToken: token, ...(url === undefined ? {} : { hubUrl: url }) };
  }

  async #attempt<T>(what: string, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      const { message, cause } = error as Error;
      const reason = [message, (cause as Error | undefined)?.message].filter((part) => part !== undefined && part !== '').join(': ');
      // The cause itself may hold the request, and with it the token.
      throw new NearmissError(`cannot ${what}: ${reason.replaceAll(this.#access.token, '<token>').replace(/\s+/gu, ' ').slice(0, 300)}`);
    }
  }
}

/** What git calls a file's content. */
async function gitHashOf(file: string): Promise<string> {
  const hash = createHash('sha1').update(`blob ${statSync(file).size}\0`);
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
