import { canonicalJson } from '../model/canonical.ts';
import { sha256Hex } from '../model/hash.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { pointerOf, removeAt, replaceAt, valueAt } from '../model/pointer.ts';
import type { Primitive } from '../model/primitive.ts';
import { replyText } from './reply.ts';

/** A verified call that has one argument more than another, and else is that call. */
export interface Extension {
  /** the argument that is more */
  pointer: string;
  primitive: Primitive;
}

/** Verified calls of one ground, found by what they have in common. */
export interface Families {
  /** The verified call with exactly these arguments in this state, if there is one. */
  recorded(tool: string, args: JsonObject, after: readonly string[]): Primitive | undefined;
  /** Whether exactly this call was recorded to fail in this state. */
  fails(tool: string, args: JsonObject, after: readonly string[]): boolean;
  /** Verified calls that differ from this one (which may be one that failed) in the value at one argument and nowhere else, itself left out, sorted by id. */
  siblingsAt(primitive: Primitive, pointer: string): readonly Primitive[];
  /** Verified calls in the same state that give one argument more, outside of lists. */
  extensionsOf(primitive: Primitive): readonly Extension[];
  /** Whether the tool was seen to take this value at this argument. */
  hasTaken(tool: string, pointer: string, value: Json): boolean;
}

/** Whether a recorded call failed. */
export function hasFailed({ verdict }: Primitive): boolean {
  return verdict !== 'ok';
}

/** Indexes the primitives of one ground, and beside them the calls that failed. */
export function indexFamilies(primitives: readonly Primitive[], failures: readonly Primitive[] = []): Families {
  const sorted = [...primitives].sort((a, b) => (a.id < b.id ? -1 : 1));
  const exact = new Map(sorted.map((primitive) => [keyOf(primitive.tool, primitive.arguments, primitive.after), primitive]));
  const failing = new Set(failures.map(({ tool, arguments: args, after }) => keyOf(tool, args, after)));
  const taken = new Set(
    sorted.flatMap(({ tool, arguments: args, roles }) =>
      givenIn(args, roles).map((pointer) => keyTaken(tool, pointer, valueAt(args, pointer) as Json)),
    ),
  );
  const families = groupByPlace(sorted, failures);
  let extensions: ReadonlyMap<string, readonly Extension[]> | undefined;
  return {
    extensionsOf: ({ tool, arguments: args, after }) => {
      extensions ??= indexExtensions(sorted, (key) => exact.has(key) || failing.has(key));
      return extensions.get(keyOf(tool, args, after)) ?? [];
    },
    recorded: (tool, args, after) => exact.get(keyOf(tool, args, after)),
    fails: (tool, args, after) => failing.has(keyOf(tool, args, after)),
    siblingsAt: (primitive, pointer) => (families.get(primitive)?.get(pointer) ?? []).filter((other) => other !== primitive),
    hasTaken: (tool, pointer, value) => taken.has(keyTaken(tool, pointer, value)),
  };
}

/**
 * By call and argument: the verified calls that differ from it there only, itself among them. By itself, so that the keys, which are many and long, are gone
 * once calls are grouped.
 */
function groupByPlace(primitives: readonly Primitive[], failures: readonly Primitive[]): Map<Primitive, Map<string, readonly Primitive[]>> {
  const around = new Map<string, Primitive[]>();
  const membersAt = (primitive: Primitive, pointer: string): Primitive[] => {
    const key = keyAround(primitive, pointer);
    const members = around.get(key) ?? [];
    around.set(key, members);
    return members;
  };
  const groupsOf = (primitive: Primitive) =>
    new Map(givenIn(primitive.arguments, primitive.roles).map((pointer) => [pointer, membersAt(primitive, pointer)]));
  const families = new Map(primitives.map((primitive) => [primitive, groupsOf(primitive)]));
  for (const [primitive, groups] of families) for (const members of groups.values()) members.push(primitive);
  for (const failure of failures) families.set(failure, groupsOf(failure));
  return families;
}

/** The arguments with a role that a call gives. */
function givenIn(args: JsonObject, roles: Primitive['roles']): string[] {
  return Object.keys(roles).filter((pointer) => valueAt(args, pointer) !== undefined);
}

/** Calls by what is left of them without one of their arguments, where that is a call of its own. */
function indexExtensions(primitives: readonly Primitive[], isCall: (key: string) => boolean): Map<string, Extension[]> {
  const extensions = new Map<string, Extension[]>();
  for (const primitive of primitives) {
    const named = Object.keys(primitive.roles).filter((pointer) => !/\/\d+(?:\/|$)/u.test(pointer));
    const own = Object.keys(primitive.arguments).map((name) => pointerOf([name]));
    for (const pointer of new Set([...own, ...named])) {
      if (valueAt(primitive.arguments, pointer) === undefined) continue;
      const key = keyOf(primitive.tool, removeAt(primitive.arguments, pointer) as JsonObject, primitive.after);
      if (!isCall(key)) continue;
      const known = extensions.get(key) ?? [];
      if (known.length === 0) extensions.set(key, known);
      known.push({ pointer, primitive });
    }
  }
  return extensions;
}

/** Whether two calls came to different things: their replies differ beyond white space, or they left different worlds behind. */
export function outcomesDiffer(left: Primitive, right: Primitive): boolean {
  if (left.effect !== right.effect) return true;
  if (left.leaves !== null && right.leaves !== null && left.leaves !== right.leaves) return true;
  return replyDigest(left) !== replyDigest(right);
}

const digests = new WeakMap<Primitive, string>();

/** The reply's hash but for white space: a reply is compared with many others, and its text is large. */
function replyDigest(primitive: Primitive): string {
  let digest = digests.get(primitive);
  if (digest === undefined) {
    digest = sha256Hex(replyText(primitive.result).replace(/\s+/gu, ' ').trim());
    digests.set(primitive, digest);
  }
  return digest;
}

function keyTaken(tool: string, pointer: string, value: Json): string {
  return `${tool}\n${pointer}\n${canonicalJson(value)}`;
}

function keyOf(tool: string, args: JsonObject, after: readonly string[]): string {
  return `${tool}\n${after.join()}\n${canonicalJson(args)}`;
}

/** The call with a blank where the argument stands; removing an array's member would move its neighbours. */
function keyAround(primitive: Primitive, pointer: string): string {
  return `${primitive.tool}\n${primitive.after.join()}\n${pointer}\n${canonicalJson(replaceAt(primitive.arguments, pointer, null))}`;
}
