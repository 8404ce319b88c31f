import { z } from 'zod';

const markSchema = z.int().min(1).max(5);

/** What a model says of one pair, whose sides it sees without their names. */
export const judgementSchema = z.strictObject({
  right: z.enum(['first', 'second', 'both', 'neither']),
  specificity: markSchema,
  coherence: markSchema,
  solvability: markSchema,
  alignment: markSchema,
  sufficiency: markSchema,
  minimality: markSchema,
  completeness: markSchema.nullable(),
  conciseness: markSchema.nullable(),
  why: z.string(),
});
export type Judgement = z.infer<typeof judgementSchema>;

/** The criteria of requests, of the right side, and of answers. */
export const criteria = {
  request: ['specificity', 'coherence', 'solvability'],
  right: ['alignment', 'sufficiency', 'minimality'],
  answer: ['completeness', 'conciseness'],
} as const;

/** Which side the model took for right: that one of the dataset, the other, both or none. */
export const verdictSchema = z.enum(['chosen', 'rejected', 'both', 'neither']);
export type Verdict = z.infer<typeof verdictSchema>;

const countSchema = z.int().min(0);
const verdictCountsSchema = z.strictObject({ chosen: countSchema, rejected: countSchema, both: countSchema, neither: countSchema });

/** What "nearmiss judge --json" prints. */
export const judgeReportSchema = z.strictObject({
  schema: z.literal('nearmiss/judge@1'),
  model: z.string(),
  rows: countSchema.describe('rows that were judged'),
  unreadable: countSchema.describe('rows of which the model said nothing that can be read'),
  verdicts: verdictCountsSchema,
  byOperator: z.record(z.string(), verdictCountsSchema),
  marks: z
    .record(z.string(), z.strictObject({ rows: countSchema, mean: z.number(), low: countSchema.describe('marks of 1 and 2') }))
    .describe('by criterion; of the right side only where the model took the chosen side for right'),
  doubted: z.array(z.strictObject({ id: z.string(), operator: z.string(), doubts: z.array(z.string()).min(1), why: z.string() })),
});
export type JudgeReport = z.infer<typeof judgeReportSchema>;
export type VerdictCounts = z.infer<typeof verdictCountsSchema>;
