import { streamOf } from '../../random/stream.ts';
import type { Person } from '../recipe.ts';

/** Who works on the booking service, by what they look after. Two share a first name and two a surname. */
export interface Cast {
  lead: Person;
  billing: Person;
  booking: Person;
  docs: Person;
  ops: Person;
}

const SHARED_FIRST_NAMES = ['Hannah', 'Claire', 'Maria', 'Emma'];
const FIRST_NAMES = ['Owen', 'Tomas', 'Priya', 'Daniel', 'Ruth', 'Felix'];
const SURNAMES = ['Brandt', 'Nolan', 'Keane', 'Larsen', 'Moreau', 'Doyle', 'Whelan', 'Sato'];

/** Draws the five from lists that stay readable in any order. */
export function drawCast(seed: string): Cast {
  const stream = streamOf(seed, 'cast');
  const shared = stream.pick(SHARED_FIRST_NAMES);
  const [first, second, third] = stream.shuffle(FIRST_NAMES) as [string, string, string];
  const [one, two, three, four] = stream.shuffle(SURNAMES) as [string, string, string, string];
  return {
    lead: personOf(shared, one),
    billing: personOf(first, two),
    booking: personOf(second, three),
    docs: personOf(shared, four),
    ops: personOf(third, two),
  };
}

function personOf(first: string, surname: string): Person {
  return { name: `${first} ${surname}`, email: `${first}.${surname}@saltmarsh.example`.toLowerCase() };
}
