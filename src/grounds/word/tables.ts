import type { Chain, JsonObject } from '../recipe.ts';
import { callOn } from './calls.ts';
import type { Shelf } from './reads.ts';

/** Values that stand in for one another, by argument. */
type Axes = Readonly<Record<string, readonly (string | number)[]>>;

/** A call, and for every axis the same call with each other value there. */
function* star(tool: string, file: string, base: JsonObject, axes: Axes): Iterable<Chain> {
  yield [callOn(tool, file, base, 'required-only')];
  for (const [name, values] of Object.entries(axes)) {
    for (const value of values) yield [callOn(tool, file, { ...base, [name]: value }, `value:${name}`)];
  }
}

const SHADES = ['FFFF00', 'C6E0B4', 'F8CBAD', 'BDD7EE', 'D9D9D9'];

/** Calls that change how tables look and what stands in their cells. */
export function* tableChains({ menus, contracts, minutes, reports, offers }: Shelf): Iterable<Chain> {
  const [menu, other] = menus as [string, string];
  const singles = [...contracts, ...minutes];
  const tables = { table_index: [0, 1, 2, 3] };
  const cells = { ...tables, row_index: [0, 1, 2, 3], col_index: [0, 1, 2] };

  for (const tool of ['highlight_table_header', 'apply_table_alternating_rows', 'auto_fit_table_columns']) {
    for (const file of [menu, other]) yield* star(tool, file, { table_index: 1 }, tables);
    for (const file of [...singles, ...reports]) yield* star(tool, file, { table_index: 0 }, {});
    yield* star(tool, reports[0] as string, { table_index: 1 }, {});
  }
  for (const file of [menu, contracts[0] as string]) {
    const table_index = file === menu ? 1 : 0;
    yield* star(
      'highlight_table_header',
      file,
      { table_index, header_color: 'C00000' },
      { header_color: ['548235', '7030A0', 'BF8F00', '000000'] },
    );
    yield* star(
      'apply_table_alternating_rows',
      file,
      { table_index, color2: 'E2EFDA' },
      { color2: ['DDEBF7', 'FFF2CC', 'FCE4D6', 'EDEDED'] },
    );
    yield* star('format_table', file, { table_index, border_style: 'double' }, { border_style: ['single', 'thick', 'none'] });
    yield* star('set_table_alignment_all', file, { table_index, horizontal: 'center' }, { horizontal: ['left', 'right', 'justify'] });
  }
  yield* star('format_table', other, { table_index: 1, border_style: 'double' }, tables);
  yield* star('format_table', menu, { table_index: 1, border_style: 'double' }, tables);
  yield* star('set_table_alignment_all', menu, { table_index: 1, horizontal: 'center' }, tables);
  yield* star('set_table_alignment_all', other, { table_index: 1, horizontal: 'center' }, tables);
  for (const file of singles) {
    yield* star('format_table', file, { table_index: 0, border_style: 'double' }, {});
    yield* star('set_table_alignment_all', file, { table_index: 0, horizontal: 'center' }, {});
  }

  const spot = { table_index: 1, row_index: 2, col_index: 1 };
  const first = { table_index: 0, row_index: 2, col_index: 1 };
  const wide = { col_index: [0, 1, 2, 3] };
  yield* star('set_table_cell_shading', menu, { ...spot, fill_color: 'FFFF00' }, { ...cells, fill_color: SHADES });
  yield* star('set_table_cell_alignment', menu, { ...spot, horizontal: 'right' }, { ...cells, horizontal: ['left', 'center', 'justify'] });
  yield* star(
    'format_table_cell_text',
    menu,
    { ...spot, text_content: '£9.50' },
    { ...cells, text_content: ['£8.50', '£9.20', '£9.90', '£7.50'] },
  );
  yield* star('format_table_cell_text', menu, { ...spot, bold: true }, cells);
  yield* star('format_table_cell_text', menu, { ...spot, bold: false }, tables);
  for (const file of [...singles.slice(0, 6), ...offers.slice(0, 2)]) {
    yield* star('set_table_cell_shading', file, { ...first, fill_color: 'FFFF00' }, {});
    yield* star('set_table_cell_alignment', file, { ...first, horizontal: 'right' }, {});
  }
  for (const file of offers) yield* star('format_table_cell_text', file, { ...first, text_content: '29 June 2026' }, {});
  yield* star(
    'format_table_cell_text',
    offers[0] as string,
    { ...first, text_content: '29 June 2026' },
    { text_content: ['1 June 2026', '15 June 2026', '30 June 2026'] },
  );
  yield* star('set_table_cell_shading', contracts[0] as string, { ...first, fill_color: 'FFFF00' }, { ...wide, fill_color: SHADES });
  yield* star('set_table_cell_alignment', contracts[0] as string, { ...first, horizontal: 'right' }, wide);
  yield* star('format_table_cell_text', contracts[0] as string, { ...first, bold: true }, wide);
  yield* star(
    'format_table_cell_text',
    minutes[0] as string,
    { table_index: 0, row_index: 3, col_index: 4, text_content: 'done' },
    { ...wide, row_index: [1, 2, 4] },
  );

  for (const file of [menu, contracts[0] as string]) {
    const place = { table_index: file === menu ? 1 : 0 };
    const columns = file === menu ? [0, 1, 2] : [0, 1, 2, 3];
    yield* star(
      'set_table_column_width',
      file,
      { ...place, col_index: 1, width: 4, width_type: 'cm' },
      { col_index: columns, width: [3, 3.5, 5, 6], width_type: ['inches'] },
    );
    yield* star(
      'set_table_column_width',
      file,
      { ...place, col_index: 1, width: 40, width_type: 'percent' },
      { col_index: columns, width: [25, 30, 50], width_type: ['points'] },
    );
    yield* star('set_table_width', file, { ...place, width: 15, width_type: 'cm' }, { width: [12, 14, 16] });
    yield* star('set_table_width', file, { ...place, width: 80, width_type: 'percent' }, { width: [60, 75, 90], width_type: ['points'] });
    yield* star('set_table_width', file, { ...place, width: 6, width_type: 'inches' }, { width: [4, 5], width_type: ['cm'] });
  }
  yield* star('set_table_column_width', menu, { table_index: 1, col_index: 1, width: 4, width_type: 'cm' }, tables);
  yield* star('set_table_width', menu, { table_index: 1, width: 15, width_type: 'cm' }, tables);
  for (const file of singles) {
    yield* star('set_table_width', file, { table_index: 0, width: 15, width_type: 'cm' }, {});
    yield* star('set_table_column_width', file, { table_index: 0, col_index: 1, width: 4, width_type: 'cm' }, {});
  }

  for (const file of singles.slice(0, 6)) {
    yield* star('merge_table_cells_horizontal', file, { table_index: 0, row_index: 3, start_col: 1, end_col: 2 }, {});
    yield* star('merge_table_cells_vertical', file, { table_index: 0, col_index: 1, start_row: 1, end_row: 2 }, {});
  }
  const broad = minutes[0] as string;
  yield* star(
    'merge_table_cells_horizontal',
    broad,
    { table_index: 0, row_index: 3, start_col: 0, end_col: 1 },
    { row_index: [0, 1, 2, 4], end_col: [2, 3, 4] },
  );
  yield* star(
    'merge_table_cells_horizontal',
    broad,
    { table_index: 0, row_index: 3, start_col: 1, end_col: 4 },
    { row_index: [0, 1, 2, 4], start_col: [0, 2, 3], end_col: [2, 3] },
  );
  yield* star(
    'merge_table_cells_vertical',
    broad,
    { table_index: 0, col_index: 1, start_row: 1, end_row: 4 },
    { col_index: [0, 2, 3], start_row: [0, 2, 3], end_row: [2, 3] },
  );
  yield* star(
    'merge_table_cells_vertical',
    broad,
    { table_index: 0, col_index: 1, start_row: 0, end_row: 1 },
    { col_index: [0, 2, 3], end_row: [2, 3, 4] },
  );
  yield* star('merge_table_cells_horizontal', menu, { table_index: 1, row_index: 3, start_col: 0, end_col: 1 }, tables);
  yield* star('merge_table_cells_vertical', menu, { table_index: 1, col_index: 1, start_row: 1, end_row: 2 }, tables);
}
