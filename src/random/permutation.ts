import { streamOf } from './stream.ts';

const ROUNDS = 6;

/**
 * A keyed permutation of [0, size): draws without replacement by position, with nothing to remember.
 * A Feistel network over a grid just larger than the range, walked until it lands inside (Black and Rogaway, 2002).
 * Sizes up to 2^52.
 */
export function permutationOf(key: string, size: number): (position: number) => number {
  if (!Number.isSafeInteger(size) || size < 1 || size > 2 ** 52)
    throw new RangeError(`a permutation needs 1 to 2^52 elements, not ${size}`);
  const side = Math.ceil(Math.sqrt(size));
  const draw = streamOf('permutation', key);
  const keys = Array.from({ length: ROUNDS }, () => draw.below(2 ** 32));
  const once = (position: number): number => {
    let left = Math.floor(position / side);
    let right = position % side;
    for (const roundKey of keys) {
      const mixed = (left + (mix(right, roundKey) % side)) % side;
      left = right;
      right = mixed;
    }
    return left * side + right;
  };
  return (position) => {
    if (position < 0 || position >= size) throw new RangeError(`position ${position} is outside 0..${size - 1}`);
    let landed = once(position);
    while (landed >= size) landed = once(landed);
    return landed;
  };
}

/** A 32-bit hash of (value, key): the finaliser of MurmurHash3, over both halves of the value. */
function mix(value: number, key: number): number {
  let hash = (value ^ key) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash ^= Math.floor(value / 2 ** 32) | 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
