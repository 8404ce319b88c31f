import { NearmissError } from '../errors.ts';
import { type Family, familySchema } from '../model/pair.ts';
import type { Operator } from '../operators/operator.ts';
import { permutationOf } from '../random/permutation.ts';
import { type Composition, type Trajectory, trajectoriesOf } from '../trajectories/trajectory.ts';
import { balanceWeights } from './balance.ts';
import { type Choices, listChoices, orderChoices } from './choices.ts';
import { type Draw, drawVariant } from './draw.ts';
import { sampleTrajectories } from './sample.ts';
import { shareOut, spreadOut } from './share.ts';
import { countCases, type DrawnStock, type OpenStock, openStock, rowAt, type Stock, type StockSettings, takeStock } from './stock.ts';

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
  /** the same as data, for another thread to open */
  settled: SettledPlan;
}

export interface Quota {
  operator: Operator;
  ground: string;
  pairs: number;
}

/** A plan as data: with the same trajectories it can be opened anywhere. */
export interface SettledPlan {
  pairs: number;
  seed: string;
  /** by ground, in order */
  stocks: readonly DrawnStock[];
  /** by choice that makes pairs, in order: where it is found, and its first pair among all */
  used: Pick<Choices, 'ground' | 'case' | 'place' | 'operator'> & { start: Float64Array };
}

/** Decides what is made: how many pairs each mutation makes, and which one stands at each position. */
export function planPairs(compositions: readonly Composition[], operators: readonly Operator[], settings: PlanSettings): Plan {
  return openPlan(settlePlan(compositions, operators, settings), compositions, operators);
}

/** What every ground has to draw from, as far as these trajectories are looked at. */
export function takeStocks(
  compositions: readonly Composition[],
  operators: readonly Operator[],
  settings: Omit<PlanSettings, 'pairs' | 'balance'>,
  looked: readonly (readonly Trajectory[])[] = compositions.map(trajectoriesOf),
): Stock[] {
  const isAsked = ({ name, family, weight }: Operator) => settings.mix[family] > 0 && (settings.operators[name] ?? weight) > 0;
  const stocking: StockSettings = { operators, isAsked, seed: settings.seed, compose: settings.compose };
  return compositions.map((composition, ground) => takeStock(composition, looked[ground] ?? [], stocking));
}

/** Looks at as many trajectories as so many pairs need to be drawn from; at all of them where those run short. */
function settlePlan(compositions: readonly Composition[], operators: readonly Operator[], settings: PlanSettings): SettledPlan {
  const wanted = shareOut(
    settings.pairs,
    families.map((family) => ({ weight: settings.mix[family], capacity: Number.POSITIVE_INFINITY })),
  );
  const sample = sampleTrajectories(compositions, settings.pairs, settings.seed);
  const isWhole = sample.every((looked, ground) => looked.length === trajectoriesOf(compositions[ground] as Composition).length);
  let stocks = takeStocks(compositions, operators, settings, sample);
  let shortages = findShortages(wanted, stocks, operators);
  if (shortages.length > 0 && !isWhole) {
    stocks = takeStocks(compositions, operators, settings);
    shortages = findShortages(wanted, stocks, operators);
  }
  refuseShortage(shortages);
  const choices = orderChoices(listChoices(stocks, operators, settings), settings.seed);
  const counts = countPairs(choices, settings.balance ? balanceWeights(choices) : choices.weight, wanted);
  const drawn = stocks.map(({ looks: _, ...stock }) => stock);
  return { pairs: settings.pairs, seed: settings.seed, stocks: drawn, used: useChoices(choices, counts) };
}

/** How many different pairs an operator could make of a ground, all trajectories looked at. */
export function capacityOf(
  compositions: readonly Composition[],
  operators: readonly Operator[],
  settings: PlanSettings,
): (operator: Operator, ground: string) => number {
  const capacities = takeStocks(compositions, operators, settings).map((stock) => countCapacity(stock, operators.length));
  return (operator, ground) =>
    capacities[compositions.findIndex((composition) => composition.ground.name === ground)]?.[operators.indexOf(operator)] ?? 0;
}

/** Different pairs that a ground can give, by operator. */
function countCapacity(stock: Stock, operators: number): number[] {
  const capacity = new Array<number>(operators).fill(0);
  for (let at = 0; at < countCases(stock); at++) {
    const { operator, variants, from, to } = rowAt(stock, at);
    capacity[operator] = (capacity[operator] as number) + variants * (to - from);
  }
  return capacity;
}

const families = familySchema.options;

/** How many pairs each choice makes: the families' shares to the pair. */
export function countPairs({ family, capacity }: Choices, weights: Float64Array, wanted: ArrayLike<number>): Int32Array {
  const counts = new Int32Array(family.length);
  for (let start = 0; start < family.length; ) {
    const own = family[start] as number;
    let end = start;
    while (end < family.length && family[end] === own) end += 1;
    counts.set(spreadOut(wanted[own] as number, weights.subarray(start, end), capacity.subarray(start, end)), start);
    start = end;
  }
  return counts;
}

function useChoices(choices: Choices, counts: Int32Array): SettledPlan['used'] {
  const makesPairs = (_: number, at: number) => (counts[at] as number) > 0;
  let next = 0;
  const start = Float64Array.from(counts.filter(makesPairs), (count) => {
    next += count;
    return next - count;
  });
  const { ground, place, operator } = choices;
  return {
    ground: ground.filter(makesPairs),
    case: choices.case.filter(makesPairs),
    place: place.filter(makesPairs),
    operator: operator.filter(makesPairs),
    start,
  };
}

/** Positions are shuffled over the choices by a keyed permutation; the pairs of one choice are its variants, one after the other. */
export function openPlan(settled: SettledPlan, compositions: readonly Composition[], operators: readonly Operator[]): Plan {
  const { pairs, seed, stocks, used } = settled;
  const opened = stocks.map((stock, ground) => openStock(stock, compositions[ground] as Composition, operators));
  const slotAt = pairs > 0 ? permutationOf(`${seed} positions`, pairs) : () => 0;
  return {
    pairs,
    quotas: quotasOf(settled, compositions, operators),
    discarded: countDiscarded(stocks),
    settled,
    drawAt: (position) => {
      const slot = slotAt(position);
      const choice = lastAtMost(used.start, slot);
      const { caseAt, seedAt } = opened[used.ground[choice] as number] as OpenStock;
      const [at, place] = [used.case[choice] as number, used.place[choice] as number];
      return drawVariant(caseAt(at), { place, from: seedAt(at, place) }, slot - (used.start[choice] as number), seed);
    },
  };
}

function quotasOf({ pairs, used }: SettledPlan, compositions: readonly Composition[], operators: readonly Operator[]): Quota[] {
  const quotas = new Map<Operator, Map<string, Quota>>();
  for (const [at, start] of used.start.entries()) {
    const operator = operators[used.operator[at] as number] as Operator;
    const ground = (compositions[used.ground[at] as number] as Composition).ground.name;
    const own = quotas.get(operator) ?? new Map<string, Quota>();
    const quota = own.get(ground) ?? { operator, ground, pairs: 0 };
    quotas.set(operator, own.set(ground, quota));
    quota.pairs += (used.start[at + 1] ?? pairs) - start;
  }
  return [...quotas.values()].flatMap((own) => [...own.values()]);
}

function countDiscarded(stocks: readonly DrawnStock[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const { discarded } of stocks) for (const [reason, count] of discarded) all.set(reason, (all.get(reason) ?? 0) + count);
  return all;
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

function findShortages(wanted: readonly number[], stocks: readonly Stock[], operators: readonly Operator[]): Shortage[] {
  const most = families.map(() => 0);
  for (const stock of stocks) {
    for (const [operator, capacity] of countCapacity(stock, operators.length).entries()) {
      const family = families.indexOf((operators[operator] as Operator).family);
      most[family] = (most[family] as number) + capacity;
    }
  }
  return families
    .map((family, at) => ({ family, wanted: wanted[at] as number, most: most[at] as number }))
    .filter(({ wanted: want, most: can }) => want > can);
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
