import { NearmissError } from '../errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { compileSchema, type Validate } from '../schema/compile.ts';
import { type Action, type Call, isObject, readActions } from './actions.ts';

/** The names a log may give each part of a row; the first that is there counts. */
export const FIELDS = {
  prompt: ['messages', 'prompt', 'conversation', 'history'],
  tools: ['tools', 'functions'],
  expected: ['expected', 'chosen', 'gold', 'reference', 'ground_truth', 'correct', 'target'],
  actual: ['actual', 'rejected', 'got', 'predicted', 'prediction', 'output', 'response', 'wrong'],
} as const;

/** A tool as far as the log tells it. */
export interface LoggedTool {
  parameters: JsonObject;
  /** whether the log says that it only reads; null where it does not say */
  readOnly: boolean | null;
  /** null where its schema cannot be read */
  accepts: ((values: JsonObject) => boolean) | null;
}

/** One time an agent did something else than it should have. */
export interface Failure {
  /** null where the log has none */
  tools: ReadonlyMap<string, LoggedTool> | null;
  expected: readonly Action[];
  actual: readonly Action[];
  /** the last thing a user said */
  request: string;
  /** calls of turns before the last user message, and after it */
  callsBefore: readonly Call[];
  callsMade: readonly Call[];
  /** what tools replied after the last user message */
  replies: readonly string[];
}

/** Reads one row of a log; a text says why it is none. */
export function readFailure(row: Json): Failure | string {
  if (!isObject(row)) return 'the row is no object';
  const [said, given, due, done] = [pick(row, 'prompt'), pick(row, 'tools'), pick(row, 'expected'), pick(row, 'actual')];
  if (due === undefined) return `nothing says what was expected: one of ${FIELDS.expected.join(', ')}`;
  if (done === undefined) return `nothing says what was done: one of ${FIELDS.actual.join(', ')}`;
  const [expected, actual] = [readActions(due), readActions(done)];
  if (expected === null) return 'what was expected is neither calls nor words';
  if (actual === null) return 'what was done is neither calls nor words';
  if (expected.length === 0 && actual.length === 0) return 'nothing was expected and nothing was done';
  if (expected.some(({ does }) => does === 'break')) return 'the expected call cannot be read';
  return { tools: readTools(given), expected, actual, ...readPrompt(said) };
}

function pick(row: JsonObject, part: keyof typeof FIELDS): Json | undefined {
  return FIELDS[part].map((name) => row[name]).find((value) => value !== undefined);
}

function readPrompt(value: Json | undefined): Pick<Failure, 'request' | 'callsBefore' | 'callsMade' | 'replies'> {
  if (typeof value === 'string') return { request: value, callsBefore: [], callsMade: [], replies: [] };
  const messages = (Array.isArray(value) ? value : []).filter(isObject);
  const last = messages.findLastIndex(({ role, content }) => role === 'user' && !isToolResult(content));
  const callsIn = (some: readonly JsonObject[]) =>
    some.flatMap((message) => (readActions(message) ?? []).filter((action): action is Call => action.does === 'call'));
  const [before, turn] = [messages.slice(0, Math.max(0, last)), messages.slice(last + 1)];
  const replies = turn.filter(({ role, content }) => role === 'tool' || role === 'function' || (role === 'user' && isToolResult(content)));
  return {
    request: last < 0 ? '' : textOf(messages[last]?.content),
    callsBefore: callsIn(before),
    callsMade: callsIn(turn),
    replies: replies.map(({ content }) => textOf(content)),
  };
}

/** Anthropic sends a tool's reply as the user's message. */
function isToolResult(content: Json | undefined): boolean {
  return Array.isArray(content) && content.some((block) => isObject(block) && block.type === 'tool_result');
}

function textOf(content: Json | undefined): string {
  if (typeof content === 'string') return content;
  if (Array.isArray(content))
    return content.map((block) => (isObject(block) ? textOf(block.text ?? block.content) : textOf(block))).join('\n');
  return content === undefined || content === null ? '' : JSON.stringify(content);
}

const known = new Map<string, LoggedTool>();
/** Tools kept ready: the same ones stand in every row of a log. */
const MOST_KNOWN = 2000;

function readTools(value: Json | undefined): Map<string, LoggedTool> | null {
  if (!Array.isArray(value)) return null;
  const tools = new Map<string, LoggedTool>();
  for (const entry of value.filter(isObject)) {
    const body = isObject(entry.function) ? entry.function : entry;
    if (typeof body.name === 'string') tools.set(body.name, readTool(entry, body));
  }
  return tools.size === 0 ? null : tools;
}

function readTool(entry: JsonObject, body: JsonObject): LoggedTool {
  const key = JSON.stringify([entry, body]);
  let tool = known.get(key);
  if (tool === undefined) {
    const given = body.parameters ?? body.inputSchema ?? body.input_schema;
    const parameters = isObject(given) ? given : {};
    const hints = isObject(entry.annotations) ? entry.annotations : body.annotations;
    const hint = isObject(hints) ? hints.readOnlyHint : undefined;
    tool = { parameters, readOnly: typeof hint === 'boolean' ? hint : null, accepts: compile(parameters) };
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, tool);
  }
  return tool;
}

function compile(parameters: JsonObject): LoggedTool['accepts'] {
  let validate: Validate;
  try {
    validate = compileSchema(parameters);
  } catch (error) {
    if (error instanceof NearmissError) return null;
    throw error;
  }
  return (values) => validate(values).valid;
}
