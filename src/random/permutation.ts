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
  // At most 2^26. The engine has to know it to be whole: remainders of fractions are slow.
  const side = Math.ceil(Math.sqrt(size)) | 0;
  const draw = streamOf('permutation', key);
  const keys: number[] = [];
  while (keys.length < ROUNDS) keys.push(draw.below(2 ** 32));
  return (position) => {
    if (position < 0 || position >= size) throw new RangeError(`position ${position} is outside 0..${size - 1}`);
    let landed = permuteOnce(position, side, keys);
    while (landed >= size) landed = permuteOnce(landed, side, keys);
    return landed;
  };
}

/** Where a place of the grid goes. */
function permuteOnce(place: number, side: number, keys: readonly number[]): number {
  let left = Math.floor(place / side) | 0;
  let right = (place - left * side) | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const mixed = (left + (mix(right, keys[round] as number) % side)) % side;
    left = right;
    right = mixed;
  }
  return left * side + right;
}

/** A 32-bit hash of (value, key), both below 2^32: the finaliser of MurmurHash3. */
function mix(value: number, key: number): number {
  let hash = value ^ key;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
