import type { Json, JsonObject } from '../model/json.ts';
import { chatCall, type Importer, isObject, objectsOf, parsed, textOr, Unreadable, wrapTools } from './importer.ts';

/** LLaMA-Factory's sharegpt rows: `conversations` of `{from, value}`, calls as JSON text; of a preference the right side. */
export const sharegpt: Importer = {
  name: 'sharegpt',
  of: 'LLaMA-Factory',
  recognises: ({ conversations }) => conversations !== undefined,
  read(row, place) {
    const turns = objectsOf(row.conversations, 'conversations');
    if (isObject(row.chosen)) turns.push(row.chosen);
    const messages: Json[] = typeof row.system === 'string' && row.system !== '' ? [{ role: 'system', content: row.system }] : [];
    let calls = 0;
    let open: string[] = [];
    for (const { from, value } of turns) {
      if (typeof value !== 'string') throw new Unreadable('a turn has no text');
      if (from === 'system' || from === 'human' || from === 'user')
        messages.push({ role: from === 'system' ? 'system' : 'user', content: value });
      else if (from === 'gpt' || from === 'assistant') messages.push({ role: 'assistant', content: value });
      else if (from === 'function_call') {
        const made = callsOf(value).map((call) => chatCall(`call-${++calls}`, call.name, call.arguments));
        open = made.map(({ id }) => id as string);
        messages.push({ role: 'assistant', content: '', tool_calls: made });
      } else if (from === 'observation') messages.push({ role: 'tool', tool_call_id: open.shift() ?? null, content: value });
      else throw new Unreadable(`unknown turn ${JSON.stringify(from ?? null).slice(0, 40)}`);
    }
    return [{ id: textOr(row.id, place), tools: wrapTools(row.tools, 'tools'), messages }];
  },
};

function callsOf(value: string): JsonObject[] {
  const read = parsed(value, 'function_call');
  const calls = Array.isArray(read) ? read : [read];
  if (!calls.every(isObject)) throw new Unreadable('a function_call is no object');
  return calls as JsonObject[];
}
