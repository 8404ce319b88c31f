import { describe, expect, it } from 'vitest';
import { type Family, familySchema } from '../../src/model/pair.ts';
import type { Operator } from '../../src/operators/operator.ts';
import { weighCases } from '../../src/pairs/weigh.ts';

const operators = [
  { name: 'common', family: 'wrong_value', weight: 1 },
  { name: 'rare', family: 'wrong_value', weight: 1 },
  { name: 'only', family: 'wrong_function', weight: 1 },
] as Operator[];
const counts = [900, 4, 100];
const cases = counts.flatMap((count, operator) => Array.from({ length: count }, () => operator));
const columns = { operator: cases, ground: cases.map(() => 0), executed: cases.map(() => 1) };
const mix = { ...noMix(), wrong_value: 1, wrong_function: 1 };

function noMix(): Record<Family, number> {
  return Object.fromEntries(familySchema.options.map((family) => [family, 0])) as Record<Family, number>;
}

/** The share of each operator. */
function sharesOf(pairs: number, wished: Record<string, number> = {}): number[] {
  const shares = [0, 0, 0];
  for (const [at, weight] of weighCases(columns, operators, { pairs, mix, operators: wished }).entries()) {
    const operator = cases[at] as number;
    shares[operator] = (shares[operator] as number) + weight;
  }
  return shares;
}

describe('the weights of cases', () => {
  it('should go by the weights of operators while there is a case for every pair', () => {
    const [common, rare, only] = sharesOf(16) as [number, number, number];
    expect([common, rare, only]).toEqual([0.25, 0.25, 0.5].map((share) => expect.closeTo(share, 12)));
  });

  it('should leave an operator that would tell its cases again and again the square root of its excess', () => {
    const [common, rare, only] = sharesOf(1600) as [number, number, number];
    // 400 pairs of 4 cases: a tenth of the weight.
    expect(rare / common).toBeCloseTo(0.1, 12);
    expect(only).toBeCloseTo(0.5, 12);
  });

  it('should let weights that somebody asked for stand', () => {
    const [common, rare] = sharesOf(1600, { rare: 3 }) as [number, number];
    expect(rare / common).toBeCloseTo(3, 12);
  });
});
