import type { Chain, JsonObject, World } from '../recipe.ts';
import { written } from '../recipe.ts';
import { alone, type Calls, type CellToWrite, type Place, sheetsOf } from './calls.ts';

type Range = Required<Place>;

const number = (value: number): CellToWrite => [value, 'number'];
const text = (value: string): CellToWrite => [value, 'text'];
const date = (value: string): CellToWrite => [value, 'date'];

/** Calls that change a workbook, each alone in a fresh world, with the calls that mistake one for another. */
export function* writeChains(world: World, calls: Calls): Iterable<Chain> {
  yield* copyChains(world, calls);
  yield* tableChains(calls);
  yield* cellChains(world, calls);
  yield* rowChains(world, calls);
  yield* sheetChains(calls);
  yield* formatChains(world, calls);
}

const WITH_SUMMARY = [
  'budget-2025.xlsx',
  'budget-2026.xlsx',
  'timesheets-2026-03.xlsx',
  'timesheets-2026-04.xlsx',
  'timesheets-2026-05.xlsx',
];
const WITH_NOTES = ['budget-2025.xlsx', 'budget-2026.xlsx', 'inventory.xlsx', 'invoices-2026.xlsx', 'staff.xlsx'];

/** Copies by source and by new name; beside each, the blank sheet that a hasty hand would make instead. */
function* copyChains(world: World, calls: Calls): Iterable<Chain> {
  const months = sheetsOf(world, 'invoices-2026.xlsx').slice(0, 6);
  const people = sheetsOf(world, 'timesheets-2026-05.xlsx').slice(0, 4);
  const copies: [file: string, from: readonly string[], to: readonly string[]][] = [
    ['budget-2026.xlsx', ['Q1', 'Q2', 'Q3', 'Q4', 'Summary'], ['Working copy']],
    ['budget-2026.xlsx', ['Q3'], ['Q3 draft', 'Q3 revised', 'Q3 backup', 'Q3 old']],
    ['budget-2025.xlsx', ['Q1', 'Q2', 'Q3', 'Q4'], ['For the accountant']],
    ...WITH_SUMMARY.map((file): [string, string[], string[]] => [file, ['Summary'], ['Summary old']]),
    ['invoices-2026.xlsx', months, ['Archive copy']],
    ['invoices-2026.xlsx', ['06 June'], ['07 July', '08 August', '09 September']],
    ['timesheets-2026-05.xlsx', people, ['Template']],
    ['price-list.xlsx', ['Trade prices', 'Retail prices'], ['Prices 2027', 'Old prices', 'Sale prices', 'Spring prices']],
    ['kitchen-project-plan.xlsx', ['Phase 1 tasks', 'Phase 2 tasks'], ['Phase 3 tasks', 'Phase 4 tasks', 'Spare tasks']],
    ['open-day-guests.xlsx', ['Confirmed list'], ['Door list', 'Seating', 'Name badges', 'Kitchen list']],
    ['staff.xlsx', ['Holidays 2026'], ['Holidays 2027', 'Holidays 2028', 'Holidays backup']],
  ];
  for (const [file, sources, names] of copies) {
    for (const from of sources) {
      for (const to of names)
        yield alone(calls.copy(file, from, to, sources.length > names.length ? 'value:srcSheetName' : 'value:dstSheetName'));
    }
    for (const name of names) yield alone(blankSheet(calls, file, name));
  }
}

function blankSheet(calls: Calls, file: string, name: string): Chain[number] {
  const step = calls.write({ file, sheet: name, range: 'A1' }, [[[null, 'text']]], 'enum:newSheet=true,blank', true);
  return { ...step, roles: { '/range': written('range'), '/values': written('list') } };
}

/** Tables by name; beside each, the copied sheet of that name and the plain look at the range. */
function* tableChains(calls: Calls): Iterable<Chain> {
  const tables: [Range, string[]][] = [
    [{ file: 'budget-2026.xlsx', sheet: 'Q1', range: 'A1:E12' }, ['PlanQ1', 'Plan_Q1', 'CostsQ1', 'BudgetQ1']],
    [{ file: 'budget-2026.xlsx', sheet: 'Q2', range: 'A1:E12' }, ['PlanQ2', 'Plan_Q2', 'CostsQ2', 'BudgetQ2']],
    [{ file: 'price-list.xlsx', sheet: 'Trade prices', range: 'A1:E13' }, ['TradePrices', 'Trade_Prices', 'PriceList', 'TradeList']],
    [{ file: 'price-list.xlsx', sheet: 'Retail prices', range: 'A1:E13' }, ['RetailPrices', 'Retail_Prices', 'ShopPrices', 'RetailList']],
    [{ file: 'inventory.xlsx', sheet: 'Timber', range: 'A1:F8' }, ['TimberStock', 'TimberList', 'WoodStock', 'Boards']],
    [{ file: 'inventory.xlsx', sheet: 'Hardware', range: 'A1:F9' }, ['HardwareStock', 'HardwareList', 'Fittings', 'SmallParts']],
    [{ file: 'invoices-2026.xlsx', sheet: '03 March', range: 'A1:F8' }, ['MarchInvoices', 'InvoicesMarch', 'MarchSales', 'March2026']],
    [{ file: 'open-day-guests.xlsx', sheet: 'Confirmed list', range: 'A1:D9' }, ['Confirmed', 'ConfirmedGuests', 'Guests', 'DoorList']],
    [{ file: 'staff.xlsx', sheet: 'Contacts', range: 'A1:D7' }, ['People', 'StaffContacts', 'Team', 'StaffList']],
    [
      { file: 'kitchen-project-plan.xlsx', sheet: 'Phase 2 tasks', range: 'A1:E12' },
      ['PhaseTwo', 'Phase2Tasks', 'TasksTwo', 'KitchenTasks'],
    ],
  ];
  for (const [place, names] of tables) {
    for (const name of names) {
      yield alone(calls.table(place, name, 'value:tableName'));
      yield alone(calls.copy(place.file, place.sheet, name, 'value:dstSheetName'));
    }
    yield alone(calls.read(place, 'optional:range'));
  }
  const others: (readonly [place: Range, name: string, scenario: string])[] = [
    ...['A1:E13', 'A1:D12', 'A1:E6'].map((range) => [{ file: 'budget-2026.xlsx', sheet: 'Q1', range }, 'PlanQ1', 'value:range'] as const),
    ...['Q1', 'Q2', 'Q3', 'Q4'].map(
      (sheet) => [{ file: 'budget-2026.xlsx', sheet, range: 'A1:E12' }, 'QuarterPlan', 'value:sheetName'] as const,
    ),
    ...WITH_NOTES.map((file) => [{ file, sheet: 'Notes', range: 'A1:C3' }, 'NoteList', 'value:fileAbsolutePath'] as const),
  ];
  for (const [place, name, scenario] of others) {
    yield alone(calls.table(place, name, scenario));
    yield alone(calls.read(place, 'optional:range'));
  }
}

/** One base to vary: values in one cell, then one value in other cells and on other sheets. */
interface CellFamily {
  file: string;
  sheet: string;
  cell: string;
  values: readonly [CellToWrite, ...CellToWrite[]];
  cells?: readonly string[];
  sheets?: readonly string[];
}

function* cellChains(world: World, calls: Calls): Iterable<Chain> {
  const months = sheetsOf(world, 'invoices-2026.xlsx').slice(0, 6);
  const people = sheetsOf(world, 'timesheets-2026-05.xlsx').slice(0, 4);
  const families: CellFamily[] = [
    {
      file: 'budget-2026.xlsx',
      sheet: 'Q3',
      cell: 'C5',
      values: [600, 520, 550, 640, 650].map(number) as [CellToWrite],
      cells: ['B5', 'C4', 'C6', 'D5'],
      sheets: ['Q1', 'Q2', 'Q4'],
    },
    {
      file: 'budget-2026.xlsx',
      sheet: 'Q4',
      cell: 'D3',
      values: [9400, 9450, 9500, 9800].map(number) as [CellToWrite],
      cells: ['B3', 'C3', 'D2'],
    },
    {
      file: 'staff.xlsx',
      sheet: 'Payroll hours',
      cell: 'D3',
      values: [152, 148.5, 149, 151.5, 156].map(number) as [CellToWrite],
      cells: ['D2', 'D4', 'D5'],
    },
    {
      file: 'inventory.xlsx',
      sheet: 'Timber',
      cell: 'C3',
      values: [20, 12, 18, 24, 28].map(number) as [CellToWrite],
      cells: ['C2', 'C4', 'C5'],
      sheets: ['Hardware', 'Finishes'],
    },
    {
      file: 'price-list.xlsx',
      sheet: 'Trade prices',
      cell: 'D5',
      values: [330, 325, 335, 340, 350].map(number) as [CellToWrite],
      cells: ['D4', 'D6', 'D7'],
      sheets: ['Retail prices'],
    },
    {
      file: 'invoices-2026.xlsx',
      sheet: '04 April',
      cell: 'F3',
      values: ['Paid', 'Overdue', 'Disputed', 'Part paid'].map(text) as [CellToWrite],
      cells: ['F2', 'F4', 'F5'],
      sheets: months,
    },
    {
      file: 'kitchen-project-plan.xlsx',
      sheet: 'Phase 2 tasks',
      cell: 'E4',
      values: ['Done', 'Late', 'On hold', 'In progress'].map(text) as [CellToWrite],
      cells: ['E3', 'E5', 'E6'],
      sheets: ['Phase 1 tasks'],
    },
    {
      file: 'kitchen-project-plan.xlsx',
      sheet: 'Phase 2 tasks',
      cell: 'B5',
      values: people.map(text) as [CellToWrite],
      cells: ['B4', 'B6', 'B7'],
    },
    {
      file: 'open-day-guests.xlsx',
      sheet: 'Confirmed list',
      cell: 'D3',
      values: ['Vegan', 'Vegetarian', 'Fish', 'Meat'].map(text) as [CellToWrite],
      cells: ['D2', 'D4', 'D5'],
    },
    {
      file: 'timesheets-2026-05.xlsx',
      sheet: people[0] as string,
      cell: 'C4',
      values: [6.5, 6, 7, 7.5].map(number) as [CellToWrite],
      cells: ['C3', 'C5', 'C6'],
      sheets: people.slice(1),
    },
    {
      file: 'timesheets-2026-04.xlsx',
      sheet: people[0] as string,
      cell: 'C4',
      values: [6.5, 6].map(number) as [CellToWrite],
      cells: ['C5'],
      sheets: people.slice(1),
    },
    {
      file: 'staff.xlsx',
      sheet: 'Holidays 2026',
      cell: 'C8',
      values: ['=SUM(C2:C7)', '=MAX(C2:C7)', '=AVERAGE(C2:C7)', '=SUM(C2:C6)'].map(text) as [CellToWrite],
    },
    {
      file: 'price-list.xlsx',
      sheet: 'Delivery charges',
      cell: 'C7',
      values: ['=MAX(C2:C6)', '=MIN(C2:C6)', '=AVERAGE(C2:C6)'].map(text) as [CellToWrite],
    },
    {
      file: 'kitchen-project-plan.xlsx',
      sheet: 'Milestones',
      cell: 'B5',
      values: ['2026-07-10', '2026-07-13', '2026-07-14', '2026-07-17'].map(date) as [CellToWrite],
      cells: ['B4', 'B6'],
    },
    {
      file: 'kitchen-project-plan.xlsx',
      sheet: 'Phase 2 tasks',
      cell: 'D6',
      values: ['2026-07-09', '2026-07-08', '2026-07-06', '2026-07-10'].map(date) as [CellToWrite],
      cells: ['D5', 'D7', 'C6'],
      sheets: ['Phase 1 tasks'],
    },
    {
      file: 'invoices-2026.xlsx',
      sheet: '05 May',
      cell: 'D3',
      values: ['2026-06-15', '2026-06-12', '2026-06-16', '2026-07-15'].map(date) as [CellToWrite],
      cells: ['D2', 'D4', 'D5'],
      sheets: ['04 April', '06 June'],
    },
    {
      file: 'staff.xlsx',
      sheet: 'Training log',
      cell: 'C6',
      values: ['2026-01-13', '2026-01-12', '2026-01-30', '2026-02-13'].map(date) as [CellToWrite],
      cells: ['C5', 'C7'],
    },
  ];
  for (const file of WITH_NOTES) {
    yield alone(calls.write({ file, sheet: 'Notes', range: 'C3' }, [[text(people[0] as string)]], 'value:fileAbsolutePath'));
  }
  for (const { file, sheet, cell, values, cells = [], sheets = [] } of families) {
    const [usual] = values;
    for (const value of values) yield alone(calls.write({ file, sheet, range: cell }, [[value]], 'value:values'));
    for (const range of cells) yield alone(calls.write({ file, sheet, range }, [[usual]], 'value:range'));
    for (const other of sheets) yield alone(calls.write({ file, sheet: other, range: cell }, [[usual]], 'value:sheetName'));
    for (const range of cell.endsWith('8') || cell === 'C7' ? [] : [cell, ...cells])
      yield alone(calls.read({ file, sheet, range }, 'optional:range'));
    for (const other of sheets) yield alone(calls.read({ file, sheet: other, range: cell }, 'optional:range'));
  }
}

/** New last rows, varied in one cell at a time. */
function* rowChains(world: World, calls: Calls): Iterable<Chain> {
  const people = sheetsOf(world, 'timesheets-2026-05.xlsx').slice(0, 4) as [string, string, string, string];
  const rowsOf = (file: string, sheet: string) => lastRow(world, file, sheet) + 1;
  const rows: [file: string, sheet: string, base: readonly CellToWrite[], others: readonly (readonly CellToWrite[])[]][] = [
    [
      'expenses-2026-05.xlsx',
      'Mileage',
      [date('2026-05-29'), text(people[1]), text('Glenwood Hotel'), number(24)],
      [
        [date('2026-05-28'), date('2026-05-27')],
        [text(people[0]), text(people[2]), text(people[3])],
        [text('Kestrel Brewing'), text('Eastgate Clinic')],
        [number(14), number(26), number(42)],
      ],
    ],
    [
      'inventory.xlsx',
      'June movements',
      [date('2026-06-30'), text('Oak board'), number(-4), text(people[0])],
      [
        [date('2026-06-29')],
        [text('Ash board'), text('Pine board'), text('Oak veneer')],
        [number(-2), number(-6), number(10)],
        [text(people[1]), text(people[2])],
      ],
    ],
    [
      'open-day-guests.xlsx',
      'Waiting list',
      [text('Helen Marsh'), text('Juniper Yoga'), number(2), number(8)],
      [
        [text('Helena Marsh'), text('Ellen Marsh')],
        [text('Quayside Diner'), text('Hartley Dental')],
        [number(1), number(3), number(4)],
        [],
      ],
    ],
    [
      'staff.xlsx',
      'Training log',
      [text(people[3]), text('First aid'), date('2026-06-25'), text('Passed')],
      [
        [text(people[1]), text(people[2])],
        [text('Fire warden'), text('Forklift')],
        [date('2026-06-24'), date('2026-06-18')],
        [text('Retake')],
      ],
    ],
  ];
  for (const [file, sheet, base, others] of rows) {
    const row = rowsOf(file, sheet);
    const place = { file, sheet, range: `A${row}:D${row}` };
    yield alone(calls.write(place, [base], 'value:values'));
    yield alone(calls.write({ ...place, range: `A${row + 1}:D${row + 1}` }, [base], 'value:range'));
    for (const [column, cells] of others.entries()) {
      for (const cell of cells) yield alone(calls.write(place, [base.with(column, cell)], 'value:values'));
    }
  }
  const base = [156, 152.5, 151, 148];
  const slips = [
    [153, 157, 165],
    [150.5, 154.5, 155.5],
    [154, 115, 150],
    [146, 184, 149],
  ];
  const hours = [base, ...slips.flatMap((values, place) => values.map((value) => base.with(place, value)))];
  for (const column of hours) {
    yield alone(
      calls.write(
        { file: 'staff.xlsx', sheet: 'Payroll hours', range: 'D2:D5' },
        column.map((value) => [number(value)]),
        'value:values',
      ),
    );
  }
}

function lastRow(world: World, file: string, sheet: string): number {
  const book = world.find((item) => item.kind === 'workbook' && item.path === file);
  return book?.kind === 'workbook' ? (book.sheets.find(({ name }) => name === sheet)?.rows.length ?? 0) : 0;
}

/** New sheets with their headings. */
function* sheetChains(calls: Calls): Iterable<Chain> {
  const heads: [file: string, names: readonly string[], base: readonly string[], others: readonly (readonly string[])[]][] = [
    [
      'budget-2026.xlsx',
      ['Savings', 'Loans', 'Grants', 'Open questions'],
      ['Item', 'Amount', 'Month'],
      [
        ['Item', 'Amount', 'Quarter'],
        ['Item', 'Cost', 'Month'],
        ['Project', 'Amount', 'Month'],
      ],
    ],
    [
      'inventory.xlsx',
      ['Glass', 'Veneers', 'Tools', 'Safety gear'],
      ['Item', 'Unit', 'In stock'],
      [
        ['Item', 'Size', 'In stock'],
        ['Item', 'Unit', 'On order'],
        ['Name', 'Unit', 'In stock'],
      ],
    ],
    [
      'staff.xlsx',
      ['Sick days', 'Keys', 'Bank holidays', 'Birthdays'],
      ['Name', 'Date', 'Note'],
      [
        ['Name', 'Day', 'Note'],
        ['Name', 'Date', 'Reason'],
        ['Who', 'Date', 'Note'],
      ],
    ],
  ];
  for (const [file, names, base, others] of heads) {
    const head = (words: readonly string[], sheet: string) =>
      calls.write({ file, sheet, range: 'A1:C1' }, [words.map(text)], 'enum:newSheet=true', true);
    for (const name of names) yield alone(head(base, name));
    for (const other of others) yield alone(head(other, names[0] as string));
  }
}

const STYLES = {
  bold: { font: { bold: true } },
  italic: { font: { italic: true } },
  strike: { font: { strike: true } },
  red: { font: { color: '#C00000' } },
  yellow: { fill: { type: 'pattern', pattern: 'solid', color: ['#FFFF00'] } },
  decimals: { decimalPlaces: 2 },
  thousands: { numFmt: '#,##0' },
} satisfies Record<string, JsonObject>;

/** One style for a range, varied by range and by sheet; beside each, the plain look at that range. */
function* formatChains(world: World, calls: Calls): Iterable<Chain> {
  const months = sheetsOf(world, 'invoices-2026.xlsx').slice(0, 6);
  const families: [style: keyof typeof STYLES, file: string, sheets: readonly string[], ranges: readonly string[]][] = [
    ['bold', 'budget-2026.xlsx', ['Q1', 'Q2', 'Q3', 'Q4'], ['A13:E13']],
    ['bold', 'budget-2026.xlsx', ['Q2'], ['A3:E3', 'A4:E4', 'A5:E5']],
    ['bold', 'kitchen-project-plan.xlsx', ['Job costs'], ['A10:D10', 'A8:D8', 'A9:D9', 'A2:D2']],
    ['yellow', 'invoices-2026.xlsx', months, ['A3:F3']],
    ['yellow', 'invoices-2026.xlsx', ['04 April'], ['A2:F2', 'A4:F4', 'A5:F5']],
    ['decimals', 'inventory.xlsx', ['Timber', 'Hardware', 'Finishes'], ['E2:E6']],
    ['decimals', 'inventory.xlsx', ['Timber'], ['F2:F6', 'E3:E7', 'E4:E8']],
    ['thousands', 'price-list.xlsx', ['Trade prices', 'Retail prices'], ['D2:D5', 'D6:D9', 'D10:D13']],
    ['thousands', 'budget-2025.xlsx', ['Q1', 'Q2', 'Q3', 'Q4'], ['B3:E3']],
    ['italic', 'kitchen-project-plan.xlsx', ['Phase 1 tasks', 'Phase 2 tasks'], ['A9:E9', 'A10:E10']],
    ['italic', 'kitchen-project-plan.xlsx', ['Phase 2 tasks'], ['A11:E11', 'A12:E12']],
    ['strike', 'open-day-guests.xlsx', ['Waiting list', 'Confirmed list'], ['A3:D3', 'A4:D4']],
    ['strike', 'open-day-guests.xlsx', ['Waiting list'], ['A5:D5', 'A6:D6']],
    ...WITH_NOTES.map((file): [keyof typeof STYLES, string, string[], string[]] => ['italic', file, ['Notes'], ['A3:C3']]),
    ['red', 'staff.xlsx', ['Holidays 2026'], ['D3', 'D4', 'D5', 'D6']],
    ['red', 'kitchen-project-plan.xlsx', ['Job costs'], ['D3', 'D4', 'C3', 'B3']],
  ];
  for (const [name, file, sheets, ranges] of families) {
    for (const sheet of sheets) {
      for (const range of ranges) {
        const place = { file, sheet, range };
        yield alone(calls.format(place, STYLES[name], sheets.length > ranges.length ? 'value:sheetName' : 'value:range'));
        yield alone(calls.read(place, 'optional:range'));
      }
    }
  }
}
