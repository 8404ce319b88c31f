import { type Chain, type Recipe, said } from '../recipe.ts';
import { failingChains } from './failing.ts';
import { followChains, readChains } from './reads.ts';
import { ROOT, writeVault } from './world.ts';
import { writeChains } from './writes.ts';

const SEED = 'puddle-lane';

/** The notes of a children's touring theatre, an Obsidian vault behind MCPVault. */
export const notes: Recipe = {
  name: 'notes',
  title: "The notes of a children's touring theatre",
  seed: SEED,
  server: {
    package: '@bitbonsai/mcpvault',
    version: '0.16.0',
    licence: 'MIT',
    entry: 'dist/server.js',
    args: (root) => [root],
    env: () => ({ TZ: 'UTC' }),
  },
  root: ROOT,
  roles: {
    read_note: { '/path': said('path') },
    read_note_lines: { '/path': said('path'), '/startLine': said('count'), '/endLine': said('count') },
    get_note_outline: { '/path': said('path') },
    get_frontmatter: { '/path': said('path') },
    get_notes_info: { '/paths/0': said('path'), '/paths/1': said('path') },
    read_multiple_notes: { '/paths/0': said('path'), '/paths/1': said('path'), '/includeContent': said('flag') },
    list_directory: { '/path': said('path') },
    search_notes: {
      '/query': said('text'),
      '/limit': said('count'),
      '/caseSensitive': said('flag'),
      '/pathPrefix': said('path'),
      '/excludePaths': said('list'),
    },
    wiki_link: { '/document': said('name') },
    get_vault_stats: { '/recentCount': said('count') },
    write_note: { '/path': said('path'), '/content': said('text'), '/mode': said('enum'), '/frontmatter/status': said('name') },
    patch_note: { '/path': said('path'), '/oldString': said('text'), '/newString': said('text') },
    move_note: { '/oldPath': said('path'), '/newPath': said('path') },
    // The path is given twice, so a call that differs in one place only is refused by the server: no sibling can differ in it.
    delete_note: { '/path': { origin: 'user', critical: false, kind: 'path' }, '/trashMode': said('enum') },
    update_frontmatter: {
      '/path': said('path'),
      '/frontmatter/status': said('name'),
      '/frontmatter/budget': said('number'),
      '/frontmatter/opens': said('date'),
      '/frontmatter/rate': said('number'),
      '/merge': said('flag'),
    },
    manage_tags: { '/path': said('path'), '/operation': said('enum'), '/tags': said('list') },
  },
  writes: ['write_note', 'patch_note', 'move_note', 'delete_note', 'update_frontmatter', 'manage_tags'],
  leftOut: {
    move_file: 'takes both paths twice, so that a call with one differing value is refused, and does for notes what move_note does',
  },
  masks: [],
  ignored: [],
  world: () => writeVault(SEED),
  *chains(): Generator<Chain> {
    yield* readChains();
    yield* writeChains();
    yield* followChains();
    yield* failingChains();
  },
};
