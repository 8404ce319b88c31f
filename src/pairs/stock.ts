import { numberOf } from '../model/numbering.ts';
import type { Primitive } from '../model/primitive.ts';
import type { Operator } from '../operators/operator.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import type { Decision } from '../trajectories/decision.ts';
import { type Composition, type Trajectory, trajectoriesOf } from '../trajectories/trajectory.ts';
import { type Case, type FoundCase, findCases, isTogether, type Search, type Seed, systemsFor } from './case.ts';
import { variantsOf } from './draw.ts';
import { createJudge } from './judge.ts';
import { type Looks, Sides } from './side.ts';
import { putTogether } from './together.ts';

/**
 * What a ground has to draw pairs from, its cases and their proved mutations, in numbers: they take a tenth of the room of objects, and one thread can
 * hand them to another.
 */
export interface Stock {
  /** a row a case, as `rowAt` reads it */
  cases: Int32Array;
  /** two numbers a mutation: what it follows from (`#codeOf`), and the look of its wrong side */
  mutations: Int32Array;
  looks: Looks;
  pointers: readonly string[];
  /** lists of templates, each by its place in the trajectory */
  selections: readonly (readonly number[])[];
  together: readonly CodedTogether[];
  /** candidates that could not be proved, by reason */
  discarded: ReadonlyMap<string, number>;
}

/** What of a stock is needed once a plan is settled: looks are weighed before. */
export type DrawnStock = Omit<Stock, 'looks'>;

/** A case in numbers. Things stand for their places: in the ground's trajectories, in all operators, in the stock's lists. */
export interface CaseRow {
  trajectory: number;
  step: number;
  due: number;
  operator: number;
  pointer: number;
  /** 0 or 1 */
  executed: number;
  /** a selection, or `ALL` */
  templates: number;
  /** the look of its right side */
  right: number;
  /** how many different pairs each of its mutations can make */
  variants: number;
  /** its mutations: from, and up to without */
  from: number;
  to: number;
}

/** `Together` with codes in place of seeds, and the second operator by its place. */
interface CodedTogether {
  first: number;
  second: number;
  operator: number;
  pointer: string;
}

export interface StockSettings {
  /** all operators of a build, and which of them are asked */
  operators: readonly Operator[];
  isAsked: (operator: Operator) => boolean;
  seed: string;
  compose?: 1 | 2;
}

const DUES: readonly Decision['due'][] = ['call', 'answer', 'question'];
const ALL = -1;
const ROW = 11;

/** Looks through some trajectories of a ground for every case and its proved mutations. */
export function takeStock(composition: Composition, looked: readonly Trajectory[], settings: StockSettings): Stock {
  const { operators, isAsked, seed, compose } = settings;
  const discarded = new Map(composition.discarded);
  const search: Search = {
    operators: operators.filter(isAsked),
    seed,
    judge: createJudge(),
    sides: new Sides(),
    discard: (reason) => discarded.set(reason, (discarded.get(reason) ?? 0) + 1),
  };
  const keeper = new Keeper(composition, operators);
  for (const trajectory of looked) {
    const found = findCases(trajectory, search);
    for (const each of compose === 2 ? putTogether(found, search) : found) keeper.keep(each);
  }
  return { ...keeper.kept(), looks: search.sides.looks(), discarded };
}

export function countCases({ cases }: Pick<Stock, 'cases'>): number {
  return cases.length / ROW;
}

export function rowAt({ cases }: Pick<Stock, 'cases'>, place: number): CaseRow {
  const at = place * ROW;
  return {
    trajectory: cases[at] as number,
    step: cases[at + 1] as number,
    due: cases[at + 2] as number,
    operator: cases[at + 3] as number,
    pointer: cases[at + 4] as number,
    executed: cases[at + 5] as number,
    templates: cases[at + 6] as number,
    right: cases[at + 7] as number,
    variants: cases[at + 8] as number,
    from: cases[at + 9] as number,
    to: cases[at + 10] as number,
  };
}

/** The look of the wrong side of a mutation. */
export function wrongOf({ mutations }: Stock, mutation: number): number {
  return mutations[2 * mutation + 1] as number;
}

/** What a ground has to draw from, each case and what each of its mutations follows from made anew when it is asked for. */
export interface OpenStock {
  caseAt(place: number): Case;
  seedAt(place: number, mutation: number): Seed;
}

export function openStock(stock: DrawnStock, composition: Composition, operators: readonly Operator[]): OpenStock {
  const trajectories = trajectoriesOf(composition);
  const primitives = recordedIn(composition.ground);
  const operatorAt = (place: number) => operators[place] as Operator;
  const seedOf = (code: number): Seed => {
    if (code >= 0) return code % 2 === 1 ? (code - 1) / 2 : (primitives[code / 2] as Primitive);
    const { first, second, operator, pointer } = stock.together[-code - 1] as CodedTogether;
    return { first: seedOf(first), second: seedOf(second), with: { operator: operatorAt(operator), pointer } };
  };
  return {
    caseAt: (place) => {
      const row = rowAt(stock, place);
      const trajectory = trajectories[row.trajectory] as Trajectory;
      const selection = stock.selections[row.templates]?.map((at) => trajectory.templates[at] as Trajectory['templates'][number]);
      return {
        operator: operatorAt(row.operator),
        decision: { trajectory, step: row.step, due: DUES[row.due] as Decision['due'] },
        pointer: stock.pointers[row.pointer] as string,
        templates: selection ?? trajectory.templates,
        systems: systemsFor(trajectory),
      };
    },
    seedAt: (place, mutation) => seedOf(stock.mutations[2 * (rowAt(stock, place).from + mutation)] as number),
  };
}

/** Writes cases down as numbers. */
class Keeper {
  readonly #trajectories: ReadonlyMap<Trajectory, number>;
  readonly #primitives: ReadonlyMap<Primitive, number>;
  readonly #operators: ReadonlyMap<Operator, number>;
  readonly #pointers = new Map<string, number>();
  readonly #selections = new Map<string, number>();
  readonly #together: CodedTogether[] = [];
  readonly #cases: number[] = [];
  readonly #mutations: number[] = [];

  constructor(composition: Composition, operators: readonly Operator[]) {
    this.#trajectories = placesOf(trajectoriesOf(composition));
    this.#primitives = placesOf(recordedIn(composition.ground));
    this.#operators = placesOf(operators);
  }

  keep(found: FoundCase): void {
    const { operator, decision, pointer, seeds, executed, templates, right, wrongs } = found;
    const { trajectory, step, due } = decision;
    const from = this.#mutations.length / 2;
    for (const [at, seed] of seeds.entries()) this.#mutations.push(this.#codeOf(seed), wrongs[at] as number);
    this.#cases.push(
      this.#trajectories.get(trajectory) as number,
      step,
      DUES.indexOf(due),
      this.#operators.get(operator) as number,
      numberOf(this.#pointers, pointer),
      Number(executed),
      templates === trajectory.templates
        ? ALL
        : numberOf(this.#selections, templates.map((each) => trajectory.templates.indexOf(each)).join()),
      right,
      variantsOf(found),
      from,
      from + seeds.length,
    );
  }

  kept(): Omit<Stock, 'looks' | 'discarded'> {
    return {
      cases: Int32Array.from(this.#cases),
      mutations: Int32Array.from(this.#mutations),
      pointers: [...this.#pointers.keys()],
      selections: [...this.#selections.keys()].map((places) => places.split(',').map(Number)),
      together: this.#together,
    };
  }

  /** A recorded call is an even number, a place among proposals an odd one, two mutations at once a negative one. */
  #codeOf(seed: Seed): number {
    if (typeof seed === 'number') return 2 * seed + 1;
    if (!isTogether(seed)) return 2 * (this.#primitives.get(seed) as number);
    const { first, second, with: other } = seed;
    const operator = this.#operators.get(other.operator) as number;
    return -this.#together.push({ first: this.#codeOf(first), second: this.#codeOf(second), operator, pointer: other.pointer });
  }
}

function recordedIn({ primitives, failures }: GroundLibrary): readonly Primitive[] {
  return [...primitives, ...failures];
}

function placesOf<T>(list: readonly T[]): Map<T, number> {
  return new Map(list.map((each, at) => [each, at]));
}
