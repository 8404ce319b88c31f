import { canonicalJson } from '../../model/canonical.ts';
import type { Json } from '../../model/json.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { SchemaNode } from '../document.ts';
import { type Contained, type Demand, refuse } from './demand.ts';
import { type Drawn, isDeep, type Place, pinAt, placeBelow, type Sampling, solve, spend } from './solve.ts';

/** Items that are drawn at most; a schema that asks for more is refused. */
const MOST_ITEMS = 500;
/** Draws for one item that has to differ from the others. */
const DRAWS = 12;

/** An array within all bounds. Items that `contains` asks for come first, as far as the positions allow. */
export function drawArray(sampling: Sampling, demand: Demand, place: Place, attempt: number): Drawn {
  const wanted = demand.contained.reduce((most, { least }) => Math.max(most, least), 0);
  const least = Math.max(demand.leastItems, wanted);
  if (least > demand.mostItems) return refuse(`${least} items are asked for and ${demand.mostItems} allowed`, demand.contained.length < 2);
  if (least > MOST_ITEMS) return refuse(`${least} items or more`, false);
  const length = lengthOf(sampling, demand, least, place, attempt);
  const items: Json[] = [];
  const seen = new Set<string>();
  while (items.length < length) {
    const drawn = drawItem(sampling, demand, items.length, seen, place, attempt);
    if ('refused' in drawn) {
      // What cannot be had further on need not be there.
      if (items.length >= least && !isAsked(sampling, place, items.length)) break;
      return refuse(`item ${items.length}: ${drawn.refused}`, drawn.certain);
    }
    items.push(drawn.value);
    seen.add(canonicalJson(drawn.value));
  }
  return { value: items };
}

function drawItem(sampling: Sampling, demand: Demand, index: number, seen: Set<string>, place: Place, attempt: number): Drawn {
  const below = placeBelow(place, index);
  const own = nodesAt(demand, index);
  const asked = demand.contained.filter(({ least }) => index < least).map(({ node }) => node);
  const barred = demand.contained.filter(({ most }) => index >= most);
  let last: Drawn = refuse('no item', false);
  for (let draw = 0; draw < (demand.unique || barred.length > 0 ? DRAWS : 1); draw += 1) {
    spend(sampling);
    const where = draw === 0 ? below : { ...below, stream: below.stream.child(`again/${draw}`) };
    const nodes = [...own, ...(attempt % 2 === 0 ? asked : [])];
    last = solve(sampling, barred.length > 0 ? [...nodes, ...barred.map(({ node }) => ({ not: node }))] : nodes, where);
    if ('refused' in last) {
      if (attempt > 0 && barred.length > 0) last = solve(sampling, nodes, where);
      if ('refused' in last) return last;
    }
    if (!demand.unique || !seen.has(canonicalJson(last.value))) return last;
  }
  // Two values at most for a boolean, one for null, few for an enum: running out shows after some draws only.
  return 'value' in last ? refuse('no further item that differs from the others', false) : last;
}

/** All that is said of the item at a position. */
export function nodesAt(demand: Demand, index: number): SchemaNode[] {
  const nodes: SchemaNode[] = [];
  let spoken = false;
  for (const { first, later } of demand.items) {
    if (index < first.length) {
      nodes.push(first[index] as SchemaNode);
      spoken = true;
    } else {
      nodes.push(later);
      if (later !== true) spoken = true;
    }
  }
  return spoken || fitsContained(demand.contained, index) ? nodes : [...nodes, ...demand.laterItems];
}

function fitsContained(contained: readonly Contained[], index: number): boolean {
  return contained.some(({ least }) => index < least);
}

function lengthOf(sampling: Sampling, demand: Demand, least: number, place: Place, attempt: number): number {
  const edge = pinAt(sampling, place)?.edge;
  const most = Math.min(demand.mostItems, MOST_ITEMS);
  if (edge === 'least') return least;
  if (edge === 'most') return most;
  if (edge === 'nextLeast') return Math.min(least + 1, most);
  if (edge === 'nextMost') return Math.max(most - 1, least);
  let asked = least;
  while (isAsked(sampling, place, asked)) asked += 1;
  const known = Math.max(0, ...demand.items.map(({ first }) => first.length));
  if (attempt > 2 || isDeep(sampling, place)) return Math.min(asked, most);
  if (known > 0) return Math.min(Math.max(asked, sampling.style === 'required' ? least : known), most);
  if (demand.laterItems.includes(false) || demand.items.some(({ later }) => later === false)) return asked;
  // A list without anything in it says little.
  const natural = Math.max(asked, 1) + (sampling.style === 'required' ? 0 : place.stream.child('length').below(3));
  return Math.min(natural, most);
}

/** Whether something is asked of the item at this position, or of a later one. */
function isAsked(sampling: Sampling, place: Place, index: number): boolean {
  if (sampling.pins.size === 0) return false;
  const own = `${pointerOf(place.path)}/`;
  for (const pointer of sampling.pins.keys()) {
    if (!pointer.startsWith(own)) continue;
    const position = Number(pointer.slice(own.length).split('/')[0]);
    if (Number.isInteger(position) && position >= index) return true;
  }
  return false;
}
