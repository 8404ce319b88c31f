/** How many jobs may be begun in how many milliseconds. */
export interface Rate {
  max: number;
  duration: number;
}

const MINUTE = 60_000;
/** Milliseconds between two jobs below which they are counted in windows: workers do not wake up any closer. */
const CLOSEST = 50;
const WINDOW = 1000;

/**
 * The rate at which no minute, wherever it begins, sees more than so many jobs begun: evenly spaced where that can be. Else they are
 * counted in windows that follow each other, of which a minute touches one more than fit into it.
 */
export function rateOf(perMinute: number): Rate {
  if (MINUTE / perMinute >= CLOSEST) return { max: 1, duration: Math.ceil(MINUTE / perMinute) };
  return { max: Math.floor(perMinute / (MINUTE / WINDOW + 1)), duration: WINDOW };
}
