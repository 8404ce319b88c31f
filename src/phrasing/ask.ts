import { z } from 'zod';
import type { JsonObject } from '../model/json.ts';
import { type ModelReply, type ModelRequest, readAnswer } from '../model/model-request.ts';
import type { PhraseSettings } from '../model/model-settings.ts';
import { type Fault, followTries, type Judged } from '../model/tries.ts';
import type { OwnRequest } from './own-request.ts';
import { judgeWording, type WordingReason } from './read-back.ts';

/** How the model is asked to say requests anew. */
export interface PhraseJob {
  settings: PhraseSettings;
  /** the text of the prompt file */
  prompt: string;
}

const answerSchema = z.strictObject({ requests: z.array(z.string()) });
const { $schema: _, ...answerForm } = z.toJSONSchema(answerSchema, { target: 'draft-7' }) as JsonObject;

/** What became of one request: words that hold, the reason why there are none, or what has to be asked next. */
export type Outcome = { texts: readonly string[] } | { reason: Reason } | { next: ModelRequest };

/** Why our own words stand. */
export type Reason = WordingReason | 'cut_short' | 'not_json' | 'same_words' | 'cannot_be_said_anew' | 'not_drawn' | 'unrecorded';

/** Follows what the model has answered so far, try by try. */
export function followRequest(
  own: OwnRequest,
  { settings, prompt }: PhraseJob,
  find: (request: ModelRequest) => ModelReply | undefined,
): Outcome {
  const about = { request: own.text, keep: [...own.kept], styles: settings.styles };
  const question = { settings, prompt, about, schema: { name: 'requests', schema: answerForm } };
  const followed = followTries<readonly string[], Reason>(question, (reply) => readReply(own, reply), find);
  return 'held' in followed ? { texts: followed.held } : followed;
}

/** The texts of a reply that hold, or what is wrong with all of them. */
function readReply(own: OwnRequest, reply: ModelReply): Judged<readonly string[], Reason> {
  const written = readAnswer(answerSchema, reply.content)?.requests ?? null;
  if (written === null) return { faults: [{ reason: 'not_json', detail: 'the answer is no JSON object {"requests": [...]}' }] };
  const texts: string[] = [];
  const faults: Fault<Reason>[] = [];
  for (const text of written.map((one) => one.trim())) {
    const fault = judgeWording(own, text);
    if (fault !== null) faults.push(fault);
    else if (text === own.text) faults.push({ reason: 'same_words', detail: 'it is the request as it was' });
    else if (!texts.includes(text)) texts.push(text);
  }
  return texts.length > 0 ? { held: texts } : { faults };
}
