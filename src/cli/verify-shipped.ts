import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Prepared } from '../edges/shipped.ts';
import type { Verified } from '../edges/verify.ts';
import { Progress } from './progress.ts';
import { elsewhere } from './verify-elsewhere.ts';
import type { VerifyFlags } from './verify-flags.ts';
import { describeRecorded, type Outcome } from './verify-report.ts';

/** Folder of this package: two above this module, both in its source and as built. */
export const packageRoot: string = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** One shipped ground, ready to be recorded. */
export interface ShippedTask {
  name: string;
  run(): Promise<Outcome>;
}

/** Makes shipped grounds ready, all of them first: a missing server should not show after minutes of work. */
export async function prepareShipped(names: readonly string[], flags: VerifyFlags): Promise<ShippedTask[]> {
  if (names.length === 0) return [];
  const [{ recipeOf }, { planRecipe, prepareRecipe }] = await Promise.all([import('../grounds/index.ts'), import('../edges/shipped.ts')]);
  const recipes = await Promise.all(names.map(recipeOf));
  if (flags.dryRun === true || flags.listCalls === true) {
    const { listSteps, sayChains } = await import('../verify/listing.ts');
    return recipes.map((recipe) => ({
      name: recipe.name,
      async run() {
        const plan = planRecipe(recipe);
        return {
          report: { name: recipe.name, outcome: 'planned', launch: null, chains: listSteps(plan) },
          text: sayChains(plan).join('\n'),
        };
      },
    }));
  }
  return recipes.map((recipe) => {
    const prepared = prepareRecipe(recipe, flags.servers);
    return { name: recipe.name, run: () => verifyShipped(recipe.name, prepared, flags) };
  });
}

async function verifyShipped(name: string, prepared: Prepared, flags: VerifyFlags): Promise<Outcome> {
  const { readGroundFiles, renderGround, writeGround } = await import('../edges/verify.ts');
  const folder = join(flags.out ?? join(packageRoot, 'tool-primitives'), name);
  const recorded = flags.diff === true ? (await import('../edges/replay.ts')).readRecorded(folder) : null;
  const verified = await runShipped(prepared, flags);
  if (recorded === null) {
    writeGround(folder, verified);
    return describeRecorded(verified, { folder, seesWorld: true, notes: [] });
  }
  const { diffRecordings, sayDiff } = await import('../verify/diff.ts');
  const { masks, spareMasks } = prepared.plan;
  const diff = diffRecordings(recorded, verified, [...masks, ...spareMasks], [readGroundFiles(folder), renderGround(verified)]);
  return { report: { name, outcome: diff.drift ? 'drift' : 'same', folder, diff }, text: sayDiff(name, diff).join('\n') };
}

async function runShipped({ plan, stage }: Prepared, { jobs, alone, sandbox, queue }: VerifyFlags): Promise<Verified> {
  const [{ verifyPlan }, { fastScratch }] = await Promise.all([import('../edges/verify.ts'), import('../edges/recorder.ts')]);
  const progress = new Progress(plan.name, 'chains');
  const options = {
    jobs,
    alone: alone === true,
    sandbox,
    scratchIn: fastScratch(),
    onProgress: progress.advance,
    onTrouble: progress.say,
    ...(queue === undefined ? {} : await elsewhere(queue, false, progress)),
  };
  return verifyPlan(plan, stage, options).finally(progress.finish);
}
