import type { JsonObject } from './json.ts';
import type { ModelReply, ModelRequest } from './model-request.ts';

/** What is wrong with a reply, one of a closed set; `detail` is for whoever wrote it. */
export interface Fault<Reason extends string> {
  reason: Reason;
  detail: string;
}

/** What one reply is worth: something that holds, or what is wrong with it. */
export type Judged<Held, Reason extends string> = { held: Held } | { faults: readonly Fault<Reason>[] };

/** What became of a question: something that holds, why there is nothing, or what has to be asked next. */
export type Followed<Held, Reason extends string> = { held: Held } | { reason: Reason } | { next: ModelRequest };

/** A question that may be asked several times. */
export interface Question {
  settings: { model: string; temperature: number | null; maxTokens: number; tries: number };
  /** the text of the prompt file */
  prompt: string;
  /** what is asked about */
  about: JsonObject;
  schema: ModelRequest['schema'];
}

/** Longest stretch of an answer that the model is shown again. */
const MOST_SHOWN = 2000;

/** Follows what the model has answered so far, try by try. Each try tells it what was wrong with the last. */
export function followTries<Held, Reason extends string>(
  { settings, prompt, about, schema }: Question,
  judge: (reply: ModelReply) => Judged<Held, Reason | 'empty' | 'cut_short'>,
  find: (request: ModelRequest) => ModelReply | undefined,
): Followed<Held, Reason | 'empty' | 'cut_short'> {
  const messages: ModelRequest['messages'] = [
    { role: 'system', content: prompt },
    { role: 'user', content: JSON.stringify(about) },
  ];
  let reason: Reason | 'empty' | 'cut_short' = 'empty';
  for (let attempt = 0; attempt < settings.tries; attempt += 1) {
    const request: ModelRequest = {
      model: settings.model,
      messages: [...messages],
      schema,
      parameters: { temperature: settings.temperature, maxTokens: settings.maxTokens },
      sample: 0,
    };
    const reply = find(request);
    if (reply === undefined) return { next: request };
    const judged: Judged<Held, Reason | 'empty' | 'cut_short'> =
      reply.finish === 'stop' ? judge(reply) : { faults: [{ reason: 'cut_short', detail: `the answer ended with "${reply.finish}"` }] };
    if ('held' in judged) return judged;
    reason = judged.faults[0]?.reason ?? 'empty';
    const wrong = judged.faults.map(({ detail }) => detail);
    messages.push(
      { role: 'assistant', content: reply.content.slice(0, MOST_SHOWN) },
      { role: 'user', content: JSON.stringify({ wrong, again: 'Please try again, and keep to the rules.' }) },
    );
  }
  return { reason };
}
