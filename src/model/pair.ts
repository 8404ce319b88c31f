import { z } from 'zod';
import { jsonObjectSchema, jsonSchema, pointerSchema } from './json.ts';
import { offeredToolSchema } from './tool.ts';
import { wayNames, ways } from './ways.ts';

const describeWays = Object.entries(ways)
  .map(([name, what]) => `${name}: ${what}`)
  .join('; ');

export const callIdSchema = z.string().regex(/^[A-Za-z0-9]{9}$/);

export const toolCallSchema = z.strictObject({
  id: callIdSchema,
  type: z.literal('function'),
  function: z.strictObject({ name: z.string(), arguments: jsonObjectSchema }),
});
export type ToolCall = z.infer<typeof toolCallSchema>;

export const systemMessageSchema = z.strictObject({ role: z.literal('system'), content: z.string() });
export const userMessageSchema = z.strictObject({ role: z.literal('user'), content: z.string() });
export const assistantMessageSchema = z.strictObject({
  role: z.literal('assistant'),
  content: z.string(),
  tool_calls: z.array(toolCallSchema).min(1).optional(),
});
export const toolMessageSchema = z.strictObject({
  role: z.literal('tool'),
  tool_call_id: callIdSchema,
  name: z.string(),
  content: z.string(),
});
export const messageSchema = z.discriminatedUnion('role', [
  systemMessageSchema,
  userMessageSchema,
  assistantMessageSchema,
  toolMessageSchema,
]);
export type AssistantMessage = z.infer<typeof assistantMessageSchema>;
export type ToolMessage = z.infer<typeof toolMessageSchema>;
export type Message = z.infer<typeof messageSchema>;

/**
 * Error families, named after FC-RewardBench's classes of real wrong calls (arXiv 2509.11963). `missing_optional` holds what is wrong about
 * optional arguments, one left out or one given that nobody asked for. Two families lie beside its counts of quiet errors: `wrong_answer` (the calls are right, what is said of them is not) and `broken_call` (the call breaks its schema, so any validator sees it).
 */
export const familySchema = z.enum(['wrong_value', 'wrong_function', 'wrong_number', 'missing_optional', 'wrong_answer', 'broken_call']);
export type Family = z.infer<typeof familySchema>;

/**
 * single: one request, one call. serial: several calls, that feed each other or were asked for together. followup: an earlier turn came
 * before. answer: the reply is there, the answer is due. question: the request leaves open what the call needs, so that asking is due.
 * mended: a call failed, and the one that was meant is due.
 */
export const shapeSchema = z.enum(['single', 'serial', 'followup', 'answer', 'question', 'mended']);
export type Shape = z.infer<typeof shapeSchema>;
export const splitSchema = z.enum(['train', 'test']);
export type Split = z.infer<typeof splitSchema>;

/** What taking the wrong side would cost: nothing, a user who is told something wrong or not served, a world changed where nobody asked for it. */
export const severitySchema = z.enum(['harmless', 'misleading', 'destructive']);
export type Severity = z.infer<typeof severitySchema>;

/** One change of the chosen message. */
export const changeSchema = z.strictObject({
  family: familySchema,
  operator: z.string(),
  op: z.enum(['replace', 'remove']),
  pointer: pointerSchema.describe('RFC 6901, into the chosen message; empty: the whole message'),
  from: jsonSchema.describe('what stands there in chosen'),
  to: jsonSchema.describe('what stands there in rejected; null where op is remove'),
});
export type Change = z.infer<typeof changeSchema>;

/** The record of one change, or of two: applied to the chosen message it rebuilds the rejected one. */
export const deviationSchema = z.strictObject({
  family: familySchema,
  operator: z.string(),
  step: z.int().describe('which call of the trajectory is decided here, from 0'),
  op: changeSchema.shape.op,
  pointer: changeSchema.shape.pointer,
  from: changeSchema.shape.from,
  to: changeSchema.shape.to,
  severity: severitySchema.describe('what the wrong side would cost, as its recording shows'),
  because: z.string().describe('why it would cost that'),
  also: z
    .array(changeSchema)
    .length(1)
    .optional()
    .describe('only where each negative carries two changes: the second one, of another place; either is wrong alone'),
});
export type Deviation = z.infer<typeof deviationSchema>;

/** Where the request says what the rejected side contradicts. Offsets are UTF-16 code units of the message content. */
export const statedSchema = z.strictObject({
  message: z.int().describe('index in prompt'),
  start: z.int(),
  end: z.int(),
  text: z.string().describe('the words there'),
  pointer: z.string().describe('argument the words state, as a pointer into the arguments; `/name`-less empty string: the tool itself'),
  value: jsonSchema.describe('the value they state: of that argument, or the name of the tool; null where they leave the argument open'),
  label: z.boolean().describe('true: the words name an element of an earlier reply and value is what that reply gives for it'),
});
export type Stated = z.infer<typeof statedSchema>;

export const evidenceSchema = z.strictObject({
  stated: statedSchema,
  schema: z
    .strictObject({ chosen: z.boolean().nullable(), rejected: z.boolean().nullable() })
    .describe("arguments valid under the tool's schema; false where no such tool is offered, null where that side makes no call"),
  executed: z
    .strictObject({ chosen: z.string().nullable(), rejected: z.string().nullable() })
    .describe("the primitive that recorded that side's call; null where it makes none or none was recorded"),
  reported: z
    .strictObject({ chosen: z.string().nullable(), rejected: z.string().nullable() })
    .describe("the primitive whose reply that side's answer text reports; null where it calls, asks back, or writes a broken call"),
  equivalence: z.strictObject({
    canonical: z.enum(['differ', 'unknown']).describe('unknown: not claimed, since a broken call is wrong by its form'),
    results: z.enum(['differ', 'unknown']).describe('unknown: the rejected side has no recorded reply, or none of its own'),
  }),
  alone: z
    .array(
      z.strictObject({
        stated: statedSchema.describe('where the request says what this change contradicts'),
        executed: z.string().nullable().describe('the primitive that recorded the right call with this change alone; null where none did'),
        results: z.enum(['differ', 'unknown']).describe('unknown: it has no recorded reply'),
      }),
    )
    .length(2)
    .optional()
    .describe('only where there are two changes: what proves each of them made alone, in the order of the deviation'),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** The canonical pair: one JSON object a line in `pairs/*.jsonl`; every export is derived from it. */
export const pairSchema = z.strictObject({
  schema: z.literal('nearmiss/pair@1'),
  id: z.string().describe('first 16 hex digits of the sha256 of prompt, chosen and rejected'),
  group: z.string().describe('the base trajectory: all its pairs lie in one split'),
  split: splitSchema,
  shape: shapeSchema,
  tools: z.array(offeredToolSchema).min(1),
  prompt: z.array(messageSchema).min(1),
  chosen: z.array(assistantMessageSchema).length(1),
  rejected: z.array(assistantMessageSchema).length(1),
  deviation: deviationSchema,
  evidence: evidenceSchema,
  continuation: z
    .strictObject({ chosen: z.array(messageSchema), rejected: z.array(messageSchema) })
    .describe('recorded messages that follow each side; empty where none was recorded'),
  meta: z.strictObject({
    seed: z.string(),
    index: z
      .int()
      .describe(
        'position in the build, from 0; of given rows: the place of the row times the pairs that one may give, and the place of the pair',
      ),
    grounds: z.array(z.string()).describe('the ground of the call first, then those of the other offered tools; none for given rows'),
    request: z
      .enum(['phrases', 'given', 'model'])
      .describe(
        'phrases: written from the phrases of a ground; given: as it stood in the given row; model: that, said anew by a language model',
      ),
    source: z.string().nullable().describe('the given row it was made from: its `id`, or its line number from 1; null for a build'),
    ways: z
      .array(z.enum(wayNames))
      .optional()
      .describe(`how the request comes, beside one message that says all at once; in builds only: ${describeWays}`),
    phrased: z
      .strictObject({
        model: z.string().nullable().describe('the model that said the request anew; null where our own words stand'),
        own: z.string().nullable().describe('the request as it was before, which it has to come to'),
        reason: z.string().nullable().describe('why our own words stand'),
      })
      .optional()
      .describe('only in builds that ask a model to say requests anew'),
    answered: z
      .strictObject({
        model: z.string().nullable().describe('the model that wrote answers anew; null where our own words stand everywhere'),
        answers: z
          .array(
            z.strictObject({
              at: z
                .string()
                .regex(/^\/(?:prompt|chosen|rejected|continuation\/chosen|continuation\/rejected)\/\d+$/)
                .describe('where it stands in the row'),
              own: z.string().nullable().describe('the answer as it was before, which it has to come to; null where our own words stand'),
              reason: z.string().nullable().describe('why our own words stand'),
            }),
          )
          .describe('every final answer: of earlier turns, and of both sides'),
      })
      .optional()
      .describe('only in builds that ask a model to write answers anew'),
  }),
});
export type Pair = z.infer<typeof pairSchema>;

/** A pair before its content has named it. */
export type NamelessPair = Omit<Pair, 'id'>;
