import type { Chain } from '../recipe.ts';
import { BRANCHED, LEAVES } from './looking.ts';
import { alone, at } from './steps.ts';

/** Files worth opening: each has a neighbour whose name or content is close. */
const OPENED = [
  'README.md',
  'clients/harbour-lane-hotel/account.md',
  'clients/harbour-lane-hotel/quote-banqueting.md',
  'clients/harbour-lane-hotel/visits.md',
  'clients/harbour-street-deli/account.md',
  'clients/harbour-street-deli/orders-2026-q1.csv',
  'clients/harbour-street-deli/orders-2026-q2.csv',
  'clients/kestrel-coworking/account.md',
  'clients/kestrel-coworking/keg-pilot.md',
  'clients/old-mill-bakery/account.md',
  'clients/old-mill-bakery/orders-2026-q2.csv',
  'clients/old-mill-bakery/visits.md',
  'clients/old-mill-brewery/account.md',
  'clients/old-mill-brewery/orders-2026-q2.csv',
  'clients/tidewell-books/account.md',
  'clients/tidewell-books/orders-2026-q1.csv',
  'clients/tidewell-books/orders-2026-q2.csv',
  'clients/tidewell-cafe/account.md',
  'clients/tidewell-cafe/orders-2026-q1.csv',
  'clients/tidewell-cafe/orders-2026-q2.csv',
  'clients/tidewell-cafe/visits.md',
  'closing-days-2025.md',
  'closing-days-2026.md',
  'config/backup-offsite.yaml',
  'config/backup.yaml',
  'config/label-printer-office.ini',
  'config/label-printer-packing.ini',
  'config/newsletter.yaml',
  'config/packing-scale.ini',
  'config/shop-staging.json',
  'config/shop.json',
  'config/till-back.ini',
  'config/till-front.ini',
  'contacts.csv',
  'door-rules.md',
  'finance/budget-2025.csv',
  'finance/budget-2026.csv',
  'finance/expenses/expenses-2026-04.csv',
  'finance/expenses/expenses-2026-05.csv',
  'finance/expenses/expenses-2026-06.csv',
  'finance/invoices/2026-04/inv-2042.md',
  'finance/invoices/2026-05/inv-2045.md',
  'finance/invoices/2026-05/inv-2047.md',
  'finance/invoices/2026-06/inv-2050.md',
  'finance/invoices/2026-06/inv-2051.md',
  'finance/invoices/2026-06/inv-2052.md',
  'finance/payroll/payroll-2026-05.csv',
  'finance/payroll/payroll-2026-06.csv',
  'finance/price-list-2026.csv',
  'finance/sales-2026-q1.csv',
  'finance/sales-2026-q2.csv',
  'finance/suppliers.csv',
  'finance/vat/vat-2025-q3.csv',
  'finance/vat/vat-2025-q4.csv',
  'finance/vat/vat-2026-q1.csv',
  'finance/vat/vat-2026-q2.csv',
  'hr/leave-2025.csv',
  'hr/leave-2026.csv',
  'hr/onboarding/cafe.md',
  'hr/onboarding/office.md',
  'hr/onboarding/roastery.md',
  'hr/policies/annual-leave.md',
  'hr/policies/expenses.md',
  'hr/policies/safety.md',
  'hr/policies/sick-leave.md',
  'hr/policies/travel.md',
  'hr/rota/rota-2026-w25.csv',
  'hr/rota/rota-2026-w26.csv',
  'hr/staff.csv',
  'logs/backup-2026-05.log',
  'logs/backup-2026-06.log',
  'logs/doors-2026-06.log',
  'meetings/agenda.md',
  'meetings/board/board-2026-q1.md',
  'meetings/board/board-2026-q2.md',
  'meetings/weekly/minutes-2026-03-12.md',
  'meetings/weekly/minutes-2026-03-19.md',
  'meetings/weekly/minutes-2026-05-14.md',
  'meetings/weekly/minutes-2026-05-21.md',
  'meetings/weekly/minutes-2026-06-11.md',
  'meetings/weekly/minutes-2026-06-18.md',
  'meetings/weekly/minutes-2026-06-25.md',
  'production/blends/harbour-blend.yaml',
  'production/blends/harbour-decaf.yaml',
  'production/blends/low-tide-filter.yaml',
  'production/cupping/cupping-2026-06-16.md',
  'production/cupping/cupping-2026-06-23.md',
  'production/machine-log.csv',
  'production/roast-logs/roast-2026-06-24.csv',
  'production/roast-logs/roast-2026-06-25.csv',
  'production/roast-logs/roast-2026-06-26.csv',
  'production/stock/green-2026-05.csv',
  'production/stock/green-2026-06.csv',
  'production/whiteboard.md',
  'projects/archive/gift-boxes-2025/review.md',
  'projects/archive/web-shop-2025/review.md',
  'projects/cold-brew/brief.md',
  'projects/cold-brew/risks.md',
  'projects/cold-brew/status-2026-05.md',
  'projects/cold-brew/status-2026-06.md',
  'projects/cold-brew/timeline.csv',
  'projects/loyalty-card/brief.md',
  'projects/loyalty-card/status-2026-06.md',
  'projects/roaster-service/brief.md',
  'projects/roaster-service/status-2026-06.md',
  'projects/roastery-move/brief.md',
  'projects/roastery-move/status-2026-06.md',
];

/** Long tables, whose first lines say what is in them. */
const TOPPED = [
  'clients/tidewell-books/orders-2026-q2.csv',
  'clients/tidewell-cafe/orders-2026-q1.csv',
  'clients/tidewell-cafe/orders-2026-q2.csv',
  'contacts.csv',
  'finance/budget-2025.csv',
  'finance/budget-2026.csv',
  'finance/payroll/payroll-2026-06.csv',
  'hr/leave-2025.csv',
  'hr/leave-2026.csv',
  'hr/staff.csv',
];
const FIRST = [3, 5, 6, 10];

/** Logs and tables that grow at the end. All of them are longer than the most that is asked for. */
const TAILED = [
  'clients/harbour-street-deli/orders-2026-q2.csv',
  'clients/old-mill-bakery/orders-2026-q2.csv',
  'clients/tidewell-cafe/orders-2026-q2.csv',
  'finance/expenses/expenses-2026-05.csv',
  'finance/expenses/expenses-2026-06.csv',
  'logs/backup-2026-05.log',
  'logs/backup-2026-06.log',
  'logs/doors-2026-06.log',
  'production/machine-log.csv',
];
const LAST = [2, 3, 5, 6];

/** One file in full, its first lines, its last lines. */
export function* openFiles(): Generator<Chain> {
  for (const path of OPENED) yield alone('read_text_file', { path: at(path) }, 'required-only');
  for (const path of TOPPED) for (const head of FIRST) yield alone('read_text_file', { path: at(path), head }, 'optional:head');
  for (const path of TAILED) for (const tail of LAST) yield alone('read_text_file', { path: at(path), tail }, 'optional:tail');
}

/** Files people lay side by side: those in front stay, and the last one changes. */
const COMPARED: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['finance/budget-2026.csv'],
    ['finance/budget-2025.csv', 'finance/sales-2026-q1.csv', 'finance/sales-2026-q2.csv', 'finance/price-list-2026.csv'],
  ],
  [
    ['finance/vat/vat-2026-q2.csv'],
    ['finance/vat/vat-2026-q1.csv', 'finance/vat/vat-2025-q4.csv', 'finance/vat/vat-2025-q3.csv', 'finance/sales-2026-q2.csv'],
  ],
  [
    ['config/till-front.ini'],
    ['config/till-back.ini', 'config/label-printer-packing.ini', 'config/label-printer-office.ini', 'config/packing-scale.ini'],
  ],
  [
    ['meetings/weekly/minutes-2026-06-25.md'],
    [
      'meetings/weekly/minutes-2026-06-18.md',
      'meetings/weekly/minutes-2026-06-11.md',
      'meetings/weekly/minutes-2026-05-21.md',
      'meetings/agenda.md',
    ],
  ],
  [
    ['projects/cold-brew/status-2026-06.md'],
    [
      'projects/cold-brew/status-2026-05.md',
      'projects/loyalty-card/status-2026-06.md',
      'projects/roaster-service/status-2026-06.md',
      'projects/roastery-move/status-2026-06.md',
    ],
  ],
  [['hr/policies/annual-leave.md'], ['hr/policies/sick-leave.md', 'hr/policies/expenses.md', 'hr/policies/travel.md', 'hr/leave-2026.csv']],
  [
    ['clients/tidewell-cafe/account.md'],
    [
      'clients/tidewell-cafe/visits.md',
      'clients/tidewell-books/account.md',
      'clients/old-mill-bakery/account.md',
      'clients/kestrel-coworking/account.md',
    ],
  ],
  [
    ['production/blends/harbour-blend.yaml'],
    [
      'production/blends/harbour-decaf.yaml',
      'production/blends/low-tide-filter.yaml',
      'production/blends/quayside-house.yaml',
      'production/blends/lighthouse-espresso.yaml',
    ],
  ],
  [['config/shop.json'], ['config/shop-staging.json', 'config/backup.yaml', 'config/backup-offsite.yaml', 'config/newsletter.yaml']],
  [
    ['production/stock/green-2026-04.csv', 'production/stock/green-2026-05.csv'],
    ['production/stock/green-2026-06.csv', 'production/machine-log.csv', 'production/whiteboard.md', 'finance/suppliers.csv'],
  ],
  [
    ['hr/onboarding/office.md', 'hr/onboarding/roastery.md'],
    ['hr/onboarding/cafe.md', 'hr/policies/safety.md', 'door-rules.md', 'closing-days-2026.md'],
  ],
];

/** Pairs whose first file changes. */
const COMPARED_WITH: readonly (readonly [readonly string[], string])[] = [
  [
    ['finance/sales-2026-q1.csv', 'finance/vat/vat-2026-q1.csv', 'finance/vat/vat-2026-q2.csv', 'finance/budget-2026.csv'],
    'finance/sales-2026-q2.csv',
  ],
  [['hr/leave-2025.csv', 'hr/staff.csv', 'hr/rota/rota-2026-w26.csv', 'hr/rota/rota-2026-w25.csv'], 'hr/leave-2026.csv'],
  [
    ['clients/tidewell-cafe/orders-2026-q2.csv', 'clients/tidewell-books/orders-2026-q2.csv', 'clients/tidewell-books/orders-2026-q1.csv'],
    'clients/tidewell-cafe/orders-2026-q1.csv',
  ],
];

/** Two or three files at a time. */
export function* compareFiles(): Generator<Chain> {
  for (const [changing, kept] of COMPARED_WITH) {
    for (const path of changing) yield alone('read_multiple_files', { paths: [path, kept].map(at) }, 'value:paths');
  }
  for (const [kept, changing] of COMPARED) {
    for (const path of changing) yield alone('read_multiple_files', { paths: [...kept, path].map(at) }, 'value:paths');
  }
}

/** Size and dates of files and folders. */
export function* inspectFiles(): Generator<Chain> {
  for (const path of OPENED) yield alone('get_file_info', { path: at(path) }, 'required-only');
  for (const path of ['', ...BRANCHED, ...LEAVES]) yield alone('get_file_info', { path: at(path) }, 'value:path');
}
