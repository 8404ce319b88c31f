import type { JsonObject } from '../model/json.ts';
import type { AssistantMessage, Message } from '../model/pair.ts';
import { type Exporter, type ExportRow, Refusal, tableOf } from './exporter.ts';
import { assistant, callsOf, list, OpenCalls, text } from './messages.ts';
import { textOf } from './read-pair.ts';
import { assistantTwice, hasAssistantTwice } from './transcript.ts';

/** A message in ms-swift's words: a call is a message of its own, after the text beside it. */
interface SwiftMessage {
  role: 'system' | 'user' | 'assistant' | 'tool_call' | 'tool_response';
  content: string;
}

const tools = 'the tools as JSON text';

/** ms-swift's agent rows, for supervised tuning, DPO and KTO. */
export const msSwift: Exporter = {
  name: 'ms-swift',
  consumer: 'ms-swift: sft, rlhf dpo and kto',
  versions: '4.x',
  version: 1,
  template: 'none',
  tables: () => [
    tableOf<'preference'>({
      name: 'dpo',
      takes: 'preference',
      columns: {
        messages: 'the prompt and the right decision',
        tools,
        rejected_messages: 'the prompt and the near miss',
        rejected_tools: 'the same tools',
      },
      refuses: assistantTwice,
      carries: ['tools', 'prompt', 'chosen', 'rejected'],
      loses: ['call-ids'],
      write: ({ prompt, chosen, rejected, tools: offered }) => {
        if (hasAssistantTwice(prompt)) return new Refusal('assistant_twice');
        const before = prompt.flatMap(toSwift);
        const described = textOf(offered);
        return {
          messages: rows([...before, ...toSwift(chosen)]),
          tools: described,
          rejected_messages: rows([...before, ...toSwift(rejected)]),
          rejected_tools: described,
        };
      },
      read: (row) => {
        const [right, wrong] = [readAll(row, 'messages'), readAll(row, 'rejected_messages')];
        return {
          tools: JSON.parse(text(row.tools)),
          prompt: right.slice(0, -1),
          chosen: right.at(-1) as AssistantMessage,
          rejected: wrong.at(-1) as AssistantMessage,
        };
      },
    }),
    tableOf<'trajectory'>({
      name: 'sft',
      takes: 'trajectory',
      columns: { messages: 'the whole trajectory', tools },
      refuses: assistantTwice,
      carries: ['tools', 'messages'],
      loses: ['call-ids'],
      write: ({ messages, tools: offered }) =>
        hasAssistantTwice(messages)
          ? new Refusal('assistant_twice')
          : { messages: rows(messages.flatMap(toSwift)), tools: textOf(offered) },
      read: (row) => ({ tools: JSON.parse(text(row.tools)), messages: readAll(row, 'messages') }),
    }),
    tableOf<'judgement'>({
      name: 'kto',
      takes: 'judgement',
      columns: { messages: 'the prompt and the judged decision', label: 'whether it is right', tools },
      refuses: assistantTwice,
      carries: ['tools', 'prompt', 'completion', 'label'],
      loses: ['call-ids'],
      write: ({ prompt, completion, label, tools: offered }) =>
        hasAssistantTwice(prompt)
          ? new Refusal('assistant_twice')
          : { messages: rows([...prompt, completion].flatMap(toSwift)), label, tools: textOf(offered) },
      read: (row) => {
        const messages = readAll(row, 'messages');
        return {
          tools: JSON.parse(text(row.tools)),
          prompt: messages.slice(0, -1),
          completion: messages.at(-1) as AssistantMessage,
          label: row.label as boolean,
        };
      },
    }),
  ],
};

function rows(messages: readonly SwiftMessage[]): JsonObject[] {
  return messages.map(({ role, content }) => ({ role, content }));
}

function toSwift(message: Message): SwiftMessage[] {
  if (message.role === 'tool') return [{ role: 'tool_response', content: message.content }];
  if (message.role !== 'assistant') return [{ role: message.role, content: message.content }];
  const calls = callsOf(message).map(
    ({ function: { name, arguments: args } }): SwiftMessage => ({
      role: 'tool_call',
      content: JSON.stringify({ name, arguments: args }),
    }),
  );
  if (calls.length > 0 && message.content === '') return calls;
  return [{ role: 'assistant', content: message.content }, ...calls];
}

function readAll(row: ExportRow, column: string): Message[] {
  const open = new OpenCalls();
  const messages: Message[] = [];
  let said: SwiftMessage['role'] | null = null;
  for (const { role, content } of list(row[column]) as unknown as SwiftMessage[]) {
    const last = messages.at(-1);
    if (role === 'tool_response') messages.push(open.answer(content));
    else if (role === 'assistant') messages.push(assistant(content));
    else if (role !== 'tool_call') messages.push({ role, content });
    else {
      const { name, arguments: args } = JSON.parse(content) as { name: string; arguments: JsonObject };
      const call = open.make(name, args);
      // A call goes on what the assistant was saying or calling, and begins a message otherwise.
      if (last?.role === 'assistant' && (said === 'assistant' || said === 'tool_call'))
        messages[messages.length - 1] = assistant(last.content, [...callsOf(last), call]);
      else messages.push(assistant('', [call]));
    }
    said = role;
  }
  return messages;
}
