import type { ChainStep } from '../recipe.ts';
import { type Columns, readRecords, type Table } from './calls.ts';
import type { Shop } from './shop.ts';

/** Equality look-ups, one step each: families that differ in the value of one column, in the table or in how many are wanted. */
export function* makeReads(shop: Shop): Iterable<ChainStep> {
  yield* byColumn('customers', 'name', [
    'Anna Keller',
    'Anna Kessler',
    'Anna Lindqvist',
    'Anna Moreno',
    'Ben Keller',
    'Ben Okafor',
    'Maria Santos',
    'Maria Sanders',
    'James Whitfield',
    'James Whitaker',
    'Daniel Novak',
    'Daniel Nolan',
  ]);
  const mailed = [
    'Anna Keller',
    'Anna Kessler',
    'Maria Santos',
    'Maria Sanders',
    'Laura Jensen',
    'Laura Jenkins',
    'Sam Park',
    'Emily Carter',
  ];
  yield* byColumn(
    'customers',
    'email',
    [...mailed, 'Claire Marsh', 'Grace Hart', 'James Liu'].map((name) => emailOf(shop, name)),
  );
  yield* byColumn('customers', 'id', [216, 217, 218, 219, 220, 225, 226]);
  const towns = [...new Set(shop.customers.map((customer) => customer.city))].sort();
  yield* byColumn('customers', 'city', towns);
  yield* limited('customers', [{ city: 'Bend' }, { city: 'Portland' }, { city: 'Eugene' }, { city: 'Salem' }], [2, 3, 4, 5]);

  yield* byColumn('orders', 'id', [4157, 4158, 4159, 4160, 4194, 4195, 4196, 4197, 4198, 4199]);
  yield* byColumn('orders', 'customer_id', [201, 204, 209, 210, 211, 213, 225, 227, 236, 240, 241]);
  yield* limited('orders', [{ customer_id: 211 }, { customer_id: 213 }, { customer_id: 225 }], [2, 3, 4]);
  yield* byColumn('orders', 'status', ['pending', 'packed', 'shipped', 'on hold', 'cancelled']);
  yield* limited('orders', [{ status: 'pending' }, { status: 'shipped' }, { status: 'cancelled' }], [2, 3, 4]);
  const days = [
    '2026-05-10',
    '2026-05-11',
    '2026-05-12',
    '2026-05-13',
    '2026-05-14',
    '2026-06-22',
    '2026-06-23',
    '2026-06-24',
    '2026-06-25',
    '2026-06-26',
  ];
  yield* byColumn('orders', 'ordered_on', days);
  for (const channel of ['web', 'store', 'phone'])
    for (const status of ['pending', 'packed', 'shipped', 'on hold', 'cancelled'])
      if (shop.orders.some((order) => order.channel === channel && order.status === status))
        yield readRecords('orders', { channel, status });
  for (const customer_id of [209, 213, 225, 227])
    for (const status of ['delivered', 'cancelled']) yield readRecords('orders', { customer_id, status });

  yield* byColumn('order_items', 'order_id', [4157, 4158, 4159, 4160, 4174, 4194, 4195, 4196, 4197, 4199, 4202]);
  yield* byColumn('order_items', 'product_id', [501, 502, 503, 504, 505, 514, 515]);
  yield* limited('order_items', [{ order_id: 4159 }, { order_id: 4196 }, { product_id: 502 }, { product_id: 503 }], [2, 3]);

  yield* byColumn('products', 'sku', [
    'TNT-110',
    'TNT-120',
    'TNT-130',
    'TNT-220',
    'TNT-230',
    'SLB-015',
    'SLB-020',
    'STV-101',
    'STV-102',
    'STV-201',
  ]);
  yield* byColumn('products', 'id', [501, 502, 503, 509, 514, 515]);
  yield* byColumn('products', 'name', [
    'Juniper 1 Tent',
    'Juniper 2 Tent',
    'Juniper 3 Tent',
    'Scree 45 Pack',
    'Scree 55 Pack',
    'Scree 65 Pack',
  ]);
  yield* byColumn('products', 'category', ['Tents', 'Sleep Gear', 'Packs', 'Stoves', 'Footwear', 'Lighting', 'Climbing']);
  yield* limited('products', [{ category: 'Tents' }, { category: 'Packs' }, { category: 'Footwear' }], [2, 3, 4]);
  yield* byColumn('products', 'supplier_id', [31, 33, 34, 36, 37, 39, 40]);

  yield readRecords('returns', null);
  yield* byColumn('returns', 'id', [914, 915, 916, 917, 918, 919]);
  yield* byColumn('returns', 'order_id', [4157, 4174, 4179, 4195, 4196, 4198, 4201]);
  yield* byColumn('returns', 'customer_id', [201, 209, 225, 236, 240, 241]);
  yield* byColumn('returns', 'status', ['pending', 'approved', 'declined']);
  yield* byColumn('returns', 'reason', ['wrong size', 'faulty', 'changed mind', 'damaged in transit']);
  yield* byColumn('returns', 'handled_by', [62, 63, 64, 67, 68]);
  yield* byColumn('returns', 'returned_on', ['2026-05-05', '2026-05-19', '2026-05-24', '2026-05-27', '2026-05-29']);
  yield* limited('returns', [{ reason: 'wrong size' }, { reason: 'faulty' }, { handled_by: 62 }], [2, 3, 4]);
  for (const reason of ['wrong size', 'faulty', 'changed mind'])
    for (const status of ['refunded', 'pending', 'declined'])
      if (shop.returns.some((entry) => entry.reason === reason && entry.status === status))
        yield readRecords('returns', { reason, status });

  yield readRecords('employees', null);
  yield readRecords('suppliers', null);
  for (const limit of [2, 3, 4, 5]) {
    yield readRecords('employees', null, { limit });
    yield readRecords('suppliers', null, { limit });
    yield readRecords('returns', null, { limit });
  }
  yield* byColumn('employees', 'role', ['manager', 'sales', 'warehouse', 'returns desk']);
  yield* byColumn('employees', 'city', ['Bend', 'Portland']);
  yield* byColumn('employees', 'name', ['Luis Ortega', 'Dana Whelan', 'Ian Pruitt', 'Mei Chen', 'Jorge Salas']);
  yield* byColumn('suppliers', 'city', ['Bend', 'Portland', 'Eugene', 'Salem', 'Medford', 'Hood River']);
  yield* byColumn('suppliers', 'name', ['Juniper Works', 'Scree Packs', 'Summit Lake Tents', 'Basalt Climbing', 'Merino Mill']);
  yield* byColumn('suppliers', 'id', [31, 33, 34, 37, 39, 40]);
}

function* byColumn(table: Table, column: string, values: readonly (string | number)[]): Iterable<ChainStep> {
  for (const value of values) yield readRecords(table, { [column]: value });
}

function* limited(table: Table, conditions: readonly Columns[], limits: readonly number[]): Iterable<ChainStep> {
  for (const condition of conditions) for (const limit of limits) yield readRecords(table, condition, { limit });
}

/** The address of the one customer of this name. */
export function emailOf(shop: Shop, name: string): string {
  const customer = shop.customers.find((candidate) => candidate.name === name);
  if (customer === undefined) throw new RangeError(`the shop has no customer ${name}`);
  return customer.email;
}
