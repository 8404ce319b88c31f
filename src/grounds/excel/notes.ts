import type { Stream } from '../../random/stream.ts';
import type { WorldWorkbook } from '../recipe.ts';
import type { Cast } from './cast.ts';

/** What people of the firm jotted down in each workbook, oldest first. */
const NOTES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'budget-2025.xlsx': [
    ['2025-07-08', 'Q2 checked against the bank'],
    ['2025-10-06', 'Van service moved from September to November'],
    ['2026-01-12', 'Year closed and locked'],
  ],
  'budget-2026.xlsx': [
    ['2026-01-15', 'Software is a new line this year'],
    ['2026-02-02', 'Insurance renewed until January 2027'],
    ['2026-04-20', 'Timber plan is too low if the hotel job goes ahead'],
    ['2026-06-18', 'Actuals for May still to come'],
  ],
  'timesheets-2026-03.xlsx': [
    ['2026-04-01', 'All four sheets signed'],
    ['2026-04-02', 'Sent to payroll'],
  ],
  'timesheets-2026-04.xlsx': [
    ['2026-04-30', 'Easter days left out'],
    ['2026-05-01', 'One site day changed to bench'],
    ['2026-05-05', 'Sent to payroll'],
  ],
  'timesheets-2026-05.xlsx': [
    ['2026-06-01', 'Waiting for one signature'],
    ['2026-06-03', 'Signed but not yet at payroll'],
  ],
  'expenses-2026-04.xlsx': [
    ['2026-05-05', 'Two receipts missing and asked for'],
    ['2026-05-11', 'Both receipts in and April paid out'],
  ],
  'expenses-2026-05.xlsx': [
    ['2026-06-04', 'Mileage comes from the book in the van'],
    ['2026-06-09', 'Meals over the limit on one day'],
    ['2026-06-22', 'To be paid with the June wages'],
  ],
  'invoices-2026.xlsx': [
    ['2026-01-07', 'Terms are 30 days'],
    ['2026-05-19', 'First reminders sent for April'],
    ['2026-06-15', 'Second reminders sent'],
  ],
  'price-list.xlsx': [
    ['2026-01-05', 'Retail is trade plus 35 percent rounded to 5'],
    ['2026-03-16', 'Walnut is up again so ask before quoting'],
  ],
  'inventory.xlsx': [
    ['2026-05-29', 'Counted by hand'],
    ['2026-06-11', 'Plywood moved to the back rack'],
    ['2026-06-26', 'Next count on 31 July'],
  ],
  'open-day-guests.xlsx': [
    ['2026-05-14', 'Doors open at 11 on 18 July'],
    ['2026-06-02', 'Caterer needs the meals two weeks before'],
    ['2026-06-23', 'Room for 40 at most'],
  ],
  'kitchen-project-plan.xlsx': [
    ['2026-05-22', 'Hotel wants brass handles'],
    ['2026-06-10', 'Sockets wait for the electrician'],
    ['2026-06-24', 'Carcasses cut a day early'],
  ],
  'staff.xlsx': [
    ['2026-02-09', 'First aid course runs out in September'],
    ['2026-06-01', 'Summer leave to be booked by 10 July'],
  ],
  'register.xlsx': [
    ['2026-01-09', 'One line for each workbook'],
    ['2026-05-04', 'Hours and claims get a new workbook each month'],
  ],
};

/** The same workbook with the sheet of notes that each of the firm's workbooks ends with. */
export function addNotes(book: WorldWorkbook, cast: Cast, stream: Stream): WorldWorkbook {
  const writers = cast.staff.slice(0, 3).map(({ name }) => name);
  const rows = (NOTES[book.path] ?? []).map(([date, note]) => [date, note, stream.pick(writers)]);
  return { ...book, sheets: [...book.sheets, { name: 'Notes', rows: [['Date', 'Note', 'By'], ...rows] }] };
}
