import { existsSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import type { FetchMaterial, Skill } from '../edges/queue/hand.ts';
import { differenceOf } from '../edges/shards.ts';
import { NearmissError } from '../errors.ts';
import { configSchema } from '../model/config.ts';
import { type RunOf, shardJobSchema, shardMaterialSchema } from '../model/queue.ts';
import type { Phrasebook } from '../phrasing/phrasebook.ts';
import { openBuild } from '../pipeline.ts';
import { makeDataset } from './build-run.ts';

/**
 * Makes shards of a build in a folder of this machine, from its own primitives. Each is written aside and takes its name whole, so that two
 * workers on the same shard do not meet.
 *
 * @throws NearmissError where there is no such folder, or the build comes out otherwise
 */
export async function prepareShards(
  { title, name, of }: RunOf<'shard'>,
  fetch: FetchMaterial,
  { parts, primitives }: { parts: string | undefined; primitives: string | undefined },
): Promise<Skill> {
  if (parts === undefined) throw new NearmissError(`${title} is made in shards, and no folder is given for them here: --parts`);
  const material = shardMaterialSchema.parse(await fetch());
  const config = { ...configSchema.parse(material.config), workers: 1, ...(primitives === undefined ? {} : { primitives }) };
  const phrasebook = material.phrasebook as Phrasebook | null;
  const build = openBuild(config, phrasebook);
  const difference = differenceOf(material.identity, build.identity);
  if (difference !== null) throw new NearmissError(`${title}: here it would have ${difference}`);
  const controls = config.controls === 0 ? null : build.planControls();
  return {
    concurrency: 1,
    once: null,
    async act(data) {
      const { number } = shardJobSchema.parse(data);
      const folder = resolve(parts, name, String(number));
      if (!existsSync(folder)) {
        const aside = resolve(parts, name, `.${number}.${hostname()}.${process.pid}`);
        await makeDataset(build, { ...config, out: aside }, phrasebook, controls, { number, of });
        takeName(aside, folder);
      }
      return { home: `${join(folder)} of ${hostname()}` };
    },
    close: async () => undefined,
  };
}

/** Gives a finished shard its name; where another worker was faster, that one stands. */
function takeName(aside: string, folder: string): void {
  try {
    renameSync(aside, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(aside, { recursive: true });
  }
}
