import { z } from 'zod';
import { jsonSchema, pointerSchema } from './json.ts';

/**
 * How people ask for what a ground's tools do: `tool-primitives/<ground>/phrases.json`, written by hand.
 *
 * A request is plain text with marks:
 * - `{path}` a slot: the argument at `/path`, spoken by its kind; `{conditions.city}` reaches inside, `{names.0}` indexes.
 *   An argument of kind `enum` or `flag` is spoken with one of its `words`.
 * - `{table=orders|orders}` a literal slot: the template serves only calls whose `/table` is `orders` (JSON, or a bare
 *   string), and the text after the bar states it.
 * - `<, sorted {sortBy}>` an optional clause: said when the call has every argument its slots name, left out when it has none.
 * - `[Show me]` a cue: the words that say which tool is wanted. At least one per template.
 * - In a chain, slots and cues carry their step: `{0.pattern}`, `{1.commit}`, `[1:show me]`. A slot whose argument comes from an
 *   earlier reply is spoken by its label.
 *
 * A template serves a call when every argument that the user has to say is stated exactly once and nothing else is. In a
 * chain, what a later step repeats of an earlier one (the file both work in) may be left unsaid.
 */
export const requestSchema = z.union([
  z.string(),
  z.strictObject({
    when: z
      .record(pointerSchema, jsonSchema)
      .describe('serves only calls with these argument values; null: calls that do without the argument'),
    say: z.union([z.string(), z.array(z.string())]),
  }),
]);

/** How to read one value out of a reply. */
export const readingSchema = z.union([
  z
    .strictObject({ json: z.string() })
    .describe('JSON Pointer into structuredContent, or into the reply text parsed as JSON; `*` takes every element'),
  z.strictObject({ match: z.string() }).describe('first group of the first match in the reply text (flags: mu)'),
  z.strictObject({ each: z.string() }).describe('first group of every match: a list'),
  z.strictObject({ count: z.string() }).describe('number of matches'),
  z.strictObject({ size: z.string() }).describe('JSON Pointer as in json: length of the array there'),
]);
export type Reading = z.infer<typeof readingSchema>;

/** A final answer: said when the guards match and every reading succeeds. `{name}` is a reading, else an argument (dotted). */
export const answerSchema = z.strictObject({
  when: z.string().optional().describe('pattern that the reply text must match (flags: mu)'),
  given: z
    .record(pointerSchema, jsonSchema)
    .optional()
    .describe('only of calls with these argument values; null: calls that do without the argument'),
  read: z.record(z.string(), readingSchema).default({}),
  markup: z.boolean().optional().describe('whether the reply text is HTML or XML, so that what is read of it has entities: `&amp;`'),
  underscores: z.boolean().optional().describe('whether what is read are names with underscores for spaces: `in_progress`'),
  say: z.array(z.string()).min(1),
});
export type Answer = z.infer<typeof answerSchema>;

export const toolPhrasesSchema = z.strictObject({
  requests: z.array(requestSchema).default([]).describe('of a call alone; none for a tool that only follows others'),
  words: z
    .record(pointerSchema, z.record(z.string(), z.array(z.string()).min(1)))
    .default({})
    .describe('spoken words of enum and flag values, by argument and value: a string as it is, anything else as its JSON'),
  answers: z.array(answerSchema).min(1).describe('tried in order'),
  failures: z
    .array(answerSchema)
    .min(1)
    .optional()
    .describe('what is said after a call that failed: what did not work and why, in plain words; tried in order'),
  asides: z
    .record(pointerSchema, z.array(z.string()))
    .default({})
    .describe('sentences that mention another value of the argument in passing, as `{other}`, before the request'),
  questions: z
    .record(pointerSchema, z.array(z.string()).min(1))
    .optional()
    .describe('how the assistant asks for the argument when a request leaves it open'),
  unsaid: z
    .record(pointerSchema, z.array(z.string()).min(1))
    .optional()
    .describe('what a person says in place of the argument when they forget to say which: `that file`; needs questions for it'),
  mistaken: z
    .record(z.string(), z.record(z.string(), z.string()))
    .default({})
    .describe(
      'tools that would be wrong for every request here though they accept the arguments: tool -> its arguments as text or JSON; a string that is `{path}` copies one of ours, a longer one has it written in',
    ),
});
export type ToolPhrases = z.infer<typeof toolPhrasesSchema>;

export const chainPhrasesSchema = z.strictObject({
  tools: z.array(z.string()).min(2).max(4),
  requests: z.array(requestSchema).min(1),
});
export type ChainPhrases = z.infer<typeof chainPhrasesSchema>;

export const phrasesSchema = z.strictObject({
  schema: z.literal('nearmiss/phrases@1'),
  ground: z.string(),
  systems: z
    .array(z.string())
    .describe(
      'system messages; `{root}` is the virtual root, `{today}` the day. All state every world-given argument. Where one says "day first" or "month first", people write dates in digits so',
    ),
  today: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .describe('the day it is in the world, as `{today}` tells it'),
  systemNeeded: z
    .boolean()
    .default(false)
    .describe('no call of this ground can be known without a system message: it describes the data the calls name'),
  openers: z.array(z.string()).default([]).describe('sentences that may come before a request, with their trailing space'),
  closers: z.array(z.string()).default([]).describe('sentences that may come after it, with their leading space'),
  tools: z.record(z.string(), toolPhrasesSchema),
  chains: z.array(chainPhrasesSchema).default([]),
});
export type Phrases = z.infer<typeof phrasesSchema>;
