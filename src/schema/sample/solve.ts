import { canonicalJson } from '../../model/canonical.ts';
import type { Json } from '../../model/json.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { Stream } from '../../random/stream.ts';
import type { SchemaDocument, SchemaNode, SchemaObject } from '../document.ts';
import { drawArray } from './array.ts';
import { type Choice, type Demand, gatherDemand, type JsonType, type Option, type Refusal, refuse } from './demand.ts';
import { usualNumber } from './meaning.ts';
import { drawNumber } from './number.ts';
import { drawObject } from './object.ts';
import type { Hint, Pin } from './place.ts';
import { drawText } from './text.ts';

/** Levels below the depth asked for, within which everything has to come to an end. */
const MOST_LEVELS_MORE = 24;
/** Open choices that one place may settle one after the other. */
const MOST_CHOICES = 48;
/** Draws for one type before another is tried. */
const DRAWS = 6;

/** A guess at a value for a place, such as one that is known to exist there; undefined for no idea. */
export type Meaning = (hint: Hint, kind: 'text' | 'number' | 'integer', stream: Stream) => Json | undefined;

/** Which optional members are put in: none, some, or all. */
export type Style = 'required' | 'some' | 'all';

/** What one sampling carries along. */
export interface Sampling {
  document: SchemaDocument;
  /** Whether a value fits a subschema, as far as can be told cheaply. */
  fits(node: SchemaNode, value: Json): boolean;
  /** Least size of a value for a subschema; infinite where it never ends. */
  costOf(node: SchemaNode): number;
  meaning: Meaning | undefined;
  pins: ReadonlyMap<string, Pin>;
  style: Style;
  depth: number;
  /** Work left. Every place and every draw takes one. */
  steps: number;
}

/** A place in the value: where it stands, how deep, and the stream it draws from. */
export interface Place {
  path: readonly (string | number)[];
  hint: Hint;
  stream: Stream;
}

export type Drawn = { value: Json } | Refusal;

/** Thrown when the work allowed for one value is used up. */
export class OutOfWork extends Error {}

/** A value that fits all these subschemas at once. */
export function solve(sampling: Sampling, nodes: readonly SchemaNode[], place: Place): Drawn {
  if (place.path.length > sampling.depth + MOST_LEVELS_MORE)
    return refuse(`nothing ends within ${sampling.depth + MOST_LEVELS_MORE} levels`, false);
  if (nodes.some((node) => sampling.costOf(node) === Number.POSITIVE_INFINITY))
    return refuse('a value that holds itself without end', true);
  return settle(sampling, { nodes, denied: [], settled: [], place });
}

interface Situation {
  nodes: readonly SchemaNode[];
  denied: readonly SchemaNode[];
  settled: readonly (readonly [SchemaObject, string])[];
  place: Place;
}

/** Takes the open choices one by one, the stream's order first, and goes back where a way ends. */
function settle(sampling: Sampling, situation: Situation): Drawn {
  spend(sampling);
  const { nodes, denied, settled, place } = situation;
  const demand = gatherDemand(sampling.document, nodes, (owner, keyword) =>
    settled.some(([other, word]) => other === owner && word === keyword),
  );
  if ('refused' in demand) return demand;
  const [choice] = demand.choices;
  if (choice === undefined) return draw(sampling, demand, denied, place);
  if (settled.length >= MOST_CHOICES) return refuse(`more than ${MOST_CHOICES} choices in one place`, false);
  let refusal: Refusal | undefined;
  let certain = true;
  for (const option of orderOptions(sampling, choice, settled.length, place)) {
    const drawn = settle(sampling, {
      nodes: [...nodes, ...option.add],
      denied: [...denied, ...option.refuse],
      settled: [...settled, [choice.owner, choice.keyword]],
      place,
    });
    if ('value' in drawn) return drawn;
    certain &&= drawn.certain;
    refusal ??= drawn;
  }
  return refuse(refusal?.refused ?? `${choice.keyword} leaves no way`, certain);
}

function orderOptions(sampling: Sampling, choice: Choice, number: number, place: Place): readonly Option[] {
  const { options, keyword } = choice;
  const wanted = pinAt(sampling, place)?.options?.[number];
  if (wanted !== undefined) return options[wanted] === undefined ? [] : [options[wanted]];
  if (options.length === 1) return options;
  const costly = isDeep(sampling, place);
  const shuffled = place.stream.child(`choice/${number}`).shuffle(options);
  // What is only a way out, such as null beside a type, comes after what says something.
  const rank = (option: Option): number => {
    if (costly) return option.add.reduce((sum: number, node) => sum + Math.min(sampling.costOf(node), 1e9), 0);
    if (keyword === 'oneOf' && options.indexOf(option) >= options.length / 2 && option.refuse.length === 0) return 2;
    return option.add.some(isNullOnly) ? 1 : 0;
  };
  return shuffled
    .map((option) => ({ option, rank: rank(option) }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ option }) => option);
}

function isNullOnly(node: SchemaNode): boolean {
  return typeof node === 'object' && node.type === 'null';
}

function draw(sampling: Sampling, demand: Demand, denied: readonly SchemaNode[], place: Place): Drawn {
  const pin = pinAt(sampling, place);
  const fits = (value: Json) =>
    demand.nodes.every((node) => sampling.fits(node, value)) && denied.every((node) => !sampling.fits(node, value));
  if (pin?.value !== undefined) return fits(pin.value) ? { value: pin.value } : refuse('the value asked for does not fit', false);
  if (demand.constants !== undefined) return drawConstant(ofType(demand.constants, pin?.type), fits, place);
  if (pin?.edge === undefined && pin?.type === undefined) {
    const declared = drawDeclared(demand, fits, place);
    if (declared !== undefined) return { value: declared };
  }
  let refusal: Refusal | undefined;
  let certain = true;
  for (const type of orderTypes(sampling, demand, place)) {
    for (let attempt = 0; attempt < DRAWS; attempt += 1) {
      spend(sampling);
      const drawn = drawType(sampling, type, demand, place, attempt);
      // A plain object or list is made of parts that fit; what else it must be shows at the end.
      const plain = (type === 'object' || type === 'array') && demand.nodes.length === 1 && denied.length === 0;
      if ('value' in drawn && (plain || fits(drawn.value))) return drawn;
      if ('refused' in drawn) {
        certain &&= drawn.certain;
        refusal ??= drawn;
        if (drawn.certain || type !== 'object') break;
      } else certain = false;
      if (type === 'null') break;
    }
  }
  return refuse(refusal?.refused ?? 'no value drawn fits what must not hold', certain && refusal !== undefined);
}

/** One of the listed values that fit, in the stream's order; null and empty texts only where nothing else does. */
function drawConstant(constants: readonly Json[], fits: (value: Json) => boolean, place: Place): Drawn {
  const shuffled = place.stream.child('constant').shuffle(constants);
  const saysNothing = (value: Json) => value === null || value === '';
  for (const value of shuffled) if (!saysNothing(value) && fits(value)) return { value };
  for (const value of shuffled) if (saysNothing(value) && fits(value)) return { value };
  return refuse('no listed value fits the rest', true);
}

function ofType(values: readonly Json[], type: JsonType | undefined): readonly Json[] {
  return type === undefined ? values : values.filter((value) => typeOf(value) === type);
}

/** Defaults and examples stand in for a drawn value every third time, where they fit and say something. */
function drawDeclared(demand: Demand, fits: (value: Json) => boolean, place: Place): Json | undefined {
  if (demand.declared.length === 0) return undefined;
  const stream = place.stream.child('declared');
  if (stream.below(3) !== 0) return undefined;
  const usable = demand.declared.filter((value) => value !== null && value !== '' && !isEmpty(value) && demand.types.has(typeOf(value)));
  const value = usable.length === 0 ? undefined : stream.pick(usable);
  return value !== undefined && isTame(value) && fits(value) ? value : undefined;
}

function drawType(sampling: Sampling, type: JsonType, demand: Demand, place: Place, attempt: number): Drawn {
  const stream = place.stream.child(`${type}/${attempt}`);
  const edge = pinAt(sampling, place)?.edge;
  switch (type) {
    case 'null':
      return { value: null };
    case 'boolean':
      return { value: stream.below(2) === 0 };
    case 'number': {
      const hint = hintOf(demand, place);
      const kind = demand.whole ? 'integer' : 'number';
      const meant = attempt === 0 && edge === undefined ? sampling.meaning?.(hint, kind, stream) : undefined;
      if (typeof meant === 'number') return { value: meant };
      const drawn = drawNumber(demand, usualNumber(hint, demand.whole || (attempt % 2 === 0 && demand.types.size > 1)), edge, stream);
      return typeof drawn === 'number' ? { value: drawn } : drawn;
    }
    case 'string': {
      const hint = hintOf(demand, place);
      const meant = attempt === 0 && edge === undefined ? sampling.meaning?.(hint, 'text', stream) : undefined;
      if (typeof meant === 'string') return { value: meant };
      const drawn = drawText(demand, hint, edge, stream);
      return typeof drawn === 'string' ? { value: drawn } : drawn;
    }
    case 'array':
      return drawArray(sampling, demand, { ...place, hint: hintOf(demand, place), stream }, attempt);
    case 'object':
      return drawObject(sampling, demand, { ...place, hint: hintOf(demand, place), stream }, attempt);
  }
}

/** Types that keywords speak of come first, then texts; null last, as a way out. In deep places scalars come first. */
function orderTypes(sampling: Sampling, demand: Demand, place: Place): JsonType[] {
  const deep = isDeep(sampling, place);
  const typed = demand.nodes.some((node) => node.type !== undefined);
  const hinted = [...demand.hinted].some((type) => demand.types.has(type));
  const rank = (type: JsonType): number => {
    if (type === 'null') return 9;
    if (deep && (type === 'object' || type === 'array')) return 5;
    if (hinted && demand.hinted.has(type)) return typed && demand.types.size < 4 ? 1 : 0;
    if (typed) return 1;
    return type === 'string' ? 2 : 3;
  };
  const asked = pinAt(sampling, place)?.type;
  if (asked !== undefined) return demand.types.has(asked) ? [asked] : [];
  const order = demand.types.size === 1 ? [...demand.types] : place.stream.child('type').shuffle([...demand.types]);
  return order.sort((left, right) => rank(left) - rank(right));
}

/** Whether optional things are left out here so that the value comes to an end. */
export function isDeep(sampling: Sampling, place: Place): boolean {
  return place.path.length >= sampling.depth;
}

export function pinAt(sampling: Sampling, place: Place): Pin | undefined {
  return sampling.pins.size === 0 ? undefined : sampling.pins.get(pointerOf(place.path));
}

export function spend(sampling: Sampling): void {
  sampling.steps -= 1;
  if (sampling.steps < 0) throw new OutOfWork();
}

/** The place below this one. A member speaks for itself, an item for its list. */
export function placeBelow(place: Place, key: string | number): Place {
  const { hint } = place;
  return {
    path: [...place.path, key],
    hint:
      typeof key === 'string'
        ? { name: key, title: '', description: '', above: [...hint.above, hint.name].filter((name) => name !== '') }
        : { ...hint, title: '' },
    stream: place.stream.child(String(key)),
  };
}

/** What the schema says here, over what was known from above. */
function hintOf(demand: Demand, place: Place): Hint {
  return {
    ...place.hint,
    title: demand.title === '' ? place.hint.title : demand.title,
    description: demand.description === '' ? place.hint.description : demand.description,
  };
}

export function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as JsonType;
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Whether every reader of JSON gives the numbers back as they are. */
function isTame(value: Json): boolean {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER && Number(value.toFixed(10)) === value;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((inner) => isTame(inner as Json));
}

/** Whether two values are the same JSON. */
export function isSame(left: Json, right: Json): boolean {
  return canonicalJson(left) === canonicalJson(right);
}
