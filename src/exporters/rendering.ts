import type { Json } from '../model/json.ts';
import type { AssistantMessage, Message } from '../model/pair.ts';
import type { OfferedTool } from '../model/tool.ts';
import { type ChatTemplate, Refusal } from './exporter.ts';
import { callsOf } from './messages.ts';

/** Why a conversation cannot be given as text. */
export const unrenderable = {
  template_refuses: 'the template raises an error on this conversation',
  no_prefix: 'the text of the prompt is no beginning of the text of prompt and answer, so no trainer could cut them apart',
  argument_lost: 'the text of an answer does not hold the value of an argument',
  special_token: 'a text holds <|, which a tokenizer may read as a special token',
  odd_space: 'a text holds a byte order mark or a line or information separator, which Python and JavaScript strip in two ways',
  small_number: 'a number below 0.0001, which Python and JavaScript write in two ways',
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant.
const oddSpace = /[\ufeff\u2028\u2029\x1c-\x1f\x85]/u;

/** The text of a prompt, and of each side after it, without what the template puts after the end of a turn; or why there is none. */
export function renderSides(
  template: ChatTemplate,
  prompt: readonly Message[],
  tools: readonly OfferedTool[],
  sides: readonly AssistantMessage[],
): { prompt: string; sides: string[] } | Refusal {
  const messages = [...prompt, ...sides];
  if (messages.some(({ content }) => content.includes('<|'))) return new Refusal('special_token');
  if (messages.some(({ content }) => oddSpace.test(content))) return new Refusal('odd_space');
  if (messages.some((message) => callsOf(message).some((call) => hasSmallNumber(call.function.arguments))))
    return new Refusal('small_number');
  try {
    const texts: string[] = [];
    const known = keptTexts(template, prompt);
    known.prompt ??= template.render(prompt as unknown as Json[], tools as unknown as Json[], true);
    const before = known.prompt;
    for (const side of sides) {
      const whole = known.sides.get(side) ?? template.render([...prompt, side] as unknown as Json[], tools as unknown as Json[], false);
      known.sides.set(side, whole);
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

/** Texts of the prompt that was rendered last: the tables of a format ask for the same ones, one after the other. */
interface KeptTexts {
  readonly template: ChatTemplate;
  readonly of: readonly Message[];
  prompt?: string;
  readonly sides: Map<AssistantMessage, string>;
}

let kept: KeptTexts | null = null;

function keptTexts(template: ChatTemplate, prompt: readonly Message[]): KeptTexts {
  if (kept === null || kept.template !== template || kept.of !== prompt) kept = { template, of: prompt, sides: new Map() };
  return kept;
}

/** Whether every text and number of a value stands in a rendering, as it is or as JSON writes it. */
function holdsValues(rendering: string, value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every((member) => holdsValues(rendering, member as Json));
  if (typeof value === 'string') return rendering.includes(value) || rendering.includes(JSON.stringify(value).slice(1, -1));
  return typeof value !== 'number' || rendering.includes(String(value));
}

function hasSmallNumber(value: Json): boolean {
  if (typeof value === 'number') return value !== 0 && Math.abs(value) < 1e-4;
  return typeof value === 'object' && value !== null && Object.values(value).some((member) => hasSmallNumber(member as Json));
}
