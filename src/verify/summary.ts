import { canonicalJson } from '../model/canonical.ts';
import type { JsonObject } from '../model/json.ts';
import { replaceAt, segmentsOf, valueAt } from '../model/pointer.ts';
import type { Primitive, Reject } from '../model/primitive.ts';
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

/** The figures of one ground as lines for a person: a table by tool, then the families, with a warning where one is small. */
export function sayFigures(tools: readonly GroundTool[], primitives: readonly Primitive[], rejects: readonly Reject[]): string[] {
  const rows = tools.map((tool) => {
    const verified = primitives.filter((primitive) => primitive.tool === tool.name);
    const refused = rejects.filter((reject) => reject.tool === tool.name);
    const reasons = Map.groupBy(refused, classOf);
    const why = [...reasons].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, list]) => `${name} ${list.length}`);
    const note = tool.admitted || refused.length + verified.length > 0 ? why.join(', ') : tool.reason;
    return [
      tool.name,
      `${verified.length + refused.length}`,
      `${verified.length}`,
      `${verified.filter(({ stability }) => stability === 'masked').length}`,
      note,
    ];
  });
  const unlisted = rejects.filter((reject) => !tools.some((tool) => tool.name === reject.tool));
  if (unlisted.length > 0)
    rows.push(['(not listed)', `${unlisted.length}`, '0', '0', [...new Set(unlisted.map(({ tool }) => tool))].join(', ')]);
  const lines = alignRows([['tool', 'tried', 'verified', 'masked', 'rejected'], ...rows]);
  const sizes = measureFamilies(primitives, tools);
  if (sizes.length > 0) {
    lines.push('');
    lines.push(
      ...alignRows([
        ['critical argument', 'values', ''],
        ...sizes.map(({ tool, pointer, values, wanted }) => [
          `${tool} ${pointer}`,
          `${values}`,
          values < wanted ? `! fewer than ${wanted}` : '',
        ]),
      ]),
    );
  }
  return lines;
}

/** A reject's class in the table: its verdict, or what spoke against a call that succeeded. */
function classOf(reject: Reject): string {
  if (reject.verdict !== 'ok') return reject.verdict;
  if (reject.reason.startsWith('not stable')) return 'unstable';
  if (reject.reason.startsWith('upstream')) return 'upstream';
  if (reject.reason.startsWith('changed the world')) return 'effect';
  return 'other';
}

function alignRows(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (/^\d+$/u.test(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
