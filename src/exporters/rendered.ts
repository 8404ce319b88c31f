import type { AssistantMessage, Message } from '../model/pair.ts';
import type { OfferedTool } from '../model/tool.ts';
import { type ChatTemplate, type Exporter, type ExportSettings, Refusal, type Table, tableOf } from './exporter.ts';
import { assistant, OpenCalls, object, text } from './messages.ts';
import type { Column } from './parquet/columns.ts';
import { axolotlDpoRecipe } from './recipes.ts';
import { renderSides, unrenderable } from './rendering.ts';

/**
 * Plain text through a chat template, for trainers that drop tools or calls of message lists. The end of the sides is the end-of-turn token;
 * what the template puts after it is left out.
 */
export const rendered: Exporter = {
  name: 'rendered',
  consumer: 'Axolotl DPO, OpenRLHF, Unsloth DPO, verl reward models, TRL with plain text',
  versions: 'any that reads text',
  version: 2,
  template: 'required',
  beside: axolotlDpoRecipe,
  tables: (settings) => [preferences(settings), judgements(settings)],
};

function textColumn(name: string): Column {
  return { name, kind: 'text', repeats: false };
}

function preferences({ template }: ExportSettings): Table {
  return tableOf<'preference'>({
    name: 'dpo',
    takes: 'preference',
    columns: { prompt: 'the text up to the decision', chosen: 'the text of the right message', rejected: 'the text of the near miss' },
    parquet: ['prompt', 'chosen', 'rejected'].map(textColumn),
    refuses: { ...unrenderable, same_text: 'both sides render the same' },
    carries: ['tools', 'prompt', 'chosen', 'rejected'],
    loses: ['call-ids'],
    write: ({ prompt, tools, chosen, rejected }) => {
      const texts = renderSides(template as ChatTemplate, prompt, tools, [chosen, rejected]);
      if (texts instanceof Refusal) return texts;
      const [right, wrong] = texts.sides;
      if (right === wrong) return new Refusal('same_text');
      return { prompt: texts.prompt, chosen: right as string, rejected: wrong as string };
    },
    read: (row) => {
      const reader = new ChatmlReader();
      const { tools, messages } = reader.conversation(text(row.prompt));
      const [chosen, rejected] = [row.chosen, row.rejected].map((side) => reader.answer(text(side)));
      return { tools, prompt: messages, chosen: chosen as AssistantMessage, rejected: rejected as AssistantMessage };
    },
  });
}

function judgements({ template }: ExportSettings): Table {
  return tableOf<'judgement'>({
    name: 'kto',
    takes: 'judgement',
    columns: { prompt: 'the text up to the decision', completion: 'the text of one message', label: 'whether it is right' },
    parquet: [textColumn('prompt'), textColumn('completion'), { name: 'label', kind: 'flag', repeats: false }],
    refuses: unrenderable,
    carries: ['tools', 'prompt', 'completion', 'label'],
    loses: ['call-ids'],
    write: ({ prompt, tools, completion, label }) => {
      const texts = renderSides(template as ChatTemplate, prompt, tools, [completion]);
      return texts instanceof Refusal ? texts : { prompt: texts.prompt, completion: texts.sides[0] as string, label };
    },
    read: (row) => {
      const reader = new ChatmlReader();
      const { tools, messages } = reader.conversation(text(row.prompt));
      return { tools, prompt: messages, completion: reader.answer(text(row.completion)), label: row.label as boolean };
    },
  });
}

/** Reads what the project's own template wrote. */
class ChatmlReader {
  readonly #open = new OpenCalls();

  conversation(written: string): { tools: OfferedTool[]; messages: Message[] } {
    const entries = written
      .split('<|im_start|>')
      .slice(1, -1)
      .map((entry) => entry.slice(0, -'<|im_end|>\n'.length));
    const messages: Message[] = [];
    let tools: OfferedTool[] = [];
    for (const entry of entries) {
      const at = entry.indexOf('\n');
      const [role, content] = [entry.slice(0, at), entry.slice(at + 1)];
      if (role === 'system') {
        const begin = content.lastIndexOf('\n<tools>\n');
        const end = content.lastIndexOf('\n</tools>');
        tools = content
          .slice(begin + '\n<tools>\n'.length, end)
          .split('\n')
          .map((line) => JSON.parse(line) as OfferedTool);
        if (begin > 0) messages.push({ role, content: content.slice(0, begin) });
      } else if (role === 'user') messages.push({ role, content });
      else if (role === 'tool') messages.push(this.#open.answer(content));
      else messages.push(this.#assistant(content));
    }
    return { tools, messages };
  }

  answer(written: string): AssistantMessage {
    return this.#assistant(written.replace(/<\|im_end\|>$/u, ''));
  }

  #assistant(content: string): AssistantMessage {
    const [said, ...calls] = content.split('\n<tool_call>\n');
    return assistant(
      said as string,
      calls.map((call) => {
        const { name, arguments: args } = object(JSON.parse(call.slice(0, -'\n</tool_call>'.length)));
        return this.#open.make(text(name), object(args));
      }),
    );
  }
}
