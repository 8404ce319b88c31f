import type { Json, JsonObject } from '../model/json.ts';
import type { OfferedTool } from '../model/tool.ts';
import { type Exporter, Refusal, tableOf } from './exporter.ts';
import { assistant, callsOf, json, list, OpenCalls, object, text } from './messages.ts';

const refuses = { several_turns: 'the decision stands after a call or an answer; a question of BFCL is one request' };

/** Questions and answers of the Berkeley Function Calling Leaderboard. Where asking back or answering is right, a question has no answer: irrelevance. */
export const bfcl: Exporter = {
  name: 'bfcl',
  consumer: 'Berkeley Function Calling Leaderboard',
  versions: 'v4: simple_python and irrelevance',
  version: 1,
  template: 'none',
  tables: () => [
    tableOf<'right'>({
      name: 'questions',
      takes: 'right',
      columns: { id: 'category and id of the pair', question: 'the request, as one turn', function: 'the tools, with the types of BFCL' },
      refuses,
      carries: ['id', 'tools', 'prompt'],
      loses: [],
      write: (example) => {
        const { prompt, tools } = example;
        if (!isOneTurn(prompt)) return new Refusal('several_turns');
        return {
          id: nameOf(example),
          question: [json(prompt)],
          function: tools.map(({ function: { name, description, parameters } }) => ({
            name,
            description,
            parameters: mapTypes(parameters, toBfcl),
          })),
        };
      },
      read: (row) => ({
        id: idOf(row),
        prompt: list(row.question)[0] as never,
        tools: list(row.function).map(
          ({ name, description, parameters }) =>
            ({ type: 'function', function: { name, description, parameters: mapTypes(object(parameters), fromBfcl) } }) as OfferedTool,
        ),
      }),
    }),
    tableOf<'right'>({
      name: 'answers',
      takes: 'right',
      columns: { id: 'category and id of the pair', ground_truth: 'the right calls, each argument with the values that are right' },
      refuses: { ...refuses, no_call: 'no call is right, and the question stands alone' },
      carries: ['id', 'completion'],
      loses: ['call-ids', 'talk'],
      write: (example) => {
        if (!isOneTurn(example.prompt)) return new Refusal('several_turns');
        const calls = callsOf(example.completion);
        if (calls.length === 0) return new Refusal('no_call');
        return {
          id: nameOf(example),
          ground_truth: calls.map(({ function: { name, arguments: args } }) => ({ [name]: toChoices(args) })),
        };
      },
      read: (row) => {
        const open = new OpenCalls();
        const calls = list(row.ground_truth).map((call) => {
          const [name, choices] = Object.entries(call)[0] as [string, Json];
          return open.make(name, object(fromChoices(choices)));
        });
        return { id: idOf(row), completion: assistant('', calls) };
      },
    }),
  ],
};

function isOneTurn(prompt: readonly { role: string }[]): boolean {
  return prompt.every(({ role }) => role === 'system' || role === 'user');
}

/** BFCL reads the category from what stands before the last underscore. */
function nameOf({ id, completion }: { id: string; completion: Parameters<typeof callsOf>[0] }): string {
  return `${callsOf(completion).length > 0 ? 'simple_python' : 'irrelevance'}_${id}`;
}

function idOf(row: JsonObject): string {
  return text(row.id).replace(/^(?:simple_python|irrelevance)_/u, '');
}

/** Every value in a list of the values that are right, objects member by member. */
function toChoices(value: Json): Json {
  if (Array.isArray(value)) return value.map(toChoices);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, [toChoices(member)]]));
}

function fromChoices(value: Json): Json {
  if (Array.isArray(value)) return value.map(fromChoices);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, choices]) => [name, fromChoices(list<Json>(choices)[0] as Json)]));
}

function toBfcl(type: string): string {
  return type === 'object' ? 'dict' : type === 'number' ? 'float' : type;
}

function fromBfcl(type: string): string {
  return type === 'dict' ? 'object' : type === 'float' ? 'number' : type;
}

const inObjects = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
const alone = new Set(['items', 'additionalProperties', 'contains', 'not', 'if', 'then', 'else', 'propertyNames']);
const inLists = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);

/** A schema with its types renamed, and nothing else: a property may be called "type". */
function mapTypes(schema: JsonObject, rename: (type: string) => string): JsonObject {
  const into = (value: Json): Json =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? mapTypes(value, rename) : value;
  const entries = Object.entries(schema).map(([key, value]): [string, Json] => {
    if (key === 'type' && typeof value === 'string') return [key, rename(value)];
    if (key === 'type' && Array.isArray(value)) return [key, value.map((type) => rename(text(type)))];
    if (alone.has(key)) return [key, into(value)];
    if (inLists.has(key) && Array.isArray(value)) return [key, value.map(into)];
    if (inObjects.has(key) && typeof value === 'object' && value !== null && !Array.isArray(value))
      return [key, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, into(inner)]))];
    return [key, value];
  });
  return Object.fromEntries(entries);
}
