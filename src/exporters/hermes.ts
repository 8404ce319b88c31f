import type { JsonObject } from '../model/json.ts';
import type { Message } from '../model/pair.ts';
import type { OfferedTool } from '../model/tool.ts';
import { assistant, callsOf, joinSystem, OpenCalls, splitSystem } from './messages.ts';
import { textsOf } from './read-pair.ts';

/*
 * Tools, calls and replies as plain text, for consumers that have no place for them: tools in the system message between <tools> tags, a
 * call as JSON between <tool_call> tags, a reply between <tool_response> tags and said by the user, as the Hermes and Qwen families write it.
 */

/** A message that is nothing but text. */
export interface PlainMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

const OPEN = '<tool_call>\n';
const CLOSE = '\n</tool_call>';
const OPEN_REPLY = '<tool_response>\n';
const CLOSE_REPLY = '\n</tool_response>';
const TOOLS = '\n</tools>';
const INTRODUCTION = `You can call these tools. To call one, write its name and its arguments as a JSON object:
${OPEN}{"name": ..., "arguments": {...}}${CLOSE}
<tools>`;

/** Whether text stands in the messages that reading back would take for a call or a reply. */
export function looksLikeCall(messages: readonly Message[]): boolean {
  return messages.some(
    ({ role, content }) =>
      (role === 'assistant' && content.includes('<tool_call>')) || (role === 'user' && content.startsWith('<tool_response>')),
  );
}

/** The system message with the tools. Every conversation has one, since its tools need a place. */
export function writeSystem(system: string | null, tools: readonly OfferedTool[]): PlainMessage {
  const described = `${INTRODUCTION}\n${textsOf(tools).join('\n')}${TOOLS}`;
  return { role: 'system', content: system === null ? described : `${system}\n\n${described}` };
}

export function readSystem(content: string): { system: string | null; tools: OfferedTool[] } {
  const at = content.lastIndexOf(INTRODUCTION);
  const listed = content.slice(at + INTRODUCTION.length + 1, -TOOLS.length);
  return { system: at === 0 ? null : content.slice(0, at - 2), tools: listed.split('\n').map((line) => JSON.parse(line) as OfferedTool) };
}

/** A message, its calls as text after what it says. */
export function writePlain(message: Message): PlainMessage {
  if (message.role === 'tool') return { role: 'user', content: `${OPEN_REPLY}${message.content}${CLOSE_REPLY}` };
  const calls = callsOf(message).map(
    ({ function: { name, arguments: args } }) => `${OPEN}${JSON.stringify({ name, arguments: args })}${CLOSE}`,
  );
  const parts = calls.length > 0 && message.content === '' ? calls : [message.content, ...calls];
  return { role: message.role, content: parts.join('\n') };
}

/** A conversation whose first message holds the tools. */
export function writeConversation(messages: readonly Message[], tools: readonly OfferedTool[]): PlainMessage[] {
  const { system, rest } = splitSystem(messages);
  return [writeSystem(system, tools), ...rest.map(writePlain)];
}

/** Reads a conversation back, and what follows it. */
export class PlainReader {
  readonly #open = new OpenCalls();

  conversation(messages: readonly PlainMessage[]): { messages: Message[]; tools: OfferedTool[] } {
    const [first, ...rest] = messages;
    const { system, tools } = readSystem(first?.content ?? '');
    return {
      messages: joinSystem(
        system,
        rest.map((message) => this.message(message)),
      ),
      tools,
    };
  }

  message({ role, content }: PlainMessage): Message {
    if (role === 'user' && content.startsWith(OPEN_REPLY)) return this.#open.answer(content.slice(OPEN_REPLY.length, -CLOSE_REPLY.length));
    if (role !== 'assistant') return { role, content };
    const at = content.indexOf(OPEN);
    if (at < 0) return assistant(content);
    const calls = content
      .slice(at + OPEN.length, -CLOSE.length)
      .split(`${CLOSE}\n${OPEN}`)
      .map((written) => JSON.parse(written) as { name: string; arguments: JsonObject });
    return assistant(
      at === 0 ? '' : content.slice(0, at - 1),
      calls.map(({ name, arguments: args }) => this.#open.make(name, args)),
    );
  }
}
