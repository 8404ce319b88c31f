import type { Json, JsonObject } from '../model/json.ts';
import { pointerOf, valueAt } from '../model/pointer.ts';
import type { Primitive } from '../model/primitive.ts';
import { callOf, type Decision, stepOf } from '../trajectories/decision.ts';
import { type Mutation, type Operator, requestAlone } from './operator.ts';

/** What a tool and the one it is mistaken for do to the world: `null` where nobody recorded the mistaken call. */
type Effects = (right: Primitive['effect'], wrong: Primitive['effect'] | null) => boolean;

/** An operator that calls a tool which the ground's phrases say is mistaken for the right one, of those with these effects. */
export function mistakenTool(about: Pick<Operator, 'name' | 'summary' | 'weight'>, has: Effects): Operator {
  return {
    ...about,
    family: 'wrong_function',
    claim: 'breaks-intent',
    targets: (decision) => (decision.due === 'call' ? [{ pointer: '' }] : []),
    *mutate(decision) {
      for (const mutation of mistakenCalls(decision)) {
        if (has(stepOf(decision).primitive.effect, mutation.recorded?.effect ?? null)) yield mutation.mutation;
      }
    },
  };
}

/** A call of a tool that this one is mistaken for. */
export interface MistakenCall {
  mutation: Mutation;
  recorded: Primitive | undefined;
}

// The operators ask one after the other about the same decision.
let latest: { of: Decision; calls: readonly MistakenCall[] } | null = null;

/** Calls of the tools that this one is mistaken for, with our arguments, and their recordings. */
export function mistakenCalls(decision: Decision): readonly MistakenCall[] {
  if (latest?.of !== decision) latest = { of: decision, calls: [...findMistakenCalls(decision)] };
  return latest.calls;
}

function* findMistakenCalls(decision: Decision): Generator<MistakenCall> {
  const { primitive } = stepOf(decision);
  const { ground } = decision.trajectory;
  const mistaken = ground.phrases.tools[primitive.tool]?.mistaken ?? {};
  for (const [tool, pattern] of Object.entries(mistaken)) {
    const args = ground.tools.has(tool) ? fillArguments(pattern, primitive.arguments) : null;
    if (args === null) continue;
    const from = callOf(primitive) as unknown as Json;
    const mutation: Mutation = {
      change: { op: 'replace', pointer: '', from, to: { name: tool, arguments: args } },
      setting: requestAlone,
      stated: '',
    };
    yield { mutation, recorded: ground.families.recorded(tool, args, primitive.after) };
  }
}

/** Arguments of the neighbour as the phrases have them: by name, each a value with slots or its JSON text. */
type Pattern = Readonly<Record<string, string>>;

const read = new WeakMap<Pattern, readonly (readonly [name: string, value: Json])[]>();

/** The arguments that a pattern has, its texts read. */
function readPattern(pattern: Pattern): readonly (readonly [name: string, value: Json])[] {
  let values = read.get(pattern);
  if (values === undefined) {
    values = Object.entries(pattern).map(([name, source]) => [name, isSlot(source) ? source : parseValue(source)]);
    read.set(pattern, values);
  }
  return values;
}

/** Arguments of the neighbour; null when the call lacks one that they copy. */
function fillArguments(pattern: Pattern, ours: JsonObject): JsonObject | null {
  const args: JsonObject = {};
  for (const [name, slotted] of readPattern(pattern)) {
    const value = fillSlots(slotted, ours);
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
