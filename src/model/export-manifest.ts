import { z } from 'zod';
import { fileRecordSchema } from './manifest.ts';
import { splitSchema } from './pair.ts';

const countSchema = z.int().min(0);
const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'a sha256 in lower-case hex');

/** What one format's folder was made from and what was made: its `manifest.json`. Every map has its keys in code-unit order. */
export const exportManifestSchema = z.strictObject({
  schema: z.literal('nearmiss/export@1'),
  nearmiss: z.string().describe('version of the program'),
  format: z.string(),
  exporter: z.int().min(1).describe('version of the exporter, raised when the same rows give other bytes'),
  source: z.record(splitSchema, digestSchema.nullable()).describe('sha256 of pairs/<split>.jsonl; null where there is no such file'),
  template: z
    .strictObject({ name: z.string(), sha256: digestSchema })
    .nullable()
    .describe('the chat template that text was rendered through'),
  tokenizer: z.strictObject({ name: z.string(), sha256: digestSchema }).optional().describe('what tokens were counted with'),
  tables: z.array(
    z.strictObject({
      name: z.string(),
      split: splitSchema,
      in: countSchema.describe('examples that the pairs gave, and pairs that gave none'),
      out: countSchema.describe('rows written'),
      refused: z.record(z.string(), countSchema).describe('the others, by reason'),
      longest: countSchema.describe('characters of the longest row'),
      tokens: countSchema.optional().describe('tokens of the longest rows as they are written, the most of them; with a tokenizer only'),
    }),
  ),
  files: z.record(z.string(), fileRecordSchema).describe('every file but this one, by its path with forward slashes'),
});
export type ExportManifest = z.infer<typeof exportManifestSchema>;
