import { z } from 'zod';
import { jsonObjectSchema } from './json.ts';
import { manifestSchema } from './manifest.ts';
import { jobNames, modelReplySchema, modelRequestSchema } from './model-request.ts';
import { planRecordSchema } from './plan.ts';

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

/** Chains of calls on a server: a worker starts the server that it has under this name, or the one that the ground pins. */
const verifyRunSchema = z.strictObject({
  ...announced,
  kind: z.literal('verify'),
  ground: z.string(),
  own: z.boolean().describe("whether the server is one of the user's own, which a worker has in its config"),
  plan: z.string().describe('sha256 of the plan, the tools and the world: a worker that comes to another one keeps away'),
});

/** Shards of a build: a worker makes them of its own primitives, in a folder of its own machine. */
const shardRunSchema = z.strictObject({
  ...announced,
  kind: z.literal('shard'),
  name: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe('of the build, and of the folder for its shards'),
  of: z.int().min(1).describe('how many shards there are'),
});

/** What one command has done by workers, announced to them. Data only: no key, no command, no path. */
export const announcementSchema = z.discriminatedUnion('kind', [modelRunSchema, verifyRunSchema, shardRunSchema]);
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

/** What a plan for a server of one's own holds beside what its listing tells: the calls to make, and what they may repeat. */
export const verifyMaterialSchema = z.strictObject({
  chains: z.array(z.array(z.strictObject({ tool: z.string(), arguments: jsonObjectSchema }))),
  writes: z.array(z.string()),
  known: z.string(),
});
export type VerifyMaterial = z.infer<typeof verifyMaterialSchema>;

/** One chain of a plan, by its index, in the first or the second of its two runs. */
export const chainJobSchema = z.strictObject({ chain: z.int().min(0), run: z.int().min(0).max(1) });

const ownStandsSchema = z.strictObject({ reason: z.string() }).describe('why our own words stand');
const phrasebookSchema = z.strictObject({
  model: z.string(),
  entries: z
    .array(z.tuple([z.string(), z.union([z.strictObject({ texts: z.array(z.string()) }), ownStandsSchema])]))
    .transform((entries) => new Map(entries)),
  sha256: z.string(),
});
const answerbookSchema = z.strictObject({
  model: z.string(),
  entries: z
    .array(z.tuple([z.string(), z.union([z.strictObject({ text: z.string() }), ownStandsSchema])]))
    .transform((entries) => new Map(entries)),
  sha256: z.string(),
});

/** What decides a build, and what it has to come to. */
export const shardMaterialSchema = z.strictObject({
  config: z.looseObject({}).describe('settings that decide its bytes'),
  identity: manifestSchema.pick({ nearmiss: true, seed: true, config: true, primitives: true, source: true, operators: true }),
  plan: planRecordSchema.describe('as the command settled it'),
  books: z
    .strictObject({
      phrasebook: phrasebookSchema.nullable(),
      answerbook: answerbookSchema.nullable(),
    })
    .describe('what models made of its texts'),
});
export type ShardMaterial = z.input<typeof shardMaterialSchema>;

export const shardJobSchema = z.strictObject({ number: z.int().min(1) });
export const shardOutcomeSchema = z.strictObject({ home: z.string().describe('where the shard lies, for people') });
