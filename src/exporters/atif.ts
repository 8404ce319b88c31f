import type { JsonObject } from '../model/json.ts';
import type { Message } from '../model/pair.ts';
import { VERSION } from '../version.ts';
import { type Exporter, tableOf } from './exporter.ts';
import { assistant, callOf, callsOf, json, list, object, text } from './messages.ts';

/** Trajectories of Harbor's interchange format, one document a line: whole right trajectories. */
export const atif: Exporter = {
  name: 'atif',
  consumer: 'Harbor, NeMo Agent Toolkit: Agent Trajectory Interchange Format',
  versions: 'ATIF-v1.7',
  version: 1,
  template: 'none',
  tables: () => [
    tableOf<'trajectory'>({
      name: 'trajectories',
      takes: 'trajectory',
      columns: {
        schema_version: 'ATIF-v1.7',
        session_id: 'id of the pair',
        agent: 'name, version and tool_definitions',
        steps: 'what each side said and called; results stand with the step that called',
      },
      refuses: {},
      carries: ['id', 'tools', 'messages'],
      loses: [],
      write: ({ id, tools, messages }) => ({
        schema_version: 'ATIF-v1.7',
        session_id: id,
        agent: { name: 'nearmiss', version: VERSION, tool_definitions: json(tools) },
        steps: toSteps(messages),
      }),
      read: (row) => ({
        id: text(row.session_id),
        tools: list(object(row.agent).tool_definitions) as never,
        messages: list(row.steps).flatMap(fromStep),
      }),
    }),
  ],
};

function toSteps(messages: readonly Message[]): JsonObject[] {
  const steps: JsonObject[] = [];
  for (const message of messages) {
    const last = steps.at(-1);
    if (message.role === 'tool' && last !== undefined) {
      const result = { source_call_id: message.tool_call_id, content: message.content };
      last.observation = { results: [...list(object(last.observation ?? { results: [] }).results), result] };
      continue;
    }
    const calls = callsOf(message).map(({ id, function: { name, arguments: args } }) => ({
      tool_call_id: id,
      function_name: name,
      arguments: args,
    }));
    steps.push({
      step_id: steps.length + 1,
      source: message.role === 'assistant' ? 'agent' : message.role,
      message: message.content,
      ...(calls.length > 0 ? { tool_calls: calls } : {}),
    });
  }
  return steps;
}

/** The messages of a step: what was said or called, then the results. */
export function fromStep(step: JsonObject): Message[] {
  const content = text(step.message);
  if (step.source !== 'agent') return [{ role: step.source as 'system' | 'user', content }];
  const calls = list(step.tool_calls ?? []).map((call) =>
    callOf(text(call.tool_call_id), text(call.function_name), object(call.arguments)),
  );
  const results = list(object(step.observation ?? { results: [] }).results).map(({ source_call_id, content }): Message => {
    const name = calls.find(({ id }) => id === source_call_id)?.function.name ?? '';
    return { role: 'tool', tool_call_id: text(source_call_id), name, content: text(content) };
  });
  return [assistant(content, calls), ...results];
}
