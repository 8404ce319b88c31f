import { canonicalJson } from '../model/canonical.ts';
import type { Respelling } from '../model/control.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { pointerOf, removeAt, replaceAt, valueAt } from '../model/pointer.ts';
import type { Kind, Primitive } from '../model/primitive.ts';
import type { GroundLibrary } from '../primitives/library.ts';

/** One way to write a recorded call otherwise, before anything says that it means the same. */
export interface Respelt {
  kind: Respelling;
  /** into the arguments */
  pointer: string;
  from: Json;
  to: Json;
  arguments: JsonObject;
}

/** Orders of keys that one call offers. */
const MOST_ORDERS = 2;

/** Every way to write this call otherwise that the recordings of its tool give reason to try. */
export function respellingsOf(primitive: Primitive, ground: GroundLibrary): Respelt[] {
  return [
    ...reorderKeys(primitive),
    ...writeDefaults(primitive, ground),
    ...leaveDefaultsOut(primitive, ground),
    ...respellValues(primitive, ground),
  ];
}

/** The keys of the arguments backwards, and begun one later. */
function* reorderKeys({ arguments: args }: Primitive): Generator<Respelt> {
  const entries = Object.entries(args);
  if (entries.length < 2) return;
  const orders = [entries.toReversed(), [...entries.slice(1), ...entries.slice(0, 1)]];
  const different = orders.filter((order, at) => at === 0 || JSON.stringify(order) !== JSON.stringify(orders[0]));
  for (const order of different.slice(0, MOST_ORDERS)) {
    const reordered = Object.fromEntries(order);
    // Keys that are numbers keep an order of their own.
    if (JSON.stringify(reordered) === JSON.stringify(args)) continue;
    yield { kind: 'key-order', pointer: '', from: args, to: reordered, arguments: reordered };
  }
}

/** Arguments that are left out, with the default that their schema declares. */
function* writeDefaults({ tool, arguments: args }: Primitive, ground: GroundLibrary): Generator<Respelt> {
  for (const [name, initial] of defaultsOf(tool, ground)) {
    if (Object.hasOwn(args, name)) continue;
    yield { kind: 'default-written', pointer: pointerOf([name]), from: null, to: initial, arguments: { ...args, [name]: initial } };
  }
}

function* leaveDefaultsOut({ tool, arguments: args }: Primitive, ground: GroundLibrary): Generator<Respelt> {
  for (const [name, initial] of defaultsOf(tool, ground)) {
    if (!Object.hasOwn(args, name) || canonicalJson(args[name]) !== canonicalJson(initial)) continue;
    const pointer = pointerOf([name]);
    yield { kind: 'default-left-out', pointer, from: initial, to: null, arguments: removeAt(args, pointer) as JsonObject };
  }
}

/** Declared defaults of optional arguments; null says no more than leaving out. */
function defaultsOf(tool: string, ground: GroundLibrary): [string, Json][] {
  const parameters = ground.tools.get(tool)?.function.parameters ?? {};
  const properties = parameters.properties;
  if (!isObject(properties)) return [];
  const required = Array.isArray(parameters.required) ? parameters.required : [];
  return Object.entries(properties).flatMap(([name, schema]): [string, Json][] => {
    const initial = isObject(schema) ? schema.default : undefined;
    return initial === undefined || initial === null || required.includes(name) ? [] : [[name, initial]];
  });
}

function* respellValues(primitive: Primitive, ground: GroundLibrary): Generator<Respelt> {
  for (const [pointer, { kind: sort }] of Object.entries(primitive.roles)) {
    const from = valueAt(primitive.arguments, pointer);
    if (from === undefined) continue;
    const taken = () => valuesTaken(ground, primitive.tool, pointer);
    for (const { kind, to } of respellValue(from, sort, taken)) {
      yield { kind, pointer, from, to, arguments: replaceAt(primitive.arguments, pointer, to) as JsonObject };
    }
  }
}

/** @param taken the values that the tool was seen to take there */
function* respellValue(from: Json, sort: Kind, taken: () => readonly Json[]): Generator<{ kind: Respelling; to: Json }> {
  if (sort === 'date' && typeof from === 'string') {
    // Only where the tool was seen to take both forms: to one that counts from midnight and one that does not, they are two times.
    const day = /^(\d{4}-\d{2}-\d{2})(T00:00:00(?:Z|\+00:00)?)?$/u.exec(from);
    const ends = new Set(
      taken().flatMap(
        (value) =>
          (typeof value === 'string' ? (/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(?:Z|\+00:00)?)?$/u.exec(value) ?? []) : [])[1]?.replace(
            /T[\d:]+/u,
            'T00:00:00',
          ) ?? [],
      ),
    );
    if (day !== null && ends.size > 0 && taken().some((value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value)))
      for (const end of ['', ...ends]) if (`${day[1]}${end}` !== from) yield { kind: 'date-form', to: `${day[1]}${end}` };
  }
  if (sort === 'path' && typeof from === 'string' && from !== '/' && from !== '') {
    // A slash at its end makes a folder of a path: only for one that something was seen to lie in.
    const isFolder = taken().some(
      (value) => typeof value === 'string' && value.startsWith(`${from.replace(/\/$/u, '')}/`) && value !== from,
    );
    if (isFolder) yield { kind: 'path-form', to: from.endsWith('/') ? from.slice(0, -1) : `${from}/` };
    if (/^[\w-]/u.test(from) && from.includes('/')) yield { kind: 'path-form', to: `./${from}` };
  }
  if ((sort === 'count' || sort === 'number') && typeof from === 'number') yield { kind: 'number-form', to: String(from) };
  if ((sort === 'count' || sort === 'number') && typeof from === 'string' && String(Number(from)) === from)
    yield { kind: 'number-form', to: Number(from) };
  if (sort === 'list' && Array.isArray(from) && from.length > 1 && canonicalJson(from) !== canonicalJson(from.toReversed()))
    yield { kind: 'list-order', to: from.toReversed() };
  if (typeof from === 'string' && (sort === 'text' || sort === 'name' || sort === 'enum' || sort === 'pattern')) {
    for (const value of taken()) {
      if (typeof value === 'string' && value !== from && value.toLowerCase() === from.toLowerCase())
        yield { kind: 'letter-case', to: value };
    }
  }
}

const known = new WeakMap<GroundLibrary, Map<string, readonly Json[]>>();

/** The values that recorded calls of a tool have at an argument. */
function valuesTaken(ground: GroundLibrary, tool: string, pointer: string): readonly Json[] {
  const byPlace = known.get(ground) ?? new Map<string, readonly Json[]>();
  known.set(ground, byPlace);
  const key = `${tool} ${pointer}`;
  let values = byPlace.get(key);
  if (values === undefined) {
    const all = ground.primitives.filter((primitive) => primitive.tool === tool).map(({ arguments: args }) => valueAt(args, pointer));
    const byText = new Map(all.flatMap((value) => (value === undefined ? [] : [[canonicalJson(value), value] as const])));
    values = [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
    byPlace.set(key, values);
  }
  return values;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
