import { NearmissError } from '../../errors.ts';
import { keyOf, type ModelReply, type ModelRequest, type Take, takeSchema } from '../../model/model-request.ts';
import { AppendFile, readRecords } from './append-file.ts';

/** The answers of models, by question. What was answered once is never asked again. */
export class Cassette {
  readonly path: string;
  readonly #replies = new Map<string, ModelReply>();
  #file: AppendFile | null = null;

  /** Reads the file where there is one. A line whose name is not that of its question is refused. */
  constructor(path: string) {
    this.path = path;
    for (const [index, { key, request, reply }] of readRecords(path, takeSchema).entries()) {
      if (key !== keyOf(request)) throw new NearmissError(`${path}:${index + 1}: its key is not the hash of its request`);
      // A question that was asked anew: the last answer holds.
      this.#replies.set(key, reply);
    }
  }

  get size(): number {
    return this.#replies.size;
  }

  readonly find = (request: ModelRequest): ModelReply | undefined => this.#replies.get(keyOf(request));

  /** Keeps an answer; it is on the disk when this returns. */
  add(job: Take['job'], request: ModelRequest, reply: ModelReply): void {
    const key = keyOf(request);
    this.#file ??= new AppendFile(this.path);
    this.#file.append({ key, job, request, reply } satisfies Take);
    this.#replies.set(key, reply);
  }

  close(): void {
    this.#file?.close();
    this.#file = null;
  }
}
