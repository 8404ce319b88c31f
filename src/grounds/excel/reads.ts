import type { Chain, World } from '../recipe.ts';
import { alone, type Calls, type Place, sheetsOf } from './calls.ts';

const BUDGETS = ['budget-2025.xlsx', 'budget-2026.xlsx'];
const QUARTERS = ['Q1', 'Q2', 'Q3', 'Q4'];
const TIMESHEETS = ['timesheets-2026-03.xlsx', 'timesheets-2026-04.xlsx', 'timesheets-2026-05.xlsx'];
const CLAIMS = ['expenses-2026-04.xlsx', 'expenses-2026-05.xlsx'];

/** Calls that only look: every workbook and sheet, then families of ranges, sheets, files and ways of showing. */
export function* readChains(world: World, calls: Calls): Iterable<Chain> {
  for (const item of world) {
    yield alone(calls.describe(item.path, 'required-only'));
    for (const sheet of sheetsOf(world, item.path)) yield alone(calls.read({ file: item.path, sheet }, 'required-only'));
  }
  for (const place of rangesOf(world)) yield alone(calls.read(place, 'optional:range'));
  for (const place of formulasOf(world)) {
    for (const showFormula of [true, false]) {
      yield alone(calls.read(place, place.range === undefined ? 'optional:showFormula' : 'optional:range,showFormula', { showFormula }));
    }
    yield alone(calls.read(place, place.range === undefined ? 'required-only' : 'optional:range'));
  }
  for (const place of headersOf(world)) {
    for (const showStyle of [true, false]) yield alone(calls.read(place, 'optional:range,showStyle', { showStyle }));
    yield alone(calls.read(place, 'optional:range'));
  }
}

/** Every combination of files, sheets and ranges. */
function grid(files: readonly string[], sheets: readonly string[], ranges: readonly string[]): Required<Place>[] {
  return files.flatMap((file) => sheets.flatMap((sheet) => ranges.map((range) => ({ file, sheet, range }))));
}

function rangesOf(world: World): Required<Place>[] {
  const months = sheetsOf(world, 'invoices-2026.xlsx').slice(0, 6);
  const people = sheetsOf(world, 'timesheets-2026-05.xlsx').slice(0, 4);
  return [
    ...grid(BUDGETS, QUARTERS, ['A1:E6', 'C3']),
    ...grid(BUDGETS, ['Q2'], ['B3', 'C4', 'C5', 'D3', 'E3', 'C2:C6', 'C2:C7', 'D2:D6']),
    ...grid(['budget-2026.xlsx'], ['Q2'], ['A3:E3', 'A4:E4', 'A5:E5', 'A13:E13', 'A1:A13']),
    ...grid(BUDGETS, ['Summary'], ['F2', 'F3', 'F4', 'A3:F3', 'A4:F4']),
    ...grid(['budget-2026.xlsx'], ['Actuals'], ['C2', 'C3', 'C4', 'B2:C2', 'A1:C4']),
    ...grid(TIMESHEETS, people, ['A2:D6']),
    ...grid(TIMESHEETS, ['Summary'], ['B2', 'B3', 'B4', 'B5']),
    ...grid(['timesheets-2026-05.xlsx'], people.slice(0, 1), ['A7:D11', 'A12:D16', 'C2:C6', 'B2:B6', 'B4']),
    ...grid(['invoices-2026.xlsx'], months, ['A2:F2', 'E3']),
    ...grid(['invoices-2026.xlsx'], ['03 March'], ['A3:F3', 'A4:F4', 'E2', 'E4', 'F3', 'B2:B5']),
    ...grid(['price-list.xlsx'], ['Trade prices', 'Retail prices'], ['D4', 'D5', 'D6', 'D7', 'B2:D5', 'A5:E5']),
    ...grid(['price-list.xlsx'], ['Delivery charges'], ['A2:C4', 'C3', 'C4', 'C5']),
    ...grid(['inventory.xlsx'], ['Timber', 'Hardware', 'Finishes'], ['A1:C5', 'C3', 'A4:F4']),
    ...grid(['inventory.xlsx'], ['Timber'], ['C2', 'C4', 'C5', 'D3']),
    ...grid(CLAIMS, ['Travel claims', 'Materials claims', 'Meals claims'], ['A2:D3', 'D3']),
    ...grid(CLAIMS, ['Summary'], ['B2', 'B3', 'B4']),
    ...grid(['expenses-2026-05.xlsx'], ['Travel claims'], ['D2', 'D4', 'D5', 'A4:D4', 'A5:D5']),
    ...grid(['open-day-guests.xlsx'], ['Confirmed list', 'Waiting list'], ['A2:C4', 'A2:A5']),
    ...grid(['open-day-guests.xlsx'], ['Invited list'], ['A2:A9', 'A2:C9', 'A10:C17', 'A18:C25', 'B2:B9']),
    ...grid(['open-day-guests.xlsx'], ['Confirmed list'], ['A6:A9', 'D2:D9', 'A5:D5', 'A6:D6']),
    ...grid(['kitchen-project-plan.xlsx'], ['Phase 1 tasks', 'Phase 2 tasks'], ['A2:E3', 'A4:E5', 'E4', 'B4', 'D4']),
    ...grid(['kitchen-project-plan.xlsx'], ['Milestones'], ['A2:C2', 'A3:C3', 'B4', 'B5', 'B6']),
    ...grid(['kitchen-project-plan.xlsx'], ['Job costs'], ['B3', 'C3', 'C4', 'C5', 'D4', 'A1:C5']),
    ...grid(['staff.xlsx'], ['Contacts'], ['C3', 'C4', 'C5', 'A4:D4', 'A2:B7']),
    ...grid(['staff.xlsx'], ['Holidays 2026'], ['C3', 'D3', 'D4', 'D5', 'A4:D4']),
    ...grid(['staff.xlsx'], ['Payroll hours'], ['B3', 'C3', 'C4', 'A4:C4']),
    ...grid(
      ['budget-2025.xlsx', 'budget-2026.xlsx', 'inventory.xlsx', 'invoices-2026.xlsx', 'open-day-guests.xlsx', 'staff.xlsx'],
      ['Notes'],
      ['B2', 'A3:C3'],
    ),
  ];
}

/** Places with formulas. */
function formulasOf(world: World): Place[] {
  const first = sheetsOf(world, 'timesheets-2026-05.xlsx').slice(0, 1);
  return [
    ...grid(BUDGETS, QUARTERS, ['E2:E5']),
    ...grid(['budget-2026.xlsx'], ['Q2'], ['E3', 'E4', 'B13:E13']),
    ...grid(TIMESHEETS, ['Summary'], ['B2:B5']),
    ...grid(CLAIMS, ['Summary'], ['B2:B4']),
    ...grid(['inventory.xlsx'], ['Timber', 'Hardware', 'Finishes'], ['F2:F5']),
    ...grid(['staff.xlsx'], ['Holidays 2026'], ['D2:D4', 'D5:D7']),
    ...grid(['timesheets-2026-05.xlsx'], first, ['C21']),
    { file: 'budget-2026.xlsx', sheet: 'Summary' },
    { file: 'inventory.xlsx', sheet: 'Summary' },
    { file: 'kitchen-project-plan.xlsx', sheet: 'Job costs' },
    { file: 'staff.xlsx', sheet: 'Holidays 2026' },
  ];
}

/** Header rows and what stands below: the first row of each sheet is bold. */
function headersOf(world: World): Required<Place>[] {
  const person = sheetsOf(world, 'timesheets-2026-05.xlsx').slice(0, 1);
  return [
    ...grid(BUDGETS, QUARTERS, ['A1:E2']),
    ...grid(['inventory.xlsx'], ['Timber', 'Hardware', 'Finishes'], ['A1:F2']),
    ...grid(['staff.xlsx'], ['Contacts', 'Holidays 2026', 'Training log', 'Payroll hours'], ['A1:D2']),
    ...grid(['price-list.xlsx'], ['Trade prices', 'Retail prices'], ['A1:E2', 'A1:E3']),
    ...grid(['timesheets-2026-05.xlsx'], person, ['A1:D3']),
  ];
}
