import { canonicalJson } from '../model/canonical.ts';
import type { JsonObject } from '../model/json.ts';
import { replaceAt, segmentsOf, valueAt } from '../model/pointer.ts';
import type { Primitive } from '../model/primitive.ts';
import type { GroundTool } from '../model/tool.ts';
import { schemaAt } from './roles.ts';

/** How many values one critical argument has in its largest family, and how many it should have. */
export interface FamilySize {
  tool: string;
  pointer: string;
  values: number;
  wanted: number;
}

/** A family this large gives every call three siblings. */
const wantedValues = 4;

/**
 * For each critical argument of each tool the largest family: verified calls that differ there and nowhere else. Wanted are
 * four values, fewer where the schema allows no more.
 */
export function measureFamilies(primitives: readonly Primitive[], tools: readonly GroundTool[]): FamilySize[] {
  const schemas = new Map(tools.map((tool) => [tool.name, tool.inputSchema]));
  const families = new Map<string, { tool: string; pointer: string; values: Map<string, Set<string>> }>();
  for (const primitive of primitives) {
    for (const [pointer, role] of Object.entries(primitive.roles)) {
      const value = valueAt(primitive.arguments, pointer);
      if (!role.critical || value === undefined) continue;
      const key = `${primitive.tool}\n${pointer}`;
      const family = families.get(key) ?? { tool: primitive.tool, pointer, values: new Map() };
      families.set(key, family);
      const around = canonicalJson([primitive.after, replaceAt(primitive.arguments, pointer, null)]);
      family.values.set(around, (family.values.get(around) ?? new Set()).add(canonicalJson(value)));
    }
  }
  return [...families]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { tool, pointer, values }]) => ({
      tool,
      pointer,
      values: Math.max(...[...values.values()].map((set) => set.size)),
      wanted: Math.min(wantedValues, countAllowed(schemas.get(tool) ?? {}, pointer)),
    }));
}

function countAllowed(schema: JsonObject, pointer: string): number {
  const part = schemaAt(schema, segmentsOf(pointer));
  if (part === undefined) return wantedValues;
  if (Array.isArray(part.enum)) return part.enum.length;
  if (part.const !== undefined) return 1;
  if (part.type === 'boolean') return 2;
  return wantedValues;
}
