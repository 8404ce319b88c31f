import { dpoColumns } from './dataset/dpo.ts';
import { type Exporter, tableOf } from './exporter.ts';
import { json, list } from './messages.ts';
import { trlDpoRecipe } from './recipes.ts';
import { cardOf, describe } from './trl.ts';

/** TRL's preference rows with an explicit prompt, as a build writes them. */
export const trlDpo: Exporter = {
  name: 'trl-dpo',
  consumer: 'TRL DPOTrainer',
  versions: 'trl 0.29 or newer, datasets 4.7 or newer',
  version: 1,
  template: 'none',
  beside: (written) => ({ ...cardOf(written), ...trlDpoRecipe(written) }),
  tables: () => [
    tableOf<'preference'>({
      name: 'dpo',
      takes: 'preference',
      columns: describe('id', 'prompt', 'chosen', 'rejected', 'tools', 'deviation'),
      parquet: dpoColumns,
      refuses: {},
      carries: ['id', 'prompt', 'chosen', 'rejected', 'tools', 'deviation'],
      loses: [],
      write: ({ id, prompt, chosen, rejected, tools, deviation }) => ({
        id,
        prompt: json(prompt),
        chosen: [json(chosen)],
        rejected: [json(rejected)],
        tools: json(tools),
        deviation: json(deviation),
      }),
      read: ({ id, prompt, chosen, rejected, tools, deviation }) =>
        ({ id, prompt, chosen: list(chosen)[0], rejected: list(rejected)[0], tools, deviation }) as object,
    }),
  ],
};
