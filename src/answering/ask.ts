import { z } from 'zod';
import type { JsonObject } from '../model/json.ts';
import { type ModelReply, type ModelRequest, readAnswer } from '../model/model-request.ts';
import type { AnswerSettings } from '../model/model-settings.ts';
import { type Followed, followTries, type Judged } from '../model/tries.ts';
import { type OwnAnswer, textOf, valuesOf } from './own-answer.ts';
import { judgeTelling, type TellingReason } from './read-back.ts';

/** How the model is asked to write answers anew. */
export interface AnswerJob {
  settings: AnswerSettings;
  /** the text of the prompt file */
  prompt: string;
}

const answerSchema = z.strictObject({ answer: z.string() });
const { $schema: _, ...answerForm } = z.toJSONSchema(answerSchema, { target: 'draft-7' }) as JsonObject;

/** Why our own answer stands, whatever pair it is in. */
export type Reason = TellingReason | 'cut_short' | 'not_json' | 'same_words' | 'cannot_be_written_anew' | 'not_drawn' | 'unrecorded';

/** Longest stretch of a reply that the model is shown. */
const MOST_SHOWN = 4000;

/** Follows what the model has written so far in place of an own answer, try by try. */
export function followAnswer(
  own: OwnAnswer,
  { settings, prompt }: AnswerJob,
  find: (request: ModelRequest) => ModelReply | undefined,
): Followed<string, Reason> {
  const calls = own.calls.map(({ arguments: values, reply }) => ({
    arguments: values,
    reply: reply.length > MOST_SHOWN ? `${reply.slice(0, MOST_SHOWN)}…` : reply,
  }));
  const about = { request: own.request, calls, draft: textOf(own), keep: valuesOf(own) };
  const question = { settings, prompt, about, schema: { name: 'answer', schema: answerForm } };
  return followTries<string, Reason>(question, (reply) => readReply(own, reply), find);
}

function readReply(own: OwnAnswer, reply: ModelReply): Judged<string, Reason> {
  const text = readAnswer(answerSchema, reply.content)?.answer.trim();
  if (text === undefined) return { faults: [{ reason: 'not_json', detail: 'the answer is no JSON object {"answer": "..."}' }] };
  const fault = judgeTelling(own, text);
  if (fault !== null) return { faults: [fault] };
  return text === textOf(own) ? { faults: [{ reason: 'same_words', detail: 'it is the draft as it was' }] } : { held: text };
}
