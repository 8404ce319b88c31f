import type { Pair } from '../model/pair.ts';
import type { OfferedTool } from '../model/tool.ts';
import type { PairText } from './fragments.ts';

const toolTexts = new WeakMap<OfferedTool, string>();

/**
 * The canonical line of a pair (no line feed), and its pieces for the tables. A tool's text is made once for all rows that
 * offer it: tools are half of a row.
 */
export function printPair(pair: Pair): { line: string; text: PairText } {
  const tools = pair.tools.map(toolText);
  const prompt = pair.prompt.map((message) => JSON.stringify(message));
  const chosen = JSON.stringify(pair.chosen[0]);
  const rejected = JSON.stringify(pair.rejected[0]);
  const deviation = JSON.stringify(pair.deviation);
  const continuation = pair.continuation.chosen.map((message) => JSON.stringify(message));
  const line =
    `{"schema":${JSON.stringify(pair.schema)},"id":${JSON.stringify(pair.id)},"group":${JSON.stringify(pair.group)},` +
    `"split":${JSON.stringify(pair.split)},"shape":${JSON.stringify(pair.shape)},"tools":[${tools.join()}],"prompt":[${prompt.join()}],` +
    `"chosen":[${chosen}],"rejected":[${rejected}],"deviation":${deviation},"evidence":${JSON.stringify(pair.evidence)},` +
    `"continuation":{"chosen":[${continuation.join()}],"rejected":${JSON.stringify(pair.continuation.rejected)}},"meta":${JSON.stringify(pair.meta)}}`;
  return { line, text: { id: pair.id, prompt, chosen, rejected, tools, deviation, continuation } };
}

function toolText(tool: OfferedTool): string {
  let text = toolTexts.get(tool);
  if (text === undefined) {
    text = JSON.stringify(tool);
    toolTexts.set(tool, text);
  }
  return text;
}
