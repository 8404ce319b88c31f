import type { World } from '../recipe.ts';
import { makeShop, type Shop } from './shop.ts';

export const SEED = 'nearmiss-sqlite-5';
/** File of the database, relative to the world's root. */
export const DATABASE = 'shop.db';

/** The shop of this ground. */
export const shop: Shop = makeShop(SEED);

const TABLES: readonly { name: string; columns: string; rows: readonly object[] }[] = [
  {
    name: 'suppliers',
    columns: 'id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT, contact TEXT, lead_days INTEGER',
    rows: shop.suppliers,
  },
  {
    name: 'products',
    columns:
      'id INTEGER PRIMARY KEY, sku TEXT NOT NULL UNIQUE, name TEXT NOT NULL, supplier_id INTEGER REFERENCES suppliers(id), category TEXT NOT NULL, price REAL NOT NULL, stock INTEGER DEFAULT 0',
    rows: shop.products,
  },
  {
    name: 'employees',
    columns: 'id INTEGER PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, city TEXT, hired_on TEXT',
    rows: shop.employees,
  },
  {
    name: 'customers',
    columns: 'id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE, phone TEXT, city TEXT, joined_on TEXT',
    rows: shop.customers,
  },
  {
    name: 'orders',
    columns:
      "id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), ordered_on TEXT NOT NULL, channel TEXT DEFAULT 'web', status TEXT DEFAULT 'pending', total REAL DEFAULT 0",
    rows: shop.orders,
  },
  {
    name: 'order_items',
    columns:
      'id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id), product_id INTEGER NOT NULL REFERENCES products(id), quantity INTEGER DEFAULT 1, unit_price REAL',
    rows: shop.orderItems,
  },
  {
    name: 'returns',
    columns:
      "id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id), customer_id INTEGER REFERENCES customers(id), product_id INTEGER REFERENCES products(id), returned_on TEXT, reason TEXT, status TEXT DEFAULT 'pending', refund REAL DEFAULT 0, handled_by INTEGER REFERENCES employees(id)",
    rows: shop.returns,
  },
];

export function makeWorld(): World {
  return [{ kind: 'database', path: DATABASE, sql: TABLES.map(writeTable).join('\n') }];
}

function writeTable({ name, columns, rows }: (typeof TABLES)[number]): string {
  const names = Object.keys(rows[0] as object);
  const values = rows.map((row) => `(${Object.values(row).map(writeValue).join(', ')})`);
  return `CREATE TABLE ${name} (${columns});\nINSERT INTO ${name} (${names.join(', ')}) VALUES\n${values.join(',\n')};`;
}

function writeValue(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
