import type { JsonObject } from '../../model/json.ts';
import type { Chain } from '../recipe.ts';
import { CARDS, DECISIONS, LINKS } from './fair.ts';
import { step } from './reads.ts';
import { TAGS } from './world.ts';

/** Calls that change the board: each stands alone, in families that differ in one place. */
export function* writeChains(): Generator<Chain> {
  yield* newCards();
  yield* moves();
  yield* edits();
  yield* remarks();
  yield* links();
  yield* tags();
}

const one = (tool: string, args: JsonObject, scenario: string): Chain => [step(tool, args, scenario)];

function* newCards(): Generator<Chain> {
  const create = (args: JsonObject, scenario: string) => one('new_item', args, scenario);
  const titles = ['Rent a popcorn machine', 'Rent a candyfloss machine', 'Rent a bouncy castle', 'Borrow a popcorn machine'];
  for (const title of titles) yield create({ item_type: 'todo', title }, 'value:title');
  for (const item_type of ['issue', 'question', 'epic']) yield create({ item_type, title: titles[0] as string }, 'enum:item_type');
  for (const title of ['Who counts the money?', 'Who locks the gate?', 'Who brings the float?']) {
    yield create({ item_type: 'question', title }, 'value:title');
  }
  for (const content of [...titles, 'Who counts the money?', 'Who locks the gate?', 'Who brings the float?']) {
    yield one('add_update', { content }, 'slip:remark instead of card');
  }
  const rent = { item_type: 'todo', title: titles[0] as string };
  for (const description of ['From Brook Events', 'From Brock Events', 'For the whole day', 'For the afternoon']) {
    yield create({ ...rent, description }, 'optional:description');
  }
  for (const priority of [1, 2, 4, 5]) yield create({ ...rent, priority }, 'optional:priority');
  for (const parent_id of [1, 2, 3, 4]) yield create({ ...rent, parent_id }, 'optional:parent_id');
  yield create({ ...rent, description: 'From Brook Events', priority: 2 }, 'optional:description and priority');
}

/** Cards moved along, back, shut or thrown away. */
function* moves(): Generator<Chain> {
  for (const tool of ['advance_status', 'revert_status']) {
    for (const id of [7, 8, 13, 18, 20, 29, 30, 31]) yield one(tool, { item_id: id }, 'value:item_id');
  }
  const shut = [7, 18, 20, 28, 29, 30, 31];
  const thrown = [6, 9, 17, 27, 33, 34];
  for (const id of shut) {
    yield one('close_item', { item_id: id }, 'value:item_id');
    yield one('delete_item', { item_id: id }, 'slip:thrown away instead of shut');
  }
  for (const id of thrown) {
    yield one('delete_item', { item_id: id }, 'value:item_id');
    yield one('close_item', { item_id: id }, 'slip:shut instead of thrown away');
  }
  const set = (id: number, status: string, scenario: string) => one('set_status', { item_id: id, status }, scenario);
  for (const id of [7, 18, 19, 20, 29]) yield set(id, 'backlog', 'value:item_id');
  for (const id of [18, 19, 20]) {
    yield set(id, 'todo', 'enum:status=todo');
    yield set(id, 'done', 'slip:set to the last step');
  }
  for (const status of ['review', 'done']) yield set(29, status, status === 'done' ? 'slip:set to the last step' : 'enum:status=review');
  for (const id of [19]) yield one('advance_status', { item_id: id }, 'slip:one step on instead of a certain one');
}

function* edits(): Generator<Chain> {
  const edit = (args: JsonObject, scenario: string) => one('edit_item', args, scenario);
  for (const title of ['Print the stage timetable', 'Print the stage posters', 'Design the stage programme', 'Print the stage plan']) {
    yield edit({ item_id: 14, title }, 'optional:title');
  }
  for (const id of [9, 10, 22, 25]) yield edit({ item_id: id, title: 'To be split up' }, 'value:item_id');
  for (const priority of [1, 2, 3, 5]) yield edit({ item_id: 14, priority }, 'optional:priority');
  for (const id of [8, 9, 13, 16]) yield edit({ item_id: id, priority: 5 }, 'value:item_id');
  for (const count of ['Sixty', 'Seventy', 'Ninety', 'Eighty-five']) {
    yield edit({ item_id: 9, description: `${count} from the church` }, 'optional:description');
  }
  yield edit({ item_id: 14, title: 'Print the stage timetable', priority: 5 }, 'optional:title and priority');
  yield edit({ item_id: 9, title: 'To be split up', priority: 5 }, 'optional:title and priority');
}

/** What was heard and what was settled. */
function* remarks(): Generator<Chain> {
  const say = (args: { content: string; item_ids?: string }, scenario: string) => one('add_update', args, scenario);
  const heard = [
    'Thirty shops have promised a prize',
    'Thirteen shops have promised a prize',
    'Most shops have answered',
    'Two shops said no',
  ];
  for (const content of heard) {
    yield say({ content }, 'value:content');
    yield say({ content, item_ids: '20' }, 'optional:item_ids');
    yield one('new_item', { item_type: 'todo', title: content }, 'slip:card instead of remark');
  }
  for (const id of ['7', '11', '21', '22']) yield say({ content: 'Most shops have answered', item_ids: id }, 'optional:item_ids');

  const settle = (args: JsonObject, scenario: string) => one('add_decision', args, scenario);
  const choices = ['The caretaker decides', 'The committee decides', 'We leave it to the school', 'We leave it as it is'];
  for (const choice of choices) {
    yield settle({ item_id: 33, choice }, 'value:choice');
    yield say({ content: choice }, 'slip:remark instead of decision');
  }
  for (const id of [30, 31, 32, 29]) yield settle({ item_id: id, choice: choices[0] as string }, 'value:item_id');
  for (const rationale of ['He has the keys', 'He knows the building', 'Nobody else is there', 'It costs nothing']) {
    yield settle({ item_id: 33, choice: choices[0] as string, rationale }, 'optional:rationale');
  }
  for (const instead of ['The headteacher decides', 'Whoever comes first', 'Two parents in turn', 'The neighbours']) {
    yield settle({ item_id: 33, choice: choices[0] as string, rejected_alternatives: instead }, 'optional:rejected_alternatives');
  }
  for (const [index] of DECISIONS.entries()) {
    yield one('delete_decision', { decision_id: index + 1 }, 'value:decision_id');
    yield one('delete_item', { item_id: index + 1 }, 'slip:card instead of decision');
  }
}

function* links(): Generator<Chain> {
  const link = (source: number, type: string, target: number, scenario: string) =>
    one('add_relationship', { source_id: source, target_id: target, relationship_type: type }, scenario);
  const news: [number, number][] = [
    ...[9, 10, 16, 19].map((source): [number, number] => [source, 7]),
    ...[8, 17, 18, 28].map((target): [number, number] => [9, target]),
  ];
  for (const [source, target] of news) {
    yield link(source, 'depends_on', target, 'value:source_id');
    yield link(source, 'blocks', target, 'enum:relationship_type');
    yield link(source, 'relates_to', target, 'enum:relationship_type');
  }
  for (const [source, type, target] of LINKS) {
    yield one('remove_relationship', { source_id: source, target_id: target, relationship_type: type }, 'value:source_id');
  }
  const placed = [...[27, 30, 33, 34].map((id) => [id, 5]), ...[1, 2, 3, 4].map((parent) => [30, parent])] as [number, number][];
  for (const [id, parent] of placed) {
    yield one('set_parent', { item_id: id, parent_id: parent }, 'value:item_id');
    yield link(id, 'relates_to', parent, 'slip:linked to instead of part of');
  }
}

function* tags(): Generator<Chain> {
  for (const tag of ['volunteers', 'hire', 'outdoors', 'printing', 'scouts'])
    yield one('add_tag', { item_id: 8, tag_name: tag }, 'value:tag_name');
  for (const id of [9, 13, 14, 21]) yield one('add_tag', { item_id: id, tag_name: 'outdoors' }, 'value:item_id');
  for (const { id, tags: own } of CARDS) {
    const wanted = id === 19 ? own : own.filter((tag) => tag === 'kitchen' || tag === 'urgent');
    for (const tag of wanted) yield one('remove_tag', { item_id: id, tag_id: TAGS.indexOf(tag) + 1 }, 'value:tag_id');
  }
  for (const [index] of TAGS.entries()) yield one('delete_tag', { tag_id: index + 1 }, 'value:tag_id');
  for (const id of [1, 2, 3, 4]) yield one('update_tag', { tag_id: id, name: 'helpers' }, 'value:tag_id');
  for (const name of ['helping hands', 'crew', 'people']) yield one('update_tag', { tag_id: 3, name }, 'value:name');
}
