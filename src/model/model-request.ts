import { z } from 'zod';
import { hashJson } from './hash.ts';
import { jsonObjectSchema } from './json.ts';

/** The jobs that a language model may be given. */
export const jobNames = ['phrase', 'answer', 'judge', 'propose'] as const;
export type JobName = (typeof jobNames)[number];

/** One question to a language model, whole: what is sent, and nothing of where it is sent to. */
export const modelRequestSchema = z.strictObject({
  model: z.string(),
  messages: z.array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).min(1),
  schema: z.strictObject({ name: z.string(), schema: jsonObjectSchema }).describe('the JSON Schema its answer has to fit'),
  parameters: z.strictObject({ temperature: z.number().nullable().describe('null: as the server has it'), maxTokens: z.int() }),
  sample: z.int().describe('tells apart answers to one and the same question, from 0'),
});
export type ModelRequest = z.infer<typeof modelRequestSchema>;

/** What came back, as it came. */
export const modelReplySchema = z.strictObject({
  content: z.string(),
  finish: z.string().describe('why the model stopped: `stop` where it was done'),
  model: z.string().describe('the model that answered, as the server names it'),
  tokens: z
    .strictObject({ input: z.int().min(0), output: z.int().min(0) })
    .nullable()
    .describe('null where the server does not say'),
});
export type ModelReply = z.infer<typeof modelReplySchema>;

/** The JSON object of an answer, also where a server that holds to no schema let the model talk around it; null where there is none that fits. */
export function readAnswer<T>(schema: z.ZodType<T>, content: string): T | null {
  const [from, to] = [content.indexOf('{'), content.lastIndexOf('}')];
  if (from < 0 || to < from) return null;
  try {
    return schema.safeParse(JSON.parse(content.slice(from, to + 1))).data ?? null;
  } catch {
    return null;
  }
}

/** One line of a cassette: a question, its name and its answer. */
export const takeSchema = z.strictObject({
  key: z.string(),
  job: z.enum(jobNames),
  request: modelRequestSchema,
  reply: modelReplySchema,
});
export type Take = z.infer<typeof takeSchema>;

/** The name of a question: the sha256 of all that it says. */
export function keyOf(request: ModelRequest): string {
  return hashJson(request);
}
