import type { Json, JsonObject } from '../model/json.ts';
import { chatCall, type Importer, isObject, objectsOf, textOr, Unreadable, wrapTools } from './importer.ts';

/** OpenAI's Responses API as logged: items of `input`, then those of `output` (or of `response.output`). */
export const responses: Importer = {
  name: 'responses',
  of: 'OpenAI Responses',
  recognises: ({ input, output, response }) =>
    Array.isArray(input) ||
    (typeof input === 'string' && (Array.isArray(output) || (isObject(response) && Array.isArray(response.output)))),
  read(row, place) {
    const answer = isObject(row.response) ? row.response : row;
    const first: JsonObject[] = typeof row.input === 'string' ? [{ role: 'user', content: row.input }] : objectsOf(row.input, 'input');
    const messages: Json[] = typeof row.instructions === 'string' ? [{ role: 'system', content: row.instructions }] : [];
    let calls: Json[] | null = null;
    for (const item of [...first, ...objectsOf(answer.output ?? [], 'output')]) {
      if (item.type === 'reasoning') continue;
      if (item.type === 'function_call') {
        // Calls that follow each other were made at once.
        if (calls === null) {
          calls = [];
          messages.push({ role: 'assistant', content: '', tool_calls: calls });
        }
        calls.push(chatCall(textOr(item.call_id, ''), item.name, item.arguments));
        continue;
      }
      calls = null;
      messages.push(readItem(item));
    }
    return [{ id: textOr(row.id, textOr(answer.id, place)), tools: wrapTools(row.tools ?? answer.tools, 'tools'), messages }];
  },
};

function readItem(item: JsonObject): Json {
  if (item.type === 'function_call_output')
    return { role: 'tool', tool_call_id: item.call_id ?? null, content: textOf(item.output, 'output') };
  if (item.type !== undefined && item.type !== 'message')
    throw new Unreadable(`an item of the type ${JSON.stringify(item.type).slice(0, 40)}`);
  return { role: item.role ?? null, content: textOf(item.content, 'content') };
}

const texts = new Set<Json | undefined>(['input_text', 'output_text', 'text']);

function textOf(value: Json | undefined, name: string): string {
  if (typeof value === 'string') return value;
  return objectsOf(value, name)
    .map((part) => {
      if (texts.has(part.type) && typeof part.text === 'string') return part.text;
      throw new Unreadable(`"${name}" holds a part of the type ${JSON.stringify(part.type ?? null).slice(0, 40)}`);
    })
    .join('\n');
}
