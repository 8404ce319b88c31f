import type { Json } from '../../../src/model/json.ts';

/**
 * Whether two values are the same to a reader who forgives much: case, accents, punctuation, articles, plural endings, numbers in
 * quotes, clock times and plain dates in other forms, one thing in a list of its own.
 */
export function isSameLoosely(left: Json, right: Json): boolean {
  if (Array.isArray(left) && !Array.isArray(right)) return left.length === 1 && isSameLoosely(left[0] as Json, right);
  if (Array.isArray(right) && !Array.isArray(left)) return isSameLoosely(right, left);
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => isSameLoosely(item, right[index] as Json));
  if (typeof left === 'object' && left !== null && typeof right === 'object' && right !== null) {
    const [one, other] = [left, right] as Record<string, Json>[];
    const names = new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})]);
    return [...names].every((name) => isSameLoosely(one?.[name] ?? null, other?.[name] ?? null));
  }
  return spell(left) === spell(right);
}

function spell(value: Json): string {
  const text = String(value).trim().toLowerCase();
  return spellNumber(text) ?? spellMoment(text) ?? spellWords(text);
}

function spellNumber(text: string): string | null {
  const bare = text.replace(/^[$€£]\s*/u, '').replace(/,(?=\d{3}(?:\D|$))/gu, '');
  return /^[+-]?\d+(?:\.\d+)?$/u.test(bare) ? String(Math.round(Number(bare) * 1e9) / 1e9) : null;
}

function spellMoment(text: string): string | null {
  const clock = /^(\d{1,2})(?:[:.](\d{2}))?(?::00)?\s*(am|pm|a\.m\.|p\.m\.)?$/u.exec(text);
  if (clock && (clock[2] !== undefined || clock[3] !== undefined)) {
    const hour = (Number(clock[1]) % 12) + (clock[3] === undefined ? (Number(clock[1]) >= 12 ? 12 : 0) : clock[3].startsWith('p') ? 12 : 0);
    return `clock ${hour}:${clock[2] ?? '00'}`;
  }
  const day = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ]00:00(?::00)?z?)?$/u.exec(text);
  return day ? `day ${Number(day[1])}-${Number(day[2])}-${Number(day[3])}` : null;
}

function spellWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}<>=*+%-]+/gu, ' ')
    .split(/[\s-]+/u)
    .filter((word) => word !== '' && !['the', 'a', 'an'].includes(word))
    .map((word) => (word.length > 3 ? word.replace(/(?:e?s|e)$/u, '') : word))
    .join(' ');
}
