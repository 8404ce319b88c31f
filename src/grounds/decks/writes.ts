import type { Chain } from '../recipe.ts';
import { at, slips, star } from './calls.ts';
import type { Facts } from './facts.ts';
import type { Shelf } from './reads.ts';

/** Calls that change a deck, or make one. */
export function* writeChains(facts: Facts, shelf: Shelf): Iterable<Chain> {
  yield* cells(shelf);
  yield* rows(shelf);
  yield* texts(facts, shelf);
  yield* charts(shelf);
  yield* slides(shelf);
  yield* renderings(facts, shelf);
}

function* cells({ reviews, pitches, catalogues }: Shelf): Iterable<Chain> {
  const [catalogue, older] = catalogues as [string, string];
  for (const tool of ['set_cell', 'append_to_cell']) {
    const words = ['on request', 'sold out', 'reduced', 'from May'];
    const prices = ['£700', '£750', '£800', '£850'];
    const values = tool === 'set_cell' ? prices : words;
    const value = values[0] as string;
    const others = { table_index: [0, 2, 3], row: [1, 3], value: [...prices, ...words] };
    yield* star(tool, catalogue, { table_index: 1, row: 2, col: 3, value }, others);
    yield* star(tool, catalogue, { table_index: 1, row: 2, col: 3, value: 'on request' }, { col: [0, 1, 2] });
    yield* star(tool, catalogue, { table_index: 0, row: 1, col: 3, value }, { table_index: [2, 3], row: [2, 3], value: values });
    yield* star(tool, catalogue, { table_index: 0, row: 1, col: 0, value: 'Dale 4' }, { value: ['Dale 5', 'Dale 8', 'Dale 9'] });
    yield* star(tool, older, { table_index: 1, row: 2, col: 3, value }, { table_index: [0, 2, 3], value: values });
    const figure = tool === 'set_cell' ? ['90', '92', '95', '98'] : ['(est.)', '(checked)', '(late)', '(net)'];
    const first = { table_index: 0, row: 1, col: 1, value: figure[0] as string };
    yield* star(tool, reviews[0] as string, first, { path: reviews, row: [2, 3, 4], col: [2, 3], value: figure });
    const count = tool === 'set_cell' ? ['20', '22', '25', '28'] : ['to order', 'in stock', 'by June', 'at most'];
    yield* star(tool, pitches[0] as string, { ...first, col: 2, value: count[0] as string }, { path: pitches, row: [2, 3], value: count });
  }
  // What is written over is sometimes only added to.
  yield* slips(
    star(
      'append_to_cell',
      reviews[0] as string,
      { table_index: 0, row: 1, col: 1, value: '90' },
      { path: reviews, row: [2, 3, 4], value: ['92', '95', '98'] },
    ),
  );
  yield* slips(
    star(
      'append_to_cell',
      pitches[0] as string,
      { table_index: 0, row: 1, col: 2, value: '20' },
      { path: pitches, value: ['22', '25', '28'] },
    ),
  );
  yield* slips(
    star(
      'set_cell',
      reviews[0] as string,
      { table_index: 0, row: 1, col: 1, value: '(est.)' },
      { path: reviews, row: [2, 3, 4], value: ['(checked)', '(late)', '(net)'] },
    ),
  );
  yield* slips(
    star(
      'set_cell',
      pitches[0] as string,
      { table_index: 0, row: 1, col: 2, value: 'to order' },
      { path: pitches, value: ['in stock', 'by June', 'at most'] },
    ),
  );
}

function* rows({ reviews, catalogues }: Shelf): Iterable<Chain> {
  const [catalogue] = catalogues as [string];
  const models = [
    ['Dale 8', 'steel', '28 inch', '£820'],
    ['Dale 8', 'steel', '28 inch', '£840'],
    ['Dale 9', 'steel', '28 inch', '£820'],
    ['Fell 6', 'aluminium', '27 inch', '£990'],
  ];
  for (const file of catalogues)
    yield* star('append_row', file, { table_index: 0, values: models[0] as string[] }, { table_index: [1, 2, 3], values: models });
  yield* star('append_row', catalogue, { table_index: 1, values: models[3] as string[] }, { table_index: [0, 2, 3], values: models });
  const people = [
    ['Iris Blom', 'Buyer', '2026'],
    ['Iris Blum', 'Buyer', '2026'],
    ['Ivo Blom', 'Apprentice', '2026'],
    ['Iris Blom', 'Apprentice', '2025'],
  ];
  yield* star('append_row', reviews[0] as string, { table_index: 1, values: people[0] as string[] }, { path: reviews, values: people });
}

/** The boxes of the last slide of a review, by their number: task, owner, helper, deadline. */
function* texts({ team }: Facts, { reviews, pitches }: Shelf): Iterable<Chain> {
  const tool = 'set_shape_text';
  const names = team.map(({ name }) => name);
  const tasks = ['Order spare parts', 'Order spare frames', 'Visit the shops', 'Print the catalogue'];
  for (const file of reviews.slice(0, 2)) {
    yield* star(tool, file, { slide_index: 5, shape_id: 3, text: tasks[0] as string }, { text: tasks, shape_id: [4, 5, 6] });
    yield* star(tool, file, { slide_index: 5, shape_id: 4, text: names[3] as string }, { text: names, shape_id: [3, 5, 6] });
    yield* star(
      tool,
      file,
      { slide_index: 5, shape_id: 6, text: '24 June 2026' },
      { text: ['25 June 2026', '26 June 2026', '29 June 2026'] },
    );
  }
  yield* star(tool, reviews[0] as string, { slide_index: 5, shape_id: 3, text: tasks[0] as string }, { path: reviews });
  for (const file of pitches)
    yield* star(tool, file, { slide_index: 3, shape_id: 3, text: 'A bike for every height' }, { shape_id: [4, 5], slide_index: [1, 2, 4] });
}

function* charts({ reviews }: Shelf): Iterable<Chain> {
  const tool = 'set_chart_data';
  const place = { slide_index: 3, shape_id: 4 };
  const titles = ['Bikes sold', 'Bikes by month', 'Sales and plan', 'Three months of sales'];
  for (const file of reviews) yield* star(tool, file, { ...place, title: titles[0] as string }, { title: titles });
  const months = [
    ['April', 'May', 'June'],
    ['July', 'August', 'September'],
    ['October', 'November', 'December'],
    ['January', 'February', 'March'],
  ];
  for (const [index, file] of reviews.entries()) {
    const point = (series: string, category: string, value: number) => ({ ...place, set_points: [{ series, category, value }] });
    for (const month of months[index] as string[]) {
      for (const series of ['Sold', 'Plan']) yield* star(tool, file, point(series, month, 120));
    }
    for (const value of [100, 110, 125, 130]) yield* star(tool, file, point('Sold', months[index]?.[1] as string, value));
  }
}

function* slides({ reviews, pitches, catalogues }: Shelf): Iterable<Chain> {
  const tool = 'duplicate_slide';
  for (const file of [...reviews, ...pitches]) yield* star(tool, file, { source_slide_index: 2 }, { source_slide_index: [1, 3, 4] });
  for (const file of catalogues) yield* star(tool, file, { source_slide_index: 2 }, { source_slide_index: [3, 4, 5] });
  for (const file of [...reviews.slice(0, 2), ...catalogues]) {
    yield* star(tool, file, { source_slide_index: 2, at: 1 }, { at: [3, 4, 5], source_slide_index: [3, 4] });
  }
  const copy = 'copy_shape';
  for (const file of catalogues)
    yield* star(copy, file, { table_index: 0, target_slide_index: 1 }, { table_index: [1, 2, 3], target_slide_index: [3, 4, 5] });
  for (const file of reviews)
    yield* star(copy, file, { table_index: 0, target_slide_index: 5 }, { table_index: [1], target_slide_index: [1, 3, 4] });
}

/** A filled-in template, each time with one thing other than the last. */
function* renderings({ shops, team }: Facts, { templates }: Shelf): Iterable<Chain> {
  const guests = shops.map(({ contact }) => contact);
  const hosts = team.map(({ name }) => name);
  const base = { guest: guests[0] as string, occasion: 'the spring ride', day: '16 May 2026', host: hosts[0] as string };
  const render = (template: string, context: typeof base, output: string): Chain => [
    { tool: 'render_template', arguments: { path: at(template), context, output_path: at(output) }, scenario: 'value:context' },
  ];
  for (const template of templates) yield render(template, base, 'outbox/letter.pptx');
  const [template] = templates as [string];
  for (const output of ['outbox/first.pptx', 'outbox/final.pptx', 'outbox/draft.pptx']) yield render(template, base, output);
  for (const guest of guests) yield render(template, { ...base, guest }, 'outbox/letter.pptx');
  for (const host of hosts) yield render(template, { ...base, host }, 'outbox/letter.pptx');
  for (const occasion of ['the summer ride', 'the open day', 'the frame workshop'])
    yield render(template, { ...base, occasion }, 'outbox/letter.pptx');
  for (const day of ['17 May 2026', '23 May 2026', '30 May 2026']) yield render(template, { ...base, day }, 'outbox/letter.pptx');
}
