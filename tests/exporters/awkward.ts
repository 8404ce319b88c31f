import { contentId } from '../../src/model/hash.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { AssistantMessage, Message, Pair, Shape, ToolCall } from '../../src/model/pair.ts';
import type { OfferedTool } from '../../src/model/tool.ts';
import { type Stream, streamOf } from '../../src/random/stream.ts';

/** Texts that readers and writers are known to trip over. */
const texts = [
  '',
  ' ',
  '2026-01-05',
  '2026-01-05T10:00:00Z',
  '42',
  '007',
  '1e3',
  'null',
  'None',
  'true',
  '{"a":1}',
  '[]',
  'naïve café',
  '北京 2号',
  '🙂👩‍👩‍👧 𝒳',
  'e\u0301',
  '\u2028\u2029\u0000\t\r\n',
  '"quoted" \\ back/slash',
  '</tool_call> {{ x }} {% raw %}',
  '\ufeffbom',
  'שלום',
];
const names = ['path', 'date', 'count', 'zip', 'when', 'filter', 'ünï', 'a b', 'a/b~c', '', 'null'];
const operators = [
  ['sibling-value', 'wrong_value'],
  ['mistaken-tool', 'wrong_function'],
  ['repeated-call', 'wrong_number'],
  ['dropped-optional', 'missing_optional'],
] as const;
const shapes: readonly Shape[] = ['single', 'serial', 'followup', 'answer'];

/** Any JSON that a record may hold: finite, at most ten decimals, integers that a double keeps. */
function makeValue(stream: Stream, depth: number): Json {
  switch (stream.below(depth > 0 ? 9 : 6)) {
    case 0:
      return stream.pick(texts);
    case 1:
      return stream.below(2000) - 1000;
    case 2:
      return stream.pick([9007199254740991, -9007199254740991, 0.1, 21.1234567891, 1e-9, 4294967296]);
    case 3:
      return stream.pick([true, false]);
    case 4:
      return null;
    case 5:
      return stream.pick(texts) + stream.below(1000);
    case 6:
      return Array.from({ length: stream.below(4) }, () => makeValue(stream, depth - 1));
    default:
      return makeObject(stream, depth - 1);
  }
}

export function makeObject(stream: Stream, depth: number): JsonObject {
  const made: JsonObject = {};
  for (let left = stream.below(5); left > 0; left--) made[stream.pick(names)] = makeValue(stream, depth);
  return made;
}

// The same argument name has another type in each of the tools: what an inferred schema cannot hold.
const types = ['string', 'integer', 'boolean', 'array', 'object'];

function makeTools(stream: Stream): OfferedTool[] {
  return Array.from({ length: 1 + stream.below(4) }, (_, place) => makeTool(stream, `tool_${place}_${stream.below(6)}`));
}

function makeTool(stream: Stream, name: string): OfferedTool {
  return {
    type: 'function',
    function: {
      name,
      description: `Does ${stream.pick(texts)}.`,
      parameters: {
        type: 'object',
        properties: Object.fromEntries(
          names.slice(0, stream.below(6)).map((name) => [name, { type: stream.pick(types), description: stream.pick(texts) }]),
        ),
        required: [],
      },
    },
  };
}

function makeCall(stream: Stream, name: string, args: JsonObject): AssistantMessage & { tool_calls: ToolCall[] } {
  const id = Array.from({ length: 9 }, () => stream.pick([...'ABCabc123'])).join('');
  return { role: 'assistant', content: '', tool_calls: [{ id, type: 'function', function: { name, arguments: args } }] };
}

function makeReply(stream: Stream, call: ToolCall): Message {
  return { role: 'tool', tool_call_id: call.id, name: call.function.name, content: JSON.stringify(makeValue(stream, 2)) };
}

/**
 * Pairs that are well formed and awkward in every value: dates, numeric and JSON-like strings, any script, control characters,
 * empty arguments, nulls, deep objects, arguments of one name and many types. All operators and shapes take turns.
 */
export function makePairs(count: number, seed: string): Pair[] {
  return Array.from({ length: count }, (_, index) => makePair(index, streamOf(seed, index), seed));
}

function makePair(index: number, stream: Stream, seed: string): Pair {
  const shape = shapes[index % shapes.length] as Shape;
  const [operator, family] = operators[(index + Math.floor(index / shapes.length)) % operators.length] as (typeof operators)[number];
  const tools = makeTools(stream);
  const tool = tools[0]?.function.name as string;
  const prompt: Message[] = [];
  if (stream.below(2) === 0) prompt.push({ role: 'system', content: `You work in ${stream.pick(texts)}.` });
  prompt.push({ role: 'user', content: `${stream.pick(texts)} (${index})` });
  if (shape === 'followup') {
    prompt.push({ role: 'assistant', content: stream.pick(texts) }, { role: 'user', content: `And ${stream.pick(texts)}?` });
  }
  if (shape === 'serial' || shape === 'answer') {
    const before = makeCall(stream, tool, makeObject(stream, 2));
    prompt.push(before, makeReply(stream, before.tool_calls[0] as ToolCall));
  }
  const args = { ...makeObject(stream, 3), path: `right ${index}` };
  const right = shape === 'answer' ? null : makeCall(stream, tool, args);
  const chosen: AssistantMessage = right ?? { role: 'assistant', content: `It is ${stream.pick(texts)}, right ${index}.` };
  const rejected = makeCall(stream, tool, index % 7 === 0 ? {} : { ...args, path: `wrong ${index}` });
  const continuation: Message[] = [];
  if (right !== null && index % 3 > 0) {
    continuation.push(makeReply(stream, right.tool_calls[0] as ToolCall));
    if (index % 3 === 2) continuation.push({ role: 'assistant', content: `Done: ${stream.pick(texts)}` });
  }
  const content = { prompt, chosen: [chosen], rejected: [rejected] };
  return {
    schema: 'nearmiss/pair@1',
    id: contentId(content),
    group: `g${Math.floor(index / 2)}`,
    split: index % 10 === 9 ? 'test' : 'train',
    shape,
    tools,
    ...content,
    deviation: {
      family,
      operator,
      step: 0,
      op: 'replace',
      pointer: '',
      from: makeValue(stream, 2),
      to: makeValue(stream, 2),
      severity: 'misleading',
      because: stream.pick(texts),
    },
    evidence: {
      stated: { message: 0, start: 0, end: 0, text: '', pointer: '/path', value: `right ${index}`, label: false },
      schema: { chosen: right === null ? null : true, rejected: true },
      executed: { chosen: null, rejected: null },
      reported: { chosen: null, rejected: null },
      equivalence: { canonical: 'differ', results: 'unknown' },
    },
    continuation: { chosen: continuation, rejected: [] },
    meta: { seed, index, grounds: ['awkward'], request: 'phrases', source: null },
  };
}

/**
 * Awkward pairs that a build does not make and logs may hold: words beside a call, several calls in one message, many turns, many tools, a
 * system message of many lines.
 */
export function makeOddPairs(count: number, seed: string): Pair[] {
  return makePairs(count, seed).map((pair, index) => {
    const stream = streamOf(seed, index, 'odd');
    const name = pair.tools[0]?.function.name as string;
    const tools =
      index % 4 === 0 ? [...pair.tools, ...Array.from({ length: 40 }, (_, place) => makeTool(stream, `extra-${place}`))] : pair.tools;
    const earlier: Message[] = [];
    for (let turns = stream.below(4); turns > 0; turns--) {
      const calls = Array.from(
        { length: 1 + stream.below(2) },
        () => makeCall(stream, name, makeObject(stream, 2)).tool_calls[0] as ToolCall,
      );
      const said = stream.below(3) === 0 ? `I look.\n\n${stream.pick(texts)}` : '';
      earlier.push({ role: 'user', content: `${stream.pick(texts)}\n  indented\nuser: not a turn` });
      earlier.push({ role: 'assistant', content: said, tool_calls: calls });
      earlier.push(...calls.map((call) => makeReply(stream, call)), { role: 'assistant', content: `It is\n${stream.pick(texts)}` });
    }
    const [first, ...others] = pair.prompt;
    const prompt =
      first?.role === 'system' ? [{ ...first, content: 'Line one.\n\nLine three.' }, ...earlier, ...others] : [...earlier, ...pair.prompt];
    const chosen = pair.chosen.map((message) =>
      message.tool_calls !== undefined && index % 5 === 0 ? { ...message, content: 'I will do that.\nNow.' } : message,
    );
    return { ...pair, tools, prompt, chosen };
  });
}

/** The pair with a schema for every argument of its right call, as tools that are in use have. */
export function withTypedArguments(pair: Pair): Pair {
  const calls = pair.chosen[0]?.tool_calls ?? [];
  const tools = pair.tools.map((tool) => {
    const args = calls.find((call) => call.function.name === tool.function.name)?.function.arguments ?? {};
    const properties = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, schemaOf(value)]));
    return { ...tool, function: { ...tool.function, parameters: { type: 'object', properties } } };
  });
  return { ...pair, tools };
}

function schemaOf(value: Json): JsonObject {
  if (Array.isArray(value)) return { type: 'array', items: schemaOf(value[0] ?? '') };
  if (value === null) return { type: 'string' };
  return { type: Number.isInteger(value) ? 'integer' : typeof value };
}
