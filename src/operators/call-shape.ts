import type { Json, JsonObject } from '../model/json.ts';
import { pointerOf, valueAt } from '../model/pointer.ts';
import { type Decision, stepOf } from '../trajectories/decision.ts';
import type { Change, Mutation } from './operator.ts';
import { requestAlone } from './operator.ts';

/** Places of one call that an operator looks at: more than any call has whose form is easily got wrong. */
const MOST_PLACES = 24;

/** One place in the arguments of a call, and what the schema says of it. */
export interface Place {
  pointer: string;
  value: Json;
  schema: JsonObject;
}

/** Every place in the arguments of the due call whose schema is told without a choice, outer ones first. */
export function placesOf(decision: Decision): Place[] {
  const { primitive } = stepOf(decision);
  const parameters = decision.trajectory.ground.tools.get(primitive.tool)?.function.parameters;
  const places: Place[] = [];
  const open: { segments: readonly (string | number)[]; value: Json; schema: Json | undefined }[] = [
    { segments: [], value: primitive.arguments, schema: parameters },
  ];
  for (let next = open.shift(); next !== undefined && places.length < MOST_PLACES; next = open.shift()) {
    const { segments, value, schema } = next;
    if (!isObject(schema)) continue;
    places.push({ pointer: pointerOf(segments), value, schema });
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) open.push({ segments: [...segments, index], value: item, schema: schema.items });
    else if (isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        const declared = isObject(schema.properties) && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
        open.push({ segments: [...segments, name], value: member, schema: declared });
      }
    }
  }
  return places;
}

/** The place at a pointer, if it is one of them. */
export function placeAt(decision: Decision, pointer: string): Place | undefined {
  return placesOf(decision).find((place) => place.pointer === pointer);
}

/** The arguments that an object must have and has. */
export function requiredIn({ value, schema }: Place): string[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return required.filter((name) => typeof name === 'string' && isObject(value) && Object.hasOwn(value, name)) as string[];
}

/** The name that an argument goes by: of an element of a list, the list's. */
export function nameOf(pointer: string): string {
  return pointer.split('/').findLast((segment) => segment !== '' && !/^\d+$/u.test(segment)) ?? '';
}

/** The mutation that breaks the call by one change. What is broken needs no words of the request against it but those that ask for the call. */
export function breakCall(change: Change): Mutation {
  return { change, setting: requestAlone, stated: '' };
}

/** The mutation that puts another value at a place of the arguments. */
export function breakValue({ pointer, value }: Place, to: Json): Mutation {
  return breakCall({ op: 'replace', pointer: `/arguments${pointer}`, from: value, to });
}

/** The object with one of its names changed, in its old place. */
export function renameIn(object: JsonObject, name: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key === name ? to : key, value]));
}

/** What stands at a pointer of the due call's arguments. */
export function argumentAt(decision: Decision, pointer: string): Json | undefined {
  return valueAt(stepOf(decision).primitive.arguments, pointer);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
