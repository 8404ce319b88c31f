import { z } from 'zod';
import type { Json, JsonObject } from '../model/json.ts';
import { findUnportable } from '../model/number.ts';
import type { Message, ToolCall } from '../model/pair.ts';
import { streamOf } from '../random/stream.ts';
import { callIds } from '../trajectories/conversation.ts';
import type { GivenRow, GivenTool } from './given.ts';
import type { ToolShelf } from './tool-shelf.ts';
import { cutTools } from './tools-text.ts';

/** A longer line is no conversation that a trainer takes. */
const MOST_CHARACTERS = 8 << 20;

export type ReadRow = { row: GivenRow } | { bad: string };

/** Why a row cannot be used; becomes its one line in the report. */
class BadRow extends Error {}

/**
 * Reads a line of chat data: `{id?, tools, messages}` in OpenAI's form (arguments as object or text, content as text, list of texts or null),
 * or a pair (`prompt`, `chosen`, `tools`), whose chosen side is the conversation that went well. Call ids are made anew.
 */
export function readRow(text: string, line: number, shelf: ToolShelf): ReadRow {
  try {
    if (text.length > MOST_CHARACTERS) throw new BadRow(`more than ${MOST_CHARACTERS} characters`);
    return { row: rowOf(text, line, shelf) };
  } catch (error) {
    if (error instanceof BadRow) return { bad: error.message };
    // JSON nested without measure.
    if (error instanceof RangeError) return { bad: 'nested too deep' };
    throw error;
  }
}

function rowOf(text: string, line: number, shelf: ToolShelf): GivenRow {
  const { given, tools } = readWithTools(text, shelf);
  const names = new Set(tools.map(({ offered }) => offered.function.name));
  if (names.size < tools.length) throw new BadRow('two tools have one name');
  const isPair = given.messages === undefined && given.prompt !== undefined;
  const before = isPair ? readList(given.prompt, 'prompt') : [];
  const after = isPair && isObject(given.continuation) ? readList(given.continuation.chosen ?? [], 'continuation.chosen') : [];
  const messages = isPair ? [...before, ...readList(given.chosen, 'chosen'), ...after] : readList(given.messages, 'messages');
  return {
    source: typeof given.id === 'string' && given.id !== '' ? given.id : typeof given.id === 'number' ? String(given.id) : String(line),
    line,
    tools,
    messages: new MessageReader(tools).read(messages),
    decisionsFrom: before.length,
  };
}

/** A line's object and its tools, which are read only where they are new. */
function readWithTools(text: string, shelf: ToolShelf): { given: JsonObject; tools: GivenTool[] } {
  const cut = cutTools(text, shelf.find);
  if (cut !== null) {
    const given = parse(cut.rest, 'not JSON');
    // Of two members with one name the later counts.
    if (isObject(given) && given.tools === null) return { given, tools: cut.tools.map((tool) => takeTool(tool, shelf)) };
  }
  const given = parse(text, 'not JSON');
  if (!isObject(given)) throw new BadRow('no object');
  const listed = readList(given.tools, 'tools');
  if (listed.length === 0) throw new BadRow('"tools" is empty');
  return { given, tools: listed.map((tool) => takeTool(JSON.stringify(tool), shelf)) };
}

function takeTool(text: string, shelf: ToolShelf): GivenTool {
  const taken = shelf.take(text);
  if (typeof taken === 'string') throw new BadRow(taken);
  return taken;
}

function readList(given: Json | undefined, name: string): Json[] {
  const list = typeof given === 'string' ? parse(given, `"${name}" is a text that is not JSON`) : given;
  if (list === undefined) throw new BadRow(`"${name}" is missing`);
  if (!Array.isArray(list)) throw new BadRow(`"${name}" is no list`);
  return list;
}

/** Reads messages in order: which call each reply answers is known from those before. */
class MessageReader {
  readonly #tools: ReadonlySet<string>;
  /** calls not yet answered: their new ids and tools by the ids as given */
  readonly #open = new Map<string, { id: string; name: string }>();
  #calls = 0;

  constructor(tools: readonly GivenTool[]) {
    this.#tools = new Set(tools.map(({ offered }) => offered.function.name));
  }

  read(given: readonly Json[]): Message[] {
    if (given.length === 0) throw new BadRow('"messages" is empty');
    return given.map((message, index) => this.#readOne(message, `messages[${index}]`));
  }

  #readOne(given: Json, place: string): Message {
    if (!isObject(given)) throw new BadRow(`${place} is no object`);
    const { role } = given;
    const content = readContent(given.content, place);
    if (role === 'system' || role === 'developer') return { role: 'system', content };
    if (role === 'user') return { role: 'user', content };
    if (role === 'tool' || role === 'function') return this.#readReply(given, content, place);
    if (role !== 'assistant') throw new BadRow(`${place}: unknown role ${JSON.stringify(role ?? null).slice(0, 40)}`);
    const calls = this.#readCalls(given, place);
    return calls.length === 0 ? { role: 'assistant', content } : { role: 'assistant', content, tool_calls: calls };
  }

  #readCalls(given: JsonObject, place: string): ToolCall[] {
    const list = given.tool_calls ?? (isObject(given.function_call) ? [{ function: given.function_call }] : []);
    if (!Array.isArray(list)) throw new BadRow(`${place}: "tool_calls" is no list`);
    return list.map((call) => {
      const body: Json | undefined = isObject(call) ? (call.function ?? call) : undefined;
      if (!isObject(call) || !isObject(body) || typeof body.name !== 'string')
        throw new BadRow(`${place}: a call without a function's name`);
      const { name, arguments: written = {} } = body as JsonObject & { name: string };
      if (!this.#tools.has(name)) throw new BadRow(`${place} calls ${name}, which is not among the tools`);
      const args =
        typeof written === 'string'
          ? parse(written.trim() === '' ? '{}' : written, `${place}: the arguments of ${name} are not JSON`)
          : written;
      if (!isObject(args)) throw new BadRow(`${place}: the arguments of ${name} are no object`);
      const unportable = findUnportable(args);
      if (unportable !== undefined) throw new BadRow(`${place}: some readers change the number ${unportable}`);
      const id = callIdAt(this.#calls++);
      const givenId = (call as JsonObject).id;
      this.#open.set(typeof givenId === 'string' ? givenId : `nameless ${this.#calls}`, { id, name });
      return { id, type: 'function', function: { name, arguments: args } };
    });
  }

  #readReply(given: JsonObject, content: string, place: string): Message {
    const key = typeof given.tool_call_id === 'string' ? given.tool_call_id : this.#open.keys().next().value;
    const call = key === undefined ? undefined : this.#open.get(key);
    if (key === undefined || call === undefined) throw new BadRow(`${place} replies to no call before it`);
    this.#open.delete(key);
    return { role: 'tool', tool_call_id: call.id, name: call.name, content };
  }
}

const nextCallId = callIds(streamOf('given', 'call ids'));
const knownIds: string[] = [];

/** The id of a conversation's n-th call: the same in all, so that conversations that are the same stay it. */
function callIdAt(place: number): string {
  while (knownIds.length <= place) knownIds.push(nextCallId());
  return knownIds[place] as string;
}

const partSchema = z.object({ type: z.literal('text'), text: z.string() });

function readContent(given: Json | undefined, place: string): string {
  if (given === undefined || given === null) return '';
  if (typeof given === 'string') return given;
  if (!Array.isArray(given)) return JSON.stringify(given);
  return given
    .map((part) => {
      const read = partSchema.safeParse(typeof part === 'string' ? { type: 'text', text: part } : part);
      if (!read.success) throw new BadRow(`${place}: content that is no text`);
      return read.data.text;
    })
    .join('\n');
}

function parse(text: string, otherwise: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new BadRow(otherwise);
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
