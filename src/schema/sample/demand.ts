import type { Json } from '../../model/json.ts';
import { isSchemaNode, isSchemaObject, ownOf, type SchemaDocument, type SchemaNode, type SchemaObject } from '../document.ts';
import { patternOf } from './judge.ts';
import { negateNode } from './negate.ts';

export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';
export const jsonTypes: readonly JsonType[] = ['string', 'number', 'boolean', 'object', 'array', 'null'];

/** One way to satisfy a choice: what must hold then, and what must not. */
export interface Option {
  add: SchemaNode[];
  refuse: SchemaNode[];
}

/** A keyword that can be satisfied in several ways. */
export interface Choice {
  owner: SchemaObject;
  keyword: string;
  options: Option[];
}

/** Members as one subschema speaks of them: by name, by pattern, and all others. */
export interface MemberLayer {
  named: SchemaObject;
  patterned: [string, SchemaNode][];
  others: SchemaNode;
}

/** Items as one subschema speaks of them: by position, and all later ones. */
export interface ItemLayer {
  first: SchemaNode[];
  later: SchemaNode;
}

export interface Contained {
  node: SchemaNode;
  least: number;
  most: number;
}

/** All that several subschemas demand of one value, put together. Choices that are still open stand in `choices`. */
export interface Demand {
  nodes: SchemaObject[];
  types: Set<JsonType>;
  /** Types that keywords speak of, whether or not `type` does. */
  hinted: Set<JsonType>;
  whole: boolean;
  constants: Json[] | undefined;
  low: number;
  high: number;
  lowOpen: boolean;
  highOpen: boolean;
  steps: number[];
  shortest: number;
  longest: number;
  patterns: string[];
  formats: string[];
  encodings: string[];
  leastItems: number;
  mostItems: number;
  unique: boolean;
  items: ItemLayer[];
  contained: Contained[];
  laterItems: SchemaNode[];
  leastMembers: number;
  mostMembers: number;
  required: Set<string>;
  members: MemberLayer[];
  otherMembers: SchemaNode[];
  names: SchemaNode[];
  needs: [string, string[]][];
  choices: Choice[];
  declared: Json[];
  title: string;
  description: string;
}

/** Why something cannot be had. Certain: no value exists; else none was found. */
export interface Refusal {
  refused: string;
  certain: boolean;
}

export function refuse(refused: string, certain: boolean): Refusal {
  return { refused, certain };
}

/**
 * Puts together what these subschemas, and all that they refer to, demand of one value. `settled` says which choices were made
 * already. A contradiction between keywords is a certain refusal.
 */
export function gatherDemand(
  document: SchemaDocument,
  nodes: readonly SchemaNode[],
  settled: (owner: SchemaObject, keyword: string) => boolean,
): Demand | Refusal {
  const demand = emptyDemand();
  const seen = new Set<SchemaObject>();
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === true) continue;
    if (node === false) return refuse('nothing fits a false schema', true);
    if (seen.has(node)) continue;
    seen.add(node);
    demand.nodes.push(node);
    for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
      const reference = ownOf(node, keyword);
      if (typeof reference !== 'string') continue;
      const target = document.follow(node, reference);
      if (target === undefined) return refuse(`${keyword} "${reference}" leads nowhere`, false);
      waiting.push(target);
    }
    const all = ownOf(node, 'allOf');
    if (Array.isArray(all)) for (let at = all.length - 1; at >= 0; at -= 1) waiting.push(all[at] as SchemaNode);
    gatherKeywords(demand, node);
  }
  const wrong = findContradiction(demand);
  if (wrong !== undefined) return refuse(wrong, true);
  for (const node of demand.nodes) gatherChoices(document, demand, node, settled);
  for (const choice of demand.choices) if (choice.options.length === 0) return refuse(`${choice.keyword} leaves no way`, true);
  return demand;
}

function emptyDemand(): Demand {
  return {
    nodes: [],
    types: new Set(jsonTypes),
    hinted: new Set(),
    whole: false,
    constants: undefined,
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
    lowOpen: false,
    highOpen: false,
    steps: [],
    shortest: 0,
    longest: Number.POSITIVE_INFINITY,
    patterns: [],
    formats: [],
    encodings: [],
    leastItems: 0,
    mostItems: Number.POSITIVE_INFINITY,
    unique: false,
    items: [],
    contained: [],
    laterItems: [],
    leastMembers: 0,
    mostMembers: Number.POSITIVE_INFINITY,
    required: new Set(),
    members: [],
    otherMembers: [],
    names: [],
    needs: [],
    choices: [],
    declared: [],
    title: '',
    description: '',
  };
}

function gatherKeywords(demand: Demand, node: SchemaObject): void {
  gatherTypes(demand, node);
  gatherNumbers(demand, node);
  gatherText(demand, node);
  gatherItems(demand, node);
  gatherMembers(demand, node);
  if (Object.hasOwn(node, 'const')) narrowConstants(demand, [node.const as Json]);
  const listed = ownOf(node, 'enum');
  if (Array.isArray(listed)) narrowConstants(demand, listed as Json[]);
  if (Object.hasOwn(node, 'default')) demand.declared.push(node.default as Json);
  for (const keyword of ['examples', 'example']) {
    const given = ownOf(node, keyword);
    if (Array.isArray(given)) demand.declared.push(...(given as Json[]).slice(0, 20));
    else if (given !== undefined && keyword === 'example') demand.declared.push(given as Json);
  }
  if (demand.title === '') demand.title = textOf(node, 'title');
  if (demand.description === '') demand.description = textOf(node, 'description');
}

function gatherTypes(demand: Demand, node: SchemaObject): void {
  const given = ownOf(node, 'type');
  if (given === undefined) return;
  const names = (Array.isArray(given) ? given : [given]) as string[];
  const wholeOnly = names.includes('integer') && !names.includes('number');
  for (const type of demand.types) {
    if (!names.includes(type) && !(type === 'number' && wholeOnly)) demand.types.delete(type);
  }
  if (wholeOnly) demand.whole = true;
}

function gatherNumbers(demand: Demand, node: SchemaObject): void {
  for (const [keyword, open] of [
    ['minimum', false],
    ['exclusiveMinimum', true],
  ] as const) {
    const bound = numberOf(node, keyword);
    if (bound === undefined) continue;
    demand.hinted.add('number');
    if (bound > demand.low || (bound === demand.low && open)) {
      demand.low = bound;
      demand.lowOpen = open;
    }
  }
  for (const [keyword, open] of [
    ['maximum', false],
    ['exclusiveMaximum', true],
  ] as const) {
    const bound = numberOf(node, keyword);
    if (bound === undefined) continue;
    demand.hinted.add('number');
    if (bound < demand.high || (bound === demand.high && open)) {
      demand.high = bound;
      demand.highOpen = open;
    }
  }
  const step = numberOf(node, 'multipleOf');
  if (step !== undefined && step > 0) {
    demand.hinted.add('number');
    demand.steps.push(step);
  }
}

function gatherText(demand: Demand, node: SchemaObject): void {
  const least = numberOf(node, 'minLength');
  const most = numberOf(node, 'maxLength');
  if (least !== undefined) demand.shortest = Math.max(demand.shortest, least);
  if (most !== undefined) demand.longest = Math.min(demand.longest, most);
  const pattern = patternOf(node);
  if (typeof pattern === 'string' && !demand.patterns.includes(pattern)) demand.patterns.push(pattern);
  const format = ownOf(node, 'format');
  if (typeof format === 'string' && !demand.formats.includes(format)) demand.formats.push(format);
  const encoding = ownOf(node, 'contentEncoding');
  if (typeof encoding === 'string') demand.encodings.push(encoding.toLowerCase());
  if (least !== undefined || most !== undefined || typeof pattern === 'string') demand.hinted.add('string');
  if (typeof format === 'string') demand.hinted.add(/^(?:u?int\d*|float|double|decimal)$/u.test(format) ? 'number' : 'string');
}

function gatherItems(demand: Demand, node: SchemaObject): void {
  const least = numberOf(node, 'minItems');
  const most = numberOf(node, 'maxItems');
  if (least !== undefined) demand.leastItems = Math.max(demand.leastItems, least);
  if (most !== undefined) demand.mostItems = Math.min(demand.mostItems, most);
  if (ownOf(node, 'uniqueItems') === true) demand.unique = true;
  const items = ownOf(node, 'items');
  const prefix = ownOf(node, 'prefixItems');
  const additional = ownOf(node, 'additionalItems');
  if (Array.isArray(items)) demand.items.push({ first: items, later: isSchemaNode(additional) ? additional : true });
  else if (Array.isArray(prefix) || isSchemaNode(items))
    demand.items.push({ first: Array.isArray(prefix) ? prefix : [], later: isSchemaNode(items) ? items : true });
  const contains = ownOf(node, 'contains');
  if (isSchemaNode(contains)) {
    const fewest = numberOf(node, 'minContains') ?? 1;
    demand.contained.push({ node: contains, least: fewest, most: numberOf(node, 'maxContains') ?? Number.POSITIVE_INFINITY });
  }
  const unevaluated = ownOf(node, 'unevaluatedItems');
  if (isSchemaNode(unevaluated)) demand.laterItems.push(unevaluated);
  if (least !== undefined || most !== undefined || items !== undefined || prefix !== undefined || contains !== undefined)
    demand.hinted.add('array');
}

function gatherMembers(demand: Demand, node: SchemaObject): void {
  const least = numberOf(node, 'minProperties');
  const most = numberOf(node, 'maxProperties');
  if (least !== undefined) demand.leastMembers = Math.max(demand.leastMembers, least);
  if (most !== undefined) demand.mostMembers = Math.min(demand.mostMembers, most);
  const required = ownOf(node, 'required');
  if (Array.isArray(required)) for (const name of required) if (typeof name === 'string') demand.required.add(name);
  const named = ownOf(node, 'properties');
  const patterned = ownOf(node, 'patternProperties');
  const others = ownOf(node, 'additionalProperties');
  if (isSchemaObject(named) || isSchemaObject(patterned) || isSchemaNode(others)) {
    demand.members.push({
      named: isSchemaObject(named) ? named : {},
      patterned: isSchemaObject(patterned) ? (Object.entries(patterned) as [string, SchemaNode][]) : [],
      others: isSchemaNode(others) ? others : true,
    });
  }
  const unevaluated = ownOf(node, 'unevaluatedProperties');
  if (isSchemaNode(unevaluated)) demand.otherMembers.push(unevaluated);
  const names = ownOf(node, 'propertyNames');
  if (isSchemaNode(names)) demand.names.push(names);
  for (const keyword of ['dependentRequired', 'dependencies']) {
    const map = ownOf(node, keyword);
    if (!isSchemaObject(map)) continue;
    for (const [name, wanted] of Object.entries(map)) if (Array.isArray(wanted)) demand.needs.push([name, wanted as string[]]);
  }
  if (least !== undefined || most !== undefined || isSchemaObject(named) || isSchemaObject(patterned) || Array.isArray(required))
    demand.hinted.add('object');
  else if (isSchemaNode(others) || isSchemaNode(names) || demand.needs.length > 0) demand.hinted.add('object');
}

function findContradiction(demand: Demand): string | undefined {
  if (demand.types.size === 0) return 'the types exclude one another';
  if (demand.constants?.length === 0) return 'no listed value is allowed';
  if (demand.low > demand.high || (demand.low === demand.high && (demand.lowOpen || demand.highOpen))) {
    demand.types.delete('number');
    if (demand.types.size === 0) return `no number above ${demand.low} and below ${demand.high}`;
  }
  if (demand.shortest > demand.longest) {
    demand.types.delete('string');
    if (demand.types.size === 0) return `minLength ${demand.shortest} is more than maxLength ${demand.longest}`;
  }
  if (demand.leastItems > demand.mostItems) {
    demand.types.delete('array');
    if (demand.types.size === 0) return `minItems ${demand.leastItems} is more than maxItems ${demand.mostItems}`;
  }
  if (Math.max(demand.leastMembers, demand.required.size) > demand.mostMembers) {
    demand.types.delete('object');
    if (demand.types.size === 0) return `more members are required than maxProperties ${demand.mostMembers} allows`;
  }
  return undefined;
}

function gatherChoices(
  document: SchemaDocument,
  demand: Demand,
  node: SchemaObject,
  settled: (owner: SchemaObject, keyword: string) => boolean,
): void {
  const offer = (keyword: string, options: Option[]) => {
    if (!settled(node, keyword)) demand.choices.push({ owner: node, keyword, options });
  };
  const any = ownOf(node, 'anyOf');
  if (Array.isArray(any))
    offer(
      'anyOf',
      any.map((branch) => ({ add: [branch as SchemaNode], refuse: [] })),
    );
  const one = ownOf(node, 'oneOf');
  if (Array.isArray(one)) offer('oneOf', exactlyOne(one as SchemaNode[]));
  const condition = ownOf(node, 'if');
  if (isSchemaNode(condition)) {
    const [then, otherwise] = [ownOf(node, 'then'), ownOf(node, 'else')].map((branch) => (isSchemaNode(branch) ? branch : true));
    if (then !== true || otherwise !== true)
      offer('if', [
        { add: [condition, then as SchemaNode], refuse: [] },
        { add: [{ not: condition }, otherwise as SchemaNode], refuse: [] },
      ]);
  }
  const not = ownOf(node, 'not');
  if (isSchemaNode(not))
    offer(
      'not',
      negateNode(document, not).map((way) => ({ add: [way], refuse: [not] })),
    );
  for (const keyword of ['dependentSchemas', 'dependencies']) {
    const map = ownOf(node, keyword);
    if (!isSchemaObject(map) || !demand.types.has('object')) continue;
    for (const [name, then] of Object.entries(map)) {
      if (!isSchemaNode(then)) continue;
      const withIt: Option = { add: [{ required: [name] }, then], refuse: [] };
      const without: Option = { add: [{ properties: Object.fromEntries([[name, false]]) }], refuse: [] };
      offer(`${keyword}/${name}`, demand.required.has(name) ? [withIt] : [withIt, without]);
    }
  }
}

/** One branch and, afterwards, none of the others; where that fails, one branch and the others denied by construction. */
function exactlyOne(branches: SchemaNode[]): Option[] {
  const others = (own: number) => branches.filter((_, index) => index !== own);
  const checked = branches.map((branch, index) => ({ add: [branch], refuse: others(index) }));
  if (branches.length > 8) return checked;
  return [...checked, ...branches.map((branch, index) => ({ add: [branch, ...others(index).map((not) => ({ not }))], refuse: [] }))];
}

function narrowConstants(demand: Demand, values: Json[]): void {
  if (demand.constants === undefined) demand.constants = values;
  else {
    const allowed = new Set(values.map((value) => JSON.stringify(value)));
    demand.constants = demand.constants.filter((value) => allowed.has(JSON.stringify(value)));
  }
}

function numberOf(node: SchemaObject, keyword: string): number | undefined {
  const value = ownOf(node, keyword);
  return typeof value === 'number' ? value : undefined;
}

function textOf(node: SchemaObject, keyword: string): string {
  const value = ownOf(node, keyword);
  return typeof value === 'string' ? value : '';
}
