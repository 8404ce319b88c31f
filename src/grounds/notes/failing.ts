import type { JsonObject } from '../../model/json.ts';
import type { Chain, ChainStep } from '../recipe.ts';
import { PEOPLE, PRODUCTIONS, VENUES } from './cast.ts';
import { step } from './reads.ts';

/** Notes that somebody could well expect, and that are not there. */
const MISSING = [
  'Meetings/2026-06-23 Budget meeting.md',
  'Meetings/2026-07-07 Production meeting.md',
  'People/Ada Marsh.md',
  'People/Jim Barlow.md',
  'Productions/The Snow Bear.md',
  'Productions/The Tin Drum.md',
  'Productions/Paper Boats.md',
  'Stores/Costume trunk.md',
  "Venues/St Luke's Hall.md",
  'Venues/Town Hall.md',
  'Workshops/Sword fighting.md',
];

/** Words that do not stand in the note: somebody remembers them otherwise. */
const MISSING_WORDS: readonly (readonly [string, string, string])[] = [
  ['Productions/The Snow Goose.md', 'Call time: 16:00', 'Call time: 17:00'],
  ['Productions/The Snow Queen.md', 'Call time: 18:45', 'Call time: 18:00'],
  ['Productions/Moon Harbour.md', 'Sun lantern', 'Moon lamp'],
  ['Productions/The Tin Forest.md', 'Oil the bicycle', 'to be settled'],
  ['Productions/The Tin Soldier.md', 'Ask the choir for dates', 'to be settled'],
  ['Stores/Lantern box.md', 'Star lantern', 'Moon lamp'],
];

/** What the server refuses: what is not there, what is in the way, and paths without their ending, with the call that was meant after it. */
export function* failingChains(): Generator<Chain> {
  for (const path of MISSING) {
    for (const tool of ['read_note', 'get_note_outline', 'get_frontmatter']) yield [fails(tool, { path }, 'no such note')];
    yield [fails('delete_note', { path, confirmPath: path }, 'no such note')];
  }
  for (const path of MISSING) {
    yield [fails('move_note', { oldPath: path, newPath: `Archive/${nameOf(path)}.md` }, 'no such note')];
    if (!path.startsWith('Productions/')) continue;
    yield [fails('update_frontmatter', { path, frontmatter: { status: 'parked' } }, 'no such note')];
    yield [fails('manage_tags', { path, operation: 'add', tags: ['touring'] }, 'no such note')];
  }
  for (const [path, oldString, newString] of MISSING_WORDS) yield [fails('patch_note', { path, oldString, newString }, 'no such words')];
  const taken: readonly (readonly [string, string])[] = [
    ['Productions/Paper Moon.md', 'Productions/Moon Harbour.md'],
    ['Productions/The Snow Queen.md', 'Productions/The Snow Goose.md'],
    ['People/Jo Barlow.md', 'People/Joe Barlow.md'],
    ["Venues/St Mary's Hall.md", "Venues/St Mark's Hall.md"],
  ];
  for (const [oldPath, newPath] of taken) yield [fails('move_note', { oldPath, newPath }, 'the name is taken')];
  const known = [
    ...PRODUCTIONS.map(({ title }) => `Productions/${title}.md`),
    ...PEOPLE.slice(0, 4).map(({ name }) => `People/${name}.md`),
    ...VENUES.slice(0, 4).map(({ name }) => `Venues/${name}.md`),
  ];
  for (const path of known) {
    for (const tool of ['read_note', 'get_note_outline', 'get_frontmatter']) {
      yield [fails(tool, { path: path.slice(0, -'.md'.length) }, 'the ending left out'), step(tool, { path }, 'value:path')];
    }
  }
  for (const path of ['Productions/Paper Moon.md', 'Workshops/Drumming.md', 'Stores/Cloth rail.md']) {
    yield [
      fails('delete_note', { path, confirmPath: nameOf(path) }, 'not confirmed'),
      step('delete_note', { path, confirmPath: path }, 'required-only'),
    ];
  }
}

function nameOf(path: string): string {
  return path.slice(path.indexOf('/') + 1, -'.md'.length);
}

function fails(tool: string, args: JsonObject, why: string): ChainStep {
  return { ...step(tool, args, `fails:${why}`), fails: true };
}
