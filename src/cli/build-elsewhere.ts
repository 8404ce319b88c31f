import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDataset } from '../edges/dataset-writer.ts';
import { Run } from '../edges/queue/run.ts';
import { NearmissError } from '../errors.ts';
import type { Config } from '../model/config.ts';
import { contentId } from '../model/hash.ts';
import { type ShardMaterial, shardOutcomeSchema } from '../model/queue.ts';
import { nameShard } from '../model/shard.ts';
import { type Books, type Build, decisiveSettings } from '../pipeline.ts';
import { VERSION } from '../version.ts';
import { runMerge } from './merge-run.ts';
import { Pace } from './pace.ts';
import { Progress } from './progress.ts';
import { cutOfPairs, refuseTooMany } from './shard.ts';

/** Where and in how many parts a dataset is made. */
export interface Elsewhere {
  /** address of the Redis server */
  queue: string;
  shards: number;
  /** folder that the workers write their shards in, and that is seen from here */
  parts: string;
}

/** Has a dataset made by workers, in shards, and puts them together here. */
export async function buildElsewhere(build: Build, config: Config, books: Books, { queue, shards, parts }: Elsewhere): Promise<void> {
  refuseTooMany({ number: 1, of: shards }, cutOfPairs(config.pairs));
  // A folder that cannot be written to should not show after hours of work.
  const { finished } = openDataset(config.out, build.identity);
  if (finished !== null) {
    console.log(`${config.out} already holds this build, whole: ${finished.counts.pairs} pairs, seed "${config.seed}".`);
    return;
  }
  const material = materialOf(build, config, books);
  const name = contentId([material, shards]);
  const progress = new Progress('building', 'shards');
  const title = `a build of ${config.pairs} pairs`;
  const announcement = { kind: 'shard', version: VERSION, title, name, of: shards } as const;
  const run = await Run.open(queue, { id: `shard-${name}`, announcement, material, once: false, tell: progress.say });
  const numbers = Array.from({ length: shards }, (_, at) => at + 1);
  const pace = new Pace();
  pace.take(0, performance.now() / 1000);
  const homes = new Map<number, string>();
  let isDone = false;
  try {
    await Promise.all(
      numbers.map(async (number) => {
        const { home } = await run.do(`part-${number}`, { number }, shardOutcomeSchema);
        homes.set(number, home);
        const rate = pace.take((config.pairs * homes.size) / shards, performance.now() / 1000);
        progress.advance(homes.size, shards, rate === null ? ' by workers' : ` by workers, ${Math.round(rate)} pairs/s`);
      }),
    );
    isDone = true;
  } finally {
    progress.finish();
    await run.close(isDone);
  }
  const folders = numbers.map((number) => join(parts, name, String(number)));
  const elsewhere = numbers.filter((_, at) => !existsSync(folders[at] as string));
  if (elsewhere.length > 0) throw new NearmissError(describeElsewhere(elsewhere, shards, parts, homes));
  runMerge(folders, { out: config.out });
  rmSync(join(parts, name), { recursive: true });
}

export function materialOf(build: Build, config: Config, { phrasebook, answerbook }: Books): ShardMaterial {
  const { model } = config;
  const settings = decisiveSettings(config, Object.keys(build.identity.primitives));
  const said = model === undefined ? {} : { model: { terms: model.terms, phrase: model.phrase, answer: model.answer } };
  // As it is read on the other side: without what is undefined.
  return JSON.parse(
    JSON.stringify({
      config: { ...settings, ...said },
      identity: build.identity,
      plan: build.recordPlan(),
      books: {
        phrasebook: phrasebook === null ? null : { ...phrasebook, entries: [...phrasebook.entries] },
        answerbook: answerbook === null ? null : { ...answerbook, entries: [...answerbook.entries] },
      },
    }),
  );
}

function describeElsewhere(missing: readonly number[], of: number, parts: string, homes: ReadonlyMap<number, string>): string {
  const [first] = missing as [number];
  const many = missing.length === 1 ? '1 shard is' : `${missing.length} shards are`;
  return (
    `all ${of} shards are made, and ${many} not in ${parts}: ${nameShard({ number: first, of })} is ${homes.get(first)}. ` +
    'Bring them together and put their folders into "nearmiss merge", or give all the same --parts'
  );
}
