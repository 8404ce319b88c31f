import type { Json, JsonObject } from '../../model/json.ts';
import { resolveSchema } from '../roles.ts';

/** One place of a tool's arguments that a value goes to. */
export interface Slot {
  segments: (string | number)[];
  /** the property's name */
  name: string;
  schema: JsonObject;
  /** whether the schema of its items has to be met: the value is a list of one or two such values */
  isList: boolean;
  required: boolean;
}

const deepest = 4;

/** The places of a tool's arguments, required ones first. Lists of objects have places in their first item. */
export function findSlots(schema: JsonObject): Slot[] {
  const slots: Slot[] = [];
  const visit = (part: Json | undefined, segments: (string | number)[], name: string, required: boolean) => {
    const here = resolveSchema(schema, isObject(part) ? part : undefined) ?? {};
    if (isObject(here.properties) && segments.length < deepest * 2) {
      const needed = Array.isArray(here.required) ? here.required : [];
      for (const [key, member] of Object.entries(here.properties)) visit(member, [...segments, key], key, required && needed.includes(key));
    } else if ([here.type].flat().includes('array')) {
      const items = resolveSchema(schema, isObject(here.items) ? here.items : undefined) ?? {};
      if (isObject(items.properties)) visit(items, [...segments, 0], name, required);
      else slots.push({ segments, name, schema: items, isList: true, required });
    } else if (segments.length > 0) slots.push({ segments, name, schema: here, isList: false, required });
  };
  visit(schema, [], '', true);
  return [...slots.filter((slot) => slot.required), ...slots.filter((slot) => !slot.required)];
}

/** The arguments with a value put in its place; objects and lists on the way are made. The input is not touched. */
export function putAt(args: JsonObject, segments: readonly (string | number)[], value: Json): JsonObject {
  return put(args, segments, value) as JsonObject;
}

function put(holder: Json | undefined, segments: readonly (string | number)[], value: Json): Json {
  const [segment, ...rest] = segments;
  if (segment === undefined) return value;
  if (typeof segment === 'number') {
    const list = Array.isArray(holder) ? [...holder] : [];
    list[segment] = put(list[segment], rest, value);
    return list;
  }
  const object = isObject(holder) ? holder : {};
  return { ...object, [segment]: put(object[segment], rest, value) };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
