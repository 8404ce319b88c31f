import type { Role } from '../../model/primitive.ts';
import { aside, type Chain, type Recipe, said, written } from '../recipe.ts';
import { makeFailing } from './failing.ts';
import { makeQueries } from './queries.ts';
import { makeReads } from './reads.ts';
import { makeSerial } from './serial.ts';
import { DATABASE, makeWorld, SEED, shop } from './world.ts';
import { makeCreates, makeDeletes, makeUpdates } from './writes.ts';

const id = said('id');
const name = said('name');
const oneOf = said('enum');
const date = said('date');
const count = said('count');
const amount = said('number');

/** What the shop's columns hold, as people say it; columns of the same name hold the same in every table. */
const COLUMNS: Readonly<Record<string, Role>> = {
  id,
  customer_id: id,
  order_id: id,
  product_id: id,
  supplier_id: id,
  handled_by: id,
  name,
  email: name,
  phone: name,
  city: name,
  sku: name,
  category: oneOf,
  status: oneOf,
  channel: oneOf,
  reason: oneOf,
  role: oneOf,
  ordered_on: date,
  returned_on: date,
  hired_on: date,
  quantity: count,
  stock: count,
  lead_days: count,
  price: amount,
};

/** Roles of an object that holds columns. */
function rolesUnder(holder: string, columns: readonly string[], asides: readonly string[] = []): Record<string, Role> {
  return Object.fromEntries(
    columns.map((column) => {
      const role = COLUMNS[column] as Role;
      return [`${holder}/${column}`, asides.includes(column) ? { ...role, critical: false } : role];
    }),
  );
}

/** A shop's SQLite database behind mcp-sqlite. */
export const sqlite: Recipe = {
  name: 'sqlite',
  title: 'the SQLite database of an outdoor-gear shop',
  seed: SEED,
  server: {
    package: 'mcp-sqlite',
    version: '1.0.9',
    licence: 'MIT',
    entry: 'mcp-sqlite-server.js',
    args: (root) => [`${root}/${DATABASE}`],
    env: () => ({}),
  },
  root: '/srv/shop',
  roles: {
    get_table_schema: { '/tableName': oneOf },
    read_records: {
      '/table': oneOf,
      ...rolesUnder('/conditions', Object.keys(COLUMNS)),
      '/limit': count,
    },
    create_record: {
      '/table': aside('enum'),
      ...rolesUnder('/data', Object.keys(COLUMNS), ['name', 'sku', 'category']),
    },
    update_records: {
      '/table': aside('enum'),
      ...rolesUnder('/data', Object.keys(COLUMNS)),
      ...rolesUnder('/conditions', Object.keys(COLUMNS)),
    },
    delete_records: {
      '/table': oneOf,
      ...rolesUnder('/conditions', Object.keys(COLUMNS)),
    },
    query: { '/sql': written('text') },
  },
  writes: ['create_record', 'update_records', 'delete_records'],
  leftOut: {},
  masks: [
    {
      name: 'modified',
      pattern: /"lastModified": "[^"]*"/,
      replacement: '"lastModified": "Mon Jun 29 2026 18:42:07 GMT+0000 (Coordinated Universal Time)"',
    },
  ],
  ignored: [/\.db-journal$/],
  world: makeWorld,
  *chains(): Iterable<Chain> {
    yield [{ tool: 'db_info', arguments: {}, scenario: 'required-only' }];
    yield [{ tool: 'list_tables', arguments: {}, scenario: 'required-only' }];
    for (const tableName of ['suppliers', 'products', 'employees', 'customers', 'orders', 'order_items', 'returns'])
      yield [{ tool: 'get_table_schema', arguments: { tableName }, scenario: 'value:tableName' }];
    for (const step of makeReads(shop)) yield [step];
    for (const step of makeQueries()) yield [step];
    for (const step of makeCreates()) yield [step];
    for (const step of makeUpdates(shop)) yield [step];
    for (const step of makeDeletes(shop)) yield [step];
    yield* makeSerial(shop);
    yield* makeFailing(shop);
  },
};
