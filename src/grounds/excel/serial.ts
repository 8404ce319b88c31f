import type { Chain, ChainStep, EarlierReplies, JsonObject, World } from '../recipe.ts';
import { said } from '../recipe.ts';
import { type Calls, type CellToWrite, sheetsOf } from './calls.ts';

/** Sheets as the workbook names them, and what people call them. */
type Called = readonly (readonly [sheet: string, label: string])[];

/** Calls that feed each other. */
export function* serialChains(world: World, calls: Calls): Iterable<Chain> {
  const called = nicknamesOf(world);
  yield* openByNickname(called, calls);
  yield* copyByNickname(called, calls);
  yield* mendByNickname(called, calls);
  yield* tableOfWhole(world, calls);
  yield* carryFigures(world, calls);
  yield* turnPages(calls);
  yield* askRegister(called, calls);
  yield* workOnCopy(calls);
  yield* styleNewSheet(calls);
}

/** Sheets that people name by less than their full name, by file. */
function nicknamesOf(world: World): ReadonlyMap<string, Called> {
  const people = sheetsOf(world, 'timesheets-2026-05.xlsx').slice(0, 4);
  const firsts = people.map((name) => name.split(' ')[0]);
  const persons: Called = people.map((name) => {
    const [first, last] = name.split(' ') as [string, string];
    return [name, firsts.filter((other) => other === first).length > 1 ? last : first];
  });
  const claims: Called = ['Travel', 'Materials', 'Meals'].map((sort) => [`${sort} claims`, sort]);
  return new Map<string, Called>([
    ['timesheets-2026-03.xlsx', persons],
    ['timesheets-2026-04.xlsx', persons],
    ['timesheets-2026-05.xlsx', persons],
    ['expenses-2026-04.xlsx', claims],
    ['expenses-2026-05.xlsx', claims],
    [
      'invoices-2026.xlsx',
      sheetsOf(world, 'invoices-2026.xlsx')
        .slice(0, 6)
        .map((name) => [name, name.slice(3)]),
    ],
    [
      'price-list.xlsx',
      [
        ['Trade prices', 'Trade'],
        ['Retail prices', 'Retail'],
        ['Delivery charges', 'Delivery'],
      ],
    ],
    [
      'open-day-guests.xlsx',
      [
        ['Confirmed list', 'Confirmed'],
        ['Waiting list', 'Waiting'],
      ],
    ],
    [
      'kitchen-project-plan.xlsx',
      [
        ['Phase 1 tasks', 'Phase 1'],
        ['Phase 2 tasks', 'Phase 2'],
        ['Job costs', 'costs'],
      ],
    ],
    [
      'staff.xlsx',
      [
        ['Holidays 2026', 'Holidays'],
        ['Training log', 'Training'],
        ['Payroll hours', 'Payroll'],
      ],
    ],
  ]);
}

/** Look which sheets there are, then open the one that was meant. */
function* openByNickname(called: ReadonlyMap<string, Called>, calls: Calls): Iterable<Chain> {
  const scenario = 'chain:describe-then-read';
  const ranges: Readonly<Record<string, readonly string[]>> = {
    'timesheets-2026-05.xlsx': ['A2:D6', 'C2:C6'],
    'invoices-2026.xlsx': ['A2:F2', 'E3'],
    'expenses-2026-05.xlsx': ['A2:D3', 'D3'],
  };
  for (const [file, sheets] of called) {
    for (const [sheet, label] of sheets) {
      for (const range of [undefined, ...(ranges[file] ?? [])]) {
        const place = range === undefined ? { file, sheet } : { file, sheet, range };
        yield [calls.describe(file, scenario), { ...calls.read(place, scenario), upstream: { '/sheetName': { label } } }];
      }
    }
  }
}

/** Look which sheets there are, then copy the one that was meant. */
function* copyByNickname(called: ReadonlyMap<string, Called>, calls: Calls): Iterable<Chain> {
  const scenario = 'chain:describe-then-copy';
  const names: readonly (readonly [file: string, name: string])[] = [
    ['invoices-2026.xlsx', 'Archive copy'],
    ['price-list.xlsx', 'Old prices'],
    ['timesheets-2026-05.xlsx', 'Template'],
    ['kitchen-project-plan.xlsx', 'Spare tasks'],
    ['staff.xlsx', 'Backup'],
    ['expenses-2026-05.xlsx', 'Checked'],
  ];
  for (const [file, name] of names) {
    for (const [sheet, label] of called.get(file) ?? []) {
      yield [calls.describe(file, scenario), { ...calls.copy(file, sheet, name, scenario), upstream: { '/srcSheetName': { label } } }];
    }
  }
}

/** Find the sheet, look at some cells of it, and set one of them. */
function* mendByNickname(called: ReadonlyMap<string, Called>, calls: Calls): Iterable<Chain> {
  const scenario = 'chain:describe-read-write';
  const mends: readonly (readonly [file: string, look: string, cells: readonly string[], value: CellToWrite])[] = [
    ['timesheets-2026-05.xlsx', 'A2:D6', ['C4', 'C5'], [6.5, 'number']],
    ['timesheets-2026-04.xlsx', 'A2:D6', ['C4'], [6.5, 'number']],
    ['invoices-2026.xlsx', 'A2:F5', ['F3'], ['Paid', 'text']],
    ['price-list.xlsx', 'A4:C6', ['C5'], [50, 'number']],
    ['staff.xlsx', 'A2:D4', ['C3'], [12, 'number']],
  ];
  for (const [file, look, cells, value] of mends) {
    for (const [sheet, label] of called.get(file) ?? []) {
      const isFitting =
        file !== 'price-list.xlsx' && file !== 'staff.xlsx' ? true : sheet === 'Delivery charges' || sheet === 'Holidays 2026';
      if (!isFitting) continue;
      for (const range of cells) {
        yield [
          calls.describe(file, scenario),
          { ...calls.read({ file, sheet, range: look }, scenario), upstream: { '/sheetName': { label } } },
          { ...calls.write({ file, sheet, range }, [[value]], scenario), upstream: { '/sheetName': { from: 1 } } },
        ];
      }
    }
  }
}

/** Find out how far a sheet reaches, and make all of it a table. */
function* tableOfWhole(world: World, calls: Calls): Iterable<Chain> {
  const scenario = 'chain:describe-then-table';
  const tables: readonly (readonly [file: string, sheet: string, names: readonly string[]])[] = [
    ['price-list.xlsx', 'Trade prices', ['TradePrices', 'PriceList', 'TradeList']],
    ['price-list.xlsx', 'Retail prices', ['RetailPrices', 'ShopPrices']],
    ['inventory.xlsx', 'Timber', ['TimberStock', 'WoodStock', 'Boards']],
    ['inventory.xlsx', 'Hardware', ['HardwareStock', 'Fittings']],
    ['open-day-guests.xlsx', 'Waiting list', ['Waiting', 'WaitingGuests']],
    ['staff.xlsx', 'Contacts', ['StaffContacts', 'StaffList', 'Team']],
    ['kitchen-project-plan.xlsx', 'Phase 2 tasks', ['PhaseTwo', 'KitchenTasks']],
  ];
  for (const [file, sheet, names] of tables) {
    const book = world.find((item) => item.kind === 'workbook' && item.path === file);
    const rows = book?.kind === 'workbook' ? (book.sheets.find(({ name }) => name === sheet)?.rows ?? []) : [];
    const range = `A1:${String.fromCharCode(64 + (rows[0]?.length ?? 1))}${rows.length}`;
    for (const name of names) {
      yield [calls.describe(file, scenario), { ...calls.table({ file, sheet, range }, name, scenario), upstream: { '/range': {} } }];
      yield [calls.copy(file, sheet, name, 'value:dstSheetName')];
    }
    yield [calls.read({ file, sheet, range }, 'optional:range')];
  }
}

/** Read a figure off one sheet and write it on another. */
function* carryFigures(world: World, calls: Calls): Iterable<Chain> {
  const scenario = 'chain:read-then-write';
  const people = sheetsOf(world, 'timesheets-2026-05.xlsx').slice(0, 4);
  const claims = ['Travel', 'Materials', 'Meals'];
  const tasks: { from: Parameters<Calls['read']>[0]; labels: readonly string[]; to: Parameters<Calls['write']>[0] }[] = [
    ...['04', '05'].flatMap((month) =>
      ['B6', 'C6'].map((range) => ({
        from: { file: `expenses-2026-${month}.xlsx`, sheet: 'Summary' },
        labels: claims,
        to: { file: 'budget-2026.xlsx', sheet: 'Actuals', range },
      })),
    ),
    ...['03', '04', '05'].map((month) => ({
      from: { file: `timesheets-2026-${month}.xlsx`, sheet: 'Summary' },
      labels: people,
      to: { file: 'staff.xlsx', sheet: 'Payroll hours', range: 'F2' },
    })),
    {
      from: { file: 'inventory.xlsx', sheet: 'Summary' },
      labels: ['Timber', 'Hardware', 'Finishes'],
      to: { file: 'budget-2026.xlsx', sheet: 'Actuals', range: 'B8' },
    },
    {
      from: { file: 'kitchen-project-plan.xlsx', sheet: 'Job costs', range: 'A2:B9' },
      labels: ['Oak', 'Plywood', 'Hinges', 'Worktop', 'Labour'],
      to: { file: 'budget-2026.xlsx', sheet: 'Actuals', range: 'C8' },
    },
  ];
  for (const { from, labels, to } of tasks) {
    for (const label of labels) {
      const write: ChainStep = {
        tool: 'excel_write_to_sheet',
        arguments: (earlier) => {
          const value = numberBeside(earlier, label);
          return value === null ? null : (calls.write(to, [[[value, 'number']]], scenario).arguments as JsonObject);
        },
        scenario,
        upstream: { '/values/0/0': { label } },
        roles: { '/values/0/0': said('number') },
      };
      yield [calls.read(from, scenario), write];
    }
  }
}

/** The number in the cell right of the one that holds the label, in the last reply. */
function numberBeside(earlier: EarlierReplies, label: string): number | null {
  const match = new RegExp(`<td>${label}</td><td>(-?[\\d.]+)</td>`, 'u').exec(textOf(earlier));
  return match === null ? null : Number(match[1]);
}

/** Long sheets come in pages; the reply says how to get the next. */
function* turnPages(calls: Calls): Iterable<Chain> {
  const scenario = 'chain:read-next-page';
  for (const [file, sheet] of [
    ['open-day-guests.xlsx', 'Invited list'],
    ['inventory.xlsx', 'June movements'],
    ['expenses-2026-05.xlsx', 'Mileage'],
  ] as const) {
    const next: ChainStep = {
      tool: 'excel_read_sheet',
      arguments: (earlier) => {
        const range = /"range": "([A-Z0-9:]+)"/u.exec(textOf(earlier))?.[1];
        return range === undefined ? null : (calls.read({ file, sheet, range }, scenario).arguments as JsonObject);
      },
      scenario,
      upstream: { '/range': {} },
    };
    yield [calls.read({ file, sheet }, scenario), next];
  }
}

/** Topic in the register, file, and what to open there. */
const TOPICS: readonly (readonly [topic: string, file: string, sheets: readonly string[]])[] = [
  ['Spending in 2025', 'budget-2025.xlsx', ['Summary', 'Q2', 'Notes']],
  ['Plan for 2026', 'budget-2026.xlsx', ['Summary', 'Q2', 'Notes']],
  ['Hours in March', 'timesheets-2026-03.xlsx', ['Summary', 'Notes']],
  ['Hours in April', 'timesheets-2026-04.xlsx', ['Summary', 'Notes']],
  ['Hours in May', 'timesheets-2026-05.xlsx', ['Summary', 'Notes']],
  ['Claims of April', 'expenses-2026-04.xlsx', ['Summary', 'Notes']],
  ['Claims of May', 'expenses-2026-05.xlsx', ['Summary', 'Notes']],
  ['Customer invoices', 'invoices-2026.xlsx', ['Notes']],
  ['Furniture prices', 'price-list.xlsx', ['Notes']],
  ['Stock on the racks', 'inventory.xlsx', ['Summary', 'Notes']],
  ['Open day', 'open-day-guests.xlsx', ['Notes']],
  ['Hotel kitchen job', 'kitchen-project-plan.xlsx', ['Notes']],
  ['Leave and payroll', 'staff.xlsx', ['Notes']],
];

/** The register says which workbook a topic is in. */
function* askRegister(called: ReadonlyMap<string, Called>, calls: Calls): Iterable<Chain> {
  const register = (scenario: string) => calls.read({ file: 'register.xlsx', sheet: 'Workbooks' }, scenario);
  for (const [topic, file, sheets] of TOPICS) {
    const upstream = { '/fileAbsolutePath': { label: topic } };
    yield [register('chain:register-then-describe'), { ...calls.describe(file, 'chain:register-then-describe'), upstream }];
    for (const sheet of sheets) {
      yield [register('chain:register-then-read'), { ...calls.read({ file, sheet }, 'chain:register-then-read'), upstream }];
    }
    for (const [sheet, label] of called.get(file) ?? []) {
      const scenario = 'chain:register-describe-read';
      yield [
        register(scenario),
        { ...calls.describe(file, scenario), upstream },
        {
          ...calls.read({ file, sheet }, scenario),
          upstream: { '/fileAbsolutePath': { from: 0, label: topic }, '/sheetName': { from: 1, label } },
        },
      ];
    }
  }
}

/** Copy a sheet, then change a figure in the copy. */
function* workOnCopy(calls: Calls): Iterable<Chain> {
  const scenario = 'chain:copy-then-write';
  const works: readonly (readonly [
    file: string,
    from: string,
    to: string,
    cell: string,
    values: readonly CellToWrite[],
    cells: readonly string[],
  ])[] = [
    [
      'budget-2026.xlsx',
      'Q3',
      'Q3 draft',
      'C5',
      [
        [600, 'number'],
        [520, 'number'],
        [640, 'number'],
      ],
      ['C4', 'C6', 'D5'],
    ],
    [
      'price-list.xlsx',
      'Trade prices',
      'Prices 2027',
      'D5',
      [
        [330, 'number'],
        [340, 'number'],
        [350, 'number'],
      ],
      ['D4', 'D6'],
    ],
    [
      'staff.xlsx',
      'Holidays 2026',
      'Holidays 2027',
      'B3',
      [
        [26, 'number'],
        [27, 'number'],
        [28, 'number'],
      ],
      ['B4', 'B5'],
    ],
  ];
  for (const [file, from, to, cell, values, cells] of works) {
    const [usual] = values as [CellToWrite];
    const variants = [...values.map((value) => ({ range: cell, value })), ...cells.map((range) => ({ range, value: usual }))];
    for (const { range, value } of variants) {
      yield [
        calls.copy(file, from, to, scenario),
        { ...calls.write({ file, sheet: to, range }, [[value]], scenario), upstream: { '/sheetName': {} } },
      ];
    }
  }
}

/** Start a sheet with its headings, then make them bold. */
function* styleNewSheet(calls: Calls): Iterable<Chain> {
  const scenario = 'chain:write-then-format';
  const sheets: readonly (readonly [file: string, sheet: string, head: readonly string[]])[] = [
    ['budget-2026.xlsx', 'Savings', ['Item', 'Amount', 'Month']],
    ['budget-2026.xlsx', 'Loans', ['Item', 'Amount', 'Month']],
    ['inventory.xlsx', 'Glass', ['Item', 'Unit', 'In stock']],
    ['inventory.xlsx', 'Veneers', ['Item', 'Unit', 'In stock']],
    ['staff.xlsx', 'Sick days', ['Name', 'Date', 'Note']],
    ['staff.xlsx', 'Keys', ['Name', 'Date', 'Note']],
  ];
  for (const [file, sheet, head] of sheets) {
    const place = { file, sheet, range: 'A1:C1' };
    const cells = head.map((word): CellToWrite => [word, 'text']);
    yield [
      calls.write(place, [cells], scenario, true),
      { ...calls.format(place, { font: { bold: true } }, scenario), upstream: { '/sheetName': {}, '/range': {} } },
    ];
  }
}

function textOf(earlier: EarlierReplies): string {
  return (earlier.at(-1)?.content ?? []).map((part) => (typeof part.text === 'string' ? part.text : '')).join('\n');
}
