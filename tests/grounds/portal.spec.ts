import { describe, expect, it } from 'vitest';
import { readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { ORIGIN, PAGES } from '../../src/grounds/portal/pages.ts';
import { portal } from '../../src/grounds/portal/recipe.ts';
import { portalFirm, portalWorld } from '../../src/grounds/portal/world.ts';
import { replyText } from '../../src/primitives/reply.ts';

const { primitives } = readGround(shippedPrimitives, 'portal');
const byId = new Map(primitives.map((primitive) => [primitive.id, primitive]));

/** The portal's pages agree with each other, and its recordings with the pages. */
describe('the portal of the office supplier', () => {
  it('should be the same for the same seed and another for another', () => {
    expect(portalWorld(portal.seed)).toEqual(portal.world());
    expect(portalWorld('elsewhere')).not.toEqual(portal.world());
  });

  it('should number every order and name every colleague once', () => {
    const { orders, staff, articles } = portalFirm(portal.seed);
    for (const names of [orders.map(({ number }) => number), staff.map(({ name }) => name), articles.map(({ name }) => name)]) {
      expect(names.length).toBeGreaterThan(5);
      expect(new Set(names).size).toBe(names.length);
    }
    expect(new Set(staff.map(({ name }) => name.split(' ')[0])).size).toBe(staff.length - 1);
  });

  it('should open every page by its address', () => {
    const opened = primitives.filter(({ tool, after }) => tool === 'browser_navigate' && after.length === 0);
    expect(opened.map(({ arguments: args }) => args.url).sort()).toEqual(
      Object.keys(PAGES)
        .map((page) => `${ORIGIN}/${page}.html`)
        .sort(),
    );
    for (const { arguments: args, result } of opened) {
      expect(replyText(result)).toContain(PAGES[/(\w+)\.html$/u.exec(String(args.url))?.[1] as keyof typeof PAGES]);
    }
  });

  it('should act on the element that its label names', () => {
    const acted = primitives.filter(({ tool, upstream }) => ['browser_click', 'browser_hover'].includes(tool) && upstream.length > 0);
    expect(acted.length).toBeGreaterThan(50);
    for (const { upstream, result } of acted) expect(replyText(result)).toContain(`'${upstream[0]?.label?.text}'`);
  });

  it('should have taken every reference from a snapshot of the page that was open', () => {
    for (const { after, upstream } of primitives) {
      for (const { call } of upstream) {
        const source = byId.get(call);
        expect(source?.tool).toBe('browser_snapshot');
        expect(source?.after).toEqual(after);
      }
    }
  });
});
