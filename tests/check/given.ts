import type { Json, JsonObject } from '../../src/model/json.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import type { AssistantMessage, Message, Pair } from '../../src/model/pair.ts';
import type { OfferedTool } from '../../src/model/tool.ts';

/** A small file of given rows, as somebody's log may hold them, and pairs made from it by hand. */

const parameters = (properties: JsonObject, ...required: string[]): JsonObject => ({ type: 'object', properties, required });
const tool = (name: string, description: string, schema: JsonObject): JsonObject => ({
  type: 'function',
  function: { name, description, parameters: schema },
});

const ferry = tool(
  'search_ferries',
  'Ferries between two harbours.',
  parameters(
    {
      from: { type: 'string', description: 'Harbour of departure' },
      to: { type: 'string', description: 'Harbour of arrival' },
      day: { type: 'string', format: 'date', description: 'YYYY-MM-DD' },
      time: { type: 'string', description: 'Not before, HH:MM' },
      passengers: { type: 'integer', minimum: 1, default: 1 },
      cabin: { type: 'string', enum: ['inside', 'outside', 'none'], description: 'Cabin; the default is none' },
      with_car: { type: 'boolean', description: 'Whether a car comes along', default: false },
    },
    'from',
    'to',
    'day',
  ),
);
const lookUp = tool('find_booking', 'Look a booking up.', parameters({ name: { type: 'string' } }, 'name'));
const cancel = tool(
  'cancel_booking',
  'Cancel a booking.',
  parameters({ booking: { type: 'string', description: 'Its number' } }, 'booking'),
);
const confirm = tool(
  'confirm_booking',
  'Confirm a booking.',
  parameters({ booking: { type: 'string', description: 'Its number' } }, 'booking'),
);
const menu = tool(
  'order_menu',
  'Order food on board.',
  parameters({ dishes: { type: 'array', items: { type: 'string' } }, weight_kg: { type: 'number' } }, 'dishes'),
);

const does = (id: string, name: string, values: JsonObject): JsonObject => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name, arguments: JSON.stringify(values) } }],
});

export const sourceRows: JsonObject[] = [
  {
    id: 'crossing',
    tools: [ferry, lookUp],
    messages: [
      { role: 'developer', content: 'Today is 2 March 2026.' },
      {
        role: 'user',
        content: [
          {
            type: 'text',
            text: 'Ferries from Esbjerg to Harwich on 19 April at half past six in the evening, two dozen of us, with a car.',
          },
        ],
      },
      does('c1', 'search_ferries', { from: 'Esbjerg', to: 'Harwich', day: '2026-04-19', time: '18:30', passengers: 24, with_car: true }),
    ],
  },
  {
    id: 'mended',
    tools: [ferry],
    messages: [
      { role: 'user', content: 'Find a ferry from Stornoway to Ullapool on 3 June 2026.' },
      { role: 'assistant', content: 'Inside or outside cabin?' },
      { role: 'user', content: 'An outside cabin. And no, make it 5 June.' },
      does('c1', 'search_ferries', { from: 'Stornoway', to: 'Ullapool', day: '2026-06-05', cabin: 'outside' }),
      { role: 'tool', tool_call_id: 'c1', content: [{ type: 'text', text: '07:00' }] },
      { role: 'assistant', content: 'There is one at 07:00.' },
    ],
  },
  {
    tools: [lookUp, cancel, confirm],
    messages: [
      { role: 'user', content: 'Please cancel the booking of Liv Tangen.' },
      does('a', 'find_booking', { name: 'Liv Tangen' }),
      { role: 'tool', tool_call_id: 'a', content: '{"booking":"F-7701","earlier":"F-6512"}' },
      does('b', 'cancel_booking', { booking: 'F-7701' }),
      { role: 'tool', tool_call_id: 'b', content: 'done' },
      { role: 'assistant', content: 'It is cancelled.' },
    ],
  },
  {
    id: 'galley',
    tools: [menu],
    messages: [
      { role: 'user', content: 'Order mushrooms and olives, 2 kg in all.' },
      {
        role: 'assistant',
        content: 'At once.',
        tool_calls: [{ id: 'x', function: { name: 'order_menu', arguments: { dishes: ['mushroom', 'olive'], weight_kg: 2 } } }],
      },
      { role: 'tool', tool_call_id: 'x', content: 'ok' },
      { role: 'assistant', content: 'Ordered.' },
    ],
  },
];

interface Draft {
  row: number;
  /** index of the message that is decided */
  at: number;
  operator: string;
  family?: Pair['deviation']['family'];
  pointer: string;
  to: Json;
  op?: 'remove';
  words: string;
  /** index of the message that states it */
  said: number;
  split?: Pair['split'];
  shape?: Pair['shape'];
  severity?: Pair['deviation']['severity'];
  /** in place of a change in the arguments: the whole rejected side */
  instead?: JsonObject;
}

const drafts = {
  day: { row: 0, at: 2, operator: 'near-day', pointer: '/day', to: '2026-04-18', words: '19 April', said: 1 },
  time: { row: 0, at: 2, operator: 'wrong-time', pointer: '/time', to: '06:30', words: 'half past six in the evening', said: 1 },
  count: { row: 0, at: 2, operator: 'near-number', pointer: '/passengers', to: 23, words: 'two dozen', said: 1 },
  flag: { row: 0, at: 2, operator: 'flipped-flag', pointer: '/with_car', to: false, words: 'with a car', said: 1 },
  stale: {
    row: 1,
    at: 3,
    operator: 'stale-value',
    pointer: '/day',
    to: '2026-06-03',
    words: '5 June',
    said: 2,
    shape: 'followup',
    split: 'test',
  },
  cabin: {
    row: 1,
    at: 3,
    operator: 'sibling-enum',
    pointer: '/cabin',
    to: 'inside',
    words: 'outside cabin',
    said: 2,
    shape: 'followup',
    split: 'test',
  },
  dropped: {
    row: 1,
    at: 3,
    operator: 'dropped-constraint',
    family: 'missing_optional',
    pointer: '/cabin',
    op: 'remove',
    to: null,
    words: 'outside cabin',
    said: 2,
    shape: 'followup',
    split: 'test',
  },
  reply: {
    row: 2,
    at: 3,
    operator: 'wrong-element',
    pointer: '/booking',
    to: 'F-6512',
    words: 'F-7701',
    said: 2,
    shape: 'serial',
    severity: 'destructive',
  },
  opposite: {
    row: 2,
    at: 3,
    operator: 'sibling-tool',
    family: 'wrong_function',
    pointer: '',
    to: 'confirm_booking',
    words: 'cancel',
    said: 0,
    shape: 'serial',
    severity: 'destructive',
  },
  list: {
    row: 3,
    at: 1,
    operator: 'dropped-element',
    pointer: '/dishes',
    to: ['mushroom'],
    words: 'mushrooms and olives',
    said: 0,
    severity: 'destructive',
  },
  weight: { row: 3, at: 1, operator: 'near-number', pointer: '/weight_kg', to: 3, words: '2 kg', said: 0, severity: 'destructive' },
} satisfies Record<string, Draft>;

export const givenRowOf = Object.fromEntries(Object.keys(drafts).map((name, index) => [name, index])) as Record<
  keyof typeof drafts,
  number
>;

/** The pairs anew, in the order of the file, each with an id of its content's. */
export function makeGivenPairs(): Pair[] {
  return Object.values(drafts).map((draft, index) => makePair(draft, index));
}

const ARGUMENTS = '/tool_calls/0/function/arguments';

function makePair(draft: Draft, index: number): Pair {
  const given = sourceRows[draft.row] as { id?: string; tools: OfferedTool[]; messages: JsonObject[] };
  const messages = read(given.messages);
  const chosen = messages[draft.at] as Required<AssistantMessage>;
  const rejected = structuredClone(chosen);
  const values = (rejected.tool_calls[0] as { function: { name: string; arguments: JsonObject } }).function;
  const name = draft.pointer.slice(1);
  const from = draft.pointer === '' ? values.name : (values.arguments[name] as Json);
  if (draft.pointer === '') values.name = String(draft.to);
  else if (draft.op === 'remove') delete values.arguments[name];
  else values.arguments[name] = draft.to;
  const prompt = messages.slice(0, draft.at);
  const content = (prompt[draft.said] as Message).content;
  const start = content.indexOf(draft.words);
  const after = prompt.slice(prompt.findLastIndex(({ role }) => role === 'user'));
  return {
    schema: 'nearmiss/pair@1',
    id: '',
    group: `given-${draft.row}`,
    split: draft.split ?? 'train',
    shape: draft.shape ?? 'single',
    tools: structuredClone(given.tools),
    prompt,
    chosen: [chosen],
    rejected: [rejected],
    deviation: {
      family: draft.family ?? 'wrong_value',
      operator: draft.operator,
      step: after.filter((message) => message.role === 'assistant' && message.tool_calls !== undefined).length,
      op: draft.op ?? 'replace',
      pointer: draft.pointer === '' ? '/tool_calls/0/function/name' : `${ARGUMENTS}${draft.pointer}`,
      from,
      to: draft.to,
      severity: draft.severity ?? 'misleading',
      because: 'a reason',
    },
    evidence: {
      stated: {
        message: draft.said,
        start,
        end: start + draft.words.length,
        text: draft.words,
        pointer: draft.pointer,
        value: from,
        label: false,
      },
      schema: { chosen: true, rejected: true },
      executed: { chosen: null, rejected: null },
      reported: { chosen: null, rejected: null },
      equivalence: { canonical: 'differ', results: 'unknown' },
    },
    continuation: { chosen: messages.slice(draft.at + 1), rejected: [] },
    meta: { seed: 'fixture', index, grounds: [], request: 'given', source: given.id ?? String(draft.row + 1) },
  };
}

/** Messages as a pair holds them. */
function read(given: readonly JsonObject[]): Message[] {
  const ids = new Map<string, [id: string, name: string]>();
  return given.map((message): Message => {
    const content = Array.isArray(message.content) ? String((message.content[0] as JsonObject).text) : String(message.content ?? '');
    if (message.role === 'developer') return { role: 'system', content };
    if (message.role === 'user') return { role: 'user', content };
    if (message.role === 'tool') {
      const [id, name] = ids.get(String(message.tool_call_id)) as [string, string];
      return { role: 'tool', tool_call_id: id, name, content };
    }
    const made = message.tool_calls as { id: string; function: { name: string; arguments: string | JsonObject } }[] | undefined;
    if (made === undefined) return { role: 'assistant', content };
    const tool_calls = made.map(({ id, function: { name, arguments: values } }) => {
      const own = `given${String(ids.size).padStart(4, '0')}`;
      ids.set(id, [own, name]);
      return {
        id: own,
        type: 'function' as const,
        function: { name, arguments: typeof values === 'string' ? (JSON.parse(values) as JsonObject) : values },
      };
    });
    return { role: 'assistant', content, tool_calls };
  });
}

/** What the manifest says of given rows in place of recordings. */
export function ofGiven(manifest: Manifest, source: { sha256: string; used?: number }): void {
  manifest.primitives = {};
  manifest.counts.byGround = {};
  manifest.source = {
    file: 'log.jsonl',
    sha256: source.sha256,
    rows: sourceRows.length,
    used: source.used ?? sourceRows.length,
    skipped: 0,
  };
  const families = new Map(Object.values(drafts).map((draft: Draft) => [draft.operator, draft.family ?? 'wrong_value'] as const));
  manifest.operators = [...families].map(([name, family]) => ({ name, family, summary: '' }));
}
