import { streamOf } from '../../random/stream.ts';

/** Someone who was offered a post. */
export interface Hire {
  first: string;
  last: string;
  post: string;
  /** pounds a year */
  salary: number;
  start: string;
  reply: string;
  written: string;
  holiday: number;
}

/** A customer under contract. */
export interface Client {
  name: string;
  /** in file names */
  slug: string;
  contact: string;
  meal: string;
  /** how many are served */
  people: number;
  /** pounds a head */
  price: number;
  /** pounds a month: 20 days of `people` meals at `price` */
  fee: number;
  /** days to pay an invoice in */
  days: number;
  /** months of notice */
  notice: string;
  from: string;
  until: string;
}

/** Who and what the documents speak of; the same person, fee and figure wherever it comes up. */
export interface Facts {
  director: string;
  manager: string;
  chef: string;
  bookkeeper: string;
  hires: readonly Hire[];
  clients: readonly Client[];
}

/** Names that are easy to take for one another. */
const DIRECTORS = ['Grace Oakley', 'Judith Crane', 'Miriam Holt'];
const MANAGERS = ['Tom Ashby', 'Peter Nolan', 'Owen Price'];
const CHEFS = ['Leila Haddad', 'Rosa Benton', 'Marta Nowak'];
const BOOKKEEPERS = ['Priya Anand', 'Colin Reid', 'Fiona Lowry'];
const HIRED = ['Ellen Marsh', 'Helen March', 'Sam Doyle', 'Sara Boyle'];

const POSTS: readonly (readonly [post: string, salary: number])[] = [
  ['pastry chef', 29_500],
  ['sous chef', 32_500],
  ['events coordinator', 30_500],
  ['office administrator', 27_500],
];

const CLIENTS: readonly (readonly [name: string, slug: string, contact: string])[] = [
  ['Whitecliff School', 'whitecliff-school', 'Dana Foster'],
  ['Whitecliff College', 'whitecliff-college', 'Dan Forster'],
  ['Harbour House', 'harbour-house', 'Ruth Calder'],
  ['Ferry Lane Surgery', 'ferry-lane-surgery', 'Idris Vaughan'],
];

const MEALS = ['a hot lunch', 'a sandwich lunch', 'a salad lunch', 'breakfast'];

/** The facts of a seed. */
export function factsOf(seed: string): Facts {
  const stream = streamOf('word', seed);
  const posts = stream.shuffle(POSTS);
  const meals = stream.shuffle(MEALS);
  const people = stream.shuffle([30, 40, 60, 120]);
  const prices = stream.shuffle([5, 6, 7, 8]);
  const notices = stream.shuffle(['one month', 'two months', 'three months', 'six weeks']);
  return {
    director: stream.pick(DIRECTORS),
    manager: stream.pick(MANAGERS),
    chef: stream.pick(CHEFS),
    bookkeeper: stream.pick(BOOKKEEPERS),
    hires: HIRED.map((name, at) => {
      const [first, last] = name.split(' ') as [string, string];
      const [post, salary] = posts[at] as [string, number];
      return {
        first,
        last,
        post,
        salary,
        start: `${[1, 8, 15, 22][at]} June 2026`,
        reply: `${[15, 18, 22, 29][at]} May 2026`,
        written: `${[28, 29, 6, 12][at]} ${at < 2 ? 'April' : 'May'} 2026`,
        holiday: [25, 26, 27, 28][at] as number,
      };
    }),
    clients: CLIENTS.map(([name, slug, contact], at) => ({
      name,
      slug,
      contact,
      meal: meals[at] as string,
      people: people[at] as number,
      price: prices[at] as number,
      fee: 20 * (people[at] as number) * (prices[at] as number),
      days: [14, 21, 28, 30][at] as number,
      notice: notices[at] as string,
      from: `1 ${['September', 'October', 'November', 'August'][at]} 2025`,
      until: `${[30, 29, 26, 24][at]} June 2026`,
    })),
  };
}

/** Pounds as the documents write them: 29500 is "£29,500". */
export function pounds(amount: number): string {
  return `£${String(amount).replace(/\B(?=(?:\d{3})+$)/gu, ',')}`;
}

/** The file of an offer. */
export function offerFile({ first, last }: Hire): string {
  return `offers/offer-${first}-${last}.docx`.toLowerCase();
}

/** The file of a contract. */
export function contractFile({ slug }: Client): string {
  return `contracts/contract-${slug}.docx`;
}
