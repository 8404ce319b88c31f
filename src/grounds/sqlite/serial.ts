import type { Chain, ChainStep } from '../recipe.ts';
import {
  type Columns,
  createRecord,
  deleteRecords,
  followRow,
  type Row,
  readRecords,
  type Table,
  updateRecords,
  valueIn,
} from './calls.ts';
import { queryBestSellers, queryIdleCustomers, queryLowStock } from './queries.ts';
import { emailOf } from './reads.ts';
import type { Product, Shop } from './shop.ts';

/** Elements of one reply that a chain goes on with; more of them make more near misses, and more to record. */
const MOST_ELEMENTS = 4;

/** How a chain goes on from a row: the later call made from the row, its argument that stands there, and the name of the link. */
interface Link {
  make(row: Row): ChainStep;
  pointer: string;
  scenario: string;
}

/** Chains in which a later call needs what an earlier reply says. */
export function* makeSerial(shop: Shop): Iterable<Chain> {
  yield* readThenRead(shop);
  yield* readThenWrite(shop);
  yield* queryThenAct(shop);
  yield* createThenCreate();
}

function* readThenRead(shop: Shop): Iterable<Chain> {
  const ordersOf: Link = {
    make: (row) => readRecords('orders', { customer_id: valueIn(row, 'id') }),
    pointer: '/conditions/customer_id',
    scenario: 'customer-orders',
  };
  const buyers = new Set(shop.orders.map((order) => order.customer_id));
  for (const city of ['Bend', 'Portland', 'Eugene', 'Salem', 'Hood River', 'Ashland']) {
    const rows = shop.customers.filter((customer) => customer.city === city && buyers.has(customer.id));
    yield* forEach(readRecords('customers', { city }), rows, 'name', ordersOf, 6);
  }
  const known = ['Anna Keller', 'Laura Jensen', 'Sam Park', 'Emily Carter', 'Claire Marsh', 'Grace Hart', 'James Liu', 'Maria Santos'];
  for (const name of known) yield* forOnly(readRecords('customers', { email: emailOf(shop, name) }), ordersOf);
  for (const name of ['Anna Keller', 'Anna Moreno', 'Ben Keller', 'Ben Okafor', 'Daniel Novak', 'Emily Carter', 'Grace Hart', 'James Liu'])
    yield* forOnly(readRecords('customers', { name }), ordersOf);

  const itemsOf: Link = {
    make: (row) => readRecords('order_items', { order_id: valueIn(row, 'id') }),
    pointer: '/conditions/order_id',
    scenario: 'order-items',
  };
  for (const customer_id of [204, 209, 210, 211, 213, 225, 240, 241]) {
    const rows = shop.orders.filter((order) => order.customer_id === customer_id);
    yield* forEach(readRecords('orders', { customer_id }), rows, 'ordered_on', itemsOf, 5);
  }

  const productOf: Link = {
    make: (row) => readRecords('products', { id: valueIn(row, 'product_id') }),
    pointer: '/conditions/id',
    scenario: 'item-product',
  };
  for (const order_id of [4107, 4114, 4121, 4127, 4130, 4157, 4159, 4160, 4182, 4195, 4196, 4199, 4202]) {
    const rows = shop.orderItems.filter((item) => item.order_id === order_id);
    yield* forEach(readRecords('order_items', { order_id }), rows, 'unit_price', productOf);
  }

  const salesOf: Link = {
    make: (row) => readRecords('order_items', { product_id: valueIn(row, 'id') }),
    pointer: '/conditions/product_id',
    scenario: 'product-sales',
  };
  const makerOf: Link = {
    make: (row) => readRecords('suppliers', { id: valueIn(row, 'supplier_id') }),
    pointer: '/conditions/id',
    scenario: 'product-supplier',
  };
  for (const category of ['Tents', 'Sleep Gear', 'Packs', 'Stoves', 'Footwear', 'Lighting', 'Climbing']) {
    const rows = shop.products.filter((product) => product.category === category);
    yield* forEach(readRecords('products', { category }), rows, 'name', salesOf);
    const bySupplier = rows.filter((row, place) => rows.findIndex((other) => other.supplier_id === row.supplier_id) === place);
    if (bySupplier.length > 1) yield* forEach(readRecords('products', { category }), bySupplier, 'name', makerOf);
  }

  const orderOf: Link = {
    make: (row) => readRecords('orders', { id: valueIn(row, 'order_id') }),
    pointer: '/conditions/id',
    scenario: 'return-order',
  };
  const returnsBy: readonly Columns[] = [{ status: 'pending' }, { reason: 'wrong size' }, { reason: 'faulty' }, { reason: 'changed mind' }];
  for (const conditions of returnsBy)
    yield* forEach(readRecords('returns', conditions), match(shop.returns, conditions), 'returned_on', orderOf);

  const goodsOf: Link = {
    make: (row) => readRecords('products', { supplier_id: valueIn(row, 'id') }),
    pointer: '/conditions/supplier_id',
    scenario: 'supplier-products',
  };
  for (const city of ['Portland', 'Bend', 'Eugene'])
    yield* forEach(readRecords('suppliers', { city }), match(shop.suppliers, { city }), 'name', goodsOf);

  const workOf: Link = {
    make: (row) => readRecords('returns', { handled_by: valueIn(row, 'id') }),
    pointer: '/conditions/handled_by',
    scenario: 'employee-returns',
  };
  for (const role of ['sales', 'returns desk'])
    yield* forEach(readRecords('employees', { role }), match(shop.employees, { role }), 'name', workOf);
}

function* readThenWrite(shop: Shop): Iterable<Chain> {
  for (const city of ['Bend', 'Portland', 'Salem'])
    yield* forEach(
      readRecords('customers', { city }),
      match(shop.customers, { city }),
      'name',
      updateById('customers', { phone: '541-555-0150' }, 'customer-phone'),
    );
  const bend = match(shop.customers, { city: 'Bend' }).slice(0, 1);
  for (const phone of ['541-555-0105', '541-555-0151', '503-555-0150'])
    yield* forEach(readRecords('customers', { city: 'Bend' }), bend, 'name', updateById('customers', { phone }, 'customer-phone'));

  for (const category of ['Tents', 'Stoves', 'Climbing'])
    yield* forEach(
      readRecords('products', { category }),
      match(shop.products, { category }),
      'name',
      updateById('products', { stock: 25 }, 'product-stock'),
    );
  const tents = match(shop.products, { category: 'Tents' });
  for (const price of [249, 299, 319])
    yield* forEach(
      readRecords('products', { category: 'Tents' }),
      tents.slice(0, 3),
      'name',
      updateById('products', { price }, 'product-price'),
    );

  const moves: readonly (readonly [from: string, to: string])[] = [
    ['pending', 'cancelled'],
    ['pending', 'packed'],
    ['packed', 'shipped'],
    ['shipped', 'delivered'],
    ['on hold', 'cancelled'],
  ];
  for (const [from, to] of moves) {
    const rows = match(shop.orders, { status: from });
    yield* forEach(readRecords('orders', { status: from }), rows, 'ordered_on', updateById('orders', { status: to }, 'order-status'));
  }
  for (const status of ['approved', 'declined'])
    yield* forEach(
      readRecords('returns', { status: 'pending' }),
      match(shop.returns, { status: 'pending' }),
      'order_id',
      updateById('returns', { status }, 'return-status'),
    );

  for (const order_id of [4212, 4213, 4216, 4217, 4219, 4220])
    yield* forEach(
      readRecords('order_items', { order_id }),
      match(shop.orderItems, { order_id }),
      'unit_price',
      deleteById('order_items', 'drop-item'),
    );
  for (const reason of ['wrong size', 'faulty'])
    yield* forEach(readRecords('returns', { reason }), match(shop.returns, { reason }), 'order_id', deleteById('returns', 'drop-return'));

  const newOrder = (ordered_on: string, channel: string): Link => ({
    make: (row) => createRecord('orders', { customer_id: valueIn(row, 'id'), ordered_on, channel }),
    pointer: '/data/customer_id',
    scenario: 'customer-new-order',
  });
  for (const name of ['Anna Keller', 'Anna Kessler', 'Maria Santos', 'Maria Sanders', 'Laura Jensen', 'Laura Jenkins'])
    yield* forOnly(readRecords('customers', { email: emailOf(shop, name) }), newOrder('2026-06-28', 'phone'));
  for (const city of ['Bend', 'Portland'])
    yield* forEach(readRecords('customers', { city }), match(shop.customers, { city }), 'name', newOrder('2026-06-28', 'phone'));
}

function* queryThenAct(shop: Shop): Iterable<Chain> {
  const salesOf: Link = {
    make: (row) => readRecords('order_items', { product_id: valueIn(row, 'id') }),
    pointer: '/conditions/product_id',
    scenario: 'best-seller-sales',
  };
  for (const category of ['Tents', 'Packs', 'Stoves', 'Footwear', 'Climbing'])
    yield* forEach(queryBestSellers(category), bestSellers(shop, category), 'name', salesOf);
  const buyers = new Set(shop.orders.map((order) => order.customer_id));
  for (const city of ['Portland', 'Bend', 'Medford']) {
    const idle = match(shop.customers, { city }).filter((customer) => !buyers.has(customer.id));
    yield* forEach(queryIdleCustomers(city), idle, 'name', deleteById('customers', 'drop-idle-customer'));
  }
  for (const below of [4, 5])
    yield* forEach(
      queryLowStock(below),
      shop.products.filter((product) => product.stock < below),
      'name',
      updateById('products', { stock: 30 }, 'restock'),
      6,
    );
}

function* createThenCreate(): Iterable<Chain> {
  const customer = { name: 'Priya Nair', email: 'priya.nair@northmail.example' };
  const firstOrder = (channel: string): Link => ({
    make: (row) => createRecord('orders', { customer_id: valueIn(row, 'insertedId'), ordered_on: '2026-06-29', channel }),
    pointer: '/data/customer_id',
    scenario: 'new-customer-order',
  });
  for (const city of ['Bend', 'Portland', 'Eugene']) yield* forOnly(createRecord('customers', { ...customer, city }), firstOrder('phone'));
  for (const channel of ['web', 'store']) yield* forOnly(createRecord('customers', { ...customer, city: 'Bend' }), firstOrder(channel));
  const firstItem = (product_id: number, quantity: number): Link => ({
    make: (row) => createRecord('order_items', { order_id: valueIn(row, 'insertedId'), product_id, quantity }),
    pointer: '/data/order_id',
    scenario: 'new-order-item',
  });
  const order = { customer_id: 225, ordered_on: '2026-06-28', channel: 'phone' };
  for (const product of [518, 519, 520, 521]) yield* forOnly(createRecord('orders', order), firstItem(product, 2));
  for (const quantity of [1, 3, 4]) yield* forOnly(createRecord('orders', order), firstItem(519, quantity));
  for (const customer_id of [226, 227]) yield* forOnly(createRecord('orders', { ...order, customer_id }), firstItem(519, 2));
}

/** The three products of a category that sold most, as the query ranks them. */
function bestSellers(shop: Shop, category: string): object[] {
  const sold = (product: Product) => shop.orderItems.reduce((sum, item) => sum + (item.product_id === product.id ? item.quantity : 0), 0);
  return match(shop.products, { category })
    .sort((left, right) => sold(right) - sold(left) || (left.name < right.name ? -1 : 1))
    .slice(0, 3);
}

/** The same second step for several rows of one reply, each named by what its column says; a name that several rows share names none. */
function* forEach(first: ChainStep, rows: readonly object[], column: string, link: Link, most = MOST_ELEMENTS): Iterable<Chain> {
  const labels = rows.map((row) => (row as Row)[column]);
  const named = labels.filter((label) => labels.filter((other) => other === label).length === 1).slice(-most);
  for (const label of named) {
    yield [first, followRow(link.make, link.pointer, (row) => row[column] === label, String(label), link.scenario)];
  }
}

/** The second step for the only row of the first reply. */
function* forOnly(first: ChainStep, link: Link): Iterable<Chain> {
  yield [first, followRow(link.make, link.pointer, () => true, null, link.scenario)];
}

function updateById(table: Table, data: Columns, scenario: string): Link {
  return { make: (row) => updateRecords(table, data, { id: valueIn(row, 'id') }), pointer: '/conditions/id', scenario };
}

function deleteById(table: Table, scenario: string): Link {
  return { make: (row) => deleteRecords(table, { id: valueIn(row, 'id') }), pointer: '/conditions/id', scenario };
}

/** The rows that have these values. */
function match<T extends object>(rows: readonly T[], conditions: Columns): T[] {
  return rows.filter((row) => Object.entries(conditions).every(([column, value]) => (row as Row)[column] === value));
}
