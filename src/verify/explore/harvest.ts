import { canonicalJson } from '../../model/canonical.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Result } from '../../model/primitive.ts';
import { replyText } from '../../primitives/reply.ts';
import { compilePattern } from '../../schema/pattern.ts';
import { guessKind } from '../roles.ts';
import { stringsIn } from '../strings.ts';
import { singular, subjectOf, wordsOf } from './words.ts';

/** A call as exploring makes it. */
export interface KnownCall {
  tool: string;
  arguments: JsonObject;
}

/** The calls after which a value is there: the last one shows it, those before it made the state it ran in. */
export type Source = readonly KnownCall[];

/** A value that a server's own reply (or its world) holds, and what it seems to be. */
export interface Seen {
  value: string | number;
  /** words of the name it goes by */
  words: string[];
  /** words of the thing it belongs to */
  owner: string[];
  /**
   * How a person would name that thing: by something else in it that is a name, else, where the reply shows several such
   * values, by the value itself. Null where it is the only one.
   */
  label: string | null;
  /** null for what lies in the world */
  source: Source | null;
  /** whether it is only there once the calls of its source were made: they changed the world */
  isMade?: boolean;
}

const mostLines = 200;
const mostValues = 400;
const longestValue = 200;
const namingWords = new Set(['name', 'title', 'subject', 'label', 'summary', 'login', 'username', 'email']);

/** Values in a reply that may serve as arguments of further calls. `source` ends in the call that was replied to. */
export function harvestReply(source: Source, result: Result): Seen[] {
  const tool = source.at(-1)?.tool ?? '';
  const subject = subjectOf(tool);
  const text = replyText(result);
  const document = parse(text);
  const found =
    typeof document === 'object' && document !== null
      ? harvestDocument(document, subject)
      : [...harvestDocument(result.structuredContent ?? null, subject), ...harvestText(text, subject)];
  // What only repeats what was asked says nothing.
  const asked = [...stringsIn(source.at(-1)?.arguments ?? {})];
  const news = found.filter(
    ({ value }) => typeof value !== 'string' || !asked.some((text) => value === text || value.includes(`"${text}"`)),
  );
  return nameByValue(news.slice(0, mostValues)).map((seen) => ({ ...seen, source }));
}

type Found = Omit<Seen, 'source' | 'isMade'>;

/** Values of a JSON document; `subject` is what it is about. */
export function harvestDocument(document: Json, subject: string[]): Found[] {
  const found: Found[] = [];
  const keep = (value: Json, words: string[], owner: string[], label: string | null) => {
    if (typeof value === 'number' || (typeof value === 'string' && isShort(value))) {
      found.push({ value, words, owner, label: label === String(value) ? null : label });
    }
  };
  const walk = (value: Json, words: string[], owner: string[], label: string | null) => {
    if (Array.isArray(value)) for (const item of value) walk(item, words.map(singular), words.map(singular), null);
    else if (value !== null && typeof value === 'object') {
      const own = nameIn(value);
      for (const [key, member] of Object.entries(value)) {
        const isThing = member !== null && typeof member === 'object';
        // `{"data": [..]}` says nothing of what it holds; `{"orders": [..]}` does.
        const said = wordsOf(key);
        const named = isThing && said.every((word) => wrappers.has(word)) ? words : said;
        if (isThing) walk(member, named, named.map(singular), own);
        else keep(member, said, owner, own);
      }
    } else keep(value, words, owner, label);
  };
  walk(document, subject, subject, null);
  return found;
}

const wrappers = new Set([
  'data',
  'items',
  'item',
  'results',
  'result',
  'rows',
  'records',
  'entries',
  'values',
  'list',
  'content',
  'response',
  'page',
  'hits',
  'matches',
]);

/** Values of a text: fields, items of lists, rows of tables, words that are set apart. */
function harvestText(text: string, subject: string[]): Found[] {
  const found: Found[] = [];
  const keep = (value: string, words: string[]) => {
    const trimmed = value.trim().replace(/^["'`]+|["'`,;]+$/gu, '');
    // Headings and sentences name nothing.
    if (/^#|[:!?]$|\s\S+\s\S+.*\.$/u.test(trimmed)) return;
    if (isShort(trimmed)) found.push({ value: trimmed, words, owner: subject, label: null });
  };
  let headings: string[][] | null = null;
  for (const line of text.split('\n').slice(0, mostLines)) {
    const cells = /^\s*\|(.+)\|\s*$/u
      .exec(line)?.[1]
      ?.split('|')
      .map((cell) => cell.trim());
    if (cells !== undefined) {
      if (cells.every((cell) => /^:?-+:?$/u.test(cell))) continue;
      if (headings === null) headings = cells.map(wordsOf);
      else for (const [index, cell] of cells.entries()) if (headings[index] !== undefined) keep(cell, headings[index]);
      continue;
    }
    headings = null;
    const item = line.replace(/^\s*(?:[-*•]|\d+[.)]|\[[^\]]*\])\s+/u, '').trim();
    const links = [...item.matchAll(/\[([^\]\n]{1,80})\]\(([^)\s]{1,200})\)/gu)].filter(([, , target]) => !/^https?:/u.test(target ?? ''));
    for (const [, name, target] of links) found.push({ value: target as string, words: subject, owner: subject, label: name as string });
    if (links.length > 0) continue;
    for (const apart of item.matchAll(/`([^`\n]{1,80})`|\*\*([^*\n]{1,80})\*\*/gu)) keep(apart[1] ?? apart[2] ?? '', subject);
    const field = /^["']?([\p{L}][\p{L}\p{N} _-]{0,30}?)["']?\s*[:=]\s+(\S.*)$/u.exec(item.replaceAll('**', ''));
    if (field === null) keep(item, subject);
    else {
      keep(field[2] as string, wordsOf(field[1] as string));
      // `- main: the default branch`: what is named may be the thing itself.
      if (item !== line.trim()) keep(field[1] as string, subject);
    }
    for (const link of item.matchAll(/https?:\/\/[^\s"'<>)\]]+/gu)) keep(link[0], ['url']);
  }
  return found;
}

/** Where a reply shows several values of one sort, a person has to say which one. */
function nameByValue(found: readonly Found[]): Found[] {
  const sorts = Map.groupBy(found, sortOf);
  return found.map((seen) => {
    const alike = sorts.get(sortOf(seen)) ?? [];
    const distinct = new Set(alike.map(({ value }) => value)).size;
    if (distinct < 2) return { ...seen, label: null };
    const isClear = seen.label !== null && new Set(alike.filter(({ label }) => label === seen.label).map(({ value }) => value)).size === 1;
    return { ...seen, label: isClear ? seen.label : String(seen.value) };
  });
}

/** What sort of thing a seen value is: the same sort from the same tool serves the same arguments, or does not. */
export function sortOf({ words, owner, source }: Found & { source?: Source | null }): string {
  return `${source?.at(-1)?.tool ?? ''} ${owner.join('_')}.${words.join('_')}`;
}

/** How well a sort of values did in one place so far. */
export interface Past {
  ok: number;
  failed: number;
}

/** What is known when values are picked. */
export interface Picking {
  tool: string;
  name: string;
  schema: JsonObject;
  /** by `sortOf` */
  past?: ReadonlyMap<string, Past>;
  /** whether anything of the right type will do, because nothing better is known */
  isDesperate?: boolean;
}

/** Values for one argument among those seen, most fitting first, each once. */
export function pickSeen(seen: readonly Seen[], picking: Picking): Seen[] {
  const scored: { candidate: Seen; score: number }[] = [];
  for (const candidate of seen) {
    const fit = scoreOf(candidate, picking);
    // What is there anyway goes before what has to be made first.
    const score = fit === 0 ? 0 : fit + pastOf(candidate, picking) - (candidate.isMade === true ? 0.1 : 0);
    const fitting = score > 0 ? fitType(candidate, picking.schema) : null;
    if (fitting !== null) scored.push({ candidate: fitting, score });
  }
  scored.sort((a, b) => b.score - a.score);
  const distinct = new Map<string, Seen>();
  for (const { candidate } of scored) {
    const key = canonicalJson(candidate.value);
    if (!distinct.has(key)) distinct.set(key, candidate);
  }
  return [...distinct.values()];
}

/** A sort that served this place before goes first, one that never did goes out. */
function pastOf(seen: Seen, { past }: Picking): number {
  const record = past?.get(sortOf(seen));
  if (record === undefined) return 0;
  if (record.ok > 0) return 3;
  return record.failed >= 3 ? -100 : 0;
}

const plainNames = new Set(['id', 'name', 'path', 'key', 'title', 'code', 'number', 'slug', 'sha', 'uri', 'url', 'ref', 'identifier']);
const askingNames = new Set(['query', 'q', 'search', 'text', 'keyword', 'keywords', 'term', 'phrase', 'pattern']);

/** How well a value seen somewhere fits an argument, 0 for not at all. Names decide, then formats. */
function scoreOf(seen: Seen, { tool, name, schema, isDesperate }: Picking): number {
  const format = formatOf(name, schema);
  if (format !== null && !format.test(String(seen.value))) return 0;
  const byName = scoreNames(seen, tool, name);
  if (byName > 0) return byName;
  if (format !== null) return 3;
  const isToken = typeof seen.value === 'string' && /^[\w./:@#-]{2,60}$/u.test(seen.value);
  return isDesperate === true && (isToken || typeof seen.value === 'number') ? 0.2 : 0;
}

function scoreNames(seen: Seen, tool: string, name: string): number {
  const wanted = wordsOf(name).map(singular);
  const last = wanted.at(-1) ?? '';
  const subject = subjectOf(tool);
  const own = seen.words.map(singular);
  const isAboutIt = same(subject, seen.owner) || (subject.length > 0 && seen.owner.includes(subject.at(-1) as string));
  if (guessKind(name, '', undefined) === 'path' && own.includes('path')) {
    const wantsFolder =
      wanted.some((word) => ['directory', 'dir', 'folder', 'cwd', 'root'].includes(word)) || /director|folder/u.test(tool);
    return (wantsFolder === seen.owner.includes('folder') ? 5 : 2) - (own.includes('relative') ? 0.5 : 0);
  }
  if (same(wanted, [...seen.owner, ...own]) || same(wanted, [...seen.owner.slice(-1), ...own])) return 5;
  if (same(wanted, own)) return plainNames.has(last) && wanted.length === 1 ? (isAboutIt ? 5 : 2) : 4;
  if (wanted.length > 1 && plainNames.has(last) && same(wanted.slice(0, -1), own)) return 4;
  if (wanted.length === 1 && own.length > 1 && own.at(-1) === last && same(own, seen.owner)) return 3.5;
  if (wanted.length === 1 && plainNames.has(last) && same(subject, own)) return 4;
  // `table` takes the name of a table, `customer` its id.
  if (own.length === 1 && plainNames.has(own[0] as string) && (same(wanted, seen.owner) || same(wanted, seen.owner.slice(-1)))) return 4;
  if (own.length > 1 && plainNames.has(own.at(-1) as string) && same(wanted, own.slice(0, -1))) return 3.5;
  if (askingNames.has(last) && own.some((word) => namingWords.has(word) || word === 'keyword')) return 1;
  return 0;
}

const formats: Readonly<Record<string, RegExp>> = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/u,
  uri: /^[a-z][a-z0-9+.-]*:\S+$/iu,
  url: /^https?:\/\/\S+$/iu,
  date: /^\d{4}-\d\d-\d\d$/u,
  'date-time': /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/u,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu,
};

/** How a value for this argument has to look, where its schema or its name tells; null where neither does. */
function formatOf(name: string, schema: JsonObject): { test(text: string): boolean } | null {
  if (typeof schema.format === 'string' && Object.hasOwn(formats, schema.format)) return formats[schema.format] as RegExp;
  if (typeof schema.pattern === 'string') {
    try {
      return compilePattern(schema.pattern);
    } catch {
      return null;
    }
  }
  const last = wordsOf(name).at(-1) ?? '';
  return last === 'email' || last === 'url' || last === 'uuid' ? (formats[last] as RegExp) : null;
}

/** The value in a type that the schema takes, or null. */
export function fitType<Value extends { value: string | number }>(seen: Value, schema: JsonObject): Value | null {
  const types = schema.type === undefined ? ['string'] : [schema.type].flat();
  if (typeof seen.value === 'number') {
    if (types.includes('number') || (types.includes('integer') && Number.isInteger(seen.value))) return seen;
    return types.includes('string') ? { ...seen, value: String(seen.value) } : null;
  }
  if (types.includes('string')) return seen;
  const number = seen.value.trim() === '' ? Number.NaN : Number(seen.value);
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

function isShort(text: string): boolean {
  return text.trim() !== '' && text.length <= longestValue && !text.includes('\n');
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
