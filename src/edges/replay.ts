import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NearmissError } from '../errors.ts';
import type { Chain, ChainStep } from '../grounds/recipe.ts';
import { type Ground, groundSchema } from '../model/ground.ts';
import { type Primitive, primitiveSchema } from '../model/primitive.ts';
import type { Plan } from '../verify/plan.ts';
import { openOwn } from './explore.ts';
import { readJson, readJsonlSync } from './files.ts';
import type { OwnServer } from './own-server.ts';
import type { RecorderOptions } from './recorder.ts';
import { type Verified, verifyWith } from './verify.ts';
import { recoverFolder } from './whole-folder.ts';

/** A recorded ground without the calls that were not kept. */
export interface Recorded {
  ground: Ground;
  primitives: Primitive[];
}

/** Reads what was recorded of a server. That nothing was is an error that says what to do. */
export function readRecorded(folder: string): Recorded & { rejects: [] } {
  recoverFolder(folder);
  if (!existsSync(join(folder, 'ground.json')))
    throw new NearmissError(`${folder} holds no recorded ground to compare with: the same command without --diff records one`);
  return {
    ground: readJson(join(folder, 'ground.json'), groundSchema),
    primitives: readJsonlSync(join(folder, 'primitives.jsonl'), primitiveSchema),
    rejects: [],
  };
}

/** The recorded calls as chains: each after the calls that made the state it was recorded in. */
export function planReplay({ ground, primitives }: Recorded): Plan {
  const byId = new Map(primitives.map((primitive) => [primitive.id, primitive]));
  const stepOf = ({ tool, arguments: args, scenario, roles }: Primitive): ChainStep => ({ tool, arguments: args, scenario, roles });
  const chains = primitives.map((primitive): Chain => {
    const before = primitive.after.map((id) => byId.get(id));
    return [...before.filter((earlier) => earlier !== undefined), primitive].map(stepOf);
  });
  return {
    name: ground.name,
    title: ground.title,
    source: ground.source,
    world: { recipe: ground.world.recipe, seed: ground.world.seed },
    root: ground.root,
    roles: {},
    writes: [...new Set(primitives.filter(({ effect }) => effect === 'changed').map(({ tool }) => tool))],
    leftOut: {},
    masks: [],
    spareMasks: [],
    ignored: [],
    chains,
    known: JSON.stringify(primitives.map(({ arguments: args, result }) => [args, result])),
  };
}

/** Makes the recorded calls of a server of one's own again, and no other: what its tools are now and what they answer. */
export async function replayGround(
  server: OwnServer,
  recorded: Recorded,
  options: Partial<RecorderOptions> = {},
): Promise<{ verified: Verified; masks: Plan['masks'] }> {
  const called = new Set(recorded.primitives.map(({ tool }) => tool));
  const writing = recorded.ground.tools.filter(({ name, annotations }) => called.has(name) && annotations?.readOnlyHint !== true);
  if (writing.length > 0 && !server.allowWrites) {
    const names = writing.map(({ name }) => name).join(', ');
    throw new NearmissError(
      `${server.name}: its ground holds calls of tools that may write (${names}), which are only made with --allow-writes`,
    );
  }
  return openOwn(server, options, async (recorder, outline, survey) => {
    const { chains, writes, known } = planReplay(recorded);
    const plan = { ...outline, chains, writes: [...new Set([...outline.writes, ...writes])], known: outline.known + known };
    return { verified: await verifyWith(recorder, plan, survey), masks: [...plan.masks, ...plan.spareMasks] };
  });
}
