import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { placeDatabase } from '../../src/edges/worlds/database.ts';
import type { WorldDatabase } from '../../src/grounds/recipe.ts';
import { makeShop } from '../../src/grounds/sqlite/shop.ts';
import { DATABASE, makeWorld, SEED, shop } from '../../src/grounds/sqlite/world.ts';

const scratch = mkdtempSync(join(tmpdir(), 'nearmiss-sqlite-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the shop', () => {
  it('should be the same for the same seed and another for another', () => {
    expect(makeShop(SEED)).toEqual(shop);
    expect(makeShop(`${SEED}x`)).not.toEqual(shop);
  });

  it('should have order totals that are the sums of their items', () => {
    for (const order of shop.orders) {
      const items = shop.orderItems.filter((item) => item.order_id === order.id);
      expect(items.length).toBeGreaterThan(0);
      expect(items.reduce((sum, item) => sum + item.quantity * item.unit_price, 0)).toBe(order.total);
    }
  });

  it('should take back only what was delivered in that order, after it and not for more than it cost', () => {
    for (const entry of shop.returns) {
      const order = shop.orders.find((candidate) => candidate.id === entry.order_id);
      const item = shop.orderItems.find((candidate) => candidate.order_id === entry.order_id && candidate.product_id === entry.product_id);
      expect(order).toMatchObject({ status: 'delivered', customer_id: entry.customer_id });
      expect(entry.returned_on > (order?.ordered_on ?? '')).toBe(true);
      expect(entry.refund).toBeLessThanOrEqual((item?.quantity ?? 0) * (item?.unit_price ?? 0));
      const worker = shop.employees.find((employee) => employee.id === entry.handled_by);
      expect((worker?.hired_on ?? '9') <= entry.returned_on).toBe(true);
    }
  });

  it('should know every customer before the first order, and nobody twice', () => {
    expect(new Set(shop.customers.map((customer) => customer.name)).size).toBe(shop.customers.length);
    expect(new Set(shop.customers.map((customer) => customer.phone)).size).toBe(shop.customers.length);
    for (const order of shop.orders) {
      const customer = shop.customers.find((candidate) => candidate.id === order.customer_id);
      expect((customer?.joined_on ?? '9') <= order.ordered_on).toBe(true);
    }
  });

  it('should have no date after its last day', () => {
    const dates = [...shop.orders.map((order) => order.ordered_on), ...shop.returns.map((entry) => entry.returned_on)];
    expect(dates.every((date) => date >= '2025-07-01' && date <= '2026-06-30')).toBe(true);
  });
});

describe('placeDatabase', () => {
  const [item] = makeWorld() as readonly [WorldDatabase];

  it('should write the same bytes every time, and what the world says', async () => {
    for (const folder of ['first', 'second']) await placeDatabase(item, join(scratch, folder));
    const [first, second] = ['first', 'second'].map((folder) => readFileSync(join(scratch, folder, DATABASE)));
    expect(first?.equals(second as Buffer)).toBe(true);
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(join(scratch, 'first', DATABASE), { readOnly: true });
    try {
      expect(database.prepare('SELECT * FROM orders ORDER BY id').all()).toEqual(shop.orders);
      expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    } finally {
      database.close();
    }
  });

  it('should refuse to write over a database', async () => {
    await placeDatabase(item, join(scratch, 'third'));
    await expect(placeDatabase(item, join(scratch, 'third'))).rejects.toThrow(/already exists/u);
  });
});
