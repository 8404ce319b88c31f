import { type Stream, streamOf } from '../../random/stream.ts';
import type { WorldFile } from '../recipe.ts';
import { MEETINGS, PEOPLE, PRODUCTIONS, STORES, VENUES, WORKSHOPS } from './cast.ts';

/** Where the records say the vault lies. */
export const ROOT = '/srv/puddle-lane';

/** One note of the vault. */
export interface Note extends WorldFile {
  content: string;
}

/** The notes of a touring theatre: productions, people, venues, meetings, workshops and stores, linked to each other by name. */
export function writeVault(seed: string): Note[] {
  const stream = streamOf(seed, 'vault');
  const venues = dealVenues(stream.child('venues'));
  const notes = [
    ...noteProductions(stream.child('productions')),
    ...notePeople(stream.child('people')),
    ...venues,
    ...noteMeetings(stream.child('meetings')),
    ...noteWorkshops(stream.child('workshops')),
    ...noteStores(),
  ];
  // One note a quarter of a day, the last of them this morning: the order in which notes were changed is the vault's own.
  const order = stream.child('changed').shuffle(notes);
  const latest = Date.parse('2026-06-30T08:15:00.000Z');
  return notes.map((note) => ({ ...note, modified: new Date(latest - order.indexOf(note) * 21_780_000).toISOString() }));
}

function noteProductions(stream: Stream): Note[] {
  const days = ['2026-09-12', '2025-12-06', '2026-05-23', '2026-11-28', '2026-07-18', '2026-10-03'];
  const budgets = stream.shuffle([2400, 3150, 3600, 4200, 4850, 5400]);
  return PRODUCTIONS.map((production, index) => ({
    kind: 'file',
    path: `Productions/${production.title}.md`,
    content: join(
      head({ status: production.status, opens: days[index] as string, budget: budgets[index] as number }, production.tags),
      `# ${production.title}`,
      '',
      production.about,
      '',
      '## People',
      `- Director: [[${production.director}]]`,
      `- Designer: [[${production.designer}]]`,
      `- Stage manager: [[${production.manager}]]`,
      `- Venue: [[${production.venue}]]`,
      '',
      '## Running',
      '- Call time: 17:30',
      `- Running time: ${production.minutes} minutes`,
      `- Crew: ${production.crew} people`,
      '',
      '## Props',
      ...production.props.map((prop) => `- ${prop}`),
      '',
      '## To do',
      ...production.todo.map((task) => `- [ ] ${task}`),
    ),
  }));
}

function notePeople(stream: Stream): Note[] {
  const rates = stream.shuffle([140, 145, 150, 155, 160, 165, 170, 175]);
  const phones = stream.shuffle(['0142', '0146', '0164', '0241', '0246', '0264', '0412', '0416']);
  return PEOPLE.map(({ name, job, tags, notes }, index) => ({
    kind: 'file',
    path: `People/${name}.md`,
    content: join(
      head({ job, rate: rates[index] as number, phone: `07700 90${phones[index]}` }, tags),
      `# ${name}`,
      '',
      '## Works on',
      ...PRODUCTIONS.filter(({ director, designer, manager }) => [director, designer, manager].includes(name)).map(
        ({ title }) => `- [[${title}]]`,
      ),
      '',
      '## Good to know',
      ...notes.map((note) => `- ${note}`),
    ),
  }));
}

function dealVenues(stream: Stream): Note[] {
  const seats = stream.shuffle([60, 90, 110, 140, 180, 220]);
  const hire = stream.shuffle([85, 120, 150, 180, 210, 260]);
  return VENUES.map(({ name, town, tags, notes }, index) => ({
    kind: 'file',
    path: `Venues/${name}.md`,
    content: join(
      head({ town, seats: seats[index] as number, hire: hire[index] as number }, tags),
      `# ${name}`,
      '',
      '## Shows here',
      ...orNone(PRODUCTIONS.filter(({ venue }) => venue === name).map(({ title }) => `- [[${title}]]`)),
      '',
      '## Good to know',
      ...notes.map((note) => `- ${note}`),
    ),
  }));
}

function noteMeetings(stream: Stream): Note[] {
  const names = PEOPLE.map(({ name }) => name);
  return MEETINGS.map(({ day, kind, about, decided, open }) => ({
    kind: 'file',
    path: `Meetings/${day} ${kind}.md`,
    content: join(
      head({ date: day, minutes: 'final' }, ['meeting']),
      `# ${kind}`,
      '',
      `About ${about.map((title) => `[[${title}]]`).join(' and ')}.`,
      '',
      '## Present',
      ...stream
        .child(day)
        .shuffle(names)
        .slice(0, 4)
        .sort()
        .map((name) => `- [[${name}]]`),
      '',
      '## Decided',
      ...decided.map((text) => `- ${text}`),
      '',
      '## Still open',
      ...open.map((text) => `- ${text}`),
    ),
  }));
}

function noteWorkshops(stream: Stream): Note[] {
  const fees = stream.shuffle([45, 60, 75, 90]);
  return WORKSHOPS.map(({ name, tags, needs }, index) => ({
    kind: 'file',
    path: `Workshops/${name}.md`,
    content: join(
      head({ status: 'bookable', fee: fees[index] as number }, tags),
      `# ${name}`,
      '',
      'Two hours for one class, in the school hall.',
      '',
      '## Bring',
      ...needs.map((need) => `- ${need}`),
    ),
  }));
}

function noteStores(): Note[] {
  return STORES.map(({ name, tags, holds }) => ({
    kind: 'file',
    path: `Stores/${name}.md`,
    content: join(head({}, tags), `# ${name}`, '', '## Holds', ...holds.map((thing) => `- ${thing}`)),
  }));
}

/** The properties of a note as YAML. */
function head(properties: Readonly<Record<string, string | number>>, tags: readonly string[]): string {
  const lines = Object.entries(properties).map(([name, value]) => `${name}: ${value}`);
  return ['---', ...lines, 'tags:', ...tags.map((tag) => `  - ${tag}`), '---'].join('\n');
}

function orNone(lines: string[]): string[] {
  return lines.length === 0 ? ['Nothing yet.'] : lines;
}

function join(...lines: string[]): string {
  return `${lines.join('\n')}\n`;
}
