import type { WorldWorkbook } from '../recipe.ts';
import type { Cast } from './cast.ts';

/** Topic, file, and which of the staff keeps it. */
const ENTRIES: readonly (readonly [string, string, number])[] = [
  ['Spending in 2025', 'budget-2025.xlsx', 0],
  ['Plan for 2026', 'budget-2026.xlsx', 0],
  ['Hours in March', 'timesheets-2026-03.xlsx', 1],
  ['Hours in April', 'timesheets-2026-04.xlsx', 1],
  ['Hours in May', 'timesheets-2026-05.xlsx', 1],
  ['Claims of April', 'expenses-2026-04.xlsx', 1],
  ['Claims of May', 'expenses-2026-05.xlsx', 1],
  ['Customer invoices', 'invoices-2026.xlsx', 1],
  ['Furniture prices', 'price-list.xlsx', 2],
  ['Stock on the racks', 'inventory.xlsx', 4],
  ['Open day', 'open-day-guests.xlsx', 1],
  ['Hotel kitchen job', 'kitchen-project-plan.xlsx', 3],
  ['Leave and payroll', 'staff.xlsx', 0],
];

/** The workbook that says where everything is kept. */
export function registerBook(root: string, cast: Cast): WorldWorkbook {
  const keeper = (place: number) => cast.staff[place]?.name ?? '';
  const keepers = [...new Set(ENTRIES.map(([, , place]) => place))].sort();
  return {
    kind: 'workbook',
    path: 'register.xlsx',
    sheets: [
      {
        name: 'Workbooks',
        rows: [['Topic', 'File', 'Kept by'], ...ENTRIES.map(([topic, file, place]) => [topic, `${root}/${file}`, keeper(place)])],
      },
      {
        name: 'Keepers',
        rows: [
          ['Name', 'Role', 'Workbooks'],
          ...keepers.map((place) => [keeper(place), cast.staff[place]?.role ?? '', ENTRIES.filter((entry) => entry[2] === place).length]),
        ],
      },
    ],
  };
}
