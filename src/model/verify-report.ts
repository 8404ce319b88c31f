import { z } from 'zod';
import { jsonObjectSchema, jsonSchema, pointerSchema } from './json.ts';

const countSchema = z.int().min(0);

/** One argument of a tool: how far its values are covered. */
export const parameterReportSchema = z.strictObject({
  pointer: pointerSchema.describe('the argument'),
  required: z.boolean(),
  critical: z.boolean().describe('whether changing it changes what matters, in some verified call'),
  tried: countSchema.describe('distinct values that were tried'),
  values: countSchema.describe('distinct values in verified calls'),
  siblings: countSchema.describe('values of its largest family: verified calls that differ here and nowhere else'),
  wanted: countSchema.describe('values that family should have: four, or fewer where the schema allows no more'),
});
export type ParameterReport = z.output<typeof parameterReportSchema>;

/** Whether a tool may be used, and why: what it was judged by. */
export const toolReportSchema = z.strictObject({
  name: z.string(),
  admitted: z.boolean(),
  reason: z.string(),
  standard: z.strictObject({
    holds: z.boolean().describe('whether it has a description and schemas that can be checked against'),
    fault: z.string().nullable(),
  }),
  usable: z.strictObject({
    tried: countSchema.describe('calls that were made'),
    verified: countSchema.describe('calls that gave the same good reply twice'),
    masked: countSchema.describe('verified calls whose replies differ in times or ids, which were masked'),
    refused: z.record(z.string(), countSchema).describe('calls that were not kept, by class'),
    example: z.string().nullable().describe('why the first of them was not kept'),
  }),
  readOnly: z.strictObject({
    hint: z.boolean().nullable().describe('what its readOnlyHint says; null when it says nothing'),
    changed: countSchema.describe('calls after which the world was another'),
    holds: z.boolean().nullable().describe('whether the world bears the hint out; null when nothing was seen of it'),
  }),
  parameters: z.array(parameterReportSchema),
  scenarios: z.strictObject({
    tried: countSchema,
    covered: countSchema.describe('scenarios with at least one verified call'),
    missing: z.array(z.string()).describe('scenarios that were tried and never held'),
  }),
});
export type ToolReport = z.output<typeof toolReportSchema>;

/** One difference between a tool's definition as recorded and as listed now. */
export const definitionChangeSchema = z.strictObject({
  part: z.enum(['title', 'description', 'inputSchema', 'outputSchema', 'annotations', 'other']),
  pointer: pointerSchema.describe('place inside that part; empty for the whole'),
  parameter: z.string().nullable().describe('the parameter it is about, with dots where it is nested'),
  from: jsonSchema.nullable().describe('null when it was not there'),
  to: jsonSchema.nullable().describe('null when it is no longer there'),
});
export type DefinitionChange = z.output<typeof definitionChangeSchema>;

export const toolChangeSchema = z.strictObject({
  tool: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  hash: z.strictObject({ from: z.string().nullable(), to: z.string().nullable() }).describe('sha256 of its definition'),
  calls: countSchema.describe('recorded calls of it'),
  parts: z.array(definitionChangeSchema).describe('what changed; empty for tools that came or went'),
});
export type ToolChange = z.output<typeof toolChangeSchema>;

export const callChangeSchema = z.strictObject({
  tool: z.string(),
  arguments: jsonObjectSchema,
  change: z.enum(['reply', 'effect', 'failed', 'gone', 'new', 'record']),
  detail: z.string().describe('what differs, in a few words'),
  from: z.string().nullable().describe('the recorded reply, from a little before where it differs'),
  to: z.string().nullable().describe('the reply now, from the same place'),
});
export type CallChange = z.output<typeof callChangeSchema>;

/** What differs between a recorded ground and its server now. */
export const groundDiffSchema = z.strictObject({
  drift: z.boolean().describe('whether tools or replies differ; facts alone are no drift'),
  facts: z
    .array(z.strictObject({ field: z.string(), from: jsonSchema.nullable(), to: jsonSchema.nullable() }))
    .describe('what is new of the server and its world beside its tools'),
  tools: z.array(toolChangeSchema),
  calls: z.strictObject({ compared: countSchema, changed: z.array(callChangeSchema) }),
  files: z.array(z.string()).describe('other differences between the files of a shipped ground, which are compared to the byte'),
});
export type GroundDiff = z.output<typeof groundDiffSchema>;

const stepSchema = z.strictObject({
  tool: z.string(),
  arguments: jsonObjectSchema.nullable().describe('null: they are taken from the earlier replies'),
  scenario: z.string(),
});

const launchSchema = z.strictObject({
  command: z.array(z.string()).describe('program and arguments, or the address; variables as they were written'),
  package: z.string().nullable().describe('the installed package that npx stands for, with its program; null for other commands'),
  kind: z.enum(['stdio', 'http']),
  cwd: z.string().nullable(),
  world: z.string().nullable(),
  network: z.boolean().describe('whether it may use the network where it is shut in'),
  given: z.array(z.string()).describe('names of the variables or headers it is given'),
  taken: z.array(z.string()).describe('names of the variables of this machine that it is given'),
  hash: z.string().describe('what an allowance is bound to'),
});

/** What came of one server. */
export const serverReportSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    name: z.string(),
    outcome: z.literal('recorded'),
    folder: z.string().describe('where its ground lies'),
    server: z.strictObject({ name: z.string(), version: z.string() }),
    protocol: z.string(),
    calls: z.strictObject({ verified: countSchema, refused: countSchema }),
    tools: z.array(toolReportSchema),
    notes: z.array(z.string()),
  }),
  z.strictObject({ name: z.string(), outcome: z.enum(['same', 'drift']), folder: z.string(), diff: groundDiffSchema }),
  z.strictObject({
    name: z.string(),
    outcome: z.literal('planned'),
    launch: launchSchema.nullable().describe('how a server of your own would be started; null for a shipped ground'),
    chains: z.array(z.array(stepSchema)).nullable().describe('calls that would be made; null: they depend on what the server lists'),
  }),
  z.strictObject({ name: z.string(), outcome: z.literal('failed'), message: z.string() }),
]);
export type ServerReport = z.output<typeof serverReportSchema>;

/** What `nearmiss verify --json` prints: one object. */
export const verifyReportSchema = z.strictObject({
  schema: z.literal('nearmiss/verify-report@1'),
  mode: z.enum(['record', 'diff', 'dry-run']),
  servers: z.array(serverReportSchema),
});
export type VerifyReport = z.output<typeof verifyReportSchema>;
