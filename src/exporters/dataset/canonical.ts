import { sha256Hex } from '../../model/hash.ts';
import type { Message, NamelessPair, Pair } from '../../model/pair.ts';
import type { OfferedTool } from '../../model/tool.ts';
import { endsInAnswer, type PairText } from './fragments.ts';
import { ListPrinter } from './printed-list.ts';

const toolTexts = new WeakMap<OfferedTool, string>();
const toolLists = new ListPrinter(toolText);
const prompts = new ListPrinter<Message>((message) => JSON.stringify(message));
const continuations = new ListPrinter<Message>((message) => JSON.stringify(message));

/**
 * The canonical line of a pair (no line feed), and its pieces for the tables. Its content names it. A tool's text is made once for
 * all rows that offer it: tools are half of a row.
 */
export function printPair(pair: NamelessPair): { line: string; text: PairText } {
  const tools = toolLists.print(pair.tools);
  const prompt = prompts.print(pair.prompt);
  const chosen = JSON.stringify(pair.chosen[0]);
  const rejected = JSON.stringify(pair.rejected[0]);
  const id = idOf(prompt.joined, chosen, rejected);
  const deviation = JSON.stringify(pair.deviation);
  const continuation = continuations.print(pair.continuation.chosen);
  const line =
    `{"schema":${JSON.stringify(pair.schema)},"id":"${id}","group":${JSON.stringify(pair.group)},` +
    `"split":${JSON.stringify(pair.split)},"shape":${JSON.stringify(pair.shape)},"tools":[${tools.joined}],"prompt":[${prompt.joined}],` +
    `"chosen":[${chosen}],"rejected":[${rejected}],"deviation":${deviation},"evidence":${JSON.stringify(pair.evidence)},` +
    `"continuation":{"chosen":[${continuation.joined}],"rejected":${JSON.stringify(pair.continuation.rejected)}},"meta":${JSON.stringify(pair.meta)}}`;
  return {
    line,
    text: {
      id,
      prompt: prompt.texts,
      chosen,
      rejected,
      tools: tools.texts,
      deviation,
      continuation: continuation.texts,
      endsInAnswer: endsInAnswer(pair),
    },
  };
}

/** The pair with the name that its content gives it. */
export function namePair({ schema, ...pair }: NamelessPair): Pair {
  const prompt = pair.prompt.map((message) => JSON.stringify(message));
  return { schema, id: idOf(prompt.join(), JSON.stringify(pair.chosen[0]), JSON.stringify(pair.rejected[0])), ...pair };
}

/** First 16 hex digits of the sha256 of `[prompt, chosen, rejected]` as JSON.stringify writes it. */
function idOf(prompt: string, chosen: string, rejected: string): string {
  return sha256Hex(`[[${prompt}],[${chosen}],[${rejected}]]`).slice(0, 16);
}

function toolText(tool: OfferedTool): string {
  let text = toolTexts.get(tool);
  if (text === undefined) {
    text = JSON.stringify(tool);
    toolTexts.set(tool, text);
  }
  return text;
}
