import type { AssistantMessage } from '../model/pair.ts';
import { type Exporter, tableOf } from './exporter.ts';
import { readSystem, writeSystem } from './hermes.ts';
import { joinSystem, json, list, object, splitSystem, text } from './messages.ts';

/**
 * NeMo-RL's rows: two ranked completions, and conversations. Its preference processor passes no tools to the template, so they stand in the
 * system message there.
 */
export const nemoRl: Exporter = {
  name: 'nemo-rl',
  consumer: 'NeMo-RL: PreferenceDataset, openai_format',
  versions: '0.6',
  version: 1,
  template: 'none',
  tables: () => [
    tableOf<'preference'>({
      name: 'dpo',
      takes: 'preference',
      columns: {
        context: 'the conversation up to the decision; the tools stand in its system message',
        completions: 'the right message with rank 0, the near miss with rank 1',
      },
      refuses: {},
      carries: ['tools', 'prompt', 'chosen', 'rejected'],
      loses: [],
      write: ({ prompt, chosen, rejected, tools }) => {
        const { system, rest } = splitSystem(prompt);
        return {
          context: json([writeSystem(system, tools), ...rest]),
          completions: json([
            { rank: 0, completion: [chosen] },
            { rank: 1, completion: [rejected] },
          ]),
        };
      },
      read: (row) => {
        const [first, ...rest] = list(row.context);
        const { system, tools } = readSystem(text(object(first).content));
        const [chosen, rejected] = list(row.completions)
          .sort((a, b) => Number(a.rank) - Number(b.rank))
          .map((ranked) => list(ranked.completion)[0] as unknown as AssistantMessage);
        return {
          tools,
          prompt: joinSystem(system, rest as never),
          chosen: chosen as AssistantMessage,
          rejected: rejected as AssistantMessage,
        };
      },
    }),
    tableOf<'trajectory'>({
      name: 'sft',
      takes: 'trajectory',
      columns: { messages: 'the whole trajectory', tools: 'the tools on offer' },
      refuses: {},
      carries: ['messages', 'tools'],
      loses: [],
      write: ({ messages, tools }) => ({ messages: json(messages), tools: json(tools) }),
      read: ({ messages, tools }) => ({ messages, tools }) as object,
    }),
  ],
};
