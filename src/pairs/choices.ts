import { familySchema } from '../model/pair.ts';
import type { Operator } from '../operators/operator.ts';
import { permutationOf } from '../random/permutation.ts';
import type { Weighed } from './balance.ts';
import { joinLooks } from './side.ts';
import { countCases, rowAt, type Stock, wrongOf } from './stock.ts';
import { type Wishes, weighCases } from './weigh.ts';

/** Every proved mutation of all grounds, in columns: where it is found, what it is weighed by, and how many pairs it can make. */
export interface Choices extends Weighed {
  ground: Int32Array;
  /** by place in the ground's stock */
  case: Int32Array;
  /** place among the mutations of its case */
  place: Int32Array;
  /** by place among all operators */
  operator: Int32Array;
  /** different pairs it can make */
  capacity: Int32Array;
}

/** Lists and weighs what grounds have to draw from. */
export function listChoices(stocks: readonly Stock[], operators: readonly Operator[], wishes: Wishes): Choices {
  const weights = weighCases(columnsOfCases(stocks), operators, wishes);
  const families = operators.map(({ family }) => familySchema.options.indexOf(family));
  const looks = joinLooks(stocks.map((stock) => stock.looks));
  const choices = emptyChoices(
    stocks.reduce((sum, { mutations }) => sum + mutations.length / 2, 0),
    looks,
  );
  let [next, weighed] = [0, 0];
  for (const [ground, stock] of stocks.entries()) {
    const start = looks.starts[ground] as number;
    for (let at = 0; at < countCases(stock); at++) {
      const { operator, right, variants, from, to } = rowAt(stock, at);
      const weight = (weights[weighed++] as number) / (to - from);
      for (let mutation = from; mutation < to; mutation++) {
        choices.ground[next] = ground;
        choices.case[next] = at;
        choices.place[next] = mutation - from;
        choices.operator[next] = operator;
        choices.family[next] = families[operator] as number;
        choices.weight[next] = weight;
        choices.right[next] = start + right;
        choices.wrong[next] = start + wrongOf(stock, mutation);
        choices.capacity[next] = variants;
        next += 1;
      }
    }
  }
  return choices;
}

function columnsOfCases(stocks: readonly Stock[]): Record<'operator' | 'ground' | 'executed', number[]> {
  const columns = { operator: [] as number[], ground: [] as number[], executed: [] as number[] };
  for (const [ground, stock] of stocks.entries()) {
    for (let at = 0; at < countCases(stock); at++) {
      const { operator, executed } = rowAt(stock, at);
      columns.operator.push(operator);
      columns.ground.push(ground);
      columns.executed.push(executed);
    }
  }
  return columns;
}

export function emptyChoices(length: number, looks: Choices['looks']): Choices {
  const numbers = () => new Int32Array(length);
  return {
    ground: numbers(),
    case: numbers(),
    place: numbers(),
    operator: numbers(),
    family: numbers(),
    weight: new Float64Array(length),
    right: numbers(),
    wrong: numbers(),
    capacity: numbers(),
    looks,
  };
}

/**
 * Choices of one family, operator and pair of tools stand together, in a keyed order among themselves: counting them out in this order, each such
 * group gets its share to within one pair, and which of its members stand in for the others depends on the seed alone.
 */
export function orderChoices(choices: Choices, seed: string): Choices {
  const { length } = choices.case;
  if (length === 0) return choices;
  const group = groupChoices(choices);
  const lot = permutationOf(`${seed} order`, length);
  // Sorted as numbers, group first, lot second: a tenth of the time that comparing takes.
  const keys = fill(new Float64Array(length), (at) => (group[at] as number) * length + lot(at)).sort();
  const byLot = new Int32Array(length);
  for (let at = 0; at < length; at++) byLot[lot(at)] = at;
  const order = fill(new Int32Array(length), (at) => byLot[(keys[at] as number) % length] as number);
  const inOrder = <Column extends Int32Array | Float64Array>(from: Column, into: Column): Column =>
    fill(into, (at) => from[order[at] as number] as number);
  const numbers = () => new Int32Array(length);
  return {
    ground: inOrder(choices.ground, numbers()),
    case: inOrder(choices.case, numbers()),
    place: inOrder(choices.place, numbers()),
    operator: inOrder(choices.operator, numbers()),
    family: inOrder(choices.family, numbers()),
    weight: inOrder(choices.weight, new Float64Array(length)),
    right: inOrder(choices.right, numbers()),
    wrong: inOrder(choices.wrong, numbers()),
    capacity: inOrder(choices.capacity, numbers()),
    looks: choices.looks,
  };
}

/** The group of each choice: groups are numbered by family, then operator as they come first, then right tool, then wrong one. */
function groupChoices({ family, operator, right, wrong, looks: { tool } }: Choices): Int32Array {
  const familyOf = new Map<number, number>();
  for (let at = 0; at < operator.length; at++) familyOf.set(operator[at] as number, family[at] as number);
  const ranks = new Map([...familyOf].sort(([, one], [, other]) => one - other).map(([each], rank) => [each, rank]));
  const tools = tool.reduce((most, number) => Math.max(most, number + 1), 0);
  const keys = fill(new Float64Array(operator.length), (at) => {
    const from = tool[right[at] as number] as number;
    const to = tool[wrong[at] as number] as number;
    return ((ranks.get(operator[at] as number) as number) * tools + from) * tools + to;
  });
  const numbers = new Map([...new Float64Array(new Set(keys)).sort()].map((key, number) => [key, number]));
  return fill(new Int32Array(keys.length), (at) => numbers.get(keys[at] as number) as number);
}

/** Fills a column by place. `from` of typed arrays would put all numbers in a list first, which is five times the room. */
function fill<Column extends Int32Array | Float64Array>(column: Column, numberAt: (at: number) => number): Column {
  for (let at = 0; at < column.length; at++) column[at] = numberAt(at);
  return column;
}
