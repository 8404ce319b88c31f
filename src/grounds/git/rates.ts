import type { Stream } from '../../random/stream.ts';

/** Daily rates in euros per metre of boat and night, as the price list writes them. */
export interface Rates {
  short: string;
  middle: string;
  long: string;
}

/** The rates the service began with and those of 2026: ten cents apart at least, so that no two are the same. */
export function drawRates(stream: Stream): { old: Rates; now: Rates } {
  const short = 200 + 10 * stream.below(4);
  const middle = short + 50 + 10 * stream.below(3);
  const long = middle + 60 + 10 * stream.below(4);
  const rise = 14 + stream.below(4);
  const write = (cents: number) => (cents / 100).toFixed(2);
  return {
    old: { short: write(short), middle: write(middle), long: write(long) },
    now: { short: write(short + rise), middle: write(middle + rise), long: write(long + rise + 4) },
  };
}
