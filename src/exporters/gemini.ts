import type { Json, JsonObject } from '../model/json.ts';
import type { AssistantMessage, Message } from '../model/pair.ts';
import { type Exporter, type ExportSettings, Refusal, type Table, tableOf } from './exporter.ts';
import { assistant, callsOf, joinSystem, list, OpenCalls, object, splitSystem, text } from './messages.ts';

/**
 * Gemini's preference rows. Google documents text alone; function calls, which its types take, are written only with `--undocumented`, and the
 * tools with them.
 */
export const gemini: Exporter = {
  name: 'gemini',
  consumer: 'Gemini preference tuning on Vertex AI',
  versions: 'API of 2026',
  version: 1,
  template: 'none',
  tables: (settings) => [tableFor(settings)],
};

function tableFor({ undocumented }: ExportSettings): Table {
  return tableOf<'preference'>({
    name: 'dpo',
    takes: 'preference',
    columns: {
      system_instruction: 'the system message; empty where there is none',
      contents: 'the conversation up to the decision',
      completions: 'the right message with score 1, the near miss with score 0',
      ...(undocumented ? { tools: 'the tools as function declarations' } : {}),
    },
    refuses: {
      ends_in_reply: 'the prompt ends in the result of a call: contents have to end with the user',
      undocumented_call: 'a message makes a call, which preference tuning does not document (--undocumented writes it)',
      text_beside_call: 'a message says something and makes a call, or makes several: one part each is documented',
    },
    carries: undocumented ? ['tools', 'prompt', 'chosen', 'rejected'] : ['prompt', 'chosen', 'rejected'],
    loses: ['call-ids'],
    write: ({ prompt, chosen, rejected, tools }) => {
      if (prompt.at(-1)?.role !== 'user') return new Refusal('ends_in_reply');
      const all = [...prompt, chosen, rejected];
      if (!undocumented && all.some((message) => callsOf(message).length > 0)) return new Refusal('undocumented_call');
      if (all.some((message) => callsOf(message).length > (message.content === '' ? 1 : 0))) return new Refusal('text_beside_call');
      const { system, rest } = splitSystem(prompt);
      return {
        system_instruction: { parts: system === null ? [] : [{ text: system }] },
        contents: rest.map(toContent),
        completions: [
          { score: 1, completion: toContent(chosen) },
          { score: 0, completion: toContent(rejected) },
        ],
        ...(undocumented
          ? {
              tools: [
                {
                  functionDeclarations: tools.map(({ function: { name, description, parameters } }) => ({
                    name,
                    description,
                    parametersJsonSchema: parameters,
                  })),
                },
              ],
            }
          : {}),
      };
    },
    read: (row) => {
      const open = new OpenCalls();
      const system = list(object(row.system_instruction).parts)[0]?.text;
      const prompt = joinSystem(
        system === undefined ? null : text(system),
        list(row.contents).map((content) => fromContent(content, open)),
      );
      const [chosen, rejected] = list(row.completions)
        .sort((a, b) => Number(b.score) - Number(a.score))
        .map(({ completion }) => fromContent(object(completion), open) as AssistantMessage);
      const declared = list(list(row.tools ?? [])[0]?.functionDeclarations ?? []);
      return {
        prompt,
        chosen: chosen as AssistantMessage,
        rejected: rejected as AssistantMessage,
        tools: declared.map(({ name, description, parametersJsonSchema }) => ({
          type: 'function',
          function: { name: text(name), description: text(description), parameters: object(parametersJsonSchema) },
        })),
      };
    },
  });
}

function toContent(message: Message): JsonObject {
  if (message.role === 'tool')
    return { role: 'user', parts: [{ functionResponse: { name: message.name, response: { result: message.content } } }] };
  const [call] = callsOf(message);
  const part: JsonObject =
    call === undefined ? { text: message.content } : { functionCall: { name: call.function.name, args: call.function.arguments } };
  return { role: message.role === 'assistant' ? 'model' : 'user', parts: [part] };
}

function fromContent({ role, parts }: JsonObject, open: OpenCalls): Message {
  const part = list(parts)[0] as JsonObject;
  if (part.functionResponse !== undefined) return open.answer(text(object(object(part.functionResponse).response).result));
  if (role === 'user') return { role: 'user', content: text(part.text) };
  if (part.functionCall === undefined) return assistant(text(part.text as Json));
  const { name, args } = object(part.functionCall);
  return assistant('', [open.make(text(name), object(args))]);
}
