import { type Exporter, tableOf } from './exporter.ts';
import { json, list } from './messages.ts';
import { cardOf, describe, idColumn, listColumns } from './trl.ts';

/** TRL's rows for a reward model: both conversations whole, with the prompt in each. */
export const trlReward: Exporter = {
  name: 'trl-reward',
  consumer: 'TRL RewardTrainer',
  versions: 'trl 0.29 or newer, datasets 4.7 or newer',
  version: 1,
  template: 'none',
  beside: cardOf,
  tables: () => [
    tableOf<'preference'>({
      name: 'reward',
      takes: 'preference',
      columns: {
        ...describe('id'),
        chosen: 'the conversation up to the decision, and the right one',
        rejected: 'the same conversation, and the near miss',
        ...describe('tools'),
      },
      parquet: [idColumn, ...listColumns('chosen', 'rejected', 'tools')],
      refuses: {},
      carries: ['id', 'prompt', 'chosen', 'rejected', 'tools'],
      loses: [],
      write: ({ id, prompt, chosen, rejected, tools }) => ({
        id,
        chosen: json([...prompt, chosen]),
        rejected: json([...prompt, rejected]),
        tools: json(tools),
      }),
      read: ({ id, chosen, rejected, tools }) =>
        ({ id, prompt: list(chosen).slice(0, -1), chosen: list(chosen).at(-1), rejected: list(rejected).at(-1), tools }) as object,
    }),
  ],
};
