/** How a consumer makes text of a row. `template`: the model's chat template. `plain`: the row is text. `own`: code of its own, which is not here. */
export type Rendering = 'template' | 'plain' | 'own';

/** What a consumer reads, and what is known of how. */
export interface Consumer {
  name: string;
  reads: readonly { format: string; table: string; rendering: Rendering }[];
  /** tokens it keeps of a row unless told otherwise; null where none are known */
  maxLength: number | null;
  /** what nobody can say without running it */
  unknown: readonly string[];
}

const maskUnknown = 'which tokens the loss covers: TRL puts its own training template in place of known ones for assistant_only_loss';
const ownTemplate = 'the text: it has templates of its own, and tests/consumers is where they were run';
const readOnly = 'training: its own readers of data were run on rows like these, and nothing was trained';
const hosted = 'whether the provider takes the file: only its types were held against the rows';

/** Consumers that the doctor knows, by the name that --for takes. */
export const consumers: readonly Consumer[] = [
  {
    name: 'trl',
    reads: [
      { format: 'trl-dpo', table: 'dpo', rendering: 'template' },
      { format: 'trl-sft', table: 'sft', rendering: 'template' },
      { format: 'trl-sft-pc', table: 'sft-pc', rendering: 'template' },
      { format: 'trl-kto', table: 'kto', rendering: 'template' },
      { format: 'trl-reward', table: 'reward', rendering: 'template' },
    ],
    maxLength: 1024,
    unknown: [maskUnknown],
  },
  {
    name: 'trl-legacy',
    reads: [
      { format: 'trl-legacy', table: 'dpo', rendering: 'template' },
      { format: 'trl-legacy', table: 'sft', rendering: 'template' },
    ],
    maxLength: 1024,
    unknown: [maskUnknown],
  },
  {
    name: 'llamafactory',
    reads: ['dpo', 'sft', 'kto'].map((table) => ({ format: 'llamafactory', table, rendering: 'own' as const })),
    maxLength: 2048,
    unknown: [ownTemplate],
  },
  {
    name: 'ms-swift',
    reads: ['dpo', 'sft', 'kto'].map((table) => ({ format: 'ms-swift', table, rendering: 'own' as const })),
    maxLength: null,
    unknown: [ownTemplate],
  },
  {
    name: 'axolotl',
    reads: [
      { format: 'trl-sft', table: 'sft', rendering: 'template' },
      { format: 'rendered', table: 'dpo', rendering: 'plain' },
    ],
    maxLength: 2048,
    unknown: [readOnly, 'nulls: it leaves out every member that is null, also one that was meant'],
  },
  {
    name: 'openrlhf',
    reads: [{ format: 'rendered', table: 'dpo', rendering: 'plain' }],
    maxLength: 2048,
    unknown: [readOnly],
  },
  {
    name: 'unsloth',
    reads: [{ format: 'rendered', table: 'dpo', rendering: 'plain' }],
    maxLength: 1024,
    unknown: ['anything by running it: its source was read only'],
  },
  {
    name: 'nemo-rl',
    reads: [{ format: 'nemo-rl', table: 'dpo', rendering: 'own' }],
    maxLength: null,
    unknown: ['anything by running it: its source was read only'],
  },
  ...['openai', 'azure', 'together', 'fireworks'].map((name) => ({
    name,
    reads: ['dpo', 'sft'].map((table) => ({ format: name, table, rendering: 'own' as const })),
    maxLength: null,
    unknown: [hosted],
  })),
];
