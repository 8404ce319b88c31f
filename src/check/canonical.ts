import type { Json, JsonObject } from '../model/json.ts';
import type { Kind, Role } from '../model/primitive.ts';
import { readDates } from './dates.ts';
import { extendPointer, isObject, isSame, pickMember, sortedText } from './json.ts';
import { readNumbers } from './numbers.ts';

/** What two spellings of the same argument have in common. */
export interface Spelling {
  /** virtual root of the ground: a relative path is taken from there */
  root: string;
  roles: Readonly<Record<string, Role>>;
}

/**
 * Arguments in one spelling: equal texts mean the same call. Defaults that the schema declares are filled in, null counts as left
 * out, and each value is spelt by its kind.
 */
export function canonicalArguments(values: JsonObject, parameters: JsonObject, spelling: Spelling): string {
  return sortedText(spellObject(values, parameters, '', spelling));
}

/** Whether arguments are the same in one spelling: `canonicalArguments` of both. What is written alike is spelt alike. */
export function meanSame(one: JsonObject, other: JsonObject, parameters: JsonObject, spelling: Spelling): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => {
    const [left, right] = [pickMember(one, name), pickMember(other, name)];
    if (isSame(left, right)) return true;
    const [spelt, otherwise] = [left, right].map((given) => spellMember(given, name, parameters, '', spelling));
    return sortedText(spelt) === sortedText(otherwise);
  });
}

/** One value in one spelling, as text. */
export function canonicalValue(value: Json, kind: Kind | null, root: string): string {
  return sortedText(spell(value, undefined, '', { root, roles: kind === null ? {} : { '': { origin: 'user', critical: true, kind } } }));
}

function spell(value: Json, schema: Json | undefined, pointer: string, spelling: Spelling): Json {
  const kind = spelling.roles[pointer]?.kind ?? null;
  if (Array.isArray(value)) {
    const items = isObject(schema) && isObject(schema.items) ? schema.items : undefined;
    const spelt = value.map((item, index) => spell(item, items, extendPointer(pointer, index), spelling));
    return kind === 'list' ? spelt.map(sortedText).sort() : spelt;
  }
  if (isObject(value)) return spellObject(value, isObject(schema) ? schema : {}, pointer, spelling);
  return spellScalar(value, kind, spelling.root);
}

function spellObject(values: JsonObject, schema: JsonObject, pointer: string, spelling: Spelling): JsonObject {
  const spelt: JsonObject = {};
  for (const name of new Set([...Object.keys(isObject(schema.properties) ? schema.properties : {}), ...Object.keys(values)])) {
    const member = spellMember(pickMember(values, name), name, schema, pointer, spelling);
    if (member !== undefined) spelt[name] = member;
  }
  return spelt;
}

/** A member of an object, or its default; undefined where it is left out. */
function spellMember(
  given: Json | undefined,
  name: string,
  { properties }: JsonObject,
  pointer: string,
  spelling: Spelling,
): Json | undefined {
  const property = pickMember(properties, name);
  const value = given ?? (isObject(property) ? property.default : undefined);
  return value === undefined || value === null ? undefined : spell(value, property, extendPointer(pointer, name), spelling);
}

function spellScalar(value: Exclude<Json, Json[] | JsonObject>, kind: Kind | null, root: string): Json {
  if (value === null) return null;
  const text = String(value).normalize('NFC');
  switch (kind) {
    case 'path':
      return spellPath(text, root);
    case 'date': {
      const dates = readDates(text);
      return dates.length === 1 ? (dates[0] as string) : text.trim();
    }
    case 'count':
    case 'number': {
      const numbers = readNumbers(text);
      return numbers.length === 1 ? String(numbers[0]) : text.trim();
    }
    case 'range':
      return text.trim().replace(/\$/gu, '').toUpperCase();
    case 'pattern':
      return text;
    default:
      return text.trim().replace(/\s+/gu, ' ');
  }
}

/** An absolute path without `.`, `..`, doubled or trailing slashes. */
export function spellPath(path: string, root: string): string {
  const kept: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${root}/${path}`).split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}
