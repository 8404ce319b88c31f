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

/** How a tool begins in a canonical line, and what stands between two. */
const TOOL = '{"type":"function","function":{';
const SEAM = `},${TOOL}`;

/**
 * The texts of the tools in a canonical line, from the text of their list without its brackets; null where it does not begin with a tool. A cut may
 * have been within a schema that has tools in it: then a text is no JSON.
 */
export function splitTools(written: string): string[] | null {
  if (!written.startsWith(TOOL)) return null;
  const tools: string[] = [];
  for (let from = 0; from < written.length; ) {
    const seam = written.indexOf(SEAM, from);
    const end = seam < 0 ? written.length : seam + 1;
    tools.push(written.slice(from, end));
    from = end + 1;
  }
  return tools;
}

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
