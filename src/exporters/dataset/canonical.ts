import { sha256Hex } from '../../model/hash.ts';
import type { Message, NamelessPair, Pair } from '../../model/pair.ts';
import type { OfferedTool } from '../../model/tool.ts';
import { GrowingBytes } from '../parquet/bytes.ts';
import { endsInAnswer, type PairText } from './fragments.ts';
import { ListPrinter } from './printed-list.ts';

const toolTexts = new WeakMap<OfferedTool, string>();
const replyTexts = new Map<string, string>();
const toolLists = new ListPrinter<OfferedTool>();
const prompts = new ListPrinter<Message>();
const continuations = new ListPrinter<Message>();
const content = new GrowingBytes();

/**
 * Adds the canonical line of a pair, ended, to the others; gives its pieces for the tables. Its content names it. What comes again is printed once: a tool,
 * which is half of a row with its like, and a recorded reply. The pieces are added one by one: a single letter beyond Latin-1 makes a whole text slow to encode.
 */
export function printPair(pair: NamelessPair, lines: GrowingBytes): PairText {
  const printMessage = pair.meta.source === null ? printRecorded : printGiven;
  const tools = toolLists.print(pair.tools, toolText);
  const prompt = prompts.print(pair.prompt, printMessage);
  const chosen = JSON.stringify(pair.chosen[0]);
  const rejected = JSON.stringify(pair.rejected[0]);
  const id = idOf(prompt, chosen, rejected);
  const deviation = JSON.stringify(pair.deviation);
  const continuation = continuations.print(pair.continuation.chosen, printMessage);
  lines.add(
    `{"schema":"${pair.schema}","id":"${id}","group":${JSON.stringify(pair.group)},"split":"${pair.split}","shape":"${pair.shape}","tools":[`,
  );
  lines.addList(tools);
  lines.add('],"prompt":[');
  lines.addList(prompt);
  lines.add(
    `],"chosen":[${chosen}],"rejected":[${rejected}],"deviation":${deviation},"evidence":${JSON.stringify(pair.evidence)},"continuation":{"chosen":[`,
  );
  lines.addList(continuation);
  lines.add(`],"rejected":[${pair.continuation.rejected.map(printMessage).join()}]},"meta":${JSON.stringify(pair.meta)}}\n`);
  return { id, prompt, chosen, rejected, tools, deviation, continuation, endsInAnswer: endsInAnswer(pair) };
}

/** The pair with the name that its content gives it. */
export function namePair({ schema, ...pair }: NamelessPair): Pair {
  const prompt = pair.prompt.map((message) => JSON.stringify(message));
  return { schema, id: idOf(prompt, JSON.stringify(pair.chosen[0]), JSON.stringify(pair.rejected[0])), ...pair };
}

/** First 16 hex digits of the sha256 of `[prompt, chosen, rejected]` as JSON.stringify writes it. */
function idOf(prompt: readonly string[], chosen: string, rejected: string): string {
  content.clear();
  content.add('[[');
  content.addList(prompt);
  content.add(`],[${chosen}],[${rejected}]]`);
  return sha256Hex(content.view()).slice(0, 16);
}

function printGiven(message: Message): string {
  return JSON.stringify(message);
}

/** Recordings are few next to the pairs, so their replies are kept as texts. */
function printRecorded(message: Message): string {
  if (message.role !== 'tool') return JSON.stringify(message);
  let text = replyTexts.get(message.content);
  if (text === undefined) {
    text = JSON.stringify(message.content);
    replyTexts.set(message.content, text);
  }
  return `{"role":"tool","tool_call_id":"${message.tool_call_id}","name":${JSON.stringify(message.name)},"content":${text}}`;
}

function toolText(tool: OfferedTool): string {
  let text = toolTexts.get(tool);
  if (text === undefined) {
    text = JSON.stringify(tool);
    toolTexts.set(tool, text);
  }
  return text;
}
