import type { Stream } from '../random/stream.ts';
import { type Area, measureArea, measureWins, type Scored, widenArea } from './auc.ts';
import { readCompletion } from './completion.ts';
import { featuresOf, sayFeature } from './features.ts';
import { cutFolds, type Together } from './folds.ts';
import { fitLogistic, type SparseRows, scoreRow } from './logistic.ts';

/** A row as the blind judge gets it: both sides as `spellCompletion` writes them, never the prompt. */
export interface BlindRow {
  group: string;
  family: string;
  operator: string;
  chosen: string;
  rejected: string;
}

/** A look that tells the sides apart on rows the judge had not seen. */
export interface Telltale {
  says: string;
  /** which side it speaks for */
  side: 'chosen' | 'rejected';
  /** share of chosen and of rejected completions with this look */
  chosen: number;
  rejected: number;
}

/** How well a judge tells the sides of some rows apart that it was not trained on. */
export interface Separability extends Area {
  rows: number;
  groups: number;
  /** share of rows whose chosen side it scores above their own rejected side */
  wins: number;
}

/**
 * What a judge reaches on rows it was not trained on, by what it had seen: `groups` no row of their base trajectories, `calls`
 * nor any completion of theirs on either side. null where there are too few rows.
 */
export type BothWays = Record<Together, Separability | null>;

/** One kind of row: what the judge of all rows reaches on it, and what a judge of such rows alone does. */
export interface KindSeparability {
  name: string;
  rows: number;
  mixed: BothWays;
  alone: BothWays;
  telltales: Telltale[];
}

export interface BlindReport {
  rows: number;
  folds: number;
  overall: BothWays;
  telltales: Telltale[];
  /** of values and presence together: wrong_value and missing_optional */
  values: KindSeparability;
  families: KindSeparability[];
  operators: KindSeparability[];
}

export interface BlindSettings {
  stream: Stream;
  folds: number;
  /** hears how many of how many judges are trained */
  progress?: (done: number, total: number) => void;
}

/** Fewer rows or groups give no figure. */
const FEWEST_ROWS = 80;
const FEWEST_GROUPS = 20;
/** A look that fewer different completions have cannot carry over to others. */
const FEWEST_COMPLETIONS = 3;
const TELLTALES = 8;

/** A row with its completions as numbers. */
interface Row {
  group: string;
  family: string;
  operator: string;
  chosen: number;
  rejected: number;
}

interface Judged {
  scored: Scored[];
  telltales: Telltale[];
}

/** Families whose mistake is a value or an argument that is not there: what remains is the same call. */
const VALUE_FAMILIES: ReadonlySet<string> = new Set(['wrong_value', 'missing_optional']);

const WAYS: readonly Together[] = ['groups', 'calls'];

/**
 * Measures whether chosen and rejected completions can be told apart by their looks: an L2-regularised logistic regression
 * that sees completions and no prompts, trained on some folds and measured on the one left out. Give the rows sorted: their
 * order decides the last decimals.
 */
export function judgeBlindly(rows: readonly BlindRow[], settings: BlindSettings): BlindReport {
  const texts = [...new Set(rows.flatMap(({ chosen, rejected }) => [chosen, rejected]))].sort();
  const numbers = new Map(texts.map((text, number) => [text, number]));
  const known: Row[] = rows.map((row) => ({
    ...row,
    chosen: numbers.get(row.chosen) as number,
    rejected: numbers.get(row.rejected) as number,
  }));
  const looks = tabulate(texts);
  const [families, operators] = (['family', 'operator'] as const).map((kind) => [...new Set(known.map((row) => row[kind]))].sort()) as [
    string[],
    string[],
  ];
  const total = WAYS.length * (2 + families.length + operators.length);
  let done = 0;
  const judge = (some: readonly Row[], way: Together): Judged | null => {
    const judged = judgeRows(some, looks, way, settings.folds);
    settings.progress?.(++done, total);
    return judged;
  };
  const measure = (scored: readonly Scored[] | undefined, ...purpose: string[]): Separability | null =>
    scored === undefined ? null : measureScores(scored, settings.stream.child(purpose.join(' ')));
  const all = mapWays((way) => judge(known, way));
  const overall = mapWays((way) => measure(all[way]?.scored, 'overall', way));
  const judgeKind = (kind: string, name: string, isOfIt: (row: Row) => boolean): KindSeparability => {
    const places = known.flatMap((row, place) => (isOfIt(row) ? [place] : []));
    const some = places.map((place) => known[place] as Row);
    const judged = mapWays((way) => judge(some, way));
    const scoredInMix = (way: Together): Scored[] | undefined =>
      isTooFew(some) ? undefined : all[way]?.scored.filter((_, place) => isOfIt(known[place] as Row));
    const alone = mapWays((way) => measure(judged[way]?.scored, kind, name, way));
    return {
      name,
      rows: places.length,
      mixed: mapWays((way) => measure(scoredInMix(way), kind, name, way, 'mixed')),
      alone,
      telltales: telltalesOf(judged, alone),
    };
  };
  return {
    rows: rows.length,
    folds: settings.folds,
    overall,
    telltales: telltalesOf(all, overall),
    values: judgeKind('kind', 'values and presence', ({ family }) => VALUE_FAMILIES.has(family)),
    families: families.map((name) => judgeKind('family', name, ({ family }) => family === name)),
    operators: operators.map((name) => judgeKind('operator', name, ({ operator }) => operator === name)),
  };
}

function mapWays<T>(make: (way: Together) => T): Record<Together, T> {
  return { groups: make('groups'), calls: make('calls') };
}

/** Those of the better judge, where it does better than chance. */
function telltalesOf(judged: Record<Together, Judged | null>, reached: BothWays): Telltale[] {
  const [best] = WAYS.filter((way) => reached[way] !== null).sort((a, b) => (reached[b]?.auc ?? 0) - (reached[a]?.auc ?? 0));
  return best === undefined || (reached[best]?.low ?? 0) <= 0.5 ? [] : (judged[best]?.telltales ?? []);
}

function isTooFew(rows: readonly Row[]): boolean {
  return rows.length < FEWEST_ROWS || new Set(rows.map(({ group }) => group)).size < FEWEST_GROUPS;
}

function measureScores(scored: readonly Scored[], stream: Stream): Separability {
  return {
    rows: scored.length,
    groups: new Set(scored.map(({ group }) => group)).size,
    ...widenArea(measureArea(scored, stream), new Set(scored.map(({ fold }) => fold)).size),
    wins: measureWins(scored),
  };
}

interface Looks {
  names: string[];
  rows: SparseRows;
}

/** The looks of every completion as a sparse matrix, one row a completion, with the names of its columns. */
function tabulate(texts: readonly string[]): Looks {
  const features = texts.map((text) => featuresOf(readCompletion(text)));
  const counts = new Map<string, number>();
  for (const found of features) for (const name of found.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const columnOf = new Map<string, number>();
  for (const [name, count] of counts) if (count >= FEWEST_COMPLETIONS) columnOf.set(name, columnOf.size);
  const kept = features.map((found) => [...found].filter(([name]) => columnOf.has(name)));
  return {
    names: [...columnOf.keys()],
    rows: toSparse(
      kept.map((found) => found.map(([name, value]) => [columnOf.get(name) as number, value] as const)),
      columnOf.size,
    ),
  };
}

function toSparse(rows: readonly (readonly (readonly [column: number, value: number])[])[], width: number): SparseRows {
  const starts = new Int32Array(rows.length + 1);
  for (const [row, cells] of rows.entries()) starts[row + 1] = (starts[row] as number) + cells.length;
  const cells = rows.flat();
  return { starts, columns: Int32Array.from(cells, ([column]) => column), values: Float64Array.from(cells, ([, value]) => value), width };
}

/** Only these rows of a sparse matrix, and only the columns that occur there; `columns` says which those were. */
function takeRows({ starts, columns, values }: SparseRows, wanted: readonly number[]): { rows: SparseRows; columns: number[] } {
  const local = new Map<number, number>();
  const cells = wanted.map((row) => {
    const found: [number, number][] = [];
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1) {
      const column = columns[at] as number;
      if (!local.has(column)) local.set(column, local.size);
      found.push([local.get(column) as number, values[at] as number]);
    }
    return found;
  });
  return { rows: toSparse(cells, local.size), columns: [...local.keys()] };
}

function judgeRows(rows: readonly Row[], looks: Looks, together: Together, count: number): Judged | null {
  const groups = new Map([...new Set(rows.map(({ group }) => group))].sort().map((group, number) => [group, number]));
  if (isTooFew(rows)) return null;
  const folds = cutFolds(rows, together, count);
  const present = [...new Set(folds)].sort((a, b) => a - b);
  if (present.length < 2) return null;
  const wanted = [...new Set(rows.flatMap(({ chosen, rejected }) => [chosen, rejected]))].sort((a, b) => a - b);
  const place = new Map(wanted.map((completion, at) => [completion, at]));
  const table = takeRows(looks.rows, wanted);
  const scored: Scored[] = rows.map(({ group }, at) => ({
    fold: folds[at] as number,
    group: groups.get(group) as number,
    chosen: 0,
    rejected: 0,
  }));
  const gains = new Float64Array(table.rows.width);
  for (const fold of present) {
    const [yes, no] = [new Float64Array(wanted.length), new Float64Array(wanted.length)];
    const [seenYes, seenNo] = [new Float64Array(wanted.length), new Float64Array(wanted.length)];
    for (const [at, row] of rows.entries()) {
      const [right, wrong] = folds[at] === fold ? [seenYes, seenNo] : [yes, no];
      const [one, other] = [place.get(row.chosen) as number, place.get(row.rejected) as number];
      right[one] = (right[one] as number) + 1;
      wrong[other] = (wrong[other] as number) + 1;
    }
    const weights = fitLogistic(table.rows, yes, no);
    for (const [at, row] of rows.entries()) {
      if (folds[at] !== fold) continue;
      const score = scored[at] as Scored;
      score.chosen = scoreRow(table.rows, place.get(row.chosen) as number, weights);
      score.rejected = scoreRow(table.rows, place.get(row.rejected) as number, weights);
    }
    addGains(gains, table.rows, weights, seenYes, seenNo);
  }
  return { scored, telltales: nameTelltales(gains, table, rows, place, looks.names) };
}

/** How much each look moved the scores of both sides apart, on rows that were left out of the training. */
function addGains(gains: Float64Array, rows: SparseRows, weights: Float64Array, yes: Float64Array, no: Float64Array): void {
  for (let row = 0; row < yes.length; row += 1) {
    const surplus = (yes[row] as number) - (no[row] as number);
    if (surplus === 0) continue;
    for (let at = rows.starts[row] as number; at < (rows.starts[row + 1] as number); at += 1) {
      const column = rows.columns[at] as number;
      gains[column] = (gains[column] as number) + surplus * (weights[column] as number) * (rows.values[at] as number);
    }
  }
}

function nameTelltales(
  gains: Float64Array,
  table: { rows: SparseRows; columns: number[] },
  rows: readonly Row[],
  place: ReadonlyMap<number, number>,
  names: readonly string[],
): Telltale[] {
  const [yes, no] = [new Float64Array(gains.length), new Float64Array(gains.length)];
  const count = (completion: number, into: Float64Array): void => {
    const row = place.get(completion) as number;
    for (let at = table.rows.starts[row] as number; at < (table.rows.starts[row + 1] as number); at += 1) {
      const column = table.rows.columns[at] as number;
      into[column] = (into[column] as number) + 1;
    }
  };
  for (const { chosen, rejected } of rows) {
    count(chosen, yes);
    count(rejected, no);
  }
  const order = [...gains.keys()]
    .filter((column) => (gains[column] as number) > 0)
    .sort((a, b) => (gains[b] as number) - (gains[a] as number) || a - b);
  const found: Telltale[] = [];
  const seen = new Set<string>();
  for (const column of order) {
    const [right, wrong] = [yes[column] as number, no[column] as number];
    const name = names[table.columns[column] as number] as string;
    // Looks that always come together are one tell-tale, and so are lengths of one thing.
    const same = [`${right} ${wrong}`, ...(/^(?:long|length)\t/u.test(name) ? [name.split('\t').slice(0, -1).join('\t')] : [])];
    if (right === wrong || same.some((key) => seen.has(key))) continue;
    for (const key of same) seen.add(key);
    found.push({
      says: sayFeature(name),
      side: right > wrong ? 'chosen' : 'rejected',
      chosen: right / rows.length,
      rejected: wrong / rows.length,
    });
    if (found.length === TELLTALES) break;
  }
  return found;
}
