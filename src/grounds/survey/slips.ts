import type { ChainStep, Json, JsonObject } from '../recipe.ts';

/** The calls of neighbouring tools that these would be mistaken for, beside those that are meant themselves. */
export function* slipCalls(meant: readonly ChainStep[]): Iterable<ChainStep> {
  const slip = (tool: string, args: JsonObject): ChainStep => ({ tool, arguments: args, scenario: 'slip:another-tool' });
  for (const { tool, arguments: args } of meant) {
    if (typeof args === 'function') continue;
    if (tool === 'proportion_ci') yield slip('survey_sample_size', { calculation: 'margin_of_error', n: args.total as Json });
    if (tool === 'power_analysis') {
      yield slip('survey_sample_size', { calculation: 'sample_size_for_margin', margin_of_error: args.p1 as Json });
    }
    if (tool === 'survey_sample_size' && args.n !== undefined) yield slip('power_analysis', { p1: 0.5, p2: 0.55, n: args.n });
    if (tool === 'detect_outliers') yield slip('spearmans_rho', { ranks_x: args.values as Json, ranks_y: args.values as Json });
    if (tool === 'nps_analysis') {
      const { promoters } = args.counts as { promoters: number };
      yield slip('proportion_ci', { successes: promoters, total: 200, countSemantics: 'integer_binomial_counts' });
    }
  }
}
