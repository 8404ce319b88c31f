import { spawnSync } from 'node:child_process';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { configSchema } from '../src/model/config.ts';
import { familySchema } from '../src/model/pair.ts';
import { allOperators } from '../src/operators/index.ts';
import { balanceWeights } from '../src/pairs/balance.ts';
import { type Choices, listChoices, orderChoices } from '../src/pairs/choices.ts';
import { countPairs, lastAtMost, takeStocks } from '../src/pairs/plan.ts';
import { shareOut, spreadOut } from '../src/pairs/share.ts';
import { permutationOf } from '../src/random/permutation.ts';
import { quickStream } from '../src/random/quick.ts';
import { composeShipped } from './library.ts';
import { ownPeak, startTimer } from './measure.ts';

/*
 * What the planner comes to at the internet's scale, no rows written: `npm run bench -- scale --tools 100000 --scale-pairs 1e9`.
 *
 * First the planner as it is, over the shipped library once, twice and four times: what a tool costs it. Then the same functions ground by ground, over
 * so many tools: what a planner needs that keeps of each ground only its sums. A simulated ground is a shipped one with some of its cases left out and
 * other capacities, by its number; it is made anew each time it is looked at, as it would be read.
 */

export interface ScaleSettings {
  tools: number;
  pairs: number;
  /** how many times over the shipped library is planned as it is */
  copies: readonly number[];
}

const families = familySchema.options;
const operators = allOperators.filter(({ weight, family }) => weight > 0 && configSchema.parse({}).mix[family] > 0);
const seed = 'scale';
/** Positions that are looked up. */
const DRAWN = 1_000_000;

export function benchScale({ tools, pairs, copies }: ScaleSettings): void {
  for (const times of copies) {
    const file = fileURLToPath(new URL('plan-copies.ts', import.meta.url));
    const run = spawnSync(execPath, ['--no-warnings', file, String(times), String(100_000)], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    const { tools: some, seconds, megabytes } = JSON.parse(run.stdout) as { tools: number; seconds: number; megabytes: number };
    console.log(
      `planner as it is     ${pad(some)} tools: ${seconds.toFixed(1)} s of processor time, peak ${megabytes.toFixed(0)} MB; ` +
        `${((1e3 * seconds) / some).toFixed(1)} ms and ${(megabytes / some).toFixed(2)} MB a tool`,
    );
  }
  const shapes = [...composeShipped()].map((composition) => {
    const settings = configSchema.parse({ pairs: 1 });
    const choices = listChoices(takeStocks([composition], operators, settings), operators, settings);
    return { tools: composition.ground.tools.size, choices };
  });
  console.log(`the shipped library is looked at: peak ${ownPeak().toFixed(0)} MB`);
  // Few pairs of few tools first, many pairs of few tools, then all: peaks only grow, so what each needs more than the one before is told.
  simulate(shapes, countGrounds(shapes, tools / 30), Math.ceil(pairs / 30_000));
  simulate(shapes, countGrounds(shapes, tools / 30), Math.ceil(pairs / 30));
  simulate(shapes, countGrounds(shapes, tools), pairs);
}

/** What planning sees of a ground. */
interface Shape {
  tools: number;
  choices: Choices;
}

function countGrounds(shapes: readonly Shape[], tools: number): number {
  let [grounds, have] = [0, 0];
  while (have < tools) have += (shapes[grounds++ % shapes.length] as Shape).tools;
  return grounds;
}

/** The choices of a simulated ground: their weights say no more than what they are to each other. */
function makeGround(shapes: readonly Shape[], number: number): Choices {
  const { choices } = shapes[number % shapes.length] as Shape;
  const stream = quickStream(seed, 'ground', number);
  let factor = 0;
  // The choices of a case stand together and stay together.
  const factors = Float64Array.from(choices.place, (place) => {
    if (place === 0) factor = stream.next() < 0.9 ? 0.5 + stream.next() : 0;
    return factor;
  });
  const stays = (_: number, at: number) => factors[at] !== 0;
  return {
    ground: choices.ground.filter(stays),
    case: choices.case.filter(stays),
    place: choices.place.filter(stays),
    operator: choices.operator.filter(stays),
    family: choices.family.filter(stays),
    weight: choices.weight.filter(stays),
    right: choices.right.filter(stays),
    wrong: choices.wrong.filter(stays),
    capacity: choices.capacity.map((capacity, at) => Math.ceil(capacity * (factors[at] as number))).filter(stays),
    looks: choices.looks,
  };
}

function simulate(shapes: readonly Shape[], grounds: number, pairs: number): void {
  const stop = startTimer();
  const { mix } = configSchema.parse({});
  // What is kept of each ground: by operator, the roots of its cases and the sum of their weights; by family, its capacity.
  const roots = new Float64Array(grounds * operators.length);
  const sums = new Float64Array(grounds * operators.length);
  const capacities = families.map(() => new Array<number>(grounds).fill(0));
  let choices = 0;
  for (let ground = 0; ground < grounds; ground++) {
    const { operator, family, place, weight, capacity } = makeGround(shapes, ground);
    for (let choice = 0; choice < operator.length; choice++) {
      const at = ground * operators.length + (operator[choice] as number);
      if (place[choice] === 0) roots[at] = (roots[at] as number) + 1;
      sums[at] = (sums[at] as number) + (weight[choice] as number);
      const room = capacities[family[choice] as number] as number[];
      room[ground] = (room[ground] as number) + (capacity[choice] as number);
    }
    choices += operator.length;
  }
  for (let at = 0; at < roots.length; at++) roots[at] = Math.sqrt(roots[at] as number);
  const ofOperator = operators.map((_, at) => {
    let sum = 0;
    for (let ground = 0; ground < grounds; ground++) sum += roots[ground * operators.length + at] as number;
    return sum;
  });
  const ofFamily = families.map((family) =>
    operators.reduce((sum, { family: own, weight }, at) => sum + (own === family && (ofOperator[at] as number) > 0 ? weight : 0), 0),
  );
  /** The weight of an operator in a ground, over all. */
  const shareOf = (ground: number, at: number): number => {
    const { family, weight } = operators[at] as (typeof operators)[number];
    const all = ofOperator[at] as number;
    return all === 0
      ? 0
      : (mix[family] * weight * (roots[ground * operators.length + at] as number)) / ((ofFamily[families.indexOf(family)] as number) * all);
  };
  const wanted = shareOut(
    pairs,
    families.map((family) => ({ weight: mix[family], capacity: Number.POSITIVE_INFINITY })),
  );
  const quotas = families.map((family, at) => {
    const weights = Float64Array.from({ length: grounds }, (_, ground) =>
      operators.reduce((sum, operator, each) => sum + (operator.family === family ? shareOf(ground, each) : 0), 0),
    );
    return spreadOut(wanted[at] as number, weights, capacities[at] as number[]);
  });
  const total = (numbers: ArrayLike<number>) =>
    Array.prototype.reduce.call(numbers, (sum, number) => (sum as number) + (number as number), 0) as number;
  for (const [at, family] of families.entries())
    if (total(quotas[at] as Int32Array) !== wanted[at]) throw new Error(`${family}: ${wanted[at]} wanted, these grounds give fewer`);
  const summed = stop();

  const positions = drawPositions(pairs, grounds, quotas);
  const looked = stop();
  let [counted, drawn, fullest] = [0, 0, 0];
  for (let ground = 0; ground < grounds; ground++) {
    const made = makeGround(shapes, ground);
    const weight = made.weight.map((own, at) => {
      const operator = made.operator[at] as number;
      return (shareOf(ground, operator) * own) / (sums[ground * operators.length + operator] as number);
    });
    const ordered = orderChoices({ ...made, weight }, `${seed} ${ground}`);
    const counts = countPairs(
      ordered,
      balanceWeights(ordered),
      families.map((_, at) => (quotas[at] as Int32Array)[ground] as number),
    );
    const starts = Float64Array.from(counts);
    let sum = 0;
    for (let at = 0; at < counts.length; at++) {
      const capacity = ordered.capacity[at] as number;
      if ((counts[at] as number) > capacity) throw new Error('more pairs than a choice has');
      fullest = Math.max(fullest, (counts[at] as number) / capacity);
      starts[at] = sum;
      sum += counts[at] as number;
    }
    counted += sum;
    for (const slot of positions[ground] ?? []) {
      const at = lastAtMost(starts, slot);
      if (slot - (starts[at] as number) >= (counts[at] as number)) throw new Error('a position that no choice has');
      drawn += 1;
    }
  }
  const all = stop();
  if (counted !== pairs || drawn !== DRAWN) throw new Error(`${counted} pairs counted out of ${pairs}, ${drawn} positions found`);
  console.log(
    `ground by ground     ${pad(pairs)} pairs, ${grounds} grounds, ${choices} choices: ${all.clock.toFixed(1)} s (${all.processor.toFixed(1)} s of processor time: ` +
      `sums ${summed.processor.toFixed(1)}, ${DRAWN} positions ${(looked.processor - summed.processor).toFixed(1)}, balance and quotas ${(all.processor - looked.processor).toFixed(1)}), ` +
      `peak ${ownPeak().toFixed(0)} MB; the fullest choice is used to ${(100 * fullest).toFixed(0)} %`,
  );
}

/** Positions at even distances, sent through the permutation of all: in which ground they fall, and at which place of it. */
function drawPositions(pairs: number, grounds: number, quotas: readonly Int32Array[]): number[][] {
  const starts = new Float64Array(grounds);
  let sum = 0;
  for (let ground = 0; ground < grounds; ground++) {
    starts[ground] = sum;
    for (const quota of quotas) sum += quota[ground] as number;
  }
  const slotAt = permutationOf(`${seed} positions`, pairs);
  const found: number[][] = Array.from({ length: grounds }, () => []);
  for (let draw = 0; draw < DRAWN; draw++) {
    const slot = slotAt(Math.floor((draw / DRAWN) * pairs));
    const ground = lastAtMost(starts, slot);
    (found[ground] as number[]).push(slot - (starts[ground] as number));
  }
  return found;
}

function pad(number: number): string {
  return String(number).padStart(10);
}
