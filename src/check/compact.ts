import { hash } from 'node:crypto';

/** 64 bits of a hash: two unsigned integers. */
export type Digest = readonly [number, number];

/** The first 64 bits of the sha256 of a text. */
export function digestText(text: string): Digest {
  return readDigest(hash('sha256', text, 'hex'));
}

/** The first 64 bits of a hash in hex. */
export function readDigest(hex: string): Digest {
  return [Number.parseInt(hex.slice(0, 8), 16), Number.parseInt(hex.slice(8, 16), 16)];
}

/** A map from digests to whole numbers of 32 bits, at 12 bytes a place. */
export class DigestMap {
  #keys = new Uint32Array(2 * 1024);
  #values = new Uint32Array(1024);
  #size = 0;

  /** The value kept for the digest; when there is none, keeps this one and gives undefined. `value` must be above 0. */
  claim([high, low]: Digest, value: number): number | undefined {
    if (this.#size * 2 >= this.#values.length) this.#grow();
    const place = this.#find(high, low);
    const kept = this.#values[place] as number;
    if (kept !== 0) return kept;
    this.#put(place, high, low, value);
    this.#size += 1;
    return undefined;
  }

  /** The value kept for the digest, if any. */
  find([high, low]: Digest): number | undefined {
    return this.#values[this.#find(high, low)] || undefined;
  }

  #find(high: number, low: number): number {
    const mask = this.#values.length - 1;
    let place = low & mask;
    while (this.#values[place] !== 0 && (this.#keys[2 * place] !== high || this.#keys[2 * place + 1] !== low)) place = (place + 1) & mask;
    return place;
  }

  #put(place: number, high: number, low: number, value: number): void {
    this.#keys[2 * place] = high;
    this.#keys[2 * place + 1] = low;
    this.#values[place] = value;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Uint32Array(2 * keys.length);
    this.#values = new Uint32Array(2 * values.length);
    for (const [place, value] of values.entries()) {
      if (value === 0) continue;
      const [high, low] = [keys[2 * place] as number, keys[2 * place + 1] as number];
      this.#put(this.#find(high, low), high, low, value);
    }
  }
}

/** A set of small whole numbers, at one bit each. */
export class NumberSet {
  #bits = new Uint8Array(128);

  /** False where the number was there before. */
  add(number: number): boolean {
    const byte = number >>> 3;
    if (byte >= this.#bits.length) {
      const wider = new Uint8Array(Math.max(2 * this.#bits.length, byte + 1));
      wider.set(this.#bits);
      this.#bits = wider;
    }
    const bit = 1 << (number & 7);
    if (((this.#bits[byte] as number) & bit) !== 0) return false;
    this.#bits[byte] = (this.#bits[byte] as number) | bit;
    return true;
  }

  has(number: number): boolean {
    return ((this.#bits[number >>> 3] ?? 0) & (1 << (number & 7))) !== 0;
  }
}
