import { z } from 'zod';

const limitSchema = z.number().positive().optional();

const jobShape = {
  model: z.string().min(1).describe('the model, as the server names it'),
  temperature: z.number().min(0).max(2).nullable().default(0.8).describe('null where the model takes none'),
  maxTokens: z.int().min(16).max(100_000).default(1200).describe('the longest answer, in tokens'),
  prompt: z.string().min(1).optional().describe('a file in place of the shipped prompt'),
};

/** How requests are said anew: in so many styles, asked for so often. */
export const phraseSettingsSchema = z.strictObject({
  ...jobShape,
  styles: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(8)
    .default([
      'short and to the point',
      'friendly and polite',
      'chatty, with a word about why it is needed',
      'in a hurry, between two meetings',
    ])
    .describe('one request is said once in each style'),
  tries: z.int().min(1).max(5).default(3).describe('how often the model is asked before our own words stand'),
  share: z.number().gt(0).max(1).default(1).describe('share of the different requests that are said anew'),
});
export type PhraseSettings = z.output<typeof phraseSettingsSchema>;

/** How final answers are written anew. */
export const answerSettingsSchema = z.strictObject({
  ...jobShape,
  tries: z.int().min(1).max(5).default(3).describe('how often the model is asked before our own words stand'),
  share: z.number().gt(0).max(1).default(1).describe('share of the different answers that are written anew'),
});
export type AnswerSettings = z.output<typeof answerSettingsSchema>;

/** How rows are judged. */
export const judgeSettingsSchema = z.strictObject({ ...jobShape, temperature: z.number().min(0).max(2).nullable().default(0) });
export type JudgeSettings = z.output<typeof judgeSettingsSchema>;

/** How request templates are proposed. */
export const proposeSettingsSchema = z.strictObject({
  ...jobShape,
  requests: z.int().min(1).max(50).default(12).describe('templates asked for of each tool'),
});
export type ProposeSettings = z.output<typeof proposeSettingsSchema>;

/** A language model behind any server that speaks OpenAI's chat API, what it may cost, and its jobs. */
export const modelSettingsSchema = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }).default('https://api.openai.com/v1'),
  keyVariable: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable')
    .default('OPENAI_API_KEY')
    .describe('the environment variable that holds the key'),
  terms: z.string().min(1).optional().describe('the terms under which what the model writes may be used; told in the manifest'),
  cassette: z.string().min(1).optional().describe('file of its recorded answers; "<out>.cassette.jsonl" when left out'),
  concurrency: z.int().min(1).max(256).default(4).describe('calls under way at once'),
  perMinute: z.int().min(1).optional().describe('most calls begun in any minute'),
  timeoutSeconds: z.number().positive().max(3600).default(120).describe('longest wait for one answer'),
  retries: z.int().min(0).max(50).default(6).describe('how often a call that failed on the way is made again'),
  waitSeconds: z
    .number()
    .min(0)
    .max(600)
    .default(0.5)
    .describe('before a call that failed is made again, twice as long each time, unless the server says how long'),
  budget: z
    .strictObject({ requests: limitSchema, tokens: limitSchema, money: limitSchema })
    .default({})
    .describe('never exceeded, over all runs that use the same cassette'),
  prices: z
    .record(z.string(), z.strictObject({ input: z.number().min(0), output: z.number().min(0) }))
    .default({})
    .describe('by model: money for a million tokens read and written'),
  phrase: phraseSettingsSchema.optional(),
  answer: answerSettingsSchema.optional(),
  judge: judgeSettingsSchema.optional(),
  propose: proposeSettingsSchema.optional(),
});
export type ModelSettings = z.output<typeof modelSettingsSchema>;
