import { z } from 'zod';
import type { JsonObject } from '../model/json.ts';
import { type Judgement, judgementSchema } from '../model/judge-report.ts';
import { type ModelReply, type ModelRequest, readAnswer } from '../model/model-request.ts';
import type { JudgeSettings } from '../model/model-settings.ts';
import type { Pair } from '../model/pair.ts';
import { streamOf } from '../random/stream.ts';

/** How often one row is put to the model before it counts as unreadable. */
const TRIES = 2;

const { $schema: _, ...form } = z.toJSONSchema(judgementSchema, { target: 'draft-7' }) as JsonObject;

/** Whether the chosen side is shown first: drawn by the row, so that the place tells nothing. */
export function isChosenFirst({ id }: Pair): boolean {
  return streamOf('judge', id).next() < 0.5;
}

/** One row as the model sees it: both sides without their names. */
export function judgeRequestOf(pair: Pair, settings: JudgeSettings, prompt: string, sample: number): ModelRequest {
  const [chosen, rejected] = [pair.chosen[0], pair.rejected[0]];
  const [first, second] = isChosenFirst(pair) ? [chosen, rejected] : [rejected, chosen];
  const content = JSON.stringify({ tools: pair.tools.map((tool) => tool.function), conversation: pair.prompt, first, second });
  return {
    model: settings.model,
    messages: [
      { role: 'system', content: prompt },
      { role: 'user', content },
    ],
    schema: { name: 'judgement', schema: form },
    parameters: { temperature: settings.temperature, maxTokens: settings.maxTokens },
    sample,
  };
}

/** What is known of a row: the judgement, that there is none to be had, or what is to be asked next. */
export type Outcome = { judgement: Judgement } | { unreadable: true } | { next: ModelRequest };

export function followJudge(
  pair: Pair,
  settings: JudgeSettings,
  prompt: string,
  find: (request: ModelRequest) => ModelReply | undefined,
): Outcome {
  for (let sample = 0; sample < TRIES; sample += 1) {
    const request = judgeRequestOf(pair, settings, prompt, sample);
    const reply = find(request);
    if (reply === undefined) return { next: request };
    const judgement = readJudgement(reply);
    if (judgement !== null) return { judgement };
  }
  return { unreadable: true };
}

function readJudgement({ content, finish }: ModelReply): Judgement | null {
  return finish === 'stop' ? readAnswer(judgementSchema, content) : null;
}
