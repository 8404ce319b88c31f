import { aside, type Chain, type Recipe, said } from '../recipe.ts';
import { createFolders, editFiles, moveThings, writeNotes } from './changing.ts';
import { failingCalls } from './failing.ts';
import { drawTrees, listFolders, searchFolders } from './looking.ts';
import { compareFiles, inspectFiles, openFiles } from './reading.ts';
import { changeThenLook, lookThenSearchThenRead, searchThenChange, searchThenList, searchThenUse } from './sequences.ts';
import { ROOT } from './steps.ts';
import { fillDrive } from './world.ts';

const SEED = 'brightwater';

/** The shared drive of a small coffee roastery, behind the reference filesystem server. */
export const filesystem: Recipe = {
  name: 'filesystem',
  title: 'The shared drive of a coffee roastery',
  seed: SEED,
  server: {
    package: '@modelcontextprotocol/server-filesystem',
    version: '2026.8.31',
    licence: 'MIT',
    entry: 'dist/index.js',
    args: (root) => [root],
    // Dates in replies are written in the server's time zone.
    env: () => ({ TZ: 'UTC' }),
  },
  root: ROOT,
  roles: {
    read_text_file: { '/path': said('path'), '/head': said('count'), '/tail': said('count') },
    read_multiple_files: { '/paths/0': said('path'), '/paths/1': said('path'), '/paths/2': said('path') },
    get_file_info: { '/path': said('path') },
    list_directory: { '/path': said('path') },
    list_directory_with_sizes: { '/path': said('path'), '/sortBy': said('enum') },
    directory_tree: { '/path': said('path'), '/excludePatterns': said('enum') },
    // A person says "every CSV file", not `**/*.csv`: patterns are spoken from a list of words, as choices are.
    search_files: { '/path': said('path'), '/pattern': said('enum'), '/excludePatterns': said('enum') },
    move_file: { '/source': said('path'), '/destination': said('path') },
    create_directory: { '/path': said('path') },
    write_file: { '/path': said('path'), '/content': said('text') },
    edit_file: {
      '/path': said('path'),
      '/edits/0/oldText': said('text'),
      '/edits/0/newText': said('text'),
      '/edits/1/oldText': aside('text'),
      '/edits/1/newText': aside('text'),
      '/dryRun': said('flag'),
    },
  },
  writes: ['move_file', 'create_directory', 'write_file', 'edit_file'],
  leftOut: {
    read_file: 'deprecated by its server: the same as read_text_file, so neither could be the wrong one',
    read_media_file: 'replies with images or sound, which a conversation in text cannot show',
  },
  masks: [
    {
      name: 'file-times',
      // When a file was placed or last opened depends on the recording; its modification time is the world's.
      pattern: /^created: .*\nmodified: (.*)\naccessed: .*$/m,
      replacement: 'created: $1\nmodified: $1\naccessed: $1',
    },
    { name: 'folder-size', pattern: /^size: \d+(?=\n(?:.*\n)*isDirectory: true$)/m, replacement: 'size: 4096' },
    { name: 'file-permissions', pattern: /^permissions: 6\d\d$/m, replacement: 'permissions: 644' },
    { name: 'folder-permissions', pattern: /^permissions: 7\d\d$/m, replacement: 'permissions: 755' },
  ],
  ignored: [],
  world: () => fillDrive(SEED),
  *chains(): Generator<Chain> {
    yield* openFiles();
    yield* compareFiles();
    yield* inspectFiles();
    yield* listFolders();
    yield* drawTrees();
    yield* searchFolders();
    yield* moveThings();
    yield* createFolders();
    yield* writeNotes();
    yield* editFiles();
    yield* searchThenUse();
    yield* searchThenList();
    yield* searchThenChange();
    yield* changeThenLook();
    yield* lookThenSearchThenRead();
    yield* failingCalls();
  },
};
