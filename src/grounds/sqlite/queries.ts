import { type ChainStep, said } from '../recipe.ts';
import { runQuery } from './calls.ts';

/** Statements that answer what no equality look-up can. The agent writes them; their values come from the request. */
export const SQL = {
  monthRevenue:
    "SELECT ROUND(SUM(total), 2) AS revenue, COUNT(*) AS orders FROM orders WHERE strftime('%Y-%m', ordered_on) = ? AND status <> 'cancelled'",
  ordersSince: 'SELECT COUNT(*) AS orders, ROUND(SUM(total), 2) AS revenue FROM orders WHERE ordered_on >= ?',
  bestSellers:
    'SELECT p.id, p.name, SUM(i.quantity) AS sold FROM order_items i JOIN products p ON p.id = i.product_id WHERE p.category = ? GROUP BY p.id ORDER BY sold DESC, p.name LIMIT 3',
  idleCustomers:
    'SELECT c.id, c.name, c.email FROM customers c LEFT JOIN orders o ON o.customer_id = c.id WHERE c.city = ? AND o.id IS NULL ORDER BY c.name',
  lowStock: 'SELECT id, sku, name, stock FROM products WHERE stock < ? ORDER BY stock, sku',
  largeOrders: 'SELECT id, ordered_on, total FROM orders WHERE total > ? ORDER BY total DESC',
  frequentBuyers:
    'SELECT c.id, c.name, COUNT(*) AS orders FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id HAVING COUNT(*) > ? ORDER BY orders DESC, c.name',
  customerSpend:
    "SELECT COUNT(*) AS orders, ROUND(SUM(o.total), 2) AS spent FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.name = ? AND o.status <> 'cancelled'",
  townRevenue:
    "SELECT COUNT(*) AS orders, ROUND(SUM(o.total), 2) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.city = ? AND o.status <> 'cancelled'",
  topCustomers:
    "SELECT c.name, ROUND(SUM(o.total), 2) AS spent FROM customers c JOIN orders o ON o.customer_id = c.id WHERE o.status <> 'cancelled' GROUP BY c.id ORDER BY spent DESC LIMIT ?",
  unitsSold:
    "SELECT SUM(i.quantity) AS units, ROUND(SUM(i.quantity * i.unit_price), 2) AS revenue FROM order_items i JOIN products p ON p.id = i.product_id JOIN orders o ON o.id = i.order_id WHERE p.sku = ? AND o.status <> 'cancelled'",
  revenueBetween: 'SELECT COUNT(*) AS orders, ROUND(SUM(total), 2) AS revenue FROM orders WHERE ordered_on BETWEEN ? AND ?',
  channelMonth:
    "SELECT COUNT(*) AS orders, ROUND(AVG(total), 2) AS average FROM orders WHERE channel = ? AND strftime('%Y-%m', ordered_on) = ?",
  refundsByReason: 'SELECT COUNT(*) AS returns, ROUND(SUM(refund), 2) AS refunded FROM returns WHERE reason = ?',
  newCustomers: 'SELECT id, name, city, joined_on FROM customers WHERE joined_on >= ? ORDER BY joined_on',
  supplierStock:
    'SELECT ROUND(SUM(p.stock * p.price), 2) AS stock_value FROM products p JOIN suppliers s ON s.id = p.supplier_id WHERE s.name = ?',
} as const;

const DATE = said('date');
const NAME = said('name');
const ENUM = said('enum');
const COUNT = said('count');
const AMOUNT = said('number');

/** Every statement with several values, one step each. */
export function* makeQueries(): Iterable<ChainStep> {
  const months = ['2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];
  for (const month of months) yield queryMonth(month);
  const days = [
    '2026-05-08',
    '2026-05-10',
    '2026-05-11',
    '2026-05-12',
    '2026-05-13',
    '2026-05-14',
    '2026-06-15',
    '2026-06-18',
    '2026-06-22',
    '2026-06-24',
  ];
  for (const day of days) yield runQuery('orders-since', SQL.ordersSince, [day], [DATE]);
  for (const category of CATEGORIES) yield queryBestSellers(category);
  for (const town of TOWN_NAMES) yield queryIdleCustomers(town);
  for (const count of [3, 4, 5, 8, 9, 10]) yield queryLowStock(count);
  for (const amount of [600, 700, 750, 800, 1000, 1200]) yield runQuery('large-orders', SQL.largeOrders, [amount], [AMOUNT]);
  for (const count of [4, 5, 6, 7]) yield runQuery('frequent-buyers', SQL.frequentBuyers, [count], [COUNT]);
  const buyers = [
    'Laura Jensen',
    'Olivia Reyes',
    'Olivia Brandt',
    'Sam Park',
    'Sam Whitaker',
    'Sam Delgado',
    'James Liu',
    'Grace Liu',
    'Grace Hart',
    'Emily Carter',
  ];
  for (const name of buyers) yield runQuery('customer-spend', SQL.customerSpend, [name], [NAME]);
  for (const town of TOWN_NAMES) yield runQuery('town-revenue', SQL.townRevenue, [town], [NAME]);
  for (const count of [3, 4, 5, 10]) yield runQuery('top-customers', SQL.topCustomers, [count], [COUNT]);
  for (const sku of ['TNT-110', 'TNT-120', 'TNT-130', 'SLB-015', 'SLB-020', 'PCK-018', 'PCK-028', 'STV-101', 'STV-102', 'CLB-200'])
    yield runQuery('units-sold', SQL.unitsSold, [sku], [NAME]);
  for (const [from, to] of SPANS) yield runQuery('revenue-between', SQL.revenueBetween, [from, to], [DATE, DATE]);
  for (const channel of ['web', 'store', 'phone'])
    for (const month of ['2025-12', '2026-03', '2026-04', '2026-05', '2026-06']) yield queryChannelMonth(channel, month);
  for (const reason of ['wrong size', 'faulty', 'changed mind', 'damaged in transit'])
    yield runQuery('refunds-by-reason', SQL.refundsByReason, [reason], [ENUM]);
  for (const day of ['2026-04-12', '2026-04-28', '2026-05-07', '2026-05-27', '2026-05-28', '2026-06-05'])
    yield runQuery('new-customers', SQL.newCustomers, [day], [DATE]);
  for (const name of [
    'Juniper Works',
    'Tamarack Down',
    'Scree Packs',
    'Ember Stoves',
    'Ridgeline Footwear',
    'Basalt Climbing',
    'Merino Mill',
  ])
    yield runQuery('supplier-stock', SQL.supplierStock, [name], [NAME]);
}

export const CATEGORIES: readonly string[] = ['Tents', 'Sleep Gear', 'Packs', 'Stoves', 'Footwear', 'Lighting', 'Climbing'];
const TOWN_NAMES: readonly string[] = ['Bend', 'Portland', 'Eugene', 'Salem', 'Medford', 'Ashland', 'Corvallis', 'Hood River'];
const SPANS: readonly (readonly [string, string])[] = [
  ['2026-05-04', '2026-05-14'],
  ['2026-05-08', '2026-05-14'],
  ['2026-05-10', '2026-05-14'],
  ['2026-05-12', '2026-05-14'],
  ['2026-05-04', '2026-05-08'],
  ['2026-05-04', '2026-05-11'],
  ['2026-05-04', '2026-05-12'],
  ['2026-06-15', '2026-06-24'],
  ['2026-06-15', '2026-06-25'],
  ['2026-06-15', '2026-06-26'],
  ['2026-06-18', '2026-06-26'],
  ['2026-06-22', '2026-06-26'],
];

function queryMonth(month: string): ChainStep {
  return runQuery('month-revenue', SQL.monthRevenue, [month], [DATE]);
}

export function queryBestSellers(category: string): ChainStep {
  return runQuery('best-sellers', SQL.bestSellers, [category], [ENUM]);
}

export function queryIdleCustomers(town: string): ChainStep {
  return runQuery('idle-customers', SQL.idleCustomers, [town], [NAME]);
}

export function queryLowStock(below: number): ChainStep {
  return runQuery('low-stock', SQL.lowStock, [below], [COUNT]);
}

function queryChannelMonth(channel: string, month: string): ChainStep {
  return runQuery('channel-month', SQL.channelMonth, [channel, month], [ENUM, DATE]);
}
