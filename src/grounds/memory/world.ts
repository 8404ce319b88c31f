import { type Stream, streamOf } from '../../random/stream.ts';
import type { World } from '../recipe.ts';
import { CLIENTS, HAPPENINGS, PROJECTS, type Project, SITES, SUPPLIERS, TOWNS } from './business.ts';
import { type Cast, dealCast, type Person, type StaffRole } from './cast.ts';
import { type Entity, type Graph, type Relation, writeGraph } from './graph.ts';

export const SEED = 'nearmiss-memory-1';
/** The server's file, relative to the world's root. */
export const MEMORY_FILE = 'memory.jsonl';

const HOURS = ['Works Monday to Thursday', 'Works Tuesday to Friday', 'Works full time'] as const;
const HABITS = ['Prefers email', 'Prefers a phone call', 'Prefers text messages'] as const;
const TICKETS = ['Holds an IPAF licence', 'Did first aid training', 'Insured to drive the van', 'Did fire warden training'] as const;
const ASIDES = ['Follows a vegetarian diet', 'Has a nut allergy', 'Speaks Polish', 'Cycles to work', 'Plays five-a-side'] as const;

const LEADERS: readonly StaffRole[] = ['senior designer', 'project manager', 'studio manager', 'managing director'];
const DESIGNERS: readonly StaffRole[] = [
  'senior designer',
  'graduate designer',
  'controls programmer',
  'CAD technician',
  'photometric analyst',
];
const ORGANISERS: readonly StaffRole[] = ['project manager', 'studio manager', 'sales coordinator', 'site supervisor', 'bookkeeper'];
/** who answers to whom */
const CHAIN_OF_COMMAND: readonly (readonly [StaffRole, StaffRole])[] = [
  ['senior designer', 'managing director'],
  ['studio manager', 'managing director'],
  ['project manager', 'managing director'],
  ['graduate designer', 'senior designer'],
  ['controls programmer', 'senior designer'],
  ['photometric analyst', 'senior designer'],
  ['bookkeeper', 'studio manager'],
  ['sales coordinator', 'studio manager'],
  ['site supervisor', 'project manager'],
  ['apprentice', 'workshop supervisor'],
];

/** What a small lighting design firm on the Yorkshire coast remembers: its people, clients, suppliers, projects, places and events. */
export function makeGraph(seed: string): Graph {
  const cast = dealCast(seed);
  const clients = describeClients(streamOf(seed, 'clients'));
  const begun = new Map(PROJECTS.map((project) => [project.name, startOf(project, streamOf(seed, 'start', project.name))]));
  return {
    entities: [
      ...describeStaff(cast, streamOf(seed, 'staff')),
      ...describeContacts(cast, streamOf(seed, 'contacts')),
      ...clients,
      ...describeSuppliers(streamOf(seed, 'suppliers')),
      ...describeProjects(clients, begun, streamOf(seed, 'projects')),
      ...describePlaces(),
      ...describeEvents(begun),
    ],
    relations: [
      ...relateProjects(cast, streamOf(seed, 'teams')),
      ...relatePeople(cast),
      ...relatePlaces(),
      ...relateEvents(cast, streamOf(seed, 'events')),
    ],
  };
}

/** The world of this ground: the server's one file. */
export function makeWorld(): World {
  return [{ kind: 'file', path: MEMORY_FILE, content: writeGraph(makeGraph(SEED)) }];
}

function describeStaff(cast: Cast, stream: Stream): Entity[] {
  const extensions = stream.shuffle(cast.staff.map((_, index) => 211 + index));
  const asides = stream.shuffle(cast.staff.map((_, index) => ASIDES[index % ASIDES.length] as string));
  return cast.staff.map(({ name, role }, index) => ({
    name,
    entityType: 'person',
    observations: [
      `Role: ${role}`,
      `Extension ${extensions[index]}`,
      HOURS[index % HOURS.length] as string,
      TICKETS[(index * 3 + stream.below(2)) % TICKETS.length] as string,
      asides[index] as string,
    ],
  }));
}

function describeContacts(cast: Cast, stream: Stream): Entity[] {
  const numbers = stream.shuffle(Array.from({ length: 90 }, (_, index) => 100 + index));
  const describe = (person: Person, index: number, extra: readonly string[]): Entity => ({
    name: person.name,
    entityType: 'person',
    observations: [`Role: ${person.role}`, `Mobile 07700 900${numbers[index]}`, HABITS[index % HABITS.length] as string, ...extra],
  });
  const signer = (person: Person) => CLIENTS.find((client) => client.name === person.organisation)?.account;
  const away = ['On holiday every August', 'Works Monday to Thursday', 'Covers the whole coast', 'Works Tuesday to Friday'] as const;
  return [
    ...cast.clientContacts.map((person, index) => describe(person, index, [`Signs for account ${signer(person)}`])),
    ...cast.supplierContacts.map((person, index) =>
      describe(person, index + cast.clientContacts.length, [away[index % away.length] as string]),
    ),
  ];
}

function describeClients(stream: Stream): Entity[] {
  const orders = stream.shuffle(Array.from({ length: 60 }, (_, index) => 5120 + index));
  return CLIENTS.map(({ name, town, sector, account, notes }, index) => ({
    name,
    entityType: 'client',
    observations: [
      `Based in ${town}`,
      `Sector: ${sector}`,
      `Charged to account code ${account}`,
      `Latest purchase order PO-${orders[index]}`,
      ...notes,
    ],
  }));
}

function describeSuppliers(stream: Stream): Entity[] {
  const accounts = stream.shuffle(Array.from({ length: 50 }, (_, index) => 8840 + index));
  return SUPPLIERS.map(({ name, makes, leadWeeks, notes }, index) => ({
    name,
    entityType: 'supplier',
    observations: [
      makes,
      `Lead time ${leadWeeks} ${leadWeeks === 1 ? 'week' : 'weeks'}`,
      `Our trade account is ${accounts[index]}`,
      ...notes,
    ],
  }));
}

function describeProjects(clients: readonly Entity[], begun: ReadonlyMap<string, Date>, stream: Stream): Entity[] {
  return PROJECTS.map(({ name, client, stage, brief }, index) => {
    const order = clients.find((entity) => entity.name === client)?.observations[3]?.replace('Latest purchase order ', '');
    const latest = PROJECTS.filter((project) => project.client === client).every((project) => beginsAfter(begun, name, project.name));
    return {
      name,
      entityType: 'project',
      observations: [
        ...brief,
        `Stage: ${stage}`,
        `Job number M-${2507 + index}`,
        `Fee ${(stream.below(46) + 8) * 400} GBP`,
        `Started on ${sayDay(begun.get(name) as Date)}`,
        ...(latest ? [`Covered by ${order}`] : []),
      ],
    };
  });
}

function describePlaces(): Entity[] {
  return [...TOWNS, ...SITES].map(({ name, notes }) => ({ name, entityType: 'place', observations: [...notes] }));
}

function describeEvents(begun: ReadonlyMap<string, Date>): Entity[] {
  return HAPPENINGS.map(({ name, project, after, day, notes }) => {
    const held = project === null ? new Date(`${day}T00:00:00Z`) : workday(addDays(begun.get(project) as Date, after));
    return { name, entityType: 'event', observations: [`Held on ${sayDay(held)}`, ...notes] };
  });
}

function relateProjects(cast: Cast, stream: Stream): Relation[] {
  return PROJECTS.flatMap(({ name, client, supplier, installer }, index) => {
    const leader = cast.holderOf(LEADERS[(index + stream.below(2)) % LEADERS.length] as StaffRole);
    const designer = cast.holderOf(DESIGNERS[(index + stream.below(3)) % DESIGNERS.length] as StaffRole);
    return [
      { from: client, to: name, relationType: 'commissioned' },
      { from: leader.name, to: name, relationType: 'leads' },
      { from: designer.name, to: name, relationType: 'designs' },
      { from: supplier, to: name, relationType: 'supplies' },
      { from: installer, to: name, relationType: 'installs' },
    ];
  });
}

function relatePeople(cast: Cast): Relation[] {
  return [
    ...[...cast.clientContacts, ...cast.supplierContacts].map(({ name, organisation }) => ({
      from: name,
      to: organisation as string,
      relationType: 'represents',
    })),
    ...CHAIN_OF_COMMAND.map(([junior, senior]) => ({
      from: cast.holderOf(junior).name,
      to: cast.holderOf(senior).name,
      relationType: 'reports_to',
    })),
  ];
}

function relatePlaces(): Relation[] {
  return [...CLIENTS, ...SITES].map(({ name, town }) => ({ from: name, to: town, relationType: 'located_in' }));
}

function relateEvents(cast: Cast, stream: Stream): Relation[] {
  return HAPPENINGS.flatMap(({ name, project }, index) => {
    const organiser = cast.holderOf(ORGANISERS[index % ORGANISERS.length] as StaffRole);
    const guests = stream.shuffle(cast.staff.filter((person) => person !== organiser)).slice(0, index % 3 === 0 ? 2 : 1);
    return [
      { from: organiser.name, to: name, relationType: 'organises' },
      ...(project === null ? [] : [{ from: name, to: project, relationType: 'concerns' }]),
      ...(index % 5 === 4 ? ['chairs', 'hosts', 'attends'].map((relationType) => ({ from: organiser.name, to: name, relationType })) : []),
      ...guests.map((guest) => ({ from: guest.name, to: name, relationType: 'attends' })),
    ];
  });
}

function startOf(project: Project, stream: Stream): Date {
  return workday(addDays(new Date(`${project.begins}T00:00:00Z`), stream.below(20)));
}

function beginsAfter(begun: ReadonlyMap<string, Date>, name: string, other: string): boolean {
  return (begun.get(name) as Date).getTime() >= (begun.get(other) as Date).getTime();
}

function addDays(day: Date, days: number): Date {
  return new Date(day.getTime() + days * 86_400_000);
}

/** The day itself, or the Monday after a weekend. */
function workday(day: Date): Date {
  const weekday = day.getUTCDay();
  return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** "3 September 2025". */
function sayDay(day: Date): string {
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}
