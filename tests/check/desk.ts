import { createHash } from 'node:crypto';
import type { Ground } from '../../src/model/ground.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { Phrases } from '../../src/model/phrases.ts';
import type { Primitive, Role, Upstream } from '../../src/model/primitive.ts';
import type { GroundTool } from '../../src/model/tool.ts';

/** A small made-up ground: the notes and the calendar on somebody's desk. */

const said = (kind: Role['kind']): Role => ({ origin: 'user', critical: true, kind });

const roles: Record<string, Record<string, Role>> = {
  read_note: { '/path': said('path'), '/head': said('count') },
  note_info: { '/path': said('path') },
  search_notes: { '/words': said('text'), '/order': said('enum') },
  events_on: { '/date': said('date') },
  rename_note: { '/path': said('path'), '/title': said('name') },
};

function listTool(name: string, description: string, inputSchema: JsonObject): GroundTool {
  return { name, description, inputSchema, hash: '0'.repeat(64), admitted: true, reason: 'recorded' };
}

const path = { type: 'string', description: 'Path of the note.' };

export const ground: Ground = {
  schema: 'nearmiss/ground@1',
  name: 'desk',
  title: 'Notes and a calendar',
  source: { package: 'desk-server', version: '1.0.0', licence: 'MIT', command: ['desk-server', '/srv/desk'] },
  protocol: '2025-06-18',
  server: { name: 'desk', version: '1.0.0' },
  root: '/srv/desk',
  world: { recipe: 'desk', seed: 'desk', digest: '0'.repeat(64) },
  tools: [
    listTool('read_note', 'Read a note, or its first lines.', {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: { path: { $ref: '#/definitions/path' }, head: { type: 'integer', minimum: 1 } },
      required: ['path'],
      additionalProperties: false,
      definitions: { path },
    }),
    listTool('note_info', 'Size and dates of a note.', { type: 'object', properties: { path }, required: ['path'] }),
    listTool('search_notes', 'Find notes by words in them.', {
      type: 'object',
      properties: { words: { type: 'string', minLength: 1 }, order: { type: 'string', enum: ['newest', 'oldest'], default: 'newest' } },
      required: ['words'],
    }),
    listTool('events_on', 'What the calendar holds for a day.', {
      type: 'object',
      properties: { date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}(T.*)?$' } },
      required: ['date'],
    }),
    listTool('rename_note', 'Give a note another title.', {
      type: 'object',
      properties: { path, title: { type: 'string' } },
      required: ['path', 'title'],
    }),
    { ...listTool('burn_note', 'Destroy a note.', { type: 'object' }), admitted: false, reason: 'not tried' },
  ],
};

export const phrases: Phrases = {
  schema: 'nearmiss/phrases@1',
  ground: 'desk',
  systems: ['You look after the notes in {root}.'],
  systemNeeded: false,
  openers: ['Morning. '],
  closers: [' Thanks!'],
  tools: {
    read_note: {
      requests: ['[Show me]< the first {head} lines of> {path}.', '[Read out] {path}<, only the first {head} lines>.'],
      words: {},
      answers: [{ read: { text: { match: '^(.+)$' } }, say: ['It begins: {text}', 'First line: {text}'] }],
      failures: [{ when: '^no such note', read: {}, say: ['There is no {path}.', 'I found no {path}. Which note do you mean?'] }],
      asides: { '/path': ["I've been through {other} already."] },
      unsaid: { '/path': ['that note'] },
      questions: { '/path': ['Which note do you mean?'] },
      mistaken: { note_info: { path: '{path}' } },
    },
    note_info: {
      requests: ['[How big is] {path}?'],
      words: {},
      answers: [{ read: { size: { match: '^size: (.+)$' } }, say: ['{path} has {size}.'] }],
      asides: {},
      mistaken: {},
    },
    search_notes: {
      requests: ['[Look for] notes about {words}<, {order}>.', '[Find] the {order=oldest|longest untouched} notes about {words}.'],
      words: { '/order': { newest: ['newest first'], oldest: ['oldest first'] } },
      answers: [{ read: { titles: { json: '/*/title' } }, say: ['I found {titles}.'] }],
      asides: {},
      mistaken: {},
    },
    events_on: {
      requests: ['[What is on] {date}?', 'Tell me [what happens on] {date}.'],
      words: {},
      answers: [{ when: '^- ', read: { names: { each: '^- (.+)$' }, count: { count: '^- ' } }, say: ['{count}: {names}.'] }],
      asides: {},
      mistaken: {},
    },
    rename_note: {
      requests: ['[Rename] {path} to {title}.'],
      words: {},
      answers: [{ read: {}, say: ['{path} is now called {title}.'] }],
      asides: {},
      mistaken: {},
    },
  },
  chains: [
    { tools: ['search_notes', 'read_note'], requests: ['[0:Look for] notes about {0.words} and [1:show me] {1.path}.'] },
    { tools: ['rename_note', 'read_note'], requests: ['[0:Rename] {0.path} to {0.title}, then [1:show me] {1.path}.'] },
  ],
};

function record(
  tool: string,
  values: JsonObject,
  text: string,
  more: { after?: Primitive[]; upstream?: Upstream[]; leaves?: string; fails?: true; mended?: Primitive } = {},
): Primitive {
  const after = (more.after ?? []).map(({ id }) => id);
  const content = [{ text, type: 'text' }];
  const result = { content, isError: more.fails === true };
  // Keys in the order in which a hash takes them.
  const sorted = JSON.stringify({ after, arguments: sortKeys(values), ground: 'desk', result, tool });
  const id = createHash('sha256').update(sorted).digest('hex').slice(0, 16);
  const given = Object.entries(roles[tool] ?? {}).filter(([pointer]) => pointer.slice(1) in values);
  return {
    id,
    tool,
    arguments: values,
    scenario: 'by hand',
    after,
    roles: Object.fromEntries(given),
    upstream: more.upstream ?? [],
    result,
    verdict: more.fails === true ? 'tool_error' : 'ok',
    stability: 'stable',
    masks: [],
    effect: more.leaves === undefined ? 'none' : 'changed',
    leaves: more.leaves ?? null,
    ...(more.mended === undefined ? {} : { mended: more.mended.id }),
  };
}

function sortKeys(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const note = (name: string): string => `/srv/desk/notes/${name}.md`;

const found: Json = [
  { title: 'Invoice from Marlow', path: note('inv-17') },
  { title: 'Invoice from Harrow', path: note('inv-18') },
];
const foundText = JSON.stringify(found);
const search = record('search_notes', { words: 'invoices' }, foundText);
const budgetOld = record('read_note', { path: note('budget-old') }, 'Rent 380\nFood 240');
const rename = record('rename_note', { path: note('budget'), title: 'Budget 2026' }, 'renamed', { leaves: '2026202620262026' });

function fromSearch(name: string, title: string): Upstream[] {
  const span = (text: string): { start: number; end: number } => ({
    start: foundText.indexOf(text),
    end: foundText.indexOf(text) + text.length,
  });
  return [{ pointer: '/path', call: search.id, at: span(note(name)), label: { text: title, ...span(title) } }];
}

/** Recorded calls, by a name that tests use. */
export const calls = {
  budget: record('read_note', { path: note('budget') }, 'Rent 400\nFood 250\nFun 90'),
  budgetOld,
  budgetCopy: record('read_note', { path: note('budget-copy') }, 'Rent 400\nFood 250\n\nFun 90 '),
  budgetTop: record('read_note', { path: note('budget'), head: 2 }, 'Rent 400\nFood 250'),
  budgetInfo: record('note_info', { path: note('budget') }, 'size: 27 bytes\nmade: 2026-01-03'),
  search,
  searchOldest: record('search_notes', { words: 'invoices', order: 'oldest' }, JSON.stringify([...(found as Json[])].reverse())),
  searchNewest: record('search_notes', { words: 'invoices', order: 'newest' }, foundText),
  marlow: record('read_note', { path: note('inv-17') }, 'Marlow, 17 chairs, 340.00', {
    upstream: fromSearch('inv-17', 'Invoice from Marlow'),
  }),
  harrow: record('read_note', { path: note('inv-18') }, 'Harrow, 2 desks, 610.00', {
    upstream: fromSearch('inv-18', 'Invoice from Harrow'),
  }),
  march18: record('events_on', { date: '2026-03-18' }, '- Stocktake\n- Payday'),
  march19: record('events_on', { date: '2026-03-19' }, '- Stocktake\n- Payday'),
  march21: record('events_on', { date: '2026-03-21' }, '- Review'),
  march20: record('events_on', { date: '2026-03-20' }, '- Dentist'),
  rename,
  renameBack: record('rename_note', { path: note('budget'), title: 'Budget 2024' }, 'renamed', { leaves: '2024202420242024' }),
  budgetRenamed: record('read_note', { path: note('budget') }, 'Budget 2026\nRent 400', { after: [rename] }),
  missing: record('read_note', { path: note('inv-19') }, 'no such note: /srv/desk/notes/inv-19.md', { fails: true }),
  slip: record('read_note', { path: '/notes/budget-old.md' }, 'no such note: /notes/budget-old.md', { fails: true, mended: budgetOld }),
  budgetOldRenamed: record('read_note', { path: note('budget-old') }, 'Rent 380\nFood 240', { after: [rename] }),
};
