import { z } from 'zod';
import { jsonObjectSchema, jsonSchema, pointerSchema } from './json.ts';

/**
 * Where an argument's value comes from: said by the `user`, copied from an `upstream` reply, a `default`
 * nobody mentions, fixed by the `world` (stated in the system message), or written by the `agent` (a query text).
 */
export const originSchema = z.enum(['user', 'upstream', 'default', 'world', 'agent']);
export type Origin = z.infer<typeof originSchema>;

/**
 * What sort of value an argument is. It decides how people say it and what counts as the same. A `position` is counted from 0, as
 * programs do, and said as people do: 2 is "third".
 */
export const kindSchema = z.enum([
  'path',
  'name',
  'text',
  'id',
  'count',
  'number',
  'position',
  'date',
  'enum',
  'flag',
  'list',
  'pattern',
  'range',
]);
export type Kind = z.infer<typeof kindSchema>;

export const roleSchema = z.strictObject({
  origin: originSchema,
  critical: z.boolean(),
  kind: kindSchema,
});
export type Role = z.infer<typeof roleSchema>;

/** A stretch of a text, in UTF-16 code units, end exclusive. */
export const spanSchema = z.strictObject({ start: z.int(), end: z.int() });
export type Span = z.infer<typeof spanSchema>;

/** An argument whose value stands in the reply of an earlier call. */
export const upstreamSchema = z.strictObject({
  pointer: pointerSchema.describe('the argument'),
  call: z.string().describe('id of the primitive whose reply holds the value'),
  at: spanSchema.describe("where the value stands in that reply's text"),
  label: z
    .strictObject({ text: z.string(), start: z.int(), end: z.int() })
    .nullable()
    .describe('how a person would name the element, and where that stands in the same reply; null: the value itself'),
});
export type Upstream = z.infer<typeof upstreamSchema>;

export const resultSchema = z.strictObject({
  content: z.array(z.looseObject({ type: z.string() })),
  structuredContent: jsonSchema.optional(),
  isError: z.boolean(),
});
export type Result = z.infer<typeof resultSchema>;

export const verdictSchema = z.enum([
  'ok',
  'tool_error',
  'soft_error',
  'protocol_error',
  'invalid_result',
  'output_schema_violation',
  'timeout',
  'crashed',
  'malformed',
  'too_large',
  'cancelled',
]);
export type Verdict = z.infer<typeof verdictSchema>;

/**
 * The way a failure came: in a `result` that claims success, in one marked as an error (`error_result`), as a JSON-RPC error
 * (`rpc_error`), as an HTTP status (`http_status`), or in what the connection itself carried or did not (`wire`). The verdict says what
 * it means; servers send the same failure by different ways.
 */
export const channelSchema = z.enum(['result', 'error_result', 'rpc_error', 'http_status', 'wire']);
export type Channel = z.infer<typeof channelSchema>;

/** What a call that is kept came to: it went well, or it failed and says so in its reply, marked as an error or not. */
export const keptVerdictSchema = verdictSchema.extract(['ok', 'tool_error', 'soft_error']);

/** One verified call: a line of `primitives.jsonl`, sorted by id. */
export const primitiveSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe('first 16 hex digits of the sha256 of ground, tool, arguments, after and result'),
  tool: z.string(),
  arguments: jsonObjectSchema,
  scenario: z.string().describe('the coverage case it serves; one that begins with `slip:` is only ever the wrong call'),
  after: z.array(z.string()).describe('ids of the calls that made the state it ran in, oldest first; empty: the seeded world'),
  roles: z.record(pointerSchema, roleSchema),
  upstream: z.array(upstreamSchema),
  result: resultSchema,
  verdict: keptVerdictSchema.describe('a call that failed is kept where its recipe asks for it: people run into it'),
  stability: z.enum(['stable', 'masked']),
  masks: z.array(z.string()).describe('names of the masks that changed the reply; empty when stable'),
  effect: z.enum(['none', 'changed']).describe('whether the world differed after the call'),
  leaves: z
    .string()
    .nullable()
    .default(null)
    .describe('first 16 hex digits of the digest of the world it left changed; null when it changed nothing, or nothing that repeats'),
  mended: z.string().optional().describe('of a call that failed: the primitive that was called next, and does what it was meant to do'),
});
export type Primitive = z.infer<typeof primitiveSchema>;

/** A call that was tried and not kept: a line of `rejects.jsonl`. */
export const rejectSchema = z.strictObject({
  tool: z.string(),
  arguments: jsonObjectSchema,
  scenario: z.string(),
  verdict: verdictSchema,
  channel: channelSchema
    .optional()
    .describe('the way the failure came; absent when the call succeeded but was not kept, or was never made'),
  reason: z.string(),
});
export type Reject = z.infer<typeof rejectSchema>;
