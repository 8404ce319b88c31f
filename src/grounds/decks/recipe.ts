import { aside, type Chain, type Recipe, said } from '../recipe.ts';
import { ROOT } from './calls.ts';
import { factsOf } from './facts.ts';
import { readChains, shelfOf } from './reads.ts';
import { serialChains } from './serial.ts';
import { decksWorld } from './world.ts';
import { writeChains } from './writes.ts';

const SEED = 'brackenfold';

const deck = { '/path': said('path') };
const cell = { ...deck, '/table_index': said('position'), '/row': said('position'), '/col': said('position') };

/** The PowerPoint decks of a small maker of bicycles. */
export const decks: Recipe = {
  name: 'decks',
  title: 'the PowerPoint decks of a small maker of bicycles',
  seed: SEED,
  server: {
    registry: 'pypi',
    package: 'document-adapter',
    version: '0.20.1',
    licence: 'Apache-2.0',
    entry: 'document-adapter-mcp',
    args: () => [],
    env: () => ({}),
  },
  root: ROOT,
  roles: {
    inspect_document: deck,
    get_slides: deck,
    get_shapes: { ...deck, '/slide_index': said('count') },
    get_charts: { ...deck, '/slide_index': said('count') },
    get_cell: cell,
    set_cell: { ...cell, '/value': said('text') },
    append_to_cell: { ...cell, '/value': said('text') },
    append_row: { ...deck, '/table_index': said('position'), '/values': said('list') },
    set_shape_text: { ...deck, '/slide_index': said('count'), '/shape_id': said('count'), '/text': said('text') },
    set_chart_data: {
      ...deck,
      // A deck has one chart at most: where it is can only be right.
      '/slide_index': aside('count'),
      '/shape_id': aside('count'),
      '/title': said('text'),
      '/set_points/0/series': said('enum'),
      '/set_points/0/category': said('enum'),
      '/set_points/0/value': said('number'),
    },
    duplicate_slide: { ...deck, '/source_slide_index': said('count'), '/at': said('count') },
    copy_shape: { ...deck, '/table_index': said('position'), '/target_slide_index': said('count') },
    diff_documents: { '/path_a': said('path'), '/path_b': said('path') },
    render_template: {
      ...deck,
      '/context/guest': said('name'),
      '/context/occasion': said('text'),
      '/context/day': said('text'),
      '/context/host': said('name'),
      '/output_path': said('path'),
    },
  },
  writes: [
    'set_cell',
    'append_to_cell',
    'append_row',
    'set_shape_text',
    'set_chart_data',
    'duplicate_slide',
    'copy_shape',
    'render_template',
  ],
  leftOut: {
    add_chart: 'wants whole series of numbers, which people say in too many ways',
    get_text_map: 'reads text documents, of which this world has none',
    find_text: 'reads text documents, of which this world has none',
    replace_text: 'changes text documents, of which this world has none',
    insert_text: 'changes text documents, of which this world has none',
    get_form_controls: 'reads a format of forms of which this world has none',
    set_form_control: 'changes a format of forms of which this world has none',
    fill_form: 'finds cells by the words beside them: the same words that name a cell for the tool that sets one',
    create_document: 'makes text documents and workbooks, of which this world has none',
  },
  masks: [],
  ignored: [],
  world: () => [...decksWorld(factsOf(SEED)), { kind: 'file', path: 'outbox/readme.txt', content: 'Decks to be sent go here.\n' }],
  *chains() {
    const facts = factsOf(SEED);
    const shelf = shelfOf(facts);
    const seen = new Set<string>();
    for (const chain of [...readChains(shelf), ...writeChains(facts, shelf), ...serialChains(facts, shelf)] satisfies Chain[]) {
      const key = JSON.stringify(chain.map(({ tool, arguments: args, upstream }) => [tool, args, upstream]));
      if (!seen.has(key)) yield chain;
      seen.add(key);
    }
  },
};
