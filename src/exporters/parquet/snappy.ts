/*
 * Compression to Snappy's block format (github.com/google/snappy, format_description.txt). The steps are those of snappyjs, which
 * hyparquet-writer carries, and so is every byte: a test compares them. Written again because compression is most of the time that
 * a table takes, and this is three times as fast: it writes to one buffer that is large enough from the start, and reads, compares and
 * copies four bytes at a time.
 */

const HASH_BITS = 14;
const HASH_FACTOR = 0x1e35a7bd;
const FARTHEST = 0xffff;
/** No match begins this near to the end. */
const MARGIN = 15;
/** Lengths of literals that their first byte can tell. */
const SHORT = 60;

const table = new Int32Array(1 << HASH_BITS);

/** The most bytes that so many can become: the bound of Google's implementation. */
export function boundSnappy(size: number): number {
  return 32 + size + Math.ceil(size / 6);
}

/** Compresses into a buffer of at least `boundSnappy` bytes; gives how many it took. */
export function compressSnappy(input: Uint8Array, output: Uint8Array): number {
  const words = wordsOf(input);
  const written = wordsOf(output);
  let at = 0;
  let size = input.length;
  for (; size > 0x7f; size >>>= 7) output[at++] = (size & 0x7f) | 0x80;
  output[at++] = size;
  const end = input.length;
  let emitted = 0;
  if (end >= MARGIN) {
    const bits = Math.min(HASH_BITS, 31 - Math.clz32(end));
    const shift = 32 - bits;
    const limit = end - MARGIN;
    table.fill(0, 0, 1 << bits);
    let here = 1;
    search: for (;;) {
      // Seek four bytes that stood before, in steps that grow while there are none.
      let candidate = 0;
      let word = 0;
      let next = here;
      let skip = 32;
      do {
        here = next;
        if (here > limit) break search;
        next = here + (skip++ >>> 5);
        word = words.getInt32(here, true);
        const hash = Math.imul(word, HASH_FACTOR) >>> shift;
        candidate = table[hash] as number;
        table[hash] = here;
      } while (here - candidate > FARTHEST || words.getInt32(candidate, true) !== word);
      if (here - emitted > SHORT) at = writeLiteral(input, emitted, here, output, at);
      else {
        // Up to three bytes too many are copied; what comes next stands over them.
        output[at++] = (here - emitted - 1) << 2;
        for (let copied = emitted; copied < here; copied += 4) written.setInt32(at + copied - emitted, words.getInt32(copied, true), true);
        at += here - emitted;
      }
      // Copy as much as matches, and again while the next bytes match too.
      do {
        const start = here;
        const offset = here - candidate;
        here = findMatchEnd(words, here + 4, offset);
        at = writeCopy(offset, here - start, output, at);
        emitted = here;
        if (here >= limit) break search;
        table[Math.imul(words.getInt32(here - 1, true), HASH_FACTOR) >>> shift] = here - 1;
        word = words.getInt32(here, true);
        const hash = Math.imul(word, HASH_FACTOR) >>> shift;
        candidate = table[hash] as number;
        table[hash] = here;
      } while (here - candidate <= FARTHEST && words.getInt32(candidate, true) === word);
      here++;
    }
  }
  return emitted < end ? writeLiteral(input, emitted, end, output, at) : at;
}

/** The same bytes, to be read four at a time from any place. */
function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** How far the bytes from here on are those that stand so many before. */
function findMatchEnd(words: DataView, from: number, offset: number): number {
  const end = words.byteLength;
  let here = from;
  for (; here + 4 <= end; here += 4) {
    const differing = words.getInt32(here, true) ^ words.getInt32(here - offset, true);
    // The lowest bit that differs is in the first byte that does.
    if (differing !== 0) return here + ((31 - Math.clz32(differing & -differing)) >>> 3);
  }
  while (here < end && words.getUint8(here) === words.getUint8(here - offset)) here++;
  return here;
}

function writeLiteral(input: Uint8Array, from: number, end: number, output: Uint8Array, start: number): number {
  let at = start;
  const last = end - from - 1;
  if (last < SHORT) output[at++] = last << 2;
  else {
    const bytes = last < 0x100 ? 1 : last < 0x10000 ? 2 : last < 0x1000000 ? 3 : 4;
    output[at++] = (SHORT - 1 + bytes) << 2;
    for (let byte = 0; byte < bytes; byte++) output[at++] = last >>> (8 * byte);
  }
  output.set(input.subarray(from, end), at);
  return at + last + 1;
}

function writeCopy(offset: number, length: number, output: Uint8Array, start: number): number {
  let at = start;
  let left = length;
  for (; left >= 68; left -= 64) at = writeLongCopy(offset, 64, output, at);
  if (left > 64) {
    at = writeLongCopy(offset, 60, output, at);
    left -= 60;
  }
  if (left >= 12 || offset >= 2048) return writeLongCopy(offset, left, output, at);
  output[at++] = 1 + ((left - 4) << 2) + ((offset >>> 8) << 5);
  output[at++] = offset;
  return at;
}

function writeLongCopy(offset: number, length: number, output: Uint8Array, start: number): number {
  output[start] = 2 + ((length - 1) << 2);
  output[start + 1] = offset;
  output[start + 2] = offset >>> 8;
  return start + 3;
}
