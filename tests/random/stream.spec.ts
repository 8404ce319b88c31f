import { describe, expect, it } from 'vitest';
import { streamOf } from '../../src/random/stream.ts';

describe('streamOf', () => {
  it('should give the same draws for the same key and others for another', () => {
    const draws = (...key: (string | number)[]) => {
      const stream = streamOf(...key);
      return Array.from({ length: 20 }, () => stream.next());
    };
    expect(draws('seed', 'pair', 7)).toEqual(draws('seed', 'pair', 7));
    expect(draws('seed', 'pair', 7)).not.toEqual(draws('seed', 'pair', 8));
  });

  it('should tell ["ab", "c"] from ["a", "bc"]', () => {
    expect(streamOf('ab', 'c').next()).not.toBe(streamOf('a', 'bc').next());
  });

  it('should give first draws that are spread evenly and independent over neighbouring keys', () => {
    const bins = new Array<number>(100).fill(0);
    const draws = Array.from({ length: 20_000 }, (_, i) => streamOf('seed', 'pair', i).next());
    for (const draw of draws) bins[Math.floor(draw * 100)] = (bins[Math.floor(draw * 100)] as number) + 1;
    const chiSquare = bins.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
    // 99 degrees of freedom: 0.01 % of honest generators fall outside. Far too even is as wrong as far too uneven.
    expect(chiSquare).toBeGreaterThan(55);
    expect(chiSquare).toBeLessThan(160);
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const lag = draws.slice(1).reduce((sum, draw, i) => sum + (draw - mean) * ((draws[i] as number) - mean), 0) / draws.length / (1 / 12);
    expect(Math.abs(lag)).toBeLessThan(0.03);
    expect(new Set(draws).size).toBe(draws.length);
  });

  it('should shuffle without losing anything or touching its input', () => {
    const list = Object.freeze(['a', 'b', 'c', 'd', 'e']);
    const shuffled = streamOf('x').shuffle(list);
    expect([...shuffled].sort()).toEqual([...list]);
  });
});
