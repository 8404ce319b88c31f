import type { Json, JsonObject } from '../model/json.ts';
import type { ToolCall } from '../model/pair.ts';
import type { OfferedTool } from '../model/tool.ts';
import type { Judgement } from './example.ts';
import { type Exporter, Refusal, tableOf } from './exporter.ts';
import { assistant, callsOf, json, list, OpenCalls, object, text } from './messages.ts';

const refuses = {
  several_turns: 'the decision stands after a call or an answer; a question of BFCL is one request',
  untyped_argument: 'a right argument is not of one type that its schema names, by which alone the checker of BFCL compares it',
};

/**
 * Questions and answers of the Berkeley Function Calling Leaderboard. Where asking back or answering is right, a question has no answer: irrelevance.
 * A tool that requires nothing says so, since the checker looks for the list.
 */
export const bfcl: Exporter = {
  name: 'bfcl',
  consumer: 'Berkeley Function Calling Leaderboard',
  versions: 'v4: simple_python, multiple, parallel, parallel_multiple, irrelevance',
  version: 2,
  template: 'none',
  tables: () => [
    tableOf<'right'>({
      name: 'questions',
      takes: 'right',
      columns: { id: 'category and id of the pair', question: 'the request, as one turn', function: 'the tools, with the types of BFCL' },
      refuses,
      carries: ['id', 'tools', 'prompt'],
      loses: ['empty-required'],
      write: (example) => {
        const { prompt, tools } = example;
        const reason = reasonAgainst(example);
        if (reason !== null) return new Refusal(reason);
        return {
          id: nameOf(example),
          question: [json(prompt)],
          function: tools.map(({ function: { name, description, parameters } }) => ({
            name,
            description,
            parameters: mapTypes('required' in parameters ? parameters : { ...parameters, required: [] }, toBfcl),
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
        const reason = reasonAgainst(example);
        if (reason !== null) return new Refusal(reason);
        const calls = callsOf(example.completion);
        if (calls.length === 0) return new Refusal('no_call');
        return {
          id: nameOf(example),
          ground_truth: calls.map(({ function: { name, arguments: args } }) => ({
            [name]: mapMembers(args, (value) => [toChoice(value)]),
          })),
        };
      },
      read: (row) => {
        const open = new OpenCalls();
        const calls = list(row.ground_truth).map((call) => {
          const [name, choices] = Object.entries(call)[0] as [string, Json];
          return open.make(
            name,
            mapMembers(object(choices), (values) => fromChoice(list<Json>(values)[0] as Json)),
          );
        });
        return { id: idOf(row), completion: assistant('', calls) };
      },
    }),
  ],
};

type Example = Pick<Judgement, 'id' | 'tools' | 'prompt' | 'completion'>;

function reasonAgainst({ prompt, tools, completion }: Example): keyof typeof refuses | null {
  if (!prompt.every(({ role }) => role === 'system' || role === 'user')) return 'several_turns';
  return callsOf(completion).every((call) => isTyped(call, tools)) ? null : 'untyped_argument';
}

function isTyped({ function: { name, arguments: args } }: ToolCall, tools: readonly OfferedTool[]): boolean {
  const properties = tools.find((tool) => tool.function.name === name)?.function.parameters.properties;
  if (!isObject(properties)) return false;
  return Object.entries(args).every(([argument, value]) => {
    const schema = properties[argument];
    return isObject(schema) && schema.type === typeOf(value, schema.type) && (schema.type !== 'array' || isListType(schema.items));
  });
}

const types = new Set<Json | undefined>(['string', 'integer', 'number', 'boolean', 'array', 'object']);

function isListType(items: Json | undefined): boolean {
  return isObject(items) && types.has(items.type);
}

/** The type of a value as schemas name it; of a number, the declared one where that can be. */
function typeOf(value: Json, declared: Json | undefined): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  return typeof value === 'number' && declared === 'integer' ? 'integer' : typeof value;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** BFCL reads the category from what stands before the last underscore, and by it chooses how calls are compared. */
function nameOf({ id, tools, completion }: Example): string {
  return `${categoryOf(callsOf(completion).length, tools.length)}_${id}`;
}

function categoryOf(calls: number, tools: number): string {
  if (calls === 0) return 'irrelevance';
  if (calls === 1) return tools === 1 ? 'simple_python' : 'multiple';
  return tools === 1 ? 'parallel' : 'parallel_multiple';
}

function idOf(row: JsonObject): string {
  return text(row.id).replace(/^(?:simple_python|multiple|parallel_multiple|parallel|irrelevance)_/u, '');
}

/** An argument as its checker compares it: members of an object, and of objects in a list, have lists of right values; what lies deeper stands as it is. */
function toChoice(value: Json): Json {
  if (Array.isArray(value)) return value.map((member) => (isObject(member) ? toChoice(member) : member));
  return isObject(value) ? mapMembers(value, (member) => [member]) : value;
}

function fromChoice(value: Json): Json {
  if (Array.isArray(value)) return value.map((member) => (isObject(member) ? fromChoice(member) : member));
  return isObject(value) ? mapMembers(value, (choices) => list<Json>(choices)[0] as Json) : value;
}

function mapMembers(value: JsonObject, map: (member: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, map(member)]));
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
  const into = (value: Json): Json => (isObject(value) ? mapTypes(value, rename) : value);
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
