import type { Json, JsonObject } from '../model/json.ts';
import type { AssistantMessage, Message } from '../model/pair.ts';
import { type Exporter, Refusal, tableOf } from './exporter.ts';
import { assistant, callOf, callsOf, json, list, object, text } from './messages.ts';

/** Where the providers that take OpenAI's rows differ. */
interface Profile {
  name: string;
  consumer: string;
  versions: string;
  /** whether a message that only calls has a `content` all the same */
  emptyContent: boolean;
}

const refuses = {
  tool_name: 'the name of a tool is not made of 1 to 64 letters, digits, underscores and hyphens',
};

const profiles: Record<'openai' | 'azure' | 'together' | 'fireworks', Profile> = {
  openai: { name: 'openai', consumer: 'OpenAI preference and supervised tuning', versions: 'API of 2026', emptyContent: false },
  azure: { name: 'azure', consumer: 'Azure OpenAI preference and supervised tuning', versions: 'API of 2026', emptyContent: false },
  together: { name: 'together', consumer: 'Together preference and supervised tuning', versions: 'API of 2026', emptyContent: true },
  fireworks: { name: 'fireworks', consumer: 'Fireworks preference and supervised tuning', versions: 'API of 2026', emptyContent: true },
};

const namePattern = /^[A-Za-z0-9_-]{1,64}$/u;
const meanings = {
  messages: 'the whole trajectory',
  tools: 'the tools on offer',
  parallel_tool_calls: 'false: one call at a time',
};

function exporterFor(profile: Profile): Exporter {
  return {
    name: profile.name,
    consumer: profile.consumer,
    versions: profile.versions,
    version: 1,
    template: 'none',
    tables: () => [
      tableOf<'preference'>({
        name: 'dpo',
        takes: 'preference',
        columns: {
          input: 'messages of the prompt, tools, parallel_tool_calls',
          preferred_output: 'the right message',
          non_preferred_output: 'the near miss',
        },
        refuses,
        carries: ['tools', 'prompt', 'chosen', 'rejected'],
        loses: [],
        write: ({ prompt, chosen, rejected, tools }) => {
          if (!areNamed(tools, [...prompt, chosen, rejected])) return new Refusal('tool_name');
          return {
            input: { messages: prompt.map((message) => toChat(message, profile)), tools: json(tools), parallel_tool_calls: false },
            preferred_output: [toChat(chosen, profile)],
            non_preferred_output: [toChat(rejected, profile)],
          };
        },
        read: (row) => {
          const input = object(row.input);
          const prompt = fromChat(list(input.messages));
          const [chosen, rejected] = [row.preferred_output, row.non_preferred_output].map((side) => fromChat(list(side))[0]);
          return { tools: list(input.tools) as never, prompt, chosen: chosen as AssistantMessage, rejected: rejected as AssistantMessage };
        },
      }),
      tableOf<'trajectory'>({
        name: 'sft',
        takes: 'trajectory',
        columns: meanings,
        refuses,
        carries: ['tools', 'messages'],
        loses: [],
        write: ({ messages, tools }) => {
          if (!areNamed(tools, messages)) return new Refusal('tool_name');
          return { messages: messages.map((message) => toChat(message, profile)), tools: json(tools), parallel_tool_calls: false };
        },
        read: (row) => ({ tools: list(row.tools) as never, messages: fromChat(list(row.messages)) }),
      }),
    ],
  };
}

export const openai = exporterFor(profiles.openai);
export const azure = exporterFor(profiles.azure);
export const together = exporterFor(profiles.together);
export const fireworks = exporterFor(profiles.fireworks);

function areNamed(tools: readonly { function: { name: string } }[], messages: readonly Message[]): boolean {
  const names = [...tools, ...messages.flatMap(callsOf)].map((named) => named.function.name);
  return names.every((name) => namePattern.test(name));
}

/** A message with arguments as text. The reply's tool is named by the call it answers. */
export function toChat(message: Message, { emptyContent }: Pick<Profile, 'emptyContent'>): JsonObject {
  if (message.role === 'tool') return { role: 'tool', tool_call_id: message.tool_call_id, content: message.content };
  const calls = callsOf(message);
  if (calls.length === 0) return { role: message.role, content: message.content };
  return {
    role: 'assistant',
    ...(message.content !== '' || emptyContent ? { content: message.content } : {}),
    tool_calls: toChatCalls(message),
  };
}

/** Calls with their arguments as JSON text. */
function toChatCalls(message: Message): Json[] {
  return callsOf(message).map(({ id, type, function: { name, arguments: args } }) => ({
    id,
    type,
    function: { name, arguments: JSON.stringify(args) },
  }));
}

/** Messages whose calls have their arguments as JSON text, in the canonical form. */
export function fromChat(messages: readonly JsonObject[]): Message[] {
  const names = new Map<string, string>();
  return messages.map((message): Message => {
    const content = message.content === undefined ? '' : text(message.content);
    if (message.role === 'tool') {
      const id = text(message.tool_call_id);
      return { role: 'tool', tool_call_id: id, name: names.get(id) ?? '', content };
    }
    if (message.role !== 'assistant') return { role: message.role as 'system' | 'user', content };
    const calls = list(message.tool_calls ?? []).map((call) => {
      const { name, arguments: args } = object(call.function);
      names.set(text(call.id), text(name));
      return callOf(text(call.id), text(name), JSON.parse(text(args)));
    });
    return assistant(content, calls);
  });
}
