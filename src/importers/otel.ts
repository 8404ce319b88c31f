import type { Json, JsonObject } from '../model/json.ts';
import { chatCall, type Imported, type Importer, isObject, objectsOf, parsed, textOr, Unreadable, wrapTools } from './importer.ts';

const INPUT = 'gen_ai.input.messages';
const OUTPUT = 'gen_ai.output.messages';

/**
 * OpenTelemetry's spans of generative models (messages as attributes, semantic conventions of 2025 on): one span an object, or what an OTLP
 * exporter writes. Spans without messages are passed over; of the spans of one conversation in a document the longest stands for all.
 */
export const otel: Importer = {
  name: 'otel',
  of: 'OpenTelemetry GenAI spans',
  recognises: (document) => document.resourceSpans !== undefined || INPUT in attributesOf(document),
  read(document, place) {
    const spans = document.resourceSpans === undefined ? [document] : spansOf(document);
    const longest = new Map<string, Imported>();
    for (const span of spans) {
      const attributes = attributesOf(span);
      if (!(INPUT in attributes)) continue;
      const id = textOr(attributes['gen_ai.conversation.id'], textOr(span.traceId ?? span.trace_id, place));
      const messages = readMessages(attributes);
      const known = longest.get(id);
      if (known !== undefined && known.messages.length >= messages.length) continue;
      longest.set(id, { id, tools: wrapTools(attributes['gen_ai.tool.definitions'], 'gen_ai.tool.definitions'), messages });
    }
    return [...longest.values()];
  },
};

function spansOf(document: JsonObject): JsonObject[] {
  return objectsOf(document.resourceSpans, 'resourceSpans')
    .flatMap(({ scopeSpans }) => objectsOf(scopeSpans ?? [], 'scopeSpans'))
    .flatMap(({ spans }) => objectsOf(spans ?? [], 'spans'));
}

/** Attributes by name: an object, or OTLP's list of keys with typed values. */
function attributesOf({ attributes }: JsonObject): JsonObject {
  if (isObject(attributes)) return attributes;
  if (!Array.isArray(attributes)) return {};
  return Object.fromEntries(
    attributes.filter(isObject).map(({ key, value }) => [String(key), isObject(value) ? (value.stringValue ?? null) : (value ?? null)]),
  );
}

function readMessages(attributes: JsonObject): Json[] {
  const system = parsed(attributes['gen_ai.system_instructions'], 'gen_ai.system_instructions');
  const first: Json[] = Array.isArray(system) ? [{ role: 'system', content: textOf(system.filter(isObject)) }] : [];
  const rest = [...objectsOf(attributes[INPUT], INPUT), ...objectsOf(attributes[OUTPUT] ?? [], OUTPUT)];
  return [...first, ...rest.flatMap(readMessage)];
}

function readMessage({ role, parts }: JsonObject): Json[] {
  const all = objectsOf(parts, 'parts');
  const replies = all.filter(({ type }) => type === 'tool_call_response');
  if (replies.length > 0) {
    return replies.map(({ id, response, result }) => {
      const reply = response ?? result ?? '';
      return { role: 'tool', tool_call_id: id ?? null, content: typeof reply === 'string' ? reply : JSON.stringify(reply) };
    });
  }
  const calls = all.filter(({ type }) => type === 'tool_call').map(({ id, name, arguments: args }) => chatCall(textOr(id, ''), name, args));
  if (role !== 'assistant' && calls.length > 0) throw new Unreadable(`a call of the role ${JSON.stringify(role ?? null)}`);
  return [{ role: role ?? null, content: textOf(all), ...(calls.length > 0 ? { tool_calls: calls } : {}) }];
}

/** The texts among parts; what a model thought to itself is no part of the conversation. */
function textOf(parts: readonly JsonObject[]): string {
  return parts
    .filter(({ type }) => type === 'text')
    .map(({ content }) => (typeof content === 'string' ? content : ''))
    .join('\n');
}
