import { canonicalJson } from '../model/canonical.ts';
import type { Json } from '../model/json.ts';
import { pointerOf, segmentsOf, valueAt } from '../model/pointer.ts';
import type { Primitive } from '../model/primitive.ts';
import { outcomesDiffer } from '../primitives/families.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import { type Part, parseRequests } from './template.ts';

/** Whether an argument of a tool is critical, and on what evidence. Members of a list are one argument, `/paths/*`. */
export interface Parameter {
  tool: string;
  pointer: string;
  kinds: string[];
  origins: string[];
  /** recorded calls that have it, and those in which it is critical */
  calls: number;
  critical: number;
  /** different values that held: with one alone nothing shows that another would be valid */
  values: number;
  /** pairs of calls that differ in it alone, and those of them that came to different things */
  siblings: number;
  differing: number;
  /** request templates of the tool, alone or in a chain, and those of them that state it */
  templates: number;
  stating: number;
}

/** Every argument that recorded calls of a ground have, in order of tool and pointer. */
export function describeParameters(ground: GroundLibrary): Parameter[] {
  const stated = statementsOf(ground);
  const found = new Map<string, Parameter & { seen: Set<string> }>();
  for (const primitive of ground.primitives) {
    for (const [pointer, role] of Object.entries(primitive.roles)) {
      const place = starred(pointer);
      const key = `${primitive.tool} ${place}`;
      const { templates, said } = stated.get(primitive.tool) ?? { templates: 0, said: new Map<string, number>() };
      const parameter = found.get(key) ?? {
        ...{ tool: primitive.tool, pointer: place, kinds: [], origins: [], calls: 0, critical: 0, values: 0, siblings: 0, differing: 0 },
        ...{ templates, stating: said.get(place) ?? 0, seen: new Set<string>() },
      };
      found.set(key, parameter);
      parameter.calls += 1;
      if (role.critical) parameter.critical += 1;
      if (!parameter.kinds.includes(role.kind)) parameter.kinds.push(role.kind);
      if (!parameter.origins.includes(role.origin)) parameter.origins.push(role.origin);
      parameter.seen.add(canonicalJson(valueAt(primitive.arguments, pointer) as Json));
      countSiblings(ground, primitive, pointer, parameter);
    }
  }
  const byName = (a: Parameter, b: Parameter) => (`${a.tool} ${a.pointer}` < `${b.tool} ${b.pointer}` ? -1 : 1);
  return [...found.values()].map(({ seen, ...parameter }) => ({ ...parameter, values: seen.size })).sort(byName);
}

/** Each pair of siblings is counted once, at the one with the lower id. */
function countSiblings({ families }: GroundLibrary, primitive: Primitive, pointer: string, parameter: Parameter): void {
  for (const sibling of families.siblingsAt(primitive, pointer)) {
    if (sibling.id < primitive.id) continue;
    parameter.siblings += 1;
    if (outcomesDiffer(primitive, sibling)) parameter.differing += 1;
  }
}

/** By tool: how many templates ask for it, and how many of them state each argument. */
function statementsOf({ phrases }: GroundLibrary): Map<string, { templates: number; said: Map<string, number> }> {
  const byTool = new Map<string, { templates: number; said: Map<string, number> }>();
  const note = (tools: readonly string[], requests: Parameters<typeof parseRequests>[0]) => {
    for (const { parts } of parseRequests(requests, tools.length)) {
      const places = new Set(placesIn(parts));
      for (const [step, tool] of tools.entries()) {
        const about = byTool.get(tool) ?? { templates: 0, said: new Map<string, number>() };
        byTool.set(tool, about);
        about.templates += 1;
        for (const place of places) {
          const pointer = place.slice(place.indexOf('/'));
          if (place.startsWith(`${step}/`)) about.said.set(pointer, (about.said.get(pointer) ?? 0) + 1);
        }
      }
    }
  };
  for (const [tool, { requests }] of Object.entries(phrases.tools)) note([tool], requests);
  for (const { tools, requests } of phrases.chains) note(tools, requests);
  return byTool;
}

/** Step and argument of everything a template states. */
function placesIn(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => {
    if (part.part === 'clause') return placesIn(part.parts);
    return part.part === 'slot' || part.part === 'literal' ? [`${part.step}${starred(part.pointer)}`] : [];
  });
}

function starred(pointer: string): string {
  return pointerOf(segmentsOf(pointer).map((segment) => (/^\d+$/u.test(segment) ? '*' : segment)));
}
