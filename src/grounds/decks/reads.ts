import type { Chain } from '../recipe.ts';
import { at, star } from './calls.ts';
import type { Facts } from './facts.ts';
import { CATALOGUES, pitchFile, reviewFile, TEMPLATES } from './world.ts';

/** The decks by sort. */
export interface Shelf {
  reviews: readonly string[];
  pitches: readonly string[];
  catalogues: readonly string[];
  templates: readonly string[];
}

/** Where each deck of the facts lies. */
export function shelfOf(facts: Facts): Shelf {
  return {
    reviews: facts.quarters.map(reviewFile),
    pitches: facts.shops.map(pitchFile),
    catalogues: CATALOGUES.map(({ file }) => file),
    templates: TEMPLATES.map(({ path }) => path),
  };
}

/** Calls that only look. */
export function* readChains({ reviews, pitches, catalogues, templates }: Shelf): Iterable<Chain> {
  const everything = [...reviews, ...pitches, ...catalogues, ...templates];
  const [catalogue, older] = catalogues as [string, string];
  for (const tool of ['get_slides', 'get_charts']) yield* star(tool, catalogue, {}, { path: everything });
  // All texts of a deck hold those of a slide: where slides are asked for, the whole is not recorded, lest it pass for a mistake.
  yield* star('get_shapes', catalogue, {}, { path: [older, ...templates] });
  // What the server says of a catalogue's four tables is too long for a conversation.
  const [review] = reviews as [string];
  yield* star('inspect_document', review, {}, { path: [...reviews, ...pitches, ...templates] });
  for (const file of reviews) yield* star('get_shapes', file, { slide_index: 5 }, { slide_index: [1, 2, 3, 4] });
  for (const file of pitches) yield* star('get_shapes', file, { slide_index: 3 }, { slide_index: [1, 2, 4] });
  for (const file of reviews) yield* star('get_charts', file, { slide_index: 3 }, { slide_index: [1, 2, 4] });

  for (const file of [catalogue, older]) {
    yield* star('get_cell', file, { table_index: 1, row: 2, col: 3 }, { table_index: [0, 2, 3], row: [1, 3], col: [0, 1, 2] });
    yield* star('get_cell', file, { table_index: 0, row: 1, col: 3 }, { table_index: [1, 2, 3], row: [2, 3], col: [0, 1, 2] });
  }
  for (const file of reviews) yield* star('get_cell', file, { table_index: 0, row: 1, col: 1 }, { row: [2, 3, 4, 5], col: [2, 3] });
  for (const file of pitches) yield* star('get_cell', file, { table_index: 0, row: 1, col: 3 }, { row: [2, 3], col: [1, 2] });

  for (const [one, other] of [...pitches.flatMap((left) => pitches.map((right) => [left, right] as const)), [older, catalogue] as const]) {
    if (one !== other) yield [{ tool: 'diff_documents', arguments: { path_a: at(one), path_b: at(other) }, scenario: 'value:path_a' }];
  }
}
