import { canonicalJson } from '../model/canonical.ts';
import type { Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import type { Kind, Primitive } from '../model/primitive.ts';
import { type Decision, stepOf } from '../trajectories/decision.ts';
import { type Change, type Mutation, requestAlone, type Setting, type Target } from './operator.ts';

/** How many siblings one target offers: the nearest ones, so that large families stay near misses. */
const MOST_SIBLINGS = 6;

/** Arguments of the due call that are critical, of one of these kinds, and said by the user in its own words. */
export function criticalTargets(decision: Decision, kinds: readonly Kind[]): Target[] {
  if (decision.due !== 'call') return [];
  const { primitive, links } = stepOf(decision);
  return Object.entries(primitive.roles)
    .filter(
      ([pointer, role]) =>
        role.critical && role.origin === 'user' && kinds.includes(role.kind) && valueAt(primitive.arguments, pointer) !== undefined,
    )
    .filter(([pointer]) => !links.some((link) => link.pointer === pointer))
    .map(([pointer]) => ({ pointer }));
}

// The operators ask one after the other about the same call, and share what they are told.
let latest: { of: Primitive; nearest: Map<string, readonly Primitive[]>; changes: Map<string, Change> } | null = null;

function recall(of: Primitive): NonNullable<typeof latest> {
  if (latest?.of !== of) latest = { of, nearest: new Map(), changes: new Map() };
  return latest;
}

/** The recorded siblings at a target, nearest value first. */
export function nearestSiblings(decision: Decision, pointer: string): readonly Primitive[] {
  const { primitive } = stepOf(decision);
  const { nearest } = recall(primitive);
  let siblings = nearest.get(pointer);
  if (siblings === undefined) {
    siblings = rankSiblings(
      decision.trajectory.ground.families.siblingsAt(primitive, pointer),
      valueAt(primitive.arguments, pointer) as Json,
      pointer,
    );
    nearest.set(pointer, siblings);
  }
  return siblings;
}

/** The nearest of these siblings to a value, nearest first. */
export function rankSiblings(siblings: readonly Primitive[], value: Json, pointer: string): Primitive[] {
  return siblings
    .map((sibling) => ({ sibling, distance: distanceBetween(value, valueAt(sibling.arguments, pointer) as Json) }))
    .sort((a, b) => a.distance - b.distance || (a.sibling.id < b.sibling.id ? -1 : 1))
    .slice(0, MOST_SIBLINGS)
    .map(({ sibling }) => sibling);
}

/**
 * Whether two calls of a tool are of one sort, so that what is said of one fits the other: what they choose from lists, which flags they set and
 * whether it is a file or a folder that they name is the same.
 */
export function isOfSameSort(one: Primitive, other: Primitive): boolean {
  return sortOf(one) === sortOf(other);
}

function sortOf({ roles, arguments: args }: Primitive): string {
  return canonicalJson(
    Object.entries(roles).flatMap(([pointer, { kind }]) => {
      const value = valueAt(args, pointer) ?? null;
      if (kind === 'path') return [[pointer, /\.\w+$/u.test(String(value))]];
      return kind === 'enum' || kind === 'flag' ? [[pointer, value]] : [];
    }),
  );
}

/** The mutation that puts a sibling's value in place of ours. */
export function takeValueOf(sibling: Primitive, decision: Decision, pointer: string, setting: Setting = requestAlone): Mutation {
  const { primitive } = stepOf(decision);
  const { changes } = recall(primitive);
  const key = `${pointer} ${sibling.id}`;
  let change = changes.get(key);
  if (change === undefined) {
    const from = valueAt(primitive.arguments, pointer) as Json;
    const to = valueAt(sibling.arguments, pointer) as Json;
    change = { op: 'replace', pointer: `/arguments${pointer}`, from, to };
    changes.set(key, change);
  }
  return { change, setting, stated: pointer };
}

/** A distance from 0 (same) to 1: relative for numbers, days for dates, shared letter pairs for other texts. */
export function distanceBetween(left: Json, right: Json): number {
  if (typeof left === 'number' && typeof right === 'number') {
    return left === right ? 0 : Math.abs(left - right) / (Math.abs(left) + Math.abs(right) + 1);
  }
  const [a, b] = [
    String(typeof left === 'string' ? left : JSON.stringify(left)),
    String(typeof right === 'string' ? right : JSON.stringify(right)),
  ];
  const [day, otherDay] = MONTH.test(a) && MONTH.test(b) ? [Date.parse(a), Date.parse(b)] : [Number.NaN, Number.NaN];
  if (!Number.isNaN(day) && !Number.isNaN(otherDay)) {
    const days = Math.abs(day - otherDay) / 86_400_000;
    return days / (days + 30);
  }
  return 1 - sharedPairs(a.toLowerCase(), b.toLowerCase());
}

/** What a day begins with. */
const MONTH = /^\d{4}-\d{2}/u;

/** Dice's coefficient over neighbouring letters. */
function sharedPairs(a: string, b: string): number {
  const [ours, theirs] = [letterPairs(a), letterPairs(b)];
  let shared = 0;
  for (let i = 0, j = 0; i < ours.length && j < theirs.length; ) {
    const order = (ours[i] as number) - (theirs[j] as number);
    if (order === 0) shared++;
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return (2 * shared) / Math.max(1, a.length + b.length - 2);
}

// Every value of a family is compared with every other: its pairs are worth keeping for as long as the same ones are asked for.
const MOST_KEPT = 10_000;
const keptPairs = new Map<string, Uint32Array>();

/** The neighbouring letters of a text as numbers, ascending. */
function letterPairs(text: string): Uint32Array {
  let pairs = keptPairs.get(text);
  if (pairs === undefined) {
    pairs = new Uint32Array(Math.max(0, text.length - 1));
    for (let i = 0; i < pairs.length; i++) pairs[i] = text.charCodeAt(i) * 0x10000 + text.charCodeAt(i + 1);
    pairs.sort();
    if (keptPairs.size >= MOST_KEPT) keptPairs.clear();
    keptPairs.set(text, pairs);
  }
  return pairs;
}
