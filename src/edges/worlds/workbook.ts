import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NearmissError } from '../../errors.ts';
import type { WorldWorkbook } from '../../grounds/recipe.ts';

type Rows = WorldWorkbook['sheets'][number]['rows'];
type Cell = Rows[number][number];

/** What is used of `write-excel-file/universal`: sheets in, a blob of xlsx bytes out. */
type WriteWorkbook = (sheets: readonly WriterSheet[], options: { features: readonly WriterFeature[] }) => { toBlob(): Promise<Blob> };

interface WriterCell {
  type: StringConstructor | NumberConstructor | BooleanConstructor | 'Formula';
  value: string | number | boolean;
  fontWeight?: 'bold';
}

interface WriterSheet {
  sheet: string;
  data: readonly (readonly (WriterCell | null)[])[];
  columns: readonly { width: number }[];
  stickyRowsCount: number;
}

/** A hook of the writer into the XML of each sheet. */
interface WriterFeature {
  files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform(xml: string, options: unknown, at: { sheetIndex: number }): string } } };
}

/** What is used of `write-excel-file/utility`. */
interface WriterTools {
  findElement(xml: string, tag: string): unknown;
  prependMarkupInsideElement(xml: string, element: unknown, added: string): string;
  getCellAddress(row: number, column: number): string;
}

/** What is used of `fflate`. */
interface Zip {
  unzipSync(bytes: Uint8Array): Record<string, Uint8Array>;
  zipSync(files: Record<string, Uint8Array>, options: { mtime: Date; level: 6 }): Uint8Array;
}

/** Time of every entry in the archive. A zip stores wall time without a zone, so local parts give the same bytes everywhere. */
const ENTRY_TIME = new Date(2026, 0, 5, 9, 0, 0);

/**
 * Writes an Excel workbook under `root`, making its folders. The same item gives the same bytes on any day and machine.
 * A text cell that begins with `=` is a formula; its value is left to whoever opens the file. The first row is a header: bold, and kept in view.
 *
 * @throws NearmissError when the private package that pins the servers (and the writer) is not installed.
 */
export async function placeWorkbook(item: WorldWorkbook, root: string): Promise<void> {
  const target = join(root, item.path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, await encodeWorkbook(item));
}

/** The xlsx bytes of a workbook. */
export async function encodeWorkbook(item: WorldWorkbook): Promise<Uint8Array> {
  const { write, tools, zip } = loadWriter();
  const sheets = item.sheets.map(({ name, rows }) => ({
    sheet: name,
    data: rows.map((row, index) => row.map((cell) => encodeCell(cell, index === 0))),
    columns: measureColumns(rows),
    stickyRowsCount: 1,
  }));
  const blob = await write(sheets, { features: [stateDimensions(sheets, tools)] }).toBlob();
  const files = zip.unzipSync(new Uint8Array(await blob.arrayBuffer()));
  return zip.zipSync(files, { mtime: ENTRY_TIME, level: 6 });
}

function encodeCell(cell: Cell, header: boolean): WriterCell | null {
  if (cell === null) return null;
  const weight = header ? { fontWeight: 'bold' as const } : {};
  if (typeof cell === 'number') return { type: Number, value: cell, ...weight };
  if (typeof cell === 'boolean') return { type: Boolean, value: cell, ...weight };
  // In the file a formula stands without its equals sign.
  return cell.startsWith('=') ? { type: 'Formula', value: cell.slice(1), ...weight } : { type: String, value: cell, ...weight };
}

/** Column widths in characters, so that the file also looks right to a person who opens it. */
function measureColumns(rows: Rows): { width: number }[] {
  const count = Math.max(1, ...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, column) => ({
    width: Math.min(40, Math.max(8, ...rows.map((row) => String(row[column] ?? '').length + 2))),
  }));
}

/** States the used range of each sheet, as Excel does and as readers that trust it (excelize) need; the writer leaves it out. */
function stateDimensions(sheets: readonly WriterSheet[], tools: WriterTools): WriterFeature {
  const ends = sheets.map(({ data, columns }) => tools.getCellAddress(Math.max(1, data.length) - 1, columns.length - 1));
  const transform = (xml: string, _options: unknown, { sheetIndex }: { sheetIndex: number }): string =>
    tools.prependMarkupInsideElement(xml, tools.findElement(xml, 'worksheet'), `<dimension ref="A1:${ends[sheetIndex]}"/>`);
  return { files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform } } } };
}

/** The writer lies with the pinned servers, not with this package: only re-recording needs it. */
function loadWriter(): { write: WriteWorkbook; tools: WriterTools; zip: Zip } {
  const load = createRequire(new URL('../../../tool-primitives/servers/package.json', import.meta.url));
  try {
    return {
      write: (load('write-excel-file/universal') as { default: WriteWorkbook }).default,
      tools: load('write-excel-file/utility') as WriterTools,
      zip: load('fflate') as Zip,
    };
  } catch (cause) {
    throw new NearmissError('cannot write workbooks: run "npm ci" in tool-primitives/servers first', { cause });
  }
}
