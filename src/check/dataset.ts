import { z } from 'zod';
import type { Counts, Manifest } from '../model/manifest.ts';
import { type Pair, pairSchema, type Split } from '../model/pair.ts';
import { type Place, quote, type Tally } from './claims.ts';
import { type Digest, type DigestMap, digestText, NumberSet } from './compact.ts';
import { Company } from './company.ts';
import { ExpectedExports } from './exports.ts';
import { type GivenFile, judgeProvenance } from './given/source.ts';
import type { KnownGround } from './ground.ts';
import { LineReader, type Texts } from './lines.ts';
import { Proofs } from './proofs.ts';
import { RowNotes } from './row-notes.ts';
import { compileShape } from './shape.ts';

const SPLITS: readonly Split[] = ['train', 'test'];

/** Rows that are proved in one go: a claim finds at hand what it needed for the row before. */
const AT_A_TIME = 50;

/** Rows that can be told apart. */
const MOST_ROWS = 0x100000000;
/** What a check is asked for: what rows are together, their counts, and which rows are put to the proof, by when they come, from 0. */
export interface Scope {
  company: boolean;
  counts: boolean;
  proves(row: number): boolean;
}

export const everything: Scope = { company: true, counts: true, proves: () => true };

/** Whether a row is a pair, and whether one is whose tools are known to be some. */
const isPair = compileShape(pairSchema);
const isPairBesideTools = compileShape(pairSchema.extend({ tools: z.unknown() }));

/** The file of a split's canonical rows. */
export function pairsFile(split: Split): string {
  return `pairs/${split}.jsonl`;
}

/**
 * Checks the canonical rows of a dataset, one line after another, file by file. What has to be remembered of a row is hashes, so
 * that memory grows by some 150 bytes a row.
 */
export class DatasetCheck {
  readonly exports: ExpectedExports;
  readonly #manifest: Manifest;
  readonly #tally: Tally;
  readonly #lines = new LineReader();
  readonly #proofs: Proofs;
  /** of rows that were read and are not told of */
  readonly #waiting: RowNotes[] = [];
  readonly #counts: Counts = emptyCounts();
  /** those that are the dataset's own, and of them those seen */
  readonly #positions: { from: number; to: number };
  readonly #indexes = new NumberSet();
  readonly #last: Record<Split, number> = { train: -1, test: -1 };
  readonly #company: Company;
  readonly #scope: Scope;
  #rows = 0;
  #unread = 0;
  #used = 0;

  /**
   * @param source the file of given rows, where it is at hand
   * @param company the rows that these are told from: those of a dataset's other shards, where there are any
   * @param scope what is left to others, or was done before
   */
  constructor(
    manifest: Manifest,
    grounds: ReadonlyMap<string, KnownGround>,
    tally: Tally,
    source: GivenFile | null = null,
    company: Company = new Company(),
    scope: Scope = everything,
  ) {
    this.#company = company;
    this.#scope = scope;
    this.#manifest = manifest;
    const { from, to } = manifest.shard?.positions ?? { from: 0, to: MOST_ROWS };
    this.#positions = { from, to: Math.min(to, from + MOST_ROWS) };
    this.#proofs = new Proofs(manifest, grounds, source);
    this.#tally = tally;
    this.exports = new ExpectedExports(tally);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Rows that are no pairs. While there are any, what all rows together must give cannot be told. */
  get unread(): number {
    return this.#unread;
  }

  /** Takes in that others could not read rows whose proof was left to them. */
  addUnread(rows: number): void {
    this.#unread += rows;
  }

  /** Checks one line of a split's canonical file. Call it for every line, in order, the files one after the other. */
  readLine(split: Split, line: number, text: string): void {
    const isProved = this.#scope.proves(this.#rows);
    this.#rows += 1;
    if (!this.#scope.company && !isProved) return;
    this.#company.enter(pairsFile(split));
    const notes = new RowNotes(pairsFile(split), line);
    let read: { pair: Pair; texts: Texts } | null = null;
    try {
      read = this.#readPair(notes, text);
      if (read === null) this.#unread += 1;
      else this.#checkPair(split, notes, read.pair, read.texts, isProved);
    } catch (error) {
      // Nesting that exhausts the stack is the row's fault, not a bug.
      if (!(error instanceof RangeError)) throw error;
      this.#unread += 1;
      if (read === null) this.#noteShape(notes, ['it is nested too deep']);
      else notes.note('shape', ['it is nested too deep']);
    }
    this.#waiting.push(notes);
    if (this.#waiting.length >= AT_A_TIME) this.settle();
  }

  /** Tells of all rows that were read. Call it after the last line. */
  settle(): void {
    this.#unread += this.#proofs.settle();
    for (const notes of this.#waiting) notes.tell(this.#tally);
    this.#waiting.length = 0;
  }

  /** Whoever looks at the company of rows tells what cannot be read. */
  #noteShape(notes: RowNotes, reasons: readonly string[]): void {
    if (this.#scope.company) notes.note('shape', reasons);
  }

  #readPair(notes: RowNotes, text: string): { pair: Pair; texts: Texts } | null {
    const line = this.#lines.read(text);
    if (line === null) {
      this.#noteShape(notes, ['the line is not JSON']);
      return null;
    }
    const { value, texts, isSound } = line;
    if (!(isSound ? isPairBesideTools(value) : isPair(value))) {
      const [issue] = pairSchema.safeParse(value).error?.issues ?? [];
      const { id } = (value ?? {}) as { id?: unknown };
      if (typeof id === 'string') notes.row = id;
      this.#noteShape(notes, [`${issue?.path.map(String).join('.') || 'the row'}: ${issue?.message ?? 'it is no pair'}`]);
      return null;
    }
    const pair = value as Pair;
    const faults = this.#scope.company ? [...(isSound ? [] : judgeForm(text, pair)), ...judgeShape(pair)] : [];
    notes.row = pair.id;
    this.#noteShape(notes, faults);
    return { pair, texts };
  }

  #checkPair(split: Split, notes: RowNotes, pair: Pair, texts: Texts, isProved: boolean): void {
    if (this.#scope.company) this.#checkPlace(split, pair, texts, notes);
    if (this.#scope.counts) this.#count(split, pair, texts);
    if (isProved) this.#proofs.add(pair, pair.meta.request === 'given' ? (texts.get('tools') as string) : '', notes);
  }

  /** What can be said of a row without its recordings: its names, and the company it is in. */
  #checkPlace(split: Split, pair: Pair, texts: Texts, notes: RowNotes): void {
    const digest = digestText(`[${texts.get('prompt')},${texts.get('chosen')},${texts.get('rejected')}]`);
    const id = digest.map((half) => half.toString(16).padStart(8, '0')).join('');
    notes.note('id', pair.id === id ? [] : [`prompt, chosen and rejected hash to ${id}`]);
    notes.note('unique-id', this.#claimOnce(this.#company.ids, pair.id, 'has this id'));
    const prompt = digestText(spellMessages(pair.prompt));
    notes.note(
      'unique-pair',
      this.#claimOnce(this.#company.pairs, `${prompt.join()} ${spellMessages(pair.rejected)}`, 'has this prompt and rejected side'),
    );
    notes.note('split', pair.split === split ? [] : [`it says ${pair.split} and stands in ${pairsFile(split)}`]);
    notes.note('group', this.#judgeGroup(split, pair, prompt));
    notes.note('source', [...judgeProvenance(pair, this.#manifest), ...this.#judgeOrigin(pair, texts.get('tools') as string)]);
    notes.note(
      'seed',
      pair.meta.seed === this.#manifest.seed ? [] : [`it says ${quote(pair.meta.seed)}; the manifest says ${quote(this.#manifest.seed)}`],
    );
    notes.note('index', this.#judgeIndex(split, pair.meta.index));
  }

  #claimOnce(known: DigestMap, text: string, what: string): string[] {
    const first = known.claim(digestText(text), this.#company.rows);
    return first === undefined ? [] : [`${this.#company.nameRow(first)} ${what} too`];
  }

  #judgeGroup(split: Split, pair: Pair, prompt: Digest): string[] {
    const mine = SPLITS.indexOf(split) + 1;
    const group = digestText(pair.group);
    // 0 stands for nothing kept, so one name in four thousand million is taken for another's.
    const name = group[0] || 1;
    const faults: string[] = [];
    if ((this.#company.groups.claim(group, mine) ?? mine) !== mine)
      faults.push(`the other split has rows of the group ${quote(pair.group)}`);
    if ((this.#company.prompts.claim(prompt, mine) ?? mine) !== mine) faults.push('the other split has a row with this prompt');
    // What a given row asks for may be asked in another one too.
    if (pair.meta.request === 'given') return faults;
    const base = digestText(spellTrajectory(pair));
    if ((this.#company.trajectories.claim(base, name) ?? name) !== name) faults.push('a row with the same right calls has another group');
    return faults;
  }

  /** Whether all pairs of a given row are of one group, and all of a group offer the same tools. */
  #judgeOrigin(pair: Pair, toolsText: string): string[] {
    if (pair.meta.request !== 'given' || pair.meta.source === null) return [];
    const faults: string[] = [];
    const group = digestText(pair.group)[0] || 1;
    const kept = this.#company.sources.claim(digestText(pair.meta.source), group);
    if (kept === undefined) this.#used += 1;
    else if (kept !== group) faults.push(`a row with the source ${quote(pair.meta.source)} has another group`);
    const tools = digestText(toolsText)[0] || 1;
    if ((this.#company.groupTools.claim(digestText(pair.group), tools) ?? tools) !== tools)
      faults.push('a row of its group offers other tools');
    return faults;
  }

  #judgeIndex(split: Split, index: number): string[] {
    const last = this.#last[split];
    this.#last[split] = Math.max(last, index);
    const { from, to } = this.#positions;
    if (index < from || index >= to) return [`the index ${index} is no position from ${from} to ${to - 1}`];
    const faults = index <= last ? [`the index ${index} comes after ${last}`] : [];
    if (!this.#indexes.add(index - from)) faults.push(`the index ${index} stands twice`);
    return faults;
  }

  /** What stands in train of a group and a prompt that have to be apart from it. Call it after the last line. */
  judgeApart(group: string, prompt: Pair['prompt']): string[] {
    const test = SPLITS.indexOf('test') + 1;
    const isIn = (known: DigestMap, digest: Digest): boolean => (known.claim(digest, test) ?? test) !== test;
    const faults = isIn(this.#company.groups, digestText(group)) ? [`train has rows of the group ${quote(group)}`] : [];
    return isIn(this.#company.prompts, digestText(spellMessages(prompt))) ? [...faults, 'train has a row with this prompt'] : faults;
  }

  #count(split: Split, pair: Pair, texts: Texts): void {
    const counts = this.#counts;
    const add = (map: Record<string, number>, name: string): void => {
      map[name] = (Object.hasOwn(map, name) ? (map[name] as number) : 0) + 1;
    };
    counts.pairs += 1;
    counts[split] += 1;
    if (this.exports.expect(pair, texts, split)) counts.sft[split] += 1;
    add(counts.byFamily, pair.deviation.family);
    add(counts.byOperator, pair.deviation.operator);
    if (pair.meta.grounds[0] !== undefined) add(counts.byGround, pair.meta.grounds[0]);
    add(counts.byShape, pair.shape);
    const { phrased, answered } = pair.meta;
    if (phrased !== undefined) {
      counts.byPhrasing ??= {};
      add(counts.byPhrasing, phrased.reason ?? 'said_anew');
    }
    if (answered !== undefined) {
      counts.byAnswering ??= {};
      for (const { reason } of answered.answers) add(counts.byAnswering, reason ?? 'written_anew');
    }
  }

  /** Checks what only all rows together can tell. Call it after the last line. */
  finish(): void {
    this.settle();
    if (this.#unread > 0) return;
    const nowhere: Place = { row: null, file: null, line: null };
    const { from } = this.#positions;
    const missing: number[] = [];
    // A given row leaves the places empty that it gave no pair for.
    const all = this.#manifest.source === null ? this.#rows : 0;
    for (let at = 0; at < all && missing.length < 3; at += 1) if (!this.#indexes.has(at)) missing.push(from + at);
    this.#tally.note(
      'index',
      nowhere,
      missing.map((index) => `no row has the index ${index}`),
    );
    if (!this.#scope.counts) return;
    this.#tally.note('counts', { ...nowhere, file: 'manifest.json' }, compareCounts(this.#manifest.counts, this.#counts));
    const { source } = this.#manifest;
    if (source !== null && source.used !== this.#used)
      this.#tally.note('counts', { ...nowhere, file: 'manifest.json' }, [`source.used is ${source.used}; the rows name ${this.#used}`]);
  }
}

function emptyCounts(): Counts {
  return { pairs: 0, train: 0, test: 0, sft: { train: 0, test: 0 }, byFamily: {}, byOperator: {}, byGround: {}, byShape: {} };
}

/** Where the counts of the manifest are not those of the rows. A name without a count counts nothing. */
function compareCounts(said: Counts, found: Counts): string[] {
  const faults: string[] = [];
  const compare = (path: string, one: unknown, other: unknown): void => {
    if (typeof one === 'object' || typeof other === 'object') {
      const [left, right] = [(one ?? {}) as Record<string, unknown>, (other ?? {}) as Record<string, unknown>];
      for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) compare(`${path}.${name}`, left[name], right[name]);
    } else if ((one ?? 0) !== (other ?? 0)) faults.push(`${path} is ${String(one ?? 0)}; the rows give ${String(other ?? 0)}`);
  };
  compare('counts', said, found);
  return faults;
}

/** Whether the line is what JSON.stringify writes: no key twice, no digits lost. Line separators may be escaped. */
function judgeForm(text: string, pair: Pair): string[] {
  const again = JSON.stringify(pair);
  if (again === text) return [];
  const escaped = again.replace(/[\u2028\u2029]/gu, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`);
  return escaped === text ? [] : ['written again, the line is another: a key stands twice, a number loses digits, or there is white space'];
}

/** Whether the row has the shape it says. */
function judgeShape(pair: Pair): string[] {
  const users = pair.prompt.filter((message) => message.role === 'user').length;
  const answers = pair.chosen[0]?.tool_calls === undefined;
  if ((pair.shape === 'answer' || pair.shape === 'question') !== answers)
    return [`its shape is ${pair.shape} and chosen ${answers ? 'answers' : 'makes a call'}`];
  if (answers && (pair.shape === 'question') !== (pair.evidence.reported.chosen === null))
    return [`its shape is ${pair.shape} and chosen ${pair.shape === 'question' ? 'reports a reply' : 'reports none'}`];
  if (pair.shape === 'followup' && users < 2) return ['its shape is followup and no earlier turn came before'];
  if (pair.shape === 'single' && pair.prompt.some((message) => message.role === 'tool'))
    return ['its shape is single and calls came before'];
  return [];
}

/** The right calls of the last turn: what the group is named for. */
function spellTrajectory(pair: Pair): string {
  const from = pair.prompt.findLastIndex((message) => message.role === 'user');
  const turn = [...pair.prompt.slice(from + 1), ...pair.chosen, ...pair.continuation.chosen];
  const calls = turn.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []));
  // Where asking is due, no call is right: the words of the request are all there is.
  if (calls.length === 0) return JSON.stringify([pair.meta.grounds[0], pair.prompt[from]]);
  return JSON.stringify([pair.meta.grounds[0], calls.map((call) => [call.function.name, call.function.arguments])]);
}

/** Messages without the ids of their calls, which no reader takes for content: the same text for the same ones. */
function spellMessages(messages: Pair['prompt']): string {
  return messages.map(spellMessage).join('');
}

function spellMessage(message: Pair['prompt'][number]): string {
  const said = `${message.role} ${message.content.length} ${message.content}`;
  if (message.role === 'tool') return `${said}${message.name.length} ${message.name}`;
  if (message.role !== 'assistant' || message.tool_calls === undefined) return said;
  return `${said}${JSON.stringify(message.tool_calls.map((call) => [call.function.name, call.function.arguments]))}`;
}
