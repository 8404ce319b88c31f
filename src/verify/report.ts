import { canonicalJson } from '../model/canonical.ts';
import type { JsonObject } from '../model/json.ts';
import { pointerOf, valueAt } from '../model/pointer.ts';
import type { Primitive, Reject } from '../model/primitive.ts';
import type { GroundTool } from '../model/tool.ts';
import type { ParameterReport, ToolReport } from '../model/verify-report.ts';
import { type FamilySize, measureFamilies } from './coverage.ts';
import { readTools } from './tools.ts';

/** What a ground holds, as far as a report needs it. */
export interface Reported {
  tools: readonly GroundTool[];
  primitives: readonly Primitive[];
  rejects: readonly Reject[];
}

/**
 * Says of each tool whether it may be used and why: by RISE's criteria that its schema is standard and its calls hold (arXiv
 * 2601.15120), by how far its arguments are covered, and whether the world bore out its readOnlyHint. `sees`: whether there was a
 * world that a change would show in.
 */
export function reportTools({ tools, primitives, rejects }: Reported, sees: boolean): ToolReport[] {
  const verifiedOf = Map.groupBy(primitives, ({ tool }) => tool);
  const refusedOf = Map.groupBy(rejects, ({ tool }) => tool);
  const families = Map.groupBy(measureFamilies(primitives, tools), ({ tool }) => tool);
  return tools.map((tool) => {
    const verified = verifiedOf.get(tool.name) ?? [];
    const refused = refusedOf.get(tool.name) ?? [];
    const [listed] = readTools([tool]);
    const fault = listed?.fault ?? null;
    return {
      name: tool.name,
      admitted: tool.admitted,
      reason: tool.reason,
      standard: { holds: fault === null, fault },
      usable: {
        tried: verified.length + refused.length,
        verified: verified.length,
        masked: verified.filter(({ stability }) => stability === 'masked').length,
        refused: countClasses(refused),
        example: refused[0]?.reason ?? null,
      },
      readOnly: reportHint(tool, verified, refused, sees),
      parameters: reportParameters(tool, verified, refused, families.get(tool.name) ?? []),
      scenarios: reportScenarios(verified, refused),
    };
  });
}

/** A sentence for each tool whose readOnlyHint the world did not bear out. */
export function sayLies(tools: readonly ToolReport[]): string[] {
  return tools.flatMap(({ name, readOnly }) => {
    if (readOnly.holds !== false) return [];
    const calls = `${readOnly.changed} ${readOnly.changed === 1 ? 'call' : 'calls'}`;
    return [`${name} says that it only reads (readOnlyHint), and changed the world in ${calls}: none of those is kept`];
  });
}

/** A reject's class: its verdict, or what spoke against a call that succeeded. */
export function classOf(reject: Reject): string {
  if (reject.verdict !== 'ok') return reject.verdict;
  if (reject.reason.startsWith('not stable')) return 'unstable';
  if (reject.reason.startsWith('upstream')) return 'upstream';
  if (hasChanged(reject)) return 'effect';
  return 'other';
}

function hasChanged(reject: Reject): boolean {
  return reject.reason.replace(/^not stable: /u, '').startsWith('changed the world');
}

function countClasses(rejects: readonly Reject[]): Record<string, number> {
  const groups = [...Map.groupBy(rejects, classOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(groups.map(([kind, list]) => [kind, list.length]));
}

/** The world's digest before and after each call decides, never the hint. */
function reportHint(tool: GroundTool, verified: readonly Primitive[], refused: readonly Reject[], sees: boolean): ToolReport['readOnly'] {
  const said = tool.annotations?.readOnlyHint;
  const hint = typeof said === 'boolean' ? said : null;
  const changed = verified.filter(({ effect }) => effect === 'changed').length + refused.filter(hasChanged).length;
  if (hint === true && changed > 0) return { hint, changed, holds: false };
  if (hint === null || !sees || verified.length === 0) return { hint, changed, holds: null };
  // A tool that may write need not have written in the calls that were tried.
  return { hint, changed, holds: hint || changed > 0 ? true : null };
}

function reportParameters(
  { inputSchema }: GroundTool,
  verified: readonly Primitive[],
  refused: readonly Reject[],
  families: readonly FamilySize[],
): ParameterReport[] {
  const declared = isObject(inputSchema.properties) ? Object.keys(inputSchema.properties) : [];
  const required = Array.isArray(inputSchema.required) ? inputSchema.required : [];
  const critical = new Set(
    verified.flatMap(({ roles }) => Object.entries(roles).flatMap(([pointer, role]) => (role.critical ? [pointer] : []))),
  );
  const tops = declared.map((name) => pointerOf([name]));
  const nested = [...critical].filter((pointer) => !tops.includes(pointer)).sort();
  // A parameter whose parts have roles of their own is told by those.
  const pointers = [...tops.filter((top) => !nested.some((pointer) => pointer.startsWith(`${top}/`))), ...nested];
  const distinct = (calls: readonly { arguments: JsonObject }[], pointer: string) =>
    new Set(
      calls
        .map((call) => valueAt(call.arguments, pointer))
        .filter((value) => value !== undefined)
        .map(canonicalJson),
    );
  return pointers.map((pointer) => {
    const values = distinct(verified, pointer);
    const family = families.find((candidate) => candidate.pointer === pointer);
    return {
      pointer,
      required: required.some((name) => pointer === pointerOf([String(name)])),
      critical: critical.has(pointer),
      tried: new Set([...values, ...distinct(refused, pointer)]).size,
      values: values.size,
      siblings: family?.values ?? Math.min(1, values.size),
      wanted: family?.wanted ?? 0,
    };
  });
}

function reportScenarios(verified: readonly Primitive[], refused: readonly Reject[]): ToolReport['scenarios'] {
  const covered = new Set(verified.map(({ scenario }) => scenario));
  const missing = new Set(refused.map(({ scenario }) => scenario).filter((scenario) => !covered.has(scenario)));
  return { tried: covered.size + missing.size, covered: covered.size, missing: [...missing].sort() };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
