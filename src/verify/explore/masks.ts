import type { Mask } from '../../grounds/recipe.ts';
import { maskResult } from '../mask.ts';

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
      /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:\d\d? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: \d\d?)?,? (?:\d{4} )?\d\d:\d\d:\d\d(?: (?:GMT|UTC))?(?:[+-]\d{4})?(?: \([^)]*\))?(?: \d{4})?/u,
    replacement: 'Mon Jan 05 2026 09:00:00 GMT+0000 (Coordinated Universal Time)',
  },
  { name: 'clock', pattern: /\b\d{1,2}\/\d{1,2}\/\d{4},? \d{1,2}:\d\d:\d\d(?: [AP]M)?/u, replacement: '1/5/2026, 9:00:00 AM' },
  { name: 'epoch', pattern: /(?<![\w.-])1[6-9]\d{8}(?:\d{3}|\.\d+)?(?![\w-])/u, replacement: '1767603600' },
  { name: 'pid', pattern: /(?<=\b(?:pid|PID|process(?: id)?|Process(?: ID)?)["']?\s*[:=#]?\s*)\d+/u, replacement: '4242' },
  { name: 'port', pattern: /(?<=\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):)\d{2,5}\b/u, replacement: '8080' },
  { name: 'temp', pattern: /\/(?:private\/)?(?:tmp|var\/folders)\/[\w./-]+/u, replacement: '/tmp/scratch' },
  { name: 'duration', pattern: /\b\d+(?:\.\d+)? ?(?:ms|milliseconds|µs|us|seconds|secs?|s)\b/u, replacement: '12 ms' },
  { name: 'address', pattern: /\b0x[0-9a-f]{6,16}\b/iu, replacement: '0x7f0000000000' },
];

/** A text with everything masked that often differs from run to run. */
export function maskText(text: string): string {
  return String(maskResult({ content: [{ type: 'text', text }], isError: false }, usualMasks).result.content[0]?.text);
}

/** Whether a text looks as if it were another the next time: it holds what the masks know, or a long fraction. */
export function looksPassing(text: string): boolean {
  return maskText(text) !== text || /\d\.\d{8}/u.test(text);
}
