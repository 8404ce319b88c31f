import type { Mask } from '../../grounds/recipe.ts';

/** What often differs from run to run on a server nobody has described: used for a tool only when its replies need it. */
export const usualMasks: readonly Mask[] = [
  {
    name: 'uuid',
    pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/iu,
    replacement: '00000000-0000-4000-8000-000000000000',
  },
  { name: 'time', pattern: /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/u, replacement: '2026-01-05T09:00:00Z' },
  {
    name: 'date',
    pattern:
      /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:\d\d )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: \d\d)? \d{4} \d\d:\d\d:\d\d GMT(?:[+-]\d{4}(?: \([^)]*\))?)?/u,
    replacement: 'Mon Jan 05 2026 09:00:00 GMT+0000 (Coordinated Universal Time)',
  },
  { name: 'duration', pattern: /\b\d+(?:\.\d+)? ?(?:ms|milliseconds|seconds)\b/u, replacement: '12 ms' },
];
