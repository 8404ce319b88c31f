import type { Json } from '../model/json.ts';
import { chatCall, type Importer, isObject, objectsOf, textOr, Unreadable, wrapTools } from './importer.ts';

/** Harbor's Agent Trajectory Interchange Format: steps of a system, a user and an agent, results with the step that called. */
export const atif: Importer = {
  name: 'atif',
  of: 'Harbor, NeMo Agent Toolkit (ATIF-v1)',
  recognises: ({ schema_version, steps }) => typeof schema_version === 'string' && schema_version.startsWith('ATIF') && steps !== undefined,
  read(document, place) {
    if (!isObject(document.agent)) throw new Unreadable('"agent" is missing');
    const messages: Json[] = [];
    for (const step of objectsOf(document.steps, 'steps')) {
      const content = step.message ?? '';
      if (step.source !== 'agent') {
        messages.push({ role: step.source ?? null, content });
        continue;
      }
      const calls = objectsOf(step.tool_calls ?? [], 'tool_calls').map((call) =>
        chatCall(textOr(call.tool_call_id, ''), call.function_name, call.arguments),
      );
      messages.push({ role: 'assistant', content, ...(calls.length > 0 ? { tool_calls: calls } : {}) });
      const results = isObject(step.observation) ? objectsOf(step.observation.results ?? [], 'observation.results') : [];
      for (const { source_call_id, content: reply } of results)
        messages.push({ role: 'tool', tool_call_id: source_call_id ?? null, content: reply ?? '' });
    }
    return [
      { id: textOr(document.session_id, place), tools: wrapTools(document.agent.tool_definitions, 'agent.tool_definitions'), messages },
    ];
  },
};
