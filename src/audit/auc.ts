import type { Stream } from '../random/stream.ts';

/** One row as a blind judge scored it. Only scores of one fold can be compared: each fold has a model of its own. */
export interface Scored {
  fold: number;
  group: number;
  chosen: number;
  rejected: number;
}

/** An area under the ROC curve with its 95 % interval. */
export interface Area {
  auc: number;
  low: number;
  high: number;
}

interface Entry {
  score: number;
  group: number;
  isChosen: boolean;
}

/**
 * How often a chosen completion gets a higher score than a rejected one of the same fold, ties counting half: the area under
 * the ROC curve (Hanley & McNeil 1982), averaged over folds by their rows, which pooling across folds would bias (Forman &
 * Scholz 2010). The interval is the percentile interval of `draws` bootstrap samples of whole groups (Efron & Tibshirani 1993;
 * groups rather than rows, because the rows of a group share their chosen side). `NaN` where there is nothing to compare.
 */
export function measureArea(rows: readonly Scored[], stream: Stream, draws = 400): Area {
  const folds = [...new Set(rows.map(({ fold }) => fold))].sort((a, b) => a - b).map((fold) => sortEntries(rows, fold));
  const groups = [...new Set(rows.map(({ group }) => group))].sort((a, b) => a - b);
  const place = new Map(groups.map((group, at) => [group, at]));
  for (const entry of folds.flat()) entry.group = place.get(entry.group) as number;
  const auc = averageFolds(folds, new Float64Array(groups.length).fill(1));
  const drawn: number[] = [];
  const weights = new Float64Array(groups.length);
  for (let draw = 0; draw < draws; draw += 1) {
    weights.fill(0);
    for (let at = 0; at < groups.length; at += 1) {
      const group = stream.below(groups.length);
      weights[group] = (weights[group] as number) + 1;
    }
    const area = averageFolds(folds, weights);
    if (!Number.isNaN(area)) drawn.push(area);
  }
  drawn.sort((a, b) => a - b);
  return { auc, low: quantile(drawn, 0.025), high: quantile(drawn, 0.975) };
}

/**
 * The interval made wider for judges that share most of what they were trained on: another lot of rows would have given other
 * judges, which a bootstrap of scores does not see. The factor is that of Nadeau & Bengio (2003) for k folds, sqrt(1 + k / (k - 1)).
 */
export function widenArea({ auc, low, high }: Area, folds: number): Area {
  const factor = folds < 2 ? 1 : Math.sqrt(1 + folds / (folds - 1));
  return { auc, low: Math.max(0, auc - factor * (auc - low)), high: Math.min(1, auc + factor * (high - auc)) };
}

/** How often the chosen side of a row gets a higher score than its own rejected side, ties counting half. */
export function measureWins(rows: readonly Scored[]): number {
  return rows.reduce((sum, { chosen, rejected }) => sum + (chosen > rejected ? 1 : chosen === rejected ? 0.5 : 0), 0) / rows.length;
}

/** The value below which this share of a sorted list lies, between neighbours in proportion (type 7 of Hyndman & Fan 1996). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] as number;
  return below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] as number) - below);
}

function sortEntries(rows: readonly Scored[], fold: number): Entry[] {
  return rows
    .filter((row) => row.fold === fold)
    .flatMap(({ group, chosen, rejected }) => [
      { score: chosen, group, isChosen: true },
      { score: rejected, group, isChosen: false },
    ])
    .sort((a, b) => a.score - b.score);
}

function averageFolds(folds: readonly (readonly Entry[])[], weights: Float64Array): number {
  let [sum, rows] = [0, 0];
  for (const entries of folds) {
    const { wins, chosen, rejected } = countWins(entries, weights);
    if (chosen === 0 || rejected === 0) continue;
    sum += (wins / (chosen * rejected)) * (chosen + rejected);
    rows += chosen + rejected;
  }
  return rows === 0 ? Number.NaN : sum / rows;
}

function countWins(entries: readonly Entry[], weights: Float64Array): { wins: number; chosen: number; rejected: number } {
  let [wins, chosen, rejected] = [0, 0, 0];
  for (let from = 0; from < entries.length; ) {
    let [tiedChosen, tiedRejected, to] = [0, 0, from];
    for (const { score } = entries[from] as Entry; to < entries.length && (entries[to] as Entry).score === score; to += 1) {
      const { group, isChosen } = entries[to] as Entry;
      if (isChosen) tiedChosen += weights[group] as number;
      else tiedRejected += weights[group] as number;
    }
    wins += tiedChosen * (rejected + tiedRejected / 2);
    chosen += tiedChosen;
    rejected += tiedRejected;
    from = to;
  }
  return { wins, chosen, rejected };
}
