import type { Json, JsonObject } from '../../model/json.ts';
import { pointerOf, valueAt } from '../../model/pointer.ts';
import { resolveSchema } from '../roles.ts';

/** One place of a tool's arguments that a value goes to. */
export interface Slot {
  segments: (string | number)[];
  pointer: string;
  /** the property's name */
  name: string;
  schema: JsonObject;
  /** whether the schema of its items has to be met: the value is a list of such values */
  isList: boolean;
  /** whether every call has it */
  required: boolean;
  /** whether the object it stands in has it whenever that object is there */
  needed: boolean;
}

const deepest = 4;
const mostSlots = 60;

/** The places of a tool's arguments, required ones first. Lists of objects have places in their first item. */
export function findSlots(schema: JsonObject): Slot[] {
  const slots: Slot[] = [];
  const add = (segments: (string | number)[], rest: Pick<Slot, 'name' | 'schema' | 'isList' | 'required' | 'needed'>) => {
    if (slots.length < mostSlots) slots.push({ segments, pointer: pointerOf(segments), ...rest });
  };
  const visit = (part: Json | undefined, segments: (string | number)[], name: string, required: boolean, needed: boolean) => {
    const own = isObject(part) ? part : {};
    const here = { ...pickNotes(own), ...(resolveSchema(schema, own) ?? {}) };
    if (isObject(here.properties) && Object.keys(here.properties).length > 0 && segments.length < deepest * 2) {
      const needs = Array.isArray(here.required) ? here.required : [];
      for (const [key, member] of Object.entries(here.properties)) {
        visit(member, [...segments, key], key, required && needs.includes(key), needs.includes(key));
      }
    } else if ([here.type].flat().includes('array')) {
      const items = resolveSchema(schema, isObject(here.items) ? here.items : undefined) ?? {};
      if (isObject(items.properties) && segments.length < deepest * 2) visit(items, [...segments, 0], name, required, needed);
      else add(segments, { name, schema: { ...pickNotes(here), ...items }, isList: true, required, needed });
    } else if (segments.length > 0) add(segments, { name, schema: here, isList: false, required, needed });
  };
  visit(schema, [], '', true, true);
  return [...slots.filter((slot) => slot.required), ...slots.filter((slot) => !slot.required)];
}

/** What a schema says about the value beside a reference or a choice. */
function pickNotes({ description, title, default: initial, examples }: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries({ description, title, default: initial, examples }).filter(([, value]) => value !== undefined),
  ) as JsonObject;
}

/** The slots that the objects of these arguments need and lack. */
export function missingSlots(args: JsonObject, slots: readonly Slot[]): Slot[] {
  return slots.filter(({ needed, segments, pointer }) => {
    if (!needed || valueAt(args, pointer) !== undefined) return false;
    const holder = segments.slice(0, typeof segments.at(-1) === 'number' ? -2 : -1);
    return holder.length === 0 || valueAt(args, pointerOf(holder)) !== undefined;
  });
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

/** The arguments in the order in which the schema names them. */
export function inOrder(args: JsonObject, inputSchema: JsonObject): JsonObject {
  const names = isObject(inputSchema.properties) ? Object.keys(inputSchema.properties) : [];
  const known = names.filter((name) => Object.hasOwn(args, name));
  return Object.fromEntries(
    [...known, ...Object.keys(args).filter((name) => !names.includes(name))].map((name) => [name, args[name] as Json]),
  );
}

/** Required objects that have no place of their own in them. */
export function emptyArguments({ required, properties }: JsonObject): JsonObject {
  const args: JsonObject = {};
  for (const name of Array.isArray(required) ? required : []) {
    const schema = isObject(properties) ? properties[String(name)] : undefined;
    if (isObject(schema) && schema.type === 'object') args[String(name)] = {};
  }
  return args;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
