import { type Family, familySchema } from '../model/pair.ts';
import type { Operator } from '../operators/operator.ts';

/** How much less often a wrong call that nobody executed is taken than one that has a real reply. */
export const UNEXECUTED_WEIGHT = 0.15;

/** What somebody asked for. */
export interface Wishes {
  pairs: number;
  /** weight of each family */
  mix: Readonly<Record<Family, number>>;
  /** weight of operators within their family, in place of their own */
  operators: Readonly<Record<string, number>>;
}

/** What cases are weighed by. */
export interface CaseColumns {
  /** by place among all operators */
  operator: ArrayLike<number>;
  ground: ArrayLike<number>;
  /** 0 or 1 */
  executed: ArrayLike<number>;
}

/**
 * The weight of each case: families as the mix says, operators by weight within them, each operator's share over the grounds by the
 * square root of how many cases they have, those with a real reply first. The sum is 1.
 */
export function weighCases({ operator, ground, executed }: CaseColumns, operators: readonly Operator[], wishes: Wishes): Float64Array {
  const weights = Float64Array.from(executed, (real) => (real === 1 ? 1 : UNEXECUTED_WEIGHT));
  const operatorAt = (at: number) => operators[operator[at] as number] as Operator;
  const operatorWeights = weighOperators(operator, operators, wishes);
  shareAmong(
    weights,
    (at) => (ground[at] as number) * operators.length + (operator[at] as number),
    (_, count) => Math.sqrt(count),
  );
  shareAmong(
    weights,
    (at) => operator[at] as number,
    (at) => operatorWeights[operator[at] as number] as number,
  );
  shareAmong(
    weights,
    (at) => familySchema.options.indexOf(operatorAt(at).family),
    (at) => wishes.mix[operatorAt(at).family],
  );
  shareAmong(
    weights,
    () => 0,
    () => 1,
  );
  return weights;
}

/**
 * The weight of each operator within its family. Of one that would make more pairs than it has cases only the square root of that excess is left: a
 * dozen calls that tell a time would else be told hundreds of times each. What somebody asked for stands as it is.
 */
function weighOperators(
  operatorOf: ArrayLike<number>,
  operators: readonly Operator[],
  { pairs, mix, operators: wished }: Wishes,
): number[] {
  const cases = operators.map(() => 0);
  for (let at = 0; at < operatorOf.length; at++) cases[operatorOf[at] as number] = (cases[operatorOf[at] as number] as number) + 1;
  const weights = operators.map(({ name, weight }, at) => (cases[at] === 0 ? 0 : (wished[name] ?? weight)));
  const weightIn = (family: Family) => operators.reduce((sum, each, at) => sum + (each.family === family ? (weights[at] as number) : 0), 0);
  const all = sumOf(familySchema.options.map((family) => (weightIn(family) > 0 ? mix[family] : 0)));
  return operators.map(({ name, family }, at) => {
    const weight = weights[at] as number;
    if (weight === 0 || wished[name] !== undefined) return weight;
    const wanted = (pairs * mix[family] * weight) / (all * weightIn(family));
    return weight * Math.sqrt(Math.min(1, (cases[at] as number) / wanted));
  });
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** Scales weights so that those with one key sum up to what that key shall have. */
function shareAmong(weights: Float64Array, keyOf: (at: number) => number, share: (at: number, count: number) => number): void {
  const sums: number[] = [];
  const counts: number[] = [];
  for (let at = 0; at < weights.length; at++) {
    const key = keyOf(at);
    sums[key] = (sums[key] ?? 0) + (weights[at] as number);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  for (let at = 0; at < weights.length; at++) {
    const key = keyOf(at);
    weights[at] = ((weights[at] as number) * share(at, counts[key] as number)) / (sums[key] as number);
  }
}
