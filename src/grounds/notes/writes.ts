import type { Json, JsonObject } from '../../model/json.ts';
import type { Chain } from '../recipe.ts';
import { PEOPLE, PRODUCTIONS, VENUES } from './cast.ts';
import { step } from './reads.ts';

/** Calls that change the vault: each stands alone, in families that differ in one place. */
export function* writeChains(): Generator<Chain> {
  yield* drafts();
  yield* additions();
  yield* corrections();
  yield* moves();
  yield* deletions();
  yield* properties();
  yield* tags();
  yield* slips();
}

const write = (args: JsonObject, scenario: string): Chain => [step('write_note', args, scenario)];

/** Notes that were not there before. */
function* drafts(): Generator<Chain> {
  const wish = 'Ask for a quote before the summer.';
  for (const name of ['Snow machine', 'Lantern parade', 'Second van', 'Winter school tour']) {
    yield write({ path: `Ideas/${name}.md`, content: wish }, 'value:path');
  }
  for (const content of ['Ask for a quote after the summer.', 'Ask the council first.', 'Wait for the grant.']) {
    yield write({ path: 'Ideas/Snow machine.md', content }, 'value:content');
  }
  for (const status of ['idea', 'planning', 'parked', 'agreed']) {
    yield write({ path: 'Ideas/Snow machine.md', content: wish, frontmatter: { status } }, 'optional:frontmatter');
  }
  for (const folder of ['Workshops', 'Productions', 'Stores'])
    yield write({ path: `${folder}/Snow machine.md`, content: wish }, 'value:path');
}

/** Words added to notes that are there; without the mode the note would be replaced. */
function* additions(): Generator<Chain> {
  const line = '- Called on 29 June, no answer';
  for (const path of [...VENUES.slice(0, 4).map(({ name }) => `Venues/${name}.md`), 'People/Ada French.md', 'People/Ada Finch.md']) {
    yield write({ path, content: line, mode: 'append' }, 'enum:mode=append');
    yield write({ path, content: line, mode: 'prepend' }, 'enum:mode=prepend');
    yield write({ path, content: line, mode: 'overwrite' }, 'enum:mode=overwrite');
    yield write({ path, content: line }, 'slip:mode left out');
  }
  for (const content of ['- Called on 28 June, no answer', '- Called on 29 June, keys are ready', '- Called on 26 June, no answer']) {
    yield write({ path: "Venues/St Mark's Hall.md", content, mode: 'append' }, 'value:content');
  }
}

function* corrections(): Generator<Chain> {
  const patch = (path: string, oldString: string, newString: string, scenario: string): Chain => [
    step('patch_note', { path, oldString, newString }, scenario),
  ];
  for (const { title } of PRODUCTIONS) yield patch(`Productions/${title}.md`, 'Call time: 17:30', 'Call time: 17:00', 'value:path');
  for (const time of ['16:30', '17:15', '18:00', '18:30']) {
    yield patch('Productions/The Snow Goose.md', 'Call time: 17:30', `Call time: ${time}`, 'value:newString');
  }
  for (const [old, path] of [
    ['Lighthouse lamp', 'Productions/The Snow Goose.md'],
    ['Goose puppet with two heads', 'Productions/The Snow Goose.md'],
    ['Grey blanket for the sea', 'Productions/The Snow Goose.md'],
    ['Mend the left wing', 'Productions/The Snow Goose.md'],
  ] as const) {
    yield patch(path, old, 'to be settled', 'value:oldString');
  }
  for (const { name } of PEOPLE.filter(({ notes }) => notes.includes('Prefers texts to calls'))) {
    yield patch(`People/${name}.md`, 'Prefers texts to calls', 'Prefers email', 'value:path');
  }
  for (const path of ['Stores/Lantern box.md', 'Productions/Moon Harbour.md']) yield patch(path, 'Moon lantern', 'Moon lamp', 'value:path');
}

function* moves(): Generator<Chain> {
  const move = (oldPath: string, newPath: string, scenario: string): Chain => [step('move_note', { oldPath, newPath }, scenario)];
  for (const { title } of PRODUCTIONS) yield move(`Productions/${title}.md`, 'Archive/Winter show.md', 'value:oldPath');
  for (const name of ['Snow show', 'Winter show 2025', 'Winter tour', 'The Snow Queen']) {
    yield move('Productions/The Snow Queen.md', `Archive/${name}.md`, 'value:newPath');
  }
  for (const folder of ['Archive', 'Old', 'Workshops', 'Ideas']) {
    yield move('Workshops/Drumming.md', `${folder}/Drumming day.md`, 'value:newPath');
    yield move('Stores/Cloth rail.md', `${folder}/Cloth rail.md`, 'value:newPath');
  }
  for (const day of ['2026-05-05', '2026-05-19', '2026-06-02', '2026-06-16']) {
    yield move(`Meetings/${day} Production meeting.md`, 'Archive/Production meeting.md', 'value:oldPath');
  }
}

/** A note removed for good, or put into the vault's own bin. */
function* deletions(): Generator<Chain> {
  const paths = ['Productions/Paper Moon.md', 'Workshops/Drumming.md', 'Stores/Cloth rail.md', 'Meetings/2026-05-05 Production meeting.md'];
  for (const path of paths) {
    yield [step('delete_note', { path, confirmPath: path }, 'required-only')];
    for (const trashMode of ['local', 'none']) {
      yield [step('delete_note', { path, confirmPath: path, trashMode }, `enum:trashMode=${trashMode}`)];
    }
  }
}

function* properties(): Generator<Chain> {
  const set = (path: string, frontmatter: Record<string, Json>, scenario: string, merge?: boolean): Chain => [
    step('update_frontmatter', { path, frontmatter, ...(merge === undefined ? {} : { merge }) }, scenario),
  ];
  for (const { title } of PRODUCTIONS) yield set(`Productions/${title}.md`, { status: 'parked' }, 'value:path');
  for (const status of ['planning', 'on the road', 'archived', 'sold out']) {
    yield set('Productions/The Snow Goose.md', { status }, 'value:status');
  }
  for (const budget of [3800, 4300, 4400, 4800]) yield set('Productions/The Tin Soldier.md', { budget }, 'value:budget');
  for (const name of ['The Tin Forest', 'Paper Moon', 'Moon Harbour']) yield set(`Productions/${name}.md`, { budget: 4300 }, 'value:path');
  for (const opens of ['2026-09-19', '2026-09-26', '2026-10-19', '2026-11-19']) {
    yield set('Productions/The Snow Goose.md', { opens }, 'value:opens');
  }
  for (const name of ['The Snow Queen', 'The Tin Soldier', 'Moon Harbour']) {
    yield set(`Productions/${name}.md`, { opens: '2026-09-19' }, 'value:path');
  }
  for (const rate of [148, 152, 158, 162]) yield set('People/Ada French.md', { rate }, 'value:rate');
  for (const name of ['Ada Finch', 'Joe Barlow', 'Jo Barlow']) yield set(`People/${name}.md`, { rate: 152 }, 'value:path');
  for (const name of ['The Snow Goose', 'The Snow Queen', 'Paper Moon']) {
    for (const merge of [true, false]) yield set(`Productions/${name}.md`, { status: 'parked' }, 'optional:merge', merge);
  }
}

function* tags(): Generator<Chain> {
  for (const { title } of PRODUCTIONS) {
    yield [step('manage_tags', { path: `Productions/${title}.md`, operation: 'list' }, 'enum:operation=list')];
    yield* retag(`Productions/${title}.md`, ['touring']);
  }
  for (const tag of ['festival', 'winter', 'puppetry', 'schools']) yield* retag('Productions/The Snow Goose.md', [tag]);
  for (const { name } of PEOPLE) yield* retag(`People/${name}.md`, ['driver']);
  for (const list of [
    ['festival', 'schools'],
    ['festival', 'evening'],
    ['winter', 'puppetry'],
    ['winter', 'touring'],
  ]) {
    yield* retag('Productions/The Snow Goose.md', list);
  }
}

/** Adds tags and takes them off. What changes nothing, because they are there already or never were, nobody asks for. */
function* retag(path: string, list: readonly string[]): Generator<Chain> {
  const name = path.slice(path.indexOf('/') + 1, -'.md'.length);
  const known = [...PRODUCTIONS.map(({ title, tags }) => ({ name: title, tags })), ...PEOPLE].find((one) => one.name === name)?.tags ?? [];
  for (const operation of ['add', 'remove']) {
    const isIdle = list.some((tag) => known.includes(tag) === (operation === 'add'));
    const scenario = isIdle ? 'slip:nothing to change' : `enum:operation=${operation}`;
    yield [step('manage_tags', { path, operation, tags: [...list] }, scenario)];
  }
}

/**
 * What a hasty reader calls instead: the whole note written where a passage was to change, a note deleted where it was to move,
 * a tag where a property was to be set, the list of tags replaced where one was to be added. Recorded, so that each has its reply.
 */
function* slips(): Generator<Chain> {
  for (const { path, newString } of argumentsOf<{ path: string; newString: string }>(corrections())) {
    yield write({ path, content: newString }, 'slip:note instead of passage');
  }
  for (const path of new Set(argumentsOf<{ oldPath: string }>(moves()).map(({ oldPath }) => oldPath))) {
    yield [step('delete_note', { path, confirmPath: path }, 'slip:deleted instead of moved')];
  }
  for (const { path, frontmatter } of argumentsOf<{ path: string; frontmatter: { status?: string } }>(properties())) {
    if (frontmatter.status !== undefined) {
      yield [step('manage_tags', { path, operation: 'add', tags: [frontmatter.status] }, 'slip:tag instead of property')];
    }
  }
  for (const { path, tags: list } of argumentsOf<{ path: string; tags?: string[] }>(tags())) {
    if (list !== undefined) yield [step('update_frontmatter', { path, frontmatter: { tags: list } }, 'slip:list replaced')];
  }
}

/** The arguments of chains of one call. */
function argumentsOf<T>(chains: Iterable<Chain>): T[] {
  return [...chains].flat().map(({ arguments: args }) => args as T);
}
