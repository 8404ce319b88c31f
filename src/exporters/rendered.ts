import type { Json } from '../model/json.ts';
import type { AssistantMessage, Message } from '../model/pair.ts';
import type { OfferedTool } from '../model/tool.ts';
import { type ChatTemplate, type Exporter, type ExportSettings, Refusal, type Table, tableOf } from './exporter.ts';
import { assistant, callsOf, OpenCalls, object, text } from './messages.ts';

const refuses = {
  template_refuses: 'the template raises an error on this conversation',
  no_prefix: 'the text of the prompt is no beginning of the text of prompt and answer, so no trainer could cut them apart',
  argument_lost: 'the text of an answer does not hold the value of an argument',
  same_text: 'both sides render the same',
  special_token: 'a text holds <|, which a tokenizer may read as a special token',
  small_number: 'a number below 0.0001, which Python and JavaScript write in two ways',
};

/**
 * Plain text through a chat template, for trainers that drop tools or calls of message lists. The end of the sides is the end-of-turn token;
 * what the template puts after it is left out.
 */
export const rendered: Exporter = {
  name: 'rendered',
  consumer: 'Axolotl DPO, OpenRLHF, Unsloth DPO, verl reward models, TRL with plain text',
  versions: 'any that reads text',
  version: 1,
  template: 'required',
  tables: (settings) => [preferences(settings), judgements(settings)],
};

function preferences({ template }: ExportSettings): Table {
  return tableOf<'preference'>({
    name: 'dpo',
    takes: 'preference',
    columns: { prompt: 'the text up to the decision', chosen: 'the text of the right message', rejected: 'the text of the near miss' },
    refuses,
    carries: ['tools', 'prompt', 'chosen', 'rejected'],
    loses: ['call-ids'],
    write: ({ prompt, tools, chosen, rejected }) => {
      const texts = render(template as ChatTemplate, prompt, tools, [chosen, rejected]);
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
    refuses,
    carries: ['tools', 'prompt', 'completion', 'label'],
    loses: ['call-ids'],
    write: ({ prompt, tools, completion, label }) => {
      const texts = render(template as ChatTemplate, prompt, tools, [completion]);
      return texts instanceof Refusal ? texts : { prompt: texts.prompt, completion: texts.sides[0] as string, label };
    },
    read: (row) => {
      const reader = new ChatmlReader();
      const { tools, messages } = reader.conversation(text(row.prompt));
      return { tools, prompt: messages, completion: reader.answer(text(row.completion)), label: row.label as boolean };
    },
  });
}

/** The text of a prompt, and of each side after it. */
function render(
  template: ChatTemplate,
  prompt: readonly Message[],
  tools: readonly OfferedTool[],
  sides: readonly AssistantMessage[],
): { prompt: string; sides: string[] } | Refusal {
  const messages = [...prompt, ...sides];
  if (messages.some(({ content }) => content.includes('<|'))) return new Refusal('special_token');
  if (messages.some((message) => callsOf(message).some((call) => hasSmallNumber(call.function.arguments))))
    return new Refusal('small_number');
  try {
    const before = template.render(prompt as unknown as Json[], tools as unknown as Json[], true);
    const texts: string[] = [];
    for (const side of sides) {
      const whole = template.render([...prompt, side] as unknown as Json[], tools as unknown as Json[], false);
      if (!whole.startsWith(before)) return new Refusal('no_prefix');
      const after = whole.slice(before.length).replace(/(<[^<>\s]+>)\s+$/u, '$1');
      if (!callsOf(side).every((call) => holdsValues(after, call.function.arguments))) return new Refusal('argument_lost');
      texts.push(after);
    }
    return { prompt: before, sides: texts };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return new Refusal('template_refuses');
  }
}

/** Whether every text and number of a value stands in a rendering, as it is or as JSON writes it. */
export function holdsValues(rendering: string, value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every((member) => holdsValues(rendering, member as Json));
  if (typeof value === 'string') return rendering.includes(value) || rendering.includes(JSON.stringify(value).slice(1, -1));
  return typeof value !== 'number' || rendering.includes(String(value));
}

function hasSmallNumber(value: Json): boolean {
  if (typeof value === 'number') return value !== 0 && Math.abs(value) < 1e-4;
  return typeof value === 'object' && value !== null && Object.values(value).some((member) => hasSmallNumber(member as Json));
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
