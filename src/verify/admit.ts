import type { Ground } from '../model/ground.ts';
import type { Primitive, Reject } from '../model/primitive.ts';
import type { GroundTool } from '../model/tool.ts';
import type { Plan } from './plan.ts';
import type { ListedTool } from './tools.ts';

/** What a session told about the server itself. */
export interface ServerFacts {
  protocol: string;
  server: { name: string; version: string };
  /** sha256 (hex) of the seeded state */
  digest: string;
}

/** Decides for each listed tool whether its verified calls may be used, and says why. */
export function admitTools(
  plan: Plan,
  tools: readonly ListedTool[],
  primitives: readonly Primitive[],
  rejects: readonly Reject[],
): GroundTool[] {
  return tools.map((tool) => {
    const { fault, inputs: _inputs, outputs: _outputs, ...listed } = tool;
    const verified = primitives.filter((primitive) => primitive.tool === tool.name).length;
    const calls = verified + rejects.filter((reject) => reject.tool === tool.name).length;
    const leftOut = Object.hasOwn(plan.leftOut, tool.name) ? plan.leftOut[tool.name] : undefined;
    if (leftOut !== undefined) return { ...listed, admitted: false, reason: leftOut };
    if (fault !== null) return { ...listed, admitted: false, reason: fault };
    if (calls === 0) return { ...listed, admitted: false, reason: 'no call of it was tried' };
    return { ...listed, admitted: verified > 0, reason: `${verified} of ${calls} calls verified` };
  });
}

/** The record of a ground: where its tools come from, what they are and which were admitted. */
export function makeGround(plan: Plan, facts: ServerFacts, tools: GroundTool[]): Ground {
  return {
    schema: 'nearmiss/ground@1',
    name: plan.name,
    title: plan.title,
    source: plan.source,
    protocol: facts.protocol,
    server: facts.server,
    root: plan.root,
    world: { ...plan.world, digest: facts.digest },
    tools,
  };
}
