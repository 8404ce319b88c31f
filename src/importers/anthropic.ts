import type { Json, JsonObject } from '../model/json.ts';
import { chatCall, type Importer, isObject, objectsOf, textOr, Unreadable, wrapTools } from './importer.ts';

/** Requests to Anthropic's Messages API as logged: blocks of text, calls and results, with the answer in `response` or as the last message. */
export const anthropic: Importer = {
  name: 'anthropic',
  of: 'Anthropic messages',
  recognises: ({ messages, tools }) =>
    Array.isArray(messages) &&
    ((Array.isArray(tools) && tools.some((tool) => isObject(tool) && tool.input_schema !== undefined)) || messages.some(hasBlocks)),
  read(row, place) {
    const system = row.system === undefined ? '' : textOf(row.system, 'system');
    const messages: Json[] = system === '' ? [] : [{ role: 'system', content: system }];
    const turns = objectsOf(row.messages, 'messages');
    if (isObject(row.response)) turns.push(row.response);
    for (const { role, content } of turns) messages.push(...readTurn(role, content ?? ''));
    return [{ id: textOr(row.id, place), tools: wrapTools(row.tools, 'tools'), messages }];
  },
};

const blocks = new Set<Json | undefined>(['tool_use', 'tool_result']);

function hasBlocks(message: Json): boolean {
  return isObject(message) && Array.isArray(message.content) && message.content.some((block) => isObject(block) && blocks.has(block.type));
}

/** The messages of a turn: the results it brings first, then what it says, with its calls. */
function readTurn(role: Json | undefined, content: Json): Json[] {
  if (typeof content === 'string') return [{ role: role ?? null, content }];
  const replies: Json[] = [];
  const calls: Json[] = [];
  const said: string[] = [];
  for (const block of objectsOf(content, 'content')) {
    if (block.type === 'text') said.push(textOf(block.text, 'text'));
    else if (block.type === 'tool_use') calls.push(chatCall(textOr(block.id, ''), block.name, block.input));
    else if (block.type === 'tool_result')
      replies.push({ role: 'tool', tool_call_id: block.tool_use_id ?? null, content: textOf(block.content ?? '', 'content') });
    else if (block.type !== 'thinking' && block.type !== 'redacted_thinking')
      throw new Unreadable(`a block of the type ${JSON.stringify(block.type ?? null).slice(0, 40)}`);
  }
  if (role !== 'assistant' && calls.length > 0) throw new Unreadable(`a call of the role ${JSON.stringify(role ?? null).slice(0, 40)}`);
  if (said.length === 0 && calls.length === 0) return replies;
  return [...replies, { role: role ?? null, content: said.join('\n'), ...(calls.length > 0 ? { tool_calls: calls } : {}) }];
}

/** A text, or the texts of a list of blocks that are nothing else. */
function textOf(value: Json | undefined, name: string): string {
  if (typeof value === 'string') return value;
  return objectsOf(value, name)
    .map((block: JsonObject) => {
      if (block.type === 'text' && typeof block.text === 'string') return block.text;
      throw new Unreadable(`"${name}" holds a block of the type ${JSON.stringify(block.type ?? null).slice(0, 40)}`);
    })
    .join('\n');
}
