import type { JsonObject } from '../../model/json.ts';
import type { Chain, ChainStep } from '../recipe.ts';
import { createRecord, deleteRecords, readRecords } from './calls.ts';
import type { Shop } from './shop.ts';

/** What the database refuses: a second record with what only one may have, and slips of a table's or a column's name, with the call that was meant after it. */
export function* makeFailing({ customers, products }: Shop): Generator<Chain> {
  for (const { sku } of products.slice(0, 8)) {
    yield [
      fails(
        createRecord('products', { sku, name: 'Glint Trail Light', category: 'Lighting', price: 59, stock: 30 }),
        'a number that is taken',
      ),
    ];
  }
  for (const { name, email, city } of customers.slice(0, 8)) {
    yield [fails(createRecord('customers', { name, email, city }), 'an address that is taken')];
  }
  const slip = (right: ChainStep, table: string, conditions?: JsonObject): Chain => {
    const args = right.arguments as JsonObject;
    return [
      fails({ ...right, arguments: { ...args, table, ...(conditions === undefined ? {} : { conditions }) } }, 'a slip of a name'),
      right,
    ];
  };
  for (const city of ['Bend', 'Eugene', 'Salem', 'Portland']) yield slip(readRecords('customers', { city }), 'customer');
  for (const id of [4126, 4159, 4179, 4201]) yield slip(readRecords('orders', { id }), 'orders', { order_id: id });
  for (const status of ['pending', 'shipped']) yield slip(readRecords('orders', { status }), 'order');
  for (const customer_id of [204, 225, 237]) yield slip(readRecords('orders', { customer_id }), 'orders', { customer: customer_id });
  for (const order_id of [4159, 4160]) yield slip(deleteRecords('order_items', { order_id }), 'items');
}

function fails(step: ChainStep, why: string): ChainStep {
  return { ...step, scenario: `fails:${why}`, fails: true };
}
