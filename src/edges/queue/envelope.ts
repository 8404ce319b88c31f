import { z } from 'zod';

/** What came of a job, with what it was about: enough to go on when whoever submitted it was killed meanwhile. */
export const envelopeSchema = z.strictObject({
  data: z.json(),
  outcome: z.json().optional(),
  lost: z.string().optional().describe('why nobody knows what came of it; then there is no outcome'),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** How many jobs may be begun at once, and in how many milliseconds. */
export interface Rate {
  max: number;
  duration: number;
}

/** Milliseconds of the windows in which calls are counted, where there are enough of them. */
const WINDOW = 1000;
const MINUTE = 60_000;

/**
 * The rate at which no minute, wherever it begins, sees more than so many jobs begun. Redis counts in windows that follow each other:
 * a minute touches one more of them than fit into it.
 */
export function rateOf(perMinute: number): Rate {
  const max = Math.floor(perMinute / (MINUTE / WINDOW + 1));
  return max >= 1 ? { max, duration: WINDOW } : { max: 1, duration: Math.ceil(MINUTE / perMinute) };
}
