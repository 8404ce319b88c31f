import { aside, type Recipe, said } from '../recipe.ts';
import { ROOT, withoutRepeats } from './calls.ts';
import { factsOf } from './facts.ts';
import { readChains, shelfOf } from './reads.ts';
import { serialChains } from './serial.ts';
import { tableChains } from './tables.ts';
import { wordWorld } from './world.ts';
import { writeChains } from './writes.ts';

const SEED = 'chain-street';

const file = { '/filename': said('path') };
const table = { ...file, '/table_index': said('position') };
const cell = { ...table, '/row_index': said('position'), '/col_index': said('position') };
const anchor = { ...file, '/target_text': said('text'), '/position': said('enum') };

/** The Word documents of a small catering firm. */
export const word: Recipe = {
  name: 'word',
  title: 'the Word documents of a small catering firm',
  seed: SEED,
  server: {
    registry: 'pypi',
    package: 'office-word-mcp-server',
    version: '1.1.11',
    licence: 'MIT',
    entry: 'word_mcp_server',
    args: () => [],
    env: () => ({}),
  },
  root: ROOT,
  roles: {
    get_document_info: file,
    get_document_text: file,
    get_document_outline: file,
    get_all_comments: file,
    get_paragraph_text_from_document: { ...file, '/paragraph_index': said('position') },
    get_comments_by_author: { ...file, '/author': said('name') },
    find_text_in_document: { ...file, '/text_to_find': said('text'), '/match_case': said('flag'), '/whole_word': said('flag') },
    create_document: { ...file, '/title': said('text'), '/author': said('name') },
    copy_document: { '/source_filename': said('path'), '/destination_filename': said('path') },
    add_paragraph: { ...file, '/text': said('text'), '/style': said('enum'), '/bold': aside('flag'), '/italic': aside('flag') },
    add_heading: { ...file, '/text': said('text'), '/level': said('count') },
    add_table: { ...file, '/rows': said('count'), '/cols': said('count') },
    add_page_break: file,
    insert_header_near_text: { ...anchor, '/header_title': said('text'), '/header_style': said('enum') },
    insert_line_or_paragraph_near_text: { ...anchor, '/line_text': said('text') },
    insert_numbered_list_near_text: { ...anchor, '/list_items': said('list'), '/bullet_type': said('enum') },
    delete_paragraph: { ...file, '/paragraph_index': said('position') },
    search_and_replace: { ...file, '/find_text': said('text'), '/replace_text': said('text') },
    replace_paragraph_block_below_header: { ...file, '/header_text': said('text'), '/new_paragraphs/0': said('text') },
    add_footnote_after_text: { ...file, '/search_text': said('text'), '/footnote_text': said('text') },
    add_endnote_to_document: { ...file, '/paragraph_index': said('position'), '/endnote_text': said('text') },
    highlight_table_header: { ...table, '/header_color': said('enum') },
    apply_table_alternating_rows: { ...table, '/color2': said('enum') },
    auto_fit_table_columns: table,
    format_table: { ...table, '/border_style': said('enum') },
    set_table_alignment_all: { ...table, '/horizontal': said('enum') },
    set_table_cell_shading: { ...cell, '/fill_color': said('enum') },
    set_table_cell_alignment: { ...cell, '/horizontal': said('enum') },
    format_table_cell_text: { ...cell, '/text_content': said('text'), '/bold': said('flag') },
    set_table_column_width: { ...table, '/col_index': said('position'), '/width': said('number'), '/width_type': said('enum') },
    set_table_width: { ...table, '/width': said('number'), '/width_type': said('enum') },
    merge_table_cells_horizontal: {
      ...table,
      '/row_index': said('position'),
      '/start_col': said('position'),
      '/end_col': said('position'),
    },
    merge_table_cells_vertical: { ...table, '/col_index': said('position'), '/start_row': said('position'), '/end_row': said('position') },
  },
  writes: [
    'create_document',
    'copy_document',
    'add_paragraph',
    'add_heading',
    'add_table',
    'add_page_break',
    'insert_header_near_text',
    'insert_line_or_paragraph_near_text',
    'insert_numbered_list_near_text',
    'delete_paragraph',
    'search_and_replace',
    'replace_paragraph_block_below_header',
    'add_footnote_after_text',
    'add_endnote_to_document',
    'highlight_table_header',
    'apply_table_alternating_rows',
    'auto_fit_table_columns',
    'format_table',
    'set_table_alignment_all',
    'set_table_cell_shading',
    'set_table_cell_alignment',
    'format_table_cell_text',
    'set_table_column_width',
    'set_table_width',
    'merge_table_cells_horizontal',
    'merge_table_cells_vertical',
  ],
  leftOut: {
    list_available_documents: 'lists files in the order in which the file system gives them, another on every machine',
    get_document_xml: 'replies with the raw markup of a document, too long for a conversation',
    get_comments_for_paragraph: 'finds no comment in any document: the server never learns which paragraph a comment is on',
    add_picture: 'needs pictures, and the reply says nothing of them',
    create_custom_style: 'says that it made the style and makes none',
    format_text: 'wants positions of characters, which nobody counts',
    merge_table_cells: 'does what the two that merge in one direction do: no request would ask for one and not the other',
    set_table_column_widths: 'sets what another tool sets column by column: no request would ask for one and not the other',
    set_table_cell_padding: 'needs a number for every side, which people say in too many ways',
    protect_document: 'encrypts with a new salt each time: no two runs leave the same file',
    unprotect_document: 'needs an encrypted document, which cannot be made the same twice',
    add_footnote_to_document: 'one of five tools that add a footnote: no request would ask for one and not the others',
    add_footnote_before_text: 'one of five tools that add a footnote: no request would ask for one and not the others',
    add_footnote_enhanced: 'one of five tools that add a footnote: no request would ask for one and not the others',
    add_footnote_robust: 'one of five tools that add a footnote: no request would ask for one and not the others',
    customize_footnote_style: 'says of every document the same, whatever was changed',
    delete_footnote_from_document: 'one of two tools that delete a footnote: no request would ask for one and not the other',
    delete_footnote_robust: 'one of two tools that delete a footnote: no request would ask for one and not the other',
    validate_document_footnotes: 'checks the markup, about which no reader of the documents would ask',
    convert_to_pdf: 'needs an office program on the machine',
    replace_block_between_manual_anchors: 'fails where no second anchor is given',
  },
  // Without a style of its own, a new line tells the memory address of the style it took over.
  masks: [{ name: 'object-id', pattern: /\bid: \d{9,}/gu, replacement: 'id: 140234866534208' }],
  ignored: [],
  world: () => wordWorld(factsOf(SEED)),
  *chains() {
    const facts = factsOf(SEED);
    const shelf = shelfOf(facts);
    yield* withoutRepeats(
      (function* () {
        yield* readChains(facts, shelf);
        yield* writeChains(facts, shelf);
        yield* tableChains(shelf);
        yield* serialChains(facts, shelf);
      })(),
    );
  },
};
