/** Counts pairs that are left out because one with the same prompt and rejected side was there before. */
export const SAME_PAIR = 'same_pair';

/** Pairs kept at a time. */
const FIRST = 1 << 12;

/**
 * The positions of a shard's pairs and keys of what they say, in order: what tells, without reading them again, which were there before in
 * another shard. 16 bytes a pair.
 */
export class PairKeys {
  #values = new Float64Array(2 * FIRST);
  #pairs = 0;

  add(position: number, key: number): void {
    if (2 * this.#pairs === this.#values.length) {
      const wider = new Float64Array(2 * this.#values.length);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[2 * this.#pairs] = position;
    this.#values[2 * this.#pairs + 1] = key;
    this.#pairs += 1;
  }

  /** As a file: little-endian doubles, position and key by turns. */
  print(): Uint8Array {
    const bytes = new DataView(new ArrayBuffer(16 * this.#pairs));
    for (let at = 0; at < 2 * this.#pairs; at++) bytes.setFloat64(8 * at, this.#values[at] as number, true);
    return new Uint8Array(bytes.buffer);
  }
}

/** What `PairKeys` printed. */
export function* readKeys(bytes: Uint8Array): Generator<{ position: number; key: number }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 16 <= bytes.length; at += 16) yield { position: view.getFloat64(at, true), key: view.getFloat64(at + 8, true) };
}
