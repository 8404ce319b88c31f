import { existsSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { differenceOf } from '../edges/shards.ts';
import { NearmissError } from '../errors.ts';
import { configSchema } from '../model/config.ts';
import { shardMaterialSchema } from '../model/queue.ts';
import { type Books, identify, openBuild, openLibrary, readSettled } from '../pipeline.ts';
import { Crew } from './build-crew.ts';
import { makeDataset } from './build-run.ts';

/** What shards are made of, and where. */
export interface ShardOrders {
  /** as it lay in Redis */
  material: unknown;
  /** how many shards there are */
  of: number;
  /** folder for the shards of this build */
  folder: string;
  /** folder of recorded grounds; undefined: the shipped ones */
  primitives: string | undefined;
}

/**
 * Opens a build, as it was planned, from the primitives of this machine, and gives what makes one of its shards and tells where it lies. Each is written aside and
 * takes its name whole, so that two workers on the same shard do not meet.
 *
 * @throws NearmissError where the build comes out otherwise than it should
 */
export function openShardMaker({ material, of, folder, primitives }: ShardOrders): (number: number) => Promise<string> {
  const { config: settings, identity, plan, books: written } = shardMaterialSchema.parse(material);
  const config = { ...configSchema.parse(settings), ...(primitives === undefined ? {} : { primitives }) };
  const books = written as Books;
  const alone = new Crew(config, 0);
  const library = openLibrary(config);
  const difference = differenceOf(identity, identify(library, config, books));
  if (difference !== null) throw new NearmissError(`here it would have ${difference}`);
  const build = openBuild(config, books, { library, settled: readSettled(library, config, plan, 'the plan of the run') });
  const controls = config.controls === 0 ? null : build.planControls();
  return async (number) => {
    const shard = resolve(folder, String(number));
    if (!existsSync(shard)) {
      const out = resolve(folder, `.${number}.${hostname()}.${process.pid}`);
      await makeDataset(build, { ...config, out }, books, controls, { number, of }, alone);
      takeName(out, shard);
    }
    return `${shard} of ${hostname()}`;
  };
}

/** Gives a finished shard its name; where another worker was faster, that one stands. */
function takeName(aside: string, name: string): void {
  try {
    renameSync(aside, name);
  } catch (error) {
    if (!existsSync(name)) throw error;
    rmSync(aside, { recursive: true });
  }
}
