import { type Family, familySchema } from '../model/pair.ts';
import type { Operator } from '../operators/operator.ts';

/** How much less often a wrong call that nobody executed is taken than one that has a real reply. */
export const UNEXECUTED_WEIGHT = 0.15;

/** The weights somebody asked for. */
export interface Wishes {
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
export function weighCases(
  { operator, ground, executed }: CaseColumns,
  operators: readonly Operator[],
  { mix, operators: wished }: Wishes,
): Float64Array {
  const weights = Float64Array.from(executed, (real) => (real === 1 ? 1 : UNEXECUTED_WEIGHT));
  const operatorAt = (at: number) => operators[operator[at] as number] as Operator;
  shareAmong(
    weights,
    (at) => (ground[at] as number) * operators.length + (operator[at] as number),
    (_, count) => Math.sqrt(count),
  );
  shareAmong(
    weights,
    (at) => operator[at] as number,
    (at) => wished[operatorAt(at).name] ?? operatorAt(at).weight,
  );
  shareAmong(
    weights,
    (at) => familySchema.options.indexOf(operatorAt(at).family),
    (at) => mix[operatorAt(at).family],
  );
  shareAmong(
    weights,
    () => 0,
    () => 1,
  );
  return weights;
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
