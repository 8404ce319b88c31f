import { type Importer, isObject, objectsOf, textOr, wrapTools } from './importer.ts';

/** Rows of OpenAI's chat API, for tuning and as logged, and TRL's: `messages`, `prompt` and `completion`, or the right side of a preference. */
export const chat: Importer = {
  name: 'chat',
  of: 'OpenAI chat, TRL',
  recognises: ({ messages, prompt, completion, chosen, input, preferred_output }) =>
    messages !== undefined ||
    (prompt !== undefined && (completion !== undefined || chosen !== undefined)) ||
    (isObject(input) && preferred_output !== undefined),
  read(row, place) {
    const input = isObject(row.input) ? row.input : row;
    const tools = wrapTools(row.tools ?? input.tools, 'tools');
    const messages =
      row.messages !== undefined
        ? objectsOf(row.messages, 'messages')
        : row.preferred_output !== undefined
          ? [...objectsOf(input.messages, 'input.messages'), ...objectsOf(row.preferred_output, 'preferred_output')]
          : [...objectsOf(row.prompt, 'prompt'), ...objectsOf(row.completion ?? row.chosen, 'completion or chosen')];
    return [{ id: textOr(row.id, place), tools, messages }];
  },
};
