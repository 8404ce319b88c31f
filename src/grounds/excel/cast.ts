import type { Stream } from '../../random/stream.ts';

/** Someone of the firm. */
export interface Colleague {
  name: string;
  role: string;
}

/** The people and firms that every workbook of the world talks about. */
export interface Cast {
  /** in the order they joined; the last four keep timesheets, and two of those share a first name */
  staff: readonly Colleague[];
  /** the four with timesheets */
  bench: readonly string[];
  customers: readonly string[];
}

const FIRST_NAMES = 'Alice Ben Carla Dev Erin Farid Grace Hugo Ines Jonas Leah Marta Nils Owen Priya Rosa Tessa Victor Wendy Yusuf'.split(
  ' ',
);
const LAST_NAMES =
  'Brandt Carter Doyle Fischer Grant Hale Iqbal Jensen Kaur Larsen Mercer Nolan Okafor Pereira Quinn Reyes Sato Turner Vance Walsh'.split(
    ' ',
  );
const ROLES = ['Owner', 'Office manager', 'Joiner', 'Joiner', 'Finisher', 'Apprentice'];
const CUSTOMERS = [
  'Bellamy Bakery',
  'Corner House Cafe',
  'Dunmore School',
  'Eastgate Clinic',
  'Ferry Street Books',
  'Glenwood Hotel',
  'Hartley Dental',
  'Ivy Lane Nursery',
  'Juniper Yoga',
  'Kestrel Brewing',
  'Larkfield Church',
  'Mill Lane Surgery',
  'Northgate Library',
  'Oakhill Academy',
  'Paper Mill Studio',
  'Quayside Diner',
];

/** Draws the people of the firm; no two share a last name. */
export function castOf(stream: Stream): Cast {
  const firsts = stream.shuffle(FIRST_NAMES).slice(0, ROLES.length - 1);
  const shared = firsts[2] as string;
  const given = [...firsts.slice(0, 4), shared, firsts[4] as string];
  const lasts = stream.shuffle(LAST_NAMES);
  const staff = ROLES.map((role, index) => ({ name: `${given[index]} ${lasts[index]}`, role }));
  return { staff, bench: staff.slice(2).map(({ name }) => name), customers: stream.shuffle(CUSTOMERS) };
}
