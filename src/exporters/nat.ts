import { type Exporter, tableOf } from './exporter.ts';
import { joinSystem, json, list, splitSystem } from './messages.ts';
import { cardOf, describe, idColumn, listColumns } from './trl.ts';

const OUTCOMES = {
  right: 'The next message does what the user asked for.',
  wrong: 'The next message does not do what the user asked for.',
};

/**
 * Rows for negative-aware training: right and wrong decisions alike are imitated, and the system message begins by saying which it is. Ask
 * a trained model with the first sentence.
 */
export const nat: Exporter = {
  name: 'nat',
  consumer: 'TRL SFTTrainer, prompt and completion',
  versions: 'trl 0.29 or newer, datasets 4.7 or newer',
  version: 1,
  template: 'none',
  beside: cardOf,
  tables: () => [
    tableOf<'judgement'>({
      name: 'nat',
      takes: 'judgement',
      columns: {
        ...describe('id'),
        prompt: 'the conversation up to the decision; its system message begins by saying whether that is right',
        ...describe('completion', 'tools'),
      },
      parquet: [idColumn, ...listColumns('prompt', 'completion', 'tools')],
      refuses: {},
      carries: ['id', 'tools', 'prompt', 'completion', 'label'],
      loses: [],
      write: ({ id, prompt, completion, label, tools }) => {
        const { system, rest } = splitSystem(prompt);
        const outcome = label ? OUTCOMES.right : OUTCOMES.wrong;
        return {
          id,
          prompt: json(joinSystem(system === null ? outcome : `${outcome}\n\n${system}`, rest)),
          completion: [json(completion)],
          tools: json(tools),
        };
      },
      read: ({ id, prompt, completion, tools }) => {
        const { system, rest } = splitSystem(list(prompt) as never);
        const label = system?.startsWith(OUTCOMES.right) === true;
        const own = (system ?? '').slice((label ? OUTCOMES.right : OUTCOMES.wrong).length);
        return { id, prompt: joinSystem(own === '' ? null : own.slice(2), rest), completion: list(completion)[0], label, tools } as object;
      },
    }),
  ],
};
