import { DrawnStream, type Stream } from './stream.ts';

/**
 * A stream that costs next to nothing to begin, for draws by the million that each need only a few numbers: mulberry32 over a 32-bit hash of
 * its key. Its numbers are good enough to choose by; where thousands are drawn from one stream, take `streamOf`.
 */
export function quickStream(...key: readonly (string | number)[]): Stream {
  return new QuickStream(hash32(key.join('\u001f')));
}

class QuickStream extends DrawnStream {
  readonly #origin: number;
  #state: number;

  constructor(origin: number) {
    super();
    this.#origin = origin;
    this.#state = origin;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  shuffle<T>(list: readonly T[]): T[] {
    return [...inSomeOrder(list, this)];
  }

  child(purpose: string): Stream {
    return new QuickStream(hash32(purpose, this.#origin));
  }
}

/** The elements in a drawn order, each put in its place only when it is asked for. */
export function* inSomeOrder<T>(list: readonly T[], stream: Stream): Generator<T> {
  const order = [...list];
  for (let first = 0; first < order.length; first++) {
    const other = first + stream.below(order.length - first);
    const chosen = order[other] as T;
    order[other] = order[first] as T;
    yield chosen;
  }
}

/** FNV-1a: spread enough to choose by, and cheap. */
export function hash32(text: string, seed = 0x811c9dc5): number {
  let hash = seed | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
