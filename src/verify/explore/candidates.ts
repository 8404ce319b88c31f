import type { Chain } from '../../grounds/recipe.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { pointerOf, valueAt } from '../../model/pointer.ts';
import type { ListedTool } from '../tools.ts';
import { pickSeen, type Seen } from './harvest.ts';
import { findSlots, putAt, type Slot } from './slots.ts';
import { wordsOf } from './words.ts';

/** Values tried at one place, calls tried of one tool in one round. */
const mostValues = 8;
const mostCalls = 60;
const mostPartners = 3;

/** What is known before a round of calls. */
export interface Knowledge {
  seen: readonly Seen[];
  /** arguments that worked, by tool */
  worked: ReadonlyMap<string, readonly JsonObject[]>;
  /** calls that were made, by `callKey` */
  tried: ReadonlySet<string>;
}

export interface Proposal {
  chains: Chain[];
  /** arguments that no value is known for, by tool that therefore cannot be called */
  lacking: Map<string, string[]>;
}

export function callKey(tool: string, args: JsonObject): string {
  return `${tool} ${canonicalJson(args)}`;
}

/**
 * Proposes calls from a tool list alone: each tool with its required arguments only, every value known for each of them,
 * each optional argument present with each of its values, all of them together. Values come from the schemas (enum, const,
 * default, examples, both booleans, small numbers) and from what the server itself has shown; none is made up.
 */
export function proposeCalls(tools: readonly ListedTool[], known: Knowledge): Proposal {
  const proposal: Proposal = { chains: [], lacking: new Map() };
  for (const tool of tools) {
    const slots = findSlots(tool.inputSchema).map((slot) => ({ ...slot, ...valuesFor(slot, tool.name, known) }));
    const lacking = slots.filter((slot) => slot.required && slot.values.length === 0).map(({ name }) => name);
    if (lacking.length > 0) {
      proposal.lacking.set(tool.name, lacking);
      continue;
    }
    const calls = new Map<string, { args: JsonObject; scenario: string }>();
    const propose = (args: JsonObject, scenario: string) => {
      const key = callKey(tool.name, args);
      if (!calls.has(key) && !known.tried.has(key) && calls.size < mostCalls && tool.inputs(args).valid) calls.set(key, { args, scenario });
    };
    const base = slots
      .filter(({ required }) => required)
      .reduce((args, { segments, values }) => putAt(args, segments, values[0] as Json), emptyArguments(tool));
    propose(base, 'required-only');
    const required = slots.filter((slot) => slot.required);
    const optional = slots.filter((slot) => !slot.required && slot.values.length > 0);
    for (const { segments, values, name } of required)
      for (const value of values.slice(1)) propose(putAt(base, segments, value), `value:${name}`);
    for (const { segments, values, name } of optional)
      for (const value of values) propose(putAt(base, segments, value), `optional:${name}`);
    for (const { segments, values, name } of optional) {
      for (const partner of required) {
        for (const value of partner.values.slice(1, 1 + mostPartners)) {
          propose(putAt(putAt(base, segments, values[0] as Json), partner.segments, value), `optional:${name}+value:${partner.name}`);
        }
      }
    }
    if (optional.length > 1)
      propose(
        optional.reduce((args, { segments, values }) => putAt(args, segments, values[0] as Json), base),
        'all-optional',
      );
    for (const { args, scenario } of calls.values()) proposal.chains.push([{ tool: tool.name, arguments: args, scenario }]);
    proposal.chains.push(...linkCalls(tool, slots, base, known));
  }
  return proposal;
}

/** Calls that take a value from the reply it was seen in: first that call, then this. */
function linkCalls(tool: ListedTool, slots: readonly (Slot & { from: readonly Seen[] })[], base: JsonObject, known: Knowledge): Chain[] {
  const chains: Chain[] = [];
  for (const { segments, from, isList } of slots) {
    const pointer = pointerOf(isList ? [...segments, 0] : segments);
    for (const seen of from.slice(0, mostValues)) {
      const { source, value, label } = seen;
      if (source === null || source.tool === tool.name) continue;
      const args = putAt(base, segments, isList ? [value] : value);
      const scenario = `chain:${source.tool}-then-${tool.name}`;
      const isTried = known.tried.has(callKey(`${source.tool}>${tool.name}`, args));
      if (isTried || !tool.inputs(args).valid) continue;
      chains.push([
        { tool: source.tool, arguments: source.arguments, scenario },
        { tool: tool.name, arguments: args, scenario, upstream: { [pointer]: label === null ? {} : { label } } },
      ]);
    }
  }
  return chains;
}

/** Values for one place, those that worked first, and where those that were seen come from. */
function valuesFor(slot: Slot, tool: string, known: Knowledge): { values: Json[]; from: Seen[] } {
  const pointer = pointerOf(slot.segments);
  const worked = (known.worked.get(tool) ?? []).map((args) => valueAt(args, pointer)).filter((value) => value !== undefined);
  const from = pickSeen(known.seen, tool, slot.name, slot.schema).slice(0, mostValues);
  const declared = declaredValues(slot.schema);
  const single = declared.length > 0 ? [...declared, ...from.map(({ value }) => value)] : from.map(({ value }) => value);
  const plain = single.length > 0 ? single : smallNumbers(slot);
  const values = slot.isList ? listsOf(plain) : plain;
  return { values: distinct([...worked, ...values]).slice(0, mostValues), from };
}

function declaredValues(schema: JsonObject): Json[] {
  if (schema.const !== undefined) return [schema.const];
  if (Array.isArray(schema.enum)) return schema.enum.filter((value) => value !== null);
  if (schema.type === 'boolean') return [true, false];
  const examples = Array.isArray(schema.examples) ? schema.examples : [];
  return [
    ...(schema.default === undefined || schema.default === null || schema.default === '' ? [] : [schema.default]),
    ...examples,
  ].filter((value) => typeof value !== 'object');
}

/** Counts that anyone might ask for, where a number is no name of something. */
function smallNumbers({ schema, name }: Slot): Json[] {
  const types = [schema.type].flat();
  if (!types.includes('integer') && !types.includes('number')) return [];
  if (wordsOf(name).some((word) => ['id', 'ids', 'key'].includes(word))) return [];
  const low = typeof schema.minimum === 'number' ? schema.minimum : 1;
  const high = typeof schema.maximum === 'number' ? schema.maximum : Number.POSITIVE_INFINITY;
  const step = typeof schema.multipleOf === 'number' && schema.multipleOf > 0 ? schema.multipleOf : 1;
  return [1, 2, 3, 5, 10, 20].map((count) => count * step).filter((count) => count >= low && count <= high);
}

function listsOf(values: readonly Json[]): Json[] {
  const [first, second] = values;
  const pair = first !== undefined && second !== undefined ? [[first, second]] : [];
  return [...values.slice(0, mostValues - 1).map((value) => [value]), ...pair];
}

/** Required objects that have no place of their own in them. */
function emptyArguments(tool: ListedTool): JsonObject {
  const { required, properties } = tool.inputSchema;
  const args: JsonObject = {};
  for (const name of Array.isArray(required) ? required : []) {
    const schema =
      typeof properties === 'object' && properties !== null && !Array.isArray(properties) ? properties[String(name)] : undefined;
    if (typeof schema === 'object' && schema !== null && !Array.isArray(schema) && schema.type === 'object') args[String(name)] = {};
  }
  return args;
}

function distinct(values: readonly Json[]): Json[] {
  return [...new Map(values.map((value) => [canonicalJson(value), value])).values()];
}
