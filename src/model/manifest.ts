import { z } from 'zod';
import { groundSchema } from './ground.ts';
import { jsonObjectSchema } from './json.ts';
import { familySchema } from './pair.ts';
import { MOST_SHARDS } from './shard.ts';

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'a sha256 in lower-case hex');
const countSchema = z.int().min(0);

/** Numbers by name; names in code-unit order. */
const countsByNameSchema = z.record(z.string(), countSchema);

/** The recordings one ground gave to a build. */
export const usedGroundSchema = z.strictObject({
  ground: digestSchema.describe('sha256 of ground.json'),
  phrases: digestSchema.describe('sha256 of phrases.json'),
  primitives: digestSchema.describe('sha256 of primitives.jsonl'),
  count: countSchema.describe('lines of primitives.jsonl'),
});
export type UsedGround = z.infer<typeof usedGroundSchema>;

/** The file of given rows that a dataset was made from. */
export const sourceFileSchema = z.strictObject({
  file: z.string().describe('its name, without folders'),
  sha256: digestSchema,
  rows: countSchema.describe('lines that hold something'),
  used: countSchema.describe('rows that gave a pair'),
  skipped: countSchema.describe('rows that could not be read'),
});
export type SourceFile = z.infer<typeof sourceFileSchema>;

/** One file of a dataset. */
export const fileRecordSchema = z.strictObject({
  sha256: digestSchema,
  bytes: countSchema,
  rows: countSchema.nullable().describe('rows or lines of data; null where the file is no table'),
});
export type FileRecord = z.infer<typeof fileRecordSchema>;

export const countsSchema = z.strictObject({
  pairs: countSchema,
  train: countSchema,
  test: countSchema,
  sft: z.strictObject({ train: countSchema, test: countSchema }),
  byFamily: countsByNameSchema,
  byOperator: countsByNameSchema,
  byGround: countsByNameSchema.describe('by the ground of the call; given rows have none'),
  byShape: countsByNameSchema,
  byPhrasing: countsByNameSchema
    .optional()
    .describe('only in builds that ask a model: `said_anew`, and for requests in our own words the reasons'),
  byAnswering: countsByNameSchema
    .optional()
    .describe('only in builds that ask a model: final answers that are `written_anew`, and for those in our own words the reasons'),
});
export type Counts = z.infer<typeof countsSchema>;

/** Rows whose two sides mean the same, counted. */
export const controlCountsSchema = z.strictObject({
  rows: countSchema,
  executed: countSchema.describe('of them, those whose two calls were both recorded'),
  byKind: countsByNameSchema,
});
export type ControlCounts = z.infer<typeof controlCountsSchema>;

/** Which part of a dataset a folder holds, and what the whole says of itself that its parts do not. */
export const manifestShardSchema = z.strictObject({
  number: z.int().min(1).describe('which of them, from 1'),
  of: z.int().min(1).max(MOST_SHARDS),
  positions: z
    .strictObject({ from: countSchema, to: countSchema })
    .describe('the positions in the whole (`meta.index`) that are its own: from the first to before the last'),
  grounds: z.array(groundSchema.pick({ name: true, title: true, source: true })),
  command: z.string().describe('makes the whole'),
});
export type ManifestShard = z.infer<typeof manifestShardSchema>;

/** What a dataset was made from and what was made: `manifest.json`. Every map has its keys in code-unit order. */
export const manifestSchema = z.strictObject({
  schema: z.literal('nearmiss/manifest@1'),
  nearmiss: z.string().describe('version of the program that built it'),
  seed: z.string(),
  config: jsonObjectSchema.describe(
    'the settings of the build, resolved; without those that cannot change a byte (output folder, workers)',
  ),
  primitives: z.record(z.string(), usedGroundSchema).describe('by ground'),
  source: sourceFileSchema.nullable().describe('the given rows it was made from; null for a build'),
  operators: z.array(z.strictObject({ name: z.string(), family: familySchema, summary: z.string() })),
  shard: manifestShardSchema.optional().describe('only where the folder holds a part of a dataset: what `nearmiss merge` needs'),
  counts: countsSchema,
  controls: controlCountsSchema.optional().describe('rows whose two sides mean the same; left out where none were asked for'),
  discarded: countsByNameSchema.describe('candidates that could not be proved, by reason'),
  files: z.record(z.string(), fileRecordSchema).describe('every file but this one, by its path with forward slashes'),
});
export type Manifest = z.infer<typeof manifestSchema>;
