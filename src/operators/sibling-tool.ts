import type { Json, JsonObject } from '../model/json.ts';
import { pointerOf, valueAt } from '../model/pointer.ts';
import { callOf, stepOf } from '../trajectories/decision.ts';
import { type Operator, requestAlone } from './operator.ts';

export const siblingTool: Operator = {
  name: 'sibling-tool',
  family: 'wrong_function',
  summary: 'Calls a neighbouring tool that accepts the same arguments and does something else.',
  claim: 'breaks-intent',
  weight: 1,
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
        setting: requestAlone,
        stated: '',
      };
    }
  },
};

/** Arguments of the neighbour; null when the call lacks one that they copy. */
function fillArguments(pattern: Readonly<Record<string, string>>, ours: JsonObject): JsonObject | null {
  const args: JsonObject = {};
  for (const [name, source] of Object.entries(pattern)) {
    const value = fillSlots(isSlot(source) ? source : parseValue(source), ours);
    if (value === undefined) return null;
    args[name] = value;
  }
  return args;
}

/**
 * The value with its slots filled, at any depth: a string that is `{path}` alone becomes our argument as it is, a longer one
 * has it written in. Undefined when we lack one.
 */
function fillSlots(value: Json, ours: JsonObject): Json | undefined {
  if (typeof value === 'string') return isSlot(value) ? argumentAt(value.slice(1, -1), ours) : writeIn(value, ours);
  if (value === null || typeof value !== 'object') return value;
  const filled: [string, Json][] = [];
  for (const [key, member] of Object.entries(value)) {
    const here = fillSlots(member, ours);
    if (here === undefined) return undefined;
    filled.push([key, here]);
  }
  return Array.isArray(value) ? filled.map(([, member]) => member) : Object.fromEntries(filled);
}

function writeIn(text: string, ours: JsonObject): string | undefined {
  let isWhole = true;
  const written = text.replace(/\{([^{}"]+)\}/gu, (_, path: string) => {
    const value = argumentAt(path, ours);
    if (value === undefined || typeof value === 'object') isWhole = false;
    return String(value);
  });
  return isWhole ? written : undefined;
}

function argumentAt(path: string, ours: JsonObject): Json | undefined {
  return valueAt(ours, pointerOf(path.split('.')));
}

function isSlot(text: string): boolean {
  return /^\{[^{}"]+\}$/u.test(text);
}

function parseValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
