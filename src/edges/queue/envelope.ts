import { z } from 'zod';
import { NearmissError } from '../../errors.ts';

/** What came of a job, with what it was about: enough to go on when whoever submitted it was killed meanwhile. */
const envelopeSchema = z.strictObject({
  data: z.json(),
  outcome: z.json().optional(),
  lost: z.string().optional().describe('why nobody knows what came of it; then there is no outcome'),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** @throws NearmissError where it was not written by a worker of ours */
export function readEnvelope(text: string): Envelope {
  try {
    return envelopeSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new NearmissError('an outcome in Redis cannot be read', { cause });
  }
}
