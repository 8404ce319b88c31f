import type { JsonObject } from '../../model/json.ts';
import type { Chain, ChainStep } from '../recipe.ts';
import { CARDS } from './fair.ts';
import { TAGS } from './world.ts';

export function step(tool: string, args: JsonObject, scenario: string, upstream?: ChainStep['upstream']): ChainStep {
  return { tool, arguments: args, scenario, ...(upstream === undefined ? {} : { upstream }) };
}

/** Cards that are looked at in every way, and further ones that only one of the ways says something about. */
const WATCHED = [6, 7, 8, 10, 11, 13, 14, 15, 20, 22, 24, 26];
const WAYS: Readonly<Record<string, readonly number[]>> = {
  get_item: [16, 21, 30, 31],
  get_status_history: [12, 23, 31, 34],
  get_item_tags: [16, 18, 19],
  get_item_relationships: [16, 18, 31],
  get_blocking_items: [16, 21],
  get_item_decisions: [21, 34],
};
const EPICS = CARDS.filter(({ type }) => type === 'epic').map(({ id }) => id);

/** Calls that leave the board as it is, each alone. */
export function* readChains(): Generator<Chain> {
  for (const [tool, further] of Object.entries(WAYS)) {
    for (const id of [...WATCHED, ...further]) yield [step(tool, { item_id: id }, 'value:item_id')];
  }
  for (const id of EPICS) {
    yield [step('get_epic_progress', { item_id: id }, 'value:item_id')];
    yield [step('get_item', { item_id: id }, 'value:item_id')];
    yield [step('list_children', { item_id: id }, 'value:item_id')];
  }
  // Only under the stalls lies an epic that holds cards of its own.
  for (const recursive of [true, false]) yield [step('list_children', { item_id: 1, recursive }, 'optional:recursive')];
  for (const tool of ['list_tags', 'project_summary', 'get_latest_update', 'get_updates']) yield [step(tool, {}, 'required-only')];
  for (const limit of [2, 3, 4, 5, 6]) yield [step('get_updates', { limit }, 'optional:limit')];
  yield* lists();
  yield* searches();
}

function* lists(): Generator<Chain> {
  const list = (args: JsonObject, scenario: string): Chain => [step('list_items', args, scenario)];
  for (const type of ['issue', 'question', 'epic']) yield list({ item_type: type }, 'optional:item_type');
  for (const status of ['backlog', 'todo', 'in_progress', 'review', 'done', 'closed']) yield list({ status }, 'optional:status');
  for (const type of ['todo', 'issue', 'question', 'epic']) {
    for (const status of ['backlog', 'todo', 'in_progress', 'review']) {
      if (CARDS.some((card) => card.type === type && card.status === status)) yield list({ item_type: type, status }, 'optional:status');
    }
  }
  for (const tag of TAGS) yield list({ tags: tag }, 'optional:tags');
  for (const tag of ['urgent', 'kitchen', 'volunteers', 'council']) {
    for (const status of ['backlog', 'todo', 'in_progress']) {
      if (CARDS.some((card) => card.tags.includes(tag) && card.status === status)) yield list({ tags: tag, status }, 'optional:tags');
    }
  }
  for (const type of ['todo', 'issue', 'question']) {
    for (const tag of ['urgent', 'kitchen']) {
      if (CARDS.some((card) => card.tags.includes(tag) && card.type === type)) yield list({ tags: tag, item_type: type }, 'optional:tags');
    }
  }
  for (const limit of [2, 3, 4, 5]) {
    yield list({ status: 'in_progress', limit }, 'optional:limit');
    yield list({ tags: 'kitchen', limit }, 'optional:limit');
  }
}

const QUERIES = ['sausages', 'marquee', 'tickets', 'borrow', 'print', 'council', 'caretaker', 'band', 'prizes', 'club', 'Hallam', 'Dyson'];

function* searches(): Generator<Chain> {
  for (const query of QUERIES) yield [step('search', { query }, 'value:query')];
  for (const query of ['borrow', 'print', 'tickets']) {
    for (const limit of [1, 2, 3, 4]) yield [step('search', { query, limit }, 'optional:limit')];
  }
}

/** What a search finds: the cards a chain goes on with. */
const FOUND: Readonly<Record<string, readonly number[]>> = {
  sausages: [15, 16],
  marquee: [6, 7],
  tickets: [21, 22],
  borrow: [8, 9, 17, 18],
};

/** Chains in which a later call takes a number that an earlier reply gives for a name. */
export function* followChains(): Generator<Chain> {
  const titleOf = (id: number) => CARDS.find((card) => card.id === id)?.title ?? null;
  for (const [query, ids] of Object.entries(FOUND)) {
    const search = step('search', { query }, 'value:query');
    for (const id of ids) {
      const named = { '/item_id': { label: titleOf(id) as string } };
      for (const tool of ['get_item', 'get_status_history']) yield [search, step(tool, { item_id: id }, 'chain:search-then-look', named)];
      yield [search, step('delete_item', { item_id: id }, 'chain:search-then-delete', named)];
      yield [search, step('add_tag', { item_id: id, tag_name: 'saturday' }, 'chain:search-then-tag', named)];
    }
  }
  for (const epic of [1, 3, 5]) {
    const children = step('list_children', { item_id: epic }, 'value:item_id');
    for (const { id, title } of CARDS.filter(({ parent }) => parent === epic)) {
      yield [children, step('get_status_history', { item_id: id }, 'chain:children-then-history', { '/item_id': { label: title } })];
    }
  }
  const tags = step('list_tags', {}, 'required-only');
  for (const [index, tag] of TAGS.entries()) {
    yield [tags, step('delete_tag', { tag_id: index + 1 }, 'chain:tags-then-delete', { '/tag_id': { label: tag } })];
    if (index < 4) {
      yield [tags, step('update_tag', { tag_id: index + 1, name: 'helpers' }, 'chain:tags-then-rename', { '/tag_id': { label: tag } })];
    }
  }
  for (const { id, tags: own } of CARDS.filter((card) => card.tags.length > 1)) {
    const look = step('get_item_tags', { item_id: id }, 'value:item_id');
    for (const tag of own) {
      const args = { item_id: id, tag_id: TAGS.indexOf(tag) + 1 };
      yield [look, step('remove_tag', args, 'chain:tags-then-take-off', { '/tag_id': { label: tag } })];
    }
  }
}
