import type { Stream } from '../../random/stream.ts';
import type { WorldWorkbook } from '../recipe.ts';
import type { Cast } from './cast.ts';
import { addDays, addWorkdays, workdaysOf } from './days.ts';

type Sheet = WorldWorkbook['sheets'][number];
type Row = Sheet['rows'][number];

const HOURS = [7, 7.5, 8, 8, 8, 8.5];

/** Hours of a month: one sheet for each of those at the bench, and their totals. */
export function timesheetsBook(month: string, cast: Cast, stream: Stream): WorldWorkbook {
  const days = workdaysOf(month);
  const sheets = cast.bench.map((name): Sheet => {
    const rows = days.map((day): Row => {
      const onSite = stream.next() < 0.4;
      const job = stream.next() < 0.3 ? 'Workshop' : stream.pick(cast.customers);
      return [day, job, stream.pick(HOURS), job !== 'Workshop' && onSite ? 'Site' : 'Bench'];
    });
    return { name, rows: [['Date', 'Job', 'Hours', 'Where'], ...rows, ['Total', null, `=SUM(C2:C${rows.length + 1})`, null]] };
  });
  const summary: Sheet = {
    name: 'Summary',
    rows: [['Name', 'Hours'], ...cast.bench.map((name): Row => [name, `='${name}'!C${days.length + 2}`])],
  };
  return { kind: 'workbook', path: `timesheets-${month}.xlsx`, sheets: [...sheets, summary] };
}

const GUEST_FIRST =
  'Adam Bella Celia Daniel Esther Fiona Gareth Hannah Ivan Joanna Keith Laura Martin Nadia Oscar Paula Robert Sonia Trevor Vera'.split(' ');
const GUEST_LAST =
  'Abbott Barnes Coleman Dixon Ellis Foster Gibson Harvey Ingram Kelly Lowe Marsh Norris Palmer Rhodes Sharp Thorne Webb'.split(' ');
const MEALS = ['Meat', 'Fish', 'Vegetarian', 'Vegan'];

/** Who comes to the workshop's open day. */
export function guestsBook(cast: Cast, stream: Stream): WorldWorkbook {
  const names = stream.shuffle(GUEST_FIRST.flatMap((first) => GUEST_LAST.map((last) => `${first} ${last}`))).slice(0, 45);
  const company = () => (stream.next() < 0.7 ? stream.pick(cast.customers) : 'Private');
  const invited = names
    .slice(0, 36)
    .map(
      (name): Row => [
        name,
        company(),
        1 + stream.below(4),
        stream.pick(['Email', 'Phone', 'Letter']),
        stream.pick(['Yes', 'No', 'Waiting']),
      ],
    );
  const confirmed = invited
    .filter((row) => row[4] === 'Yes')
    .map((row): Row => [row[0] ?? null, row[1] ?? null, row[2] ?? null, stream.pick(MEALS)]);
  const waiting = names.slice(36, 43).map((name, place): Row => [name, company(), 1 + stream.below(3), place + 1]);
  return {
    kind: 'workbook',
    path: 'open-day-guests.xlsx',
    sheets: [
      { name: 'Invited list', rows: [['Name', 'Company', 'Party', 'Asked by', 'Coming'], ...invited] },
      { name: 'Confirmed list', rows: [['Name', 'Company', 'Party', 'Meal'], ...confirmed] },
      { name: 'Waiting list', rows: [['Name', 'Company', 'Party', 'Place'], ...waiting] },
    ],
  };
}

const PHASE_ONE = [
  'Site survey',
  'Measure up',
  'Draw the plans',
  'Agree the quote',
  'Order oak',
  'Order hinges',
  'Clear the room',
  'Mark the walls',
  'Move the sockets',
];
const PHASE_TWO = [
  'Cut the carcasses',
  'Glue up',
  'Make the doors',
  'Sand everything',
  'First coat',
  'Second coat',
  'Deliver',
  'Fit base units',
  'Fit wall units',
  'Hang the doors',
  'Snag list',
];

/** Title, owner, first and last day, status. */
type Task = [string, string, string, string, string];

/** The hotel's kitchen, the firm's big job of the summer. */
export function planBook(cast: Cast, stream: Stream): WorldWorkbook {
  const tasks = (titles: readonly string[], from: string, state: (place: number) => string): Task[] => {
    let start = from;
    return titles.map((title, place) => {
      const end = addWorkdays(start, stream.below(3));
      const task: Task = [title, stream.pick(cast.staff).name, start, end, state(place)];
      start = addWorkdays(end, 1);
      return task;
    });
  };
  const head = ['Task', 'Owner', 'Start', 'End', 'Status'];
  const first = tasks(PHASE_ONE, '2026-05-11', (place) => (place < PHASE_ONE.length - 1 ? 'Done' : 'Late'));
  const second = tasks(PHASE_TWO, '2026-06-22', (place) => ['Done', 'In progress'][place] ?? 'Not started');
  const ends = new Map([...first, ...second].map(([title, , , end]) => [title, end]));
  const milestones = (
    [
      ['Plans approved', 'Draw the plans'],
      ['Quote signed', 'Agree the quote'],
      ['Timber on site', 'Order oak'],
      ['Units built', 'Second coat'],
      ['Handover', 'Snag list'],
    ] as const
  ).map(([title, task], place): Row => [title, ends.get(task) ?? null, place < 3 ? 'Reached' : 'Open']);
  const costs = (['Oak', 'Plywood', 'Hinges', 'Handles', 'Worktop', 'Varnish', 'Labour', 'Delivery'] as const).map((item, place): Row => {
    const quoted = [2400, 860, 320, 280, 1900, 240, 6800, 180][place] as number;
    return [item, quoted, Math.round(quoted * (0.85 + stream.next() * 0.3)), `=C${place + 2}-B${place + 2}`];
  });
  return {
    kind: 'workbook',
    path: 'kitchen-project-plan.xlsx',
    sheets: [
      { name: 'Phase 1 tasks', rows: [head, ...first] },
      { name: 'Phase 2 tasks', rows: [head, ...second] },
      { name: 'Milestones', rows: [['Milestone', 'Date', 'State'], ...milestones] },
      {
        name: 'Job costs',
        rows: [['Item', 'Quoted', 'Forecast', 'Over'], ...costs, ['Total', '=SUM(B2:B9)', '=SUM(C2:C9)', '=SUM(D2:D9)']],
      },
    ],
  };
}

const COURSES = ['First aid', 'Forklift', 'Manual handling', 'Dust safety', 'Fire warden'];

/** Contacts, leave, courses and the hours that go to payroll: those of March and April as in their timesheets, May not in yet. */
export function staffBook(cast: Cast, timesheets: readonly WorldWorkbook[], stream: Stream): WorldWorkbook {
  const { staff, bench } = cast;
  const hours = (name: string): Row =>
    timesheets.map((book) =>
      (book.sheets.find((sheet) => sheet.name === name)?.rows ?? []).slice(1, -1).reduce((sum, row) => sum + Number(row[2]), 0),
    );
  const contacts = staff.map(
    ({ name, role }, place): Row => [
      name,
      role,
      `555 01${String(10 + place * 7).padStart(2, '0')}`,
      `20${12 + place * 2}-0${3 + (place % 6)}-01`,
    ],
  );
  const leave = staff.map(({ name }, place): Row => [name, 25 - (place > 3 ? 3 : 0), 4 + stream.below(9), `=B${place + 2}-C${place + 2}`]);
  const training = Array.from(
    { length: 9 },
    (_, place): Row => [
      (staff[place % staff.length] as { name: string }).name,
      stream.pick(COURSES),
      addDays('2025-09-01', place * 31),
      stream.next() < 0.8 ? 'Passed' : 'Retake',
    ],
  );
  return {
    kind: 'workbook',
    path: 'staff.xlsx',
    sheets: [
      { name: 'Contacts', rows: [['Name', 'Role', 'Phone', 'Started'], ...contacts] },
      { name: 'Holidays 2026', rows: [['Name', 'Days', 'Taken', 'Left'], ...leave] },
      { name: 'Training log', rows: [['Name', 'Course', 'Date', 'Result'], ...training] },
      { name: 'Payroll hours', rows: [['Name', 'March', 'April', 'May'], ...bench.map((name): Row => [name, ...hours(name), null])] },
    ],
  };
}
