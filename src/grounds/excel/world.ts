import { streamOf } from '../../random/stream.ts';
import type { World } from '../recipe.ts';
import { castOf } from './cast.ts';
import { budgetBook, expensesBook, invoicesBook } from './money.ts';
import { addNotes } from './notes.ts';
import { guestsBook, planBook, staffBook, timesheetsBook } from './people.ts';
import { registerBook } from './register.ts';
import { inventoryBook, priceBook } from './stock.ts';

/** The folder of workbooks of a small joinery, as of 30 June 2026. `root` is where the register says the others lie. */
export function excelWorld(seed: string, root: string): World {
  const stream = streamOf(seed, 'excel');
  const cast = castOf(stream.child('cast'));
  const timesheets = ['2026-03', '2026-04', '2026-05'].map((month) => timesheetsBook(month, cast, stream.child(`timesheets-${month}`)));
  const expenses = ['2026-04', '2026-05'].map((month) => expensesBook(month, cast, stream.child(`expenses-${month}`)));
  const books = [
    budgetBook('2025', null, stream.child('budget-2025')),
    budgetBook('2026', expenses[0] ?? null, stream.child('budget-2026')),
    ...timesheets,
    ...expenses,
    invoicesBook(cast, stream.child('invoices')),
    priceBook(stream.child('prices')),
    inventoryBook(cast, stream.child('inventory')),
    guestsBook(cast, stream.child('guests')),
    planBook(cast, stream.child('plan')),
    staffBook(cast, timesheets.slice(0, 2), stream.child('staff')),
    registerBook(root, cast),
  ];
  return books.map((book) => addNotes(book, cast, stream.child(`notes of ${book.path}`)));
}
