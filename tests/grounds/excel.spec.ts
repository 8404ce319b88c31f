import { describe, expect, it } from 'vitest';
import { excel } from '../../src/grounds/excel/recipe.ts';
import { excelWorld } from '../../src/grounds/excel/world.ts';
import type { WorldWorkbook } from '../../src/grounds/recipe.ts';

const books = excel.world() as readonly WorldWorkbook[];

function rowsOf(file: string, sheet: string): WorldWorkbook['sheets'][number]['rows'] {
  const found = books.find(({ path }) => path === file)?.sheets.find(({ name }) => name === sheet);
  if (found === undefined) throw new Error(`no sheet ${sheet} in ${file}`);
  return found.rows;
}

function sumOf(rows: WorldWorkbook['sheets'][number]['rows'], column: number): number {
  return rows.slice(1, -1).reduce((sum, row) => sum + Number(row[column]), 0);
}

/** What the workbooks of the joinery say agrees from one to the other. */
describe('the workbooks of the joinery', () => {
  it('should be the same for the same seed and others for another', () => {
    expect(excelWorld(excel.seed, excel.root)).toEqual(books);
    expect(excelWorld('elsewhere', excel.root)).not.toEqual(books);
  });

  it('should register every workbook under its path', () => {
    const listed = rowsOf('register.xlsx', 'Workbooks').slice(1);
    expect(listed.map(([, file]) => file)).toEqual(
      books.filter(({ path }) => path !== 'register.xlsx').map(({ path }) => `${excel.root}/${path}`),
    );
  });

  it('should send to payroll the hours of the timesheets', () => {
    for (const [name, ...hours] of rowsOf('staff.xlsx', 'Payroll hours').slice(1)) {
      for (const [at, month] of ['03', '04'].entries()) {
        expect(hours[at], `${name} in ${month}`).toBe(sumOf(rowsOf(`timesheets-2026-${month}.xlsx`, String(name)), 2));
      }
    }
  });

  it('should carry the claims of April to the actuals', () => {
    const actuals = rowsOf('budget-2026.xlsx', 'Actuals').slice(1);
    expect(actuals.length).toBe(3);
    for (const [category, , april] of actuals) expect(april).toBe(sumOf(rowsOf('expenses-2026-04.xlsx', `${category} claims`), 3));
  });

  it('should name in every formula rows that hold something', () => {
    const formulas = books.flatMap(({ path, sheets }) =>
      sheets.flatMap(({ name, rows }) =>
        rows.flat().flatMap((cell) => (String(cell).startsWith('=') ? [{ path, name, cell: String(cell) }] : [])),
      ),
    );
    expect(formulas.length).toBeGreaterThan(50);
    for (const { path, name, cell } of formulas) {
      for (const [, quoted, plain, ...ends] of cell.matchAll(/(?:'([^']+)'!|(\w+)!)?\b([A-Z]\d+)(?::([A-Z]\d+))?\b/gu)) {
        for (const end of ends.filter((each) => each !== undefined)) {
          const value = rowsOf(path, quoted ?? plain ?? name)[Number(end.slice(1)) - 1]?.[end.charCodeAt(0) - 65];
          expect(value ?? null, `${end} of ${cell} on ${name} of ${path}`).not.toBeNull();
        }
      }
    }
  });
});
