import type { JsonObject } from '../../model/json.ts';
import type { Chain, ChainStep } from '../recipe.ts';
import { MEETINGS, PEOPLE, PRODUCTIONS, STORES, VENUES, WORKSHOPS } from './cast.ts';

const PRODUCTION_PATHS = PRODUCTIONS.map(({ title }) => `Productions/${title}.md`);
const PEOPLE_PATHS = PEOPLE.map(({ name }) => `People/${name}.md`);
const VENUE_PATHS = VENUES.map(({ name }) => `Venues/${name}.md`);
const MEETING_PATHS = MEETINGS.map(({ day, kind }) => `Meetings/${day} ${kind}.md`);
const OTHER_PATHS = [...WORKSHOPS.map(({ name }) => `Workshops/${name}.md`), ...STORES.slice(0, 3).map(({ name }) => `Stores/${name}.md`)];
export const NOTE_PATHS: readonly string[] = [...PRODUCTION_PATHS, ...PEOPLE_PATHS, ...VENUE_PATHS, ...MEETING_PATHS, ...OTHER_PATHS];

/** Notes that are looked at together: the first with each of the others, and the second with the ones after it. */
const BATCHES: readonly (readonly [string, readonly string[]])[] = [
  [PEOPLE_PATHS[0] as string, PEOPLE_PATHS.slice(1, 5)],
  [VENUE_PATHS[0] as string, VENUE_PATHS.slice(1, 5)],
];

export function step(tool: string, args: JsonObject, scenario: string, upstream?: ChainStep['upstream']): ChainStep {
  return { tool, arguments: args, scenario, ...(upstream === undefined ? {} : { upstream }) };
}

/** Calls that leave the vault as it is, each alone. */
export function* readChains(): Generator<Chain> {
  for (const path of NOTE_PATHS) yield [step('read_note', { path }, 'value:path')];
  for (const path of [...PRODUCTION_PATHS, ...PEOPLE_PATHS, ...VENUE_PATHS, ...MEETING_PATHS]) {
    yield [step('get_note_outline', { path }, 'value:path')];
    yield [step('get_frontmatter', { path }, 'value:path')];
  }
  yield* lines();
  yield* sizes();
  yield* batches();
  yield* folders();
  yield* searches();
  yield* links();
  yield [step('list_all_tags', {}, 'required-only')];
  yield [step('get_vault_stats', {}, 'required-only')];
  for (const recentCount of [2, 3, 4, 6, 8]) yield [step('get_vault_stats', { recentCount }, 'optional:recentCount')];
}

function* lines(): Generator<Chain> {
  const read = (path: string, startLine: number, endLine: number, scenario: string): Chain => [
    step('read_note_lines', { path, startLine, endLine }, scenario),
  ];
  for (const path of PRODUCTION_PATHS) yield read(path, 10, 14, 'value:path');
  for (const path of MEETING_PATHS.slice(0, 4)) yield read(path, 8, 12, 'value:path');
  for (const start of [9, 11, 12, 13]) yield read(PRODUCTION_PATHS[0] as string, start, 14, 'value:startLine');
  for (const end of [12, 13, 16, 20]) yield read(PRODUCTION_PATHS[0] as string, 10, end, 'value:endLine');
}

function* sizes(): Generator<Chain> {
  const ask = (paths: string[], scenario: string): Chain => [step('get_notes_info', { paths }, scenario)];
  for (const path of [...PRODUCTION_PATHS, ...MEETING_PATHS]) yield ask([path], 'value:paths=one');
  for (const [first, others] of BATCHES) {
    for (const other of others) yield ask([first, other], 'value:paths=two');
    for (const other of others.slice(1)) yield ask([other, others[0] as string], 'value:paths=two');
  }
}

function* batches(): Generator<Chain> {
  const read = (paths: string[], includeContent: boolean | undefined, scenario: string): Chain => [
    step('read_multiple_notes', { paths, ...(includeContent === undefined ? {} : { includeContent }) }, scenario),
  ];
  for (const [first, others] of BATCHES) {
    for (const other of others) {
      yield read([first, other], undefined, 'value:paths');
      yield read([first, other], false, 'optional:includeContent');
    }
    yield read([first, others[0] as string], true, 'optional:includeContent');
    for (const other of others.slice(1)) yield read([other, others[0] as string], undefined, 'value:paths');
  }
}

function* folders(): Generator<Chain> {
  yield [step('list_directory', {}, 'required-only')];
  for (const path of ['Productions', 'People', 'Venues', 'Meetings', 'Workshops', 'Stores']) {
    yield [step('list_directory', { path }, 'optional:path')];
  }
}

function* searches(): Generator<Chain> {
  const find = (args: JsonObject, scenario: string): Chain => [step('search_notes', args, scenario)];
  const folders = ['Productions', 'People', 'Venues', 'Meetings'];
  for (const query of ['lantern', 'Kelso', 'cello', 'posters', 'towels', 'Leith', 'goose', 'drums', 'keys', 'caretaker', 'spoons', 'van']) {
    yield find({ query }, 'value:query');
  }
  for (const query of ['Ada French', 'Ada Finch', 'Joe Barlow', 'Jo Barlow']) {
    yield find({ query }, 'value:query');
    for (const limit of [1, 3]) yield find({ query, limit }, 'optional:limit');
    for (const pathPrefix of ['Productions', 'Meetings']) yield find({ query, pathPrefix }, 'optional:pathPrefix');
  }
  for (const query of ['lantern', 'van']) {
    for (const pathPrefix of [...folders, 'Stores']) yield find({ query, pathPrefix }, 'optional:pathPrefix');
    for (const limit of [1, 2, 3, 4]) yield find({ query, limit }, 'optional:limit');
    for (const folder of folders) yield find({ query, excludePaths: [folder] }, 'optional:excludePaths');
    yield find({ query, excludePaths: ['Meetings', 'Productions'] }, 'optional:excludePaths');
  }
  for (const query of ['Lantern', 'lantern', 'Drums', 'Water']) {
    for (const caseSensitive of [true, false]) yield find({ query, caseSensitive }, 'optional:caseSensitive');
    yield find({ query }, 'value:query');
  }
  for (const { title } of PRODUCTIONS) yield find({ query: title }, 'slip:search instead of link');
}

function* links(): Generator<Chain> {
  const names = [...PEOPLE.map(({ name }) => name), ...PRODUCTIONS.map(({ title }) => title), ...VENUES.map(({ name }) => name)];
  for (const document of names) yield [step('wiki_link', { document }, 'value:document')];
}

/** Chains in which a later call takes what an earlier reply holds. */
export function* followChains(): Generator<Chain> {
  const found: [string, readonly string[]][] = [
    ['cello', ['People/Rafe Osborne.md', 'Productions/The Snow Queen.md']],
    ['lantern', ['Productions/Moon Harbour.md', 'Stores/Lantern box.md', 'Meetings/2026-06-16 Production meeting.md']],
    ['van', ['People/Joe Barlow.md', 'Productions/The Snow Goose.md', 'Meetings/2026-06-09 Budget meeting.md']],
    ['keys', ["Venues/St Mark's Hall.md", "Venues/St Mary's Hall.md", 'Venues/Brook Hall.md']],
    ['posters', ['Meetings/2026-05-05 Production meeting.md', 'Meetings/2026-06-02 Production meeting.md']],
  ];
  for (const [query, paths] of found) {
    const search = step('search_notes', { query }, 'value:query');
    for (const path of paths) {
      yield [search, step('read_note', { path }, 'chain:search-then-read', { '/path': {} })];
      yield [search, step('get_note_outline', { path }, 'chain:search-then-outline', { '/path': {} })];
      yield [search, step('get_frontmatter', { path }, 'chain:search-then-properties', { '/path': {} })];
    }
  }
  for (const { title, director, designer, manager, venue } of PRODUCTIONS) {
    const read = step('read_note', { path: `Productions/${title}.md` }, 'value:path');
    const roles = { Director: director, Designer: designer, 'Stage manager': manager, Venue: venue };
    for (const [label, document] of Object.entries(roles)) {
      yield [read, step('wiki_link', { document }, 'chain:read-then-follow', { '/document': { label } })];
    }
  }
  // In each production's note the headings stand on the same lines: 1 title, 5 sections.
  for (const path of PRODUCTION_PATHS) {
    const outline = step('get_note_outline', { path }, 'value:path');
    const headings = ['People', 'Running', 'Props', 'To do'];
    for (const [index, from] of headings.slice(0, -1).entries()) {
      const until = headings[index + 1] as string;
      yield [
        outline,
        {
          tool: 'read_note_lines',
          arguments: ([reply]) => {
            const found = JSON.parse(String(reply?.content[0]?.text)) as { text: string; line: number }[];
            const lineOf = (text: string) => found.find((heading) => heading.text === text)?.line;
            const [startLine, endLine] = [lineOf(from), lineOf(until)];
            return startLine === undefined || endLine === undefined ? null : { path, startLine, endLine };
          },
          scenario: 'chain:outline-then-lines',
          upstream: { '/startLine': { label: from }, '/endLine': { label: until } },
        },
      ];
    }
  }
}
