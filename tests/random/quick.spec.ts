import { describe, expect, it } from 'vitest';
import { inSomeOrder, quickStream } from '../../src/random/quick.ts';

describe('quickStream', () => {
  it('should give the same numbers for the same key, and others for another', () => {
    const draw = (...key: string[]) =>
      Array.from(
        { length: 8 },
        (
          (stream) => () =>
            stream.next()
        )(quickStream(...key)),
      );
    expect(draw('a', 'b')).toEqual(draw('a', 'b'));
    expect(draw('a', 'b')).not.toEqual(draw('ab'));
    expect(quickStream('a').child('x').next()).not.toBe(quickStream('a').child('y').next());
  });

  it('should spread the first draws of neighbouring keys evenly', () => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 20_000; i++) {
      const drawn = quickStream('row', i).below(10);
      counts[drawn] = (counts[drawn] as number) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('should go through every element once, in an order of the stream', () => {
    const list = Array.from({ length: 20 }, (_, i) => i);
    const order = [...inSomeOrder(list, quickStream('o'))];
    expect([...order].sort((a, b) => a - b)).toEqual(list);
    expect(order).not.toEqual(list);
    expect(quickStream('p').shuffle(list)).not.toEqual(order);
  });
});
