import { type Chain, type Recipe, said, type World, written } from '../recipe.ts';
import { callsAt } from './calls.ts';
import { readChains } from './reads.ts';
import { serialChains } from './serial.ts';
import { excelWorld } from './world.ts';
import { writeChains } from './writes.ts';

const ROOT = '/srv/books';
const SEED = 'harrow-lane';

/** The workbooks of a small joinery, worked on through an Excel server. */
export const excel: Recipe = {
  name: 'excel',
  title: 'a folder of workbooks of a small joinery',
  seed: SEED,
  server: {
    package: '@negokaz/excel-mcp-server',
    version: '0.12.0',
    licence: 'MIT',
    entry: 'dist/launcher.js',
    args: () => [],
    // Small pages, so that a few sheets take two.
    env: () => ({ EXCEL_MCP_PAGING_CELLS_LIMIT: '100' }),
  },
  root: ROOT,
  roles: {
    excel_describe_sheets: { '/fileAbsolutePath': said('path') },
    excel_read_sheet: {
      '/fileAbsolutePath': said('path'),
      '/sheetName': said('name'),
      '/range': said('range'),
      '/showFormula': said('flag'),
      '/showStyle': said('flag'),
    },
    excel_copy_sheet: { '/fileAbsolutePath': said('path'), '/srcSheetName': said('name'), '/dstSheetName': said('name') },
    excel_create_table: {
      '/fileAbsolutePath': said('path'),
      '/sheetName': said('name'),
      '/range': said('range'),
      '/tableName': said('name'),
    },
    // What is written where differs from call to call: each step says it.
    excel_write_to_sheet: {
      '/fileAbsolutePath': said('path'),
      '/sheetName': said('name'),
      '/newSheet': written('flag'),
      '/range': said('range'),
    },
    excel_format_range: {
      '/fileAbsolutePath': said('path'),
      '/sheetName': said('name'),
      '/range': said('range'),
      '/styles': written('list'),
    },
  },
  writes: ['excel_copy_sheet', 'excel_create_table', 'excel_write_to_sheet', 'excel_format_range'],
  leftOut: {},
  masks: [],
  ignored: [],
  world: () => excelWorld(SEED, ROOT),
  *chains(world: World): Iterable<Chain> {
    const calls = callsAt((file) => `${ROOT}/${file}`);
    yield* readChains(world, calls);
    yield* writeChains(world, calls);
    yield* serialChains(world, calls);
  },
};
