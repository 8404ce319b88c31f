import { canonicalJson } from '../model/canonical.ts';
import type { Json } from '../model/json.ts';
import type { AssistantMessage } from '../model/pair.ts';

/** What a model writes for one message, without the ids of calls: all that an audit of looks may see. */
export interface Completion {
  content: string;
  calls: { name: string; arguments: Json }[];
}

/** One value of a call that holds no other: its place, with `*` for positions in lists, and the value. */
export interface Leaf {
  pointer: string;
  value: Json;
}

export function completionOf(message: AssistantMessage): Completion {
  return {
    content: message.content,
    calls: (message.tool_calls ?? []).map((call) => ({ name: call.function.name, arguments: call.function.arguments })),
  };
}

/** Two completions are the same exactly when their texts are. */
export function spellCompletion(completion: Completion): string {
  return canonicalJson([completion.content, completion.calls.map((call) => [call.name, call.arguments])]);
}

/** The completion that `spellCompletion` gave a text for. */
export function readCompletion(text: string): Completion {
  const [content, calls] = JSON.parse(text) as [string, [string, Json][]];
  return { content, calls: calls.map(([name, values]) => ({ name, arguments: values })) };
}

/** Characters that a model writes: its words, the names of tools and their arguments as JSON without white space. */
export function countCharacters({ content, calls }: Completion): number {
  return calls.reduce((sum, call) => sum + call.name.length + canonicalJson(call.arguments).length, content.length);
}

/** How many arguments its calls give, at the top level. */
export function countArguments({ calls }: Completion): number {
  return calls.reduce((sum, call) => sum + Object.keys(call.arguments as object).length, 0);
}

/** The values of an argument object that hold no others; an empty list or object is one too. */
export function leavesOf(value: Json, pointer = ''): Leaf[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((item) => leavesOf(item, `${pointer}/*`));
  if (value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 0)
    return Object.keys(value)
      .sort()
      .flatMap((key) => leavesOf(value[key] as Json, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  return pointer === '' ? [] : [{ pointer, value }];
}
