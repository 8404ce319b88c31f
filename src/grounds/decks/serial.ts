import type { Chain, ChainStep, EarlierReplies, Json, JsonObject } from '../recipe.ts';
import { at, callOn } from './calls.ts';
import type { Facts } from './facts.ts';
import type { Shelf } from './reads.ts';

/** Calls that feed each other. */
export function* serialChains(facts: Facts, shelf: Shelf): Iterable<Chain> {
  yield* byName(facts, shelf);
  yield* byTitle(shelf);
  yield* bySlide(shelf);
  yield* theChart(shelf);
  yield* readRendered(facts, shelf);
}

/** Look which boxes a slide has, then write into the one that was meant. */
function* byName({ team }: Facts, { reviews, pitches }: Shelf): Iterable<Chain> {
  const scenario = 'chain:shapes-then-text';
  const boxes: readonly (readonly [file: string, slide: number, texts: Readonly<Record<string, string>>])[] = [
    ...reviews.map(
      (file) =>
        [
          file,
          5,
          { Task: 'Order spare parts', Owner: team[4]?.name as string, Helper: team[3]?.name as string, Deadline: '24 June 2026' },
        ] as const,
    ),
    ...pitches.map((file) => [file, 4, { Customer: 'Nora Finch', Phone: '0113 496 0500', Seller: team[4]?.name as string }] as const),
  ];
  for (const [file, slide, texts] of boxes) {
    for (const [name, text] of Object.entries(texts)) {
      yield [
        callOn('get_shapes', file, { slide_index: slide }, scenario),
        following('set_shape_text', file, { slide_index: slide, text }, scenario, 'shape_id', name, (reply) =>
          entryOf(reply, 'shapes', 'name', name, 'shape_id'),
        ),
      ];
    }
  }
}

/** Look which slides there are, then copy the one that was meant. Left out are those whose number is that of something else on them. */
function* byTitle({ reviews, pitches, catalogues }: Shelf): Iterable<Chain> {
  const scenario = 'chain:slides-then-duplicate';
  const titles: readonly (readonly [files: readonly string[], titles: readonly string[]])[] = [
    [reviews, ['Sales by region', 'The team']],
    [pitches, ['What we offer', 'Why us']],
    [catalogues, ['Touring bikes', 'Bikes for children', 'Electric bikes']],
  ];
  for (const [files, names] of titles) {
    for (const file of files) {
      for (const title of names) {
        yield [
          callOn('get_slides', file, {}, scenario),
          following('duplicate_slide', file, {}, scenario, 'source_slide_index', title, (reply) =>
            entryOf(reply, 'slides', 'title', title, 'slide_index'),
          ),
        ];
      }
    }
  }
}

const CELLS: readonly JsonObject[] = [
  { row: 1, col: 1 },
  { row: 2, col: 1 },
  { row: 3, col: 2 },
];

/** Look which tables a deck has, then work on the one of a certain slide. */
function* bySlide({ reviews }: Shelf): Iterable<Chain> {
  const tables: readonly (readonly [slide: string, rows: readonly (readonly string[])[]])[] = [
    [
      'slide 2',
      [
        ['Islands', '12', '15', '-3'],
        ['Abroad', '20', '15', '5'],
      ],
    ],
    [
      'slide 4',
      [
        ['Iris Blom', 'Buyer', '2026'],
        ['Ivo Blom', 'Apprentice', '2026'],
      ],
    ],
  ];
  for (const file of reviews) {
    for (const [slide, rows] of tables) {
      const works: readonly (readonly [tool: string, rest: JsonObject, scenario: string])[] = [
        ...rows.map((row) => ['append_row', { values: [...row] } as JsonObject, 'chain:inspect-then-row'] as const),
        ...CELLS.map((cell) => ['get_cell', cell, 'chain:inspect-then-cell'] as const),
      ];
      for (const [tool, rest, scenario] of works) {
        yield [
          callOn('inspect_document', file, {}, scenario),
          following(tool, file, rest, scenario, 'table_index', slide, (reply) => entryOf(reply, 'tables', 'location', slide, 'index')),
        ];
      }
    }
  }
}

/** Look what chart a deck has, then change it. */
function* theChart({ reviews }: Shelf): Iterable<Chain> {
  const scenario = 'chain:charts-then-title';
  for (const file of reviews) {
    for (const title of ['Bikes sold', 'Sales and plan']) {
      yield [
        callOn('get_charts', file, {}, scenario),
        {
          ...callOn('set_chart_data', file, { slide_index: 3, shape_id: 4, title }, scenario),
          upstream: { '/slide_index': {}, '/shape_id': {} },
        },
      ];
    }
  }
}

/** Fill in a template, then see what came of it. */
function* readRendered({ shops, team }: Facts, { templates }: Shelf): Iterable<Chain> {
  const scenario = 'chain:render-then-read';
  for (const template of templates) {
    for (const { contact } of shops.slice(0, 2)) {
      const context = { guest: contact, occasion: 'the open day', day: '23 May 2026', host: team[0]?.name as string };
      yield [
        { tool: 'render_template', arguments: { path: at(template), context, output_path: at('outbox/letter.pptx') }, scenario },
        { ...callOn('get_shapes', 'outbox/letter.pptx', {}, scenario), upstream: { '/path': {} } },
      ];
    }
  }
}

/** A call one of whose arguments is found in the reply before it, beside the label. */
function following(
  tool: string,
  file: string,
  rest: JsonObject,
  scenario: string,
  name: string,
  label: string,
  find: (reply: string) => Json | null,
): ChainStep {
  return {
    tool,
    arguments: (earlier) => {
      const found = find(textOf(earlier));
      return found === null ? null : { path: at(file), ...rest, [name]: found };
    },
    scenario,
    upstream: { [`/${name}`]: { label } },
  };
}

/** A field of the entry of a list whose other field is so. */
function entryOf(reply: string, list: string, key: string, value: string, field: string): Json | null {
  const entries = (JSON.parse(reply) as Record<string, JsonObject[]>)[list] ?? [];
  return entries.find((entry) => entry[key] === value)?.[field] ?? null;
}

function textOf(earlier: EarlierReplies): string {
  const [part] = earlier.at(-1)?.content ?? [];
  return typeof part?.text === 'string' ? part.text : '';
}
