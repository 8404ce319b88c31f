import { canonicalJson } from '../model/canonical.ts';
import { hashText } from '../model/hash-text.ts';
import type { Message } from '../model/pair.ts';
import { type Way, wayNames } from '../model/ways.ts';
import { quantile } from './auc.ts';
import { type Completion, completionOf, countArguments, countCharacters, leavesOf, spellCompletion } from './completion.ts';
import { type AuditedManifest, type AuditedRow, requestOf } from './rows.ts';

/** How often something was found, of how many. */
export interface Share {
  count: number;
  of: number;
}

/** Rows of one kind beside what the manifest says of it; null where there is no manifest. */
export interface MixRow {
  name: string;
  rows: number;
  manifest: number | null;
}

/** How a dataset is balanced. Every list is in code-unit order of its names. */
export interface Balance {
  rows: number;
  groups: number;
  split: { train: number; test: number };
  lengthRatio: { low: number; quartile1: number; median: number; quartile3: number; high: number; longer: Share; shorter: Share };
  /** rows by the binary logarithm of rejected / chosen characters, in steps of a quarter; the ends take what lies beyond */
  lengthHistogram: { from: number; to: number; rows: number }[];
  arguments: { chosen: number; rejected: number; more: Share; fewer: Share };
  text: { chosen: Share; rejected: Share };
  families: MixRow[];
  operators: MixRow[];
  shapes: MixRow[];
  grounds: MixRow[];
  /** tools called by either side, of those offered */
  tools: Share;
  /** operators with rows, of those the manifest names; null without one */
  operatorsCovered: Share | null;
  /** places of values: (tool, pointer, value) that stand in both a chosen and a rejected call */
  valuesOnBothSides: Share;
  /** different calls that are chosen in one row and rejected in another */
  callsOnBothSides: Share;
  /** sides that make a call whose reply was recorded */
  executed: { chosen: Share; rejected: Share };
  repeatedRows: Share;
  /** different texts among what is asked last; `technical`: rows in which a user writes the name of a tool or an argument as only programs do */
  requests: { different: Share; skeletons: Share; distinct2: number; technical: Share };
  /** rows by the ways in which their requests come, as the rows tell */
  ways: { name: Way; rows: Share }[];
  /** rows by their system message: none, some lines, a page with headings */
  systems: { name: 'none' | 'lines' | 'page'; rows: Share }[];
  /** test rows whose request, chosen completion, or both stand in a train row too */
  leaks: { requests: Share; chosen: Share; both: Share };
}

const HISTOGRAM_STEP = 0.25;
const HISTOGRAM_END = 2;
const CHOSEN = 1;
const REJECTED = 2;

/** Counts how a dataset is balanced, row by row, in any order. What it remembers of a text is a number. */
export class BalanceCount {
  #rows = 0;
  readonly #groups = new Set<number>();
  readonly #split = { train: 0, test: 0 };
  readonly #ratios: number[] = [];
  readonly #arguments = { chosen: 0, rejected: 0, more: 0, fewer: 0 };
  readonly #texts = { chosen: 0, rejected: 0 };
  readonly #executed = { chosen: 0, rejected: 0 };
  readonly #mix = { families: counts(), operators: counts(), shapes: counts(), grounds: counts() };
  readonly #offered = new Set<string>();
  readonly #called = new Set<string>();
  readonly #values = new Map<number, number>();
  readonly #calls = new Map<number, number>();
  readonly #whole = new Set<number>();
  readonly #requests = new Set<number>();
  readonly #skeletons = new Set<number>();
  readonly #pairsOfWords = new Set<number>();
  readonly #ways = counts();
  readonly #systems = counts();
  #words = 0;
  #technical = 0;
  readonly #sides: Record<'train' | 'test', Record<'requests' | 'chosen' | 'both', Map<number, number>>> = {
    train: { requests: new Map(), chosen: new Map(), both: new Map() },
    test: { requests: new Map(), chosen: new Map(), both: new Map() },
  };

  add(row: AuditedRow): void {
    this.#rows += 1;
    this.#groups.add(hashText(row.group));
    this.#split[row.split] += 1;
    const [chosen, rejected] = [row.chosen, row.rejected].map(([message]) => completionOf(message as AuditedRow['chosen'][number])) as [
      Completion,
      Completion,
    ];
    this.#compare(chosen, rejected);
    this.#countSide('chosen', chosen, row);
    this.#countSide('rejected', rejected, row);
    count(this.#mix.families, row.deviation.family);
    count(this.#mix.operators, row.deviation.operator);
    count(this.#mix.shapes, row.shape);
    count(this.#mix.grounds, row.meta.grounds[0] ?? '');
    for (const tool of row.tools) this.#offered.add(tool.function.name);
    if (speaksLikePrograms(row)) this.#technical += 1;
    const [right, prompt] = [spellCompletion(chosen), row.prompt.map(spellMessage).join('\n')];
    this.#whole.add(hashText(`${prompt}\n${right}\n${spellCompletion(rejected)}`));
    this.#countRequest(requestOf(row), right, row.split);
    for (const way of row.meta.ways ?? []) count(this.#ways, way);
    const [first] = row.prompt;
    count(this.#systems, first?.role !== 'system' ? 'none' : first.content.includes('\n\n# ') ? 'page' : 'lines');
  }

  #compare(chosen: Completion, rejected: Completion): void {
    this.#ratios.push(countCharacters(rejected) / Math.max(1, countCharacters(chosen)));
    const [right, wrong] = [countArguments(chosen), countArguments(rejected)];
    this.#arguments.chosen += right;
    this.#arguments.rejected += wrong;
    if (chosen.calls.length === 0 || rejected.calls.length === 0) return;
    if (wrong > right) this.#arguments.more += 1;
    if (wrong < right) this.#arguments.fewer += 1;
  }

  #countSide(side: 'chosen' | 'rejected', completion: Completion, row: AuditedRow): void {
    if (completion.calls.length === 0) {
      this.#texts[side] += 1;
      return;
    }
    const bit = side === 'chosen' ? CHOSEN : REJECTED;
    mark(this.#calls, spellCompletion(completion), bit);
    if (row.evidence.executed[side] !== null) this.#executed[side] += 1;
    for (const call of completion.calls) {
      this.#called.add(call.name);
      for (const { pointer, value } of leavesOf(call.arguments)) mark(this.#values, JSON.stringify([call.name, pointer, value]), bit);
    }
  }

  #countRequest(request: string, chosen: string, split: 'train' | 'test'): void {
    const words = request.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    this.#requests.add(hashText(request));
    this.#skeletons.add(hashText(words.join(' ').replace(/\p{N}+/gu, '0')));
    for (let at = 1; at < words.length; at += 1) this.#pairsOfWords.add(hashText(`${words[at - 1]} ${words[at]}`));
    this.#words += Math.max(0, words.length - 1);
    const seen = this.#sides[split];
    for (const [what, text] of [
      ['requests', request],
      ['chosen', chosen],
      ['both', `${request}\n${chosen}`],
    ] as const) {
      const key = hashText(text);
      seen[what].set(key, (seen[what].get(key) ?? 0) + 1);
    }
  }

  /** What was counted, beside what the manifest says. */
  report(manifest: AuditedManifest | null): Balance {
    const ratios = Float64Array.from(this.#ratios).sort();
    const rows = this.#rows;
    const share = (found: number, of = rows): Share => ({ count: found, of });
    const { train, test } = this.#sides;
    const leak = (what: 'requests' | 'chosen' | 'both'): Share =>
      share(
        [...test[what]].reduce((sum, [key, times]) => sum + (train[what].has(key) ? times : 0), 0),
        this.#split.test,
      );
    const said = manifest?.counts;
    return {
      rows,
      groups: this.#groups.size,
      split: { ...this.#split },
      lengthRatio: {
        low: quantile(ratios, 0.025),
        quartile1: quantile(ratios, 0.25),
        median: quantile(ratios, 0.5),
        quartile3: quantile(ratios, 0.75),
        high: quantile(ratios, 0.975),
        longer: share(ratios.filter((ratio) => ratio > 1).length),
        shorter: share(ratios.filter((ratio) => ratio < 1).length),
      },
      lengthHistogram: drawHistogram(ratios),
      arguments: {
        chosen: this.#arguments.chosen / Math.max(1, rows - this.#texts.chosen),
        rejected: this.#arguments.rejected / Math.max(1, rows - this.#texts.rejected),
        more: share(this.#arguments.more),
        fewer: share(this.#arguments.fewer),
      },
      text: { chosen: share(this.#texts.chosen), rejected: share(this.#texts.rejected) },
      families: listMix(this.#mix.families, said?.byFamily),
      operators: listMix(
        this.#mix.operators,
        said?.byOperator,
        manifest?.operators.map(({ name }) => name),
      ),
      shapes: listMix(this.#mix.shapes, said?.byShape),
      grounds: listMix(this.#mix.grounds, said?.byGround),
      tools: share(this.#called.size, new Set([...this.#offered, ...this.#called]).size),
      operatorsCovered:
        manifest === null
          ? null
          : share(manifest.operators.filter(({ name }) => this.#mix.operators.has(name)).length, manifest.operators.length),
      valuesOnBothSides: countBoth(this.#values),
      callsOnBothSides: countBoth(this.#calls),
      executed: {
        chosen: share(this.#executed.chosen, rows - this.#texts.chosen),
        rejected: share(this.#executed.rejected, rows - this.#texts.rejected),
      },
      repeatedRows: share(rows - this.#whole.size),
      requests: {
        different: share(this.#requests.size),
        skeletons: share(this.#skeletons.size),
        distinct2: this.#pairsOfWords.size / Math.max(1, this.#words),
        technical: share(this.#technical),
      },
      ways: wayNames.map((name) => ({ name, rows: share(this.#ways.get(name) ?? 0) })),
      systems: (['none', 'lines', 'page'] as const).map((name) => ({ name, rows: share(this.#systems.get(name) ?? 0) })),
      leaks: { requests: leak('requests'), chosen: leak('chosen'), both: leak('both') },
    };
  }
}

/** Names that nobody would say by chance: words joined by a sign or an inner capital. */
const IDENTIFIER = /^\w+(?:[_.-]\w+)+$|^\p{Ll}+\p{Lu}/u;

function speaksLikePrograms({ prompt, tools }: AuditedRow): boolean {
  const words = new Set(
    prompt.flatMap(({ role, content }) => (role === 'user' ? (content.match(/[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*/gu) ?? []) : [])),
  );
  return tools.some(({ function: { name, parameters } }) =>
    [name, ...argumentsOf(parameters)].some((identifier) => IDENTIFIER.test(identifier) && words.has(identifier)),
  );
}

function argumentsOf(parameters: unknown): string[] {
  const properties = (parameters as { properties?: unknown } | undefined)?.properties;
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

function counts(): Map<string, number> {
  return new Map();
}

function count(map: Map<string, number>, name: string): void {
  map.set(name, (map.get(name) ?? 0) + 1);
}

function mark(map: Map<number, number>, text: string, bit: number): void {
  const key = hashText(text);
  map.set(key, (map.get(key) ?? 0) | bit);
}

function countBoth(sides: ReadonlyMap<number, number>): Share {
  return { count: [...sides.values()].filter((bits) => bits === (CHOSEN | REJECTED)).length, of: sides.size };
}

function listMix(found: ReadonlyMap<string, number>, said: Record<string, number> | undefined, names: readonly string[] = []): MixRow[] {
  const known = said === undefined ? undefined : new Map(Object.entries(said));
  return [...new Set([...found.keys(), ...(known?.keys() ?? []), ...names])].sort().map((name) => ({
    name,
    rows: found.get(name) ?? 0,
    manifest: known === undefined ? null : (known.get(name) ?? 0),
  }));
}

function drawHistogram(ratios: Float64Array): Balance['lengthHistogram'] {
  const bins = Array.from({ length: (2 * HISTOGRAM_END) / HISTOGRAM_STEP }, (_, at) => ({
    from: -HISTOGRAM_END + at * HISTOGRAM_STEP,
    to: -HISTOGRAM_END + (at + 1) * HISTOGRAM_STEP,
    rows: 0,
  }));
  for (const ratio of ratios) {
    const place = Math.floor((Math.log2(ratio) + HISTOGRAM_END) / HISTOGRAM_STEP);
    (bins[Math.min(bins.length - 1, Math.max(0, place))] as (typeof bins)[number]).rows += 1;
  }
  return bins;
}

/** A message without the ids of its calls, which are made anew for every row. */
function spellMessage(message: Message): string {
  if (message.role !== 'assistant') return canonicalJson([message.role, message.content]);
  return canonicalJson(['assistant', spellCompletion(completionOf(message))]);
}
