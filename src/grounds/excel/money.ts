import type { Stream } from '../../random/stream.ts';
import type { WorldWorkbook } from '../recipe.ts';
import type { Cast } from './cast.ts';
import { addDays, workdaysOf } from './days.ts';

type Sheet = WorldWorkbook['sheets'][number];
type Row = Sheet['rows'][number];

/** Usual cost of a month by category; the second list came with the year 2026. */
const COSTS: readonly (readonly [string, number])[] = [
  ['Rent', 1850],
  ['Wages', 9400],
  ['Timber', 2600],
  ['Hardware', 540],
  ['Finishes', 310],
  ['Electricity', 420],
  ['Van', 380],
  ['Insurance', 265],
  ['Marketing', 150],
  ['Training', 90],
];
const NEW_COSTS: typeof COSTS = [['Software', 75]];

const QUARTERS = [
  ['Q1', 'Jan', 'Feb', 'Mar'],
  ['Q2', 'Apr', 'May', 'Jun'],
  ['Q3', 'Jul', 'Aug', 'Sep'],
  ['Q4', 'Oct', 'Nov', 'Dec'],
] as const;

/** Categories that cost the same every month of a year. */
const FLAT = new Set(['Rent', 'Insurance']);

/** Costs by quarter and month: spent to the pound in 2025, planned in tens for 2026, where `april` gives the actuals of that month. */
export function budgetBook(year: '2025' | '2026', april: WorldWorkbook | null, stream: Stream): WorldWorkbook {
  const costs = year === '2025' ? COSTS : [...COSTS, ...NEW_COSTS];
  const last = costs.length + 1;
  const amount = (usual: number) => {
    const drawn = usual * (0.88 + stream.next() * 0.24);
    return year === '2025' ? Math.round(drawn) : Math.round((drawn * 1.05) / 10) * 10;
  };
  const flat = new Map(costs.filter(([category]) => FLAT.has(category)).map(([category, usual]) => [category, amount(usual)]));
  const quarters = QUARTERS.map(([name, ...months]): Sheet => {
    const rows = costs.map(([category, usual], index): Row => {
      const row = index + 2;
      return [category, ...months.map(() => flat.get(category) ?? amount(usual)), `=SUM(B${row}:D${row})`];
    });
    const total = ['B', 'C', 'D', 'E'].map((column) => `=SUM(${column}2:${column}${last})`);
    return { name, rows: [['Category', ...months, 'Total'], ...rows, ['Total', ...total]] };
  });
  const summary: Sheet = {
    name: 'Summary',
    rows: [
      ['Category', 'Q1', 'Q2', 'Q3', 'Q4', 'Year'],
      ...costs.map(([category], index): Row => {
        const row = index + 2;
        return [category, ...QUARTERS.map(([name]) => `=${name}!E${row}`), `=SUM(B${row}:E${row})`];
      }),
    ],
  };
  const sheets = april === null ? [...quarters, summary] : [...quarters, summary, actualsSheet(april, stream)];
  return { kind: 'workbook', path: `budget-${year}.xlsx`, sheets };
}

/** What the claims of each month came to; May and June are still open. */
function actualsSheet(april: WorldWorkbook, stream: Stream): Sheet {
  const claimed = (sheet: Sheet) => sheet.rows.slice(1, -1).reduce((sum, row) => sum + Number(row[3]), 0);
  return {
    name: 'Actuals',
    rows: [
      ['Category', 'March', 'April', 'May', 'June'],
      ...april.sheets
        .slice(0, -1)
        .map((sheet): Row => [sheet.name.replace(' claims', ''), 80 + stream.below(320), claimed(sheet), null, null]),
    ],
  };
}

/** What is claimed back, and the least and most it usually costs. */
const CLAIMS: Readonly<Record<string, readonly (readonly [string, number, number])[]>> = {
  Travel: [
    ['Train fare', 18, 64],
    ['Parking', 4, 18],
    ['Diesel', 42, 78],
    ['Taxi', 9, 36],
    ['Ferry ticket', 22, 40],
    ['Bridge toll', 3, 9],
  ],
  Materials: [
    ['Sandpaper', 6, 24],
    ['Wood glue', 8, 31],
    ['Drill bits', 12, 48],
    ['Screws', 5, 22],
    ['Masking tape', 4, 15],
    ['Varnish brush', 7, 19],
    ['Dust bags', 14, 33],
  ],
  Meals: [
    ['Lunch on site', 9, 28],
    ['Client lunch', 32, 86],
    ['Team breakfast', 24, 61],
    ['Coffee and cake', 7, 26],
  ],
};

/** What colleagues claimed back in a month, by sort. The May workbook also holds the van's mileage log. */
export function expensesBook(month: string, cast: Cast, stream: Stream): WorldWorkbook {
  const days = workdaysOf(month);
  const sheets = Object.entries(CLAIMS).map(([name, things], place): Sheet => {
    const count = 6 + ((stream.below(3) + place * 2) % 5);
    const dates = stream.shuffle(days).slice(0, count).sort();
    const rows = dates.map((date): Row => [date, stream.pick(cast.staff).name, ...claim(things, stream)]);
    return { name: `${name} claims`, rows: [['Date', 'Who', 'What', 'Amount'], ...rows, ['Total', null, null, `=SUM(D2:D${count + 1})`]] };
  });
  const summary: Sheet = {
    name: 'Summary',
    rows: [
      ['Category', 'Amount'],
      ...sheets.map((sheet): Row => [sheet.name.replace(' claims', ''), `='${sheet.name}'!D${sheet.rows.length}`]),
    ],
  };
  return {
    kind: 'workbook',
    path: `expenses-${month}.xlsx`,
    sheets: month === '2026-05' ? [...sheets, summary, mileageSheet(days, cast, stream)] : [...sheets, summary],
  };
}

/** What it was for and what it cost. */
function claim(things: readonly (readonly [string, number, number])[], stream: Stream): [string, number] {
  const [what, least, most] = stream.pick(things);
  return [what, least + stream.below(most - least + 1)];
}

function mileageSheet(days: readonly string[], cast: Cast, stream: Stream): Sheet {
  const trips = days.flatMap((day) => Array.from({ length: 1 + stream.below(3) }, () => day));
  return {
    name: 'Mileage',
    rows: [
      ['Date', 'Driver', 'To', 'Miles'],
      ...trips.map((day): Row => [day, stream.pick(cast.bench), stream.pick(cast.customers), 3 + stream.below(58)]),
    ],
  };
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June'];

/** One sheet a month of the year so far. */
export function invoicesBook(cast: Cast, stream: Stream): WorldWorkbook {
  const sheets = MONTHS.map((month, index): Sheet => {
    const stamp = `2026-0${index + 1}`;
    const issued = stream
      .shuffle(workdaysOf(stamp).slice(0, 17))
      .slice(0, 6 + stream.below(3))
      .sort();
    const customers = stream.shuffle(cast.customers);
    const rows = issued.map(
      (date, place): Row => [
        `26${index + 1}-${String(place + 1).padStart(2, '0')}`,
        customers[place] as string,
        date,
        addDays(date, 30),
        (stream.below(88) + 12) * 25,
        statusOf(addDays(date, 30), stream),
      ],
    );
    return {
      name: `0${index + 1} ${month}`,
      rows: [
        ['Number', 'Customer', 'Issued', 'Due', 'Amount', 'Status'],
        ...rows,
        ['Total', null, null, null, `=SUM(E2:E${rows.length + 1})`, null],
      ],
    };
  });
  return { kind: 'workbook', path: 'invoices-2026.xlsx', sheets };
}

/** As of 30 June 2026: what is past its due day is paid or overdue, the rest is paid or merely sent. */
function statusOf(due: string, stream: Stream): string {
  const isPast = due < '2026-06-30';
  if (stream.next() < (isPast ? 0.75 : 0.2)) return 'Paid';
  return isPast ? 'Overdue' : 'Sent';
}
