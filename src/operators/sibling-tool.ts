import type { Json, JsonObject } from '../model/json.ts';
import { pointerOf, valueAt } from '../model/pointer.ts';
import { callOf, stepOf } from '../trajectories/decision.ts';
import type { Operator } from './operator.ts';

export const siblingTool: Operator = {
  name: 'sibling-tool',
  family: 'wrong_function',
  summary: 'Calls a neighbouring tool that accepts the same arguments and does something else.',
  claim: 'breaks-intent',
  targets: (decision) => (decision.due === 'call' ? [{ pointer: '' }] : []),
  *mutate(decision) {
    const { primitive } = stepOf(decision);
    const { ground } = decision.trajectory;
    const mistaken = ground.phrases.tools[primitive.tool]?.mistaken ?? {};
    for (const [tool, pattern] of Object.entries(mistaken)) {
      const args = ground.tools.has(tool) ? fillArguments(pattern, primitive.arguments) : null;
      if (args === null) continue;
      const from = callOf(primitive) as unknown as Json;
      yield {
        change: { op: 'replace', pointer: '', from, to: { name: tool, arguments: args } },
        setting: { needs: 'request' },
        stated: '',
      };
    }
  },
};

/** Arguments of the neighbour: `{path}` alone copies one of ours as it is; null when the call has no such argument. */
function fillArguments(pattern: Readonly<Record<string, string>>, ours: JsonObject): JsonObject | null {
  const args: JsonObject = {};
  for (const [name, source] of Object.entries(pattern)) {
    const slot = /^\{([^{}]+)\}$/u.exec(source);
    const value = slot === null ? parseValue(source) : valueAt(ours, pointerOf((slot[1] as string).split('.')));
    if (value === undefined) return null;
    args[name] = value;
  }
  return args;
}

function parseValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
