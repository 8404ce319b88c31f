import { z } from 'zod';
import type { JsonObject } from '../model/json.ts';
import { type ModelReply, type ModelRequest, readAnswer } from '../model/model-request.ts';
import type { PhraseSettings } from '../model/model-settings.ts';
import type { OwnRequest } from './own-request.ts';
import { type Fault, type FaultReason, judgeWording } from './read-back.ts';

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
export type Reason = FaultReason | 'cut_short' | 'not_json' | 'same_words' | 'cannot_be_said_anew' | 'not_drawn' | 'unrecorded';

/** Follows what the model has answered so far, try by try. Each try tells it what was wrong with the last. */
export function followTries(
  own: OwnRequest,
  { settings, prompt }: PhraseJob,
  find: (request: ModelRequest) => ModelReply | undefined,
): Outcome {
  const messages: ModelRequest['messages'] = [
    { role: 'system', content: prompt },
    { role: 'user', content: JSON.stringify({ request: own.text, keep: own.kept, styles: settings.styles }) },
  ];
  let reason: Reason = 'empty';
  for (let attempt = 0; attempt < settings.tries; attempt += 1) {
    const request: ModelRequest = {
      model: settings.model,
      messages: [...messages],
      schema: { name: 'requests', schema: answerForm },
      parameters: { temperature: settings.temperature, maxTokens: settings.maxTokens },
      sample: 0,
    };
    const reply = find(request);
    if (reply === undefined) return { next: request };
    const { texts, faults } = readReply(own, reply);
    if (texts.length > 0) return { texts };
    reason = faults[0]?.reason ?? 'empty';
    messages.push({ role: 'assistant', content: reply.content.slice(0, 2000) }, { role: 'user', content: complain(faults) });
  }
  return { reason };
}

function complain(faults: readonly { detail: string }[]): string {
  return JSON.stringify({ wrong: faults.map(({ detail }) => detail), again: 'Please try again, and keep to the rules.' });
}

interface Judged {
  texts: string[];
  faults: (Pick<Fault, 'detail'> & { reason: Reason })[];
}

/** The texts of a reply that hold, and what is wrong with the others. */
function readReply(own: OwnRequest, reply: ModelReply): Judged {
  if (reply.finish !== 'stop') return { texts: [], faults: [{ reason: 'cut_short', detail: `the answer ended with "${reply.finish}"` }] };
  const written = readAnswer(answerSchema, reply.content)?.requests ?? null;
  if (written === null) return { texts: [], faults: [{ reason: 'not_json', detail: 'the answer is no JSON object {"requests": [...]}' }] };
  const judged: Judged = { texts: [], faults: [] };
  for (const text of written.map((one) => one.trim())) {
    const fault = judgeWording(own, text);
    if (fault !== null) judged.faults.push(fault);
    else if (text === own.text) judged.faults.push({ reason: 'same_words', detail: 'it is the request as it was' });
    else if (!judged.texts.includes(text)) judged.texts.push(text);
  }
  return judged;
}
