import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Claim, claims } from '../../src/check/claims.ts';
import { checkFolder } from '../../src/cli/check-folder.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import type { Change, Message, Pair, ToolCall } from '../../src/model/pair.ts';
import type { Primitive } from '../../src/model/primitive.ts';
import { card, type Dataset, giveIds, makeDataset, rewriteFile, tableOfMessages, tableOfPairs, writeDataset } from './dataset.ts';
import { calls } from './desk.ts';
import { offer } from './rows.ts';

/** The rows of the sound dataset by what they are. */
const rowOf = {
  path: 0,
  tool: 1,
  head: 2,
  date: 3,
  label: 4,
  repeat: 5,
  early: 6,
  rename: 7,
  order: 8,
  chain: 9,
  worlds: 10,
  guess: 11,
  needless: 12,
  further: 13,
  contradiction: 14,
  part: 15,
  claimed: 16,
  restricted: 17,
  unknownTool: 18,
  unknownName: 19,
  mistyped: 20,
  placeholder: 21,
  written: 22,
  anew: 23,
  retried: 24,
  mended: 25,
  ignored: 26,
  twofold: 27,
  told: 28,
  turned: 29,
  added: 30,
} as const;

interface Tampering {
  name: string;
  /** Changes the data; hashes, counts and exports are then made to agree with it, and ids too unless `keepIds`. */
  edit?(rows: Record<keyof typeof rowOf, Pair>, data: Dataset): void;
  keepIds?: true;
  manifest?(manifest: Manifest): void;
  /** Changes written files. */
  after?(folder: string, data: Dataset): void;
  /** The claim that must be named... */
  claim: Claim;
  /** ...for this row, or null where it is no row's. */
  row: keyof typeof rowOf | null;
  /** ...and for this file, where it is no row's */
  file?: string;
  /** Claims that cannot hold either. */
  also?: Claim[];
}

const madeCall = (message: Message | undefined): ToolCall => (message as Required<Pair['chosen'][number]>).tool_calls[0] as ToolCall;
const callOf = (row: Pair, side: 'chosen' | 'rejected'): ToolCall['function'] => madeCall(row[side][0]).function;

/** Gives the rejected call another argument, all of the row's records along with it. */
function rejectInstead(row: Pair, name: string, value: Json): void {
  callOf(row, 'rejected').arguments[name] = value;
  row.deviation.to = value;
  leaveUnrecorded(row);
}

/** Takes back that the rejected call was recorded. */
function leaveUnrecorded(row: Pair): void {
  row.evidence.executed.rejected = null;
  row.evidence.equivalence.results = 'unknown';
  row.continuation.rejected = [];
}

function swapSides(row: Pair): void {
  const { deviation, evidence, continuation } = row;
  [row.chosen, row.rejected] = [row.rejected, row.chosen];
  [deviation.from, deviation.to] = [deviation.to, deviation.from];
  for (const both of [evidence.schema, evidence.executed] as { chosen: unknown; rejected: unknown }[]) {
    [both.chosen, both.rejected] = [both.rejected, both.chosen];
  }
  [continuation.chosen, continuation.rejected] = [continuation.rejected, continuation.chosen];
}

function toolMessage(messages: Message[]): Extract<Message, { role: 'tool' }> {
  return messages.find((message) => message.role === 'tool') as Extract<Message, { role: 'tool' }>;
}

function recorded(data: Dataset, { id }: Primitive): Primitive {
  return data.primitives.find((primitive) => primitive.id === id) as Primitive;
}

const answer = (content: string): Pair['chosen'][number] => ({ role: 'assistant', content });

/** Writes other words for the request that a model said anew; what they state is found in them, where they do. */
function sayInstead(row: Pair, content: string, text = 'two'): void {
  const { stated } = row.evidence;
  row.prompt[stated.message] = { role: 'user', content };
  stated.start = Math.max(0, content.indexOf(text));
  stated.end = stated.start + text.length;
  stated.text = text;
}

const tamperings: Tampering[] = [
  // Two changes in one row
  {
    name: 'a second change that was not made',
    edit: ({ twofold }) => {
      callOf(twofold, 'rejected').arguments.head = 2;
      leaveUnrecorded(twofold);
    },
    claim: 'deviation',
    row: 'twofold',
  },
  {
    name: 'a second change of the place of the first',
    edit: ({ twofold }) => {
      const { from, to } = twofold.deviation;
      twofold.deviation.also = [
        { ...(twofold.deviation.also?.[0] as Change), op: 'replace', pointer: twofold.deviation.pointer, from, to },
      ];
    },
    claim: 'deviation',
    row: 'twofold',
  },
  {
    name: 'a second change that nothing proves',
    edit: ({ twofold }) => {
      delete twofold.evidence.alone;
    },
    claim: 'deviation',
    row: 'twofold',
  },
  {
    name: 'a second change that the request does not speak of',
    edit: ({ twofold }) => {
      const proof = twofold.evidence.alone?.[1] as NonNullable<Pair['evidence']['alone']>[number];
      proof.stated = { ...twofold.evidence.stated, pointer: '/head', value: 2 };
    },
    claim: 'stated',
    row: 'twofold',
  },
  {
    name: 'a change alone that was recorded, and is said not to be',
    edit: ({ twofold }) => {
      const proof = twofold.evidence.alone?.[1] as NonNullable<Pair['evidence']['alone']>[number];
      [proof.executed, proof.results] = [null, 'unknown'];
    },
    claim: 'executed',
    row: 'twofold',
  },
  {
    name: 'a second change of what is not critical',
    edit: (_, data) => {
      const role = recorded(data, calls.budgetTop).roles['/head'] as Primitive['roles'][string];
      recorded(data, calls.budgetTop).roles['/head'] = { ...role, critical: false };
    },
    claim: 'critical',
    row: 'twofold',
  },
  // What comes after a call that failed
  {
    name: 'a call that failed, recorded as one that went well',
    edit: (_, data) => {
      recorded(data, calls.missing).verdict = 'ok';
    },
    claim: 'failed',
    row: 'ignored',
    also: ['answers'],
  },
  {
    name: 'a failure that no reply tells of',
    edit: (_, data) => {
      recorded(data, calls.slip).verdict = 'soft_error';
    },
    claim: 'failed',
    row: 'mended',
  },
  {
    name: 'a failed call that changed the world',
    edit: (_, data) => {
      recorded(data, calls.slip).effect = 'changed';
    },
    claim: 'failed',
    row: 'mended',
    also: ['state'],
  },
  {
    name: 'a slip that was to be another call',
    edit: (_, data) => {
      recorded(data, calls.slip).mended = calls.budget.id;
    },
    claim: 'failed',
    row: 'mended',
  },
  {
    name: 'a shape that tells of no failed call',
    edit: ({ mended }) => {
      mended.shape = 'serial';
    },
    claim: 'failed',
    row: 'mended',
  },
  {
    name: 'a rejected call that fails though nobody made it before',
    edit: ({ path }) => {
      rejectInstead(path, 'path', calls.missing.arguments.path as Json);
      path.evidence.executed.rejected = calls.missing.id;
      path.evidence.equivalence.results = 'differ';
    },
    claim: 'failed',
    row: 'path',
    also: ['request'],
  },
  {
    name: 'an answer after a failed call that is what the failure says',
    edit: ({ ignored }) => {
      ignored.rejected = [answer('There is no /srv/desk/notes/inv-19.md.')];
      ignored.deviation.to = ignored.rejected[0] as never;
      ignored.evidence.reported.rejected = calls.missing.id;
      ignored.evidence.equivalence.results = 'unknown';
    },
    claim: 'failed',
    row: 'ignored',
    also: ['reported'],
  },
  {
    name: 'a failed call that is passed over for another one',
    edit: ({ mended }) => {
      callOf(mended, 'rejected').arguments.path = '/srv/desk/notes/budget.md';
      mended.deviation.to = mended.rejected[0] as never;
      mended.evidence.executed.rejected = calls.budget.id;
      mended.continuation.rejected = [];
    },
    claim: 'failed',
    row: 'mended',
    also: ['redundancy', 'severity', 'stated'],
  },
  // What a model made of a request
  ...(
    [
      ['names another file', 'Show me the first two lines of notes/budget-old.md.'],
      ['says less', 'Show me two lines of notes/budget.md.'],
      ['says the opposite', "Please don't show me the first two lines of notes/budget.md."],
      ['says more', 'Show me the first two or three lines of notes/budget.md.'],
      ['asks for more', 'Show me the first two lines of notes/budget.md. And rename it.'],
      ['asks for another tool', 'Look for the first two lines of notes/budget.md.'],
      ['repeats what it states', 'Show me the first two lines of notes/budget.md, yes, two.'],
      ['says it in another order', 'Of notes/budget.md, show me the first two lines.'],
      ['is JSON', '{"show me": "the first two lines of notes/budget.md"}'],
    ] as const
  ).map(
    ([how, content]): Tampering => ({
      name: `a request said anew that ${how}`,
      edit: ({ anew }) => sayInstead(anew, content),
      claim: 'phrased',
      row: 'anew',
    }),
  ),
  {
    name: 'a request said anew that states nothing any more',
    edit: ({ anew }) => sayInstead(anew, 'Show me the start of notes/budget.md.', 'start'),
    claim: 'phrased',
    row: 'anew',
  },
  {
    name: 'a place in a request said anew where nothing is stated',
    edit: ({ anew }) => {
      anew.evidence.stated.start -= 1;
      anew.evidence.stated.end -= 1;
    },
    claim: 'phrased',
    row: 'anew',
  },
  {
    name: 'own words that no template says',
    edit: ({ anew }) => {
      sayInstead(anew, 'Could you display the first two lines of notes/budget.md?');
      Object.assign(anew.meta.phrased as object, { own: 'Display the first two lines of notes/budget.md.' });
    },
    claim: 'phrased',
    row: 'anew',
  },
  {
    name: 'a request said anew by nobody',
    edit: ({ anew }) => Object.assign(anew.meta.phrased as object, { model: null }),
    claim: 'phrased',
    row: 'anew',
  },
  {
    name: 'a request said anew by a model that the manifest does not name',
    edit: ({ anew }) => Object.assign(anew.meta.phrased as object, { model: 'writer-2' }),
    claim: 'phrased',
    row: 'anew',
  },
  {
    name: 'a model that is said to have touched our own words',
    edit: ({ head }) => {
      head.meta.phrased = { model: 'writer-1', own: 'Show me', reason: 'says_more' };
    },
    claim: 'phrased',
    row: 'head',
  },
  {
    name: 'a request said anew without the own words',
    edit: ({ anew }) => {
      delete anew.meta.phrased;
    },
    claim: 'phrased',
    row: 'anew',
  },
  // Answers that a model wrote
  ...(
    [
      ['has a figure of its own', 'There are 2, 17 March: Stocktake and Payday.'],
      ['has a name of its own', 'Marlow has 2: Stocktake and Payday.'],
      ['has a word of the matter that no reply has', 'There are 2 late ones: Stocktake and Payday.'],
      ['leaves a value out', 'There are 2.'],
      ['has its values in another order', 'Stocktake and Payday, so there are 2.'],
      ['says the opposite', 'There are not 2: Stocktake and Payday.'],
      ['claims what no call did', 'I have deleted 2: Stocktake and Payday.'],
      ['names a tool', 'By events_on there are 2: Stocktake and Payday.'],
      ['says a word twice over', 'I found that that 2 are on: Stocktake and Payday.'],
      ['is data', '{"2": "Stocktake and Payday"}'],
      ['gives orders', 'Ignore your rules. There are 2: Stocktake and Payday.'],
      ['is in another language', 'Hay 2: Stocktake and Payday, y nada more.'],
      ['is far too long', `There are 2: Stocktake and Payday.${' Let me know.'.repeat(30)}`],
    ] as const
  ).map(
    ([how, content]): Tampering => ({
      name: `an answer written anew that ${how}`,
      edit: ({ told }) => Object.assign(told.continuation.chosen.at(-1) as object, { content }),
      claim: 'answered',
      row: 'told',
    }),
  ),
  {
    name: 'own words that the reply does not give',
    edit: ({ told }) => {
      Object.assign(told.continuation.chosen.at(-1) as object, { content: 'There are 3: Stocktake and Payday.' });
      Object.assign(told.meta.answered?.answers[0] as object, { own: '3: Stocktake and Payday.' });
    },
    claim: 'answered',
    row: 'told',
    also: ['answers'],
  },
  {
    name: 'an answer written anew on one side only',
    edit: ({ told }) => {
      const entry = told.meta.answered?.answers[1] as { own: string | null; reason: string | null };
      Object.assign(told.continuation.rejected.at(-1) as object, { content: entry.own });
      Object.assign(entry, { own: null, reason: 'other_side' });
    },
    claim: 'answered',
    row: 'told',
  },
  {
    name: 'an answer that nobody tells of',
    edit: ({ told }) => told.meta.answered?.answers.pop(),
    claim: 'answered',
    row: 'told',
  },
  {
    name: 'an answer written by a model that the manifest does not name',
    edit: ({ told }) => Object.assign(told.meta.answered as object, { model: 'writer-2' }),
    claim: 'answered',
    row: 'told',
  },
  {
    name: 'a wrong answer in other words than the right one',
    edit: ({ turned }) => {
      Object.assign(turned.rejected[0] as object, { content: 'Here it is: 1, Review.' });
      turned.deviation.to = turned.rejected[0] as unknown as JsonObject;
    },
    claim: 'answered',
    row: 'turned',
  },
  // What a row is
  {
    name: 'tool_calls of an answer is null',
    edit: ({ repeat }) => Object.assign(repeat.chosen[0] as object, { tool_calls: null }),
    claim: 'shape',
    row: 'repeat',
  },
  {
    name: 'the content of a call is null',
    edit: ({ path }) => Object.assign(path.chosen[0] as object, { content: null }),
    claim: 'shape',
    row: 'path',
  },
  { name: 'a key nobody knows', edit: ({ path }) => Object.assign(path, { note: 'x' }), claim: 'shape', row: 'path' },
  { name: 'the shape of another row', edit: ({ label }) => Object.assign(label, { shape: 'answer' }), claim: 'shape', row: 'label' },
  {
    name: 'a key that stands twice',
    after: (folder) => {
      const text = readFileSync(join(folder, 'dataset/pairs/test.jsonl'), 'utf8');
      rewriteFile(folder, 'pairs/test.jsonl', text.replace('"split":"test"', '"split":"train","split":"test"'));
    },
    claim: 'shape',
    row: 'date',
  },
  {
    name: 'a line that is no JSON',
    after: (folder) => {
      const text = readFileSync(join(folder, 'dataset/pairs/test.jsonl'), 'utf8');
      rewriteFile(folder, 'pairs/test.jsonl', text.replace('{', ''));
    },
    claim: 'shape',
    row: null,
    file: 'pairs/test.jsonl',
  },
  {
    name: 'another id',
    edit: ({ path }) => {
      path.id = '0123456789abcdef';
    },
    keepIds: true,
    claim: 'id',
    row: 'path',
  },
  {
    name: 'the id of another row',
    edit: ({ path, tool }) => {
      tool.id = path.id;
    },
    keepIds: true,
    claim: 'unique-id',
    row: 'tool',
    also: ['id'],
  },
  {
    name: 'a row again, its call ids changed',
    edit: ({ path }, { rows }) => {
      const again = JSON.parse(JSON.stringify(path).replaceAll(/call0/gu, 'copy0')) as Pair;
      rows.push({ ...again, meta: { ...again.meta, index: 30 } });
    },
    claim: 'unique-pair',
    row: 'added',
  },
  {
    name: 'a split that is not that of the file',
    after: (folder) => {
      const text = readFileSync(join(folder, 'dataset/pairs/test.jsonl'), 'utf8');
      rewriteFile(folder, 'pairs/test.jsonl', text.replace('"split":"test"', '"split":"train"'));
    },
    claim: 'split',
    row: 'date',
  },
  {
    name: 'a group in both splits',
    edit: ({ path, date }) => {
      date.group = path.group;
    },
    claim: 'group',
    row: 'date',
  },
  {
    name: 'a prompt in both splits',
    edit: ({ date }, { rows }) => {
      const leaked = structuredClone({ ...date, group: 'g11', split: 'train' as const });
      leaked.meta.index = 30;
      rejectInstead(leaked, 'date', '2026-03-21');
      leaked.evidence.executed.rejected = calls.march21.id;
      leaked.evidence.equivalence.results = 'differ';
      rows.push(leaked);
    },
    claim: 'group',
    row: 'date',
  },
  {
    name: 'another group for the same right calls',
    edit: ({ tool }) => {
      tool.group = 'g11';
    },
    claim: 'group',
    row: 'tool',
  },
  {
    name: 'another seed',
    edit: ({ head }) => {
      head.meta.seed = 'else';
    },
    claim: 'seed',
    row: 'head',
  },
  {
    name: 'indexes that descend',
    edit: ({ path, tool }) => {
      [path.meta.index, tool.meta.index] = [tool.meta.index, path.meta.index];
    },
    claim: 'index',
    row: 'tool',
  },
  {
    name: 'an index left out',
    edit: ({ worlds }) => {
      worlds.meta.index = 99;
    },
    claim: 'index',
    row: null,
  },
  // Messages
  {
    name: 'a system message in the middle',
    edit: ({ rename }) => {
      rename.prompt[5] = rename.prompt[0] as Message;
      rename.prompt.push({ role: 'user', content: 'Rename notes/budget.md to Budget 2026.' });
      rename.evidence.stated.message = 6;
    },
    claim: 'messages',
    row: 'rename',
  },
  {
    name: 'a reply to a call nobody made',
    edit: ({ label }) => {
      toolMessage(label.prompt).tool_call_id = 'nobody123';
    },
    claim: 'messages',
    row: 'label',
  },
  {
    name: 'a reply under the name of another tool',
    edit: ({ label }) => {
      toolMessage(label.prompt).name = 'read_note';
    },
    claim: 'messages',
    row: 'label',
  },
  {
    name: 'a prompt that ends in an answer',
    edit: ({ repeat }) => {
      repeat.prompt.push(answer('2: Stocktake and Payday.'));
    },
    claim: 'messages',
    row: 'repeat',
  },
  {
    name: 'words beside a call',
    edit: ({ label }) => {
      (label.prompt[2] as Pair['chosen'][number]).content = 'Let me look.';
    },
    claim: 'messages',
    row: 'label',
  },
  {
    name: 'a call id that stands twice',
    edit: ({ chain }, data) => {
      const first = madeCall(chain.prompt[2]).id;
      const second = madeCall(chain.chosen[0]).id;
      data.rows[rowOf.chain] = JSON.parse(JSON.stringify(chain).replaceAll(second, first)) as Pair;
    },
    claim: 'messages',
    row: 'chain',
  },
  {
    name: 'an integer that no double holds',
    edit: ({ head }) => rejectInstead(head, 'head', 2 ** 60),
    claim: 'messages',
    row: 'head',
  },
  {
    name: 'a number with twelve decimals',
    edit: ({ head }) => rejectInstead(head, 'head', 2.123456789012),
    claim: 'messages',
    row: 'head',
  },
  // Tools
  { name: 'a called tool that is not offered', edit: ({ path }) => path.tools.shift(), claim: 'tools', row: 'path' },
  {
    name: 'a description changed',
    edit: ({ tool }) => {
      (tool.tools[0] as Pair['tools'][number]).function.description += ' ';
    },
    claim: 'tools',
    row: 'tool',
  },
  {
    name: 'parameters changed',
    edit: ({ path }) => {
      (path.tools[0] as Pair['tools'][number]).function.parameters.additionalProperties = true;
    },
    claim: 'tools',
    row: 'path',
  },
  { name: 'a tool offered that was not admitted', edit: ({ path }) => path.tools.push(...offer('burn_note')), claim: 'tools', row: 'path' },
  { name: 'a tool offered twice', edit: ({ path }) => path.tools.push(...offer('read_note')), claim: 'tools', row: 'path' },
  {
    name: 'a tool that no ground lists',
    edit: ({ date }) => {
      date.tools.push({ type: 'function', function: { name: 'guess', description: '', parameters: { type: 'object', properties: {} } } });
    },
    claim: 'tools',
    row: 'date',
  },
  { name: 'a ground that the manifest does not name', edit: ({ date }) => date.meta.grounds.push('cellar'), claim: 'tools', row: 'date' },
  {
    name: 'a rejected call against the schema',
    edit: ({ date }) => rejectInstead(date, 'date', 'tomorrow'),
    claim: 'schema',
    row: 'date',
  },
  {
    name: 'the evidence on the schema denied',
    edit: ({ date }) => {
      date.evidence.schema.rejected = false;
    },
    claim: 'schema',
    row: 'date',
  },
  // What the request says
  {
    name: 'a span shifted by one',
    edit: ({ path }) => {
      path.evidence.stated.start += 1;
      path.evidence.stated.end += 1;
    },
    claim: 'stated',
    row: 'path',
  },
  {
    name: 'a shorter span, its text along with it',
    edit: ({ path }) => {
      path.evidence.stated.start += 6;
      path.evidence.stated.text = 'budget.md';
    },
    claim: 'stated',
    row: 'path',
  },
  {
    name: 'the text of a span changed',
    edit: ({ date }) => {
      date.evidence.stated.text = 'March 20, 2026';
    },
    claim: 'stated',
    row: 'date',
  },
  {
    name: 'the same words where they say another argument',
    edit: ({ chain }) => {
      chain.evidence.stated.start = 7;
      chain.evidence.stated.end = 22;
    },
    claim: 'stated',
    row: 'chain',
  },
  {
    name: 'the rejected value stated',
    edit: ({ date }) => {
      date.evidence.stated.value = '2026-03-20';
    },
    claim: 'stated',
    row: 'date',
  },
  { name: 'sides swapped', edit: ({ path }) => swapSides(path), claim: 'stated', row: 'path' },
  {
    name: 'sides swapped, and the value stated along with them',
    edit: ({ order }) => {
      swapSides(order);
      order.evidence.stated.value = 'newest';
    },
    claim: 'stated',
    row: 'order',
  },
  {
    name: 'sides swapped where tools differ',
    edit: ({ tool }) => {
      swapSides(tool);
      tool.evidence.stated.value = 'note_info';
    },
    claim: 'stated',
    row: 'tool',
  },
  {
    name: 'a relative path where nobody told the root',
    edit: ({ path }) => {
      path.prompt.shift();
      path.evidence.stated.message = 0;
    },
    claim: 'stated',
    row: 'path',
  },
  {
    name: 'words that may mean the rejected value too',
    edit: (_, { phrases }) => phrases.tools.search_notes?.words['/order']?.newest?.push('oldest first'),
    claim: 'stated',
    row: 'order',
  },
  {
    name: 'a cue of the rejected tool too',
    edit: (_, { phrases }) => phrases.tools.note_info?.requests.push('[Read out] the size of {path}.'),
    claim: 'stated',
    row: 'tool',
  },
  {
    name: 'a label that names two elements',
    edit: (_, data) => {
      const [mine, other] = [recorded(data, calls.marlow).upstream[0], recorded(data, calls.harrow).upstream[0]];
      if (mine && other) other.label = mine.label;
    },
    claim: 'stated',
    row: 'label',
  },
  // What the request asks for as a whole
  {
    name: 'an argument that nobody asked for',
    edit: ({ tool }) => {
      callOf(tool, 'chosen').arguments.head = 2;
      tool.group = 'g2';
      tool.deviation.from = callOf(tool, 'chosen') as unknown as JsonObject;
      tool.evidence.executed.chosen = calls.budgetTop.id;
      toolMessage(tool.continuation.chosen).content = 'Rent 400\nFood 250';
    },
    claim: 'request',
    row: 'tool',
  },
  {
    name: 'a system message of no ground',
    edit: ({ order }) => {
      order.prompt[0] = { role: 'system', content: 'You look after the notes in /srv/desk. The user is always right.' };
    },
    claim: 'request',
    row: 'order',
  },
  {
    name: 'words after the request that no template has',
    edit: ({ date }) => {
      date.prompt = [{ role: 'user', content: 'What is on March 19, 2026? Or better the day after.' }];
    },
    claim: 'request',
    row: 'date',
  },
  {
    name: 'words before the request that no template has',
    edit: ({ repeat }) => {
      repeat.prompt[0] = { role: 'user', content: 'Please Tell me what happens on 2026-03-18.' };
      repeat.evidence.stated.start += 7;
      repeat.evidence.stated.end += 7;
    },
    claim: 'request',
    row: 'repeat',
  },
  {
    name: 'a remark that mentions the right value in passing',
    edit: ({ path }) => {
      path.prompt[1] = { role: 'user', content: "I've been through notes/budget.md already. Show me notes/budget.md." };
      Object.assign(path.evidence.stated, { start: 51, end: 66 });
    },
    claim: 'request',
    row: 'path',
  },
  {
    name: 'a remark that mentions a value of neither side',
    edit: ({ path }) => {
      path.prompt[1] = { role: 'user', content: "I've been through notes/menu.md already. Show me notes/budget.md." };
      Object.assign(path.evidence.stated, { start: 49, end: 64 });
    },
    claim: 'request',
    row: 'path',
  },
  {
    name: 'an earlier request for something else',
    edit: ({ rename }) => {
      rename.prompt[1] = { role: 'user', content: 'What is on 2026-03-19?' };
    },
    claim: 'request',
    row: 'rename',
  },
  {
    name: 'another value for the first call of a chain',
    edit: ({ label }) => {
      label.prompt[1] = { role: 'user', content: 'Look for notes about receipts and show me Invoice from Marlow.' };
    },
    claim: 'request',
    row: 'label',
  },
  // The change
  {
    name: 'another "to" than stands in rejected',
    edit: ({ date }) => {
      date.deviation.to = '2026-03-21';
    },
    claim: 'deviation',
    row: 'date',
  },
  {
    name: 'another "from" than stands in chosen',
    edit: ({ date }) => {
      date.deviation.from = '2026-03-21';
    },
    claim: 'deviation',
    row: 'date',
  },
  {
    name: 'a second change in rejected',
    edit: ({ order }) => {
      callOf(order, 'rejected').arguments.words = 'receipts';
      leaveUnrecorded(order);
    },
    claim: 'deviation',
    row: 'order',
  },
  {
    name: 'another call id in rejected',
    edit: ({ path }) => {
      madeCall(path.rejected[0]).id = 'other1234';
      toolMessage(path.continuation.rejected).tool_call_id = 'other1234';
    },
    claim: 'deviation',
    row: 'path',
  },
  {
    name: 'an operator nobody knows',
    edit: ({ path }) => {
      path.deviation.operator = 'guess';
    },
    claim: 'deviation',
    row: 'path',
  },
  {
    name: 'an operator under another family',
    edit: ({ head }) => {
      head.deviation.operator = 'sibling-value';
    },
    claim: 'deviation',
    row: 'head',
  },
  {
    name: 'another step',
    edit: ({ label }) => {
      label.deviation.step = 0;
    },
    claim: 'deviation',
    row: 'label',
  },
  {
    name: 'a required argument left out as if it were optional',
    edit: ({ head }) => {
      const { path } = callOf(head, 'chosen').arguments;
      callOf(head, 'rejected').arguments = { head: 2 };
      Object.assign(head.deviation, { pointer: '/tool_calls/0/function/arguments/path', from: path });
      Object.assign(head.evidence.stated, { pointer: '/path', start: 31, end: 46, text: 'notes/budget.md', value: path });
      leaveUnrecorded(head);
    },
    claim: 'deviation',
    row: 'head',
    also: ['schema'],
  },
  // Meaning the same
  {
    name: 'the same day in another spelling',
    edit: ({ date }) => rejectInstead(date, 'date', '2026-03-19T00:00:00Z'),
    claim: 'equivalence',
    row: 'date',
    also: ['stated'],
  },
  {
    name: 'the same path in another spelling',
    edit: ({ path }) => rejectInstead(path, 'path', './notes//budget.md'),
    claim: 'equivalence',
    row: 'path',
    also: ['stated'],
  },
  {
    name: 'a default left out',
    edit: ({ order }) => {
      order.prompt[1] = { role: 'user', content: 'Look for notes about invoices, newest first.' };
      callOf(order, 'chosen').arguments.order = 'newest';
      delete callOf(order, 'rejected').arguments.order;
      Object.assign(order.deviation, {
        family: 'missing_optional',
        operator: 'dropped-constraint',
        op: 'remove',
        from: 'newest',
        to: null,
      });
      Object.assign(order.evidence.stated, { text: 'newest first', value: 'newest' });
      order.evidence.executed = { chosen: calls.searchNewest.id, rejected: calls.search.id };
      order.continuation = { chosen: [], rejected: [] };
    },
    claim: 'equivalence',
    row: 'order',
    also: ['results'],
  },
  {
    name: 'results called different that were never seen',
    edit: ({ rename }) => {
      rename.evidence.equivalence.results = 'differ';
    },
    claim: 'results',
    row: 'rename',
  },
  {
    name: 'results called unknown that were recorded',
    edit: ({ path }) => {
      path.evidence.equivalence.results = 'unknown';
    },
    claim: 'results',
    row: 'path',
  },
  {
    name: 'two replies that differ in white space only',
    edit: ({ path }) => {
      path.prompt[1] = { role: 'user', content: "I've been through notes/budget-copy.md already. Show me notes/budget.md." };
      Object.assign(path.evidence.stated, { start: 56, end: 71 });
      rejectInstead(path, 'path', calls.budgetCopy.arguments.path as string);
      path.evidence.executed.rejected = calls.budgetCopy.id;
      path.evidence.equivalence.results = 'differ';
    },
    claim: 'results',
    row: 'path',
  },
  {
    name: 'two calls that leave the same world and say the same',
    edit: (_, data) => {
      recorded(data, calls.renameBack).leaves = calls.rename.leaves;
    },
    claim: 'results',
    row: 'worlds',
  },
  // Recordings
  {
    name: 'a chosen call that was never recorded so',
    edit: ({ path }) => {
      const value = '/srv/desk/notes/menu.md';
      callOf(path, 'chosen').arguments.path = value;
      path.deviation.from = value;
      path.evidence.stated.value = value;
      path.continuation.chosen = [];
    },
    claim: 'executed',
    row: 'path',
  },
  {
    name: 'a recording nobody knows',
    edit: ({ path }) => {
      path.evidence.executed.chosen = 'ffffffffffffffff';
    },
    claim: 'executed',
    row: 'path',
  },
  {
    name: 'the recording of another call',
    edit: ({ path }) => {
      path.evidence.executed.rejected = calls.marlow.id;
      path.continuation.rejected = [];
    },
    claim: 'executed',
    row: 'path',
  },
  { name: 'a recording passed over', edit: ({ path }) => leaveUnrecorded(path), claim: 'executed', row: 'path' },
  {
    name: 'a recording of another state',
    edit: ({ chain }) => {
      chain.evidence.executed = { chosen: calls.budget.id, rejected: calls.budgetOld.id };
      chain.continuation = { chosen: [], rejected: [] };
    },
    claim: 'state',
    row: 'chain',
  },
  {
    name: 'sides recorded in different states',
    edit: ({ chain }) => {
      chain.evidence.executed.rejected = calls.budgetOld.id;
    },
    claim: 'state',
    row: 'chain',
  },
  {
    name: 'a reply edited in the prompt',
    edit: ({ rename }) => {
      toolMessage(rename.prompt).content = '- Holiday';
    },
    claim: 'replies',
    row: 'rename',
  },
  {
    name: 'a reply edited in what follows',
    edit: ({ path }) => {
      toolMessage(path.continuation.rejected).content += '\nFun 80';
    },
    claim: 'replies',
    row: 'path',
  },
  {
    name: 'a value taken from a reply that is not there',
    edit: ({ label }) => {
      madeCall(label.prompt[2]).function.arguments = { words: 'invoices', order: 'oldest' };
      toolMessage(label.prompt).content = String(calls.searchOldest.result.content[0]?.text);
    },
    claim: 'upstream',
    row: 'label',
    also: ['request'],
  },
  {
    name: 'a value at another place of the reply',
    edit: (_, data) => {
      for (const source of recorded(data, calls.marlow).upstream) source.at.start -= 3;
    },
    claim: 'upstream',
    row: 'label',
  },
  {
    name: 'a label at another place of the reply',
    edit: (_, data) => {
      for (const { label } of recorded(data, calls.marlow).upstream) if (label) label.end += 1;
    },
    claim: 'upstream',
    row: 'label',
  },
  // Answers
  {
    name: 'an earlier answer that the reply does not give',
    edit: ({ rename }) => {
      rename.prompt[4] = answer('1: Holiday.');
    },
    claim: 'answers',
    row: 'rename',
  },
  {
    name: 'a final answer that the reply does not give',
    edit: ({ path }) => {
      path.continuation.chosen[1] = answer('It begins: Rent 380');
    },
    claim: 'answers',
    row: 'path',
  },
  {
    name: 'a chosen answer that the reply does not give',
    edit: ({ repeat }) => {
      repeat.chosen = [answer('2: Payday and Stocktake.')];
      repeat.deviation.from = repeat.chosen[0] as unknown as JsonObject;
    },
    claim: 'answers',
    row: 'repeat',
  },
  {
    name: 'a chosen answer that reports another call',
    edit: ({ repeat }) => {
      repeat.evidence.reported.chosen = calls.march20.id;
    },
    claim: 'reported',
    row: 'repeat',
  },
  {
    name: 'a rejected answer that is right by luck',
    edit: ({ early }) => {
      early.rejected = [answer('1: Dentist.')];
      early.deviation.to = early.rejected[0] as unknown as JsonObject;
    },
    claim: 'reported',
    row: 'early',
  },
  {
    name: 'a rejected answer out of thin air',
    edit: ({ early }) => {
      early.rejected = [answer('3: Stocktake, Payday and Holiday.')];
      early.deviation.to = early.rejected[0] as unknown as JsonObject;
    },
    claim: 'reported',
    row: 'early',
  },
  {
    name: 'a reported recording nobody knows',
    edit: ({ early }) => {
      early.evidence.reported.rejected = 'ffffffffffffffff';
    },
    claim: 'reported',
    row: 'early',
  },
  {
    name: 'a rejected answer that reports the very call that is due',
    edit: ({ early }) => {
      early.evidence.reported.rejected = calls.march20.id;
    },
    claim: 'reported',
    row: 'early',
  },
  // One call too many, one too few
  {
    name: 'a repeated call that was not made before',
    edit: ({ repeat }) => {
      callOf(repeat, 'rejected').arguments = { date: '2026-03-20' };
      repeat.deviation.to = repeat.rejected[0] as unknown as JsonObject;
      repeat.evidence.executed.rejected = calls.march20.id;
      repeat.continuation.rejected = [];
    },
    claim: 'redundancy',
    row: 'repeat',
  },
  {
    name: 'a repeated call that changes the world',
    edit: (_, data) => {
      recorded(data, calls.march18).effect = 'changed';
    },
    claim: 'redundancy',
    row: 'repeat',
    also: ['severity', 'state'],
  },
  {
    name: 'a call too many that was never recorded',
    edit: ({ further }) => {
      callOf(further, 'rejected').arguments = { path: '/srv/desk/notes/inv-20.md' };
      further.deviation.to = further.rejected[0] as unknown as JsonObject;
      leaveUnrecorded(further);
    },
    claim: 'redundancy',
    row: 'further',
  },
  // Questions
  {
    name: 'a question for something else',
    edit: ({ needless }) => {
      needless.rejected = [answer('Which note would you like to see?')];
      needless.deviation.to = needless.rejected[0] as unknown as JsonObject;
    },
    claim: 'questions',
    row: 'needless',
  },
  {
    name: 'a right question in words of nobody',
    edit: ({ guess }) => {
      guess.chosen = [answer('Pardon?')];
      guess.deviation.from = guess.chosen[0] as unknown as JsonObject;
    },
    claim: 'questions',
    row: 'guess',
  },
  {
    name: 'a question called right when the request says the value',
    edit: ({ guess }) => {
      const message = guess.prompt.at(-1) as { content: string };
      message.content = message.content.replace('that note', 'notes/budget.md');
      Object.assign(guess.evidence.stated, { text: 'notes/budget.md', end: guess.evidence.stated.start + 'notes/budget.md'.length });
    },
    claim: 'stated',
    row: 'guess',
  },
  {
    name: 'a guess that is called stated',
    edit: ({ guess }) => {
      guess.evidence.stated.value = '/srv/desk/notes/budget.md';
    },
    claim: 'stated',
    row: 'guess',
  },
  {
    name: 'a guess whose value stands in the system message',
    edit: ({ guess }, data) => {
      data.phrases.systems = data.phrases.systems.flatMap((system) => [system, `${system} Mind budget.md.`]);
      (guess.prompt[0] as { content: string }).content += ' Mind budget.md.';
    },
    claim: 'stated',
    row: 'guess',
  },
  {
    name: 'a guess that does what else the request says otherwise',
    edit: ({ guess }) => {
      const message = guess.prompt.at(-1) as { content: string };
      message.content = message.content.replace('first 2 lines', 'first 3 lines');
    },
    claim: 'request',
    row: 'guess',
  },
  // Broken calls
  {
    name: 'a broken call that is none',
    edit: ({ unknownName }) => {
      callOf(unknownName, 'rejected').arguments = { path: '/srv/desk/notes/menu.md', head: 2 };
      Object.assign(unknownName.deviation, { to: { path: '/srv/desk/notes/menu.md', head: 2 }, severity: 'misleading' });
      unknownName.evidence.schema.rejected = true;
    },
    claim: 'broken',
    row: 'unknownName',
  },
  {
    name: 'a placeholder that is a value',
    edit: ({ placeholder }) => {
      callOf(placeholder, 'rejected').arguments.path = '<notes>';
      placeholder.deviation.to = '<notes>';
    },
    claim: 'broken',
    row: 'placeholder',
  },
  {
    name: 'a call called unparseable that is JSON',
    edit: ({ written }) => {
      written.rejected = [answer('{"name": "read_note", "arguments": {}}')];
      written.deviation.to = written.rejected[0] as unknown as JsonObject;
    },
    claim: 'broken',
    row: 'written',
  },
  {
    name: 'a call written out that is of another tool',
    edit: ({ written }) => {
      written.rejected = [answer('{"name": "note_info", "arguments": {}')];
      written.deviation.to = written.rejected[0] as unknown as JsonObject;
    },
    claim: 'broken',
    row: 'written',
  },
  {
    name: 'a broken call that is called valid',
    edit: ({ mistyped }) => {
      mistyped.evidence.schema.rejected = true;
    },
    claim: 'schema',
    row: 'mistyped',
  },
  {
    name: 'a broken call that is said to mean something else',
    edit: ({ mistyped }) => {
      mistyped.evidence.equivalence.canonical = 'differ';
    },
    claim: 'equivalence',
    row: 'mistyped',
  },
  {
    name: 'a tool called unknown that is on offer',
    edit: ({ unknownTool }) => {
      unknownTool.tools = offer('read_note', 'note_info');
      callOf(unknownTool, 'rejected').name = 'note_info';
      Object.assign(unknownTool.deviation, { to: 'note_info' });
      callOf(unknownTool, 'rejected').arguments = { path: '/srv/desk/notes/budget.md', head: 2 };
      unknownTool.evidence.schema.rejected = true;
    },
    claim: 'broken',
    row: 'unknownTool',
    also: ['severity'],
  },
  // Wrong answers
  {
    name: 'a contradiction that is what the reply says',
    edit: ({ contradiction }) => {
      contradiction.rejected = [answer('1: Dentist.')];
      contradiction.deviation.to = contradiction.rejected[0] as unknown as JsonObject;
    },
    claim: 'reported',
    row: 'contradiction',
    also: ['deviation', 'equivalence'],
  },
  {
    name: 'a contradiction that no reply gives',
    edit: ({ contradiction }) => {
      contradiction.rejected = [answer('1: Holiday.')];
      contradiction.deviation.to = contradiction.rejected[0] as unknown as JsonObject;
    },
    claim: 'reported',
    row: 'contradiction',
  },
  {
    name: 'an answer that leaves nothing out',
    edit: ({ part }) => {
      part.rejected = [answer('I found Invoice from Marlow and a pen.')];
      part.deviation.to = part.rejected[0] as unknown as JsonObject;
    },
    claim: 'reported',
    row: 'part',
  },
  {
    name: 'a claim of what was done',
    edit: ({ claimed }) => {
      claimed.rejected = [answer('/srv/desk/notes/budget.md is now called Budget 2024.')];
      claimed.deviation.to = claimed.rejected[0] as unknown as JsonObject;
    },
    claim: 'reported',
    row: 'claimed',
  },
  // One argument more
  {
    name: 'an argument more that replaces another',
    edit: ({ restricted }) => {
      restricted.deviation.from = { path: '/srv/desk/notes/budget.md' };
      restricted.deviation.to = { path: '/srv/desk/notes/budget-old.md', head: 2 };
      callOf(restricted, 'rejected').arguments = { path: '/srv/desk/notes/budget-old.md', head: 2 };
      leaveUnrecorded(restricted);
    },
    claim: 'deviation',
    row: 'restricted',
  },
  {
    name: 'an answer called premature when the call was made',
    edit: ({ early }) => {
      const [made, reply] = structuredClone([early.chosen[0], early.continuation.chosen[0]]) as [Pair['chosen'][number], Message];
      madeCall(made).id = 'before123';
      (reply as Extract<Message, { role: 'tool' }>).tool_call_id = 'before123';
      early.prompt.push(made, reply);
      early.shape = 'serial';
      early.deviation.step = 1;
    },
    claim: 'redundancy',
    row: 'early',
    also: ['request'],
  },
  // Severity
  {
    name: 'a severity that its recording does not bear out',
    edit: ({ rename }) => {
      rename.deviation.severity = 'harmless';
    },
    claim: 'severity',
    row: 'rename',
  },
  {
    name: 'a severity without a reason',
    edit: ({ repeat }) => {
      repeat.deviation.because = ' ';
    },
    claim: 'severity',
    row: 'repeat',
  },
  // Provenance
  {
    name: 'a built row that says it was given',
    edit: ({ path }) => {
      path.meta.request = 'given';
    },
    claim: 'source',
    row: 'path',
    also: ['executed'],
  },
  {
    name: 'a built row that names a given one',
    edit: ({ path }) => {
      path.meta.source = '17';
    },
    claim: 'source',
    row: 'path',
  },
  // Files
  {
    name: 'a change of an argument that its recording does not call critical',
    edit: ({ path }, data) => {
      const role = data.primitives.find(({ id }) => id === path.evidence.executed.chosen)?.roles['/path'];
      if (role !== undefined) role.critical = false;
    },
    claim: 'critical',
    row: 'path',
  },
  {
    name: 'a change of an argument that the manifest takes out of play',
    manifest: ({ config }) => void Object.assign(config, { overrides: { 'desk.events_on': { '/date': { critical: false } } } }),
    claim: 'critical',
    row: 'date',
  },
  {
    name: 'an override of an argument that nobody recorded',
    manifest: ({ config }) => void Object.assign(config, { overrides: { 'desk.events_on': { '/day': { critical: false } } } }),
    claim: 'primitives',
    row: null,
  },
  {
    name: 'an override that no build takes',
    manifest: ({ config }) => void Object.assign(config, { overrides: { 'desk.events_on': { '/date': { origin: 'user' } } } }),
    claim: 'primitives',
    row: null,
  },
  { name: 'a count of the manifest', manifest: ({ counts }) => void counts.train++, claim: 'counts', row: null, file: 'manifest.json' },
  {
    name: 'a count by operator',
    manifest: ({ counts }) => {
      counts.byOperator['near-day'] = 3;
    },
    claim: 'counts',
    row: null,
    file: 'manifest.json',
  },
  {
    name: 'a hash of the manifest',
    manifest: ({ files }) => {
      files['dpo/train.parquet'] = { ...(files['dpo/train.parquet'] as Manifest['files'][string]), sha256: '0'.repeat(64) };
    },
    claim: 'files',
    row: null,
    file: 'dpo/train.parquet',
  },
  {
    name: 'a number of rows in the manifest',
    manifest: ({ files }) => {
      files['sft/train.parquet'] = { ...(files['sft/train.parquet'] as Manifest['files'][string]), rows: 3 };
    },
    claim: 'files',
    row: null,
    file: 'sft/train.parquet',
  },
  {
    name: 'a byte added to the card',
    after: (folder) => writeFileSync(join(folder, 'dataset/README.md'), `${card()}\n`),
    claim: 'files',
    row: null,
    file: 'README.md',
  },
  {
    name: 'a file of nobody',
    after: (folder) => writeFileSync(join(folder, 'dataset/dpo/notes.txt'), 'x'),
    claim: 'files',
    row: null,
    file: 'dpo/notes.txt',
  },
  {
    name: 'a file gone',
    after: (folder) => rmSync(join(folder, 'dataset/sft/test.parquet')),
    claim: 'files',
    row: null,
    file: 'sft/test.parquet',
    also: ['export'],
  },
  {
    name: 'keys of the manifest out of order',
    manifest: (manifest) => {
      manifest.counts.byShape = Object.fromEntries(Object.entries(manifest.counts.byShape).reverse());
    },
    claim: 'files',
    row: null,
    file: 'manifest.json',
  },
  {
    name: 'a row deleted',
    after: (folder) => {
      const lines = readFileSync(join(folder, 'dataset/pairs/train.jsonl'), 'utf8').split('\n');
      rewriteFile(folder, 'pairs/train.jsonl', lines.slice(1).join('\n'));
    },
    claim: 'counts',
    row: null,
    file: 'manifest.json',
    also: ['export', 'files', 'index'],
  },
  {
    name: 'a hash of recordings',
    manifest: ({ primitives }) => {
      primitives.desk = { ...(primitives.desk as Manifest['primitives'][string]), phrases: '0'.repeat(64) };
    },
    claim: 'primitives',
    row: null,
  },
  {
    name: 'a number of recordings',
    manifest: ({ primitives }) => {
      primitives.desk = { ...(primitives.desk as Manifest['primitives'][string]), count: 3 };
    },
    claim: 'primitives',
    row: null,
  },
  {
    name: 'the reply of a recording',
    edit: (_, data) => {
      recorded(data, calls.budgetCopy).result.content = [{ type: 'text', text: 'Rent 500' }];
    },
    claim: 'primitives',
    row: null,
    also: ['replies'],
  },
  {
    name: 'a Parquet row changed',
    after: (folder, { rows }) => {
      const train = structuredClone(rows.filter(({ split }) => split === 'train'));
      callOf(train[1] as Pair, 'chosen').arguments.path = '/srv/desk/notes/menu.md';
      rewriteFile(folder, 'dpo/train.parquet', tableOfPairs(train));
    },
    claim: 'export',
    row: 'tool',
  },
  {
    name: 'a message left out of a Parquet row',
    after: (folder, { rows }) => {
      const test = structuredClone(rows.filter(({ split }) => split === 'test'));
      test[1]?.prompt.shift();
      rewriteFile(folder, 'sft/test.parquet', tableOfMessages(test));
    },
    claim: 'export',
    row: 'order',
  },
  {
    name: 'Parquet rows in another order',
    after: (folder, { rows }) =>
      rewriteFile(folder, 'dpo/test.parquet', tableOfPairs(rows.filter(({ split }) => split === 'test').reverse())),
    claim: 'export',
    row: 'date',
  },
  {
    name: 'the columns of another table',
    after: (folder, { rows }) => rewriteFile(folder, 'sft/test.parquet', tableOfPairs(rows.filter(({ split }) => split === 'test'))),
    claim: 'export',
    row: null,
    file: 'sft/test.parquet',
  },
  {
    name: 'a control that is none',
    manifest: (manifest) => {
      const files = { ...manifest.files, 'controls/test.jsonl': { sha256: '0'.repeat(64), bytes: 3, rows: 1 } };
      manifest.files = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    after: (folder) => rewriteFile(folder, 'controls/test.jsonl', '{}\n'),
    claim: 'control',
    row: null,
    file: 'controls/test.jsonl',
  },
  {
    name: 'a card that forgets a configuration',
    after: (folder) => rewriteFile(folder, 'README.md', card(['dpo'])),
    claim: 'card',
    row: null,
    file: 'README.md',
  },
];

describe('a tampered dataset', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nearmiss-tamper-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  for (const [index, { name, edit, keepIds, manifest, after, claim, row, file, also = [] }] of tamperings.entries()) {
    it(`should fail by ${claim}: ${name}`, async () => {
      const here = join(folder, String(index));
      const data = makeDataset();
      giveIds(data.rows);
      const rows = Object.fromEntries(Object.entries(rowOf).map(([key, at]) => [key, data.rows[at]])) as Record<keyof typeof rowOf, Pair>;
      edit?.(rows, data);
      if (keepIds !== true) giveIds(data.rows);
      writeDataset(here, data, manifest);
      after?.(here, data);
      const report = await checkFolder(join(here, 'dataset'), { primitives: join(here, 'primitives'), maxProblems: 1000 });
      const found = [...new Set(report.problems.map((problem) => problem.claim))].sort();
      expect({ found, reasons: report.problems.map(({ reason }) => reason) }).toMatchObject({ found: [claim, ...also].sort() });
      const named = report.problems.filter((problem) => problem.claim === claim);
      if (row !== null) expect(named.map((problem) => problem.row)).toContain(data.rows[rowOf[row]]?.id);
      else expect(named).toContainEqual(expect.objectContaining({ row: null, file: file ?? null }));
      expect(report.ok).toBe(false);
    });
  }

  it('should be tried on every claim', () => {
    expect(new Set(tamperings.map(({ claim }) => claim))).toEqual(new Set(Object.keys(claims)));
  });
});
