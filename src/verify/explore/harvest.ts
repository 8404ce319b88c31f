import type { Json, JsonObject } from '../../model/json.ts';
import type { Result } from '../../model/primitive.ts';
import { replyText } from '../../primitives/reply.ts';
import { guessKind } from '../roles.ts';
import { singular, subjectOf, wordsOf } from './words.ts';

/** A value that a server's own reply (or its world) holds, and what it seems to be. */
export interface Seen {
  value: string | number;
  /** words of the name it goes by */
  words: string[];
  /** words of the thing it belongs to */
  owner: string[];
  /** how a person would name that thing, when something else in it is a name */
  label: string | null;
  /** the call whose reply holds it; null for what lies in the world */
  source: { tool: string; arguments: JsonObject } | null;
}

const mostLines = 40;
const longestValue = 200;
const namingWords = new Set(['name', 'title', 'subject', 'label', 'summary', 'login', 'username', 'email']);

/** Values in a reply that may serve as arguments of further calls. */
export function harvestReply(tool: string, args: JsonObject, result: Result): Seen[] {
  const seen: Seen[] = [];
  const source = { tool, arguments: args };
  const keep = (value: Json, words: string[], owner: string[], label: string | null) => {
    if (
      typeof value === 'number' ||
      (typeof value === 'string' && value.trim() !== '' && value.length <= longestValue && !value.includes('\n'))
    ) {
      seen.push({ value, words, owner, label: label === String(value) ? null : label, source });
    }
  };
  const walk = (value: Json, words: string[], owner: string[], label: string | null) => {
    if (Array.isArray(value)) for (const item of value) walk(item, words.map(singular), words.map(singular), null);
    else if (value !== null && typeof value === 'object') {
      const own = nameIn(value);
      for (const [key, member] of Object.entries(value)) {
        const isThing = member !== null && typeof member === 'object';
        if (isThing) walk(member, wordsOf(key), wordsOf(key).map(singular), own);
        else keep(member, wordsOf(key), owner, own);
      }
    } else keep(value, words, owner, label);
  };
  const text = replyText(result);
  const document = result.structuredContent ?? parse(text);
  const subject = subjectOf(tool);
  if (document !== undefined) walk(document, subject, subject, null);
  if (typeof document !== 'object' || document === null) {
    for (const line of text.split('\n').slice(0, mostLines)) {
      const field = /^\s*([\p{L}][\p{L}\p{N} _-]{0,30}):\s+(\S.*)$/u.exec(line);
      if (field !== null) keep(field[2] as string, wordsOf(field[1] as string), subject, null);
      else keep(line.replace(/^\s*(?:[-*•]|\d+[.)]|\[[^\]]*\])\s*/u, '').trim(), subject, subject, null);
    }
  }
  return seen;
}

/** Values for one argument among those seen, most fitting first. */
export function pickSeen(seen: readonly Seen[], tool: string, name: string, schema: JsonObject): Seen[] {
  const scored = seen
    .map((candidate) => ({ candidate: fitType(candidate, schema), score: scoreOf(candidate, tool, name) }))
    .filter((item): item is { candidate: Seen; score: number } => item.candidate !== null && item.score > 0)
    .sort((a, b) => b.score - a.score);
  const distinct = new Map<string | number, Seen>();
  for (const { candidate } of scored) if (!distinct.has(candidate.value)) distinct.set(candidate.value, candidate);
  return [...distinct.values()];
}

const plainNames = new Set(['id', 'name', 'path', 'key', 'title', 'code', 'number', 'slug', 'sha']);
const askingNames = new Set(['query', 'q', 'search', 'text', 'keyword', 'keywords', 'term', 'phrase']);

/** How well a value seen somewhere fits an argument, 0 for not at all. Names decide. */
function scoreOf(seen: Seen, tool: string, name: string): number {
  const wanted = wordsOf(name).map(singular);
  const last = wanted.at(-1) ?? '';
  const subject = subjectOf(tool);
  const own = seen.words.map(singular);
  const isAboutIt = same(subject, seen.owner) || (subject.length > 0 && seen.owner.includes(subject.at(-1) as string));
  if (guessKind(name, '', undefined) === 'path' && own.includes('path')) {
    const wantsFolder = wanted.some((word) => ['directory', 'dir', 'folder'].includes(word)) || /director|folder/u.test(tool);
    return wantsFolder === seen.owner.includes('folder') ? 5 : 2;
  }
  if (same(wanted, [...seen.owner, ...own]) || same(wanted, [...seen.owner.slice(-1), ...own])) return 5;
  if (same(wanted, own)) return plainNames.has(last) && wanted.length === 1 ? (isAboutIt ? 5 : 2) : 4;
  if (wanted.length > 1 && plainNames.has(last) && same(wanted.slice(0, -1), own)) return 4;
  if (wanted.length === 1 && plainNames.has(last) && same(subject, own)) return 4;
  if (askingNames.has(last) && own.some((word) => namingWords.has(word))) return 1;
  return 0;
}

function fitType(seen: Seen, schema: JsonObject): Seen | null {
  const types = schema.type === undefined ? ['string'] : [schema.type].flat();
  if (typeof seen.value === 'number') {
    if (types.includes('number') || (types.includes('integer') && Number.isInteger(seen.value))) return seen;
    return types.includes('string') ? { ...seen, value: String(seen.value) } : null;
  }
  if (types.includes('string')) return seen;
  const number = Number(seen.value);
  return (types.includes('integer') && Number.isSafeInteger(number)) || (types.includes('number') && Number.isFinite(number))
    ? { ...seen, value: number }
    : null;
}

function nameIn(thing: JsonObject): string | null {
  for (const [key, value] of Object.entries(thing)) {
    if (typeof value === 'string' && value !== '' && value.length <= 80 && namingWords.has(wordsOf(key).at(-1) ?? '')) return value;
  }
  return null;
}

function parse(text: string): Json | undefined {
  if (!/^\s*[[{]/u.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.length > 0 && left.length === right.length && left.every((word, index) => word === right[index]);
}
