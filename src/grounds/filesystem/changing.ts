import type { JsonObject } from '../../model/json.ts';
import type { Chain } from '../recipe.ts';
import { alone, at } from './steps.ts';

/** Renames and moves, each with the sources or destinations that could be meant instead. */
const MOVED: readonly { from: readonly string[]; to: readonly string[] }[] = [
  {
    from: [
      'meetings/weekly/minutes-2026-06-11.md',
      'meetings/weekly/minutes-2026-06-18.md',
      'meetings/weekly/minutes-2026-06-25.md',
      'meetings/agenda.md',
    ],
    to: ['meetings/latest.md'],
  },
  {
    from: [
      'production/blends/low-tide-filter.yaml',
      'production/blends/quayside-house.yaml',
      'production/blends/harbour-blend.yaml',
      'production/blends/harbour-decaf.yaml',
    ],
    to: ['production/blends/summer-blend.yaml', 'production/blends/autumn-blend.yaml'],
  },
  {
    from: ['hr/rota/rota-2026-w26.csv'],
    to: ['hr/rota/rota-2026-w27.csv', 'hr/rota/rota-2026-w28.csv', 'hr/rota/rota-2025-w26.csv', 'hr/rota-2026-w26.csv'],
  },
  {
    from: ['finance/vat/vat-2026-q2.csv'],
    to: [
      'finance/vat/vat-2026-q2-draft.csv',
      'finance/vat/vat-2026-q2-final.csv',
      'finance/vat/vat-2026-q3.csv',
      'finance/vat-2026-q2.csv',
    ],
  },
  {
    from: ['meetings/weekly/minutes-2026-03-12.md'],
    to: [
      'meetings/weekly/minutes-2026-03-11.md',
      'meetings/weekly/minutes-2026-03-13.md',
      'meetings/weekly/minutes-2026-05-12.md',
      'meetings/board/minutes-2026-03-12.md',
    ],
  },
  {
    from: [
      'finance/invoices/2026-05/inv-2045.md',
      'finance/invoices/2026-05/inv-2046.md',
      'finance/invoices/2026-05/inv-2047.md',
      'finance/invoices/2026-05/inv-2048.md',
    ],
    to: ['finance/invoices/2026-06/inv-2053.md'],
  },
  {
    from: ['projects/cold-brew', 'projects/loyalty-card', 'projects/roaster-service', 'projects/roastery-move'],
    to: ['projects/archive/finished-2026'],
  },
  {
    from: ['projects/roaster-service'],
    to: ['projects/archive/roaster-service', 'projects/archive/roaster-service-2026', 'projects/roaster-overhaul'],
  },
  { from: ['clients/tidewell-books'], to: ['clients/tidewell-bookshop', 'clients/tidewell-bookstore', 'clients/tidewell-reading-room'] },
];

export function* moveThings(): Generator<Chain> {
  for (const { from, to } of MOVED) {
    for (const source of from) {
      for (const destination of to) yield alone('move_file', { source: at(source), destination: at(destination) }, 'required-only');
    }
  }
}

const FOUNDED = [
  'clients/tidewell-bar',
  'clients/tidewell-bookshop',
  'clients/tidewell-bookstore',
  'clients/tidewell-gallery',
  'clients/tidewell-reading-room',
  'finance/invoices/2026-07',
  'finance/invoices/2026-08',
  'finance/invoices/2026-09',
  'finance/invoices/2027-07',
  'finance/vat/2025',
  'finance/vat/2026',
  'hr/onboarding/delivery',
  'hr/onboarding/drivers',
  'hr/onboarding/packers',
  'hr/onboarding/packing',
  'meetings/board/2026',
  'meetings/board/2027',
  'meetings/weekly/2026',
  'meetings/weekly/2027',
  'production/cupping/2025',
  'production/cupping/2026',
  'production/roast-logs/2025',
  'production/roast-logs/2026',
  'projects/archive/finished-2026',
  'projects/archive/roaster-service',
  'projects/archive/roaster-service-2026',
  'projects/gift-boxes-2026',
  'projects/market-stall',
  'projects/market-stall-2026',
  'projects/market-stall/photos/opening-day',
  'projects/market-stall/photos/opening-week',
  'projects/roaster-overhaul',
];

export function* createFolders(): Generator<Chain> {
  for (const path of FOUNDED) yield alone('create_directory', { path: at(path) }, 'required-only');
}

/** Short notes: the same words for several places, and several words for the same place. */
const WRITTEN: readonly { to: readonly string[]; content: readonly string[] }[] = [
  {
    to: ['harbour-lane-hotel', 'harbour-street-deli', 'old-mill-bakery', 'old-mill-brewery', 'tidewell-books', 'tidewell-cafe'].map(
      (client) => `clients/${client}/notice.md`,
    ),
    content: ['No deliveries from 13 to 17 July, the roaster is being overhauled.'],
  },
  {
    to: ['cold-brew', 'loyalty-card', 'roaster-service', 'roastery-move'].map((project) => `projects/${project}/decision.md`),
    content: ['Budget for the second half of 2026 approved as planned.'],
  },
  {
    to: ['production/whiteboard.md'],
    content: [
      'Tuesday: 8 batches, decaf first.',
      'Tuesday: 9 batches, decaf first.',
      'Tuesday: 8 batches, decaf last.',
      'Wednesday: 8 batches, decaf first.',
    ],
  },
  {
    to: ['hr/rota/swap-w27.md', 'hr/rota/swap-w28.md'],
    content: ['The two Saturday shifts are swapped.', 'The two Friday shifts are swapped.'],
  },
  {
    to: ['meetings/agenda.md', 'meetings/agenda-2026-07-02.md', 'meetings/agenda-2026-07-09.md', 'meetings/board/agenda-2026-q3.md'],
    content: ['1. Power upgrade 2. Market stall 3. Summer leave'],
  },
];

export function* writeNotes(): Generator<Chain> {
  for (const { to, content } of WRITTEN) {
    for (const path of to) for (const text of content) yield alone('write_file', { path: at(path), content: text }, 'required-only');
  }
}

/** Changes of one line. Old and new texts vary where a person could mistake one for another. */
const EDITED: readonly { paths: readonly string[]; from: readonly string[]; to: readonly string[]; dryRun?: readonly boolean[] }[] = [
  {
    paths: ['config/backup.yaml', 'config/backup-offsite.yaml'],
    from: ['retention_days: 30'],
    to: ['retention_days: 14', 'retention_days: 45', 'retention_days: 60', 'retention_days: 90'],
    dryRun: [true],
  },
  {
    paths: ['config/till-front.ini', 'config/till-back.ini'],
    from: ['idle_timeout = 300'],
    to: ['idle_timeout = 120', 'idle_timeout = 180', 'idle_timeout = 240', 'idle_timeout = 600'],
    dryRun: [true, false],
  },
  {
    paths: ['config/label-printer-packing.ini', 'config/label-printer-office.ini'],
    from: ['darkness = 8'],
    to: ['darkness = 6', 'darkness = 7', 'darkness = 9', 'darkness = 10'],
  },
  {
    paths: ['harbour-blend', 'harbour-decaf', 'lighthouse-espresso', 'low-tide-filter', 'quayside-house'].map(
      (blend) => `production/blends/${blend}.yaml`,
    ),
    from: ['batch_kg: 12'],
    to: ['batch_kg: 10'],
    dryRun: [true],
  },
  {
    paths: ['projects/cold-brew/timeline.csv'],
    from: ['2026-06-15', '2026-07-10', '2026-07-31', '2026-08-03'],
    to: ['2026-07-17', '2026-07-24'],
  },
  {
    paths: ['projects/roastery-move/timeline.csv'],
    from: ['2026-07-03', '2026-07-06', '2026-08-07', '2026-08-29'],
    to: ['2026-08-14'],
    dryRun: [true],
  },
  {
    paths: ['config/newsletter.yaml'],
    from: ['send_day: wednesday'],
    to: ['send_day: monday', 'send_day: tuesday', 'send_day: thursday', 'send_day: friday'],
  },
  {
    paths: ['hr/policies/expenses.md'],
    from: ['28 pounds a day'],
    to: ['30 pounds a day', '32 pounds a day', '35 pounds a day', '38 pounds a day'],
  },
];

/** Two changes to one file at a time. */
const EDITED_TWICE: readonly { path: string; edits: readonly (readonly [string, string])[] }[] = [
  ...['250', '225', '240', '300'].slice(1).map((grams) => ({
    path: 'config/packing-scale.ini',
    edits: [
      ['small = 250', `small = ${grams}`],
      ['large = 1000', 'large = 900'],
    ] as const,
  })),
  ...['config/till-front.ini', 'config/till-back.ini'].map((path) => ({
    path,
    edits: [
      ['copies = 1', 'copies = 2'],
      ['drinks_for_free = 10', 'drinks_for_free = 8'],
    ] as const,
  })),
];

export function* editFiles(): Generator<Chain> {
  for (const { paths, from, to, dryRun = [] } of EDITED) {
    for (const path of paths) {
      for (const oldText of from) {
        for (const newText of to) {
          const args: JsonObject = { path: at(path), edits: [{ oldText, newText }] };
          yield alone('edit_file', args, 'required-only');
          for (const flag of dryRun) yield alone('edit_file', { ...args, dryRun: flag }, `optional:dryRun=${flag}`);
        }
      }
    }
  }
  for (const { path, edits } of EDITED_TWICE) {
    yield alone('edit_file', { path: at(path), edits: edits.map(([oldText, newText]) => ({ oldText, newText })) }, 'value:edits');
  }
}
