/** One that takes part in a sharing out: how much it should get, relative to the others, and the most it can take. */
export interface Share {
  weight: number;
  capacity: number;
}

/**
 * Shares a whole number out in proportion to weights, no one above its capacity; what one cannot take goes to the others.
 * Largest remainders settle the fractions, earlier ones first. The sum is the total, or all capacity where that is less.
 */
export function shareOut(total: number, shares: readonly Share[]): number[] {
  const given = shares.map(() => 0);
  let left = Math.min(
    total,
    shares.reduce((sum, { weight, capacity }) => sum + (weight > 0 ? capacity : 0), 0),
  );
  while (left > 0) {
    const open = shares
      .map(({ weight, capacity }, index) => ({ index, weight, room: capacity - (given[index] as number) }))
      .filter(({ weight, room }) => weight > 0 && room > 0);
    const weights = open.reduce((sum, { weight }) => sum + weight, 0);
    const exact = open.map(({ index, weight, room }) => ({ index, room, part: (left * weight) / weights }));
    const full = exact.filter(({ part, room }) => part >= room);
    if (full.length > 0) {
      for (const { index, room } of full) {
        given[index] = (given[index] as number) + room;
        left -= room;
      }
      continue;
    }
    const remainders = exact.map(({ index, part }) => ({ index, whole: Math.floor(part), rest: part - Math.floor(part) }));
    let loose = left - remainders.reduce((sum, { whole }) => sum + whole, 0);
    for (const { index, whole } of remainders) given[index] = (given[index] as number) + whole;
    for (const { index } of remainders.toSorted((a, b) => b.rest - a.rest || a.index - b.index)) {
      if (loose <= 0) break;
      given[index] = (given[index] as number) + 1;
      loose -= 1;
    }
    left = 0;
  }
  return given;
}

/**
 * Shares a whole number out among many in proportion to their weights, no one above its capacity, as evenly along the list as can be: whatever
 * stretch of it one looks at gets its share to within one. The sum is the total, or all capacity where that is less.
 */
export function spreadOut(total: number, weights: Float64Array, capacities: ArrayLike<number>): Int32Array {
  const parts = fill(total, weights, capacities);
  const counts = new Int32Array(weights.length);
  let room = 0;
  for (let at = 0; at < capacities.length; at++) room += capacities[at] as number;
  const whole = Math.min(total, room);
  let [sum, given] = [0, 0];
  for (let at = 0; at < parts.length; at++) {
    sum += parts[at] as number;
    // Sums of fractions are off by less than a billionth; the last one settles what is left.
    const reached = Math.min(whole, Math.floor(sum + 0.5));
    counts[at] = Math.min(reached - given, capacities[at] as number);
    given += counts[at] as number;
  }
  for (let at = 0; given < whole; at++) {
    if ((counts[at] as number) >= (capacities[at] as number)) continue;
    counts[at] = (counts[at] as number) + 1;
    given += 1;
  }
  return counts;
}

/** The fractions that weights ask for, with what some cannot take given to the others. */
function fill(total: number, weights: Float64Array, capacities: ArrayLike<number>): Float64Array {
  const parts = new Float64Array(weights.length);
  const isFull = new Uint8Array(weights.length);
  let left = total;
  for (let changed = true; changed; ) {
    changed = false;
    let open = 0;
    for (let at = 0; at < weights.length; at++) if (isFull[at] === 0) open += weights[at] as number;
    if (open === 0) break;
    const rate = left / open;
    for (let at = 0; at < weights.length; at++) {
      if (isFull[at] === 1) continue;
      const capacity = capacities[at] as number;
      parts[at] = Math.min(rate * (weights[at] as number), capacity);
      if (rate * (weights[at] as number) < capacity) continue;
      isFull[at] = 1;
      left -= capacity;
      changed = true;
    }
  }
  return parts;
}
