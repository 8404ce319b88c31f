import { sha256Hex } from '../../model/hash.ts';
import type { Message, NamelessPair, Pair } from '../../model/pair.ts';
import type { OfferedTool } from '../../model/tool.ts';
import { GrowingBytes } from '../parquet/bytes.ts';
import { endsInAnswer, type PairText } from './fragments.ts';
import { ListPrinter } from './printed-list.ts';

const toolTexts = new WeakMap<OfferedTool, string>();
const toolLists = new ListPrinter(toolText);
const prompts = new ListPrinter<Message>((message) => JSON.stringify(message));
const continuations = new ListPrinter<Message>((message) => JSON.stringify(message));
const content = new GrowingBytes();

/**
 * Adds the canonical line of a pair, ended, to the others; gives its pieces for the tables. Its content names it. A tool's text is made once for
 * all rows that offer it: tools are half of a row. The pieces are added one by one: a single letter beyond Latin-1 makes a whole text slow to encode.
 */
export function printPair(pair: NamelessPair, lines: GrowingBytes): PairText {
  const tools = toolLists.print(pair.tools);
  const prompt = prompts.print(pair.prompt);
  const chosen = JSON.stringify(pair.chosen[0]);
  const rejected = JSON.stringify(pair.rejected[0]);
  const id = idOf(prompt, chosen, rejected);
  const deviation = JSON.stringify(pair.deviation);
  const continuation = continuations.print(pair.continuation.chosen);
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
  lines.add(`],"rejected":${JSON.stringify(pair.continuation.rejected)}},"meta":${JSON.stringify(pair.meta)}}\n`);
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

function toolText(tool: OfferedTool): string {
  let text = toolTexts.get(tool);
  if (text === undefined) {
    text = JSON.stringify(tool);
    toolTexts.set(tool, text);
  }
  return text;
}
