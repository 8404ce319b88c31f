import type { Json, JsonObject } from '../../model/json.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { Stream } from '../../random/stream.ts';
import type { SchemaNode } from '../document.ts';
import { compilePattern } from '../pattern.ts';
import { type Demand, type Refusal, refuse } from './demand.ts';
import { readExpression } from './expression.ts';
import { type Drawn, isDeep, type Place, pinAt, placeBelow, type Sampling, solve, spend } from './solve.ts';

/** Members that are invented at most; a schema that asks for more is refused. */
const MOST_INVENTED = 200;
/** How often an optional member is put in, at the top and below. */
const OFTEN = 0.5;
const SELDOM = 0.25;

/** An object within all bounds, with every required member and the optional ones that the style asks for. */
export function drawObject(sampling: Sampling, demand: Demand, place: Place, attempt: number): Drawn {
  const names = knownNames(demand);
  const required = withNeeds(demand, demand.required);
  if (required.size > demand.mostMembers) return refuse(`more members are required than maxProperties ${demand.mostMembers} allows`, true);
  const members = new Map<string, Json>();
  for (const name of required) {
    const drawn = drawMember(sampling, demand, name, place);
    if ('refused' in drawn) return refuse(`${name}: ${drawn.refused}`, drawn.certain);
    members.set(name, drawn.value);
  }
  const optional = orderOptional(
    sampling,
    names.filter((name) => !required.has(name)),
    place,
    attempt,
  );
  for (const { name, wanted } of optional) {
    if (members.has(name)) continue;
    if (members.size >= demand.mostMembers) break;
    if (!wanted && members.size >= demand.leastMembers) continue;
    const refusal = putIn(sampling, demand, members, name, place);
    if (refusal !== undefined && isPinned(sampling, place, name)) return refuse(`${name}: ${refusal.refused}`, false);
  }
  const missing = Math.max(demand.leastMembers - members.size, inventedCount(sampling, demand, members, place, attempt));
  if (missing > 0) {
    const refusal = invent(sampling, demand, members, missing, place);
    if (refusal !== undefined) return refusal;
  }
  return { value: toObject(members, names) };
}

/** Adds a member with all that it calls for, or nothing. */
function putIn(sampling: Sampling, demand: Demand, members: Map<string, Json>, name: string, place: Place): Refusal | undefined {
  const added = new Map<string, Json>();
  for (const needed of withNeeds(demand, new Set([name]))) {
    if (members.has(needed)) continue;
    if (pinAt(sampling, placeBelow(place, needed))?.present === false) return refuse(`${needed} is left out`, false);
    const drawn = drawMember(sampling, demand, needed, place);
    if ('refused' in drawn) return drawn;
    added.set(needed, drawn.value);
  }
  if (members.size + added.size > demand.mostMembers) return refuse('no room', false);
  for (const [key, value] of added) members.set(key, value);
  return undefined;
}

function drawMember(sampling: Sampling, demand: Demand, name: string, place: Place): Drawn {
  const nodes = nodesOf(demand, name);
  if (name === '__proto__') return refuse('a member of this name means different things to different readers', false);
  if (nodes.includes(false)) return refuse('not allowed', true);
  if (!demand.names.every((node) => sampling.fits(node, name))) return refuse('no such name allowed', true);
  return solve(sampling, nodes, placeBelow(place, name));
}

/** All that is said of a member of this name. */
export function nodesOf(demand: Demand, name: string): SchemaNode[] {
  const nodes: SchemaNode[] = [];
  let spoken = false;
  for (const { named, patterned, others } of demand.members) {
    const before = nodes.length;
    if (Object.hasOwn(named, name)) nodes.push(named[name] as SchemaNode);
    for (const [pattern, node] of patterned) if (compilePattern(pattern).test(name)) nodes.push(node);
    if (nodes.length > before) spoken = true;
    else {
      nodes.push(others);
      if (others !== true && others !== false) spoken = true;
    }
  }
  return spoken ? nodes : [...nodes, ...demand.otherMembers];
}

/** Names that the schema speaks of, in its order. */
export function knownNames(demand: Demand): string[] {
  const names = new Set<string>();
  for (const { named } of demand.members) for (const name of Object.keys(named)) names.add(name);
  for (const name of demand.required) names.add(name);
  for (const [name, wanted] of demand.needs) for (const each of [name, ...wanted]) names.add(each);
  return [...names];
}

function withNeeds(demand: Demand, names: ReadonlySet<string>): Set<string> {
  const all = new Set(names);
  for (const name of all) for (const [owner, wanted] of demand.needs) if (owner === name) for (const each of wanted) all.add(each);
  return all;
}

/** The optional members in a drawn order, those that are wanted first. After a first failure, all or none gives way to some. */
function orderOptional(sampling: Sampling, names: string[], place: Place, attempt: number): { name: string; wanted: boolean }[] {
  const stream = place.stream.child('optional');
  const deep = isDeep(sampling, place);
  const often = place.path.length === 0 ? OFTEN : SELDOM;
  const listed = stream.shuffle(names).map((name) => {
    const pin = pinAt(sampling, placeBelow(place, name));
    const chance = stream.next() < (attempt % 3 === 0 ? often : attempt % 3 === 1 ? 0.2 : 0.8);
    const drawn = !deep && (sampling.style === 'some' || attempt > 0 ? chance && sampling.style !== 'required' : sampling.style === 'all');
    return { name, wanted: isPinned(sampling, place, name) || (pin?.present ?? drawn), banned: pin?.present === false };
  });
  return listed.filter(({ banned }) => !banned).sort((left, right) => Number(right.wanted) - Number(left.wanted));
}

/** Whether something is asked of this member, or of anything within it. */
function isPinned(sampling: Sampling, place: Place, name: string): boolean {
  if (sampling.pins.size === 0) return false;
  const own = pointerOf([...place.path, name]);
  for (const [pointer, pin] of sampling.pins) {
    if (pointer === own ? pin.present !== false : pointer.startsWith(`${own}/`)) return true;
  }
  return false;
}

/** Entries that an open map is given though nothing asks for them: one or two where it says what they are. */
function inventedCount(sampling: Sampling, demand: Demand, members: Map<string, Json>, place: Place, attempt: number): number {
  if (sampling.style === 'required' || isDeep(sampling, place) || attempt > 0 || members.size >= demand.mostMembers) return 0;
  const says = demand.members.some(
    ({ named, patterned, others }) =>
      Object.keys(named).length === 0 && (patterned.length > 0 || (typeof others === 'object' && others !== null)),
  );
  if (!says || members.size > 0) return 0;
  return Math.min(1 + place.stream.child('entries').below(2), demand.mostMembers - members.size);
}

function invent(sampling: Sampling, demand: Demand, members: Map<string, Json>, missing: number, place: Place): Refusal | undefined {
  if (missing > MOST_INVENTED) return refuse(`${missing} more members than are named`, false);
  const stream = place.stream.child('names');
  const asked = demand.leastMembers;
  let refusal = refuse('no more members are allowed', false);
  for (let attempt = 0; missing > 0 && attempt < 20 + 4 * missing; attempt += 1) {
    spend(sampling);
    const name = inventName(sampling, demand, attempt, stream.child(String(attempt)), place);
    if (name === undefined || members.has(name)) continue;
    const drawn = drawMember(sampling, demand, name, place);
    if ('refused' in drawn) refusal = drawn;
    else {
      members.set(name, drawn.value);
      missing -= 1;
    }
  }
  if (members.size >= asked) return undefined;
  const closed = demand.members.some(({ patterned, others }) => others === false && patterned.length === 0);
  return refuse(closed ? `fewer members are allowed than minProperties ${asked} asks for` : refusal.refused, false);
}

function inventName(sampling: Sampling, demand: Demand, attempt: number, stream: Stream, place: Place): string | undefined {
  const patterns = demand.members.flatMap(({ patterned }) => patterned.filter(([, node]) => node !== false).map(([pattern]) => pattern));
  if (patterns.length > 0 && attempt % 4 !== 3) return readExpression(stream.pick(patterns))?.write(undefined, stream);
  if (demand.names.length > 0) {
    const drawn = solve({ ...sampling, pins: new Map() }, [...demand.names, { type: 'string' }], {
      path: [...place.path, ''],
      hint: { name: 'key', title: '', description: '', above: [] },
      stream,
    });
    return 'value' in drawn && typeof drawn.value === 'string' ? drawn.value : undefined;
  }
  const plain = stream.pick(plainNames);
  return attempt < 12 ? plain : `${plain}${attempt}`;
}

const plainNames = ['color', 'size', 'region', 'source', 'owner', 'status', 'priority', 'note', 'unit', 'kind', 'level', 'stage'];

/** In the schema's order. An own member called `__proto__` stays one. */
function toObject(members: ReadonlyMap<string, Json>, names: readonly string[]): JsonObject {
  const order = new Map(names.map((name, index) => [name, index]));
  const sorted = [...members].sort(([left], [right]) => (order.get(left) ?? names.length) - (order.get(right) ?? names.length));
  return Object.fromEntries(sorted);
}
