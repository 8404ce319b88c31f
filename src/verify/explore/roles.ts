import { canonicalJson } from '../../model/canonical.ts';
import type { Json } from '../../model/json.ts';
import { replaceAt, valueAt } from '../../model/pointer.ts';
import type { Kind, Primitive, Role } from '../../model/primitive.ts';
import { outcomesDiffer } from '../../primitives/families.ts';
import { guessKind, schemaAt } from '../roles.ts';
import type { ListedTool } from '../tools.ts';
import { isShaping } from './candidates.ts';
import { findSlots, type Slot } from './slots.ts';

type Roles = Record<string, Record<string, Role>>;

/** First guess: everything a call can hold is said by the user. */
export function guessRoles(tools: readonly ListedTool[]): Roles {
  return Object.fromEntries(
    tools.map((tool) => [
      tool.name,
      Object.fromEntries(
        findSlots(tool.inputSchema).map((slot) => [
          slot.pointer,
          { origin: 'user', critical: !isShaping(slot), kind: slot.isList ? 'list' : 'text' } as Role,
        ]),
      ),
    ]),
  );
}

/**
 * The roles that recordings bear out: an argument is of the kind that all its recorded values can be said as, and critical where
 * two calls that differ in it alone (or in its presence) came to different things. Lists that cannot be said as a whole have their
 * members said; what no person can say (an object of any shape) is left to the agent.
 */
export function settleRoles(tools: readonly ListedTool[], primitives: readonly Primitive[]): Roles {
  const byTool = Map.groupBy(primitives, ({ tool }) => tool);
  const roles: Roles = {};
  for (const tool of tools) {
    const calls = byTool.get(tool.name) ?? [];
    const own: Record<string, Role> = {};
    for (const slot of findSlots(tool.inputSchema)) {
      const places = placesOf(slot, calls);
      for (const { pointer, values } of places) {
        if (values.length === 0) continue;
        const kind = kindOf(slot, values, schemaAt(tool.inputSchema, slot.segments));
        if (kind === null) own[pointer] = { origin: 'agent', critical: false, kind: 'text' };
        else own[pointer] = { origin: 'user', critical: !isShaping(slot) && isTelling(calls, pointer), kind };
      }
    }
    roles[tool.name] = own;
  }
  return roles;
}

/** The places of a slot that are said: the slot itself, or the members of its lists. */
function placesOf(slot: Slot, calls: readonly Primitive[]): { pointer: string; values: Json[] }[] {
  const values = calls.map((call) => valueAt(call.arguments, slot.pointer)).filter((value) => value !== undefined);
  if (!slot.isList || values.every(isSpokenList)) return [{ pointer: slot.pointer, values }];
  const longest = Math.max(0, ...values.map((value) => (Array.isArray(value) ? value.length : 0)));
  return Array.from({ length: longest }, (_, index) => {
    const pointer = `${slot.pointer}/${index}`;
    return { pointer, values: calls.map((call) => valueAt(call.arguments, pointer)).filter((value) => value !== undefined) };
  });
}

function isSpokenList(value: Json): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => typeof item === 'string' && item.trim() === item && item !== '' && !/,| and /u.test(item))
  );
}

/** The kind that every one of these values can be said as; null when some cannot be said at all. */
function kindOf({ name, isList }: Slot, values: readonly Json[], schema: ReturnType<typeof schemaAt>): Kind | null {
  if (values.every(Array.isArray)) return isList && values.every(isSpokenList) ? 'list' : null;
  if (
    values.some(
      (value) => value === null || typeof value === 'object' || (typeof value === 'string' && (value.trim() !== value || value === '')),
    )
  )
    return null;
  if (values.some((value) => typeof value === 'boolean')) return values.every((value) => typeof value === 'boolean') ? 'flag' : 'enum';
  const kinds = new Set(values.map((value) => guessKind(name, value, isList ? undefined : schema)));
  const [only] = kinds;
  if (kinds.size === 1 && only !== undefined) return only;
  return [...kinds].every((kind) => kind === 'count' || kind === 'number') ? 'number' : 'text';
}

function isTelling(calls: readonly Primitive[], pointer: string): boolean {
  const around = new Map<string, Primitive[]>();
  for (const call of calls) {
    const has = valueAt(call.arguments, pointer) !== undefined;
    const key = canonicalJson([call.after, has ? replaceAt(call.arguments, pointer, null) : null]);
    if (has) around.set(key, [...(around.get(key) ?? []), call]);
  }
  if ([...around.values()].some(([first, ...others]) => first !== undefined && others.some((other) => outcomesDiffer(first, other))))
    return true;
  return calls.some((call) => {
    const parent = withoutTop(call, pointer);
    const bare = parent === null ? undefined : calls.find((other) => canonicalJson([other.after, other.arguments]) === parent);
    return bare !== undefined && outcomesDiffer(call, bare);
  });
}

/** The call without an argument of its own, as a key; null where it lacks it or the argument lies deeper. */
function withoutTop(call: Primitive, pointer: string): string | null {
  const name = pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
  if (pointer.indexOf('/', 1) >= 0 || !Object.hasOwn(call.arguments, name)) return null;
  const { [name]: _, ...rest } = call.arguments;
  return canonicalJson([call.after, rest]);
}
