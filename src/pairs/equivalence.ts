import { canonicalJson } from '../model/canonical.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { replaceAt, valueAt } from '../model/pointer.ts';
import type { Kind, Role } from '../model/primitive.ts';
import type { OfferedTool } from '../model/tool.ts';
import type { Call } from '../trajectories/decision.ts';

/**
 * A call's meaning as text: equal texts, equal calls. Values are written one way by their kind, an argument that says no more than
 * its declared default is left out, and keys are sorted.
 */
export function canonicalCall(call: Call, roles: Readonly<Record<string, Role>>, tool: OfferedTool | undefined): string {
  let args: Json = call.arguments;
  for (const [pointer, role] of Object.entries(roles)) {
    const value = valueAt(args, pointer);
    if (value !== undefined) args = replaceAt(args, pointer, canonicalValue(value, role.kind));
  }
  return `${call.name} ${canonicalJson(withoutDefaults(args as JsonObject, tool))}`;
}

/** A value written one way: `2026-03-09T00:00:00Z` and `2026-03-09` are one day, `reports/` and `./reports` one folder. */
export function canonicalValue(value: Json, kind: Kind): Json {
  if (kind === 'date' && typeof value === 'string') return canonicalDate(value);
  if (kind === 'path' && typeof value === 'string') return canonicalPath(value);
  if ((kind === 'count' || kind === 'number') && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) {
    return Number(value);
  }
  if (kind === 'flag' && typeof value === 'string' && /^(?:true|false)$/iu.test(value)) return value.toLowerCase() === 'true';
  if (kind === 'list' && Array.isArray(value)) return [...value].sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  if (typeof value === 'string') return value.trim();
  return value;
}

function canonicalDate(text: string): string {
  const day = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?)?$/u.exec(text.trim());
  return day?.[1] ?? text.trim();
}

function canonicalPath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else kept.push(segment);
  }
  return `${isAbsolute ? '/' : ''}${kept.join('/')}`;
}

function withoutDefaults(args: JsonObject, tool: OfferedTool | undefined): JsonObject {
  const declared = valueAt(tool?.function.parameters ?? {}, '/properties');
  if (declared === undefined || declared === null || typeof declared !== 'object' || Array.isArray(declared)) return args;
  return Object.fromEntries(
    Object.entries(args).filter(([name, value]) => {
      const property = declared[name];
      const initial = property !== null && typeof property === 'object' && !Array.isArray(property) ? property.default : undefined;
      return initial === undefined || canonicalJson(initial) !== canonicalJson(value);
    }),
  );
}
