/** Bands of so many hashes: two sets are likely to share a band from about 0.77 alike on (Jaccard). */
const BANDS = 8;
const HASHES = 8;
const SHINGLE = 3;

/**
 * Keys under which near duplicates of a text meet: it shares one with almost every text of which more than four in five runs of three
 * words are its own (MinHash, with bands). The same text always has the same keys.
 */
export function nearKeys(words: readonly string[]): number[] {
  const shingles = shinglesOf(words).map(hashText32);
  return Array.from({ length: BANDS }, (_, band) => {
    let key = mix(band + 1, 0x9e3779b9);
    for (let at = 0; at < HASHES; at += 1) {
      const seed = mix(band * HASHES + at + 1, 0x85ebca6b);
      let least = 0xffffffff;
      for (const shingle of shingles) least = Math.min(least, mix(shingle, seed));
      key = mix(key ^ least, seed);
    }
    // Keys of other bands are other keys.
    return key * BANDS + band;
  });
}

function shinglesOf(words: readonly string[]): string[] {
  if (words.length <= SHINGLE) return [words.join(' ')];
  return Array.from({ length: words.length - SHINGLE + 1 }, (_, at) => words.slice(at, at + SHINGLE).join(' '));
}

function hashText32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** A 32-bit hash of (value, seed): the finaliser of MurmurHash3. */
function mix(value: number, seed: number): number {
  let hash = (value ^ seed) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
