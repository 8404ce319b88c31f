/** Who and what a children's touring theatre keeps notes on, written by hand; days and amounts are dealt in `world.ts`. */

export interface Production {
  title: string;
  status: 'idea' | 'planning' | 'rehearsing' | 'touring' | 'archived';
  tags: readonly string[];
  about: string;
  director: string;
  designer: string;
  manager: string;
  venue: string;
  minutes: number;
  crew: number;
  props: readonly string[];
  todo: readonly string[];
}

export const PRODUCTIONS: readonly Production[] = [
  {
    title: 'The Snow Goose',
    status: 'rehearsing',
    tags: ['puppetry', 'winter', 'touring'],
    about: 'A goose with a broken wing spends one winter with a lighthouse keeper. Rod puppets and shadow play.',
    director: 'Ada French',
    designer: 'Nina Shah',
    manager: 'Joe Barlow',
    venue: "St Mark's Hall",
    minutes: 50,
    crew: 3,
    props: ['Goose puppet with two heads', 'Lighthouse lamp', 'Grey blanket for the sea'],
    todo: ['Book the van for the get-in', 'Mend the left wing', 'Send the poster to print'],
  },
  {
    title: 'The Snow Queen',
    status: 'archived',
    tags: ['masks', 'winter'],
    about: 'Gerda walks north to find Kay. Half masks, live cello and a floor cloth that turns into ice.',
    director: 'Ada Finch',
    designer: 'Mina Shah',
    manager: 'Jo Barlow',
    venue: "St Mary's Hall",
    minutes: 65,
    crew: 4,
    props: ['Mirror in seven pieces', 'Reindeer half mask', 'White floor cloth'],
    todo: ['Return the hired cello', 'Wash the floor cloth', 'File the audience letters'],
  },
  {
    title: 'The Tin Forest',
    status: 'touring',
    tags: ['puppetry', 'green', 'touring'],
    about: 'An old man builds a forest out of what others throw away. The set grows during the show.',
    director: 'Ada French',
    designer: 'Ralph Osborne',
    manager: 'Joe Barlow',
    venue: 'Corn Exchange',
    minutes: 45,
    crew: 3,
    props: ['Bird made of spoons', 'Umbrella tree', 'Wheelbarrow with squeaking wheel'],
    todo: ['Oil the wheelbarrow', 'Collect tins from the school', 'Print the programme'],
  },
  {
    title: 'The Tin Soldier',
    status: 'planning',
    tags: ['music', 'winter'],
    about: 'The soldier with one leg goes down the gutter and comes back inside a fish. Drums on stage throughout.',
    director: 'Rafe Osborne',
    designer: 'Nina Shah',
    manager: 'Jo Barlow',
    venue: 'Quayside Arts',
    minutes: 55,
    crew: 5,
    props: ['Paper boat large enough for one', 'Snare drum', 'Fish with a door'],
    todo: ['Ask the band for dates', 'Find a fireproof stove', 'Sign the hall contract'],
  },
  {
    title: 'Moon Harbour',
    status: 'rehearsing',
    tags: ['shadow', 'summer', 'touring'],
    about: 'The moon falls into a harbour and two sisters row out to fetch it. Played around a paddling pool.',
    director: 'Rafe Osborne',
    designer: 'Mina Shah',
    manager: 'Joe Barlow',
    venue: 'Quayside Arts',
    minutes: 40,
    crew: 2,
    props: ['Paddling pool', 'Moon lantern', 'Two oars cut short'],
    todo: ['Test the pool for leaks', 'Ask about water on stage', 'Borrow a second lantern'],
  },
  {
    title: 'Paper Moon',
    status: 'idea',
    tags: ['shadow', 'music'],
    about: 'Bedtime songs behind a screen of baking paper, for the very young. Nothing louder than a ukulele.',
    director: 'Ada Finch',
    designer: 'Ralph Osborne',
    manager: 'Jo Barlow',
    venue: 'Brook Street Library',
    minutes: 30,
    crew: 2,
    props: ['Baking paper screen', 'Ukulele', 'Twelve cushions'],
    todo: ['Try the screen with a torch', 'Ask the library about mornings', 'Pick six songs'],
  },
];

export const PEOPLE: readonly { name: string; job: string; tags: readonly string[]; notes: readonly string[] }[] = [
  { name: 'Ada French', job: 'director', tags: ['freelance'], notes: ['Prefers texts to calls', 'No rehearsals on Fridays'] },
  { name: 'Ada Finch', job: 'director', tags: ['staff'], notes: ['Holds the first aid certificate', 'Vegetarian'] },
  { name: 'Joe Barlow', job: 'stage manager', tags: ['staff', 'driver'], notes: ['Drives the van', 'Allergic to latex'] },
  { name: 'Jo Barlow', job: 'stage manager', tags: ['freelance'], notes: ['Has her own tool case', 'Prefers texts to calls'] },
  { name: 'Mina Shah', job: 'designer', tags: ['freelance'], notes: ['Works from Leith', 'Invoices at the end of the month'] },
  { name: 'Nina Shah', job: 'designer', tags: ['staff'], notes: ['Makes all the masks', 'No rehearsals on Fridays'] },
  { name: 'Rafe Osborne', job: 'director', tags: ['freelance', 'driver'], notes: ['Plays the cello', 'Vegetarian'] },
  { name: 'Ralph Osborne', job: 'designer', tags: ['freelance'], notes: ['Builds in wood and tin', 'Invoices at the end of the month'] },
];

export const VENUES: readonly { name: string; town: string; tags: readonly string[]; notes: readonly string[] }[] = [
  { name: "St Mark's Hall", town: 'Musselburgh', tags: ['hall', 'step-free'], notes: ['Keys from the caretaker', 'No haze machines'] },
  { name: "St Mary's Hall", town: 'Haddington', tags: ['hall'], notes: ['Keys under the blue pot', 'Twelve steps to the stage'] },
  { name: 'Corn Exchange', town: 'Kelso', tags: ['theatre', 'step-free'], notes: ['Get-in through the yard', 'Own lighting desk'] },
  { name: 'Quayside Arts', town: 'Leith', tags: ['theatre'], notes: ['Get-in through the quay door', 'Water on stage needs asking'] },
  {
    name: 'Brook Street Library',
    town: 'Dalkeith',
    tags: ['library', 'step-free'],
    notes: ['Mornings only', 'Chairs stay where they are'],
  },
  { name: 'Brook Hall', town: 'Peebles', tags: ['hall'], notes: ['Keys from the bakery', 'Piano must not be moved'] },
];

export const MEETINGS: readonly {
  day: string;
  kind: string;
  about: readonly string[];
  decided: readonly string[];
  open: readonly string[];
}[] = [
  {
    day: '2026-05-05',
    kind: 'Production meeting',
    about: ['The Snow Goose', 'Moon Harbour'],
    decided: ['Posters go to the printer in Leith', 'Rehearsals start at ten'],
    open: ['Who drives in July', 'Second goose head'],
  },
  {
    day: '2026-05-19',
    kind: 'Production meeting',
    about: ['The Tin Forest', 'Moon Harbour'],
    decided: ['Matinees stay at two', 'The pool is filled on the day'],
    open: ['Towels for the front row', 'Who drives in July'],
  },
  {
    day: '2026-06-02',
    kind: 'Production meeting',
    about: ['The Snow Goose', 'The Tin Soldier'],
    decided: ['Drums stay behind the gauze', 'Posters carry the school logo'],
    open: ['A fireproof stove', 'Second goose head'],
  },
  {
    day: '2026-06-09',
    kind: 'Budget meeting',
    about: ['The Tin Soldier', 'Paper Moon'],
    decided: ['Paper Moon waits for the grant', 'No new costumes before autumn'],
    open: ['Hire fee at Kelso', 'Van insurance'],
  },
  {
    day: '2026-06-16',
    kind: 'Production meeting',
    about: ['Moon Harbour', 'Paper Moon'],
    decided: ['One lantern is enough', 'Rehearsals start at nine'],
    open: ['Towels for the front row', 'Library mornings in October'],
  },
];

export const WORKSHOPS: readonly { name: string; tags: readonly string[]; needs: readonly string[] }[] = [
  { name: 'Shadow puppets', tags: ['shadow', 'schools'], needs: ['Black card', 'Torches', 'Split pins'] },
  { name: 'Mask making', tags: ['masks', 'schools'], needs: ['Paper tape', 'Elastic', 'White paint'] },
  { name: 'Junk puppets', tags: ['puppetry', 'green'], needs: ['Clean tins', 'String', 'Safe scissors'] },
  { name: 'Drumming', tags: ['music', 'schools'], needs: ['Buckets', 'Sticks', 'Ear defenders'] },
];

export const STORES: readonly { name: string; tags: readonly string[]; holds: readonly string[] }[] = [
  { name: 'Puppet trunk', tags: ['puppetry', 'store'], holds: ['Goose puppet with two heads', 'Bird made of spoons', 'Spare rods'] },
  { name: 'Mask shelf', tags: ['masks', 'store'], holds: ['Reindeer half mask', 'Crow half mask', 'Elastic'] },
  { name: 'Lantern box', tags: ['shadow', 'store'], holds: ['Moon lantern', 'Lighthouse lamp', 'Spare bulbs'] },
  { name: 'Cloth rail', tags: ['store'], holds: ['White floor cloth', 'Grey blanket for the sea', 'Black tabs'] },
];
