import { describe, expect, it } from 'vitest';
import { readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { survey } from '../../src/grounds/survey/recipe.ts';
import { replyText } from '../../src/primitives/reply.ts';

const { primitives } = readGround(shippedPrimitives, 'survey');

function repliesTo(tool: string) {
  const calls = primitives.filter((call) => call.tool === tool);
  return calls.map((call) => ({
    table: call.arguments.matrix as [[number, number], [number, number]],
    call,
    reply: JSON.parse(replyText(call.result)),
  }));
}

/** What the server computed agrees with the textbook formulas. */
describe('the figures of the research bureau', () => {
  it('should have recorded every call that the recipe names', () => {
    const key = (tool: string, args: object) => JSON.stringify([tool, Object.entries(args).sort()]);
    const recorded = new Set(primitives.map(({ tool, arguments: args }) => key(tool, args)));
    const named = [...survey.chains([])].flat();
    expect(named.length).toBeGreaterThan(350);
    expect(named.filter(({ tool, arguments: args }) => !recorded.has(key(tool, args)))).toEqual([]);
  });

  it('should compare the two rows of a table as the formulas do', () => {
    const odds = repliesTo('odds_ratio');
    expect(odds.length).toBeGreaterThan(10);
    for (const {
      table: [[a, b], [c, d]],
      reply,
    } of odds)
      expect(reply.odds_ratio).toBeCloseTo((a * d) / (b * c), 3);
    for (const {
      table: [[a, b], [c, d]],
      reply,
    } of repliesTo('relative_risk'))
      expect(reply.relative_risk).toBeCloseTo(a / (a + b) / (c / (c + d)), 3);
    for (const {
      table: [[a, b], [c, d]],
      reply,
    } of repliesTo('risk_difference'))
      expect(reply.risk_difference).toBeCloseTo(a / (a + b) - c / (c + d), 3);
  });

  it('should find the chi-square statistic of the cells', () => {
    const tests = repliesTo('chi_square_test');
    expect(tests.length).toBeGreaterThan(10);
    for (const {
      table: [[a, b], [c, d]],
      reply,
    } of tests) {
      const n = a + b + c + d;
      expect(reply.statistic).toBeCloseTo((n * (a * d - b * c) ** 2) / ((a + b) * (c + d) * (a + c) * (b + d)), 6);
    }
  });

  it('should score promoters against detractors', () => {
    const scores = repliesTo('nps_analysis');
    expect(scores.length).toBeGreaterThan(5);
    for (const { call, reply } of scores) {
      const { promoters, passives, detractors } = call.arguments.counts as Record<string, number> as {
        promoters: number;
        passives: number;
        detractors: number;
      };
      expect(reply.estimate.nps).toBeCloseTo((100 * (promoters - detractors)) / (promoters + passives + detractors), 3);
    }
  });
});
