import { streamOf } from '../../random/stream.ts';

/** Someone of the firm. */
export interface Colleague {
  name: string;
  role: string;
  since: string;
}

/** A shop that is offered bikes. */
export interface Shop {
  name: string;
  /** in file names */
  slug: string;
  contact: string;
  phone: string;
  city: string;
  day: string;
  quantity: number;
}

/** Sales of a quarter, in bikes. */
export interface Quarter {
  name: string;
  /** in file names */
  slug: string;
  day: string;
  months: readonly [string, string, string];
  sales: readonly [number, number, number];
  plan: readonly [number, number, number];
  regions: readonly { name: string; sales: number; plan: number }[];
}

/** Who and what the decks speak of. */
export interface Facts {
  team: readonly Colleague[];
  shops: readonly Shop[];
  quarters: readonly Quarter[];
}

/** Names that are easy to take for one another. */
const NAMES = ['Maya Lindqvist', 'Mara Lindgren', 'Theo Barnes', 'Leo Barnes', 'Anita Desai'];
const ROLES = ['Sales manager', 'Workshop manager', 'Designer', 'Bookkeeper', 'Buyer'];
const SHOPS: readonly (readonly [name: string, slug: string, contact: string, city: string])[] = [
  ['Pedal Post', 'pedal-post', 'Nora Finch', 'Leeds'],
  ['Pedal Point', 'pedal-point', 'Noel French', 'York'],
  ['Velo North', 'velo-north', 'Greta Sand', 'Durham'],
  ['Velo South', 'velo-south', 'Gretel Sands', 'Derby'],
  ['Ridge Cycles', 'ridge-cycles', 'Hugo Lane', 'Bradford'],
];
const REGIONS = ['North', 'South', 'East', 'West'];
const MONTHS: readonly (readonly [name: string, slug: string, day: string, months: readonly [string, string, string]])[] = [
  ['second quarter of 2025', '2025-q2', '8 July 2025', ['April', 'May', 'June']],
  ['third quarter of 2025', '2025-q3', '14 October 2025', ['July', 'August', 'September']],
  ['fourth quarter of 2025', '2025-q4', '13 January 2026', ['October', 'November', 'December']],
  ['first quarter of 2026', '2026-q1', '14 April 2026', ['January', 'February', 'March']],
];

/** The facts of a seed. Regions and months of a quarter add up to the same. */
export function factsOf(seed: string): Facts {
  const stream = streamOf('decks', seed);
  const roles = stream.shuffle(ROLES);
  const quantities = stream.shuffle([12, 18, 24, 30, 36]);
  return {
    team: NAMES.map((name, at) => ({ name, role: roles[at] as string, since: String(2014 + stream.below(10)) })),
    shops: SHOPS.map(([name, slug, contact, city], at) => ({
      name,
      slug,
      contact,
      city,
      phone: `0113 496 0${[142, 157, 318, 381, 426][at]}`,
      day: `${[12, 19, 21, 26, 28][at]} May 2026`,
      quantity: quantities[at] as number,
    })),
    quarters: MONTHS.map(([name, slug, day, months]) => {
      const regions = REGIONS.map((region) => {
        const plan = 60 + 5 * stream.below(13);
        return { name: region, plan, sales: plan - 12 + stream.below(30) };
      });
      return {
        name,
        slug,
        day,
        months,
        regions,
        sales: thirds(sum(regions.map(({ sales }) => sales)), stream.below(9)),
        plan: thirds(sum(regions.map(({ plan }) => plan)), 0),
      };
    }),
  };
}

/** A total in three months that differ a little. */
function thirds(total: number, skew: number): [number, number, number] {
  const third = Math.floor(total / 3);
  return [third - skew, third + Math.floor(skew / 2), total - (third - skew) - (third + Math.floor(skew / 2))];
}

/** What the numbers add up to. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
