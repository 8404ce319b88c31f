/*
 * Compression to Snappy's block format (github.com/google/snappy, format_description.txt). The steps are those of snappyjs, which
 * hyparquet-writer carries, and so is every byte: a test compares them. Written again because compression is most of the time that
 * a table takes, and this is twice as fast: it writes to one buffer that is large enough from the start.
 */

const HASH_BITS = 14;
const HASH_FACTOR = 0x1e35a7bd;
const FARTHEST = 0xffff;
/** No match begins this near to the end. */
const MARGIN = 15;

const table = new Uint32Array(1 << HASH_BITS);

/** The most bytes that so many can become: the bound of Google's implementation. */
export function boundSnappy(size: number): number {
  return 32 + size + Math.ceil(size / 6);
}

/** Compresses into a buffer of at least `boundSnappy` bytes; gives how many it took. */
export function compressSnappy(input: Uint8Array, output: Uint8Array): number {
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
        word = loadWord(input, here);
        const hash = Math.imul(word, HASH_FACTOR) >>> shift;
        candidate = table[hash] as number;
        table[hash] = here;
      } while (here - candidate > FARTHEST || loadWord(input, candidate) !== word);
      at = writeLiteral(input, emitted, here, output, at);
      // Copy as much as matches, and again while the next bytes match too.
      do {
        const start = here;
        const shifted = candidate - here;
        here += 4;
        while (here < end && input[here] === input[here + shifted]) here++;
        at = writeCopy(-shifted, here - start, output, at);
        emitted = here;
        if (here >= limit) break search;
        table[Math.imul(loadWord(input, here - 1), HASH_FACTOR) >>> shift] = here - 1;
        word = loadWord(input, here);
        const hash = Math.imul(word, HASH_FACTOR) >>> shift;
        candidate = table[hash] as number;
        table[hash] = here;
      } while (here - candidate <= FARTHEST && loadWord(input, candidate) === word);
      here++;
    }
  }
  return emitted < end ? writeLiteral(input, emitted, end, output, at) : at;
}

/** Four bytes as one number; the caller knows that they are there. */
function loadWord(input: Uint8Array, at: number): number {
  return (input[at] as number) | ((input[at + 1] as number) << 8) | ((input[at + 2] as number) << 16) | ((input[at + 3] as number) << 24);
}

function writeLiteral(input: Uint8Array, from: number, end: number, output: Uint8Array, start: number): number {
  let at = start;
  const last = end - from - 1;
  if (last < 60) output[at++] = last << 2;
  else {
    const bytes = last < 0x100 ? 1 : last < 0x10000 ? 2 : last < 0x1000000 ? 3 : 4;
    output[at++] = (59 + bytes) << 2;
    for (let byte = 0; byte < bytes; byte++) output[at++] = last >>> (8 * byte);
  }
  // A loop is quicker than a view for a few bytes.
  if (last < 64) for (let place = from; place < end; place++) output[at++] = input[place] as number;
  else {
    output.set(input.subarray(from, end), at);
    at += last + 1;
  }
  return at;
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
