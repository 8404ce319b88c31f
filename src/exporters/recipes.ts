import type { WrittenTable } from './exporter.ts';

/*
 * Settings for the two stages of training, beside the rows they are for: supervised tuning on right trajectories, then preferences. What
 * data with tools needs is said in them; how fast and how long to train is for whoever trains.
 */

/** Characters of a token where nobody counted, on the side of too many tokens. */
const CHARACTERS_PER_TOKEN = 3;
/** Tokens that a chat template adds to a row at most, as far as was seen. */
const TEMPLATE_TOKENS = 256;
const STEP = 512;

/** Room for the longest rows, in tokens, rounded up, and what it rests on. */
interface Room {
  tokens: number;
  why: string;
}

function lengthFor(written: readonly WrittenTable[], table: string): Room {
  const rows = written.filter((one) => one.table.name === table);
  const characters = Math.max(0, ...rows.map(({ longest }) => longest));
  const counted = Math.max(0, ...rows.map(({ tokens }) => tokens ?? 0));
  const needed = counted > 0 ? counted + TEMPLATE_TOKENS : characters / CHARACTERS_PER_TOKEN;
  return {
    tokens: Math.max(STEP, Math.ceil(needed / STEP) * STEP),
    why:
      counted > 0
        ? `The longest rows were counted: ${counted} tokens as they are written. This is room for them and for what a chat template adds.`
        : `The longest row has ${characters} characters: this is room for it at an estimated ${CHARACTERS_PER_TOKEN} characters a token (export --tokenizer counts them).`,
  };
}

function lengthNote({ why }: Room): string {
  return `# ${why} Where the default is less, rows are cut or dropped without a word.`;
}

function splitsOf(written: readonly WrittenTable[], table: string): { train: boolean; test: boolean } {
  const has = (split: string) => written.some((one) => one.table.name === table && one.split === split && one.rows > 0);
  return { train: has('train'), test: has('test') };
}

const trlCommon = `per_device_train_batch_size: 1
gradient_accumulation_steps: 16
num_train_epochs: 1
logging_steps: 10
`;

/** TRL, first stage. */
export function trlSftRecipe(written: readonly WrittenTable[]): Record<string, string> {
  const { train, test } = splitsOf(written, 'sft');
  if (!train) return {};
  const length = lengthFor(written, 'sft');
  return {
    'sft.yaml': `# First stage, from the folder above: trl sft --config trl-sft/sft.yaml
model_name_or_path: Qwen/Qwen3-0.6B
dataset_name: ./trl-sft
dataset_train_split: train
${test ? 'dataset_test_split: test\neval_strategy: epoch\n' : ''}# Learn what the assistant says and calls, and not what tools reply. The chat template has to be of a family that TRL knows.
assistant_only_loss: true
${lengthNote(length)}
max_length: ${length.tokens}
learning_rate: 1.0e-5
${trlCommon}output_dir: out/sft
`,
  };
}

/** TRL, second stage. */
export function trlDpoRecipe(written: readonly WrittenTable[]): Record<string, string> {
  const { train, test } = splitsOf(written, 'dpo');
  if (!train) return {};
  const length = lengthFor(written, 'dpo');
  return {
    'dpo.yaml': `# Second stage, from the folder above: trl dpo --config trl-dpo/dpo.yaml
# The model that the first stage made, or any that calls tools.
model_name_or_path: Qwen/Qwen3-0.6B
dataset_name: ./trl-dpo
dataset_train_split: train
${test ? 'dataset_test_split: test\neval_strategy: epoch\n' : ''}# The loss is on the one decided message: all before it, replies of tools too, is in the prompt.
beta: 0.1
${lengthNote(length)}
max_length: ${length.tokens}
learning_rate: 5.0e-7
${trlCommon}output_dir: out/dpo
`,
  };
}

/** LLaMA-Factory, both stages. */
export function factoryRecipes(written: readonly WrittenTable[]): Record<string, string> {
  const recipe = (stage: 'sft' | 'dpo', how: string, rate: string, more: string): [string, string][] => {
    const { train, test } = splitsOf(written, stage);
    if (!train) return [];
    const length = lengthFor(written, stage);
    return [
      [
        `${stage}.yaml`,
        `# ${how}, in this folder: llamafactory-cli train ${stage}.yaml
model_name_or_path: Qwen/Qwen3-0.6B
stage: ${stage}
do_train: true
finetuning_type: full
dataset_dir: .
dataset: nearmiss_${stage}
${test ? `eval_dataset: nearmiss_${stage}_test\neval_strategy: epoch\n` : ''}# The template of your model's family decides how calls are written: choose one that has tools.
template: qwen3
${lengthNote(length)}
cutoff_len: ${length.tokens}
${more}learning_rate: ${rate}
${trlCommon}output_dir: out/${stage}
`,
      ],
    ];
  };
  return Object.fromEntries([
    ...recipe(
      'sft',
      'First stage',
      '1.0e-5',
      '# Replies of tools are not learnt: LLaMA-Factory trains on what the assistant says and calls.\ntrain_on_prompt: false\n',
    ),
    ...recipe('dpo', 'Second stage (with the model of the first)', '5.0e-7', 'pref_beta: 0.1\npref_loss: sigmoid\n'),
  ]);
}

/** Axolotl, first stage. Its own strategy tokenized rows with these settings; it was not run as a whole. */
export function axolotlSftRecipe(written: readonly WrittenTable[]): Record<string, string> {
  const files = written.find(({ split, table, rows }) => table.name === 'sft' && split === 'train' && rows > 0)?.files;
  if (files === undefined) return {};
  const length = lengthFor(written, 'sft');
  return {
    'axolotl.yaml': `# First stage, from the folder above: axolotl train trl-sft/axolotl.yaml
# Axolotl 0.21 tokenized such rows as meant with these settings; nothing was trained. It leaves out arguments that are null.
base_model: Qwen/Qwen3-0.6B
datasets:
  - path: ./trl-sft
    split: train
    type: chat_template
    field_messages: messages
    field_tools: tools
    # Learn what the assistant says and calls, and not what tools reply.
    roles_to_train: [assistant]
    train_on_eos: turn
chat_template: tokenizer_default
${lengthNote(length)}
sequence_len: ${length.tokens}
micro_batch_size: 1
gradient_accumulation_steps: 16
num_epochs: 1
learning_rate: 1.0e-5
optimizer: adamw_torch
output_dir: out/sft
`,
  };
}

/** Axolotl, second stage, on rendered text, which it hands to TRL as it is. Its source was read; it was not run. */
export function axolotlDpoRecipe(written: readonly WrittenTable[]): Record<string, string> {
  const files = written.find(({ split, table, rows }) => table.name === 'dpo' && split === 'train' && rows > 0)?.files;
  if (files === undefined) return {};
  const length = lengthFor(written, 'dpo');
  return {
    'axolotl.yaml': `# Second stage, from the folder above: axolotl train rendered/axolotl.yaml
# Written from the source of Axolotl 0.21, and not run. The rows are text, since its chat templates for preferences drop tools and calls.
base_model: Qwen/Qwen3-0.6B
rl: dpo
rl_beta: 0.1
datasets:
  - path: ${files[0]?.endsWith('.parquet') ? 'parquet' : 'json'}
    data_files: [${files.map((file) => `rendered/${file}`).join(', ')}]
    split: train
${lengthNote(length)}
sequence_len: ${length.tokens}
micro_batch_size: 1
gradient_accumulation_steps: 16
num_epochs: 1
learning_rate: 5.0e-7
optimizer: adamw_torch
output_dir: out/dpo
`,
  };
}
