import type { Json, JsonObject } from '../model/json.ts';
import type { Channel, Result, Verdict } from '../model/primitive.ts';
import { replyText } from '../primitives/reply.ts';
import type { Validate } from '../schema/compile.ts';
import { findSoftError } from './soft-error.ts';
import { findUnsafe } from './unsafe.ts';

/** What came back for one call: a result of any shape, a JSON-RPC error, or nothing usable. */
export type Answer =
  | { kind: 'result'; result: unknown }
  | { kind: 'error'; code: number; message: string }
  | { kind: 'failed'; verdict: Verdict; channel: Channel; reason: string };

/** One judged answer. `result` is there whenever the answer could be read as one. */
export interface Judgement {
  verdict: Verdict;
  /** the way a failure came; null for `ok` */
  channel: Channel | null;
  reason: string;
  result: Result | null;
}

/** Longest reply that goes into training, in UTF-16 code units of its text. */
export const longestReply = 6_000;
const quoted = 300;

/** JSON-RPC codes that say a request was not taken: not JSON, no request, no such method or tool, wrong arguments. */
const refusalCodes = new Set([-32700, -32600, -32601, -32602]);
/** The same in words, where a server passes it on as a result of the tool that never ran. */
const refusalWords =
  /^(?:MCP error -32(?:700|60[0-2])\b|(?:Input validation error|Invalid arguments for tool)\b|Unknown tool\b|Tool \S+ (?:not found|disabled)\b)/u;
const cancelledCode = -32800;

/**
 * Judges by meaning, not by channel: the same failure comes as a JSON-RPC error from one server, as a result marked so from
 * another, and as a text that merely says so from a third. `protocol_error`: the request was not taken, the tool never ran;
 * `tool_error`: the tool failed and said so; `soft_error`: it failed and claims success. Only `ok` may become a primitive.
 * `outputs` checks structured content where the tool declares a schema for it.
 */
export function judgeAnswer(answer: Answer, outputs: Validate | undefined): Judgement {
  if (answer.kind === 'failed') return { verdict: answer.verdict, channel: answer.channel, reason: answer.reason, result: null };
  if (answer.kind === 'error') {
    const { code, message } = answer;
    const verdict = refusalCodes.has(code) ? 'protocol_error' : code === cancelledCode ? 'cancelled' : 'tool_error';
    return { verdict, channel: 'rpc_error', reason: `${code}: ${quote(message)}`, result: null };
  }
  const result = readResult(answer.result);
  if (typeof result === 'string') return { verdict: 'invalid_result', channel: 'result', reason: result, result: null };
  const refuse = (verdict: Verdict, reason: string, channel: Channel = 'result'): Judgement => ({ verdict, channel, reason, result });
  const text = replyText(result);
  if (result.isError) return refuse(refusalWords.test(text.trim()) ? 'protocol_error' : 'tool_error', quote(text), 'error_result');
  const soft = findSoftError(result);
  if (soft !== undefined) return refuse('soft_error', quote(soft));
  const other = result.content.find((item) => item.type !== 'text');
  if (other !== undefined)
    return refuse('invalid_result', `content of type ${quote(other.type)}, which a conversation in text cannot show`);
  if (text.length > longestReply) return refuse('too_large', `reply of ${text.length} characters, at most ${longestReply}`);
  if (outputs !== undefined) {
    if (result.structuredContent === undefined)
      return refuse('output_schema_violation', 'no structured content, though an output schema is declared');
    const fault = findMisfit(result.structuredContent, outputs);
    if (fault !== undefined) return refuse('output_schema_violation', fault);
  }
  if (text.trim() === '') return refuse('invalid_result', 'an empty reply');
  return { verdict: 'ok', channel: null, reason: '', result };
}

/** What in a value does not fit a schema. A schema that cannot be applied (it goes round in circles, a pattern that never ends) fits nothing. */
function findMisfit(value: Json, outputs: Validate): string | undefined {
  try {
    const { valid, errors } = outputs(value);
    return valid ? undefined : (errors[0] ?? 'structured content does not fit the output schema');
  } catch (error) {
    return `the output schema cannot be applied: ${quote((error as Error).message)}`;
  }
}

/** Reads a tool result, leaving out what is about the transport (`_meta`, caching); a sentence when it is none. */
function readResult(raw: unknown): Result | string {
  if (!isObject(raw)) return 'a result that is no object';
  if (raw.resultType !== undefined && raw.resultType !== 'complete')
    return `a result of type ${JSON.stringify(raw.resultType)}: the server asks for more`;
  if (!Array.isArray(raw.content)) return 'a result without an array of content';
  if (raw.isError !== undefined && typeof raw.isError !== 'boolean') return 'isError that is no boolean';
  const content: Result['content'] = [];
  for (const item of raw.content as Json[]) {
    if (!isObject(item) || typeof item.type !== 'string') return 'content without a type';
    if (item.type === 'text' && typeof item.text !== 'string') return 'text content without a text';
    const { _meta: _, ...kept } = item;
    content.push(kept as Result['content'][number]);
  }
  const { structuredContent } = raw;
  for (const part of [content as unknown as Json, structuredContent ?? null]) {
    const fault = findUnsafe(part);
    if (fault !== undefined) return fault;
  }
  return { content, ...(structuredContent === undefined ? {} : { structuredContent }), isError: raw.isError === true };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function quote(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > quoted
    ? `${line
        .slice(0, quoted)
        .replace(/[\uD800-\uDBFF]$/u, '')
        .trimEnd()}…`
    : line;
}
