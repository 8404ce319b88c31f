import { canonicalJson } from '../model/canonical.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { pointerOf, segmentsOf } from '../model/pointer.ts';
import type { GroundTool } from '../model/tool.ts';
import type { DefinitionChange, ToolChange } from '../model/verify-report.ts';

/** A tool's definition, wherever it comes from. */
export type Definition = Pick<GroundTool, 'name' | 'title' | 'description' | 'inputSchema' | 'outputSchema' | 'annotations' | 'hash'>;

const parts = ['title', 'description', 'inputSchema', 'outputSchema', 'annotations'] as const;

/** Which tools came, went or are defined otherwise, in the order of the recording, then of the server. */
export function diffTools(before: readonly Definition[], now: readonly Definition[], callsOf: (tool: string) => number): ToolChange[] {
  const fresh = new Map(now.map((tool) => [tool.name, tool]));
  const known = new Set(before.map(({ name }) => name));
  const changes: ToolChange[] = [];
  for (const old of before) {
    const tool = fresh.get(old.name);
    const calls = callsOf(old.name);
    if (tool === undefined) changes.push({ tool: old.name, change: 'removed', hash: { from: old.hash, to: null }, calls, parts: [] });
    else if (tool.hash !== old.hash) {
      changes.push({ tool: old.name, change: 'changed', hash: { from: old.hash, to: tool.hash }, calls, parts: diffDefinition(old, tool) });
    }
  }
  for (const tool of now) {
    if (!known.has(tool.name)) changes.push({ tool: tool.name, change: 'added', hash: { from: null, to: tool.hash }, calls: 0, parts: [] });
  }
  return changes;
}

/** What differs in a tool's definition. A hash that changed for a reason nobody kept shows as `other`. */
export function diffDefinition(before: Definition, now: Definition): DefinitionChange[] {
  const changes = parts.flatMap((part) =>
    diffJson((before[part] ?? null) as Json, (now[part] ?? null) as Json, []).map(
      ({ segments, from, to }): DefinitionChange => ({
        part,
        pointer: pointerOf(segments),
        parameter: part === 'inputSchema' ? parameterAt(segments, from ?? to) : null,
        from,
        to,
      }),
    ),
  );
  return changes.length > 0 ? changes : [{ part: 'other', pointer: '', parameter: null, from: null, to: null }];
}

/** A change of a definition in one line: which parameter, and what of it. */
export function sayDefinitionChange({ part, pointer, parameter, from, to }: DefinitionChange): string {
  if (part === 'other') return 'its hash changed, by something that is not recorded';
  const what = parameter === null ? (pointer === '' ? part : `${part} ${pointer}`) : `parameter ${parameter}`;
  const keyword = parameter === null ? '' : keywordAt(segmentsOf(pointer));
  if (keyword === '') return from === null ? `${what} added` : to === null ? `${what} removed` : `${what}: ${short(from)} -> ${short(to)}`;
  if (keyword === 'required') return `${what} is ${from === null ? 'now required' : 'no longer required'}`;
  if (from === null) return `${what}: ${keyword} ${short(to)} added`;
  return to === null ? `${what}: ${keyword} ${short(from)} removed` : `${what}: ${keyword} ${short(from)} -> ${short(to)}`;
}

interface Difference {
  segments: (string | number)[];
  from: Json | null;
  to: Json | null;
}

/** The smallest differing places. Lists of plain values (`required`, `enum`) are sets: their members came or went. */
function diffJson(before: Json, now: Json, segments: (string | number)[]): Difference[] {
  if (canonicalJson(before) === canonicalJson(now)) return [];
  if (isPlainList(before) && isPlainList(now)) {
    const changes = [
      ...before.filter((item) => !now.includes(item)).map((item) => ({ segments, from: item, to: null })),
      ...now.filter((item) => !before.includes(item)).map((item) => ({ segments, from: null, to: item })),
    ];
    return changes.length > 0 ? changes : [{ segments, from: before, to: now }];
  }
  if (!isObject(before) || !isObject(now)) return [{ segments, from: before, to: now }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return keys.flatMap((key) => {
    const here = [...segments, key];
    const [old, fresh] = [Object.hasOwn(before, key) ? before[key] : undefined, Object.hasOwn(now, key) ? now[key] : undefined];
    // A list that came whole is told by its members. A parameter may be called so, too.
    if (key === 'required' && [old, fresh].every((list) => list === undefined || isPlainList(list)))
      return diffJson(old ?? [], fresh ?? [], here);
    return old === undefined || fresh === undefined
      ? [{ segments: here, from: old ?? null, to: fresh ?? null }]
      : diffJson(old, fresh, here);
  });
}

/** The parameter that a place in an input schema belongs to: what follows each `properties`, or the name that `required` holds. */
function parameterAt(segments: readonly (string | number)[], value: Json | null): string | null {
  const names: string[] = [];
  let at = 0;
  while (at < segments.length) {
    if (segments[at] === 'properties' && at + 1 < segments.length) {
      names.push(String(segments[at + 1]));
      at += 2;
    } else if (segments[at] === 'items' && at + 1 < segments.length) at += 1;
    else break;
  }
  if (segments[at] === 'required' && at === segments.length - 1 && typeof value === 'string') names.push(value);
  return names.length === 0 ? null : names.join('.');
}

/** What of a parameter changed: the rest of the pointer behind its name, empty for the parameter as a whole. */
function keywordAt(segments: readonly string[]): string {
  let at = 0;
  while (at < segments.length) {
    if (segments[at] === 'properties' && at + 1 < segments.length) at += 2;
    else if (segments[at] === 'items' && at + 1 < segments.length) at += 1;
    else break;
  }
  return segments.slice(at).join('.');
}

function isPlainList(value: Json): value is (string | number | boolean | null)[] {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function short(value: Json | null): string {
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
