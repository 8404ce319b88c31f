import type { Chain, Recipe, World } from '../grounds/recipe.ts';
import type { Plan } from '../verify/plan.ts';
import type { Stage } from './recorder.ts';
import { describeServer, findServer } from './servers.ts';
import { placeWorld } from './worlds/index.ts';

/** A recipe made ready: what to try, and how to run the pinned server it is for. */
export interface Prepared {
  plan: Plan;
  stage: Stage;
}

/** What is to be tried, without a look at any server. */
export function planRecipe(recipe: Recipe): Plan {
  const world = recipe.world();
  const chains = [...recipe.chains(world)];
  const { server } = recipe;
  return {
    name: recipe.name,
    title: recipe.title,
    source: {
      package: server.package,
      version: server.version,
      licence: server.licence,
      command: describeServer(server, recipe.root),
    },
    world: { recipe: recipe.name, seed: recipe.seed },
    root: recipe.root,
    roles: recipe.roles,
    writes: recipe.writes,
    holdsOpen: recipe.holdsOpen ?? false,
    leftOut: recipe.leftOut,
    masks: recipe.masks,
    spareMasks: [],
    ignored: recipe.ignored,
    ...(recipe.between === undefined ? {} : { between: recipe.between }),
    chains,
    known: gatherKnown(world, chains),
  };
}

/** Finds a recipe's server in the folder of pinned servers. A missing or different one is an error that says what to run. */
export function prepareRecipe(recipe: Recipe, servers: string): Prepared {
  const launch = findServer(recipe.name, recipe.server, servers);
  return {
    plan: planRecipe(recipe),
    stage: {
      entry: (root) => ({
        kind: 'stdio',
        program: launch.program,
        args: [...launch.args, ...recipe.server.args(root)],
        env: { ...launch.env, ...recipe.server.env(root) },
        cwd: null,
      }),
      place: (root) => placeWorld(recipe.world(), root),
    },
  };
}

/** Every text that the world and the arguments hold. */
function gatherKnown(world: World, chains: readonly Chain[]): string {
  return JSON.stringify([world, chains], (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
}
