import { NearmissError } from '../errors.ts';
import { type Family, familySchema } from '../model/pair.ts';
import type { Operator } from '../operators/operator.ts';
import { permutationOf } from '../random/permutation.ts';
import type { Composition } from '../trajectories/trajectory.ts';
import { balanceWeights } from './balance.ts';
import { type Case, findCases } from './case.ts';
import { type Draw, drawVariant, variantsOf } from './draw.ts';
import { createJudge } from './judge.ts';
import { sampleTrajectories } from './sample.ts';
import { shareOut, spreadOut } from './share.ts';
import { type Side, Sides } from './side.ts';
import { putTogether } from './together.ts';
import { weighCases } from './weigh.ts';

/** What decides a plan. */
export interface PlanSettings {
  pairs: number;
  seed: string;
  /** weight of each family */
  mix: Readonly<Record<Family, number>>;
  /** weight of each operator within its family; 0 leaves it out */
  operators: Readonly<Record<string, number>>;
  /** whether looks are right as often as they are wrong; off only to see what that is good for */
  balance: boolean;
  /** mutations that each pair carries: two are of different arguments of one call */
  compose?: 1 | 2;
}

/** The pairs of a build, by position. */
export interface Plan {
  pairs: number;
  /** The makings of the pair at a position: a function of (primitives, settings, position) alone. */
  drawAt(position: number): Draw;
  /** pairs to be made, by operator and ground */
  quotas: readonly Quota[];
  /** candidates that could not be proved, by reason */
  discarded: ReadonlyMap<string, number>;
}

export interface Quota {
  operator: Operator;
  ground: string;
  pairs: number;
}

/** One proved mutation of a case: what it is weighed by, and how many pairs it can make. */
export interface Choice {
  drawn: Case;
  /** place among the seeds of its case */
  place: number;
  family: number;
  weight: number;
  right: Side;
  wrong: Side;
  capacity: number;
}

/**
 * Decides what is made: how many pairs each mutation makes, and which one stands at each position. Looks at as many trajectories as that many pairs
 * need to be drawn from; at all of them where those run short.
 */
export function planPairs(compositions: readonly Composition[], operators: readonly Operator[], settings: PlanSettings): Plan {
  const wanted = shareOut(
    settings.pairs,
    families.map((family) => ({ weight: settings.mix[family], capacity: Number.POSITIVE_INFINITY })),
  );
  const sample = sampleTrajectories(compositions, settings.pairs, settings.seed);
  let found = findChoices(sample, operators, settings);
  if (sample !== compositions && findShortages(wanted, found.capacity).length > 0) found = findChoices(compositions, operators, settings);
  refuseShortage(findShortages(wanted, found.capacity));
  const choices = orderChoices(found.choices, settings.seed);
  const weights = settings.balance ? balanceWeights(choices) : Float64Array.from(choices, ({ weight }) => weight);
  const counts = countPairs(choices, weights, wanted);
  return {
    pairs: settings.pairs,
    quotas: quotasOf(choices, counts),
    discarded: found.discarded,
    drawAt: drawerOf(choices, counts, settings.seed),
  };
}

/** How many different pairs an operator could make of a ground, all trajectories looked at. */
export function capacityOf(
  compositions: readonly Composition[],
  operators: readonly Operator[],
  settings: PlanSettings,
): (operator: Operator, ground: string) => number {
  const capacities = new Map<Operator, Map<string, number>>();
  for (const { drawn, capacity } of findChoices(compositions, operators, settings).choices) {
    const ground = drawn.decision.trajectory.ground.name;
    const own = capacities.get(drawn.operator) ?? new Map<string, number>();
    capacities.set(drawn.operator, own.set(ground, (own.get(ground) ?? 0) + capacity));
  }
  return (operator, ground) => capacities.get(operator)?.get(ground) ?? 0;
}

interface Found {
  choices: readonly Choice[];
  capacity: Record<Family, number>;
  discarded: ReadonlyMap<string, number>;
}

/** Every proved mutation of every trajectory. */
export function findChoices(compositions: readonly Composition[], operators: readonly Operator[], settings: PlanSettings): Found {
  const discarded = new Map<string, number>();
  const discard = (reason: string, count = 1) => discarded.set(reason, (discarded.get(reason) ?? 0) + count);
  const active = operators.filter(({ name, family, weight }) => settings.mix[family] > 0 && (settings.operators[name] ?? weight) > 0);
  const sides = new Sides();
  const cases = compositions.flatMap(({ trajectories, open, failing, discarded: uncomposed }) => {
    for (const [reason, count] of uncomposed) discard(reason, count);
    const search = { operators: active, seed: settings.seed, judge: createJudge(), sides, discard };
    return [...trajectories, ...open, ...failing].flatMap((trajectory) => {
      const own = findCases(trajectory, search);
      return settings.compose === 2 ? putTogether(own, search) : own;
    });
  });
  const choices = choicesOf(cases, settings);
  const capacity = Object.fromEntries(families.map((family) => [family, 0])) as Record<Family, number>;
  for (const choice of choices) capacity[families[choice.family] as Family] += choice.capacity;
  return { choices, capacity, discarded };
}

const families = familySchema.options;

function choicesOf(cases: readonly Case[], settings: PlanSettings): Choice[] {
  const weights = weighCases(cases, settings);
  return cases.flatMap((drawn, at) => {
    const family = families.indexOf(drawn.operator.family);
    const weight = (weights[at] as number) / drawn.seeds.length;
    const capacity = variantsOf(drawn);
    return drawn.wrongs.map((wrong, place) => ({ drawn, place, family, weight, right: drawn.right, wrong, capacity }));
  });
}

/**
 * Choices of one family, operator and pair of tools stand together, in a keyed order among themselves: counting them out in this order, each such
 * group gets its share to within one pair, and which of its members stand in for the others depends on the seed alone.
 */
export function orderChoices(choices: readonly Choice[], seed: string): Choice[] {
  if (choices.length === 0) return [];
  const numbers = new Map<string, number>();
  for (const { drawn } of choices) if (!numbers.has(drawn.operator.name)) numbers.set(drawn.operator.name, numbers.size);
  const lot = permutationOf(`${seed} order`, choices.length);
  return choices
    .map((choice, at) => ({ choice, operator: numbers.get(choice.drawn.operator.name) as number, lot: lot(at) }))
    .sort(
      (a, b) =>
        a.choice.family - b.choice.family ||
        a.operator - b.operator ||
        a.choice.right.tool - b.choice.right.tool ||
        a.choice.wrong.tool - b.choice.wrong.tool ||
        a.lot - b.lot,
    )
    .map(({ choice }) => choice);
}

/** How many pairs each choice makes: the families' shares to the pair. */
export function countPairs(choices: readonly Choice[], weights: Float64Array, wanted: ArrayLike<number>): Int32Array {
  const counts = new Int32Array(choices.length);
  for (let start = 0; start < choices.length; ) {
    const { family } = choices[start] as Choice;
    let end = start;
    while (end < choices.length && choices[end]?.family === family) end += 1;
    const capacities = choices.slice(start, end).map(({ capacity }) => capacity);
    counts.set(spreadOut(wanted[family] as number, weights.subarray(start, end), capacities), start);
    start = end;
  }
  return counts;
}

function quotasOf(choices: readonly Choice[], counts: Int32Array): Quota[] {
  const quotas = new Map<Operator, Map<string, Quota>>();
  for (const [at, { drawn }] of choices.entries()) {
    const { operator, decision } = drawn;
    const ground = decision.trajectory.ground.name;
    const own = quotas.get(operator) ?? new Map<string, Quota>();
    const quota = own.get(ground) ?? { operator, ground, pairs: 0 };
    quotas.set(operator, own.set(ground, quota));
    quota.pairs += counts[at] as number;
  }
  return [...quotas.values()].flatMap((own) => [...own.values()]).filter(({ pairs }) => pairs > 0);
}

/** Positions are shuffled over the choices by a keyed permutation; the pairs of one choice are its variants, one after the other. */
function drawerOf(choices: readonly Choice[], counts: Int32Array, seed: string): Plan['drawAt'] {
  const used = choices.flatMap(({ drawn, place }, at) => (counts[at] === 0 ? [] : [{ drawn, place, count: counts[at] as number }]));
  const starts: number[] = [];
  let total = 0;
  for (const { count } of used) {
    starts.push(total);
    total += count;
  }
  const slotAt = total > 0 ? permutationOf(`${seed} positions`, total) : () => 0;
  return (position) => {
    const slot = slotAt(position);
    const index = lastAtMost(starts, slot);
    const { drawn, place } = used[index] as (typeof used)[number];
    return drawVariant(drawn, place, slot - (starts[index] as number), seed);
  };
}

/** Index of the last start that is not above the value, of those with the same start the last; starts ascend from 0. */
export function lastAtMost(starts: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface Shortage {
  family: Family;
  wanted: number;
  most: number;
}

function findShortages(wanted: readonly number[], capacity: Readonly<Record<Family, number>>): Shortage[] {
  return families
    .map((family, index) => ({ family, wanted: wanted[index] as number, most: capacity[family] }))
    .filter(({ wanted: want, most }) => want > most);
}

function refuseShortage(shortages: readonly Shortage[]): void {
  if (shortages.length === 0) return;
  const short = shortages.map(
    ({ family, wanted, most }) =>
      `${family} ran short by ${grouped(wanted - most)} (wanted ${grouped(wanted)}, these primitives give ${grouped(most)})`,
  );
  throw new NearmissError(
    `too many pairs asked for: ${short.join('; ')}. Ask for fewer, record more calls, or weigh that family less in "mix"`,
  );
}

function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/gu, ',');
}
