import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { NearmissError } from '../errors.ts';

/** Folder of this package: two above this module, both in its source and as built. */
const packageRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

interface VerifyOptions {
  all?: true;
  out: string;
  servers: string;
  jobs: number;
  dryRun?: true;
}

/** `nearmiss verify`: runs call chains on real servers and records the calls that hold. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('run calls on real MCP servers and record those that hold')
    .argument('[ground...]', 'shipped grounds to record')
    .option('--all', 'all shipped grounds')
    .option('--out <dir>', 'where the folders of the grounds lie', join(packageRoot, 'tool-primitives'))
    .option('--servers <dir>', 'folder with the pinned servers', join(packageRoot, 'tool-primitives', 'servers'))
    .option('--jobs <n>', 'server processes at a time', readCount, availableParallelism())
    .option('--dry-run', 'list the calls without making them')
    .action(async (names: string[], options: VerifyOptions) => {
      const { recipeOf, shippedGrounds } = await import('../grounds/index.ts');
      const chosen = options.all === true ? [...shippedGrounds] : names;
      if (chosen.length === 0) throw new NearmissError(`no ground named: give one or more of ${shippedGrounds.join(', ')}, or --all`);
      for (const name of chosen) {
        const recipe = await recipeOf(name);
        if (options.dryRun === true) {
          const [{ planRecipe }, { sayChains }] = await Promise.all([import('../edges/shipped.ts'), import('../verify/listing.ts')]);
          for (const line of sayChains(planRecipe(recipe))) console.log(line);
          continue;
        }
        const [{ prepareRecipe }, { verifyPlan, writeGround }, { sayFigures }, { Progress }] = await Promise.all([
          import('../edges/shipped.ts'),
          import('../edges/verify.ts'),
          import('../verify/summary.ts'),
          import('./verify-progress.ts'),
        ]);
        const { plan, stage } = prepareRecipe(recipe, options.servers);
        const progress = new Progress(name);
        const verified = await verifyPlan(plan, stage, { jobs: options.jobs, onProgress: progress.show, onTrouble: progress.say }).finally(
          progress.end,
        );
        writeGround(join(options.out, name), verified);
        for (const line of sayFigures(verified.ground.tools, verified.primitives, verified.rejects)) console.log(line);
        console.log('');
      }
    });
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('a whole number from 1.');
  return count;
}
