import type { Json, JsonObject } from '../model/json.ts';
import { pointerOf } from '../model/pointer.ts';
import type { GivenDecision, GivenSlot } from './given.ts';

/** Bounds on what is looked at in one call. */
const DEEPEST = 5;
const MOST_SLOTS = 64;
const MOST_MEMBERS = 24;

/** Every single value of a call, with what its schema says of its place. */
export function slotsOf({ call, tool }: Pick<GivenDecision, 'call' | 'tool'>): GivenSlot[] {
  const found: GivenSlot[] = [];
  gather(call.function.arguments, tool.offered.function.parameters, [], {
    pointer: '',
    name: '',
    path: [],
    description: '',
    required: true,
    list: [],
  });
  return found;

  function gather(
    value: Json,
    schema: JsonObject,
    segments: readonly (string | number)[],
    about: Omit<GivenSlot, 'value' | 'schema'>,
  ): void {
    if (segments.length > DEEPEST || found.length >= MOST_SLOTS) return;
    if (Array.isArray(value)) {
      for (const [index, member] of value.slice(0, MOST_MEMBERS).entries()) {
        const inner = schemaOfMember(schema, value, index);
        const below = [...segments, index];
        const { name, path, required } = about;
        gather(member, inner, below, {
          pointer: pointerOf(below),
          name,
          path,
          description: describe(inner, about.description),
          required,
          list: value,
        });
      }
    } else if (value !== null && typeof value === 'object') {
      const required = Array.isArray(schema.required) ? schema.required : [];
      for (const [name, member] of Object.entries(value)) {
        const inner = schemaOf(schema, name, member);
        const below = [...segments, name];
        gather(member, inner, below, {
          pointer: pointerOf(below),
          name,
          path: [...about.path, name],
          description: describe(inner, ''),
          required: required.includes(name),
          list: [],
        });
      }
    } else if (value !== null) {
      const { pointer, name, path, description, list } = about;
      found.push({ pointer, value, name, path, schema, description, required: about.required, list });
    }
  }
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
