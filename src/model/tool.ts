import { z } from 'zod';
import { jsonObjectSchema } from './json.ts';

/** A tool as a model sees it: OpenAI's function form, the one every chat template reads. */
export const offeredToolSchema = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string(),
    description: z.string(),
    parameters: jsonObjectSchema,
  }),
});
export type OfferedTool = z.infer<typeof offeredToolSchema>;

/** A tool as its server lists it (MCP `tools/list`), with the verdict of verification. */
export const groundToolSchema = z.strictObject({
  name: z.string(),
  title: z.string().optional(),
  description: z.string(),
  inputSchema: jsonObjectSchema,
  outputSchema: jsonObjectSchema.optional(),
  annotations: jsonObjectSchema.optional(),
  hash: z.string().describe('sha256 (hex) of the canonical JSON of the definition as listed, without our own fields'),
  admitted: z.boolean().describe('whether verified calls of this tool may be used'),
  reason: z.string().describe('why it was admitted or left out'),
});
export type GroundTool = z.infer<typeof groundToolSchema>;
