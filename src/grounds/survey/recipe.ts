import { type Chain, type Recipe, said, written } from '../recipe.ts';
import { alone } from '../variation.ts';
import { sampleCalls } from './samples.ts';
import { slipCalls } from './slips.ts';
import { tableCalls } from './tables.ts';

/** The counts of a market research bureau, tested and measured. The server keeps nothing, so its world is empty. */
export const survey: Recipe = {
  name: 'survey',
  title: 'tests and measures at a market research bureau',
  seed: 'larkhill',
  server: {
    registry: 'pypi',
    package: 'crosstabs',
    version: '1.5.0',
    licence: 'MIT',
    entry: 'crosstabs',
    args: () => [],
    env: () => ({}),
  },
  root: '/srv/larkhill',
  roles: {
    proportion_ci: { '/successes': said('count'), '/total': said('count'), '/method': said('enum') },
    survey_sample_size: {
      '/calculation': written('enum'),
      '/margin_of_error': said('enum'),
      '/n': said('count'),
      '/population': said('count'),
      '/confidence': said('enum'),
    },
    power_analysis: { '/p1': said('enum'), '/p2': said('enum'), '/n': said('count'), '/power': said('enum') },
    detect_outliers: { '/method': said('enum') },
    bonferroni_correction: { '/alpha': said('enum') },
    fdr_correction: { '/alpha': said('enum') },
    nps_analysis: { '/counts/promoters': said('count'), '/counts/passives': said('count'), '/counts/detractors': said('count') },
  },
  writes: [],
  leftOut: {
    get_runtime_status: 'tells of the program, not of any data',
    pull_database_query: 'needs a database of its own',
    pull_survey_responses: 'needs an account at a survey platform',
  },
  masks: [],
  ignored: [],
  world: () => [],
  *chains(): Iterable<Chain> {
    const meant = [...tableCalls(), ...sampleCalls()];
    const seen = new Set<string>();
    yield* alone(meant, seen);
    yield* alone(slipCalls(meant), seen);
  },
};
