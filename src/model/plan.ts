import { z } from 'zod';

const places = z.array(z.int().min(0));
const bytes = z.base64().describe('whole numbers of four bytes each, lowest byte first');

const stockSchema = z
  .strictObject({
    cases: bytes,
    mutations: bytes,
    pointers: z.array(z.string()),
    selections: z.array(places),
    together: z.array(z.strictObject({ first: z.int(), second: z.int(), operator: z.int().min(0), pointer: z.string() })),
    discarded: z.record(z.string(), z.int().min(0)),
  })
  .describe('what a ground has to draw pairs from');

/** A settled plan as a file, for the shards of one build. */
export const planRecordSchema = z.strictObject({
  schema: z.literal('nearmiss/plan@1'),
  of: z.string().describe('sha256 of all that decides the plan: version, settings, primitives, operators'),
  sha256: z.string().describe('of stocks and used, as JSON'),
  stocks: z.array(stockSchema).describe('by ground'),
  used: z
    .strictObject({ ground: bytes, case: bytes, place: bytes, operator: bytes, pairs: bytes })
    .describe('by mutation that makes pairs, in order: where it is found, and how many it makes'),
});
export type PlanRecord = z.infer<typeof planRecordSchema>;
