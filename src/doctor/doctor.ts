import { type Example, examplesOf, type Judgement, type Preference, UNFINISHED, type WholeTrajectory } from '../exporters/example.ts';
import {
  type ChatTemplate,
  type Exporter,
  type ExportRow,
  type ExportSettings,
  Refusal,
  type Table,
  type TokenCounter,
} from '../exporters/exporter.ts';
import { callsOf, list, text } from '../exporters/messages.ts';
import { renderSides, unrenderable } from '../exporters/rendering.ts';
import { canonicalJson } from '../model/canonical.ts';
import type { Json } from '../model/json.ts';
import type { AssistantMessage, Message, Pair } from '../model/pair.ts';
import type { OfferedTool } from '../model/tool.ts';
import type { Consumer, Rendering } from './consumers.ts';

/** What may be wrong with a row, beside the reasons for which an exporter refuses it. */
export const findings = {
  ...unrenderable,
  arguments_changed: 'a call read back from the row is not the one that was written',
  invented_null: 'the text says null or None more often than the row does',
  same_text: 'both sides render the same',
  too_long: 'the row is longer than the limit: it would be cut, or dropped',
  prompt_fills: 'the prompt alone fills the limit: nothing of the answer would be left to learn',
};
export type Finding = keyof typeof findings;

/** Rows are told by their ids, this many of a kind. */
const MOST_IDS = 5;

/** Characters of a token, on the side of too many tokens: JSON and names come out at three to four in the common tokenizers. */
export const CHARACTERS_PER_TOKEN = 3;

/** What one table of a format is for one consumer. */
export interface Verdict {
  consumer: string;
  format: string;
  table: string;
  rendering: Rendering;
  /** rows looked at, and those of them that the exporter writes */
  rows: number;
  written: number;
  /** rows whose text was looked at */
  rendered: number;
  refused: Record<string, number>;
  findings: Record<string, { rows: number; ids: string[] }>;
  /** characters of the text or, where none could be made, of the row */
  length: { median: number; p99: number; longest: number };
  /** tokens of the longest row: estimated, or counted where a tokenizer was given */
  tokens: number;
  limit: number | null;
  unknown: readonly string[];
}

/** The text that a trainer makes of a row: what it reads, and what it learns to say. */
export interface Prediction {
  id: string;
  consumer: string;
  format: string;
  table: string;
  /** of a judgement, whether its completion is right; null of other rows */
  label: boolean | null;
  prompt: string;
  completions: string[];
}

/** Looks at rows as one consumer will: writes them, reads them back, renders them, measures them. */
export class Examination {
  readonly #consumer: Consumer;
  readonly #exporter: Exporter;
  readonly #table: Table;
  readonly #rendering: Rendering;
  readonly #template: ChatTemplate | null;
  readonly #limit: number | null;
  readonly #counter: TokenCounter | null;
  readonly #lengths: number[] = [];
  #tokens = 0;
  readonly #refused: Record<string, number> = {};
  readonly #findings: Verdict['findings'] = {};
  readonly #counts = { rows: 0, written: 0, rendered: 0 };

  /** `limit`: tokens that the consumer keeps; null for its own. `counter`: counts tokens, which are estimated without one. */
  constructor(
    consumer: Consumer,
    exporter: Exporter,
    table: string,
    rendering: Rendering,
    settings: ExportSettings,
    limit: number | null,
    counter: TokenCounter | null = null,
  ) {
    this.#consumer = consumer;
    this.#exporter = exporter;
    this.#table = exporter.tables(settings).find(({ name }) => name === table) as Table;
    this.#rendering = rendering;
    this.#template = settings.template;
    this.#limit = limit ?? consumer.maxLength;
    this.#counter = counter;
  }

  /** Looks at what a pair gives; the texts that could be told. */
  look(pair: Pair): Prediction[] {
    const examples = examplesOf(pair, this.#table.takes);
    if (examples.length === 0) {
      this.#counts.rows += 1;
      this.#refused[UNFINISHED] = (this.#refused[UNFINISHED] ?? 0) + 1;
    }
    return examples.flatMap((example) => this.#lookAt(example) ?? []);
  }

  #lookAt(example: Example): Prediction | null {
    this.#counts.rows += 1;
    const row = this.#table.write(example);
    if (row instanceof Refusal) {
      this.#refused[row.reason] = (this.#refused[row.reason] ?? 0) + 1;
      return null;
    }
    this.#counts.written += 1;
    const back = this.#table.read(JSON.parse(JSON.stringify(row)) as ExportRow);
    if (callTextOf(back) !== callTextOf(pick(example, this.#table.carries))) this.#note('arguments_changed', example.id);
    const texts = this.#textsOf(example, row);
    if (texts instanceof Refusal) {
      this.#note(texts.reason as Finding, example.id);
      return null;
    }
    if (texts === null) {
      this.#measure(example.id, '', JSON.stringify(row));
      return null;
    }
    this.#counts.rendered += 1;
    const longest = texts.sides.reduce((a, b) => (a.length > b.length ? a : b), '');
    this.#measure(example.id, texts.prompt, `${texts.prompt}${longest}`);
    if (texts.sides.length === 2 && texts.sides[0] === texts.sides[1]) this.#note('same_text', example.id);
    const own = countNulls(row);
    if (countNulls([texts.prompt, ...texts.sides]) > own) this.#note('invented_null', example.id);
    return {
      id: example.id,
      consumer: this.#consumer.name,
      format: this.#exporter.name,
      table: this.#table.name,
      label: 'label' in example ? example.label : null,
      prompt: texts.prompt,
      completions: texts.sides,
    };
  }

  /** The text of prompt and answers; null where nobody can say without the consumer's own code. */
  #textsOf(example: Example, row: ExportRow): { prompt: string; sides: string[] } | Refusal | null {
    if (this.#rendering === 'plain') return { prompt: text(row.prompt), sides: [text(row.chosen), text(row.rejected)] };
    if (this.#rendering === 'own' || this.#template === null) return null;
    const { prompt, sides, tools } = readConversation(row, example);
    return renderSides(this.#template, prompt, tools, sides);
  }

  #measure(id: string, prompt: string, whole: string): void {
    this.#lengths.push(whole.length);
    const tokens = this.#count(whole);
    this.#tokens = Math.max(this.#tokens, tokens);
    if (this.#limit === null || tokens <= this.#limit) return;
    this.#note(this.#count(prompt) >= this.#limit ? 'prompt_fills' : 'too_long', id);
  }

  #count(text: string): number {
    return this.#counter === null ? Math.ceil(text.length / CHARACTERS_PER_TOKEN) : this.#counter.count(text);
  }

  #note(finding: Finding, id: string): void {
    const found = this.#findings[finding] ?? { rows: 0, ids: [] };
    this.#findings[finding] = found;
    found.rows += 1;
    if (found.ids.length < MOST_IDS) found.ids.push(id);
  }

  verdict(): Verdict {
    const sorted = [...this.#lengths].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    const longest = at(1);
    const needsTemplate = this.#rendering === 'template' && this.#template === null;
    return {
      consumer: this.#consumer.name,
      format: this.#exporter.name,
      table: this.#table.name,
      rendering: this.#rendering,
      ...this.#counts,
      refused: this.#refused,
      findings: this.#findings,
      length: { median: at(0.5), p99: at(0.99), longest },
      tokens: this.#tokens,
      limit: this.#limit,
      unknown: [...(needsTemplate ? ['the text: --template says through what it goes'] : []), ...this.#consumer.unknown],
    };
  }
}

/** Whether a finding makes a row wrong: not merely long, and not merely beyond what can be said here. */
export function isWrong(finding: string): boolean {
  return !['too_long', 'prompt_fills', 'odd_space', 'small_number'].includes(finding);
}

/** What a trainer hands to the template: the row's own messages, not the pair's. */
function readConversation(row: ExportRow, example: Example): { prompt: Message[]; sides: AssistantMessage[]; tools: OfferedTool[] } {
  const messages = (name: string) => list(row[name]) as unknown as Message[];
  const tools = row.tools === undefined ? [] : (list(row.tools) as unknown as OfferedTool[]);
  if (row.messages !== undefined)
    return { prompt: messages('messages').slice(0, -1), sides: messages('messages').slice(-1) as AssistantMessage[], tools };
  if (row.completion !== undefined) return { prompt: messages('prompt'), sides: messages('completion') as AssistantMessage[], tools };
  const sides = (['chosen', 'rejected'] as const).map((side) => messages(side).at(-1) as AssistantMessage);
  return { prompt: row.prompt === undefined ? (example as Preference).prompt : messages('prompt'), sides, tools };
}

function pick(example: Example, parts: readonly string[]): object {
  return Object.fromEntries(Object.entries(example).filter(([name]) => parts.includes(name)));
}

/** The names and arguments of all calls of what a row carries, as one text. */
function callTextOf(example: object): string {
  const { prompt = [], messages = [], chosen, rejected, completion } = example as Partial<Preference & WholeTrajectory & Judgement>;
  const sides = [chosen, rejected, completion].filter((side) => side !== undefined);
  return canonicalJson([...prompt, ...messages, ...sides].flatMap(callsOf).map((call) => call.function as unknown as Json));
}

/** How often null or None stands in a value: in its texts, among its keys, and as itself. */
function countNulls(value: Json): number {
  if (value === null) return 1;
  if (typeof value === 'string') return (value.match(/\b(?:null|None)\b/gu) ?? []).length;
  if (typeof value !== 'object') return 0;
  return Object.entries(value).reduce((sum, [key, member]) => sum + countNulls(key) + countNulls(member as Json), 0);
}
