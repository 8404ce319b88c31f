import { fakerOf } from '../../random/faker.ts';
import type { Stream } from '../../random/stream.ts';

/** One of the fourteen who work at the roastery. Salaries are whole pounds a year. */
export interface Person {
  name: string;
  first: string;
  last: string;
  role: string;
  team: 'office' | 'roastery' | 'cafe';
  email: string;
  extension: number;
  started: string;
  salary: number;
}

/** One delivery to a client. Money is in pence. */
export interface Order {
  date: string;
  product: string;
  kilos: number;
  price: number;
  amount: number;
}

/** A wholesale client with its deliveries from January to June 2026, oldest first. */
export interface Client {
  folder: string;
  name: string;
  contact: string;
  weekday: string;
  terms: number;
  standing: string;
  kilos: number;
  second: string;
  note: string;
  orders: readonly Order[];
}

/** The firm that the shared drive belongs to: whatever the files say agrees with this. */
export interface Firm {
  staff: readonly Person[];
  /** the person with that role; roles are unique */
  who(role: Role): Person;
  clients: readonly Client[];
}

/** Wholesale price of a kilo, in pence. */
export const PRICES: Readonly<Record<string, number>> = {
  'Harbour Blend': 1450,
  'Harbour Decaf': 1575,
  'Lighthouse Espresso': 1620,
  'Low Tide Filter': 1740,
  'Quayside House': 1380,
};

const POSTS = [
  ['Managing director', 'office', 58000, '2016-03-01'],
  ['Finance manager', 'office', 44500, '2018-09-03'],
  ['Office manager', 'office', 31200, '2019-02-11'],
  ['Wholesale manager', 'office', 39800, '2020-06-15'],
  ['Marketing lead', 'office', 35600, '2022-01-10'],
  ['Head roaster', 'roastery', 42300, '2017-05-08'],
  ['Roaster', 'roastery', 32400, '2021-08-16'],
  ['Apprentice roaster', 'roastery', 23900, '2025-09-01'],
  ['Packing lead', 'roastery', 28700, '2019-10-07'],
  ['Packer', 'roastery', 24600, '2023-04-03'],
  ['Delivery driver', 'roastery', 27100, '2022-11-21'],
  ['Cafe manager', 'cafe', 33500, '2018-04-16'],
  ['Senior barista', 'cafe', 26800, '2021-03-29'],
  ['Barista', 'cafe', 24400, '2025-02-17'],
] as const satisfies readonly (readonly [string, Person['team'], number, string])[];

export type Role = (typeof POSTS)[number][0];

const CLIENTS: readonly Omit<Client, 'contact' | 'orders'>[] = [
  {
    folder: 'tidewell-cafe',
    name: 'Tidewell Cafe',
    weekday: 'Tuesday',
    terms: 30,
    standing: 'Harbour Blend',
    kilos: 36,
    second: 'Harbour Decaf',
    note: 'Ring the side bell before 08:00, the front shutter is down until opening.',
  },
  {
    folder: 'tidewell-books',
    name: 'Tidewell Books',
    weekday: 'Wednesday',
    terms: 14,
    standing: 'Low Tide Filter',
    kilos: 14,
    second: 'Harbour Decaf',
    note: 'Leave deliveries with the till on the ground floor, never on the pavement.',
  },
  {
    folder: 'harbour-lane-hotel',
    name: 'Harbour Lane Hotel',
    weekday: 'Monday',
    terms: 30,
    standing: 'Quayside House',
    kilos: 84,
    second: 'Lighthouse Espresso',
    note: 'Goods in is through the yard behind the kitchen. Ask for a signature.',
  },
  {
    folder: 'harbour-street-deli',
    name: 'Harbour Street Deli',
    weekday: 'Thursday',
    terms: 14,
    standing: 'Harbour Blend',
    kilos: 26,
    second: 'Low Tide Filter',
    note: 'Retail bags go on the shelf by the window, trade bags to the back.',
  },
  {
    folder: 'kestrel-coworking',
    name: 'Kestrel Coworking',
    weekday: 'Monday',
    terms: 30,
    standing: 'Quayside House',
    kilos: 48,
    second: 'Harbour Decaf',
    note: 'Third floor, goods lift only. The reception desk opens at 08:30.',
  },
  {
    folder: 'old-mill-bakery',
    name: 'Old Mill Bakery',
    weekday: 'Wednesday',
    terms: 14,
    standing: 'Lighthouse Espresso',
    kilos: 32,
    second: 'Harbour Decaf',
    note: 'Bakers are in from 04:00, so early drops are welcome.',
  },
  {
    folder: 'old-mill-brewery',
    name: 'Old Mill Brewery',
    weekday: 'Friday',
    terms: 30,
    standing: 'Low Tide Filter',
    kilos: 22,
    second: 'Lighthouse Espresso',
    note: 'Beans for the stout go to the brewhouse, the rest to the tap room.',
  },
];

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
/** Monday of the first full working week of 2026. */
const FIRST_MONDAY = Date.UTC(2026, 0, 5);
const DAY = 86_400_000;

/** Hires the staff, signs the clients and takes half a year of orders. */
export function foundFirm(stream: Stream): Firm {
  const faker = fakerOf(stream.child('names'));
  const taken = new Set<string>();
  const draw = (make: () => string): string => {
    for (;;) {
      const name = make();
      if (!/^[A-Z][a-z]{2,8}$/u.test(name) || taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
  const firstName = () => draw(() => faker.person.firstName());
  const lastName = () => draw(() => faker.person.lastName());
  const staff = POSTS.map(([role, team, salary, started], index): Person => {
    const first = firstName();
    const last = lastName();
    return {
      name: `${first} ${last}`,
      first,
      last,
      role,
      team,
      email: `${first.toLowerCase()}@brightwater.example`,
      extension: 201 + index,
      started,
      salary,
    };
  });
  const clients = CLIENTS.map(
    (client): Client => ({
      ...client,
      contact: `${firstName()} ${lastName()}`,
      orders: takeOrders(client, stream.child(`orders ${client.folder}`)),
    }),
  );
  return {
    staff,
    who: (role) => staff.find((person) => person.role === role) as Person,
    clients,
  };
}

/** A delivery of the standing coffee every week, and of the second one every third week. */
function takeOrders(client: Omit<Client, 'contact' | 'orders'>, stream: Stream): Order[] {
  const orders: Order[] = [];
  for (let week = 0; week < 25; week++) {
    const date = new Date(FIRST_MONDAY + (week * 7 + WEEKDAYS.indexOf(client.weekday)) * DAY).toISOString().slice(0, 10);
    orders.push(orderOf(date, client.standing, client.kilos + stream.below(9) - 4));
    if (week % 3 === 1) orders.push(orderOf(date, client.second, 4 + stream.below(7)));
  }
  return orders;
}

function orderOf(date: string, product: string, kilos: number): Order {
  const price = PRICES[product] as number;
  return { date, product, kilos, price, amount: kilos * price };
}

/** The orders of a quarter (`2026-q1`) or of a month (`2026-04`). */
export function ordersIn(client: Client, period: string): readonly Order[] {
  const quarter = /^2026-q([12])$/u.exec(period)?.[1];
  if (quarter === undefined) return client.orders.filter((order) => order.date.startsWith(period));
  return client.orders.filter((order) => Math.ceil(Number(order.date.slice(5, 7)) / 3) === Number(quarter));
}
