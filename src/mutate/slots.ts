import type { Json, JsonObject } from '../model/json.ts';
import { pointerOf } from '../model/pointer.ts';
import type { GivenDecision, GivenSlot } from './given.ts';
import { nameWords } from './words.ts';

/** Bounds on what is looked at in one call. */
const DEEPEST = 5;
const MOST_SLOTS = 64;
const MOST_MEMBERS = 24;

/** Every single value of a call, with what its schema says of its place. */
export function slotsOf({ call, tool }: Pick<GivenDecision, 'call' | 'tool'>): GivenSlot[] {
  const found: GivenSlot[] = [];
  gather(call.function.arguments, tool.offered.function.parameters, 0, {
    pointer: '',
    name: '',
    words: [],
    path: [],
    description: '',
    required: true,
    list: [],
  });
  return found;

  function gather(value: Json, schema: JsonObject, depth: number, about: Omit<GivenSlot, 'value' | 'schema'>): void {
    if (depth > DEEPEST || found.length >= MOST_SLOTS) return;
    if (Array.isArray(value)) {
      for (const [index, member] of value.slice(0, MOST_MEMBERS).entries()) {
        const inner = schemaOfMember(schema, value, index);
        const { pointer, name, words, path, required } = about;
        gather(member, inner, depth + 1, {
          pointer: `${pointer}/${index}`,
          name,
          words,
          path,
          description: describe(inner, about.description),
          required,
          list: value,
        });
      }
    } else if (value !== null && typeof value === 'object') {
      for (const [name, member] of Object.entries(value)) {
        const place = placeOf(schema, name, member);
        gather(member, place.schema, depth + 1, {
          pointer: about.pointer + place.step,
          name,
          words: place.words,
          path: [...about.path, name],
          description: place.description,
          required: place.required,
          list: [],
        });
      }
    } else if (value !== null) {
      const { pointer, name, words, path, description, list } = about;
      found.push({ pointer, value, name, words, path, schema, description, required: about.required, list });
    }
  }
}

/** What a schema says of one of its members. */
interface Place {
  schema: JsonObject;
  description: string;
  required: boolean;
  words: readonly string[];
  /** to it in a pointer */
  step: string;
}

/** Places by schema and name, of those that are the same whatever value stands there. */
const known = new WeakMap<JsonObject, Map<string, Place>>();

function placeOf(schema: JsonObject, name: string, value: Json): Place {
  const ofSchema = known.get(schema);
  const place = ofSchema?.get(name);
  if (place !== undefined) return place;
  const inner = schemaOf(schema, name, value);
  const read: Place = {
    schema: inner,
    description: describe(inner, ''),
    required: Array.isArray(schema.required) && schema.required.includes(name),
    words: nameWords(name),
    step: pointerOf([name]),
  };
  // No copy of what is declared: no value had to decide between options.
  if (inner === objectAt(schema, 'properties')?.[name]) {
    if (ofSchema === undefined) known.set(schema, new Map([[name, read]]));
    else ofSchema.set(name, read);
  }
  return read;
}

function describe(schema: JsonObject, otherwise: string): string {
  const { title, description } = schema;
  if (typeof title === 'string' && title !== '') return typeof description === 'string' ? `${title}. ${description}` : title;
  return typeof description === 'string' && description !== '' ? description : otherwise;
}

function schemaOf(schema: JsonObject, name: string, value: Json): JsonObject {
  const declared = objectAt(schema, 'properties');
  const own = declared !== null && Object.hasOwn(declared, name) ? declared[name] : schema.additionalProperties;
  if (isObject(own)) return settle(own, value);
  for (const option of optionsOf(schema)) {
    const inner = schemaOf(option, name, value);
    if (Object.keys(inner).length > 0) return inner;
  }
  return {};
}

function schemaOfMember(schema: JsonObject, list: readonly Json[], index: number): JsonObject {
  const prefix = Array.isArray(schema.prefixItems) ? schema.prefixItems[index] : undefined;
  const own = prefix ?? (Array.isArray(schema.items) ? schema.items[index] : schema.items);
  if (isObject(own)) return settle(own, list[index] as Json);
  for (const option of optionsOf(schema)) {
    if (isObject(option.items)) return settle(option.items, list[index] as Json);
  }
  return {};
}

/** Of a choice of schemas the option that is for a value of this type, what stands beside the choice laid under it. */
function settle(schema: JsonObject, value: Json): JsonObject {
  const options = optionsOf(schema);
  if (options.length === 0) return schema;
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  const fitting = options.find((option) => [option.type].flat().some((name) => name === type || (name === 'integer' && type === 'number')));
  const { anyOf: _any, oneOf: _one, allOf: _all, ...beside } = schema;
  return { ...beside, ...(fitting ?? options[0]) };
}

function optionsOf(schema: JsonObject): readonly JsonObject[] {
  if (schema.anyOf === undefined && schema.oneOf === undefined && schema.allOf === undefined) return NONE;
  return [schema.anyOf, schema.oneOf, schema.allOf].flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []));
}

const NONE: readonly JsonObject[] = [];

function objectAt(schema: JsonObject, keyword: string): JsonObject | null {
  const value = schema[keyword];
  return isObject(value) ? value : null;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
