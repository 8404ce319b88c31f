import { type Stream, streamOf } from '../../random/stream.ts';
import type { World } from '../recipe.ts';
import { CARDS, DECISIONS, LINKS, STEPS, UPDATES } from './fair.ts';

/** Where the records say the board lies. */
export const ROOT = '/srv/summer-fair';

/** The server's name for the board of that folder: the first 16 hex digits of the sha256 of its path. */
const BOARD = '124f38d6eeaa3a2e';

const TYPES = { issue: 1, todo: 2, epic: 5, question: 6 } as const;
const STATUSES = { backlog: 1, todo: 2, in_progress: 3, review: 4, done: 5, closed: 6 } as const;
const COLOURS = ['#4ade80', '#60a5fa', '#f472b6', '#facc15', '#a78bfa', '#fb923c', '#2dd4bf'];

/** The tags in the order in which they were first used: a tag's number is its place, from 1. */
export const TAGS: readonly string[] = [...new Set(CARDS.flatMap(({ tags }) => tags))];

/** The committee's board as a database. The server adds the tables that hold nothing of ours when it starts. */
export function layBoard(seed: string): World {
  return [{ kind: 'database', path: 'board.db', sql: [TABLES, ...fillTables(streamOf(seed, 'board'))].join('\n') }];
}

function* fillTables(stream: Stream): Generator<string> {
  const first = Date.parse('2026-04-13T17:00:00Z');
  const at = (hours: number) => new Date(first + Math.round(hours * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  yield insert('projects', [BOARD, ROOT, 'summer-fair', at(0)]);
  for (const [index, tag] of TAGS.entries()) yield insert('tags', [index + 1, BOARD, tag, COLOURS[index] as string, at(1 + index / 60)]);
  let change = 0;
  for (const [index, { id, type, status, title, text, parent, tags }] of CARDS.entries()) {
    const own = stream.child(`card ${id}`);
    const steps = STEPS[type].slice(0, STEPS[type].indexOf(status) + 1);
    // Cards went up in the first three weeks; each step took one to six days after that.
    const begun = 2 + index * 14 + own.below(10);
    const times = steps.map((_, step) => begun + step * 24 * (1 + own.below(6)) + own.below(50) / 10);
    times.sort((a, b) => a - b);
    const ended = status === 'done' || status === 'closed' ? at(times.at(-1) as number) : null;
    const priority = type === 'epic' ? 2 : 1 + own.below(4);
    yield insert('items', [
      id,
      BOARD,
      TYPES[type],
      STATUSES[status],
      title,
      text,
      priority,
      at(begun),
      at(times.at(-1) as number),
      ended,
      null,
      parent,
    ]);
    for (const tag of tags) yield insert('item_tags', [id, TAGS.indexOf(tag) + 1, at(begun)]);
    for (const [step, name] of steps.entries()) {
      change += 1;
      const before = steps[step - 1];
      yield insert('status_history', [
        change,
        id,
        before === undefined ? null : STATUSES[before],
        STATUSES[name],
        before === undefined ? 'create' : 'advance',
        at(times[step] as number),
      ]);
    }
  }
  for (const [index, [source, type, target]] of LINKS.entries()) {
    yield insert('item_relationships', [index + 1, source, target, type, at(600 + index * 3)]);
  }
  for (const [index, { text, cards }] of UPDATES.entries()) {
    yield insert('updates', [index + 1, BOARD, text, at(900 + index * 98)]);
    for (const card of cards) yield insert('update_items', [index + 1, card]);
  }
  for (const [index, { card, choice, instead, because }] of DECISIONS.entries()) {
    yield insert('item_decisions', [index + 1, card, choice, instead, because, at(700 + index * 51)]);
  }
}

function insert(table: string, values: readonly (string | number | null)[]): string {
  return `INSERT INTO ${table} VALUES (${values.map(literal).join(', ')});`;
}

function literal(value: string | number | null): string {
  return value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}

/** The tables that hold something of ours, with the columns, in the order and with the defaults that the server expects. */
const TABLES = [
  table('projects', 'id TEXT PRIMARY KEY NOT NULL', 'directory_path TEXT UNIQUE NOT NULL', 'name TEXT NOT NULL', moment('created_at')),
  table(
    'items',
    number('id'),
    'project_id TEXT NOT NULL',
    'type_id INTEGER NOT NULL',
    'status_id INTEGER NOT NULL',
    'title TEXT NOT NULL',
    'description TEXT',
    'priority INTEGER DEFAULT 3',
    moment('created_at'),
    moment('updated_at'),
    'closed_at TIMESTAMP',
    'complexity INTEGER',
    'parent_id INTEGER REFERENCES items(id) ON DELETE CASCADE',
  ),
  table('updates', number('id'), 'project_id TEXT NOT NULL', 'content TEXT NOT NULL', moment('created_at')),
  table('update_items', owned('update_id', 'updates'), owned('item_id', 'items'), 'PRIMARY KEY (update_id, item_id)'),
  table(
    'item_relationships',
    number('id'),
    owned('source_item_id', 'items'),
    owned('target_item_id', 'items'),
    'relationship_type TEXT NOT NULL',
    moment('created_at'),
    'UNIQUE (source_item_id, target_item_id, relationship_type)',
  ),
  table(
    'tags',
    number('id'),
    'project_id TEXT NOT NULL',
    'name TEXT NOT NULL',
    'color TEXT NOT NULL',
    moment('created_at'),
    'UNIQUE (project_id, name)',
  ),
  table('item_tags', owned('item_id', 'items'), owned('tag_id', 'tags'), moment('created_at'), 'PRIMARY KEY (item_id, tag_id)'),
  table(
    'item_decisions',
    number('id'),
    owned('item_id', 'items'),
    'choice TEXT NOT NULL',
    'rejected_alternatives TEXT',
    'rationale TEXT',
    moment('created_at'),
  ),
  table(
    'status_history',
    number('id'),
    owned('item_id', 'items'),
    'old_status_id INTEGER',
    'new_status_id INTEGER NOT NULL',
    'change_type TEXT NOT NULL',
    moment('changed_at'),
  ),
].join('\n');

function table(name: string, ...columns: string[]): string {
  return `CREATE TABLE ${name} (${columns.join(', ')});`;
}

function number(column: string): string {
  return `${column} INTEGER PRIMARY KEY AUTOINCREMENT`;
}

function moment(column: string): string {
  return `${column} TIMESTAMP DEFAULT (datetime('now'))`;
}

function owned(column: string, by: string): string {
  return `${column} INTEGER NOT NULL REFERENCES ${by}(id) ON DELETE CASCADE`;
}
