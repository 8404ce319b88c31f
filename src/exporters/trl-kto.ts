import { type Exporter, tableOf } from './exporter.ts';
import { json, list } from './messages.ts';
import { cardOf, describe, idColumn, listColumns } from './trl.ts';

/** TRL's unpaired rows: of each pair one right and one wrong completion. */
export const trlKto: Exporter = {
  name: 'trl-kto',
  consumer: 'TRL KTOTrainer',
  versions: 'trl 1.8 or newer (tools per row), datasets 4.7 or newer',
  version: 1,
  template: 'none',
  beside: cardOf,
  tables: () => [
    tableOf<'judgement'>({
      name: 'kto',
      takes: 'judgement',
      columns: describe('id', 'prompt', 'completion', 'label', 'tools'),
      parquet: [idColumn, ...listColumns('prompt', 'completion'), { name: 'label', kind: 'flag', repeats: false }, ...listColumns('tools')],
      refuses: {},
      carries: ['id', 'prompt', 'completion', 'label', 'tools'],
      loses: [],
      write: ({ id, prompt, completion, label, tools }) => ({
        id,
        prompt: json(prompt),
        completion: [json(completion)],
        label,
        tools: json(tools),
      }),
      read: ({ id, prompt, completion, label, tools }) => ({ id, prompt, completion: list(completion)[0], label, tools }) as object,
    }),
  ],
};
