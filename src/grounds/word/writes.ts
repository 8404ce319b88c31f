import type { Chain, JsonObject } from '../recipe.ts';
import { across, at, slips, varying } from './calls.ts';
import { type Facts, pounds } from './facts.ts';
import type { Shelf } from './reads.ts';

/** Calls that write text, or change where it stands. */
export function* writeChains(facts: Facts, shelf: Shelf): Iterable<Chain> {
  yield* wholeDocuments(facts, shelf);
  yield* endings(facts, shelf);
  yield* insertions(shelf);
  yield* corrections(facts, shelf);
  yield* remarks(shelf);
}

/** New documents and copies. */
function* wholeDocuments(facts: Facts, { offers, contracts, minutes, menus }: Shelf): Iterable<Chain> {
  const files = [
    'minutes/minutes-2026-07.docx',
    'policies/parking-policy.docx',
    'menus/menu-autumn-2026.docx',
    'reports/report-2026-q2.docx',
  ];
  const copies = ['archive.docx', 'contracts/contract-2027.docx', 'contracts/draft.docx', 'spare.docx'];
  yield* across('create_document', [...files, ...copies, 'notes.docx', 'agenda.docx'], {});
  const titles = ['Agenda', 'Guest list', 'Shopping list', 'Kitchen rota'];
  const authors = [facts.manager, facts.chef, facts.bookkeeper, facts.director];
  for (const file of ['notes.docx', 'agenda.docx']) {
    yield* varying('create_document', file, {}, 'title', titles);
    yield* varying('create_document', file, {}, 'author', authors);
    yield* varying('create_document', file, { title: 'Agenda' }, 'author', authors);
    yield* varying('create_document', file, { author: facts.manager }, 'title', titles);
  }
  const copy = (source: string, destination: string): Chain => [
    {
      tool: 'copy_document',
      arguments: { source_filename: at(source), destination_filename: at(destination) },
      scenario: 'value:source_filename',
    },
  ];
  for (const source of contracts) for (const destination of copies) yield copy(source, destination);
  for (const source of [...offers, ...minutes]) yield copy(source, 'archive.docx');
  for (const source of menus) yield copy(source, 'menus/menu-autumn-2026.docx');
}

const LOOKS: readonly JsonObject[] = [
  { bold: true },
  { italic: true },
  { style: 'Quote' },
  { style: 'List Bullet' },
  { style: 'Caption' },
  { style: 'List Number' },
];

/** What is put at the end of a document. */
function* endings(facts: Facts, { contracts, minutes, policies, reports }: Shelf): Iterable<Chain> {
  const [policy] = policies as [string];
  const [meeting] = minutes as [string];
  const lines = [
    'Approved by the board.',
    'This page replaces all earlier ones.',
    `Checked by ${facts.manager}.`,
    'Valid until further notice.',
  ];
  for (const tool of ['add_paragraph', 'add_heading']) {
    for (const text of ['History', 'Approval', 'Annex', 'Notes']) yield* across(tool, [policy, meeting], { text });
    yield* across(tool, [...policies, ...minutes, ...reports], { text: 'Notes' });
  }
  yield* varying('add_paragraph', policy, {}, 'text', lines);
  yield* across('add_paragraph', policies, { text: lines[0] as string });
  // Sentences as headings: never asked for, only mistaken for paragraphs.
  yield* slips(varying('add_heading', policy, {}, 'text', lines));
  yield* slips(across('add_heading', policies, { text: lines[0] as string }));
  for (const flags of LOOKS) {
    yield* across('add_paragraph', policies.slice(0, 2), { text: lines[0] as string, ...flags });
    yield* across('add_paragraph', policies.slice(0, 1), { text: lines[1] as string, ...flags });
  }
  yield* varying('add_heading', policy, { text: 'Annex' }, 'level', [2, 3, 4, 5]);
  yield* varying('add_heading', meeting, { text: 'Notes' }, 'level', [2, 3, 4, 5]);
  yield* across('add_page_break', [...contracts, ...minutes, ...policies, ...reports], {});
  for (const file of [policy, meeting]) {
    yield* varying('add_table', file, { cols: 3 }, 'rows', [4, 5, 6, 8]);
    yield* varying('add_table', file, { rows: 5 }, 'cols', [2, 4, 5, 6]);
  }
  yield* across('add_table', [...policies, ...reports], { rows: 5, cols: 3 });
}

const NEW_HEADINGS = ['Exceptions', 'Examples', 'Records', 'Review'];
const NEW_LINES = ['See also the staff handbook.', 'Ask before you act.', 'This is under review.', 'The office keeps a list.'];
// What could stand in any policy, and among decisions.
const ITEMS = [
  ['Kitchen', 'Office', 'Drivers'],
  ['Kitchen', 'Office', 'Waiters'],
  ['Weekdays', 'Weekends', 'Bank holidays'],
  ['Form', 'Receipt', 'Signature'],
];

/** What is put before or after a text that is there. */
function* insertions({ policies, minutes }: Shelf): Iterable<Chain> {
  const anchors = ['Who this covers', 'How much', 'How to ask', 'Contact'];
  const [policy, other] = policies as [string, string];
  const kinds = [
    ['insert_header_near_text', 'header_title', NEW_HEADINGS],
    ['insert_line_or_paragraph_near_text', 'line_text', NEW_LINES],
    ['insert_numbered_list_near_text', 'list_items', ITEMS],
  ] as const;
  for (const [tool, name, values] of kinds) {
    const value = values[0] as string | string[];
    for (const file of [policy, other]) {
      yield* varying(tool, file, { target_text: anchors[1] as string }, name, values as readonly (string | string[])[]);
      yield* varying(tool, file, { [name]: value }, 'target_text', anchors);
      for (const position of ['before', 'after']) yield* varying(tool, file, { [name]: value, position }, 'target_text', anchors);
    }
    yield* across(tool, policies, { target_text: anchors[1] as string, [name]: value });
    yield* across(tool, policies, { target_text: anchors[1] as string, [name]: value, position: 'before' });
    yield* across(tool, minutes, { target_text: 'Decisions', [name]: value });
    yield* across(tool, minutes, { target_text: 'Decisions', [name]: value, position: 'before' });
  }
  for (const style of ['Heading 2', 'Heading 3']) {
    yield* across('insert_header_near_text', [policy, other], {
      target_text: anchors[1] as string,
      header_title: NEW_HEADINGS[0] as string,
      header_style: style,
    });
  }
  for (const type of ['bullet', 'number']) {
    yield* across('insert_numbered_list_near_text', [policy, other], {
      target_text: anchors[1] as string,
      list_items: ITEMS[0] as string[],
      bullet_type: type,
    });
  }
  // A heading where a line was wanted, and the other way round.
  for (const file of [policy, other]) {
    yield* slips(varying('insert_header_near_text', file, { target_text: anchors[1] as string }, 'header_title', NEW_LINES));
    yield* slips(varying('insert_header_near_text', file, { header_title: NEW_LINES[0] as string }, 'target_text', anchors));
    yield* slips(varying('insert_line_or_paragraph_near_text', file, { target_text: anchors[1] as string }, 'line_text', NEW_HEADINGS));
    yield* slips(varying('insert_line_or_paragraph_near_text', file, { line_text: NEW_HEADINGS[0] as string }, 'target_text', anchors));
  }
}

/** Text taken out, or put in the place of other text. */
function* corrections(facts: Facts, { contracts, policies, offers }: Shelf): Iterable<Chain> {
  const [contract] = contracts as [string];
  const [client] = facts.clients as [Facts['clients'][number]];
  for (const index of [4, 9]) yield* across('delete_paragraph', contracts, { paragraph_index: index });
  for (const index of [3, 5, 6, 8, 12, 14]) yield* varying('delete_paragraph', contract, {}, 'paragraph_index', [index]);
  for (const file of policies) yield* varying('delete_paragraph', file, {}, 'paragraph_index', [5, 6, 8, 9]);
  for (const file of policies) yield* varying('get_paragraph_text_from_document', file, {}, 'paragraph_index', [5, 6, 8, 9]);

  const replace = (find: string) => ({ find_text: find });
  yield* varying('search_and_replace', contract, replace(pounds(client.fee)), 'replace_text', ['£5,000', '£5,200', '£5,400', '£6,000']);
  yield* varying('search_and_replace', contract, replace(facts.director), 'replace_text', [
    facts.manager,
    facts.chef,
    facts.bookkeeper,
    'Nina Boone',
  ]);
  yield* varying('search_and_replace', contract, { replace_text: 'Nina Boone' }, 'find_text', [
    facts.director,
    client.contact,
    'Tidewell Catering',
    client.name,
  ]);
  yield* across('search_and_replace', contracts, { find_text: facts.director, replace_text: facts.manager });
  yield* across('search_and_replace', contracts, { find_text: 'four weeks', replace_text: 'six weeks' });
  yield* across('search_and_replace', offers, { find_text: 'one month', replace_text: 'two months' });
  yield* varying('search_and_replace', offers[0] as string, replace('one month'), 'replace_text', [
    'three months',
    'six weeks',
    'four weeks',
  ]);
  for (const text of ['four weeks', facts.director, pounds(client.fee), client.contact, client.name]) {
    yield* varying('find_text_in_document', contract, {}, 'text_to_find', [text]);
  }
  yield* across('find_text_in_document', contracts, { text_to_find: 'four weeks' });
  yield* across('find_text_in_document', contracts, { text_to_find: facts.director });
  yield* across('find_text_in_document', offers, { text_to_find: 'one month' });

  const block = 'replace_paragraph_block_below_header';
  const texts = [['To be agreed.'], ['See the handbook.'], ['Ask the office.'], ['Nothing has changed.']];
  yield* varying(block, contract, { header_text: 'Payment' }, 'new_paragraphs', texts);
  yield* varying(block, contract, { new_paragraphs: texts[0] as string[] }, 'header_text', ['Services', 'Fees', 'Payment', 'Term']);
  yield* across(block, contracts, { header_text: 'Payment', new_paragraphs: texts[0] as string[] });
  yield* varying(block, policies[0] as string, { header_text: 'Contact' }, 'new_paragraphs', texts);
  yield* across(block, policies, { header_text: 'Contact', new_paragraphs: texts[2] as string[] });
  // What is there stays, and the new text comes on top of it.
  const keep = 'insert_line_or_paragraph_near_text';
  for (const [text] of texts as [string][]) {
    yield* slips(across(keep, [contract], { target_text: 'Payment', line_text: text }));
    yield* slips(across(keep, policies, { target_text: 'Contact', line_text: text }));
  }
  yield* slips(across(keep, contracts, { target_text: 'Payment', line_text: 'To be agreed.' }));
  yield* slips(varying(keep, contract, { line_text: 'To be agreed.' }, 'target_text', ['Services', 'Fees', 'Term']));
}

/** Notes at the foot of a page or at the end. */
function* remarks({ contracts, reports }: Shelf): Iterable<Chain> {
  const [contract, other] = contracts as [string, string];
  const notes = ['Subject to review.', 'As agreed by phone.', 'See the price list.', 'Since last autumn.'];
  const foot = 'add_footnote_after_text';
  yield* varying(foot, contract, { search_text: 'VAT not included' }, 'footnote_text', notes);
  yield* varying(foot, contract, { footnote_text: notes[0] as string }, 'search_text', [
    'VAT not included',
    'interest of 4% a year',
    'The menu changes',
    'Invoices are due',
  ]);
  yield* across(foot, contracts, { search_text: 'VAT not included', footnote_text: notes[0] as string });
  yield* across(foot, contracts, { search_text: 'Invoices are due', footnote_text: notes[1] as string });
  const end = 'add_endnote_to_document';
  for (const file of [contract, other]) {
    yield* varying(end, file, { paragraph_index: 6 }, 'endnote_text', notes);
    yield* varying(end, file, { endnote_text: notes[0] as string }, 'paragraph_index', [3, 4, 6, 8, 9]);
  }
  yield* across(end, [...contracts, ...reports], { paragraph_index: 3, endnote_text: notes[0] as string });
}
