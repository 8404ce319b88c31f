import type { Json } from '../model/json.ts';

/** The value with every string in it changed, keys of objects too. */
export function mapStrings<T extends Json>(value: T, change: (text: string) => string): T {
  return walk(value, change) as T;
}

function walk(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [change(key), walk(member, change)]));
}

/** Every string in a value, keys of objects too. */
export function* stringsIn(value: Json): Generator<string, void, undefined> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* stringsIn(item);
  else if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      yield key;
      yield* stringsIn(member);
    }
  }
}

/** Text that stands for itself in a regular expression. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
