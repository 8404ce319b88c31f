import { canonicalJson } from '../../model/canonical.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { pointerOf, segmentsOf, valueAt } from '../../model/pointer.ts';
import type { SchemaNode, SchemaObject } from '../document.ts';
import type { SampleOptions, Sampler } from '../sample.ts';
import { nodesAt } from './array.ts';
import { type Demand, gatherDemand } from './demand.ts';
import { knownNames, nodesOf } from './object.ts';
import type { Edge, Pin } from './place.ts';
import { isSame, type Style } from './solve.ts';

/** Levels that are looked into, options of one choice, and cases of one schema at most. */
const DEEPEST = 5;
const MOST_OPTIONS = 24;
const MOST_CASES = 600;
/** A list or text at its upper bound stays readable up to this size. */
const LONGEST_LIST = 20;
const LONGEST_TEXT = 500;

export type Scenario = 'required' | 'all' | 'present' | 'absent' | 'enum' | 'edge' | 'boolean' | 'branch' | 'type' | 'default';

/** One value that shows one thing a schema allows, or why it could not be had. */
export type Covered = {
  scenario: Scenario;
  /** The place it is about; empty for the whole. */
  pointer: string;
  /** Which of several: the listed value, the end of the range, the number of the branch. */
  detail: string;
} & ({ value: Json } | { refused: string });

interface Case {
  scenario: Scenario;
  pointer: string;
  detail: string;
  pins: Map<string, Pin>;
  style: Style;
}

/** Where the walk stands: the subschemas of a place, and the options taken on the way. */
interface Spot {
  path: readonly (string | number)[];
  nodes: readonly SchemaNode[];
  settled: readonly (readonly [SchemaObject, string])[];
  options: readonly number[];
  pins: ReadonlyMap<string, Pin>;
}

/**
 * Values that together show what a schema allows: required members only, all of them, each optional one present and absent, each
 * listed value, both ends of each range and what is next to them, each branch and type, each default. All are drawn from the same
 * stream, so that two of them differ where their scenarios do.
 */
export function* coverSampler(sampler: Sampler, options: SampleOptions): Generator<Covered> {
  const seen = new Set<string>();
  let count = 0;
  for (const wanted of listCases(sampler, options)) {
    if (count >= MOST_CASES) return;
    const { scenario, pointer, detail, pins, style } = wanted;
    const sampled = sampler.sample({ ...options, pins, style });
    if ('value' in sampled) {
      if (!shows(wanted, sampled.value)) {
        yield { scenario, pointer, detail, refused: 'unsupported: the value drawn does not show it' };
        count += 1;
        continue;
      }
      const key = `${scenario} ${pointer} ${canonicalJson(sampled.value)}`;
      if (seen.has(key)) continue;
      seen.add(key);
    }
    yield { scenario, pointer, detail, ...sampled };
    count += 1;
  }
}

function* listCases(sampler: Sampler, options: SampleOptions): Generator<Case> {
  const whole = { pointer: '', detail: '', pins: new Map<string, Pin>() };
  yield { scenario: 'required', style: 'required', ...whole };
  yield { scenario: 'all', style: 'all', ...whole };
  yield* visit(sampler, options, { path: [], nodes: [sampler.document.root], settled: [], options: [], pins: new Map() });
}

function* visit(sampler: Sampler, options: SampleOptions, spot: Spot): Generator<Case> {
  const demand = gatherDemand(sampler.document, spot.nodes, (owner, keyword) =>
    spot.settled.some(([other, word]) => other === owner && word === keyword),
  );
  if ('refused' in demand) return;
  const pointer = pointerOf(spot.path);
  const [choice] = demand.choices;
  if (choice !== undefined) {
    const ways =
      choice.keyword === 'oneOf' && choice.options.length > 1 ? choice.options.filter(({ refuse }) => refuse.length > 0) : choice.options;
    for (const [index, option] of ways.slice(0, MOST_OPTIONS).entries()) {
      const taken = [...spot.options, index];
      const pins = withPin(spot.pins, pointer, { options: taken });
      if (ways.length > 1) yield { scenario: 'branch', pointer, detail: `${choice.keyword}/${index}`, pins, style: 'required' };
      yield* visit(sampler, options, {
        ...spot,
        nodes: [...spot.nodes, ...option.add],
        settled: [...spot.settled, [choice.owner, choice.keyword]],
        options: taken,
        pins,
      });
    }
    return;
  }
  yield* visitValue(sampler, demand, spot, pointer);
  if (spot.path.length < DEEPEST) yield* visitInside(sampler, options, demand, spot);
}

function* visitValue(sampler: Sampler, demand: Demand, spot: Spot, pointer: string): Generator<Case> {
  const at = (scenario: Scenario, detail: string, pin: Pin): Case => ({
    scenario,
    pointer,
    detail,
    pins: withPin(spot.pins, pointer, pin),
    style: 'required',
  });
  if (demand.constants !== undefined) {
    for (const value of demand.constants) yield at('enum', JSON.stringify(value), { value });
    return;
  }
  const fitting = demand.declared.filter((value) => demand.nodes.every((node) => sampler.fits(node, value)));
  for (const value of fitting.slice(0, 1)) yield at('default', JSON.stringify(value), { value });
  if (demand.types.size > 1 && demand.nodes.some(({ type }) => type !== undefined))
    for (const type of demand.types) yield at('type', type, { type });
  if (demand.types.has('boolean') && demand.types.size < 4)
    for (const value of [true, false]) yield at('boolean', String(value), { value });
  for (const edge of edgesOf(demand)) yield at('edge', edge, { edge });
}

function* visitInside(sampler: Sampler, options: SampleOptions, demand: Demand, spot: Spot): Generator<Case> {
  if (demand.types.has('object')) {
    for (const name of knownNames(demand)) {
      const path = [...spot.path, name];
      const pointer = pointerOf(path);
      const nodes = nodesOf(demand, name);
      if (nodes.includes(false)) continue;
      if (!demand.required.has(name)) {
        yield { scenario: 'present', pointer, detail: '', pins: withPin(spot.pins, pointer, { present: true }), style: 'required' };
        yield { scenario: 'absent', pointer, detail: '', pins: withPin(spot.pins, pointer, { present: false }), style: 'all' };
      }
      yield* visit(sampler, options, { path, nodes, settled: [], options: [], pins: withPin(spot.pins, pointer, { present: true }) });
    }
  }
  if (demand.types.has('array') && demand.mostItems > 0 && demand.items.length > 0) {
    const path = [...spot.path, 0];
    const pointer = pointerOf(path);
    yield* visit(sampler, options, {
      path,
      nodes: nodesAt(demand, 0),
      settled: [],
      options: [],
      pins: withPin(spot.pins, pointer, { present: true }),
    });
  }
}

function edgesOf(demand: Demand): Edge[] {
  const edges = new Set<Edge>();
  const add = (low: boolean, high: boolean) => {
    if (low) edges.add('least').add('nextLeast');
    if (high) edges.add('nextMost').add('most');
  };
  if (demand.types.has('number')) add(Number.isFinite(demand.low), Number.isFinite(demand.high));
  if (demand.types.has('string')) add(demand.shortest > 0, demand.longest <= LONGEST_TEXT);
  if (demand.types.has('array')) add(demand.leastItems > 0, demand.mostItems <= LONGEST_LIST);
  return [...edges];
}

/** Whether the value has what its case is about. */
function shows({ scenario, pointer, pins }: Case, value: Json): boolean {
  const found = valueAt(value, pointer);
  if (scenario === 'absent') return found === undefined;
  const wanted = pins.get(pointer)?.value;
  return found !== undefined && (wanted === undefined || isSame(found, wanted));
}

function withPin(pins: ReadonlyMap<string, Pin>, pointer: string, pin: Pin): Map<string, Pin> {
  return new Map(pins).set(pointer, { ...pins.get(pointer), ...pin });
}

/** Values of one place, each of which fits where the others of `base` stay as they are. */
export interface Distinct {
  base: Json;
  /** The first is the one that `base` has. */
  values: Json[];
}

/** Tries for each value that is asked for. */
const TRIES = 12;

/**
 * Up to `count` different values for one place of a value, with all else the same. Fewer where the schema allows no more, or
 * where no more were found. `base` is drawn where none is given; it then has something at the pointer.
 */
export function distinctOf(
  sampler: Sampler,
  pointer: string,
  count: number,
  options: SampleOptions & { base?: Json },
): Distinct | { refused: string } {
  const pins = withPin(options.pins ?? new Map(), pointer, { ...options.pins?.get(pointer), present: true });
  let base = options.base;
  if (base === undefined) {
    const sampled = sampler.sample({ ...options, pins });
    if ('refused' in sampled) return sampled;
    base = sampled.value;
  }
  const own = valueAt(base, pointer);
  const values = own === undefined ? [] : [own];
  const seen = new Set(values.map(canonicalJson));
  if (own === undefined && options.base === undefined) return { refused: `unsupported: nothing stands at ${pointer}` };
  for (let attempt = 0; values.length < count && attempt < TRIES * count; attempt += 1) {
    const sampled = sampler.sample({ ...options, pins, stream: options.stream.child(`distinct/${attempt}`) });
    if ('refused' in sampled) break;
    const value = valueAt(sampled.value, pointer);
    if (value === undefined || seen.has(canonicalJson(value))) continue;
    seen.add(canonicalJson(value));
    const changed = putAt(base, segmentsOf(pointer), value);
    if (changed !== undefined && sampler.validate(changed).valid) values.push(value);
  }
  return { base, values };
}

/** The document with a value at a pointer, put in where its holder has none. Undefined where there is no holder. */
function putAt(here: Json, segments: readonly string[], value: Json): Json | undefined {
  const [key, ...rest] = segments;
  if (key === undefined) return value;
  if (Array.isArray(here)) {
    const index = Number(key);
    const inner = putAt(here[index] ?? null, rest, value);
    return inner === undefined || !Number.isInteger(index) || index > here.length
      ? undefined
      : here.with(Math.min(index, here.length - 1), inner);
  }
  if (here === null || typeof here !== 'object') return undefined;
  const inner = putAt(Object.hasOwn(here, key) ? (here[key] as Json) : null, rest, value);
  if (inner === undefined) return undefined;
  return Object.fromEntries([...Object.entries(here as JsonObject).filter(([name]) => name !== key), [key, inner]]);
}
