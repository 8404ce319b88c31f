import type { ChainStep } from '../recipe.ts';
import { type Columns, createRecord, deleteRecords, type Table, updateRecords } from './calls.ts';
import { emailOf } from './reads.ts';
import type { Shop } from './shop.ts';

/** New rows: each base row, then one column at a time over other values. */
export function* makeCreates(): Iterable<ChainStep> {
  const customer = { name: 'Priya Nair', email: 'priya.nair@northmail.example' };
  yield createRecord('customers', customer);
  yield* vary('customers', { ...customer, city: 'Bend' }, { city: ['Bend', 'Portland', 'Eugene', 'Salem', 'Hood River'] });
  yield* vary(
    'customers',
    { ...customer, city: 'Bend', phone: '541-555-0150' },
    { phone: ['541-555-0150', '541-555-0105', '541-555-0151', '503-555-0150'] },
  );
  yield* vary(
    'customers',
    { ...customer, city: 'Bend' },
    { email: ['priya.nair@postbox.example', 'priya.nair@riverpost.example', 'p.nair@northmail.example'] },
  );
  yield* vary(
    'suppliers',
    { name: 'Larkfield Ropes', city: 'Eugene', lead_days: 10 },
    { lead_days: [10, 12, 14, 21], city: ['Salem', 'Medford', 'Portland'] },
  );
  yield* vary(
    'employees',
    { name: 'Tara Boyle', role: 'sales', city: 'Bend', hired_on: '2026-06-15' },
    {
      role: ['sales', 'warehouse', 'returns desk', 'manager'],
      city: ['Portland', 'Eugene', 'Salem'],
      hired_on: ['2026-06-01', '2026-06-16', '2026-06-22'],
    },
  );
  const hired = { id: 71, name: 'Tara Boyle', role: 'sales', city: 'Bend', hired_on: '2026-06-15' };
  yield* vary('employees', hired, { id: [70, 72, 79, 91] });
  yield* vary(
    'orders',
    { customer_id: 225, ordered_on: '2026-06-28', channel: 'phone' },
    { customer_id: [225, 226, 227, 229, 235], ordered_on: ['2026-06-26', '2026-06-27', '2026-06-29'], channel: ['web', 'store'] },
  );
  yield* vary(
    'order_items',
    { order_id: 4217, product_id: 519, quantity: 2 },
    { order_id: [4217, 4213, 4214, 4215, 4218], product_id: [518, 520, 521, 529], quantity: [1, 3, 4, 5] },
  );
  yield* vary(
    'returns',
    { order_id: 4203, product_id: 526, returned_on: '2026-06-27', reason: 'wrong size' },
    {
      reason: ['wrong size', 'faulty', 'changed mind', 'damaged in transit'],
      returned_on: ['2026-06-25', '2026-06-26', '2026-06-28'],
      product_id: [521, 525, 527],
    },
  );
  yield* vary(
    'products',
    { sku: 'LGT-700', name: 'Glint Trail Light', category: 'Lighting', price: 69, stock: 30 },
    { price: [69, 59, 79, 96], stock: [20, 25, 40] },
  );
  const numbered = { id: 551, sku: 'LGT-700', name: 'Glint Trail Light', category: 'Lighting', price: 69, stock: 30 };
  yield* vary('products', numbered, { id: [541, 550, 552, 561] });
}

/** Changed rows: one and many at a time, by the new value and by which rows. */
export function* makeUpdates(shop: Shop): Iterable<ChainStep> {
  yield* toEach('orders', { status: 'shipped' }, 'id', [4209, 4212, 4213, 4214, 4215, 4216]);
  yield* toEach('orders', { status: 'cancelled' }, 'id', [4217, 4218, 4219, 4220, 4215]);
  yield* eachTo('orders', 'status', ['packed', 'on hold', 'delivered'], { id: 4215 });
  yield* toEach('orders', { status: 'cancelled' }, 'status', ['pending', 'packed', 'on hold', 'shipped']);
  yield* toEach('orders', { status: 'shipped' }, 'status', ['pending', 'packed', 'on hold']);
  yield* eachTo('orders', 'status', ['pending', 'on hold', 'delivered'], { status: 'packed' });
  yield* toEach('orders', { customer_id: 225 }, 'customer_id', [209, 211, 213, 230, 240, 204]);
  yield* eachTo('orders', 'customer_id', [227, 231, 201], { customer_id: 213 });
  yield* eachTo('products', 'price', [255, 259, 269, 289, 299], { sku: 'TNT-120' });
  yield* toEach('products', { price: 299 }, 'sku', ['TNT-110', 'TNT-130', 'SLB-015', 'SLB-020']);
  yield* eachTo('products', 'stock', [10, 15, 20, 25, 30], { sku: 'STV-102' });
  yield* toEach('products', { stock: 20 }, 'sku', ['STV-101', 'STV-201', 'STV-202', 'STV-301', 'STV-302']);
  const anna = emailOf(shop, 'Anna Kessler');
  yield* eachTo('customers', 'city', ['Salem', 'Eugene', 'Portland', 'Medford'], { email: anna });
  yield* toEach(
    'customers',
    { city: 'Salem' },
    'email',
    ['Anna Keller', 'Anna Lindqvist', 'Anna Moreno', 'Ben Keller'].map((name) => emailOf(shop, name)),
  );
  yield* eachTo('customers', 'phone', ['541-555-0150', '541-555-0105', '541-555-0151', '503-555-0150'], { name: 'Ben Keller' });
  yield* toEach('customers', { phone: '541-555-0150' }, 'name', ['Ben Okafor', 'Ben Tanaka', 'Anna Keller', 'Anna Kessler']);
  yield* eachTo(
    'customers',
    'email',
    ['laura.j@northmail.example', 'laura.jenkins@northmail.example', 'laura.jenkins@postbox.example', 'l.jenkins@riverpost.example'],
    { id: 229 },
  );
  yield* eachTo('returns', 'status', ['approved', 'declined', 'refunded'], { id: 918 });
  yield* toEach('returns', { status: 'approved' }, 'id', [914, 916, 919]);
  yield* toEach('returns', { handled_by: 68 }, 'handled_by', [62, 63, 64, 67]);
  yield* eachTo('returns', 'handled_by', [62, 64, 67], { handled_by: 63 });
  yield* eachTo('suppliers', 'lead_days', [10, 12, 14, 15, 21], { name: 'Scree Packs' });
  yield* toEach('suppliers', { lead_days: 14 }, 'name', ['Juniper Works', 'Ember Stoves', 'Glint Lighting', 'Merino Mill']);
  yield* toEach('employees', { city: 'Portland' }, 'name', ['Luis Ortega', 'Mei Chen', 'Jorge Salas', 'Nora Finch']);
  yield* eachTo('employees', 'city', ['Eugene', 'Salem', 'Medford'], { name: 'Jorge Salas' });
  yield* eachTo('order_items', 'quantity', [3, 4, 5, 6], { id: 7260 });
  yield* toEach('order_items', { quantity: 3 }, 'id', [7258, 7259, 7261, 7263]);
}

/** Removed rows: one and many at a time. */
export function* makeDeletes(shop: Shop): Iterable<ChainStep> {
  yield* deleteBy('returns', 'id', [914, 915, 916, 917, 918, 919]);
  yield* deleteBy('returns', 'order_id', [4179, 4195, 4196, 4198]);
  yield* deleteBy('returns', 'customer_id', [201, 209, 225, 236, 240, 241]);
  yield* deleteBy('returns', 'status', ['pending', 'approved', 'declined']);
  yield* deleteBy('returns', 'reason', ['wrong size', 'faulty', 'changed mind', 'damaged in transit']);
  yield* deleteBy('returns', 'handled_by', [62, 63, 64, 67]);
  yield* deleteBy('orders', 'id', [4209, 4212, 4213, 4214, 4215, 4216, 4217, 4218, 4219, 4220]);
  yield* deleteBy('orders', 'customer_id', [204, 209, 211, 213, 225, 230, 240]);
  yield* deleteBy('orders', 'status', ['pending', 'packed', 'on hold', 'shipped', 'cancelled']);
  yield* deleteBy('order_items', 'order_id', [4157, 4159, 4174, 4194, 4196, 4197, 4202]);
  yield* deleteBy('order_items', 'id', [7258, 7259, 7260, 7261, 7263]);
  yield* deleteBy('customers', 'name', ['Anna Keller', 'Anna Kessler', 'Ben Keller', 'Ben Okafor', 'Ben Tanaka']);
  yield* deleteBy(
    'customers',
    'email',
    ['Anna Keller', 'Anna Kessler', 'Anna Lindqvist', 'Anna Moreno', 'Ben Keller'].map((name) => emailOf(shop, name)),
  );
  yield* deleteBy('customers', 'id', [219, 221, 222, 224, 229]);
  yield* deleteBy('customers', 'city', ['Bend', 'Portland', 'Eugene', 'Salem']);
  yield* deleteBy('suppliers', 'city', ['Bend', 'Portland', 'Eugene', 'Salem']);
  yield* deleteBy('employees', 'city', ['Bend', 'Portland']);
  yield* deleteBy('products', 'sku', [
    'TNT-110',
    'TNT-120',
    'TNT-130',
    'SLB-015',
    'SLB-020',
    'STV-101',
    'STV-102',
    'STV-201',
    'STV-202',
    'STV-301',
    'STV-302',
  ]);
  yield* deleteBy('products', 'supplier_id', [31, 33, 34, 36, 37, 39, 40]);
  yield* deleteBy('suppliers', 'name', ['Juniper Works', 'Scree Packs', 'Ember Stoves', 'Glint Lighting', 'Merino Mill']);
  yield* deleteBy('employees', 'name', ['Luis Ortega', 'Mei Chen', 'Jorge Salas', 'Nora Finch']);
}

/** The base row, then the base row with one column changed. */
function* vary(table: Table, base: Columns, changes: Readonly<Record<string, readonly (string | number)[]>>): Iterable<ChainStep> {
  yield createRecord(table, base);
  for (const [column, values] of Object.entries(changes))
    for (const value of values) if (value !== base[column]) yield createRecord(table, { ...base, [column]: value });
}

/** The same change for each of these rows. */
function* toEach(table: Table, data: Columns, column: string, values: readonly (string | number)[]): Iterable<ChainStep> {
  for (const value of values) yield updateRecords(table, data, { [column]: value });
}

/** Each of these changes for the same rows. */
function* eachTo(table: Table, column: string, values: readonly (string | number)[], conditions: Columns): Iterable<ChainStep> {
  for (const value of values) yield updateRecords(table, { [column]: value }, conditions);
}

function* deleteBy(table: Table, column: string, values: readonly (string | number)[]): Iterable<ChainStep> {
  for (const value of values) yield deleteRecords(table, { [column]: value });
}
