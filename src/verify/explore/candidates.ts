import { canonicalJson } from '../../model/canonical.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { guessKind } from '../roles.ts';
import { escapePattern } from '../strings.ts';
import type { ListedTool } from '../tools.ts';
import { type Past, pickSeen, type Seen } from './harvest.ts';
import type { Slot } from './slots.ts';
import { readExamples } from './told.ts';
import { singular, subjectOf, wordsOf } from './words.ts';

/** Where a value comes from, the most trusted first. */
export const origins = ['given', 'told', 'declared', 'seen', 'shared', 'described', 'sampled', 'any'] as const;
export type ValueOrigin = (typeof origins)[number];

/** A value that may be tried in one place. */
export interface Candidate {
  value: Json;
  origin: ValueOrigin;
  /** where it was seen; of a list, its items */
  seen: readonly Seen[];
}

/** Values that a user gave, by parameter name and by `tool.parameter`; the latter go before. */
export type Given = ReadonlyMap<string, readonly Json[]>;

/** Makes meaningful values for one place: the same for the same arguments. */
export type Sample = (tool: string, slot: Slot, count: number) => readonly Json[];

/** What values may come from. */
export interface Stock {
  given: Given;
  seen: readonly Seen[];
  sample: Sample;
  /** values that refusals named, by `slotKey` */
  told: ReadonlyMap<string, readonly Json[]>;
  /** values that worked in a place of the same name, by that name in lower case */
  shared: ReadonlyMap<string, readonly Json[]>;
  /** how values did, by `slotKey` and value */
  tried: ReadonlyMap<string, ReadonlyMap<string, Past>>;
  /** how sorts of seen values did, by `slotKey` */
  sorts: ReadonlyMap<string, ReadonlyMap<string, Past>>;
}

const mostSeen = 16;
const sampledAtOnce = 12;
/** After so many failures and no success, values of one origin are no longer believed in. */
const patience = 3;

export function slotKey(tool: string, { pointer }: Slot): string {
  return `${tool}\n${pointer}`;
}

/** Values for one place, in the order they should be tried: those that worked first, those that failed last. */
export function candidatesFor(tool: ListedTool, slot: Slot, stock: Stock): Candidate[] {
  const key = slotKey(tool.name, slot);
  const past = stock.tried.get(key);
  const given = stock.given.get(`${tool.name}.${slot.name}`) ?? stock.given.get(slot.name);
  const plain =
    given === undefined ? gather(tool, slot, stock, key) : given.map((value) => ({ value, origin: 'given' as const, seen: [] }));
  const own = slot.isList ? listsOf(plain) : plain;
  const known = new Map<string, Candidate>();
  for (const candidate of own) {
    const id = canonicalJson(candidate.value);
    if (!known.has(id)) known.set(id, candidate);
  }
  const gone = new Set(origins.filter((origin) => origin !== 'given' && hasFailed([...known.values()], origin, past)));
  return [...known]
    .map(([id, candidate]) => ({ candidate, past: past?.get(id) }))
    .filter(({ candidate, past: record }) => !gone.has(candidate.origin) || (record?.ok ?? 0) > 0 || candidate.origin === 'declared')
    .map((item, index) => ({ ...item, index }))
    .sort((a, b) => standing(a.past) - standing(b.past) || a.index - b.index)
    .map(({ candidate }) => candidate);
}

/** Whether every value of this origin that was tried failed, and enough were. */
function hasFailed(candidates: readonly Candidate[], origin: ValueOrigin, past: ReadonlyMap<string, Past> | undefined): boolean {
  const records = candidates.filter((candidate) => candidate.origin === origin).map(({ value }) => past?.get(canonicalJson(value)));
  const failed = records.reduce((sum, record) => sum + (record?.failed ?? 0), 0);
  return failed >= patience * (origin === 'seen' ? 4 : 1) && records.every((record) => (record?.ok ?? 0) === 0);
}

function standing(past: Past | undefined): number {
  if (past === undefined) return 1;
  return past.ok > 0 ? 0 : 1 + past.failed;
}

function gather(tool: ListedTool, slot: Slot, stock: Stock, key: string): Candidate[] {
  const plainOf = (origin: ValueOrigin, values: readonly Json[]): Candidate[] => values.map((value) => ({ value, origin, seen: [] }));
  const told = (stock.told.get(key) ?? []).flatMap((value) => (slot.isList && Array.isArray(value) ? value : [value]));
  const declared = declaredValues(slot.schema);
  const isClosed = Array.isArray(slot.schema.enum) || slot.schema.const !== undefined || [slot.schema.type].flat().includes('boolean');
  if (isClosed) return [...plainOf('told', told), ...plainOf('declared', declared)];
  const picking = { tool: tool.name, name: slot.name, schema: slot.schema, ...pastOf(stock, key) };
  const fitting = withoutRelative(pickSeen(stock.seen, picking), stock.tried.get(key));
  const seen = fitting.filter((item) => !isItsOwn(item, tool.name)).slice(0, mostSeen);
  // What is to be made should not be there already.
  const there = fitting.filter((item) => isItsOwn(item, tool.name)).slice(0, 2);
  // Nobody guesses an id or a path where real ones are known.
  const isName = ['id', 'path'].includes(guessKind(slot.name, '', slot.schema));
  const sampled = isName && seen.length > 0 ? [] : plainOf('sampled', stock.sample(tool.name, slot, sampledAtOnce));
  const known: Candidate[] = [
    ...plainOf('told', told),
    ...plainOf('declared', declared),
    ...plainOf('described', describedValues(tool, slot)),
    ...composeQueries(tool, slot, stock.seen),
    ...seen.map((item) => ({ value: item.value, origin: 'seen' as const, seen: [item] })),
    ...plainOf('shared', stock.shared.get(slot.name.toLowerCase()) ?? []),
    ...plainOf('declared', boundsOf(slot.schema)),
    ...sampled,
    ...there.map((item) => ({ value: item.value, origin: 'seen' as const, seen: [item] })),
  ];
  const isWorking = [...(stock.tried.get(key)?.values() ?? [])].some(({ ok }) => ok > 0);
  if (isWorking || sampled.length === 0 || !hasFailed(known, 'sampled', stock.tried.get(key))) return known;
  // Whatever was sampled failed: anything of the right type that the server itself has shown may be what it wants.
  const isPath = guessKind(slot.name, '', slot.schema) === 'path';
  const anything = pickSeen(stock.seen, { ...picking, isDesperate: true }).filter(({ value }) => isPath || !String(value).includes('/'));
  return [...known, ...anything.slice(0, mostSeen).map((item) => ({ value: item.value, origin: 'any' as const, seen: [item] }))];
}

/** Relative paths are tried only where absolute ones failed: two names of one file are no two values. */
function withoutRelative(seen: readonly Seen[], past: ReadonlyMap<string, Past> | undefined): readonly Seen[] {
  const isRelative = ({ words }: Seen) => words.includes('relative');
  const whole = seen.filter((item) => !isRelative(item));
  if (whole.length === 0 || whole.length === seen.length) return seen;
  const known = whole.flatMap(({ value }) => past?.get(canonicalJson(value)) ?? past?.get(canonicalJson([value])) ?? []);
  const haveFailed = known.length >= Math.min(3, whole.length) && known.every(({ ok }) => ok === 0);
  return haveFailed ? seen : whole;
}

/** Whether a tool that makes things would be given the name of one that is there already. */
export function isItsOwn({ owner, words }: Seen, tool: string): boolean {
  const [verb = ''] = wordsOf(tool);
  if (!['create', 'add', 'insert', 'make', 'new'].includes(verb)) return false;
  const [last] = subjectOf(tool).slice(-1);
  return last !== undefined && owner.includes(last) && !words.includes('id');
}

function pastOf(stock: Stock, key: string): { past: ReadonlyMap<string, Past> } | Record<string, never> {
  const past = stock.sorts.get(key);
  return past === undefined ? {} : { past };
}

/** Values that the schema itself names. */
export function declaredValues(schema: JsonObject): Json[] {
  if (schema.const !== undefined) return [schema.const];
  if (Array.isArray(schema.enum)) return schema.enum.filter((value) => value !== null);
  if ([schema.type].flat().includes('boolean')) return [true, false];
  const examples = Array.isArray(schema.examples) ? schema.examples : schema.example === undefined ? [] : [schema.example];
  const initial = schema.default === undefined || schema.default === null || schema.default === '' ? [] : [schema.default];
  return [...examples, ...initial].filter((value) => value !== null && (typeof value !== 'object' || !Array.isArray(value)));
}

/** The ends of a bounded range, where they are not out of all proportion. */
function boundsOf(schema: JsonObject): Json[] {
  const bounds = [schema.minimum, schema.maximum].filter(
    (bound): bound is number => typeof bound === 'number' && Math.abs(bound) <= 10_000,
  );
  return [schema.type].flat().some((type) => type === 'integer' || type === 'number') ? bounds : [];
}

/** Values that the description of the argument gives as examples. */
function describedValues(tool: ListedTool, slot: Slot): Json[] {
  const { description } = slot.schema;
  const types = slot.schema.type === undefined ? ['string'] : [slot.schema.type].flat();
  const examples = typeof description === 'string' ? readExamples(description) : [];
  // `name: "x"` or `"name": "x"` in the description of the whole tool.
  const offered =
    slot.required || tool.description.toLowerCase().includes(`available ${slot.name.toLowerCase()}`)
      ? readOffered(tool.description, slot)
      : [];
  const inTool = [...tool.description.matchAll(/["'`]?([A-Za-z_][\w-]*)["'`]?\s*[:=]\s*["'`]([^"'`\n]{1,80})["'`]/gu)]
    .filter(([, name]) => name === slot.name)
    .map(([, , value]) => value as string);
  return [...examples, ...inTool, ...offered].flatMap((text): Json[] => {
    if (types.includes('string')) return [text];
    const number = Number(text);
    const isFit =
      text.trim() !== '' &&
      (types.includes('integer') ? Number.isSafeInteger(number) : types.includes('number') && Number.isFinite(number));
    return isFit ? [number] : [];
  });
}

/** What the description of a tool offers under the name of one argument: `Available packages: a, b`. */
function readOffered(description: string, { name }: Slot): string[] {
  const word = singular(wordsOf(name).at(-1) ?? '');
  const at =
    word.length < 3 ? -1 : description.search(new RegExp(`\\b(?:available|valid|supported|allowed|possible) ${escapePattern(word)}`, 'iu'));
  return at < 0 ? [] : readExamples(description.slice(at));
}

const mostQueried = 6;

/** Queries of the tables that replies have shown, where an argument takes SQL; else some that need no table. */
function composeQueries(tool: ListedTool, slot: Slot, seen: readonly Seen[]): Candidate[] {
  const words = wordsOf(slot.name);
  const said = `${slot.schema.description ?? ''} ${tool.name} ${tool.description}`;
  const takesSql =
    words.includes('sql') || (/\bSQL\b/iu.test(said) && words.some((word) => ['query', 'statement', 'queries'].includes(word)));
  if (!takesSql || slot.schema.type === 'boolean') return [];
  const names = seen.filter(({ value }) => typeof value === 'string' && /^[A-Za-z_]\w{1,40}$/u.test(value));
  const isTable = ({ words: own, owner }: Seen) => [...own, ...owner].includes('table');
  const tables = [...names.filter(isTable), ...names.filter((item) => !isTable(item) && item.words.includes('name'))];
  const distinct = [...new Map(tables.map((item) => [item.value, item])).values()].slice(0, mostQueried);
  const queries = distinct.flatMap((item) => [
    { text: `SELECT * FROM ${item.value} LIMIT 3`, item },
    { text: `SELECT COUNT(*) FROM ${item.value}`, item },
  ]);
  const bare = ['SELECT 1', 'SELECT 2', "SELECT 'a'", 'SELECT 1 + 1'];
  return [
    ...queries.map(({ text, item }) => ({ value: text, origin: 'seen' as const, seen: item.isMade === true ? [item] : [] })),
    ...bare.map((value) => ({ value, origin: 'described' as const, seen: [] })),
  ];
}

/** Lists of one item each, and one of the first two; what is a list already stays one. */
function listsOf(items: readonly Candidate[]): Candidate[] {
  const [first, second] = items.filter(({ value }) => !Array.isArray(value));
  const lists = items.map((item) => (Array.isArray(item.value) ? item : { ...item, value: [item.value] }));
  if (first === undefined || second === undefined || first.origin !== second.origin) return lists;
  const pair: Candidate = { value: [first.value, second.value], origin: first.origin, seen: [...first.seen, ...second.seen] };
  return [...lists.slice(0, 2), pair, ...lists.slice(2)];
}

/** Words of arguments that shape how much is shown or how, not what the request is about. */
const shaping = new Set(
  'limit offset page size per cursor max min count top first last skip verbose format timeout depth pretty indent compact raw encoding output'.split(
    ' ',
  ),
);

/** Whether an argument shapes the reply only. */
export function isShaping({ name, required }: Slot): boolean {
  return !required && wordsOf(name).some((word) => shaping.has(word) || shaping.has(singular(word)));
}
