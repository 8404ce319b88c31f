import type { JsonObject } from '../model/json.ts';

/** A plain JSON object: neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of that name which the object itself has; nothing inherited, so `__proto__` and `constructor` are names like others. */
export function own(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A text that is there and says something, else undefined. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A value in a message: JSON, short, and harmless on a terminal. */
export function show(value: unknown, longest = 60): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(typeof value === 'string' ? value.slice(0, longest * 4) : value);
  } catch {
    text = undefined;
  }
  return shorten(makePrintable(text ?? String(typeof value)), longest);
}

export function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;
}

/** Characters that would act on a terminal or reorder a line, and halves of pairs, as escapes. */
export function makePrintable(text: string): string {
  return text.replace(unprintable, (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`);
}

// Controls, formats that reorder or hide, lone surrogates, tags.
const unprintable = /[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** The words of a name or a text, in lower case: `getUserById`, `get_user-by.id` and "Get user by ID" are the same four. */
export function wordsOf(text: string): string[] {
  return text
    .slice(0, 4_000)
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** `1 tool`, `2 tools`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
