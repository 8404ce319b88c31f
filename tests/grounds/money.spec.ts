import { describe, expect, it } from 'vitest';
import { readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { money } from '../../src/grounds/money/recipe.ts';
import { replyText } from '../../src/primitives/reply.ts';

const { primitives } = readGround(shippedPrimitives, 'money');
const steps = [...money.chains([])].flat() as unknown as { tool: string; arguments: Record<string, number>; scenario: string }[];
const meant = steps.filter(({ scenario }) => !scenario.startsWith('slip:'));

/** The recorded replies, worked out another way. */
describe('the sums about money', () => {
  const answersOf = (tool: string, label: string) =>
    primitives
      .filter((primitive) => primitive.tool === tool)
      .map(({ arguments: args, result }) => {
        const said = new RegExp(`^${label}: *\\$?(-?[\\d,.]+)`, 'mu').exec(replyText(result))?.[1] ?? '';
        return { args: args as Record<string, number>, said: Number(said.replaceAll(',', '')) };
      });

  it('should have recorded every call', () => {
    const calls = new Set(steps.map(({ tool, arguments: args }) => `${tool} ${JSON.stringify(Object.entries(args).sort())}`));
    expect(primitives.length).toBe(calls.size);
  });

  it('should pay a loan back in equal parts', () => {
    const loans = answersOf('loan_amortization', 'Monthly Payment');
    expect(loans.length).toBeGreaterThan(20);
    for (const { args, said } of loans) {
      const rate = (args.annual_rate_pct as number) / 1200;
      const payment = ((args.principal as number) * rate) / (1 - (1 + rate) ** (-12 * (args.term_years as number)));
      expect(said, JSON.stringify(args)).toBeCloseTo(payment, 2);
    }
  });

  it('should break even where the margins have paid the fixed costs', () => {
    for (const { args, said } of answersOf('break_even', 'Break-Even Units')) {
      const units = (args.fixed_costs as number) / ((args.price_per_unit as number) - (args.variable_cost_per_unit as number));
      expect(Math.abs(said - units), JSON.stringify(args)).toBeLessThan(1);
    }
  });

  it('should write off all but what is left at the end', () => {
    for (const { args, said } of answersOf('depreciation', 'Total Depreciated')) {
      expect(said, JSON.stringify(args)).toBeCloseTo((args.asset_cost as number) - (args.salvage_value ?? 0), 1);
    }
  });
});

describe('the figures asked about', () => {
  it('should be ones a small pottery has', () => {
    for (const { tool, arguments: args } of meant) {
      if (tool === 'gross_margin') expect(args.revenue, JSON.stringify(args)).toBeGreaterThan(args.cogs as number);
      if (tool === 'break_even') expect(args.price_per_unit, JSON.stringify(args)).toBeGreaterThan(args.variable_cost_per_unit as number);
      if (args.salvage_value !== undefined) expect(args.asset_cost, JSON.stringify(args)).toBeGreaterThan(args.salvage_value);
    }
  });
});
