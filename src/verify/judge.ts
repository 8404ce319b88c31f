import type { Json, JsonObject } from '../model/json.ts';
import type { Result, Verdict } from '../model/primitive.ts';
import { replyText } from '../primitives/reply.ts';
import type { Validate } from '../schema/compile.ts';
import { stringsIn } from './strings.ts';

/** What came back for one call: a result of any shape, a protocol error, or nothing usable. */
export type Answer =
  | { kind: 'result'; result: unknown }
  | { kind: 'error'; code: number; message: string }
  | { kind: 'failed'; verdict: Verdict; reason: string };

/** One judged answer. `result` is there whenever the answer could be read as one. */
export interface Judgement {
  verdict: Verdict;
  reason: string;
  result: Result | null;
}

/** Longest reply that goes into training, in UTF-16 code units of its text. */
export const longestReply = 6_000;
const quoted = 300;

/**
 * Judges by meaning, not by channel: an error may come as a protocol error, as a result marked so, or as a text that merely
 * says so. Only `ok` may become a primitive. `outputs` checks structured content where the tool declares a schema for it.
 */
export function judgeAnswer(answer: Answer, outputs: Validate | undefined): Judgement {
  if (answer.kind === 'failed') return { verdict: answer.verdict, reason: answer.reason, result: null };
  if (answer.kind === 'error') return { verdict: 'protocol_error', reason: `${answer.code}: ${quote(answer.message)}`, result: null };
  const result = readResult(answer.result);
  if (typeof result === 'string') return { verdict: 'invalid_result', reason: result, result: null };
  const refuse = (verdict: Verdict, reason: string): Judgement => ({ verdict, reason, result });
  const text = replyText(result);
  if (result.isError) return refuse('tool_error', quote(text));
  const soft = findSoftError(result);
  if (soft !== undefined) return refuse('soft_error', soft);
  if (outputs !== undefined) {
    if (result.structuredContent === undefined)
      return refuse('output_schema_violation', 'no structured content, though an output schema is declared');
    const { valid, errors } = outputs(result.structuredContent);
    if (!valid) return refuse('output_schema_violation', errors[0] ?? 'structured content does not fit the output schema');
  }
  if (text.trim() === '') return refuse('invalid_result', 'an empty reply');
  const other = result.content.find((item) => item.type !== 'text');
  if (other !== undefined) return refuse('invalid_result', `content of type ${other.type}, which a conversation in text cannot show`);
  if (text.length > longestReply) return refuse('too_large', `reply of ${text.length} characters, at most ${longestReply}`);
  return { verdict: 'ok', reason: '', result };
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

/** Values that do not survive a JSON round trip everywhere. */
function findUnsafe(value: Json): string | undefined {
  for (const text of stringsIn(value)) {
    if (!text.isWellFormed()) return 'text with half a surrogate pair';
    if (text === '__proto__') return 'a key named __proto__';
  }
  return holdsUnsafeNumber(value) ? 'an integer beyond 2^53' : undefined;
}

function holdsUnsafeNumber(value: Json): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some(holdsUnsafeNumber);
}

const softStart = /^(?:Error\b|Failed to\b|Unknown tool\b|Invalid path\b|Access denied\b|MCP error\b)/u;

/**
 * A failure that was delivered as a success. The rules look at the reply as a whole, never for a word inside it: a report
 * about errors is no error.
 */
function findSoftError(result: Result): string | undefined {
  const [only, ...others] = result.content;
  if (only?.type === 'text' && typeof only.text === 'string' && others.length === 0) {
    const text = only.text.trim();
    if (softStart.test(text)) return quote(text);
    if (text.startsWith('{')) {
      try {
        const parsed: unknown = JSON.parse(text);
        if (isObject(parsed) && saysFailure(parsed)) return quote(text);
      } catch {
        // Not JSON: nothing to read.
      }
    }
  }
  const { structuredContent } = result;
  if (isObject(structuredContent) && saysFailure(structuredContent)) return quote(JSON.stringify(structuredContent));
  return undefined;
}

function saysFailure(value: JsonObject): boolean {
  if (value.success === false || value.ok === false) return true;
  const [first] = Object.keys(value);
  return first === 'error' && value.error !== null && value.error !== false && value.error !== '';
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
