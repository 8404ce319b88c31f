import type { Stream } from '../../random/stream.ts';
import type { WorldWorkbook } from '../recipe.ts';
import type { Cast } from './cast.ts';
import { workdaysOf } from './days.ts';

type Sheet = WorldWorkbook['sheets'][number];
type Row = Sheet['rows'][number];

const PRODUCTS: readonly (readonly [string, string, number, number])[] = [
  ['Farm table', 'Oak', 640, 6],
  ['Bistro table', 'Ash', 285, 3],
  ['Side table', 'Oak', 145, 2],
  ['Console table', 'Walnut', 310, 4],
  ['Writing desk', 'Ash', 420, 5],
  ['Kitchen stool', 'Beech', 95, 2],
  ['Dining chair', 'Oak', 160, 3],
  ['Hall bench', 'Pine', 175, 3],
  ['Wall shelf', 'Pine', 58, 1],
  ['Tall bookcase', 'Oak', 495, 5],
  ['Low bookcase', 'Ash', 345, 4],
  ['Coat rack', 'Beech', 72, 1],
];

const ZONES: readonly (readonly [string, number, number])[] = [
  ['Town', 5, 0],
  ['Near', 15, 25],
  ['County', 40, 45],
  ['Region', 80, 75],
  ['Further', 150, 120],
];

/** What the firm asks for its furniture. The trade and the retail sheet list the same things in the same order. */
export function priceBook(stream: Stream): WorldWorkbook {
  const head = ['Code', 'Item', 'Wood', 'Price', 'Weeks'];
  const trade = PRODUCTS.map(
    ([item, wood, usual, weeks], place): Row => [
      `${wood.slice(0, 2).toUpperCase()}${101 + place}`,
      item,
      wood,
      usual + stream.below(5) * 5,
      weeks,
    ],
  );
  const retail = trade.map((row): Row => row.map((cell, column) => (column === 3 ? Math.round((Number(cell) * 1.35) / 5) * 5 : cell)));
  return {
    kind: 'workbook',
    path: 'price-list.xlsx',
    sheets: [
      { name: 'Trade prices', rows: [head, ...trade] },
      { name: 'Retail prices', rows: [head, ...retail] },
      { name: 'Delivery charges', rows: [['Zone', 'Miles up to', 'Charge'], ...ZONES] },
    ],
  };
}

const STOCK: Readonly<Record<string, readonly (readonly [string, string, number])[]>> = {
  Timber: [
    ['Oak board', 'm', 18.5],
    ['Ash board', 'm', 14.25],
    ['Walnut board', 'm', 32],
    ['Pine board', 'm', 5.5],
    ['Beech board', 'm', 12.75],
    ['Birch plywood', 'sheet', 46],
    ['Oak veneer', 'sheet', 27.5],
  ],
  Hardware: [
    ['Brass hinge', 'pair', 6.5],
    ['Soft-close hinge', 'pair', 8.25],
    ['Drawer runner', 'pair', 14],
    ['Steel handle', 'each', 4.75],
    ['Brass knob', 'each', 3.5],
    ['Shelf pin', 'box', 7],
    ['Wood screw 40', 'box', 5.25],
    ['Wood screw 60', 'box', 6.75],
  ],
  Finishes: [
    ['Hard wax oil', 'litre', 24.5],
    ['Clear varnish', 'litre', 16],
    ['Matt varnish', 'litre', 17.5],
    ['Walnut stain', 'litre', 13],
    ['Beeswax', 'tin', 9.5],
  ],
};

/** What lies on the racks, what it is worth, and what moved in June. */
export function inventoryBook(cast: Cast, stream: Stream): WorldWorkbook {
  const groups = Object.entries(STOCK).map(
    ([name, items]): Sheet => ({
      name,
      rows: [
        ['Item', 'Unit', 'In stock', 'Reorder at', 'Unit cost', 'Value'],
        ...items.map(
          ([item, unit, cost], place): Row => [
            item,
            unit,
            4 + stream.below(56),
            5 * (1 + stream.below(4)),
            cost,
            `=C${place + 2}*E${place + 2}`,
          ],
        ),
      ],
    }),
  );
  const summary: Sheet = {
    name: 'Summary',
    rows: [['Group', 'Value'], ...groups.map(({ name, rows }): Row => [name, `=SUM(${name}!F2:F${rows.length})`])],
  };
  const items = Object.values(STOCK).flatMap((list) => list.map(([item]) => item));
  const moves = workdaysOf('2026-06').flatMap((day) => Array.from({ length: 1 + stream.below(2) }, () => day));
  const movements: Sheet = {
    name: 'June movements',
    rows: [
      ['Date', 'Item', 'Change', 'By'],
      ...moves.map((day): Row => [day, stream.pick(items), stream.pick([-8, -6, -4, -3, -2, -1, 5, 10, 20]), stream.pick(cast.bench)]),
    ],
  };
  return { kind: 'workbook', path: 'inventory.xlsx', sheets: [...groups, summary, movements] };
}
