import type { Json, JsonObject } from '../model/json.ts';
import type { AssistantMessage, Message, ToolCall, ToolMessage } from '../model/pair.ts';

/** The calls of a message; none for one that makes none. */
export function callsOf(message: Message): readonly ToolCall[] {
  return message.role === 'assistant' ? (message.tool_calls ?? []) : [];
}

/** An assistant message that says a text or makes calls, in the canonical form. */
export function assistant(content: string, calls: readonly ToolCall[] = []): AssistantMessage {
  return calls.length === 0 ? { role: 'assistant', content } : { role: 'assistant', content, tool_calls: [...calls] };
}

export function callOf(id: string, name: string, args: JsonObject): ToolCall {
  return { id, type: 'function', function: { name, arguments: args } };
}

/** The system message, if there is one, and the others. */
export function splitSystem(messages: readonly Message[]): { system: string | null; rest: Message[] } {
  const [first, ...rest] = messages;
  return first?.role === 'system' ? { system: first.content, rest } : { system: null, rest: [...messages] };
}

/** The other way round. */
export function joinSystem(system: string | null, rest: readonly Message[]): Message[] {
  return system === null ? [...rest] : [{ role: 'system', content: system }, ...rest];
}

/** Ids for calls whose format has none: `call00001`, `call00002`, ... */
export function nameCalls(): () => string {
  let made = 0;
  return () => {
    made += 1;
    return `call${String(made).padStart(5, '0')}`;
  };
}

/** Answers calls in the order they were made, where a format says of a reply neither which call it answers nor of which tool. */
export class OpenCalls {
  readonly #open: ToolCall[] = [];
  readonly #nextId = nameCalls();

  make(name: string, args: JsonObject): ToolCall {
    const call = callOf(this.#nextId(), name, args);
    this.#open.push(call);
    return call;
  }

  answer(content: string): ToolMessage {
    const call = this.#open.shift();
    return { role: 'tool', tool_call_id: call?.id ?? '', name: call?.function.name ?? '', content };
  }
}

export function text(value: Json | undefined): string {
  return value as string;
}

export function object(value: Json | undefined): JsonObject {
  return value as JsonObject;
}

export function list<T extends Json = JsonObject>(value: Json | undefined): T[] {
  return value as T[];
}

/** A value of the records as plain JSON, which it is. */
export function json(value: unknown): Json {
  return value as Json;
}
