import type { Cassette } from '../edges/model/cassette.ts';
import type { ModelReply, ModelRequest } from '../model/model-request.ts';

/** A way to look answers up: all that are recorded, or with `refresh` only those that came in this run. */
export function freshFirst(
  cassette: Cassette,
  refresh: boolean,
): { find(request: ModelRequest): ModelReply | undefined; onReply(reply: ModelReply): void } {
  const fresh = new Set<ModelReply>();
  return {
    find: (request) => {
      const reply = cassette.find(request);
      return reply !== undefined && refresh && !fresh.has(reply) ? undefined : reply;
    },
    onReply: (reply) => fresh.add(reply),
  };
}
