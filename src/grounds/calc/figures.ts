import type { ChainStep } from '../recipe.ts';
import { said } from '../recipe.ts';
import { each, vary } from '../variation.ts';

/** Passengers on the five trips of a week. */
const WEEK: readonly number[] = [41, 38, 49, 45, 27];
const SLIPS = [
  [14, 31, 44],
  [28, 36, 83],
  [46, 48, 94],
  [35, 42, 54],
  [17, 22, 72],
] as const;

/** Distances, fuel, luggage, money, dates and times of a coach firm. */
export function* figureCalls(): Iterable<ChainStep> {
  yield* unitCalls();
  yield* sumCalls();
  yield* dayCalls();
  yield* clockCalls();
}

function* unitCalls(): Iterable<ChainStep> {
  yield* vary('convert', { value: 120, from: 'mi', to: 'km' }, { value: [112, 125, 210], from: ['nmi', 'ft'], to: ['m', 'nmi'] });
  yield* vary('convert', { value: 300, from: 'l', to: 'gal' }, { value: [30, 310, 330], from: ['qt', 'pt'], to: ['pt', 'qt'] });
  yield* vary('convert', { value: 23, from: 'kg', to: 'lb' }, { value: [20, 25, 32], from: ['st'], to: ['oz', 'st'] });
  yield* vary('convert', { value: 68, from: 'F', to: 'C' }, { value: [60, 66, 86], from: ['K'], to: ['K'] });
  yield* vary('convert', { value: 62, from: 'mph', to: 'km/h' }, { value: [26, 56, 65], from: ['kn', 'm/s'], to: ['kn', 'm/s'] });
  yield* vary('convert', { value: 12, from: 'acre', to: 'ha' }, { value: [2, 15, 21], to: ['m2', 'ft2'] });
}

function* sumCalls(): Iterable<ChainStep> {
  const sums = [
    ['49 * 18.50', '49 * 15.80', '49 * 18.05', '46 * 18.50'],
    ['(1240 + 385) / 52', '(1240 + 358) / 52', '(1420 + 385) / 52', '(1240 + 385) / 12'],
    ['2380 * 0.175', '2380 * 0.157', '2830 * 0.175'],
    ['1450 - 1237.80', '1450 - 1273.80', '1540 - 1237.80'],
    ['3 * 465 + 220', '3 * (465 + 220)', '3 * 456 + 220'],
  ].flat();
  yield* each('math', 'expression', sums);
  const roles = Object.fromEntries(WEEK.map((_, at) => [`/values/${at}`, said('count')]));
  const weeks = [WEEK, ...SLIPS.flatMap((slips, at) => slips.map((slip) => WEEK.with(at, slip)))];
  for (const values of weeks) {
    yield { tool: 'math', arguments: { action: 'statistics', values: [...values] }, scenario: 'enum:action=statistics', roles };
  }
}

function* dayCalls(): Iterable<ChainStep> {
  const from = ['2026-06-13', '2026-06-28', '2026-07-01'];
  yield* vary(
    'date',
    { action: 'diff', date: '2026-06-30', date2: '2026-09-12' },
    { date: from, date2: ['2026-09-11', '2026-09-21', '2026-12-09'] },
  );
  yield* vary('date', { action: 'diff', date: '2026-07-18', date2: '2026-08-01' }, { date2: ['2026-08-02', '2026-08-10', '2026-08-11'] });
  yield* vary(
    'date',
    { action: 'add', date: '2026-06-30', amount: 45, unit: 'days' },
    { date: from, amount: [40, 54, 90], unit: ['months', 'years'] },
  );
  yield* vary(
    'date',
    { action: 'add', date: '2026-03-16', amount: 18, unit: 'months' },
    { date: ['2026-03-06', '2026-03-26', '2026-05-16'], amount: [8, 12, 24], unit: ['days', 'years'] },
  );
  const days = ['2026-07-18', '2026-07-19', '2026-08-18', '2026-09-12', '2026-12-09', '2026-12-24', '2026-08-14', '2026-10-02'];
  yield* each('date', 'date', days, { action: 'weekday' });
}

function* clockCalls(): Iterable<ChainStep> {
  const convert = { action: 'convert', datetime: '2026-07-03 09:30', fromTimezone: 'Europe/London', toTimezone: 'Asia/Tokyo' };
  yield* vary('datetime', convert, {
    datetime: ['2026-07-03 09:20', '2026-07-03 19:30', '2026-07-30 09:30'],
    fromTimezone: ['America/New_York', 'Europe/Paris', 'Europe/Athens'],
    toTimezone: ['America/Toronto', 'Asia/Singapore', 'Australia/Sydney'],
  });
  yield* vary(
    'datetime',
    { action: 'convert', datetime: '2026-10-12 18:45', fromTimezone: 'Europe/Paris', toTimezone: 'America/New_York' },
    {
      datetime: ['2026-10-12 16:45', '2026-10-21 18:45', '2026-12-10 18:45'],
      fromTimezone: ['Europe/London'],
      toTimezone: ['America/Toronto', 'Asia/Singapore'],
    },
  );
  // Without its zone a time counts as UTC: what an agent gets that forgets the zone it was told.
  for (const datetime of ['2026-07-03 09:30', '2026-07-03 09:20', '2026-07-03 19:30', '2026-07-30 09:30']) {
    yield { tool: 'datetime', arguments: { action: 'convert', datetime, toTimezone: 'Asia/Tokyo' }, scenario: 'slip:no-zone' };
  }
  for (const toTimezone of ['America/Toronto', 'Asia/Singapore', 'Australia/Sydney']) {
    yield { tool: 'datetime', arguments: { ...withoutZone(convert), toTimezone }, scenario: 'slip:no-zone' };
  }
  yield* vary(
    'datetime',
    { action: 'format', datetime: '2026-07-03 09:30', format: 'full' },
    { datetime: ['2026-07-03 19:30', '2026-07-30 09:30', '2026-10-12 18:45'], format: ['short', 'iso', 'time'] },
  );
  yield* each('datetime', 'timestamp', [1783071000, 1783017000, 1783107000, 1783701000], { action: 'timestamp' });
  yield* each('datetime', 'datetime', ['2026-07-03 09:30', '2026-07-03 19:30', '2026-07-30 09:30', '2026-10-12 18:45'], {
    action: 'timestamp',
  });
}

function withoutZone({ action, datetime }: { action: string; datetime: string }): { action: string; datetime: string } {
  return { action, datetime };
}
