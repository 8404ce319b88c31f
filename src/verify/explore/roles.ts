import { canonicalJson } from '../../model/canonical.ts';
import type { JsonObject } from '../../model/json.ts';
import { pointerOf, replaceAt, valueAt } from '../../model/pointer.ts';
import type { Primitive, Role } from '../../model/primitive.ts';
import { replyText } from '../../primitives/reply.ts';
import { guessKind } from '../roles.ts';
import type { ListedTool } from '../tools.ts';
import { findSlots } from './slots.ts';
import { wordsOf } from './words.ts';

type Roles = Record<string, Record<string, Role>>;

/** Words of arguments that shape how much is shown, not what the request is about. */
const shaping = new Set(
  'limit offset page size per cursor max min count top first last skip verbose format timeout depth pretty indent'.split(' '),
);

/** First guess: everything a call can hold is said by the user. */
export function guessRoles(tools: readonly ListedTool[]): Roles {
  const roles: Roles = {};
  for (const tool of tools) {
    const own: Record<string, Role> = {};
    for (const { segments, name, schema, isList, required } of findSlots(tool.inputSchema)) {
      const isShaping = !required && wordsOf(name).some((word) => shaping.has(word));
      const kind = isList ? 'list' : guessKind(name, sampleOf(schema), schema);
      own[pointerOf(segments)] = { origin: 'user', critical: !isShaping, kind };
    }
    roles[tool.name] = own;
  }
  return roles;
}

/** Keeps an argument critical only where two verified calls that differ in it alone were answered differently. */
export function proveRoles(guessed: Roles, primitives: readonly Primitive[]): Roles {
  const proved: Roles = {};
  for (const [tool, own] of Object.entries(guessed)) {
    const calls = primitives.filter((primitive) => primitive.tool === tool);
    proved[tool] = Object.fromEntries(
      Object.entries(own).map(([pointer, role]) => [pointer, { ...role, critical: role.critical && isTelling(calls, pointer) }]),
    );
  }
  return proved;
}

function isTelling(calls: readonly Primitive[], pointer: string): boolean {
  const replies = new Map<string, Set<string>>();
  for (const call of calls) {
    if (valueAt(call.arguments, pointer) === undefined) continue;
    const around = canonicalJson([call.after, replaceAt(call.arguments, pointer, null)]);
    const known = (replies.get(around) ?? new Set()).add(replyText(call.result));
    if (known.size > 1) return true;
    replies.set(around, known);
  }
  return false;
}

function sampleOf(schema: JsonObject): string | number | boolean {
  const types = [schema.type].flat();
  if (types.includes('boolean')) return true;
  if (types.includes('integer')) return 1;
  return types.includes('number') ? 0.5 : '';
}
