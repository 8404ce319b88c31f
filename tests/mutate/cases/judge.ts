import type { Json, JsonObject } from '../../../src/model/json.ts';
import type { Message } from '../../../src/model/pair.ts';
import type { Case } from './kit.ts';

/** Whether a careful annotator would take what the assistant does here, after these messages. Words in place of a call are right only where nothing was asked for clearly. */
export function isAcceptable({ acceptable, stated, row }: Case, before: readonly Message[], made: MadeCall | null): boolean {
  if (made === null) return !stated;
  const at = before.filter((message) => message.role === 'assistant' && message.tool_calls !== undefined).length;
  return acceptable.some((right) => right.at === at && right.tool === made.name && fits(made.arguments, right.args, row.tools, made.name));
}

export interface MadeCall {
  name: string;
  arguments: JsonObject;
}

function fits(values: JsonObject, args: Case['acceptable'][number]['args'], tools: readonly JsonObject[], tool: string): boolean {
  const listed = tools.map((offer) => offer.function as JsonObject).find(({ name }) => name === tool) as JsonObject;
  const properties = (listed.parameters as JsonObject).properties as Record<string, JsonObject>;
  const extra = Object.entries(values).filter(([name]) => !(name in args));
  const isDefault = ([name, value]: [string, Json]): boolean => value === null || properties[name]?.default === value;
  return extra.every(isDefault) && Object.entries(args).every(([name, accept]) => accept(values[name]));
}
