import { z } from 'zod';

/** What came of a job, with what it was about: enough to go on when whoever submitted it was killed meanwhile. */
export const envelopeSchema = z.strictObject({
  data: z.json(),
  outcome: z.json().optional(),
  lost: z.string().optional().describe('why nobody knows what came of it; then there is no outcome'),
});
export type Envelope = z.infer<typeof envelopeSchema>;
