import type { Stream } from '../../random/stream.ts';
import { type Demand, type Refusal, refuse } from './demand.ts';
import type { Edge } from './place.ts';

/** Decimals that survive every trainer's JSON reader, and the largest whole number that does. */
const MOST_DECIMALS = 10;
const LARGEST = Number.MAX_SAFE_INTEGER;
/** Decimals a `multipleOf` may have at most; smaller steps are refused. */
const FINEST = 60;

/** What a number usually is in its place: bounds, and how many decimals people write. */
export interface Usual {
  low: number;
  high: number;
  decimals: number;
}

/**
 * A number within all bounds that is a multiple of all steps, reckoned exactly in whole multiples of the step. Where the usual
 * range meets the allowed one the value lies in both.
 */
export function drawNumber(demand: Demand, usual: Usual, edge: Edge | undefined, stream: Stream): number | Refusal {
  const decimals = [demand.whole ? 0 : usual.decimals, ...(demand.whole ? [] : [2, 4, 6, MOST_DECIMALS])];
  let refusal: Refusal = refuse('no number', true);
  for (const places of decimals) {
    const grid = gridOf(demand, places);
    if ('refused' in grid) refusal = grid;
    else return numberAt(grid, choose(grid, usual, edge, stream));
  }
  if (demand.steps.length > 0 && fitsZero(demand)) return 0;
  return refusal;
}

/** Every number between `first` and `last` times `step`, in units of 10 to the power of minus `scale`. */
interface Grid {
  first: bigint;
  last: bigint;
  step: bigint;
  scale: number;
}

function gridOf(demand: Demand, places: number): Grid | Refusal {
  const steps = demand.steps.map(decimalOf);
  const scale = Math.max(places, ...steps.map(([, decimals]) => decimals));
  if (scale > FINEST) return refuse(`multipleOf finer than ${FINEST} decimals`, false);
  const unit = 10n ** BigInt(scale - places);
  let step = unit;
  for (const [digits, decimals] of steps) step = leastCommonMultiple(step, digits * 10n ** BigInt(scale - decimals));
  const low = scaled(Math.max(demand.low, -LARGEST), scale, 'up');
  const high = scaled(Math.min(demand.high, LARGEST), scale, 'down');
  let first = divideUp(low.value, step);
  let last = -divideUp(-high.value, step);
  if (demand.lowOpen && low.exact && first * step === low.value) first += 1n;
  if (demand.highOpen && high.exact && last * step === high.value) last -= 1n;
  if (first > last) {
    const certain = demand.whole || (demand.low === demand.high && places === MOST_DECIMALS);
    return refuse(
      `no ${demand.whole ? 'integer' : `number of at most ${MOST_DECIMALS} decimals`} within the bounds`,
      certain && demand.low > -LARGEST && demand.high < LARGEST,
    );
  }
  return { first, last, step, scale };
}

function choose(grid: Grid, usual: Usual, edge: Edge | undefined, stream: Stream): bigint {
  const { first, last } = grid;
  if (edge === 'least') return first;
  if (edge === 'most') return last;
  if (edge === 'nextLeast') return first < last ? first + 1n : first;
  if (edge === 'nextMost') return first < last ? last - 1n : last;
  let low = divideUp(scaled(usual.low, grid.scale, 'up').value, grid.step);
  let high = -divideUp(-scaled(usual.high, grid.scale, 'down').value, grid.step);
  if (low < first) low = first;
  if (high > last) high = last;
  if (low > high) {
    // Outside what is usual: close to the bound, as people stay close to what they know.
    low = usual.low > numberAt(grid, last) ? maxOf(first, last - 99n) : first;
    high = minOf(last, low + 99n);
  }
  return low + below(high - low + 1n, stream);
}

function numberAt(grid: Grid, multiple: bigint): number {
  const units = multiple * grid.step;
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(grid.scale + 1, '0');
  const whole = digits.slice(0, digits.length - grid.scale);
  const fraction = digits.slice(digits.length - grid.scale);
  const value = Number(fraction === '' ? whole : `${whole}.${fraction}`);
  return negative && value !== 0 ? -value : value;
}

/** A finite number as (digits, decimals): 1.25 is (125, 2). */
function decimalOf(value: number): [digits: bigint, decimals: number] {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toString().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const decimals = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return decimals >= 0 ? [digits, decimals] : [digits * 10n ** BigInt(-decimals), 0];
}

function scaled(value: number, scale: number, round: 'up' | 'down'): { value: bigint; exact: boolean } {
  const [digits, decimals] = decimalOf(value);
  const signed = value < 0 ? -digits : digits;
  if (decimals <= scale) return { value: signed * 10n ** BigInt(scale - decimals), exact: true };
  const divisor = 10n ** BigInt(decimals - scale);
  const up = divideUp(signed, divisor);
  const exact = up * divisor === signed;
  return { value: round === 'up' || exact ? up : up - 1n, exact };
}

function fitsZero(demand: Demand): boolean {
  const above = demand.low < 0 || (demand.low === 0 && !demand.lowOpen);
  return above && (demand.high > 0 || (demand.high === 0 && !demand.highOpen));
}

function below(limit: bigint, stream: Stream): bigint {
  if (limit <= 2n ** 32n) return BigInt(stream.below(Number(limit)));
  return ((BigInt(stream.below(2 ** 30)) << 60n) | (BigInt(stream.below(2 ** 30)) << 30n) | BigInt(stream.below(2 ** 30))) % limit;
}

function divideUp(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor > 0n ? quotient + 1n : quotient;
}

function leastCommonMultiple(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right];
  while (b > 0n) [a, b] = [b, a % b];
  return (left / a) * right;
}

function minOf(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}

function maxOf(left: bigint, right: bigint): bigint {
  return left > right ? left : right;
}
