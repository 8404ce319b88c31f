import type { AssistantMessage, Message, ToolMessage } from '../model/pair.ts';
import type { Primitive } from '../model/primitive.ts';
import { replyText } from '../primitives/reply.ts';
import type { Stream } from '../random/stream.ts';
import type { Call } from './decision.ts';

const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Length that every chat template accepts (Mistral's is the strictest). */
const ID_LENGTH = 9;

/** Ids of calls, from the stream: nine letters and digits, none twice. */
export function callIds(stream: Stream): () => string {
  const used = new Set<string>();
  return () => {
    let id: string;
    do {
      id = '';
      while (id.length < ID_LENGTH) id += ID_LETTERS[stream.below(ID_LETTERS.length)];
    } while (used.has(id));
    used.add(id);
    return id;
  };
}

/** The message that makes one call. */
export function callMessage(call: Call, id: string): AssistantMessage {
  return {
    role: 'assistant',
    content: '',
    tool_calls: [{ id, type: 'function', function: { name: call.name, arguments: call.arguments } }],
  };
}

/** The message that says something and calls nothing. */
export function answerMessage(text: string): AssistantMessage {
  return { role: 'assistant', content: text };
}

/** The recorded reply to a call. */
export function replyMessage(primitive: Primitive, id: string): ToolMessage {
  return { role: 'tool', tool_call_id: id, name: primitive.tool, content: replyText(primitive.result) };
}

/** A call that was made and answered. */
export function callAndReply(primitive: Primitive, id: string): Message[] {
  return [callMessage({ name: primitive.tool, arguments: primitive.arguments }, id), replyMessage(primitive, id)];
}
