import type { Json, JsonObject } from '../../src/model/json.ts';
import type { AssistantMessage, Message, Pair, ToolCall } from '../../src/model/pair.ts';
import type { Primitive } from '../../src/model/primitive.ts';
import type { GroundTool, OfferedTool } from '../../src/model/tool.ts';
import { calls, ground } from './desk.ts';

const SYSTEM: Message = { role: 'system', content: 'You look after the notes in /srv/desk.' };

let made = 0;
const nextId = (): string => `call${String(++made).padStart(5, '0')}`;

/** Offers are written out by hand here: what they must be is part of what is tested. */
const path = { type: 'string', description: 'Path of the note.' };
const parameters: Record<string, JsonObject> = {
  read_note: {
    type: 'object',
    properties: { path, head: { type: 'integer', minimum: 1 } },
    required: ['path'],
    additionalProperties: false,
  },
};

export function offer(...names: string[]): OfferedTool[] {
  return names.map((name) => {
    const { description, inputSchema } = ground.tools.find((tool) => tool.name === name) as GroundTool;
    return { type: 'function', function: { name, description, parameters: parameters[name] ?? inputSchema } };
  });
}

function call(name: string, values: JsonObject, id = nextId()): ToolCall {
  return { id, type: 'function', function: { name, arguments: values } };
}

const user = (content: string): Message => ({ role: 'user', content });
const answer = (content: string) => ({ role: 'assistant' as const, content });
const calling = (made: ToolCall) => ({ role: 'assistant' as const, content: '', tool_calls: [made] });
const reply = (made: ToolCall, { result }: Primitive): Message => ({
  role: 'tool',
  tool_call_id: made.id,
  name: made.function.name,
  content: String(result.content[0]?.text),
});

/** A recorded call with its reply, as it stands in a prompt. */
function exchange(primitive: Primitive): Message[] {
  const said = call(primitive.tool, primitive.arguments);
  return [calling(said), reply(said, primitive)];
}

interface Said {
  text: string;
  pointer: string;
  value: Json;
  label?: boolean;
}

interface Draft {
  split?: Pair['split'];
  shape?: Pair['shape'];
  group: string;
  tools: OfferedTool[];
  prompt: Message[];
  chosen: Pair['chosen'][number];
  rejected: Pair['rejected'][number];
  deviation: Omit<Pair['deviation'], 'severity' | 'because'>;
  severity?: Pair['deviation']['severity'];
  stated: Said;
  /** where there are two changes: what proves each alone */
  alone?: { stated: Said; executed: Primitive | null }[];
  executed: [Primitive | null, Primitive | null];
  reported?: [Primitive | null, Primitive | null];
  results?: 'differ' | 'unknown';
  /** what the evidence says of the rejected call's schema, where that is not what it has to be for a call that is no broken one */
  fits?: boolean | null;
  /** the request before a model said it anew */
  own?: string;
  continuation: Pair['continuation'];
}

function complete(draft: Draft, index: number): Pair {
  const message = draft.prompt.findLastIndex(({ role }) => role === 'user');
  const state = ({ text, pointer, value, label = false }: Said): Pair['evidence']['stated'] => {
    const start = (draft.prompt[message] as { content: string }).content.lastIndexOf(text);
    return { message, start, end: start + text.length, text, pointer, value, label };
  };
  const prove = ({ stated, executed }: NonNullable<Draft['alone']>[number]): NonNullable<Pair['evidence']['alone']>[number] => ({
    stated: state(stated),
    executed: executed?.id ?? null,
    results: executed === null ? 'unknown' : 'differ',
  });
  const valid = (side: Pair['chosen'][number]): true | null => (side.tool_calls === undefined ? null : true);
  const broken = draft.deviation.family === 'broken_call';
  const [reportedChosen, reportedRejected] = draft.reported ?? [null, null];
  return {
    schema: 'nearmiss/pair@1',
    id: '',
    group: draft.group,
    split: draft.split ?? 'train',
    shape: draft.shape ?? 'single',
    tools: draft.tools,
    prompt: draft.prompt,
    chosen: [draft.chosen],
    rejected: [draft.rejected],
    deviation: { ...draft.deviation, severity: draft.severity ?? 'misleading', because: 'a reason' },
    evidence: {
      stated: state(draft.stated),
      schema: { chosen: valid(draft.chosen), rejected: draft.fits === undefined ? valid(draft.rejected) : draft.fits },
      executed: { chosen: draft.executed[0]?.id ?? null, rejected: draft.executed[1]?.id ?? null },
      reported: { chosen: reportedChosen?.id ?? null, rejected: reportedRejected?.id ?? null },
      equivalence: { canonical: broken ? 'unknown' : 'differ', results: draft.results ?? 'differ' },
      ...(draft.alone === undefined ? {} : { alone: draft.alone.map(prove) }),
    },
    continuation: draft.continuation,
    meta: {
      seed: 'fixture',
      index,
      grounds: ['desk'],
      request: draft.own === undefined ? 'phrases' : 'model',
      source: null,
      ...phrased(draft),
    },
  };
}

function phrased({ own }: Draft): Pick<Pair['meta'], 'phrased'> {
  return own === undefined ? {} : { phrased: { model: 'writer-1', own, reason: null } };
}

const ARGUMENTS = '/tool_calls/0/function/arguments';

/** "the first two lines" asked for, and read whole instead. */
const HEAD_DROPPED = {
  deviation: {
    family: 'missing_optional',
    operator: 'dropped-constraint',
    step: 0,
    op: 'remove',
    pointer: `${ARGUMENTS}/head`,
    from: 2,
    to: null,
  },
  stated: { text: 'two', pointer: '/head', value: 2 },
} as const;

/** A pair whose sides are two recorded calls with their replies. */
function callPair(
  chosen: Primitive,
  rejected: Primitive,
  rest: Pick<Draft, 'group' | 'tools' | 'prompt' | 'deviation' | 'stated'> & Partial<Draft>,
  answers: [string, string],
): Draft {
  const right = call(chosen.tool, chosen.arguments);
  const wrong = call(rejected.tool, rejected.arguments, right.id);
  return {
    chosen: calling(right),
    rejected: calling(wrong),
    executed: [chosen, rejected],
    continuation: { chosen: [reply(right, chosen), answer(answers[0])], rejected: [reply(wrong, rejected), answer(answers[1])] },
    ...rest,
  };
}

/** Rows that hold, one for each way to be wrong. */
export function makeRows(): Pair[] {
  made = 0;
  const note = (name: string): string => `/srv/desk/notes/${name}.md`;
  const drafts: Draft[] = [
    callPair(
      calls.budget,
      calls.budgetOld,
      {
        group: 'g0',
        tools: offer('read_note', 'note_info', 'events_on'),
        prompt: [SYSTEM, user("Morning. I've been through notes/budget-old.md already. Show me notes/budget.md. Thanks!")],
        deviation: {
          family: 'wrong_value',
          operator: 'sibling-value',
          step: 0,
          op: 'replace',
          pointer: `${ARGUMENTS}/path`,
          from: note('budget'),
          to: note('budget-old'),
        },
        stated: { text: 'notes/budget.md', pointer: '/path', value: note('budget') },
      },
      ['It begins: Rent 400', 'First line: Rent 380'],
    ),
    callPair(
      calls.budget,
      calls.budgetInfo,
      {
        group: 'g0',
        tools: offer('note_info', 'read_note'),
        prompt: [user(`Read out ${note('budget')}.`)],
        deviation: {
          family: 'wrong_function',
          operator: 'sibling-tool',
          step: 0,
          op: 'replace',
          pointer: '/tool_calls/0/function',
          from: { name: 'read_note', arguments: { path: note('budget') } },
          to: { name: 'note_info', arguments: { path: note('budget') } },
        },
        stated: { text: 'Read out', pointer: '', value: 'read_note' },
      },
      ['First line: Rent 400', `${note('budget')} has 27 bytes.`],
    ),
    callPair(
      calls.budgetTop,
      calls.budget,
      {
        group: 'g2',
        tools: offer('read_note', 'search_notes'),
        prompt: [SYSTEM, user('Show me the first two lines of notes/budget.md.')],
        ...HEAD_DROPPED,
      },
      ['It begins: Rent 400', 'It begins: Rent 400'],
    ),
    callPair(
      calls.march19,
      calls.march20,
      {
        group: 'g3',
        split: 'test',
        tools: offer('events_on', 'rename_note'),
        prompt: [user('What is on March 19, 2026?')],
        deviation: {
          family: 'wrong_value',
          operator: 'near-day',
          step: 0,
          op: 'replace',
          pointer: `${ARGUMENTS}/date`,
          from: '2026-03-19',
          to: '2026-03-20',
        },
        stated: { text: 'March 19, 2026', pointer: '/date', value: '2026-03-19' },
      },
      ['2: Stocktake and Payday.', '1: Dentist.'],
    ),
    callPair(
      calls.marlow,
      calls.harrow,
      {
        group: 'g4',
        shape: 'serial',
        tools: offer('search_notes', 'read_note', 'note_info'),
        prompt: [SYSTEM, user('Look for notes about invoices and show me Invoice from Marlow.'), ...exchange(calls.search)],
        deviation: {
          family: 'wrong_value',
          operator: 'wrong-element',
          step: 1,
          op: 'replace',
          pointer: `${ARGUMENTS}/path`,
          from: note('inv-17'),
          to: note('inv-18'),
        },
        stated: { text: 'Invoice from Marlow', pointer: '/path', value: note('inv-17'), label: true },
      },
      ['It begins: Marlow, 17 chairs, 340.00', 'It begins: Harrow, 2 desks, 610.00'],
    ),
    repeatedCall(),
    prematureAnswer(),
    unrecorded(),
    callPair(
      calls.searchOldest,
      calls.searchNewest,
      {
        group: 'g8',
        split: 'test',
        tools: offer('search_notes', 'read_note'),
        prompt: [SYSTEM, user('Look for notes about invoices, oldest first.')],
        deviation: {
          family: 'wrong_value',
          operator: 'sibling-enum',
          step: 0,
          op: 'replace',
          pointer: `${ARGUMENTS}/order`,
          from: 'oldest',
          to: 'newest',
        },
        stated: { text: 'oldest first', pointer: '/order', value: 'oldest' },
      },
      ['I found Invoice from Harrow and Invoice from Marlow.', 'I found Invoice from Marlow and Invoice from Harrow.'],
    ),
    callPair(
      calls.budgetRenamed,
      calls.budgetOldRenamed,
      {
        group: 'g9',
        shape: 'serial',
        tools: offer('rename_note', 'read_note'),
        prompt: [SYSTEM, user('Rename notes/budget.md to Budget 2026, then show me notes/budget.md.'), ...exchange(calls.rename)],
        deviation: {
          family: 'wrong_value',
          operator: 'sibling-value',
          step: 1,
          op: 'replace',
          pointer: `${ARGUMENTS}/path`,
          from: note('budget'),
          to: note('budget-old'),
        },
        stated: { text: 'notes/budget.md', pointer: '/path', value: note('budget') },
      },
      ['It begins: Budget 2026', 'It begins: Rent 380'],
    ),
    // Both replies say "renamed": the worlds tell the two apart.
    callPair(
      calls.rename,
      calls.renameBack,
      {
        group: 'g7',
        severity: 'destructive',
        tools: offer('read_note', 'rename_note'),
        prompt: [user(`Rename ${note('budget')} to Budget 2026.`)],
        deviation: {
          family: 'wrong_value',
          operator: 'sibling-value',
          step: 0,
          op: 'replace',
          pointer: `${ARGUMENTS}/title`,
          from: 'Budget 2026',
          to: 'Budget 2024',
        },
        stated: { text: 'Budget 2026', pointer: '/title', value: 'Budget 2026' },
      },
      [`${note('budget')} is now called Budget 2026.`, `${note('budget')} is now called Budget 2024.`],
    ),
    guessedValue(),
    needlessQuestion(),
    unneededCall(),
    wrongAnswer('contradicts-result', answer('1: Review.'), calls.march21),
    wrongAnswer('leaves-part-out', answer('I found Invoice from Marlow.'), calls.search),
    claimedAction(),
    addedRestriction(),
    broken('unknown-tool', '/name', 'read_note', 'open_note'),
    broken('unknown-parameter', '/arguments', calls.budgetTop.arguments, { file: calls.budgetTop.arguments.path as Json, head: 2 }),
    broken('mistyped-parameter', '/arguments/head', 2, '2'),
    broken('unfilled-placeholder', '/arguments/path', calls.budgetTop.arguments.path as Json, '<path>'),
    writtenOut(),
    callPair(
      calls.budgetTop,
      calls.budget,
      {
        group: 'g2',
        tools: offer('read_note', 'search_notes'),
        prompt: [SYSTEM, user("I'm late, my boss is waiting. Could you show me the first two lines of notes/budget.md? Thank you!")],
        own: 'Show me the first two lines of notes/budget.md.',
        ...HEAD_DROPPED,
      },
      ['It begins: Rent 400', 'It begins: Rent 400'],
    ),
    retriedFailure(),
    mendedCall(),
    ignoredError(),
    twoMistakes(),
  ];
  const rows = drafts.map(complete);
  const [lookUp, contradiction] = [rows[3], rows[14]] as [Pair, Pair];
  return [
    ...rows,
    writtenAnew(asked(lookUp, 'Tell me what happens on March 19, 2026.', 'what happens on'), rows.length, {
      '/continuation/chosen/1': 'I found that 2 are on: Stocktake and Payday.',
      '/continuation/rejected/1': 'Here is what happens: 1, Dentist.',
    }),
    writtenAnew(contradiction, rows.length + 1, {
      '/chosen/0': 'Here is what I found: 1, Dentist.',
      '/rejected/0': 'Here is what I found: 1, Review.',
    }),
  ];
}

/** A row whose request has other words. */
function asked(row: Pair, content: string, cue: string): Pair {
  const { stated } = row.evidence;
  const start = content.indexOf(stated.text);
  const prompt = row.prompt.with(stated.message, user(content));
  if (!content.includes(cue)) throw new Error(`no ${cue}`);
  return { ...row, prompt, evidence: { ...row.evidence, stated: { ...stated, start, end: start + stated.text.length } } };
}

/** A row with answers as a model wrote them, by their places. */
function writtenAnew(row: Pair, index: number, texts: Record<string, string>): Pair {
  const copy = structuredClone(row);
  const answers = Object.entries(texts).map(([at, content]) => {
    const [, of = '', side = ''] = at.split('/');
    const messages = of === 'continuation' ? copy.continuation[side as 'chosen'] : copy[of as 'chosen'];
    const message = messages.at(-1) as Message;
    const own = message.content;
    message.content = content;
    return { at, own, reason: null };
  });
  const { deviation } = copy;
  if (deviation.pointer === '')
    Object.assign(deviation, insteadOf(...([...copy.chosen, ...copy.rejected] as [AssistantMessage, AssistantMessage])));
  copy.meta = { ...copy.meta, index, answered: { model: 'writer-1', answers } };
  return copy;
}

function repeatedCall(): Draft {
  const chosen = answer('2: Stocktake and Payday.');
  const again = call('events_on', calls.march18.arguments);
  const rejected = calling(again);
  return {
    group: 'g5',
    severity: 'harmless',
    shape: 'answer',
    tools: offer('events_on', 'search_notes'),
    prompt: [user('Tell me what happens on 2026-03-18.'), ...exchange(calls.march18)],
    chosen,
    rejected,
    deviation: {
      family: 'wrong_number',
      operator: 'repeated-call',
      step: 0,
      op: 'replace',
      pointer: '',
      from: chosen as unknown as Json,
      to: rejected as unknown as Json,
    },
    stated: { text: 'what happens on', pointer: '', value: 'events_on' },
    executed: [null, calls.march18],
    reported: [calls.march18, null],
    results: 'unknown',
    continuation: { chosen: [], rejected: [reply(again, calls.march18), answer('2: Stocktake and Payday.')] },
  };
}

function prematureAnswer(): Draft {
  const due = call('events_on', calls.march20.arguments);
  const chosen = calling(due);
  const rejected = answer('2: Stocktake and Payday.');
  return {
    group: 'g6',
    tools: offer('events_on', 'note_info'),
    prompt: [user('What is on 20 March 2026? Thanks!')],
    chosen,
    rejected,
    deviation: {
      family: 'wrong_number',
      operator: 'premature-answer',
      step: 0,
      op: 'replace',
      pointer: '',
      from: chosen as unknown as Json,
      to: rejected as unknown as Json,
    },
    stated: { text: 'What is on', pointer: '', value: 'events_on' },
    executed: [calls.march20, null],
    reported: [null, calls.march19],
    results: 'unknown',
    continuation: { chosen: [reply(due, calls.march20), answer('1: Dentist.')], rejected: [] },
  };
}

/** The rejected call changes the world and was never recorded. An earlier turn came before. */
function unrecorded(): Draft {
  const right = call('rename_note', calls.rename.arguments);
  const wrong = call('rename_note', { ...calls.rename.arguments, title: 'Budget 2025' }, right.id);
  return {
    group: 'g7',
    severity: 'destructive',
    shape: 'followup',
    tools: offer('rename_note', 'events_on'),
    prompt: [
      SYSTEM,
      user('What is on 2026-03-20?'),
      ...exchange(calls.march20),
      answer('1: Dentist.'),
      user('Rename notes/budget.md to Budget 2026.'),
    ],
    chosen: calling(right),
    rejected: calling(wrong),
    deviation: {
      family: 'wrong_value',
      operator: 'sibling-value',
      step: 0,
      op: 'replace',
      pointer: `${ARGUMENTS}/title`,
      from: 'Budget 2026',
      to: 'Budget 2025',
    },
    stated: { text: 'Budget 2026', pointer: '/title', value: 'Budget 2026' },
    executed: [calls.rename, null],
    results: 'unknown',
    continuation: { chosen: [reply(right, calls.rename)], rejected: [] },
  };
}

/** The change that puts one message in the place of the other. */
function insteadOf(
  chosen: Pair['chosen'][number],
  rejected: Pair['chosen'][number],
): Pick<Draft['deviation'], 'step' | 'op' | 'pointer' | 'from' | 'to'> {
  return { step: 0, op: 'replace', pointer: '', from: chosen as unknown as Json, to: rejected as unknown as Json };
}

/** The request does not say which note; the call guesses one. */
function guessedValue(): Draft {
  const guess = call('read_note', calls.budgetTop.arguments);
  const chosen = answer('Which note do you mean?');
  const rejected = calling(guess);
  return {
    group: 'g12',
    shape: 'question',
    tools: offer('read_note', 'search_notes'),
    prompt: [SYSTEM, user('Morning. Read out that note, only the first 2 lines.')],
    chosen,
    rejected,
    deviation: { family: 'wrong_number', operator: 'guessed-value', ...insteadOf(chosen, rejected) },
    stated: { text: 'that note', pointer: '/path', value: null },
    executed: [null, calls.budgetTop],
    results: 'unknown',
    continuation: { chosen: [], rejected: [reply(guess, calls.budgetTop), answer('It begins: Rent 400')] },
  };
}

/** The request says which note; the answer asks. */
function needlessQuestion(): Draft {
  const due = call('read_note', calls.budgetCopy.arguments);
  const chosen = calling(due);
  const rejected = answer('Which note do you mean?');
  return {
    group: 'g13',
    severity: 'harmless',
    tools: offer('read_note', 'search_notes'),
    prompt: [user('Show me /srv/desk/notes/budget-copy.md. Thanks!')],
    chosen,
    rejected,
    deviation: { family: 'wrong_number', operator: 'needless-question', ...insteadOf(chosen, rejected) },
    stated: { text: '/srv/desk/notes/budget-copy.md', pointer: '/path', value: calls.budgetCopy.arguments.path as Json },
    executed: [calls.budgetCopy, null],
    results: 'unknown',
    continuation: { chosen: [reply(due, calls.budgetCopy), answer('It begins: Rent 400')], rejected: [] },
  };
}

/** What was found is opened though nobody asks for it. */
function unneededCall(): Draft {
  const further = call('read_note', calls.marlow.arguments);
  const chosen = answer('I found Invoice from Marlow and Invoice from Harrow.');
  const rejected = calling(further);
  return {
    group: 'g14',
    severity: 'harmless',
    shape: 'answer',
    tools: offer('search_notes', 'read_note'),
    prompt: [user('Look for notes about invoices.'), ...exchange(calls.search)],
    chosen,
    rejected,
    deviation: { family: 'wrong_number', operator: 'unneeded-call', ...insteadOf(chosen, rejected) },
    stated: { text: 'Look for', pointer: '', value: 'search_notes' },
    executed: [null, calls.marlow],
    reported: [calls.search, null],
    results: 'unknown',
    continuation: { chosen: [], rejected: [reply(further, calls.marlow)] },
  };
}

/** The reply is there, and the answer says something else. */
function wrongAnswer(operator: string, rejected: Pair['chosen'][number], reports: Primitive): Draft {
  const isSearch = reports === calls.search;
  const made = isSearch ? calls.search : calls.march20;
  const chosen = answer(isSearch ? 'I found Invoice from Marlow and Invoice from Harrow.' : '1: Dentist.');
  return {
    group: isSearch ? 'g14' : 'g6',
    shape: 'answer',
    tools: offer('search_notes', 'events_on'),
    prompt: [user(isSearch ? 'Look for notes about invoices.' : 'What is on 20 March 2026?'), ...exchange(made)],
    chosen,
    rejected,
    deviation: { family: 'wrong_answer', operator, ...insteadOf(chosen, rejected) },
    stated: { text: isSearch ? 'Look for' : 'What is on', pointer: '', value: made.tool },
    executed: [null, null],
    reported: [made, reports],
    results: made === reports ? 'unknown' : 'differ',
    continuation: { chosen: [], rejected: [] },
  };
}

/** The note was never renamed. */
function claimedAction(): Draft {
  const due = call('rename_note', calls.rename.arguments);
  const chosen = calling(due);
  const rejected = answer('/srv/desk/notes/budget.md is now called Budget 2026.');
  return {
    group: 'g7',
    tools: offer('rename_note', 'events_on'),
    prompt: [user('Morning. Rename /srv/desk/notes/budget.md to Budget 2026.')],
    chosen,
    rejected,
    deviation: { family: 'wrong_answer', operator: 'claims-action', ...insteadOf(chosen, rejected) },
    stated: { text: 'Rename', pointer: '', value: 'rename_note' },
    executed: [calls.rename, null],
    reported: [null, calls.rename],
    results: 'unknown',
    continuation: { chosen: [reply(due, calls.rename)], rejected: [] },
  };
}

/** Nobody asked for the first lines only. */
function addedRestriction(): Draft {
  return callPair(
    calls.budget,
    calls.budgetTop,
    {
      group: 'g0',
      tools: offer('read_note', 'search_notes'),
      prompt: [SYSTEM, user('Show me notes/budget.md. Thanks!')],
      deviation: {
        family: 'missing_optional',
        operator: 'added-restriction',
        step: 0,
        op: 'replace',
        pointer: ARGUMENTS,
        from: calls.budget.arguments,
        to: calls.budgetTop.arguments,
      },
      stated: { text: 'Show me', pointer: '', value: 'read_note' },
    },
    ['It begins: Rent 400', 'It begins: Rent 400'],
  );
}

/** The call for the first two lines of a note, with one thing broken. */
function broken(operator: string, pointer: string, from: Json, to: Json): Draft {
  const right = call('read_note', calls.budgetTop.arguments);
  const wrong = structuredClone(right) as unknown as { id: string; function: { name: string; arguments: JsonObject } };
  if (pointer === '/name') wrong.function.name = to as string;
  else if (pointer === '/arguments') wrong.function.arguments = to as JsonObject;
  else wrong.function.arguments[pointer.slice('/arguments/'.length)] = to;
  const fits = operator === 'unfilled-placeholder';
  return {
    group: 'g2',
    severity: fits ? 'misleading' : 'harmless',
    tools: offer('read_note', 'search_notes'),
    prompt: [SYSTEM, user('Read out notes/budget.md, only the first two lines.')],
    chosen: calling(right),
    rejected: calling(wrong as unknown as ToolCall),
    deviation: { family: 'broken_call', operator, step: 0, op: 'replace', pointer: `/tool_calls/0/function${pointer}`, from, to },
    stated: { text: 'Read out', pointer: '', value: 'read_note' },
    executed: [calls.budgetTop, null],
    results: 'unknown',
    fits,
    continuation: { chosen: [reply(right, calls.budgetTop), answer('It begins: Rent 400')], rejected: [] },
  };
}

/** The call stands in the text, and a brace is missing. */
function writtenOut(): Draft {
  const right = call('read_note', calls.budgetTop.arguments);
  const chosen = calling(right);
  const rejected = answer(`{"name": "read_note", "arguments": ${JSON.stringify(calls.budgetTop.arguments)}`);
  return {
    ...broken('unfilled-placeholder', '/arguments/head', 2, '<head>'),
    severity: 'harmless',
    chosen,
    rejected,
    deviation: { family: 'broken_call', operator: 'unparseable-call', ...insteadOf(chosen, rejected) },
    fits: null,
    continuation: { chosen: [reply(right, calls.budgetTop), answer('It begins: Rent 400')], rejected: [] },
  };
}

/** There is no such note; the call is made again. */
function retriedFailure(): Draft {
  const again = call('read_note', calls.missing.arguments);
  const chosen = answer('There is no /srv/desk/notes/inv-19.md.');
  const rejected = calling(again);
  return {
    group: 'g15',
    severity: 'harmless',
    shape: 'answer',
    tools: offer('read_note', 'search_notes'),
    prompt: [SYSTEM, user('Show me notes/inv-19.md.'), ...exchange(calls.missing)],
    chosen,
    rejected,
    deviation: { family: 'wrong_number', operator: 'retried-failure', ...insteadOf(chosen, rejected) },
    stated: { text: 'Show me', pointer: '', value: 'read_note' },
    executed: [null, calls.missing],
    reported: [calls.missing, null],
    results: 'unknown',
    continuation: { chosen: [], rejected: [reply(again, calls.missing), answer('There is no /srv/desk/notes/inv-19.md.')] },
  };
}

/** A slip of the path failed; it is made again in place of the call that was meant. */
function mendedCall(): Draft {
  const due = call('read_note', calls.budgetOld.arguments);
  const again = call('read_note', calls.slip.arguments, due.id);
  const [chosen, rejected] = [calling(due), calling(again)];
  return {
    group: 'g16',
    severity: 'harmless',
    shape: 'mended',
    tools: offer('read_note', 'search_notes'),
    prompt: [SYSTEM, user('Read out notes/budget-old.md.'), ...exchange(calls.slip)],
    chosen,
    rejected,
    deviation: { family: 'wrong_number', operator: 'retried-failure', ...insteadOf(chosen, rejected), step: 1 },
    stated: { text: 'Read out', pointer: '', value: 'read_note' },
    executed: [calls.budgetOld, calls.slip],
    continuation: { chosen: [reply(due, calls.budgetOld)], rejected: [reply(again, calls.slip)] },
  };
}

/** There is no such note; the answer tells what another one says. */
function ignoredError(): Draft {
  const chosen = answer('I found no /srv/desk/notes/inv-19.md. Which note do you mean?');
  const rejected = answer('It begins: Harrow, 2 desks, 610.00');
  return {
    ...retriedFailure(),
    severity: 'misleading',
    prompt: [SYSTEM, user('Read out notes/inv-19.md.'), ...exchange(calls.missing)],
    chosen,
    rejected,
    deviation: { family: 'wrong_answer', operator: 'ignores-error', ...insteadOf(chosen, rejected) },
    stated: { text: 'Read out', pointer: '', value: 'read_note' },
    executed: [null, null],
    reported: [calls.missing, calls.harrow],
    results: 'differ',
    continuation: { chosen: [], rejected: [] },
  };
}

/** The neighbouring note, and all of it: two mistakes, either wrong alone. */
function twoMistakes(): Draft {
  const { deviation, stated } = HEAD_DROPPED;
  const path = { text: 'notes/budget.md', pointer: '/path', value: calls.budgetTop.arguments.path as Json };
  return callPair(
    calls.budgetTop,
    calls.budgetOld,
    {
      group: 'g2',
      tools: offer('read_note', 'search_notes'),
      prompt: [SYSTEM, user('Show me the first 2 lines of notes/budget.md.')],
      deviation: {
        family: 'wrong_value',
        operator: 'sibling-value',
        step: 0,
        op: 'replace',
        pointer: `${ARGUMENTS}/path`,
        from: path.value,
        to: calls.budgetOld.arguments.path as Json,
        also: [{ ...withoutStep(deviation) }],
      },
      stated: path,
      alone: [
        { stated: path, executed: null },
        { stated: { ...stated, text: '2' }, executed: calls.budget },
      ],
    },
    ['It begins: Rent 400', 'It begins: Rent 380'],
  );
}

function withoutStep({ step: _, ...change }: typeof HEAD_DROPPED.deviation): Omit<typeof HEAD_DROPPED.deviation, 'step'> {
  return change;
}
