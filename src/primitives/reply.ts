import type { Result } from '../model/primitive.ts';

/** A reply as the model reads it: its texts joined by line feeds, anything that is no text as its JSON. */
export function replyText(result: Result): string {
  return result.content
    .map((item) => (item.type === 'text' && typeof item.text === 'string' ? item.text : JSON.stringify(item)))
    .join('\n');
}
