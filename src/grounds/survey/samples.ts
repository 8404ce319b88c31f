import type { Role } from '../../model/primitive.ts';
import type { ChainStep, JsonObject } from '../recipe.ts';
import { said } from '../recipe.ts';
import { vary } from '../variation.ts';

/** Shares, sample sizes, lists of figures and scores. */
export function* sampleCalls(): Iterable<ChainStep> {
  yield* planningCalls();
  yield* listCalls();
  yield* rankCalls();
  yield* scoreCalls();
}

function* planningCalls(): Iterable<ChainStep> {
  const share = { successes: 42, total: 200, countSemantics: 'integer_binomial_counts' };
  yield* vary('proportion_ci', share, { successes: [24, 41, 45], total: [180, 210, 250] });
  yield* vary('proportion_ci', { ...share, method: 'normal' }, { successes: [24, 41, 45], method: ['agresti'] }, 'optional:method');
  yield* vary(
    'survey_sample_size',
    { calculation: 'sample_size_for_margin', margin_of_error: 0.05 },
    { margin_of_error: [0.02, 0.03, 0.04], population: [1200, 1500, 2100, 12000], confidence: [0.9, 0.99] },
  );
  yield* vary(
    'survey_sample_size',
    { calculation: 'margin_of_error', n: 400 },
    { n: [300, 450, 500], population: [1200, 1500, 2100, 12000], confidence: [0.9, 0.99] },
  );
  yield* vary(
    'power_analysis',
    { p1: 0.12, p2: 0.18 },
    { p1: [0.1, 0.11, 0.13], p2: [0.16, 0.2, 0.21], n: [250, 350, 500, 530], power: [0.9, 0.85, 0.75] },
  );
}

function* listCalls(): Iterable<ChainStep> {
  const waits = [12, 14, 13, 15, 44, 11];
  const misread = [
    [21, 13, 17],
    [41, 24, 16],
    [31, 18, 53],
    [51, 16, 25],
    [14, 40, 49],
    [17, 1, 19],
  ];
  yield* listed('detect_outliers', 'values', waits, misread, 'count');
  yield* listed('detect_outliers', 'values', waits, misread, 'count', { method: 'iqr' });
  yield* listed('detect_outliers', 'values', waits, [], 'count', { method: 'zscore' });
  const found = [0.012, 0.034, 0.041];
  const slips = [
    [0.021, 0.002, 0.016],
    [0.042, 0.014, 0.024],
    [0.014, 0.048, 0.031],
  ];
  for (const tool of ['bonferroni_correction', 'fdr_correction']) {
    yield* listed(tool, 'p_values', found, slips, 'number');
    yield* listed(tool, 'p_values', found, [], 'number', { alpha: 0.1 });
    yield* listed(tool, 'p_values', found, [], 'number', { alpha: 0.01 });
    yield* listed(tool, 'p_values', found, [], 'number', { alpha: 0.025 });
  }
}

/** Visits of five shops in a month, and what they sold: ranks change when one figure is misread. */
function* rankCalls(): Iterable<ChainStep> {
  const visits = [30, 70, 50, 90, 120];
  const sold = [20, 41, 33, 58, 47];
  const misread = [
    [35, 45, 60],
    [14, 25, 51],
    [23, 43, 53],
    [38, 28, 85],
    [74, 27, 39],
  ];
  const fixed = Object.fromEntries(visits.map((_, at) => [`/ranks_x/${at}`, { ...said('count'), critical: false }]));
  for (const tool of ['spearmans_rho', 'kendalls_tau']) {
    yield* listed(tool, 'ranks_y', sold, misread, 'count', { ranks_x: visits }, fixed);
    // The same figures, of which two have changed places: they belong to the visits by their order.
    for (let at = 1; at < sold.length; at++) {
      const swapped = sold.with(0, sold[at] as number).with(at, sold[0] as number);
      for (const call of listed(tool, 'ranks_y', swapped, [], 'count', { ranks_x: visits }, fixed))
        yield { ...call, scenario: 'order:ranks_y' };
    }
  }
}

function* scoreCalls(): Iterable<ChainStep> {
  const counts = { promoters: 90, passives: 60, detractors: 50 };
  const others = { promoters: [80, 95, 99], passives: [16, 65, 66], detractors: [15, 40, 55] };
  yield { tool: 'nps_analysis', arguments: { counts }, scenario: 'required-only' };
  for (const [group, values] of Object.entries(others)) {
    for (const value of values) {
      yield { tool: 'nps_analysis', arguments: { counts: { ...counts, [group]: value } }, scenario: `value:counts/${group}` };
    }
  }
}

/** A call on a list of figures, then the same with one of them at a time misread. */
function* listed(
  tool: string,
  name: string,
  figures: readonly number[],
  misread: readonly (readonly number[])[],
  kind: Role['kind'],
  rest: JsonObject = {},
  fixed: Readonly<Record<string, Role>> = {},
): Iterable<ChainStep> {
  const roles = { ...Object.fromEntries(figures.map((_, at) => [`/${name}/${at}`, said(kind)])), ...fixed };
  const call = (list: readonly number[], scenario: string): ChainStep => ({
    tool,
    arguments: { [name]: [...list], ...rest },
    scenario,
    roles,
  });
  yield call(figures, 'required-only');
  for (const [at, values] of misread.entries()) for (const value of values) yield call(figures.with(at, value), `value:${name}/${at}`);
}
