import type { Kind } from '../../model/primitive.ts';
import type { Chain, ChainStep, Json, JsonObject, World, WorldWorkbook } from '../recipe.ts';
import { said } from '../recipe.ts';

/** Where a workbook lies, by its file name. */
export type PathOf = (file: string) => string;

/** A sheet of a workbook, or a range on it. */
export interface Place {
  file: string;
  sheet: string;
  range?: string;
}

/** One cell to write: the value, and what sort of value a person would call it. */
export type CellToWrite = readonly [value: Json, kind: Kind];

/** The makers of calls for one folder of workbooks. */
export interface Calls {
  describe(file: string, scenario: string): ChainStep;
  read(place: Place, scenario: string, flags?: { showFormula?: boolean; showStyle?: boolean }): ChainStep;
  copy(file: string, from: string, to: string, scenario: string): ChainStep;
  table(place: Required<Place>, name: string, scenario: string): ChainStep;
  write(place: Required<Place>, rows: readonly (readonly CellToWrite[])[], scenario: string, newSheet?: boolean): ChainStep;
  format(place: Required<Place>, style: JsonObject, scenario: string): ChainStep;
}

/** The makers of calls whose paths `pathOf` gives. */
export function callsAt(pathOf: PathOf): Calls {
  return {
    describe: (file, scenario) => ({ tool: 'excel_describe_sheets', arguments: { fileAbsolutePath: pathOf(file) }, scenario }),
    read: ({ file, sheet, range }, scenario, flags = {}) => ({
      tool: 'excel_read_sheet',
      arguments: { fileAbsolutePath: pathOf(file), sheetName: sheet, ...(range === undefined ? {} : { range }), ...flags },
      scenario,
    }),
    copy: (file, from, to, scenario) => ({
      tool: 'excel_copy_sheet',
      arguments: { fileAbsolutePath: pathOf(file), srcSheetName: from, dstSheetName: to },
      scenario,
    }),
    table: ({ file, sheet, range }, name, scenario) => ({
      tool: 'excel_create_table',
      arguments: { fileAbsolutePath: pathOf(file), sheetName: sheet, range, tableName: name },
      scenario,
    }),
    write: ({ file, sheet, range }, rows, scenario, newSheet = false) => ({
      tool: 'excel_write_to_sheet',
      arguments: {
        fileAbsolutePath: pathOf(file),
        sheetName: sheet,
        newSheet,
        range,
        values: rows.map((row) => row.map(([value]) => value)),
      },
      scenario,
      roles: Object.fromEntries(rows.flatMap((row, y) => row.map(([, kind], x) => [`/values/${y}/${x}`, said(kind)]))),
    }),
    format: ({ file, sheet, range }, style, scenario) => ({
      tool: 'excel_format_range',
      arguments: { fileAbsolutePath: pathOf(file), sheetName: sheet, range, styles: spread(range, style) },
      scenario,
    }),
  };
}

/** A chain of a single call. */
export function alone(step: ChainStep): Chain {
  return [step];
}

/** The workbook of a world by its file name. */
export function bookOf(world: World, file: string): WorldWorkbook {
  const book = world.find((item) => item.kind === 'workbook' && item.path === file);
  if (book?.kind !== 'workbook') throw new Error(`the world has no workbook ${file}`);
  return book;
}

/** Names of a workbook's sheets, in order. */
export function sheetsOf(world: World, file: string): string[] {
  return bookOf(world, file).sheets.map(({ name }) => name);
}

/** The same style once for each cell of a range. */
function spread(range: string, style: JsonObject): JsonObject[][] {
  const match = /^([A-Z])(\d+)(?::([A-Z])(\d+))?$/u.exec(range);
  if (match === null) throw new Error(`no range of cells: ${range}`);
  const [, left, top, right = left, bottom = top] = match as unknown as [string, string, string, string | undefined, string | undefined];
  const columns = right.charCodeAt(0) - left.charCodeAt(0) + 1;
  return Array.from({ length: Number(bottom) - Number(top) + 1 }, () => Array.from({ length: columns }, () => style));
}
