import type { Json, JsonObject } from '../model/json.ts';
import { breakValue, placeAt, placesOf } from './call-shape.ts';
import type { Operator } from './operator.ts';

export const valueOutsideSchema: Operator = {
  name: 'value-outside-schema',
  family: 'broken_call',
  summary: 'Gives a value of the right type that the schema does not allow: no choice of the list, beyond a bound, against a pattern.',
  claim: 'breaks-schema',
  weight: 1,
  targets: (decision) => (decision.due === 'call' ? placesOf(decision).filter(({ schema }) => isBounded(schema)) : []),
  *mutate(decision, { pointer }) {
    const place = placeAt(decision, pointer);
    if (place === undefined) return;
    const outside = new Set(beyond(place.value, place.schema).map((value) => JSON.stringify(value)));
    outside.delete(JSON.stringify(place.value));
    for (const text of outside) yield breakValue(place, JSON.parse(text) as Json);
  },
};

const BOUNDS = [
  'enum',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'pattern',
  'format',
  'minItems',
  'maxItems',
  'minLength',
];

function isBounded(schema: JsonObject): boolean {
  return BOUNDS.some((bound) => Object.hasOwn(schema, bound));
}

/** Values a step beyond what the schema allows there, likely ones first; some may still be allowed. */
function beyond(value: Json, schema: JsonObject): Json[] {
  if (typeof value === 'number') return beyondBounds(value, schema);
  if (Array.isArray(value)) return beyondLength(value, schema);
  if (typeof value !== 'string') return [];
  if (Array.isArray(schema.enum)) return beyondChoices(value);
  if (typeof schema.format === 'string') return beyondFormat(value, schema.format);
  if (typeof schema.pattern === 'string')
    return [value.replaceAll(/[-_/.]/gu, ' '), value.toUpperCase(), value.toLowerCase(), `${value} `, value.slice(1)];
  return schema.minLength === undefined ? [] : [''];
}

function beyondBounds(value: number, { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonObject): Json[] {
  const least = typeof minimum === 'number' ? [minimum - 1] : typeof exclusiveMinimum === 'number' ? [exclusiveMinimum] : [];
  const most = typeof maximum === 'number' ? [maximum + 1] : typeof exclusiveMaximum === 'number' ? [exclusiveMaximum] : [];
  return [...most, ...least, ...(value > 0 ? [-value] : [])].filter((number) => Number.isSafeInteger(Math.trunc(number)));
}

function beyondLength(value: readonly Json[], { maxItems }: JsonObject): Json[] {
  const more = typeof maxItems === 'number' && maxItems <= 2 * value.length ? [[...value, ...value].slice(0, maxItems + 1)] : [];
  return [...more, []];
}

/** A choice as somebody writes it from memory. */
function beyondChoices(value: string): Json[] {
  const spaced = value.replace(/[-_]/gu, ' ');
  const turned = value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase();
  return [spaced, value.charAt(0).toUpperCase() + value.slice(1), turned, ...(/[a-rt-z]$/u.test(value) ? [`${value}s`] : [])];
}

/** A text as people write it where a program wants a format. */
function beyondFormat(value: string, format: string): Json[] {
  const [year, month, day] = value.split(/[-T]/u) as [string, string?, string?];
  const european = month === undefined || day === undefined ? [] : [`${day}/${month}/${year}`];
  const texts: Record<string, Json[]> = {
    date: [...european, 'next Friday'],
    'date-time': [...european, value.slice(0, 10)],
    time: ['half past nine'],
    email: [value.replace('@', ' at ')],
    uri: [value.replace(/^\w+:\/+/u, '')],
    url: [value.replace(/^\w+:\/+/u, '')],
    uuid: [value.slice(0, 8)],
  };
  return texts[format] ?? [];
}
