import { z } from 'zod';

/** Request templates that a model proposes for the tools of a ground, for a person to look at: what "nearmiss propose" writes. */
export const proposalsSchema = z.strictObject({
  schema: z.literal('nearmiss/proposals@1'),
  ground: z.string(),
  model: z.string(),
  terms: z.string().nullable().describe('the terms under which what the model wrote may be used, as the user told them'),
  tools: z
    .record(z.string(), z.array(z.string()).min(1))
    .describe('by tool: templates that parse, fit a recorded call and state nothing else'),
  refused: z.record(z.string(), z.int().min(0)).describe('those that do not, by reason'),
});
export type Proposals = z.infer<typeof proposalsSchema>;
