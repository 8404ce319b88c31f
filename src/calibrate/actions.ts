import type { Json, JsonObject } from '../model/json.ts';

/** One thing an assistant did: a call, or words to the user. */
export type Action =
  | { does: 'call'; name: string; arguments: JsonObject }
  /** a call that no reader takes for one; `text` is what stands there */
  | { does: 'break'; text: string }
  | { does: 'say'; text: string };
export type Call = Extract<Action, { does: 'call' }>;

const NAMES = ['name', 'tool', 'tool_name', 'function_name'] as const;
const VALUES = ['arguments', 'args', 'parameters', 'input', 'tool_input'] as const;

/**
 * What was done, however a log writes it: messages of OpenAI (`tool_calls`, `function_call`) and Anthropic (`tool_use`), calls alone
 * (`name`, `tool` or `function`, with `arguments`, `args`, `parameters` or `input`, as an object or as text), lists of those, or plain text.
 * What users and tools said is passed over. Null where it is none of these.
 */
export function readActions(value: Json | undefined): Action[] | null {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return readText(value);
  if (Array.isArray(value)) return joinAll(value);
  if (typeof value !== 'object') return null;
  return readMessage(value) ?? readCall(value);
}

function joinAll(values: readonly Json[]): Action[] | null {
  const all: Action[] = [];
  for (const value of values) {
    const actions = readActions(value);
    if (actions === null) return null;
    all.push(...actions);
  }
  return all;
}

/** Text is a call where it is JSON that reads as one, a broken call where it looks like one and is not, and else words. */
function readText(text: string): Action[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const written = /^(?:<tool_call>\s*)?(?<body>[{[][\s\S]*?[}\]]?)(?:\s*<\/tool_call>)?$/u.exec(trimmed)?.groups?.body;
  if (written === undefined) return [{ does: 'say', text }];
  try {
    const actions = readActions(JSON.parse(written) as Json);
    if (actions !== null && actions.length > 0 && actions.every(({ does }) => does !== 'say')) return actions;
    return [{ does: 'say', text }];
  } catch {
    return /["']?(?:name|tool|function)["']?\s*:/u.test(written) ? [{ does: 'break', text }] : [{ does: 'say', text }];
  }
}

function readMessage(value: JsonObject): Action[] | null {
  const { role, content, tool_calls: calls, function_call: call } = value;
  if (role !== undefined && role !== 'assistant' && role !== 'model') return [];
  if (Array.isArray(calls) && calls.length > 0) return joinAll(calls);
  if (isObject(call)) return readCall(call);
  if (typeof content === 'string') return readText(content);
  if (Array.isArray(content)) return readBlocks(content);
  if (role !== undefined) return [];
  return typeof value.text === 'string' && NAMES.every((name) => value[name] === undefined) ? readText(value.text) : null;
}

/** Blocks of content; words that come with a call only announce it. */
function readBlocks(blocks: readonly Json[]): Action[] | null {
  const actions = joinAll(blocks);
  return actions?.some(({ does }) => does === 'call') ? actions.filter(({ does }) => does !== 'say') : actions;
}

function readCall(value: JsonObject): Action[] | null {
  const body = isObject(value.function) ? value.function : value;
  const name = [...NAMES.map((key) => body[key]), body.function].find((each) => typeof each === 'string' && each !== '');
  if (typeof name !== 'string') return null;
  const given = VALUES.map((key) => body[key]).find((each) => each !== undefined && each !== null) ?? {};
  if (isObject(given)) return [{ does: 'call', name, arguments: given }];
  if (typeof given !== 'string') return null;
  const parsed = parseObject(given);
  return [parsed === null ? { does: 'break', text: `${name}(${given})` } : { does: 'call', name, arguments: parsed }];
}

function parseObject(text: string): JsonObject | null {
  if (text.trim() === '') return {};
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
