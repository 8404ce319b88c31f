import { type Chain, type Recipe, said } from '../recipe.ts';
import { followChains, readChains } from './reads.ts';
import { layBoard, ROOT } from './world.ts';
import { writeChains } from './writes.ts';

const SEED = 'summer-fair';

/** The board of a school's parents who prepare a summer fair, a SQLite file behind kanban-mcp. */
export const board: Recipe = {
  name: 'board',
  title: "The board of a school's summer fair",
  seed: SEED,
  server: {
    registry: 'pypi',
    package: 'kanban-mcp',
    version: '0.2.0',
    licence: 'MIT',
    entry: 'kanban-mcp',
    args: () => [],
    env: (root) => ({
      TZ: 'UTC',
      KANBAN_BACKEND: 'sqlite',
      KANBAN_SQLITE_PATH: `${root}/board.db`,
      // The board's number is a hash of this path, so it is the records' own wherever the world lies.
      KANBAN_PROJECT_DIR: ROOT,
    }),
  },
  root: ROOT,
  roles: {
    new_item: {
      '/item_type': said('enum'),
      '/title': said('text'),
      '/description': said('text'),
      '/priority': said('count'),
      '/parent_id': said('id'),
    },
    list_items: { '/item_type': said('enum'), '/status': said('enum'), '/tags': said('name'), '/limit': said('count') },
    get_item: { '/item_id': said('id') },
    advance_status: { '/item_id': said('id') },
    revert_status: { '/item_id': said('id') },
    set_status: { '/item_id': said('id'), '/status': said('enum') },
    close_item: { '/item_id': said('id') },
    delete_item: { '/item_id': said('id') },
    edit_item: { '/item_id': said('id'), '/title': said('text'), '/description': said('text'), '/priority': said('count') },
    add_update: { '/content': said('text'), '/item_ids': said('id') },
    get_updates: { '/limit': said('count') },
    add_relationship: { '/source_id': said('id'), '/target_id': said('id'), '/relationship_type': said('enum') },
    remove_relationship: { '/source_id': said('id'), '/target_id': said('id'), '/relationship_type': said('enum') },
    get_item_relationships: { '/item_id': said('id') },
    get_blocking_items: { '/item_id': said('id') },
    get_epic_progress: { '/item_id': said('id') },
    set_parent: { '/item_id': said('id'), '/parent_id': said('id') },
    list_children: { '/item_id': said('id'), '/recursive': said('flag') },
    add_tag: { '/item_id': said('id'), '/tag_name': said('name') },
    remove_tag: { '/item_id': said('id'), '/tag_id': said('id') },
    get_item_tags: { '/item_id': said('id') },
    update_tag: { '/tag_id': said('id'), '/name': said('name') },
    delete_tag: { '/tag_id': said('id') },
    get_status_history: { '/item_id': said('id') },
    search: { '/query': said('text'), '/limit': said('count') },
    add_decision: { '/item_id': said('id'), '/choice': said('text'), '/rejected_alternatives': said('text'), '/rationale': said('text') },
    get_item_decisions: { '/item_id': said('id') },
    delete_decision: { '/decision_id': said('id') },
  },
  writes: [
    ...['new_item', 'advance_status', 'revert_status', 'set_status', 'close_item', 'delete_item', 'edit_item', 'add_update'],
    ...['add_relationship', 'remove_relationship', 'set_parent', 'add_tag', 'remove_tag', 'update_tag', 'delete_tag'],
    ...['add_decision', 'delete_decision'],
  ],
  holdsOpen: true,
  leftOut: {
    set_current_project: 'names a folder of the machine; there is one board here',
    get_current_project: 'there is one board here, and it is set from outside',
    get_todos: 'lists the cards in the backlog, as list_items does: neither could be the wrong one',
    get_active_items: 'lists the cards in progress, as list_items does: neither could be the wrong one',
    get_item_metrics: 'counts hours up to the moment of the call',
    export_project: 'writes to a file with a name of chance',
    link_file: 'ties a card to lines of source code',
    unlink_file: 'ties a card to lines of source code',
    get_item_files: 'ties a card to lines of source code',
    semantic_search: 'needs a model that is not there',
    find_similar: 'needs a model that is not there',
    rebuild_embeddings: 'needs a model that is not there',
    get_item_timeline: 'fails on SQLite in this version',
    get_project_timeline: 'fails on SQLite in this version',
  },
  masks: [
    {
      name: 'moments',
      // What happens during the recording happens today, at noon.
      pattern: /"(?!2025-|2026-0[1-6]-)2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?"/,
      replacement: '"2026-06-30T12:00:00"',
    },
  ],
  ignored: [],
  world: () => layBoard(SEED),
  *chains(): Generator<Chain> {
    yield* readChains();
    yield* writeChains();
    yield* followChains();
  },
};
