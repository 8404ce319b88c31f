import type { Json, JsonObject } from '../model/json.ts';
import type { Message, Pair } from '../model/pair.ts';
import { type OfferedTool, splitTools } from '../model/tool.ts';
import { callsOf } from './messages.ts';

/** Tools that are kept because they come back in thousands of rows. */
const MOST_KEPT = 2000;

/** JSON texts of tools that are kept. Lists of them are ever new: to keep their texts would fill the memory until all of it is searched. */
const texts = new WeakMap<object, string>();

/** The JSON text of a value: made once for a tool, and put together for a list of tools. */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value) && texts.has(value[0])) return `[${value.map(textOf).join(',')}]`;
  return texts.get(value) ?? JSON.stringify(value);
}

/** The JSON texts of a list's elements: made once for a tool. */
export function textsOf(list: readonly unknown[]): readonly string[] {
  return list.map(textOf);
}

/**
 * Reads canonical lines. Rows share the tools they offer, which are most of a row and come in ever new lists. What every format relies on is looked
 * at (a prompt that ends with the user or a result, one message a side, texts, answered calls); `nearmiss check` proves the rest.
 */
export class PairReader {
  readonly #tools = new Map<string, OfferedTool>();

  /** The pair of a line, or what is wrong with it. */
  read(line: string): Pair | { bad: string } {
    let pair: Pair;
    try {
      pair = this.#parse(line);
    } catch (error) {
      return { bad: error instanceof RangeError ? 'nested too deep' : 'not JSON' };
    }
    const bad = findFault(pair);
    return bad === null ? pair : { bad };
  }

  #parse(line: string): Pair {
    const begin = line.indexOf('"tools":[');
    const end = line.indexOf('],"prompt":[', begin);
    if (begin < 0 || end < 0) return JSON.parse(line) as Pair;
    const tools = this.#readTools(line.slice(begin + '"tools":['.length, end));
    // The cut may have been in the middle of a schema: then the line is read as a whole.
    if (tools === null) return JSON.parse(line) as Pair;
    return { ...(JSON.parse(`${line.slice(0, begin)}"tools":[]${line.slice(end + 1)}`) as Pair), tools };
  }

  /** The tools of a list's text, without its brackets; null where a cut was no seam between two tools. */
  #readTools(written: string): OfferedTool[] | null {
    const split = splitTools(written);
    if (split === null) return null;
    const tools: OfferedTool[] = [];
    for (const text of split) {
      const tool = this.#readTool(text);
      if (tool === null) return null;
      tools.push(tool);
    }
    return tools;
  }

  #readTool(written: string): OfferedTool | null {
    const known = this.#tools.get(written);
    if (known !== undefined) return known;
    let tool: OfferedTool;
    try {
      tool = JSON.parse(written) as OfferedTool;
    } catch {
      return null;
    }
    if (this.#tools.size >= MOST_KEPT) this.#tools.clear();
    const text = JSON.stringify(tool);
    // A part of a line keeps the whole line from being forgotten: what equals it serves as well.
    this.#tools.set(text === written ? text : written, tool);
    texts.set(tool, text);
    return tool;
  }
}

function findFault(pair: unknown): string | null {
  if (!isObject(pair) || pair.schema !== 'nearmiss/pair@1') return 'no canonical pair ("schema": "nearmiss/pair@1")';
  const { id, split, tools, prompt, chosen, rejected, deviation, continuation } = pair;
  if (typeof id !== 'string' || (split !== 'train' && split !== 'test') || !isObject(deviation)) return 'id, split or deviation is missing';
  if (!Array.isArray(tools) || tools.length === 0 || !tools.every(isTool)) return 'tools are missing or none';
  if (!Array.isArray(prompt) || !Array.isArray(chosen) || !Array.isArray(rejected)) return 'prompt, chosen or rejected is no list';
  if (chosen.length !== 1 || rejected.length !== 1) return 'chosen and rejected have to be one message each';
  const after = isObject(continuation) ? continuation.chosen : undefined;
  if (!Array.isArray(after)) return 'continuation is missing';
  const all: Json[] = [...prompt, ...chosen, ...after, ...rejected];
  if (!all.every(isMessage)) return 'a message is not in the canonical form';
  const messages: readonly Message[] = all.slice(0, -1);
  if ([...chosen, ...rejected].some((side) => (side as unknown as Message).role !== 'assistant'))
    return 'chosen and rejected have to be of the assistant';
  const last = messages[prompt.length - 1]?.role;
  if (last !== 'user' && last !== 'tool') return 'the prompt has to end with the user or a result';
  return findFaultInOrder(messages);
}

/** Whether system messages come first and every result answers an earlier call by its name. */
function findFaultInOrder(messages: readonly Message[]): string | null {
  const names = new Map<string, string>();
  for (const [place, message] of messages.entries()) {
    if (message.role === 'system' && place > 0) return 'a system message has to come first';
    for (const { id, function: called } of callsOf(message)) names.set(id, called.name);
    if (message.role === 'tool' && names.get(message.tool_call_id) !== message.name) return 'a result answers no call before it';
  }
  return null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTool(tool: unknown): boolean {
  if (!isObject(tool) || tool.type !== 'function' || !isObject(tool.function)) return false;
  const { name, description, parameters } = tool.function;
  return typeof name === 'string' && typeof description === 'string' && isObject(parameters);
}

function isMessage(message: unknown): message is Message {
  if (!isObject(message) || typeof message.content !== 'string') return false;
  const { role, tool_calls, tool_call_id, name } = message;
  if (role === 'tool') return typeof tool_call_id === 'string' && typeof name === 'string';
  if (role !== 'assistant') return role === 'system' || role === 'user';
  return tool_calls === undefined || (Array.isArray(tool_calls) && tool_calls.length > 0 && tool_calls.every(isCall));
}

function isCall(call: unknown): boolean {
  if (!isObject(call) || typeof call.id !== 'string' || !isObject(call.function)) return false;
  return typeof call.function.name === 'string' && isObject(call.function.arguments);
}
