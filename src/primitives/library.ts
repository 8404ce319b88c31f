import { NearmissError } from '../errors.ts';
import type { Ground } from '../model/ground.ts';
import type { JsonObject } from '../model/json.ts';
import { findUnportable } from '../model/number.ts';
import type { Phrases } from '../model/phrases.ts';
import type { Primitive } from '../model/primitive.ts';
import type { OfferedTool } from '../model/tool.ts';
import { compileSchema, type Validate } from '../schema/compile.ts';
import { interpretSchema } from '../schema/interpret.ts';
import { offerTool } from '../schema/normalise.ts';
import { type Families, hasFailed, indexFamilies } from './families.ts';

/** A ground as read from its folder. */
export interface GroundRecords {
  ground: Ground;
  phrases: Phrases;
  primitives: readonly Primitive[];
}

/** A ground ready for composition: its admitted tools, its verified calls and how people ask for them. */
export interface GroundLibrary extends GroundRecords {
  name: string;
  /** admitted tools as a model sees them, by name, in the server's order */
  tools: ReadonlyMap<string, OfferedTool>;
  byId: ReadonlyMap<string, Primitive>;
  /** calls that were recorded because they fail: no right calls, and no near misses */
  failures: readonly Primitive[];
  families: Families;
  /** whether arguments fit a tool's schema */
  accepts(tool: string, args: Primitive['arguments']): boolean;
  /** whether two validators that share no code refuse them */
  refuses(tool: string, args: Primitive['arguments']): boolean;
}

/** Checks that the records of a ground belong together, and indexes them. */
export function openGround(records: GroundRecords): GroundLibrary {
  const { ground, phrases } = records;
  if (phrases.ground !== ground.name)
    throw new NearmissError(`phrases of "${phrases.ground}" lie in the folder of ground "${ground.name}"`);
  const tools = new Map(ground.tools.filter((tool) => tool.admitted).map((tool) => [tool.name, offerTool(tool)]));
  const recorded = keepPortable(records.primitives).filter((primitive) => tools.has(primitive.tool));
  const primitives = recorded.filter((primitive) => !hasFailed(primitive));
  const failures = recorded.filter(hasFailed);
  const byId = new Map(primitives.map((primitive) => [primitive.id, primitive]));
  for (const primitive of primitives) {
    const missing = primitive.upstream.find((link) => !byId.has(link.call));
    if (missing !== undefined)
      throw new NearmissError(`ground "${ground.name}": primitive ${primitive.id} points to ${missing.call}, which is not there`);
  }
  const schemaOf = (tool: string) => ground.tools.find((candidate) => candidate.name === tool)?.inputSchema;
  const validators = new Map<string, Validate>();
  const interpreters = new Map<string, (value: JsonObject) => boolean>();
  const accepts = (tool: string, args: JsonObject) => {
    let validate = validators.get(tool);
    if (validate === undefined) {
      const schema = schemaOf(tool);
      if (schema === undefined) return false;
      validate = compileSchema(schema);
      validators.set(tool, validate);
    }
    return validate(args).valid;
  };
  return {
    ...records,
    primitives,
    name: ground.name,
    tools,
    byId,
    failures,
    families: indexFamilies(primitives, failures),
    accepts,
    refuses(tool, args) {
      if (accepts(tool, args)) return false;
      let interpret = interpreters.get(tool);
      if (interpret === undefined) {
        const schema = schemaOf(tool);
        if (schema === undefined) return true;
        interpret = interpretSchema(schema);
        interpreters.set(tool, interpret);
      }
      return !interpret(args);
    },
  };
}

/** The calls whose arguments every trainer reads as they are, and that take nothing from one that is left out. */
function keepPortable(primitives: readonly Primitive[]): readonly Primitive[] {
  const left = new Set(primitives.filter((primitive) => findUnportable(primitive.arguments) !== undefined).map(({ id }) => id));
  if (left.size === 0) return primitives;
  for (let size = 0; size < left.size; ) {
    size = left.size;
    for (const { id, upstream } of primitives) if (upstream.some((link) => left.has(link.call))) left.add(id);
  }
  return primitives.filter(({ id }) => !left.has(id));
}
