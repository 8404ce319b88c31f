import { sftColumns } from './dataset/sft.ts';
import { type Exporter, tableOf } from './exporter.ts';
import { json } from './messages.ts';
import { axolotlSftRecipe, trlSftRecipe } from './recipes.ts';
import { cardOf, describe } from './trl.ts';

/** TRL's rows for supervised tuning on whole right trajectories, as a build writes them. Axolotl's `chat_template` takes them too. */
export const trlSft: Exporter = {
  name: 'trl-sft',
  consumer: 'TRL SFTTrainer with assistant_only_loss',
  versions: 'trl 0.29 or newer, datasets 4.7 or newer',
  version: 1,
  template: 'none',
  beside: (written) => ({ ...cardOf(written), ...trlSftRecipe(written), ...axolotlSftRecipe(written) }),
  tables: () => [
    tableOf<'trajectory'>({
      name: 'sft',
      takes: 'trajectory',
      columns: describe('id', 'messages', 'tools'),
      parquet: sftColumns,
      refuses: {},
      carries: ['id', 'messages', 'tools'],
      loses: [],
      write: ({ id, messages, tools }) => ({ id, messages: json(messages), tools: json(tools) }),
      read: ({ id, messages, tools }) => ({ id, messages, tools }) as object,
    }),
  ],
};
