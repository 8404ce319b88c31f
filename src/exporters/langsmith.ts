import type { AssistantMessage } from '../model/pair.ts';
import { type Exporter, tableOf } from './exporter.ts';
import { json, list, object, text } from './messages.ts';
import { fromChat, toChat } from './openai.ts';

/** Examples for LangSmith: a prompt with its tools, and the right decision as reference for agentevals. */
export const langsmith: Exporter = {
  name: 'langsmith',
  consumer: 'LangSmith examples; agentevals',
  versions: 'langsmith 0.3 or newer',
  version: 1,
  template: 'none',
  tables: () => [
    tableOf<'right'>({
      name: 'examples',
      takes: 'right',
      columns: {
        inputs: 'messages up to the decision, and tools',
        outputs: 'messages: the right decision',
        metadata: 'id of the pair',
        split: 'train or test',
      },
      refuses: {},
      carries: ['id', 'tools', 'prompt', 'completion', 'split'],
      loses: [],
      write: ({ id, split, prompt, completion, tools }) => ({
        inputs: { messages: prompt.map((message) => toChat(message, { emptyContent: true })), tools: json(tools) },
        outputs: { messages: [toChat(completion, { emptyContent: true })] },
        metadata: { id },
        split,
      }),
      read: (row) => {
        const { messages, tools } = object(row.inputs);
        return {
          id: text(object(row.metadata).id),
          split: row.split as 'train' | 'test',
          tools: list(tools) as never,
          prompt: fromChat(list(messages)),
          completion: fromChat(list(object(row.outputs).messages))[0] as AssistantMessage,
        };
      },
    }),
  ],
};
