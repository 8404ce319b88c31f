import type { Stream } from '../../random/stream.ts';

/** A line of the order list. */
export interface Order {
  number: string;
  customer: string;
  placed: string;
  status: string;
}

/** Someone of the firm, as the directory shows them. */
export interface Person {
  name: string;
  role: string;
  phone: string;
  office: string;
}

/** An article of the price list. */
export interface Article {
  name: string;
  unit: string;
  price: string;
  note: string;
}

/** What the pages of the portal show. */
export interface Firm {
  orders: readonly Order[];
  staff: readonly Person[];
  articles: readonly Article[];
  tasks: readonly string[];
}

export const ROOMS = ['Harbour room', 'Garden room', 'Library', 'Attic'] as const;
export const STARTS = ['09:00', '09:30', '11:00', '13:30', '15:00'] as const;
export const STATUSES = ['All orders', 'Open', 'Packed', 'Sent', 'Paid'] as const;
export const COLUMNS = ['To do', 'Doing', 'Waiting', 'Review', 'Done'] as const;

const CUSTOMERS = [
  'Bellamy Bakery',
  'Dunmore School',
  'Eastgate Clinic',
  'Ferry Street Books',
  'Glenwood Hotel',
  'Hartley Dental',
  'Mill Lane Surgery',
  'Quayside Diner',
];
const FIRSTS = ['Ana', 'Ben', 'Carla', 'Dev', 'Erin', 'Farid', 'Grace', 'Hugo', 'Leah', 'Nils', 'Priya', 'Rosa'];
const LASTS = ['Brandt', 'Carter', 'Doyle', 'Fischer', 'Hale', 'Jensen', 'Mercer', 'Nolan', 'Okafor', 'Pereira', 'Sato', 'Walsh'];
const ROLES = ['Sales', 'Accounts', 'Warehouse', 'Warehouse', 'Print shop', 'Print shop', 'Drivers'];
const ARTICLES = [
  ['Copy paper A4', 'box of 5', 18, 'Three days'],
  ['Copy paper A3', 'box of 3', 24, 'Three days'],
  ['Envelopes C5', 'pack of 100', 9, 'In stock'],
  ['Envelopes C4', 'pack of 100', 12, 'In stock'],
  ['Label sheets', 'pack of 25', 14, 'Two weeks'],
  ['Marker pens', 'pack of 8', 7, 'In stock'],
  ['Ring binders', 'box of 10', 21, 'One week'],
] as const;
const TASKS = [
  'Order label stock',
  'Call the paper mill',
  'Check the van tyres',
  'Renew the domain',
  'Print the June flyers',
  'Send the June invoices',
];

/** Draws the firm behind the portal. Two of its people share a first name. */
export function firmOf(stream: Stream): Firm {
  const customers = stream.shuffle(CUSTOMERS).slice(0, 6);
  const first = 1038 + stream.below(5);
  let day = 8;
  const orders = customers.map((customer, at): Order => {
    day += 1 + stream.below(4);
    return {
      number: `BW-${first + at * 3 + stream.below(3)}`,
      customer,
      placed: `${day} June 2026`,
      status: stream.pick(STATUSES.slice(1)),
    };
  });
  const firsts = stream.shuffle(FIRSTS).slice(0, ROLES.length - 1);
  const given = [...firsts, firsts[2] as string];
  const lasts = stream.shuffle(LASTS);
  const staff = ROLES.map(
    (role, at): Person => ({
      name: `${given[at]} ${lasts[at]}`,
      role,
      phone: String(210 + at * 7 + stream.below(6)),
      office: `Room ${1 + stream.below(9)}`,
    }),
  );
  const articles = ARTICLES.map(
    ([name, unit, usual, note]): Article => ({
      name,
      unit,
      price: `${usual + stream.below(4)}.${stream.pick(['20', '50', '80', '90'])}`,
      note,
    }),
  );
  return { orders, staff, articles, tasks: stream.shuffle(TASKS) };
}
