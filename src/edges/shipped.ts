import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { NearmissError } from '../errors.ts';
import type { Chain, Recipe, World } from '../grounds/recipe.ts';
import type { Plan } from '../verify/plan.ts';
import { readJson } from './files.ts';
import type { Stage } from './recorder.ts';
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
      command: ['node', `${server.package}/${server.entry}`, ...server.args(recipe.root)],
    },
    world: { recipe: recipe.name, seed: recipe.seed },
    root: recipe.root,
    roles: recipe.roles,
    writes: recipe.writes,
    leftOut: recipe.leftOut,
    masks: recipe.masks,
    spareMasks: [],
    ignored: recipe.ignored,
    chains,
    known: gatherKnown(world, chains),
  };
}

/** Finds a recipe's server in the folder of pinned servers. A missing or different one is an error that says what to run. */
export function prepareRecipe(recipe: Recipe, servers: string): Prepared {
  const folder = resolve(servers, 'node_modules', recipe.server.package);
  const { version } = recipe.server;
  if (!existsSync(join(servers, 'package.json'))) {
    throw new NearmissError(
      `${servers} has no package.json that pins the servers: shipped grounds are recorded in a checkout of the repository, or with --servers <dir>`,
    );
  }
  const near = relative('.', servers);
  const cure = `run: npm ci --prefix ${near.startsWith('..') ? servers : near}`;
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest))
    throw new NearmissError(`ground "${recipe.name}": ${recipe.server.package} ${version} is not installed; ${cure}`);
  const installed = (readJson(manifest) as { version?: unknown }).version;
  if (installed !== version) {
    throw new NearmissError(
      `ground "${recipe.name}": ${recipe.server.package} is installed as ${String(installed)}, pinned is ${version}; ${cure}`,
    );
  }
  const entry = join(folder, recipe.server.entry);
  if (!existsSync(entry))
    throw new NearmissError(`ground "${recipe.name}": ${recipe.server.package} ${version} has no ${recipe.server.entry}`);
  return {
    plan: planRecipe(recipe),
    stage: {
      entry: (root) => ({
        kind: 'stdio',
        program: process.execPath,
        args: [entry, ...recipe.server.args(root)],
        env: recipe.server.env(root),
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
