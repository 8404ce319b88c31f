import { z } from 'zod';
import type { JsonObject } from '../model/json.ts';
import { type ModelReply, type ModelRequest, readAnswer } from '../model/model-request.ts';
import type { ProposeSettings } from '../model/model-settings.ts';
import { segmentsOf } from '../model/pointer.ts';
import type { Primitive } from '../model/primitive.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import { isMeant } from '../trajectories/trajectory.ts';

/** Calls, and known templates, that the model is shown of a tool. */
const MOST_SHOWN = 6;

const answerSchema = z.strictObject({ requests: z.array(z.string()) });
const { $schema: _, ...answerForm } = z.toJSONSchema(answerSchema, { target: 'draft-7' }) as JsonObject;

/** Calls of a tool that a request may be for. */
export function callsOf(ground: GroundLibrary, tool: string): Primitive[] {
  return ground.primitives.filter((primitive) => primitive.tool === tool && isMeant(primitive));
}

/** What the model is asked of one tool. */
export function proposeRequestOf(ground: GroundLibrary, tool: string, settings: ProposeSettings, prompt: string): ModelRequest {
  const calls = callsOf(ground, tool);
  const kinds = new Map<string, string>();
  for (const { roles } of calls) {
    for (const [pointer, { origin, kind }] of Object.entries(roles)) if (origin === 'user') kinds.set(segmentsOf(pointer).join('.'), kind);
  }
  const known = (ground.phrases.tools[tool]?.requests ?? []).filter((request) => typeof request === 'string');
  const offered = ground.tools.get(tool)?.function;
  const content = JSON.stringify({
    tool: { name: tool, description: offered?.description ?? '' },
    arguments: Object.fromEntries(kinds),
    calls: calls.slice(0, MOST_SHOWN).map((call) => call.arguments),
    known: known.slice(0, MOST_SHOWN),
    wanted: settings.requests,
  });
  return questionOf(settings, prompt, content, { name: 'requests', schema: answerForm });
}

/** One question about one tool. */
export function questionOf(settings: ProposeSettings, prompt: string, content: string, schema: ModelRequest['schema']): ModelRequest {
  return {
    model: settings.model,
    messages: [
      { role: 'system', content: prompt },
      { role: 'user', content },
    ],
    schema,
    parameters: { temperature: settings.temperature, maxTokens: settings.maxTokens },
    sample: 0,
  };
}

/** The templates of a reply; none where it cannot be read. */
export function readProposals({ content, finish }: ModelReply): string[] {
  const answer = finish === 'stop' ? readAnswer(answerSchema, content) : null;
  return answer === null ? [] : answer.requests.map((request) => request.trim());
}
