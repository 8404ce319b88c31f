import { stringify } from 'yaml';
import type { Ground } from '../../model/ground.ts';
import type { Manifest } from '../../model/manifest.ts';
import { type Split, splitSchema } from '../../model/pair.ts';
import { type Column, datasetFile, describeCardFeature } from '../parquet/columns.ts';
import { controlColumns } from './controls.ts';
import { dpoColumns } from './dpo.ts';
import { sftColumns } from './sft.ts';

/** What a card tells: the manifest but for its list of files (the card is one of them), the grounds, and how to build it again. */
export interface CardFacts {
  manifest: Omit<Manifest, 'files'>;
  grounds: readonly Pick<Ground, 'name' | 'title' | 'source'>[];
  /** The command line that makes the same dataset again. */
  command: string;
}

interface Config {
  name: 'dpo' | 'sft' | 'controls';
  columns: readonly Column[];
  rows: Record<Split, number>;
}

/**
 * The dataset card, `README.md`: front matter that `datasets` and the Hub read, then prose. A split without rows has no file and
 * is not named in it, because naming a missing file breaks the loading of all the others; a config without rows is left out.
 */
export function renderCard(facts: CardFacts): string {
  const { counts } = facts.manifest;
  const configs = (
    [
      { name: 'dpo', columns: dpoColumns, rows: { train: counts.train, test: counts.test } },
      { name: 'sft', columns: sftColumns, rows: counts.sft },
      { name: 'controls', columns: controlColumns, rows: { train: 0, test: facts.manifest.controls?.rows ?? 0 } },
    ] satisfies Config[]
  ).filter(({ rows }) => rows.train + rows.test > 0);
  return `---\n${stringify(describeFront(facts, configs), { lineWidth: 0 })}---\n\n${describeProse(facts, configs)}`;
}

function listSplits({ rows }: Config): Split[] {
  return splitSchema.options.filter((split) => rows[split] > 0);
}

function describeFront({ manifest, grounds }: CardFacts, configs: readonly Config[]): object {
  return {
    ...(manifest.source === null ? chooseLicence(grounds.map(({ source }) => source.licence)) : givenLicence),
    language: ['en'],
    pretty_name: nameDataset(manifest, grounds),
    task_categories: ['text-generation'],
    tags: [
      'dpo',
      'preference',
      'function-calling',
      'tool-use',
      'agent',
      ...(manifest.source === null ? ['mcp', 'synthetic'] : []),
      'nearmiss',
    ],
    size_categories: [nameSize(manifest.counts.pairs)],
    configs: configs.map((config, place) => ({
      config_name: config.name,
      ...(place === 0 ? { default: true } : {}),
      data_files: listSplits(config).map((split) => ({ split, path: datasetFile(config.name, split) })),
    })),
    dataset_info: configs.map(({ name, columns }) => ({ config_name: name, features: columns.map(describeCardFeature) })),
  };
}

function nameDataset({ source }: CardFacts['manifest'], grounds: CardFacts['grounds']): string {
  return `Nearmiss pairs: ${source === null ? grounds.map(({ name }) => name).join(', ') : source.file}`;
}

/** Nobody but their owner knows under what licence given rows stand. */
const givenLicence = { license: 'other', license_name: 'that-of-the-given-rows' };

/** Licences that let their text be passed on under another as long as they are named, which the card does. */
const permissive = new Set(['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Unlicense', 'CC0-1.0']);

/** Ours when every ground allows it; else the reader has to look at the grounds. */
function chooseLicence(licences: readonly string[]): object {
  const names = licences.flatMap((licence) => licence.split(/[\s,;/()]+|\b(?:OR|AND|moving to)\b/)).filter((name) => name !== '');
  if (licences.every((licence) => licence !== '') && names.every((name) => permissive.has(name))) return { license: 'apache-2.0' };
  return { license: 'other', license_name: 'see-the-grounds-below' };
}

/** Whether some rejected calls break their schema. */
function hasBroken({ byFamily }: Manifest['counts']): boolean {
  return (byFamily.broken_call ?? 0) > 0;
}

/** The Hub's names for sizes. */
function nameSize(rows: number): string {
  const names = ['1K', '10K', '100K', '1M', '10M', '100M', '1B'];
  const place = names.findIndex((_, index) => rows < 10 ** (index + 3));
  if (place === 0) return 'n<1K';
  return place < 0 ? 'n>1B' : `${names[place - 1]}<n<${names[place]}`;
}

function describeProse({ manifest, grounds, command }: CardFacts, configs: readonly Config[]): string {
  const { counts } = manifest;
  const sections = [
    `# ${nameDataset(manifest, grounds)}`,
    `${count(counts.pairs, 'preference pair')} that teach a tool-using agent to do what the user meant. In each pair both sides are well
formed${hasBroken(counts) ? ', but for the rejected one of `broken_call`' : ''}. The chosen side does what the request says; the rejected one does something near it: another value, another tool, one
call or question too many or too few, a stated constraint left out. Every pair carries the evidence of that.`,
    describeMaking({ manifest, grounds, command }),
    `## What is in it

${tabulate(
  ['config', ...splitSchema.options],
  configs.map(({ name, rows }) => [`\`${name}\``, ...splitSchema.options.map((split) => show(rows[split]))]),
)}

All pairs of one ${manifest.source === null ? 'base trajectory' : 'given row'} lie in one split. A split without rows has no file.

${tabulateCounts('family', counts.byFamily)}

${tabulate(
  ['operator', 'pairs', 'what the rejected side does'],
  manifest.operators
    .filter(({ name }) => counts.byOperator[name] !== undefined)
    .map(({ name, summary }) => [`\`${name}\``, show(counts.byOperator[name] ?? 0), summary]),
)}

${tabulateCounts('shape', counts.byShape)}

${describeDiscards(manifest.discarded)}`,
    ...(manifest.source === null ? [describeGrounds(manifest, grounds)] : []),
    `## Columns

${describeColumns(configs)}

Messages and tools are in the form of OpenAI's chat API, with \`arguments\` an object. The canonical records, with the evidence of
each pair, are the lines of \`pairs/*.jsonl\`; \`manifest.json\` holds what went in, what came out and the sha256 of every file.`,
    describeLoading(configs.filter(({ name }) => name !== 'controls')),
    ...(manifest.controls === undefined ? [] : [describeControls(manifest.controls)]),
    ...(manifest.source === null ? recordedPromises(counts) : givenPromises),
    `## Citation

The method, not this dataset:

\`\`\`bibtex
@misc{rise2026,
  author = {Xiong and Huang and Yang and Zheng and Li and Jiang and Chang and Li and Feng and Li},
  title = {Emerging from Ground: Addressing Intent Deviation in Tool-Using Agents via Deriving Real Calls into Virtual Trajectories},
  year = {2026},
  eprint = {2601.15120},
  archivePrefix = {arXiv}
}
\`\`\``,
  ];
  return `${sections.join('\n\n')}\n`;
}

/** How a dataset came to be. */
function describeMaking({ manifest, command }: CardFacts): string {
  const same = `Nearmiss ${manifest.nearmiss}, seed \`${manifest.seed}\`. The same command gives the same bytes:

\`\`\`sh
${command}
\`\`\``;
  const { source } = manifest;
  if (source !== null) {
    return `## How it was made

From conversations that were given as good ones: \`${source.file}\` (${count(source.rows, 'row')}, ${show(source.used)} of them used, ${show(source.skipped)} unreadable; sha256 \`${source.sha256}\`).
One value in one call, which the conversation states, was changed into another that it does not mean. Nothing was executed, and no language model was called in the making. The
method follows RISE (arXiv 2601.15120): negatives by changing what is critical to the intent.

${same}`;
  }
  return `## How it was made

Real calls were executed on real MCP servers, in worlds made from a seed and reset before each chain of calls, and their replies
were kept. From those recordings, and without running anything again, trajectories were composed, requests were filled into fixed
templates (\`phrases.json\` of each ground), and one decision in each was changed into a near miss. ${describeModel(manifest)} The method follows RISE (arXiv 2601.15120): real calls, virtual trajectories,
negatives by changing what is critical to the intent.

${same}`;
}

/** What a language model had to do with it. */
function describeModel({ config, counts }: CardFacts['manifest']): string {
  const saidAnew = counts.byPhrasing?.said_anew ?? 0;
  const writtenAnew = counts.byAnswering?.written_anew ?? 0;
  const { phrase, answer } = config as Record<'phrase' | 'answer', { model: string; terms: string | null } | undefined>;
  const terms = phrase?.terms ?? answer?.terms ?? 'not told';
  if (saidAnew === 0 && writtenAnew === 0) return 'No language model was called in the making.';
  const told: string[] = [];
  if (saidAnew > 0)
    told.push(`The last request of ${count(saidAnew, 'row')} was then said anew by the language model \`${phrase?.model}\`: other words
around those that state a value or say which tool is wanted, which stay. Such rows have \`meta.request\` "model", with the words as they
were.`);
  if (writtenAnew > 0)
    told.push(`${count(writtenAnew, 'final answer')} ${writtenAnew === 1 ? 'was' : 'were'} then written anew by the language model \`${answer?.model}\`: with the values of
our own answers, which come from the replies, in their order. \`meta.answered\` has them as they were.`);
  return `${told.join(' ')} The terms for what models wrote are, by who built it: ${terms}.`;
}

function describeGrounds({ counts, primitives }: CardFacts['manifest'], grounds: CardFacts['grounds']): string {
  return `## Grounds

${tabulate(
  ['ground', 'server', 'version', 'licence', 'recorded calls', 'pairs'],
  grounds.map(({ name, title, source }) => [
    `${name}: ${title}`,
    `\`${source.package}\``,
    source.version,
    source.licence,
    show(primitives[name]?.count ?? 0),
    show(counts.byGround[name] ?? 0),
  ]),
)}

Names, descriptions and parameters of the tools, and what the tools replied, come from these packages and stay under their
licences. The worlds they worked on (files, tables, repositories, people) are invented.`;
}

/** What a dataset from recordings promises, and what it does not. */
function recordedPromises(counts: Manifest['counts']): readonly string[] {
  return [
    `## What is promised

For each pair the records say, and \`nearmiss check <this folder>\` derives again from the recordings:

- the chosen call was executed on the real server and succeeded; where an answer is due, so was the call whose reply it reports, or it failed and the answer says that;
- the rejected call is valid under the tool's schema${hasBroken(counts) ? ' (but for `broken_call`, where it is shown not to be one that a tool takes)' : ''}, and it was executed too wherever \`evidence.executed.rejected\` names a recording;
- the request states what the rejected side contradicts, at the place given by \`evidence.stated\`;
- the two sides differ after canonicalisation and, where both were executed, so do their results;
- no reply was invented: every tool message is the recorded reply to that very call.

Candidates for which one of these could not be shown were left out and counted.`,
    `## Limits

- Requests come from templates in English. They vary in words and order, but less than people do.
- A pair judges one decision: one assistant message with at most one call. Parallel calls are not covered.
- The tools are those of the grounds above, in worlds of their own; a gain here does not show a gain on other tools.
- The wrong sides are near misses${hasBroken(counts) ? ' and broken calls. There are no refusals' : ' only. There are no malformed calls, invented tools or refusals'}.`,
  ];
}

/** What a dataset from given rows promises, and what it does not. */
const givenPromises: readonly string[] = [
  `## What is promised

For each pair the records say, and \`nearmiss check <this folder>\` derives again from the words:

- both calls are valid under the tool's schema;
- the conversation states the value that the rejected call changes, at the place given by \`evidence.stated\`;
- the two sides differ after canonicalisation, in that place and nowhere else.

Candidates for which one of these could not be shown were left out and counted.`,
  `## Limits

- The chosen sides are as good as the rows that were given: nobody executed them here, and nobody executed the rejected ones.
- Values that the conversation does not state in so many words are left alone: the assistant may have known them better.
- A pair judges one call. Of calls made in one message each is judged by itself.`,
];

const columnMeanings: Record<string, string> = {
  id: 'id of the pair; the same in both configs and in `pairs/*.jsonl`',
  prompt: 'the conversation up to the decision; ends in a `user` or a `tool` message',
  chosen: 'one assistant message: the right call or answer',
  rejected: 'one assistant message: the near miss',
  tools: 'the tools on offer; never empty',
  deviation:
    'what is wrong: `family`, `operator`, the `step`, and the change (`op`, `pointer`, `from`, `to`) that turns `chosen` into `rejected` (a second one stands under `also` where each pair carries two); what that would cost (`severity`: harmless, misleading or destructive) and `because` of what',
  original: 'one assistant message: a right call, as it was executed',
  respelt: 'one assistant message: the same call, written otherwise',
  respelling: 'how: `kind`, and what stands at `pointer` of the arguments in `original` (`from`) and in `respelt` (`to`)',
  messages: 'a whole right trajectory; ends in an answer',
};

function describeColumns(configs: readonly Config[]): string {
  const rows = configs.flatMap(({ name, columns }) =>
    columns.map((column) => [`\`${name}\``, `\`${column.name}\``, columnMeanings[column.name] ?? '']),
  );
  return tabulate(['config', 'column', 'what it holds'], rows);
}

function describeLoading(configs: readonly Config[]): string {
  const parts = configs.map((config) => {
    const splits = listSplits(config);
    const kind = config.name.toUpperCase();
    const train = `    train_dataset=data["${splits[0]}"],`;
    const test = splits[1] === undefined ? '' : `\n    eval_dataset=data["${splits[1]}"],`;
    const settings = config.name === 'sft' ? 'max_length=8192, assistant_only_loss=True' : 'max_length=8192';
    return `\`\`\`python
from datasets import load_dataset
from trl import ${kind}Config, ${kind}Trainer

data = load_dataset("path/to/this/folder", "${config.name}")
trainer = ${kind}Trainer(
    model="Qwen/Qwen3-0.6B",
    args=${kind}Config(output_dir="out", ${settings}),
${train}${test}
)
trainer.train()
\`\`\``;
  });
  return `## Loading

Needs \`datasets\` 4.7 or newer (JSON columns) and TRL 0.29 or newer (tools per row). Older versions of \`datasets\` give every call the
argument names of all the others, filled with nulls, and a model trained on that learns to say them.

${parts.join('\n\n')}

- Set \`max_length\`. TRL's default of 1024 tokens is shorter than many of these prompts, because the tools are part of them; a prompt
  that fills it leaves no completion to learn from, and TRL drops such rows without a word.
- In supervised tuning set \`assistant_only_loss=True\`, or the model is trained to write the tools' replies as well. It needs a chat
  template that marks what the assistant says; TRL brings one for the common model families.
- The preference loss covers only the one decided message, since everything before it is in \`prompt\`.
- Other trainers read other forms: \`nearmiss export <this folder> --to llamafactory,ms-swift,openai\` writes them with recipes, \`nearmiss export --list\` names them
  all, and \`nearmiss doctor <this folder> --for llamafactory\` says what each would see.`;
}

function describeControls({ rows, executed, byKind }: NonNullable<Manifest['controls']>): string {
  return `## Controls

The config \`controls\` has ${count(rows, 'row')} whose two sides mean the same: ${show(executed)} were executed both ways with one result, the others are one call
once every value is written one way. They are for measuring, not for training: their trajectories are of the test split, and neither side is
right against the other. With the log-probabilities *o* of \`original\` and *r* of \`respelt\` under a model, after its prompt:

- **over-sensitivity** is the share of controls with |o - r| above the median of |chosen - rejected| over the test rows of \`dpo\`. A model that minds meaning keeps it near 0; where training
  raises it, the model has learned looks.
- by kind, the share with o > r; what moves it from what it was before training is taste for a spelling.

${tabulateCounts('control', byKind)}`;
}

function describeDiscards(discarded: Readonly<Record<string, number>>): string {
  const total = Object.values(discarded).reduce((sum, some) => sum + some, 0);
  if (total === 0) return 'No candidate was discarded.';
  return `${count(total, 'candidate')} could not be proved and ${total === 1 ? 'was' : 'were'} left out:

${tabulate(
  ['reason', 'candidates'],
  Object.entries(discarded).map(([reason, some]) => [reason, show(some)]),
)}`;
}

function tabulateCounts(title: string, counts: Readonly<Record<string, number>>): string {
  return tabulate(
    [title, 'pairs'],
    Object.entries(counts).map(([name, some]) => [`\`${name}\``, show(some)]),
  );
}

/** A Markdown table. A bar in a cell would end the cell. */
function tabulate(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function count(number: number, thing: string): string {
  return `${show(number)} ${thing}${number === 1 ? '' : 's'}`;
}

/** Digits in groups of three, whatever the locale. */
function show(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
