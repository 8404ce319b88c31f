import type { JsonObject } from '../model/json.ts';
import type { AssistantMessage, Message } from '../model/pair.ts';
import { type Exporter, Refusal, tableOf } from './exporter.ts';
import { looksLikeCall, type PlainMessage, PlainReader, writeConversation, writePlain } from './hermes.ts';
import { list, text } from './messages.ts';

const refuses = { looks_like_call: 'a text holds <tool_call> or begins with <tool_response>, which would be read as a call or a reply' };
const columns = {
  id: 'id of the pair',
  prompt: 'the conversation up to the decision, as {role, content}; the tools stand in its system message',
};

/**
 * Rows for `datasets` before 4.7 and TRL before 0.29, where objects of other shapes are merged and filled with nulls: nothing but roles and
 * texts. Tools stand in the system message, calls in the text, and a reply is said by the user, since that TRL takes no prompt that ends in a tool message.
 */
export const trlLegacy: Exporter = {
  name: 'trl-legacy',
  consumer: 'TRL DPO, SFT and KTO with an older datasets; Unsloth',
  versions: 'trl 0.18 to 0.28, datasets 2.16 to 4.6',
  version: 1,
  template: 'none',
  tables: () => [
    tableOf<'preference'>({
      name: 'dpo',
      takes: 'preference',
      columns: { ...columns, chosen: 'the right message, its call as text', rejected: 'the near miss, its call as text' },
      refuses,
      carries: ['id', 'tools', 'prompt', 'chosen', 'rejected'],
      loses: ['call-ids'],
      write: ({ id, prompt, chosen, rejected, tools }) => {
        if (looksLikeCall([...prompt, chosen, rejected])) return new Refusal('looks_like_call');
        return {
          id,
          prompt: plain(writeConversation(prompt, tools)),
          chosen: plain([writePlain(chosen)]),
          rejected: plain([writePlain(rejected)]),
        };
      },
      read: (row) => {
        const reader = new PlainReader();
        const { messages: prompt, tools } = reader.conversation(messagesOf(row.prompt));
        const [chosen, rejected] = [row.chosen, row.rejected].map((side) => reader.message(messagesOf(side)[0] as PlainMessage));
        return { id: text(row.id), tools, prompt, chosen: chosen as AssistantMessage, rejected: rejected as AssistantMessage };
      },
    }),
    tableOf<'trajectory'>({
      name: 'sft',
      takes: 'trajectory',
      columns: { id: columns.id, messages: 'the whole trajectory as {role, content}, the tools in its system message' },
      refuses,
      carries: ['id', 'tools', 'messages'],
      loses: ['call-ids'],
      write: ({ id, messages, tools }) =>
        looksLikeCall(messages) ? new Refusal('looks_like_call') : { id, messages: plain(writeConversation(messages, tools)) },
      read: (row) => ({ id: text(row.id), ...new PlainReader().conversation(messagesOf(row.messages)) }),
    }),
    tableOf<'judgement'>({
      name: 'kto',
      takes: 'judgement',
      columns: { ...columns, completion: 'the judged message, its call as text', label: 'whether it is right' },
      refuses,
      carries: ['id', 'tools', 'prompt', 'completion', 'label'],
      loses: ['call-ids'],
      write: ({ id, prompt, completion, label, tools }) => {
        if (looksLikeCall([...prompt, completion])) return new Refusal('looks_like_call');
        return { id, prompt: plain(writeConversation(prompt, tools)), completion: plain([writePlain(completion)]), label };
      },
      read: (row) => {
        const reader = new PlainReader();
        const { messages: prompt, tools } = reader.conversation(messagesOf(row.prompt));
        const completion: Message = reader.message(messagesOf(row.completion)[0] as PlainMessage);
        return { id: text(row.id), tools, prompt, completion: completion as AssistantMessage, label: row.label as boolean };
      },
    }),
  ],
};

function plain(messages: readonly PlainMessage[]): JsonObject[] {
  return messages.map(({ role, content }) => ({ role, content }));
}

function messagesOf(value: JsonObject[string] | undefined): PlainMessage[] {
  return list(value) as unknown as PlainMessage[];
}
