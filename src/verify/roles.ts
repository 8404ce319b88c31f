import type { Json, JsonObject } from '../model/json.ts';
import { pointerOf, valueAt } from '../model/pointer.ts';
import type { Kind, Role } from '../model/primitive.ts';

/**
 * The roles of one call's arguments: those that its recipe names and that are present, then a `default` one for every
 * argument (or part of an argument) nobody named. Keys are sorted.
 */
export function assignRoles(args: JsonObject, named: Readonly<Record<string, Role>>, schema: JsonObject): Record<string, Role> {
  const roles = new Map<string, Role>();
  for (const [pointer, role] of Object.entries(named)) {
    if (valueAt(args, pointer) !== undefined) roles.set(pointer, role);
  }
  const covered = [...roles.keys()];
  const fill = (value: Json, segments: (string | number)[]) => {
    const pointer = pointerOf(segments);
    if (roles.has(pointer) && covered.includes(pointer)) return;
    const isPartlyNamed = covered.some((other) => other.startsWith(`${pointer}/`));
    if (!isPartlyNamed) {
      roles.set(pointer, {
        origin: 'default',
        critical: false,
        kind: guessKind(String(segments.at(-1)), value, schemaAt(schema, segments)),
      });
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) fill(item, [...segments, index]);
    } else if (value !== null && typeof value === 'object') {
      for (const [key, member] of Object.entries(value)) fill(member, [...segments, key]);
    }
  };
  for (const [key, value] of Object.entries(args)) fill(value, [key]);
  return Object.fromEntries([...roles].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What sort of value an argument is, from its value, its schema and its name. */
export function guessKind(name: string, value: Json, schema: JsonObject | undefined): Kind {
  if (typeof value === 'boolean') return 'flag';
  if (Array.isArray(value)) return 'list';
  if (schema !== undefined && (Array.isArray(schema.enum) || schema.const !== undefined)) return 'enum';
  const words = name
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/u);
  const has = (...candidates: string[]) => candidates.some((word) => words.includes(word));
  if (typeof value === 'number') {
    if (has('id')) return 'id';
    return Number.isInteger(value) ? 'count' : 'number';
  }
  if (typeof value !== 'string') return 'text';
  if (schema?.format === 'date' || schema?.format === 'date-time' || /^\d{4}-\d\d-\d\d(?:$|T)/u.test(value)) return 'date';
  if (has('id', 'ids', 'uuid', 'sha', 'hash', 'key')) return 'id';
  if (has('path', 'paths', 'file', 'dir', 'directory', 'folder', 'filename', 'filepath')) return 'path';
  if (has('pattern', 'glob', 'regex', 'regexp')) return 'pattern';
  if (has('range', 'cell', 'cells')) return 'range';
  if (has('date', 'since', 'until', 'before', 'after')) return 'date';
  if (has('name', 'title', 'label', 'branch', 'tag', 'table', 'sheet', 'column', 'user', 'author', 'owner', 'repo')) return 'name';
  return 'text';
}

/** The part of a schema that describes the value at a path, as far as plain `properties`, `items` and local references lead. */
export function schemaAt(schema: JsonObject, segments: readonly (string | number)[]): JsonObject | undefined {
  let here: JsonObject | undefined = schema;
  for (const segment of segments) {
    here = resolveSchema(schema, here);
    if (here === undefined) return undefined;
    const next: Json | undefined =
      isObject(here.properties) && Object.hasOwn(here.properties, String(segment)) ? here.properties[String(segment)] : here.items;
    here = isObject(next) ? next : undefined;
  }
  return resolveSchema(schema, here);
}

/** A schema with its local references followed, and a choice between one thing and null taken for that thing. */
export function resolveSchema(root: JsonObject, schema: JsonObject | undefined): JsonObject | undefined {
  let here = schema;
  for (let steps = 0; here !== undefined && typeof here.$ref === 'string'; steps += 1) {
    if (!here.$ref.startsWith('#') || steps > 16) return undefined;
    const target = valueAt(root, decodeURIComponent(here.$ref.slice(1)));
    here = isObject(target) ? target : undefined;
  }
  // An optional value is often written as a choice between it and null.
  const choices = here === undefined ? undefined : (here.anyOf ?? here.oneOf);
  if (here !== undefined && Array.isArray(choices)) {
    const real = choices.filter((choice): choice is JsonObject => isObject(choice) && choice.type !== 'null');
    const [only, ...others] = real;
    if (only !== undefined && others.length === 0) return resolveSchema(root, only);
  }
  return here;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
