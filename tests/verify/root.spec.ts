import { describe, expect, it } from 'vitest';
import { findLeak } from '../../src/verify/leak.ts';
import { maskResult } from '../../src/verify/mask.ts';
import { mapRoot } from '../../src/verify/root.ts';

const map = mapRoot('/srv/shop', ['/private/tmp/nearmiss-Ab1/room/world', '/tmp/nearmiss-Ab1/room/world']);

describe('mapRoot', () => {
  it('should put the real root into every string, as a path of its own', () => {
    expect(map.toReal({ path: '/srv/shop/a', list: ['/srv/shop', 'see /srv/shop.'], url: 'file:///srv/shop/a', n: 1 })).toEqual({
      path: '/private/tmp/nearmiss-Ab1/room/world/a',
      list: ['/private/tmp/nearmiss-Ab1/room/world', 'see /private/tmp/nearmiss-Ab1/room/world.'],
      url: 'file:///private/tmp/nearmiss-Ab1/room/world/a',
      n: 1,
    });
    for (const text of ['/srv/shop2/a', '/srv/shopping', '/data/srv/shop/a', '/srv/shop-old']) expect(map.toReal(text)).toBe(text);
  });

  it('should take every spelling of the real root out again, keys too', () => {
    expect(map.toVirtual({ '/tmp/nearmiss-Ab1/room/world/a': '/private/tmp/nearmiss-Ab1/room/world' })).toEqual({
      '/srv/shop/a': '/srv/shop',
    });
    expect(map.toVirtual('"\\/tmp\\/nearmiss-Ab1\\/room\\/world\\/a"')).toBe('"\\/srv\\/shop\\/a"');
    expect(map.toVirtual(`file:${encodeURIComponent('/tmp/nearmiss-Ab1/room/world/a')}`)).toBe(`file:${encodeURIComponent('/srv/shop/a')}`);
  });

  it('should come back to where it began', () => {
    const args = { path: '/srv/shop/a b/$&.txt', text: 'nothing here' };
    expect(map.toVirtual(map.toReal(args))).toEqual(args);
  });
});

describe('findLeak', () => {
  const machine = {
    scratch: ['nearmiss-Ab1'],
    home: '/home/carol',
    user: 'carol',
    host: 'carols-laptop',
    secrets: { TOKEN: 's3cr3t-value', DEBUG: 'on' },
  };

  it.each([
    ['/tmp/nearmiss-Ab1/home', 'the scratch folder of the recording machine'],
    ['see /home/carol/.config', 'the home folder of the recording machine'],
    ['owner: carol', 'the user name of the recording machine'],
    ['on carols-laptop', 'the host name of the recording machine'],
    ['Bearer s3cr3t-value', 'the value of TOKEN'],
  ])('should see in %j %s', (text, what) => {
    expect(findLeak({ a: [text] }, machine, '')).toBe(what);
    expect(findLeak({ [text]: 1 }, machine, '')).toBe(what);
  });

  it('should not take ordinary words for names of the machine', () => {
    expect(findLeak(['caroline', 'a carol-singer', 3, null], machine, '')).toBeUndefined();
    expect(findLeak('by carol', machine, 'the world has a person carol')).toBeUndefined();
    expect(
      findLeak('the root of it, at /root/x', { scratch: [], home: '/', user: 'root', host: 'localhost', secrets: {} }, ''),
    ).toBeUndefined();
  });
});

describe('maskResult', () => {
  it('should replace every match in texts and structured content, and name what did', () => {
    const masks = [
      { name: 'id', pattern: /[0-9a-f]{8}/u, replacement: '<id>' },
      { name: 'time', pattern: /\d\d:\d\d/gu, replacement: '09:00' },
    ];
    const reply = {
      content: [{ type: 'text', text: '0123abcd and 4567abcd' }],
      structuredContent: { ids: ['0123abcd'], n: 3 },
      isError: false,
    };
    expect(maskResult(reply, masks)).toEqual({
      result: { content: [{ type: 'text', text: '<id> and <id>' }], structuredContent: { ids: ['<id>'], n: 3 }, isError: false },
      masks: ['id'],
    });
    expect(reply.content[0]?.text).toBe('0123abcd and 4567abcd');
  });
});
