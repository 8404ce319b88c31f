import { snappyUncompress } from 'hyparquet';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import { describe, expect, it } from 'vitest';
import { boundSnappy, compressSnappy } from '../../src/exporters/parquet/snappy.ts';
import { type Stream, streamOf } from '../../src/random/stream.ts';

function compress(input: Uint8Array): Uint8Array {
  // Filled, so that a byte the compressor forgets to write is seen.
  const output = new Uint8Array(boundSnappy(input.length)).fill(0xaa);
  return output.slice(0, compressSnappy(input, output));
}

function expectExact(input: Uint8Array): void {
  const packed = compress(input);
  expect(Buffer.compare(packed, snappyCompress(input))).toBe(0);
  const back = new Uint8Array(input.length);
  if (input.length > 0) snappyUncompress(packed, back);
  expect(Buffer.compare(back, input)).toBe(0);
}

const kinds: Record<string, (stream: Stream, size: number) => Uint8Array> = {
  'one byte again and again': (stream, size) => new Uint8Array(size).fill(stream.below(256)),
  noise: (stream, size) => Uint8Array.from({ length: size }, () => stream.below(256)),
  'few letters': (stream, size) => Uint8Array.from({ length: size }, () => 97 + stream.below(3)),
  words: (stream, size) => {
    const words = Array.from(
      { length: 200 },
      () =>
        `${stream
          .next()
          .toString(36)
          .slice(2, 2 + stream.below(12))} `,
    );
    let text = '';
    while (text.length < size) text += stream.pick(words);
    return Buffer.from(text.slice(0, size));
  },
  'copies from near and far': (stream, size) => {
    const made = Uint8Array.from({ length: size }, () => stream.below(256));
    for (let copies = 0; copies < size / 2000; copies++) {
      const from = stream.below(size);
      made.copyWithin(stream.below(size), from, from + stream.below(300));
    }
    return made;
  },
};

describe('Snappy', () => {
  it('takes inputs of every small size', () => {
    for (let size = 0; size < 300; size++) {
      for (const make of Object.values(kinds)) expectExact(make(streamOf('small', size), size));
    }
  });

  it.each(Object.keys(kinds))('makes the bytes of hyparquet-writer, which hyparquet reads, from %s', (kind) => {
    for (const size of [4095, 4096, 65_535, 65_536, 65_537, 200_000]) {
      expectExact(kinds[kind]?.(streamOf(kind, size), size) as Uint8Array);
    }
  });

  it('keeps within its bound', () => {
    const noise = kinds.noise?.(streamOf('bound'), 500_000) as Uint8Array;
    expect(compress(noise).length).toBeLessThanOrEqual(boundSnappy(noise.length));
  });
});
