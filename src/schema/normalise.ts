import type { Json, JsonObject } from '../model/json.ts';
import { findUnportable } from '../model/number.ts';
import { segmentsOf, valueAt } from '../model/pointer.ts';
import type { GroundTool, OfferedTool } from '../model/tool.ts';

/** How deep references are followed: real schemas need at most ten levels. */
const DEEPEST = 32;

/** Keywords whose members are named by the schema's author, not by JSON Schema. */
const NAMED = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']);

/** A listed tool in the form trainers read: portable, no dialect, local references inlined, always an object with properties. */
export function offerTool(tool: GroundTool): OfferedTool {
  const { $schema: _, ...schema } = dropUnportableHints(tool.inputSchema);
  const { $defs: _defs, definitions: _definitions, ...parameters } = inline(schema, schema, 0) as JsonObject;
  return {
    type: 'function',
    function: {
      name: tool.name,
      description: tool.description,
      parameters: { type: 'object', properties: {}, ...parameters },
    },
  };
}

function inline(here: Json, root: JsonObject, depth: number): Json {
  if (Array.isArray(here)) return here.map((item) => inline(item, root, depth));
  if (here === null || typeof here !== 'object') return here;
  const reference = here.$ref;
  if (typeof reference === 'string' && reference.startsWith('#') && depth < DEEPEST) {
    const { $ref: _, ...beside } = here;
    const target = pointedAt(root, reference);
    if (target !== undefined && target !== null && typeof target === 'object')
      return inline({ ...(target as JsonObject), ...beside }, root, depth + 1);
  }
  return Object.fromEntries(Object.entries(here).map(([key, value]) => [key, inline(value, root, depth)]));
}

function pointedAt(root: JsonObject, reference: string): Json | undefined {
  const pointer = decodeURIComponent(reference.slice(1));
  return segmentsOf(pointer).length === 0 ? root : valueAt(root, pointer);
}

/** A schema without each `default` and `examples` that holds a number which some reader would change: they judge nothing. */
export function dropUnportableHints(schema: JsonObject): JsonObject {
  return dropIn(schema, false) as JsonObject;
}

function dropIn(here: Json, areNames: boolean): Json {
  if (Array.isArray(here)) return here.map((item) => dropIn(item, false));
  if (here === null || typeof here !== 'object') return here;
  const kept = Object.entries(here).filter(
    ([key, value]) => areNames || (key !== 'default' && key !== 'examples') || findUnportable(value) === undefined,
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, dropIn(value, !areNames && NAMED.has(key))]));
}
