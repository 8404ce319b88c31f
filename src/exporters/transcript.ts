import type { JsonObject } from '../model/json.ts';
import type { Message } from '../model/pair.ts';
import type { OfferedTool } from '../model/tool.ts';
import { assistant, callsOf, OpenCalls } from './messages.ts';

/*
 * A conversation as plain lines, for consumers that read text and know no template. A line that begins with a word and a colon begins an
 * entry; the further lines of a text are set in by two spaces, so that the text can be read back.
 */

/** Whether two assistant messages follow each other, which the lines cannot tell from one. */
export function hasAssistantTwice(messages: readonly Message[]): boolean {
  return messages.some((message, place) => message.role === 'assistant' && messages[place - 1]?.role === 'assistant');
}

export const assistantTwice = { assistant_twice: 'two assistant messages in a row, which would be read as one' };

export function writeTools(tools: readonly OfferedTool[]): string {
  return tools.map((tool) => `offers: ${JSON.stringify(tool.function)}`).join('\n');
}

/** The messages' entries, one or more lines each. */
export function writeMessages(messages: readonly Message[]): string {
  return messages.flatMap(writeMessage).join('\n');
}

function writeMessage(message: Message): string[] {
  const calls = callsOf(message).map(({ function: { name, arguments: args } }) => `calls: ${JSON.stringify({ name, arguments: args })}`);
  return calls.length > 0 && message.content === '' ? calls : [`${message.role}: ${message.content.replaceAll('\n', '\n  ')}`, ...calls];
}

/** Tools and messages of such lines; what follows them may go on with `open`. */
export function readTranscript(lines: string, open = new OpenCalls()): { tools: OfferedTool[]; messages: Message[] } {
  const tools: OfferedTool[] = [];
  const messages: Message[] = [];
  for (const entry of lines.split(/\n(?! {2})/u)) {
    const at = entry.indexOf(': ');
    const [what, content] = [entry.slice(0, at), entry.slice(at + 2).replaceAll('\n  ', '\n')];
    const last = messages.at(-1);
    if (what === 'offers') tools.push({ type: 'function', function: JSON.parse(content) });
    else if (what === 'tool') messages.push(open.answer(content));
    else if (what === 'assistant') messages.push(assistant(content));
    else if (what !== 'calls') messages.push({ role: what as 'system' | 'user', content });
    else {
      const { name, arguments: args } = JSON.parse(content) as { name: string; arguments: JsonObject };
      const call = open.make(name, args);
      if (last?.role === 'assistant') messages[messages.length - 1] = assistant(last.content, [...callsOf(last), call]);
      else messages.push(assistant('', [call]));
    }
  }
  return { tools, messages };
}
