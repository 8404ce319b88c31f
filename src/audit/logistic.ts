/** Rows of a sparse matrix: row i has the columns `columns[starts[i]] ... columns[starts[i + 1] - 1]` with their values. */
export interface SparseRows {
  starts: Int32Array;
  columns: Int32Array;
  values: Float64Array;
  /** number of columns */
  width: number;
}

/** Remembered steps of L-BFGS. */
const MEMORY = 6;

/**
 * Weights of an L2-regularised logistic regression: minimises sum_i yes[i] log(1 + e^-z_i) + no[i] log(1 + e^z_i) + |w|^2 / (2 c)
 * with z = X w, by L-BFGS (Nocedal & Wright, Numerical Optimization, algorithm 7.4) with backtracking. The same input gives
 * the same weights. `yes` and `no` count how often a row was seen on either side.
 */
export function fitLogistic(
  rows: SparseRows,
  yes: Float64Array,
  no: Float64Array,
  { c = 0.1, steps = 40, tolerance = 1e-3 } = {},
): Float64Array {
  const used = yes.map((count, row) => (count + (no[row] as number) > 0 ? row : -1)).filter((row) => row >= 0);
  let weights = new Float64Array(rows.width);
  let gradient = new Float64Array(rows.width);
  const measure = (at: Float64Array, into: Float64Array): number => {
    let loss = 0;
    for (let column = 0; column < at.length; column += 1) {
      const weight = at[column] as number;
      loss += (weight * weight) / (2 * c);
      into[column] = weight / c;
    }
    for (const row of used) {
      const z = scoreRow(rows, row, at);
      const [right, wrong] = [yes[row] as number, no[row] as number];
      const soft = Math.log1p(Math.exp(-Math.abs(z)));
      loss += right * (soft + Math.max(0, -z)) + wrong * (soft + Math.max(0, z));
      const slope = (right + wrong) / (1 + Math.exp(-z)) - right;
      for (let at = rows.starts[row] as number; at < (rows.starts[row + 1] as number); at += 1) {
        const column = rows.columns[at] as number;
        into[column] = (into[column] as number) + slope * (rows.values[at] as number);
      }
    }
    return loss;
  };
  let loss = measure(weights, gradient);
  const first = Math.sqrt(dot(gradient, gradient));
  const past: { moved: Float64Array; turned: Float64Array; scale: number }[] = [];
  for (let step = 0; step < steps && Math.sqrt(dot(gradient, gradient)) > tolerance * first; step += 1) {
    const direction = findDirection(gradient, past);
    const slope = dot(gradient, direction);
    let size = past.length === 0 ? 1 / Math.max(1, first) : 1;
    let [next, turned] = [new Float64Array(rows.width), new Float64Array(rows.width)];
    let reached = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 30; tries += 1, size /= 2) {
      next = weights.map((weight, column) => weight + size * (direction[column] as number));
      reached = measure(next, turned);
      if (reached <= loss + 1e-4 * size * slope) break;
    }
    if (!(reached < loss)) break;
    const moved = next.map((weight, column) => weight - (weights[column] as number));
    const change = turned.map((value, column) => value - (gradient[column] as number));
    const bend = dot(moved, change);
    if (bend > 1e-12) past.push({ moved, turned: change, scale: 1 / bend });
    if (past.length > MEMORY) past.shift();
    [weights, gradient, loss] = [next, turned, reached];
  }
  return weights;
}

/** z of one row. */
export function scoreRow({ starts, columns, values }: SparseRows, row: number, weights: Float64Array): number {
  let z = 0;
  for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1)
    z += (weights[columns[at] as number] as number) * (values[at] as number);
  return z;
}

function findDirection(
  gradient: Float64Array,
  past: readonly { moved: Float64Array; turned: Float64Array; scale: number }[],
): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares: number[] = [];
  for (let at = past.length - 1; at >= 0; at -= 1) {
    const { moved, turned, scale } = past[at] as (typeof past)[number];
    const share = scale * dot(moved, direction);
    shares[at] = share;
    addScaled(direction, turned, -share);
  }
  const last = past.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.scale * dot(last.turned, last.turned));
    for (let column = 0; column < direction.length; column += 1) direction[column] = (direction[column] as number) * scale;
  }
  for (const [at, { moved, turned, scale }] of past.entries())
    addScaled(direction, moved, (shares[at] as number) - scale * dot(turned, direction));
  return direction;
}

function addScaled(to: Float64Array, what: Float64Array, scale: number): void {
  for (let column = 0; column < to.length; column += 1) to[column] = (to[column] as number) + scale * (what[column] as number);
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let column = 0; column < one.length; column += 1) sum += (one[column] as number) * (other[column] as number);
  return sum;
}
