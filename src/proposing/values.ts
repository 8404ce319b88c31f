import { z } from 'zod';
import type { Json, JsonObject } from '../model/json.ts';
import { type ModelReply, type ModelRequest, readAnswer } from '../model/model-request.ts';
import type { ProposeSettings } from '../model/model-settings.ts';
import { pointerOf } from '../model/pointer.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import { callsOf, questionOf } from './ask.ts';

/** Calls that the model is shown of a tool. */
const MOST_SHOWN = 10;

// A text: servers that hold to a schema want to know every member of an object.
const answerSchema = z.strictObject({ calls: z.array(z.string().describe('the arguments of one call, as JSON')) });
const { $schema: _, ...answerForm } = z.toJSONSchema(answerSchema, { target: 'draft-7' }) as JsonObject;

/** What the model is asked of one tool: calls that nobody has made yet. */
export function callsRequestOf(ground: GroundLibrary, tool: string, settings: ProposeSettings, prompt: string): ModelRequest {
  const offered = ground.tools.get(tool)?.function;
  const content = JSON.stringify({
    tool: { name: tool, description: offered?.description ?? '', parameters: offered?.parameters ?? {} },
    calls: callsOf(ground, tool)
      .slice(0, MOST_SHOWN)
      .map((call) => call.arguments),
    wanted: settings.requests,
  });
  return questionOf(settings, prompt, content, { name: 'calls', schema: answerForm });
}

/** Why a proposed call gives no value to try, as a closed set. */
export type CallRefusal = 'unreadable' | 'outside_schema' | 'known';

/** Values to try, by `tool.parameter`, and what was refused. */
export interface Trials {
  values: Map<string, Json[]>;
  refused: Map<CallRefusal, number>;
}

/** Adds what a reply proposes: the arguments of calls that the tool's schema takes, where no recorded call has given them. */
export function siftCalls(ground: GroundLibrary, tool: string, { content, finish }: ModelReply, { values, refused }: Trials): void {
  const refuse = (why: CallRefusal) => refused.set(why, (refused.get(why) ?? 0) + 1);
  const answer = finish === 'stop' ? readAnswer(answerSchema, content) : null;
  if (answer === null) refuse('unreadable');
  for (const text of answer?.calls ?? []) {
    const call = parseObject(text);
    if (call === null) refuse('unreadable');
    else if (!ground.accepts(tool, call)) refuse('outside_schema');
    else if (addNew(ground, tool, call, values) === 0) refuse('known');
  }
}

function addNew(ground: GroundLibrary, tool: string, call: JsonObject, values: Map<string, Json[]>): number {
  let added = 0;
  for (const [name, value] of Object.entries(call)) {
    const key = `${tool}.${name}`;
    const known = values.get(key) ?? [];
    const isKnown = known.some((each) => JSON.stringify(each) === JSON.stringify(value));
    if (value === null || isKnown || ground.families.hasTaken(tool, pointerOf([name]), value)) continue;
    values.set(key, [...known, value]);
    added += 1;
  }
  return added;
}

function parseObject(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
