import { z } from 'zod';
import { jobNames, modelReplySchema, modelRequestSchema } from './model-request.ts';

const announced = {
  version: z.string().describe('of the program that announced the run; workers of another one keep away'),
  title: z.string().describe('what people call the run'),
};

/** Calls of a model: a worker asks the server that its own settings name, with the key of its own environment. */
const modelRunSchema = z.strictObject({
  ...announced,
  kind: z.literal('model'),
  baseUrl: z.string().describe('where the calls are to go: a worker whose settings say otherwise keeps away'),
  timeoutSeconds: z.number().positive().describe('longest wait for one answer'),
});

/** What one command has done by workers, announced to them. Data only: no key, no command, no path. */
export const announcementSchema = z.discriminatedUnion('kind', [modelRunSchema]);
export type Announcement = z.infer<typeof announcementSchema>;
export type RunOf<Kind extends Announcement['kind']> = Extract<Announcement, { kind: Kind }>;

/** One call of a model, as a worker is given it. */
export const callSchema = z.strictObject({
  booking: z.int().describe('its number in the ledger'),
  job: z.enum(jobNames),
  request: modelRequestSchema,
});
export type Call = z.infer<typeof callSchema>;

/** What came of a call: an answer, or the way in which it failed. */
export const callOutcomeSchema = z.union([
  z.strictObject({ reply: modelReplySchema }),
  z.strictObject({ class: z.string(), message: z.string(), retryAfter: z.number().nullable() }),
]);
export type CallOutcome = z.infer<typeof callOutcomeSchema>;
