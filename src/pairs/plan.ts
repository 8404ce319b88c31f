import { NearmissError } from '../errors.ts';
import { type Family, familySchema } from '../model/pair.ts';
import type { Operator } from '../operators/operator.ts';
import { permutationOf } from '../random/permutation.ts';
import { streamOf } from '../random/stream.ts';
import type { Composition } from '../trajectories/trajectory.ts';
import { type Case, findCases, keyOf, regrow, type Seed } from './case.ts';
import { createJudge, type Proved } from './judge.ts';
import { shareOut } from './share.ts';
import { allWraps, orderWraps, type Wrap } from './wrap.ts';

/** How much less often a wrong call that nobody executed is taken than one that has a real reply. */
const UNEXECUTED_WEIGHT = 0.15;

/** What decides a plan. */
export interface PlanSettings {
  pairs: number;
  seed: string;
  /** weight of each family */
  mix: Readonly<Record<Family, number>>;
  /** weight of each operator within its family; 0 leaves it out */
  operators: Readonly<Record<string, number>>;
}

/** What one pair is made of, before any word of it is chosen. */
export interface Draw {
  drawn: Case;
  proved: Proved;
  template: Case['templates'][number];
  system: string | null;
  wrap: Wrap;
}

/** The pairs of a build, by position. */
export interface Plan {
  pairs: number;
  /** The makings of the pair at a position: a function of (primitives, settings, position) alone. */
  drawAt(position: number): Draw;
  /** pairs to be made, by operator and ground */
  quotas: readonly Quota[];
  /** how many different pairs these primitives could give, by family */
  capacity: Readonly<Record<Family, number>>;
  /** candidates that could not be proved, by reason */
  discarded: ReadonlyMap<string, number>;
}

export interface Quota {
  operator: Operator;
  ground: string;
  pairs: number;
  capacity: number;
}

/** The pairs one operator can make of one ground. */
interface Cell {
  operator: Operator;
  ground: string;
  executed: boolean;
  /** those with the most variants first, so that the ones still open in a round are a prefix */
  cases: readonly Case[];
  /** of each case */
  variants: readonly number[];
  capacity: number;
}

/** Decides what is made: how many pairs each operator makes of each ground, and which one stands at each position. */
export function planPairs(compositions: readonly Composition[], operators: readonly Operator[], settings: PlanSettings): Plan {
  const discarded = new Map<string, number>();
  const discard = (reason: string, count = 1) => discarded.set(reason, (discarded.get(reason) ?? 0) + count);
  const active = operators.filter((operator) => weightOf(operator, settings) > 0);
  const cells = compositions.flatMap((composition) => {
    const judge = createJudge();
    for (const [reason, count] of composition.discarded) discard(reason, count);
    const cases = composition.trajectories.flatMap((trajectory) => findCases(trajectory, active, settings.seed, judge, discard));
    return active.flatMap((operator) => {
      const own = cases.filter((each) => each.operator === operator);
      return [true, false].map((executed) =>
        cellOf(
          operator,
          composition.ground.name,
          own.filter((each) => each.executed === executed),
          executed,
        ),
      );
    });
  });
  const families = familySchema.options;
  const ofFamily = (family: Family) => cells.filter((cell) => cell.operator.family === family);
  const capacity = Object.fromEntries(families.map((family) => [family, sum(ofFamily(family).map((cell) => cell.capacity))])) as Record<
    Family,
    number
  >;
  const wanted = shareOut(
    settings.pairs,
    families.map((family) => ({ weight: settings.mix[family], capacity: Number.POSITIVE_INFINITY })),
  );
  refuseShortage(families, wanted, capacity);
  const quotas = families
    .flatMap((family, index) => shareAmongCells(wanted[index] as number, ofFamily(family), settings))
    .filter(({ pairs }) => pairs > 0);
  return { pairs: settings.pairs, quotas, capacity, discarded, drawAt: drawerOf(quotas, settings) };
}

function weightOf(operator: Operator, settings: PlanSettings): number {
  return settings.mix[operator.family] > 0 ? (settings.operators[operator.name] ?? operator.weight) : 0;
}

function cellOf(operator: Operator, ground: string, all: readonly Case[], executed: boolean): Cell {
  const sorted = all
    .map((drawn) => ({ drawn, variants: variantsOf(drawn), key: keyOf(drawn) }))
    .sort((a, b) => b.variants - a.variants || (a.key < b.key ? -1 : 1));
  const variants = sorted.map((each) => each.variants);
  return { operator, ground, executed, cases: sorted.map(({ drawn }) => drawn), variants, capacity: sum(variants) };
}

/** Different pairs of one case: mutation, wording, system message, and what stands around the request. */
function variantsOf(drawn: Case): number {
  return plainVariantsOf(drawn) * allWraps(drawn.decision.trajectory.ground.phrases).length;
}

function plainVariantsOf({ seeds, templates, systems }: Case): number {
  return seeds.length * templates.length * systems.length;
}

function refuseShortage(families: readonly Family[], wanted: readonly number[], capacity: Readonly<Record<Family, number>>): void {
  const short = families
    .map((family, index) => ({ family, wanted: wanted[index] as number, most: capacity[family] }))
    .filter(({ wanted: want, most }) => want > most)
    .map(
      ({ family, wanted: want, most }) =>
        `${family} ran short by ${grouped(want - most)} (wanted ${grouped(want)}, these primitives give ${grouped(most)})`,
    );
  if (short.length > 0)
    throw new NearmissError(
      `too many pairs asked for: ${short.join('; ')}. Ask for fewer, record more calls, or weigh that family less in "mix"`,
    );
}

/** Within a family: operators by weight, each operator's share over the grounds by how many cases they have, those with a real reply first. */
function shareAmongCells(total: number, cells: readonly Cell[], settings: PlanSettings): (Quota & { cell: Cell })[] {
  const operators = [...new Set(cells.map((cell) => cell.operator))];
  const byOperator = operators.map((operator) => cells.filter((cell) => cell.operator === operator));
  const totals = shareOut(
    total,
    byOperator.map((own, index) => ({
      weight: weightOf(operators[index] as Operator, settings),
      capacity: sum(own.map((cell) => cell.capacity)),
    })),
  );
  return byOperator.flatMap((own, index) => {
    const counts = shareOut(
      totals[index] as number,
      own.map((cell) => ({ weight: Math.sqrt(cell.cases.length) * (cell.executed ? 1 : UNEXECUTED_WEIGHT), capacity: cell.capacity })),
    );
    return own.map((cell, at) => ({
      cell,
      operator: cell.operator,
      ground: cell.ground,
      capacity: cell.capacity,
      pairs: counts[at] as number,
    }));
  });
}

/** Positions are shuffled over the cells by a keyed permutation; within a cell every case comes once before any comes twice. */
function drawerOf(quotas: readonly (Quota & { cell: Cell })[], settings: PlanSettings): Plan['drawAt'] {
  const starts: number[] = [];
  let total = 0;
  for (const { pairs } of quotas) {
    starts.push(total);
    total += pairs;
  }
  const slotAt = total > 0 ? permutationOf(`${settings.seed} positions`, total) : () => 0;
  const drawers = quotas.map(({ cell }) => caseDrawerOf(cell, settings.seed));
  return (position) => {
    const slot = slotAt(position);
    const index = lastAtMost(starts, slot);
    return (drawers[index] as (ordinal: number) => Draw)(slot - (starts[index] as number));
  };
}

function caseDrawerOf(cell: Cell, seed: string): (ordinal: number) => Draw {
  const rounds = roundsOf(cell.variants);
  const key = `${seed} ${cell.operator.name} ${cell.ground} ${cell.executed}`;
  const permutations = new Map<number, (position: number) => number>();
  return (ordinal) => {
    const { round, open, place } = rounds(ordinal);
    let permutation = permutations.get(round);
    if (permutation === undefined) {
      permutation = permutationOf(`${key} round ${round}`, open);
      permutations.set(round, permutation);
    }
    return drawVariant(cell.cases[permutation(place)] as Case, round, seed);
  };
}

/** Which round an ordinal falls in, how many cases are open in it, and its place among them. */
function roundsOf(variants: readonly number[]): (ordinal: number) => { round: number; open: number; place: number } {
  const spans: { fromRound: number; open: number; start: number }[] = [];
  let round = 0;
  let start = 0;
  for (let open = variants.length; open > 0; ) {
    const until = variants[open - 1] as number;
    if (until > round) {
      spans.push({ fromRound: round, open, start });
      start += (until - round) * open;
      round = until;
    }
    while (open > 0 && (variants[open - 1] as number) <= round) open -= 1;
  }
  const starts = spans.map((span) => span.start);
  return (ordinal) => {
    const span = spans[lastAtMost(starts, ordinal)] as (typeof spans)[number];
    const inside = ordinal - span.start;
    return { round: span.fromRound + Math.floor(inside / span.open), open: span.open, place: inside % span.open };
  };
}

/** The n-th variant of a case: no two are alike. What stands around the request changes only once all else is used up. */
function drawVariant(drawn: Case, round: number, seed: string): Draw {
  const plain = plainVariantsOf(drawn);
  const key = keyOf(drawn);
  const { seeds, templates, systems } = drawn;
  const variant = permutationOf(`${seed} ${key}`, plain)(round % plain);
  const wraps = orderWraps(drawn.decision.trajectory.ground.phrases, streamOf(seed, 'wrap', key, variant));
  const template = Math.floor(variant / seeds.length) % templates.length;
  const system = Math.floor(variant / (seeds.length * templates.length));
  return {
    drawn,
    proved: regrow(drawn, seeds[variant % seeds.length] as Seed, seed),
    template: templates[template] as Draw['template'],
    system: systems[system] as string | null,
    wrap: wraps[Math.floor(round / plain)] as Wrap,
  };
}

/** Index of the last start that is not above the value; starts ascend from 0. */
function lastAtMost(starts: readonly number[], value: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/gu, ',');
}
