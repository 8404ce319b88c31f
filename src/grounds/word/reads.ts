import type { Chain, JsonObject } from '../recipe.ts';
import { across, varying } from './calls.ts';
import { contractFile, type Facts, offerFile } from './facts.ts';
import { MEETINGS, MENUS, minutesFile, QUARTERS } from './world.ts';

/** The documents by sort. */
export interface Shelf {
  offers: readonly string[];
  contracts: readonly string[];
  minutes: readonly string[];
  policies: readonly string[];
  menus: readonly string[];
  reports: readonly string[];
}

/** Where each document of the facts lies. */
export function shelfOf(facts: Facts): Shelf {
  return {
    offers: facts.hires.map(offerFile),
    contracts: facts.clients.map(contractFile),
    minutes: MEETINGS.map(({ month }) => minutesFile(month)),
    policies: ['holiday', 'travel', 'sickness', 'hygiene'].map((name) => `policies/${name}-policy.docx`),
    menus: MENUS.map(({ file }) => file),
    reports: QUARTERS.map(({ file }) => file),
  };
}

const FLAGS: readonly JsonObject[] = [{}, { match_case: false }, { match_case: true }, { whole_word: true }, { whole_word: false }];

/** Calls that only look. */
export function* readChains(facts: Facts, shelf: Shelf): Iterable<Chain> {
  const { offers, contracts, minutes, policies, menus, reports } = shelf;
  const everything = [...offers, ...contracts, ...minutes, ...policies, ...menus, ...reports];
  const [contract] = contracts as [string];
  yield* across('get_document_info', everything, {});
  yield* across('get_document_text', everything, {});
  yield* across('get_document_outline', [...offers, ...minutes, ...policies, ...menus, ...reports], {});
  yield* across('get_all_comments', [...contracts, ...minutes, ...policies, ...reports], {});

  for (const index of [3, 6, 8, 12]) yield* across('get_paragraph_text_from_document', contracts, { paragraph_index: index });
  for (const index of [5, 6]) yield* across('get_paragraph_text_from_document', offers, { paragraph_index: index });
  yield* varying('get_paragraph_text_from_document', contract, {}, 'paragraph_index', [1, 4, 9, 11, 14, 15]);

  const people = [facts.chef, facts.bookkeeper, facts.director, facts.manager];
  for (const author of people.slice(0, 3)) yield* across('get_comments_by_author', [...contracts, ...minutes], { author });
  for (const file of policies) yield* varying('get_comments_by_author', file, {}, 'author', people);
  for (const file of reports) yield* varying('get_comments_by_author', file, {}, 'author', people.slice(1, 3));

  const find = 'find_text_in_document';
  for (const text of ['month', 'notice', 'VAT', 'days']) yield* across(find, contracts.slice(0, 3), { text_to_find: text });
  yield* varying(find, contract, {}, 'text_to_find', ['Invoices', 'menu', 'Tidewell Catering', 'interest', 'overtime']);
  for (const text of ['holiday', 'salary', 'reply']) yield* across(find, offers, { text_to_find: text });
  for (const [at, words] of [
    ['holiday', 'day', 'year', 'staff'],
    ['mileage', 'meals', 'day', 'receipt'],
    ['sickness', 'day', 'pay', 'kitchen'],
    ['hygiene', 'hands', 'date', 'clean'],
  ].entries()) {
    const file = policies[at] as string;
    for (const flags of FLAGS) yield* varying(find, file, flags, 'text_to_find', words);
  }
}
