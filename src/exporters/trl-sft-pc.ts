import { type Exporter, tableOf } from './exporter.ts';
import { json, list } from './messages.ts';
import { cardOf, describe, idColumn, listColumns } from './trl.ts';

/** TRL's prompt-completion rows: one right decision each, and the loss on it alone. */
export const trlSftPc: Exporter = {
  name: 'trl-sft-pc',
  consumer: 'TRL SFTTrainer, prompt and completion',
  versions: 'trl 0.29 or newer, datasets 4.7 or newer',
  version: 1,
  template: 'none',
  beside: cardOf,
  tables: () => [
    tableOf<'right'>({
      name: 'sft-pc',
      takes: 'right',
      columns: describe('id', 'prompt', 'completion', 'tools'),
      parquet: [idColumn, ...listColumns('prompt', 'completion', 'tools')],
      refuses: {},
      carries: ['id', 'prompt', 'completion', 'tools'],
      loses: [],
      write: ({ id, prompt, completion, tools }) => ({ id, prompt: json(prompt), completion: [json(completion)], tools: json(tools) }),
      read: ({ id, prompt, completion, tools }) => ({ id, prompt, completion: list(completion)[0], tools }) as object,
    }),
  ],
};
