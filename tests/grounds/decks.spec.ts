import { describe, expect, it } from 'vitest';
import { factsOf, sum } from '../../src/grounds/decks/facts.ts';
import { decks } from '../../src/grounds/decks/recipe.ts';
import { decksWorld, pitchFile, reviewFile, TEMPLATES } from '../../src/grounds/decks/world.ts';
import type { WorldDeck } from '../../src/grounds/recipe.ts';

const facts = factsOf(decks.seed);
const world = decks.world().filter((item): item is WorldDeck => item.kind === 'deck');

function slidesOf(path: string): WorldDeck['slides'] {
  const found = world.find((item) => item.path === path);
  if (found === undefined) throw new Error(`no deck ${path}`);
  return found.slides;
}

/** What the decks of the maker of bicycles say agrees from one slide to the other. */
describe('the decks of the maker of bicycles', () => {
  it('should be the same for the same seed and others for another', () => {
    expect(decksWorld(factsOf(decks.seed))).toEqual(world);
    expect(decksWorld(factsOf('elsewhere'))).not.toEqual(world);
  });

  it('should sell as many bikes by region as by month', () => {
    expect(facts.quarters.length).toBe(4);
    for (const quarter of facts.quarters) {
      const [, regions, months] = slidesOf(reviewFile(quarter));
      const rows = regions?.table?.slice(1, -1) ?? [];
      const total = regions?.table?.at(-1) ?? [];
      for (const column of [1, 2, 3]) expect(sum(rows.map((row) => Number(row[column])))).toBe(Number(total[column]));
      const [sold, plan] = months?.chart?.series ?? [];
      expect(sum(sold?.values ?? [])).toBe(Number(total[1]));
      expect(sum(plan?.values ?? [])).toBe(Number(total[2]));
    }
  });

  it('should ask of each shop its quantity at the price of the catalogue', () => {
    const prices = new Map(
      slidesOf('catalogue-2026.pptx').flatMap(({ table = [] }) => table.map((row) => [row[0], row.at(-1)?.replace(',', '')] as const)),
    );
    for (const shop of facts.shops) {
      const rows = slidesOf(pitchFile(shop))[1]?.table?.slice(1) ?? [];
      expect(rows.length).toBe(3);
      for (const [model, price, quantity, amount] of rows) {
        expect(price).toBe(prices.get(model));
        expect(Number(amount?.replace(/[£,]/gu, ''))).toBe(Number(price?.slice(1)) * Number(quantity));
      }
    }
  });

  it('should have the same four marks in every template', () => {
    for (const { path, slides } of TEMPLATES) {
      const marks = JSON.stringify(slides).match(/\{\{\w+\}\}/gu) ?? [];
      expect(marks.toSorted(), path).toEqual(['{{day}}', '{{guest}}', '{{host}}', '{{occasion}}']);
    }
  });
});
