import type { Family } from '../model/pair.ts';
import type { Case } from './case.ts';

/** How much less often a wrong call that nobody executed is taken than one that has a real reply. */
export const UNEXECUTED_WEIGHT = 0.15;

/** The weights somebody asked for. */
export interface Wishes {
  /** weight of each family */
  mix: Readonly<Record<Family, number>>;
  /** weight of operators within their family, in place of their own */
  operators: Readonly<Record<string, number>>;
}

/**
 * The weight of each case: families as the mix says, operators by weight within them, each operator's share over the grounds by the
 * square root of how many cases they have, those with a real reply first. The sum is 1.
 */
export function weighCases(cases: readonly Case[], { mix, operators }: Wishes): Float64Array {
  const weights = Float64Array.from(cases, ({ executed }) => (executed ? 1 : UNEXECUTED_WEIGHT));
  const ground = (drawn: Case) => drawn.decision.trajectory.ground.name;
  shareAmong(
    cases,
    weights,
    (drawn) => `${drawn.operator.name} ${ground(drawn)}`,
    (_, count) => Math.sqrt(count),
  );
  shareAmong(
    cases,
    weights,
    (drawn) => drawn.operator.name,
    ({ operator }) => operators[operator.name] ?? operator.weight,
  );
  shareAmong(
    cases,
    weights,
    (drawn) => drawn.operator.family,
    ({ operator }) => mix[operator.family],
  );
  shareAmong(
    cases,
    weights,
    () => '',
    () => 1,
  );
  return weights;
}

/** Scales weights so that those with one key sum up to what that key shall have. */
function shareAmong(
  cases: readonly Case[],
  weights: Float64Array,
  keyOf: (drawn: Case) => string,
  share: (drawn: Case, count: number) => number,
): void {
  const sums = new Map<string, { sum: number; count: number }>();
  const keys = cases.map(keyOf);
  for (const [at, key] of keys.entries()) {
    const { sum, count } = sums.get(key) ?? { sum: 0, count: 0 };
    sums.set(key, { sum: sum + (weights[at] as number), count: count + 1 });
  }
  for (const [at, key] of keys.entries()) {
    const { sum, count } = sums.get(key) as { sum: number; count: number };
    weights[at] = ((weights[at] as number) * share(cases[at] as Case, count)) / sum;
  }
}
