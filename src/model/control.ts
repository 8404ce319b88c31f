import { z } from 'zod';
import { jsonSchema, pointerSchema } from './json.ts';
import { assistantMessageSchema, messageSchema, shapeSchema } from './pair.ts';
import { offeredToolSchema } from './tool.ts';

/** Ways to write the same call otherwise. */
export const respellingSchema = z.enum([
  'key-order',
  'list-order',
  'default-written',
  'default-left-out',
  'date-form',
  'path-form',
  'number-form',
  'letter-case',
]);
export type Respelling = z.infer<typeof respellingSchema>;

/**
 * A control: a right call and the same call written otherwise. Neither is to be preferred, so a model that does prefer one is sensitive to
 * looks. One JSON object a line of `controls/test.jsonl`; no row of a split for training or testing.
 */
export const controlSchema = z.strictObject({
  schema: z.literal('nearmiss/control@1'),
  id: z.string().describe('first 16 hex digits of the sha256 of prompt, original and respelt'),
  group: z.string().describe('the base trajectory, one of the test split'),
  shape: shapeSchema,
  tools: z.array(offeredToolSchema).min(1),
  prompt: z.array(messageSchema).min(1),
  original: z.array(assistantMessageSchema).length(1).describe('the call as it was executed'),
  respelt: z.array(assistantMessageSchema).length(1).describe('the same call, written otherwise'),
  respelling: z.strictObject({
    kind: respellingSchema,
    pointer: pointerSchema.describe('into the arguments; empty: their order'),
    from: jsonSchema.describe('what stands there in original; null where nothing does'),
    to: jsonSchema.describe('what stands there in respelt; null where nothing does'),
  }),
  evidence: z.strictObject({
    executed: z
      .strictObject({ original: z.string(), respelt: z.string().nullable() })
      .describe('the recordings of both calls; null where none was made'),
    sameness: z
      .enum(['results', 'meaning'])
      .describe('results: both were executed and came to the same; meaning: both are one call when every value is written one way'),
  }),
  continuation: z.array(messageSchema).describe('recorded messages that follow the call'),
  meta: z.strictObject({ seed: z.string(), index: z.int(), grounds: z.array(z.string()) }),
});
export type Control = z.infer<typeof controlSchema>;
